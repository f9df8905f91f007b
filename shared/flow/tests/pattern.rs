//! Patterns: what they accept, and what they refuse to be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use flow::{Pattern, PatternError};

fn check(pattern: &str, text: &str, expected: Option<&str>) {
    let found = Pattern::new(pattern).unwrap().find(text);
    assert_eq!(found.as_deref(), expected, "{pattern} in {text}");
}

#[test]
fn a_pattern_is_found_within_what_people_write_around_it() {
    let order = "LM-\\d{6}";
    check(order, "LM-123456", Some("LM-123456"));
    check(order, "it is lm-123456, thanks", Some("lm-123456"));
    check(order, "订单号LM-123456谢谢", Some("LM-123456"));
    check(order, "ＬＭ－１２３４５６", Some("LM-123456"));
    check(order, "LM-111111 or LM-222222", Some("LM-111111"));
}

#[test]
fn a_longer_number_is_not_mistaken_for_a_shorter_one() {
    check("LM-\\d{6}", "LM-1234567", None);
    check("LM-\\d{6}", "XLM-123456", None);
    check("\\d{3}", "1234 567", Some("567"));
}

#[test]
fn every_quantifier_and_class_does_what_it_says() {
    check("ab?c", "ac", Some("ac"));
    check("ab*c", "abbbc", Some("abbbc"));
    check("ab+c", "ac", None);
    check("a{2,3}", "aaa", Some("aaa"));
    check("a{2,3}", "a", None);
    check("a{2,}", "aaaaaa", Some("aaaaaa"));
    check("[a-c_-]+", "xx b-_a", Some("b-_a"));
    check("[^0-9]+", "1 ab", Some(" ab"));
    check("\\w+", "!! Ab_9", Some("Ab_9"));
    check("a.c", "a文c", Some("a文c"));
    check("\\d+\\.\\d+", "v 1.25", Some("1.25"));
    check("[\\d.]+", "1.2", Some("1.2"));
    check("\\+?\\d{3,}", "+4930", Some("+4930"));
}

#[test]
fn the_longest_fit_is_taken() {
    check("\\d+", "12345", Some("12345"));
    check("a[a ]*", "a a a b", Some("a a a "));
}

#[test]
fn what_is_not_in_the_language_is_refused_with_its_place() {
    for (pattern, expected) in [
        ("", PatternError::Empty),
        ("a*", PatternError::MatchesNothing),
        ("a{0,3}", PatternError::MatchesNothing),
        ("(ab)", PatternError::Unsupported { character: '(', position: 1 }),
        ("a|b", PatternError::Unsupported { character: '|', position: 2 }),
        ("\\b", PatternError::Unsupported { character: 'b', position: 2 }),
        ("ab\\", PatternError::Unfinished { position: 3 }),
        ("a[bc", PatternError::Unfinished { position: 2 }),
        ("+a", PatternError::Quantifier { position: 1 }),
        ("a{3,1}", PatternError::Quantifier { position: 2 }),
        ("a{x}", PatternError::Quantifier { position: 2 }),
        ("a**", PatternError::Quantifier { position: 3 }),
        ("[z-a]", PatternError::Class { position: 1 }),
        ("[]", PatternError::Class { position: 1 }),
        ("a{999999999999999999999}", PatternError::TooLong),
        ("a{200}b{200}", PatternError::TooLong),
    ] {
        assert_eq!(Pattern::new(pattern), Err(expected), "{pattern}");
    }
}

#[test]
fn a_pattern_that_would_explode_elsewhere_is_matched_at_once() {
    let text = "a".repeat(2_000);
    check(&format!("{}b", "a*".repeat(100)), &text, None);
}
