//! A sound for new messages, where the customer wants one.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use crate::browser;
use crate::ui::Topic;

#[wasm_bindgen]
extern "C" {
    /// `widget/web/boot.js`.
    #[wasm_bindgen(js_name = frontdeskChime)]
    fn chime();
}

const SOUND: &str = "sound";

impl Session {
    pub(super) fn restore_sound(&self) {
        self.ui.write(Topic::Sound, |state| state.has_sound = self.storage.get(SOUND).is_some());
    }

    /// Turned on it is heard once: browsers let a page sound only after somebody has touched it.
    pub fn toggle_sound(&self) {
        let has_sound = !self.ui.peek(|state| state.has_sound);
        if has_sound {
            self.storage.set(SOUND, "1");
            chime();
        } else {
            self.storage.remove(SOUND);
        }
        self.ui.write(Topic::Sound, |state| state.has_sound = has_sound);
    }

    /// Who looks at the chat needs no sound.
    pub(super) fn sound(&self) {
        let is_seen = self.is_visible.get() && browser::is_in_front();
        if !is_seen && self.ui.peek(|state| state.has_sound) {
            chime();
        }
    }
}
