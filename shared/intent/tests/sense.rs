//! Words and meanings together: the file, damage, and what meanings add where words are missing.
#![cfg(feature = "encoder")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::sync::{Arc, LazyLock};

use intent::encoder::Encoder;
use intent::{
    FullModel, Outcome, Pack, PackError, Prediction, Sense, TrainOptions, TrainingIntent, TrainingSet, train, train_full,
};

static ENCODER: LazyLock<Arc<Encoder>> =
    LazyLock::new(|| Arc::new(Encoder::from_bytes(include_bytes!("../weights/encoder.bin")).unwrap()));

fn set() -> TrainingSet {
    let intent = |id: &str, utterances: &[&str]| TrainingIntent {
        id: id.to_owned(),
        utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
        context: Vec::new(),
    };
    TrainingSet {
        intents: vec![
            intent("track", &["where is my parcel", "has my order shipped", "track my package", "我的快递到哪了", "查一下物流"]),
            intent(
                "refund",
                &["i want my money back", "how long does a refund take", "我要退款", "退款多久到账", "refund please"],
            ),
            intent("hours", &["when do you open", "are you open on sunday", "几点开门", "周日营业吗", "opening hours"]),
        ],
        out_of_scope: ["tell me a joke", "what is the capital of france", "今天天气怎么样", "给我讲个笑话"]
            .map(str::to_owned)
            .into(),
    }
}

static TRAINED: LazyLock<(Pack, Sense)> = LazyLock::new(|| train_full(&set(), &TrainOptions::default(), &ENCODER).unwrap());

static MODEL: LazyLock<FullModel> = LazyLock::new(|| {
    let (pack, sense) = &*TRAINED;
    FullModel::from_bytes(&pack.to_bytes(), &sense.to_bytes(), ENCODER.clone()).unwrap()
});

fn ask(text: &str) -> Prediction {
    MODEL.predict(text).unwrap()
}

#[test]
fn a_sense_read_back_is_the_same() {
    let read = Sense::from_bytes(&TRAINED.1.to_bytes()).unwrap();
    assert_eq!(read, TRAINED.1);
    assert_eq!(read.encoder(), ENCODER.id());
}

#[test]
fn files_that_were_not_trained_together_are_refused() {
    let mut other = set();
    other.intents.pop();
    let other = train(&other, &TrainOptions::default()).to_bytes();
    let refused = FullModel::from_bytes(&other, &TRAINED.1.to_bytes(), ENCODER.clone()).unwrap_err();
    assert_eq!(refused.to_string(), "the sense belongs to another pack: publish the site again");
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let (pack, sense) = train_full(&set(), &TrainOptions::default(), &ENCODER).unwrap();
    assert_eq!((pack.to_bytes(), sense.to_bytes()), (TRAINED.0.to_bytes(), TRAINED.1.to_bytes()));
}

#[test]
fn every_truncation_and_every_flipped_byte_is_refused() {
    let bytes = TRAINED.1.to_bytes();
    for length in (0..bytes.len()).step_by(97) {
        assert!(Sense::from_bytes(&bytes[..length]).is_err(), "{length}");
    }
    for place in (14..bytes.len()).step_by(101) {
        let mut changed = bytes.clone();
        changed[place] ^= 0x10;
        assert_eq!(Sense::from_bytes(&changed), Err(PackError::Checksum), "{place}");
    }
}

#[test]
fn a_question_that_shares_no_word_with_an_example_is_understood() {
    for (text, intent) in [
        ("my delivery has not arrived yet", "track"),
        ("give me back what i paid", "refund"),
        ("at what time does the shop close", "hours"),
        ("包裹还没有收到", "track"),
        ("把钱还给我", "refund"),
    ] {
        assert_eq!(MODEL.intents()[ask(text).ranked[0].0], intent, "{text}");
    }
}

#[test]
fn nothing_is_answered_to_what_is_no_question() {
    for text in ["", "   ", "🙂🙂", "qwzx jkvb", "1234567"] {
        assert!(!matches!(ask(text).outcome, Outcome::Answer(_)), "{text}: {:?}", ask(text));
    }
}
