//! Short, soft tones made by the browser itself: there is no file to load.

use std::cell::RefCell;

use web_sys::{AudioContext, OscillatorType};

thread_local! {
    static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// A tone's height in hertz and when it begins, in seconds.
type Tone = (f32, f64);

/// Each tone lasts so long, in seconds, most of it fading.
const LENGTH: f64 = 0.32;

/// Plays a few tones; `volume` is 0 to 100. A browser that wants a click first stays silent until it had one.
pub(crate) fn play(tones: &[Tone], volume: u8) {
    AUDIO.with_borrow_mut(|held| {
        if held.is_none() {
            *held = AudioContext::new().ok();
        }
        if let Some(audio) = held {
            // It is refused before the first click; what follows is then silent.
            let _ = audio.resume();
            for tone in tones {
                // A browser without sound makes none.
                let _ = tone_at(audio, *tone, f32::from(volume.min(100)) / 100.0);
            }
        }
    });
}

fn tone_at(audio: &AudioContext, (height, after): Tone, volume: f32) -> Result<(), wasm_bindgen::JsValue> {
    let (tone, gain) = (audio.create_oscillator()?, audio.create_gain()?);
    let begins = audio.current_time() + 0.02 + after;
    tone.set_type(OscillatorType::Sine);
    tone.frequency().set_value(height);
    // A click is heard where a tone begins or ends at once.
    gain.gain().set_value_at_time(0.0, begins)?;
    gain.gain().linear_ramp_to_value_at_time(0.25 * volume * volume, begins + 0.02)?;
    gain.gain().linear_ramp_to_value_at_time(0.0, begins + LENGTH)?;
    tone.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&audio.destination())?;
    tone.start_with_when(begins)?;
    tone.stop_with_when(begins + LENGTH + 0.05)
}
