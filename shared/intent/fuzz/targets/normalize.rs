//! What `normalize` says of itself holds for any text.
#![no_main]

use std::sync::LazyLock;

use intent::{Variants, fold, normalize};
use intent_fuzz::memory::within;
use libfuzzer_sys::fuzz_target;

static ALL: LazyLock<Variants> = LazyLock::new(Variants::all);
const CUT: usize = 600;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let all = &*ALL;
    for variants in [all, &Variants::default()] {
        let once = within(text.len(), 256, || normalize(&fold(&text), variants));
        assert_eq!(normalize(&once, variants), once, "twice is not once");
        assert!(once.chars().count() <= CUT, "not cut");
        assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "), "spaces: {once:?}");
        assert!(!once.contains("00") && !once.contains(|it: char| it.is_ascii_digit() && it != '0'), "digits: {once:?}");
        assert!(!once.contains(|it: char| it.is_ascii_uppercase() || it.is_ascii_punctuation()), "signs: {once:?}");
        let characters: Vec<char> = once.chars().collect();
        assert!(!characters.windows(3).any(|three| matches!(three, [a, b, c] if a == b && b == c)), "runs: {once:?}");
    }
});
