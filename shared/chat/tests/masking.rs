//! Which numbers are masked, and that nothing else is.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic)]

use chat::mask::{MASK, mask, masked};
use proptest::prelude::*;

fn check(text: &str, expected: &str) {
    assert_eq!(masked(text).as_deref().unwrap_or(text), expected);
}

#[test]
fn cards_keep_their_last_four_digits_however_they_are_grouped() {
    check("4111111111111111", "••••••••••••1111");
    check("my card 4111 1111 1111 1111, ok?", "my card •••• •••• •••• 1111, ok?");
    check("4111-1111-1111-1111", "••••-••••-••••-1111");
    check("4111 - 1111 - 1111 - 1111", "•••• - •••• - •••• - 1111");
    check("amex 3782 822463 10005", "amex •••• •••••• •0005");
    check("thirteen: 4222222222222", "thirteen: •••••••••2222");
    check("nineteen: 6228480402564890018", "nineteen: •••••••••••••••0018");
}

#[test]
fn cards_are_found_in_chinese_texts_without_spaces_and_in_full_width_digits() {
    check("我的卡号是4111111111111111请帮我查一下", "我的卡号是••••••••••••1111请帮我查一下");
    check("卡号：４１１１１１１１１１１１１１１１。", "卡号：••••••••••••１１１１。");
    check("卡号４１１１　１１１１　１１１１　１１１１", "卡号••••　••••　••••　１１１１");
    check("card٤١١١١١١١١١١١١١١١", "card••••••••••••١١١١");
}

#[test]
fn account_numbers_are_masked() {
    check("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN •••• •••• •••• •••• ••30 00 please");
    check("de89370400440532013000", "••••••••••••••••••3000");
    check("我的账户GB82WEST12345698765432可以吗", "我的账户••••••••••••••••••5432可以吗");
    check("NO9386011117947", "•••••••••••7947");
    check("DE88370400440532013000", "DE88370400440532013000");
}

#[test]
fn chinese_resident_ids_are_masked() {
    check("身份证11010519491231002X谢谢", "身份证••••••••••••••002X谢谢");
    check("110105 19491231 002x", "•••••• •••••••• 002x");
    check("１１０１０５１９４９１２３１００２Ｘ", "••••••••••••••００２Ｘ");
    check("110105194912310021", "110105194912310021");
}

#[test]
fn what_fails_its_checksum_or_is_something_else_stays() {
    for text in [
        "order 4111111111111112",
        "LM-000001 and LM-000002",
        "+86 138 0013 8000 and +4915112345679",
        "1700000000001",
        "1234 5678 9012",
        "2026-11-23 03:24:35",
        "AB12 some words that are long enough to be an account 1234567890123",
        "41111111111111111111111111",
        "",
    ] {
        assert_eq!(masked(text), None, "{text}");
    }
}

#[test]
fn of_overlapping_readings_none_is_left() {
    // Both `12340 4111 1111 1111` and the card behind it could be meant, by their checksums.
    for first in 10_000..10_100 {
        let text = format!("{first} 4111 1111 1111 1111");
        let masked = masked(&text).unwrap();
        assert!(masked.ends_with("•••• •••• •••• 1111"), "{masked}");
    }
}

fn luhn(mut digits: Vec<u32>) -> Vec<u32> {
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(place, d)| if place % 2 == 1 { *d } else { d * 2 / 10 + d * 2 % 10 }).sum();
    digits.push((10 - sum % 10) % 10);
    digits
}

/// Texts made of what numbers are made of.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[0-9]{1,20}",
        2 => prop::sample::select(vec![" ", "-", "  ", "，", "卡", "a", "•", "X", "+", "\n", "DE", "４"]).prop_map(str::to_owned),
        2 => prop::collection::vec(0..10u32, 12..19).prop_map(|digits| luhn(digits).iter().map(u32::to_string).collect()),
        1 => Just("GB82WEST12345698765432".to_owned()),
        1 => Just("11010519491231002X".to_owned()),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn masking_twice_is_masking_once(text in texts()) {
        let once = masked(&text).unwrap_or(text);
        prop_assert_eq!(masked(&once), None);
    }

    #[test]
    fn only_letters_and_digits_change_and_each_becomes_the_mask(text in texts()) {
        let mut after = text.clone();
        mask(&mut after);
        prop_assert_eq!(after.chars().count(), text.chars().count());
        for (before, after) in text.chars().zip(after.chars()) {
            prop_assert!(before == after || (after == MASK && (before.is_alphanumeric())), "{before} {after}");
        }
    }

    #[test]
    fn every_card_is_masked_in_every_shape(
        digits in prop::collection::vec(0..10u32, 12..19),
        groups in prop::collection::vec(any::<bool>(), 19),
        separator in prop::sample::select(vec![" ", "-", "\u{a0}", "\u{3000}", " - "]),
        (front, behind) in prop::sample::select(vec![("", ""), ("card ", "."), ("卡号", "谢谢"), ("(", ")")]),
        wide in any::<bool>(),
    ) {
        let digits = luhn(digits);
        let shown = |d: &u32| char::from_u32(if wide { 0xff10 + d } else { 0x30 + d }).unwrap();
        let mut text = front.to_owned();
        for (place, digit) in digits.iter().enumerate() {
            if place > 0 && groups[place] {
                text.push_str(separator);
            }
            text.push(shown(digit));
        }
        text.push_str(behind);
        let masked = masked(&text).unwrap();
        let left: String = masked.chars().filter(|c| c.is_numeric()).collect();
        prop_assert!(left.chars().count() <= 4, "{text} became {masked}");
        let last: String = digits[digits.len() - 4..].iter().map(shown).collect();
        prop_assert!(last.ends_with(&left));
    }

    #[test]
    fn a_number_that_fails_every_checksum_stays(number in "[0-9]{1,30}") {
        // One group, neither a card nor a resident id.
        let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
        let is_card = (13..=19).contains(&digits.len()) && luhn(digits[..digits.len() - 1].to_vec()) == digits;
        let is_resident = digits.len() == 18 && digits.iter().fold(0, |sum, d| (sum * 2 + d) % 11) == 1;
        prop_assume!(!is_card && !is_resident);
        prop_assert_eq!(masked(&format!("order {number}, please")), None);
    }
}
