//! The encoder against vectors that its training side computed from the same file, and what damaged files say.
#![cfg(feature = "encoder")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::sync::LazyLock;

use intent::encoder::{Encoder, EncoderError};
use proptest::prelude::*;

const WEIGHTS: &[u8] = include_bytes!("../weights/encoder.bin");

static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::from_bytes(WEIGHTS).unwrap());

fn cosine(left: &str, right: &str) -> f32 {
    let [left, right] = [left, right].map(|text| ENCODER.encode(text).unwrap());
    left.iter().zip(&right).map(|(left, right)| left * right).sum()
}

#[test]
fn every_text_of_the_reference_has_its_pieces_and_its_vector() {
    let reference: serde_json::Value = serde_json::from_str(include_str!("../weights/reference.json")).unwrap();
    let list = |name: &str| reference[name].as_array().unwrap().clone();
    let mut worst = 0.0_f64;
    for ((text, ids), vector) in list("texts").iter().zip(list("ids")).zip(list("vectors")) {
        let text = text.as_str().unwrap();
        let expected: Vec<u64> = ids.as_array().unwrap().iter().map(|id| id.as_u64().unwrap()).collect();
        let found: Vec<u64> = ENCODER.ids(text).into_iter().map(u64::from).collect();
        assert_eq!(found, expected, "{text}");
        for (found, expected) in ENCODER.encode(text).unwrap().iter().zip(vector.as_array().unwrap()) {
            worst = worst.max((f64::from(*found) - expected.as_f64().unwrap()).abs());
        }
    }
    assert!(worst < 1e-4, "off by {worst}");
}

#[test]
fn texts_side_by_side_have_the_vectors_they_have_alone() {
    let texts = ["", "where is my parcel", "好", "我的包裹到哪里了？我等了很久了", "a b c d e f g h i j k l m n o p"];
    for (text, together) in texts.iter().zip(ENCODER.encode_all(&texts).unwrap()) {
        let alone = ENCODER.encode(text).unwrap();
        assert!(alone.iter().zip(&together).all(|(alone, together)| (alone - together).abs() < 1e-5), "{text}");
    }
}

#[test]
fn what_means_the_same_is_nearer_in_both_languages_and_across() {
    for (text, same, other) in [
        ("where is my parcel", "when will my package arrive", "how do I reset my password"),
        ("我的包裹到哪里了", "快递什么时候能到", "怎么修改密码"),
        ("how do I get my money back", "我要退款", "你们几点开门"),
    ] {
        assert!(cosine(text, same) > cosine(text, other) + 0.1, "{text}: {} {}", cosine(text, same), cosine(text, other));
    }
}

#[test]
fn damage_of_every_kind_is_told() {
    let told = |bytes: &[u8]| Encoder::from_bytes(bytes).unwrap_err().to_string();
    assert_eq!(told(&[]), "the encoder's file is cut short or no such file: load it again");
    assert_eq!(told(&WEIGHTS[..1_000_000]), "the encoder's file is damaged (checksum): load it again");
    let mut changed = WEIGHTS.to_vec();
    changed[2_000_000] ^= 1;
    assert!(matches!(Encoder::from_bytes(&changed), Err(EncoderError::Checksum)));
    changed[4] = 9;
    assert_eq!(told(&changed), "the encoder's file has version 9; this program reads 1");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_has_a_vector_of_unit_length(text in "(\\PC|[a-z ]|[一-龥]|[\u{0}-\u{1f}]){0,400}") {
        let vector = ENCODER.encode(&text).unwrap();
        let length: f32 = vector.iter().map(|number| number * number).sum();
        prop_assert!((length - 1.0).abs() < 1e-4, "{} {}", length, text);
        prop_assert!(ENCODER.ids(&text).len() <= 48);
    }
}
