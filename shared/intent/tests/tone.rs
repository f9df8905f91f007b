//! Language, sentiment, urgency and the wish for a person, on the small files of `tests/tone`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use intent::{Language, Sentiment, Tone};
use proptest::prelude::*;

const HUMAN: &str = include_str!("tone/human.tsv");
const URGENCY: &str = include_str!("tone/urgency.tsv");
#[cfg(feature = "encoder")]
const LANGUAGES: &str = include_str!("tone/language.tsv");

/// Texts of a file by its columns: language, label, text; of the half no lexicon was tuned on.
fn held_out(file: &str) -> impl Iterator<Item = [&str; 3]> {
    file.lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row[0] == "test")
        .map(|row| row[1..].try_into().unwrap())
}

/// Precision and recall of yes and no in one language, at least.
fn check(file: &str, language: &str, is_yes: impl Fn(&Tone) -> bool, [precision, recall]: [f32; 2]) {
    let (mut right, mut found, mut wanted) = (0.0_f32, 0.0_f32, 0.0_f32);
    for [_, label, text] in held_out(file).filter(|row| row[0] == language) {
        let says = is_yes(&Tone::of(text, None));
        found += f32::from(u8::from(says));
        wanted += f32::from(u8::from(label == "yes"));
        right += f32::from(u8::from(says && label == "yes"));
    }
    assert!(right / found >= precision, "{language} precision {}", right / found);
    assert!(right / wanted >= recall, "{language} recall {}", right / wanted);
}

#[test]
fn who_asks_for_a_person_is_heard_and_who_asks_about_persons_is_not() {
    check(HUMAN, "en", |tone| tone.wants_human, [0.93, 0.9]);
    check(HUMAN, "zh", |tone| tone.wants_human, [0.93, 0.9]);
}

#[test]
fn what_presses_is_told_from_what_can_wait() {
    check(URGENCY, "en", Tone::is_urgent, [0.93, 0.9]);
    check(URGENCY, "zh", Tone::is_urgent, [0.93, 0.9]);
}

#[test]
fn plain_examples_are_as_anyone_would_say() {
    let tone = Tone::of("THIS IS THE WORST SERVICE EVER, let me talk to a human NOW!!", None);
    assert!(tone.wants_human && tone.sentiment == Sentiment::Negative);
    let tone = Tone::of("急！！卡被盗刷了，快转人工", None);
    assert!(tone.wants_human && tone.is_urgent() && tone.language == Language::Chinese);
    let tone = Tone::of("what do your agents do?", None);
    assert!(!tone.wants_human && !tone.is_urgent() && tone.sentiment == Sentiment::Neutral);
    assert!(!Tone::of("人工智能是什么", None).wants_human);
    assert_eq!(Tone::of("Thanks, you were very helpful :)", None).sentiment, Sentiment::Positive);
}

#[test]
fn english_and_chinese_are_never_called_another_language() {
    let own = include_str!("tone/ours.tsv").lines().skip(1).map(|line| line.split_once('\t').unwrap());
    let shop = [
        ("en", include_str!("../../../www/demo/sites/shop/questions.en.tsv")),
        ("zh", include_str!("../../../www/demo/sites/shop/questions.zh.tsv")),
    ];
    let shop = shop
        .into_iter()
        .flat_map(|(language, file)| file.lines().skip(1).map(move |line| (language, line.split('\t').next().unwrap())));
    for (expected, text) in own.chain(shop) {
        let found = Language::of(text);
        assert!(!matches!(found, Language::Other(_)), "{text}: {found:?}");
        match expected {
            "en" => assert!(matches!(found, Language::English | Language::Unknown), "{text}: {found:?}"),
            "zh" => assert!(!matches!(found, Language::English), "{text}: {found:?}"),
            "pinyin" => assert_eq!(found, Language::Unknown, "{text}"),
            _ => assert_eq!(found, Language::Mixed, "{text}"),
        }
    }
}

#[test]
fn scripts_tell_languages_without_an_encoder() {
    for (text, code) in [
        ("注文はどこですか", "ja"),
        ("환불하고 싶어요", "ko"),
        ("Где мой iPhone 15 Pro Max", "ru"),
        ("де моє замовлення", "uk"),
        ("أين طلبي؟", "ar"),
        ("سفارش من کجاست؟", "fa"),
        ("คำสั่งซื้อของฉันอยู่ที่ไหน", "th"),
        ("Πού είναι η παραγγελία μου;", "el"),
        ("איפה ההזמנה שלי?", "he"),
        ("मेरा ऑर्डर कहाँ है?", "hi"),
    ] {
        let Language::Other(tongue) = Language::of(text) else { panic!("{text}: {:?}", Language::of(text)) };
        assert_eq!(tongue.code, code, "{text}");
        assert!(!tongue.english.is_empty() && !tongue.chinese.is_empty() && !tongue.own.is_empty());
    }
    for text in ["¯\\_(ツ)_/¯ ok", "(´・ω・`) 谢谢", "ಠ_ಠ why", "how to say привет in a text message", "鲜の店 几点开门"]
    {
        assert!(!matches!(Language::of(text), Language::Other(_)), "{text}: {:?}", Language::of(text));
    }
}

