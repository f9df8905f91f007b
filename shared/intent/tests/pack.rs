//! A pack is read whole and undamaged, or refused.

use std::sync::LazyLock;

use intent::{Model, Pack, PackError, Step, TrainOptions, Training, TrainingIntent, TrainingSet, train};
use proptest::prelude::*;

fn small_set() -> TrainingSet {
    let intent = |id: &str, utterances: &[&str], context: &[&str]| TrainingIntent {
        id: id.to_owned(),
        utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
        context: context.iter().map(|text| (*text).to_owned()).collect(),
    };
    TrainingSet {
        intents: vec![
            intent(
                "track_order",
                &["where is my order", "track my parcel", "我的快递到哪了", "查询物流"],
                &["Track an order. Open *My orders* and tap the parcel."],
            ),
            intent("invoice", &["i need an invoice", "send me the receipt", "开发票", "發票怎麼開"], &["发票会发到您的邮箱。"]),
            intent("store_hours", &["when do you open", "opening hours on sunday", "几点开门", "营业时间"], &[]),
        ],
        out_of_scope: vec!["tell me a joke".to_owned(), "今天天气怎么样".to_owned()],
    }
}

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| train(&small_set(), &TrainOptions::default()).to_bytes());

#[test]
fn a_pack_read_back_is_the_same_and_predicts_the_same() {
    let pack = train(&small_set(), &TrainOptions::default());
    let read = Pack::from_bytes(&pack.to_bytes()).unwrap();
    assert_eq!(read, pack);
    let (before, after) = (Model::from_pack(pack), Model::from_pack(read));
    for text in ["where's my parcel", "發票", "open on sunday?", "", "zzz"] {
        assert_eq!(before.predict(text), after.predict(text));
    }
}

#[test]
fn an_intent_without_utterances_leaves_a_pack_that_can_be_read() {
    let intent = |id: &str, utterances: &[&str]| TrainingIntent {
        id: id.to_owned(),
        utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
        context: vec![],
    };
    let empty = intent("empty", &[]);
    for intents in [
        vec![intent("a", &["one"]), empty.clone(), intent("b", &["two"])],
        vec![empty.clone(), intent("a", &["one"])],
        vec![intent("a", &["one"]), empty.clone(), empty.clone()],
        vec![empty.clone(), empty],
    ] {
        let pack = train(&TrainingSet { intents, out_of_scope: vec![] }, &TrainOptions::default());
        assert_eq!(Pack::from_bytes(&pack.to_bytes()), Ok(pack));
    }
}

#[test]
fn training_gives_the_same_bytes_every_time_and_in_slices() {
    assert_eq!(train(&small_set(), &TrainOptions::default()).to_bytes(), *BYTES);
    let mut training = Training::new(&small_set(), &TrainOptions::default());
    let mut progress = vec![training.progress()];
    let trained = loop {
        match training.step() {
            Step::More => progress.push(training.progress()),
            Step::Encode => panic!("there is no encoder"),
            Step::Done(trained) => break trained,
        }
    };
    assert_eq!((trained.pack.to_bytes(), trained.sense), (BYTES.clone(), None));
    assert!(progress.len() > 50, "{}", progress.len());
    assert!(progress.is_sorted() && progress.iter().all(|done| (0.0..=1.0).contains(done)), "{progress:?}");
    assert!(matches!(training.step(), Step::More), "there is no more");
}

#[test]
fn every_truncation_is_refused() {
    for length in 0..BYTES.len() {
        assert!(matches!(Pack::from_bytes(&BYTES[..length]), Err(PackError::Length { .. })), "{length}");
    }
    let longer = [BYTES.as_slice(), &[0]].concat();
    assert!(matches!(Pack::from_bytes(&longer), Err(PackError::Length { .. })));
}

#[test]
fn every_flipped_bit_is_refused() {
    let mut bytes = BYTES.clone();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            bytes[place] ^= 1 << bit;
            assert!(Pack::from_bytes(&bytes).is_err(), "byte {place} bit {bit}");
            bytes[place] ^= 1 << bit;
        }
    }
}

#[test]
fn an_old_pack_says_what_to_do() {
    let mut bytes = BYTES.clone();
    bytes[4] = 0;
    let error = Pack::from_bytes(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "the pack has version 0.1, this program reads 2.1: publish the site again");
    assert_eq!(Pack::from_bytes(b"<!doctype html><html>").unwrap_err(), PackError::Magic);
    bytes = BYTES.clone();
    bytes[6..10].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(Pack::from_bytes(&bytes).unwrap_err(), PackError::TooLarge(u32::MAX as usize));
}

#[test]
fn a_site_of_next_to_nothing_still_trains() {
    for set in [
        TrainingSet::default(),
        TrainingSet { intents: vec![TrainingIntent::default()], out_of_scope: vec![] },
        TrainingSet { intents: vec![], out_of_scope: vec!["what".to_owned()] },
        TrainingSet {
            intents: vec![TrainingIntent { id: "a".to_owned(), utterances: vec!["one".to_owned()], context: vec![] }],
            out_of_scope: vec![],
        },
    ] {
        let pack = train(&set, &TrainOptions::default());
        let model = Model::from_pack(Pack::from_bytes(&pack.to_bytes()).unwrap());
        assert!(model.predict("one").ranked.len() <= 1);
        assert_eq!(model.predict("").outcome, intent::Outcome::DontKnow);
    }
}

proptest! {
    /// The checksum is put right, so that what is read behind it is tried.
    #[test]
    fn contradictory_content_never_panics(changes in prop::collection::vec((14_usize..5000, any::<u8>()), 1..6)) {
        let mut bytes = BYTES.clone();
        for (place, value) in changes {
            let place = 14 + (place - 14) % (bytes.len() - 14);
            bytes[place] = value;
        }
        let checksum = crc32(&bytes);
        bytes[10..14].copy_from_slice(&checksum.to_le_bytes());
        if let Ok(pack) = Pack::from_bytes(&bytes) {
            let prediction = Model::from_pack(pack).predict("where is my order 发票");
            prop_assert!(prediction.ranked.len() <= bytes.len());
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Pack::from_bytes(&bytes).is_err());
    }

    #[test]
    fn any_text_gets_a_sound_prediction(text in ".{0,200}") {
        let model = Model::from_pack(Pack::from_bytes(&BYTES).unwrap());
        let prediction = model.predict(&text);
        let sum: f32 = prediction.ranked.iter().map(|(_, confidence)| confidence).sum();
        prop_assert!(prediction.ranked.iter().all(|(intent, confidence)| *intent < 3 && (0.0..=1.0).contains(confidence)));
        prop_assert!(sum <= 1.001 && (0.0..=1.0).contains(&prediction.out_of_scope));
        prop_assert!(prediction.ranked.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut state = u32::MAX;
    for byte in bytes.iter().take(10).chain(bytes.iter().skip(14)) {
        state ^= u32::from(*byte);
        for _ in 0..8 {
            state = (state >> 1) ^ (0xedb8_8320 & (state & 1).wrapping_neg());
        }
    }
    !state
}
