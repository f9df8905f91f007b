//! Any text becomes a bounded row of known numbers, the same ones each time, and white space only divides.
#![no_main]

use std::sync::LazyLock;

use intent::encoder::Encoder;
use intent_fuzz::memory::within;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const WEIGHTS: &[u8] = include_bytes!("../../weights/encoder.bin");
/// Begin, 46 pieces, end.
const MOST: usize = 48;
/// Longer texts are cut, and white space counts.
const CUT: usize = 600;

static ENCODER: LazyLock<Option<(Encoder, u32)>> =
    LazyLock::new(|| Some((Encoder::from_bytes(WEIGHTS).ok()?, u32::try_from(vocabulary()?).ok()?)));

/// How many pieces the header lists scores for.
fn vocabulary() -> Option<u64> {
    let length = u32::from_le_bytes(WEIGHTS.get(8..12)?.try_into().ok()?);
    let header: Value = serde_json::from_slice(WEIGHTS.get(12..)?.get(..length as usize)?).ok()?;
    let sections = header.get("sections")?.as_array()?;
    sections.iter().find(|section| section.get("name").is_some_and(|name| name == "scores"))?.pointer("/shape/0")?.as_u64()
}

fuzz_target!(|input: &[u8]| {
    let encoder = ENCODER.as_ref();
    assert!(encoder.is_some(), "the weights cannot be read");
    let Some((encoder, vocabulary)) = encoder else { return };
    let text = String::from_utf8_lossy(input);
    let ids = within(text.len().min(4 * CUT), 256, || encoder.ids(&text));
    assert!((2..=MOST).contains(&ids.len()), "{} ids", ids.len());
    assert!(ids.iter().all(|id| id < vocabulary), "{ids:?}");
    assert_eq!((ids.first(), ids.last()), (Some(&1), Some(&2)));
    assert_eq!(ids, encoder.ids(&text), "not the same the second time");
    if text.chars().count() <= CUT {
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(ids, encoder.ids(&words.join(" ")), "white space does more than divide");
    }
});