#[cfg(feature = "encoder")]
mod with_encoder {
    use super::*;
    use intent::{Meaning, encoder::Encoder, fold, tone::SentimentHead};
    use std::{collections::BTreeSet, sync::LazyLock};

    static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::from_bytes(include_bytes!("../weights/encoder.bin")).unwrap());
    const HEAD: &[u8] = include_bytes!("../weights/sentiment.bin");

    fn tone(text: &str) -> Tone {
        let vector = ENCODER.encode(&fold(text)).unwrap();
        Tone::of(text, Some(Meaning { encoder: ENCODER.id(), vector: &vector }))
    }

    #[test]
    fn fifty_languages_are_named_rightly() {
        let mut named = BTreeSet::new();
        let (mut right, mut all) = (0, 0);
        for (code, text) in LANGUAGES.lines().skip(1).map(|line| line.split_once('\t').unwrap()) {
            all += 1;
            if matches!(Language::of(text), Language::Other(tongue) if tongue.code == code) {
                right += 1;
                named.insert(code);
            }
        }
        assert!(100 * right >= 97 * all && named.len() >= 50, "{right} of {all}, {} languages", named.len());
    }

    #[test]
    fn the_head_is_of_this_encoder_and_hears_how_people_sound() {
        assert_eq!(SentimentHead::from_bytes(HEAD).unwrap().encoder(), ENCODER.id(), "train it again: examples/tone.rs");
        for (language, floor) in [("en", 0.8), ("zh", 0.8)] {
            let (mut right, mut all) = (0.0_f32, 0.0_f32);
            for [_, label, text] in held_out(include_str!("tone/sentiment.tsv")).filter(|row| row[0] == language) {
                let found = match tone(text).sentiment {
                    Sentiment::Negative => "neg",
                    Sentiment::Neutral => "neu",
                    Sentiment::Positive => "pos",
                };
                all += 1.0;
                right += f32::from(u8::from(found == label));
            }
            assert!(right / all >= floor, "{language} {}", right / all);
        }
    }

    #[test]
    fn a_vector_of_another_encoder_is_not_asked() {
        let text = "where is my order";
        let vector = vec![1.0; Encoder::DIMENSIONS];
        assert_eq!(Tone::of(text, Some(Meaning { encoder: "another", vector: &vector })), Tone::of(text, None));
        assert_eq!(Tone::of(text, Some(Meaning { encoder: ENCODER.id(), vector: &[1.0] })), Tone::of(text, None));
    }

    #[test]
    fn a_head_reads_back_as_written_and_damage_is_told() {
        let head = SentimentHead::from_bytes(HEAD).unwrap();
        assert_eq!(head.to_bytes(), HEAD);
        for cut in 0..HEAD.len() {
            assert!(SentimentHead::from_bytes(&HEAD[..cut]).is_err());
        }
        let mut changed = HEAD.to_vec();
        changed[100] ^= 1;
        assert!(SentimentHead::from_bytes(&changed).is_err());
    }
}

fn is_in_range(tone: &Tone) -> bool {
    (0.0..1.0).contains(&tone.urgency)
}

#[test]
fn long_and_strange_texts_are_read_without_harm() {
    let family = "👨‍👩‍👧‍👦".repeat(300);
    for text in ["", " ", "!", "\u{0}", "\u{200f}\u{202e}مرحبا", &family, "\u{301}\u{301}"] {
        assert!(is_in_range(&Tone::of(text, None)), "{text}");
    }
    for part in ["talk to ", "转", "now ", "不", "a", "ば", "é", "😀", "how can i talk to your the a real "] {
        assert!(is_in_range(&Tone::of(&part.repeat(10_000 / part.chars().count()), None)), "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_a_tone(text in "(\\PC|[a-z ]|[一-龥]|[\u{0}-\u{1f}]|[؀-ۿ]|[😀-🙏]){0,300}") {
        prop_assert!(is_in_range(&Tone::of(&text, None)));
    }

    #[test]
    fn any_words_of_the_lexicons_have_a_tone(words in prop::collection::vec(
        prop::sample::select(vec!["talk", "to", "a", "human", "not", "now", "转", "人工", "不", "急", "can", "someone", "call", "me", "!", "，", "help"]), 0..200)) {
        prop_assert!(is_in_range(&Tone::of(&words.join(" "), None)));
    }
}
