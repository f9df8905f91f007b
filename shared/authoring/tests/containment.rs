//! Files of questions, and what a model makes of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use authoring::{containment, table};
use expect_test::{Expect, expect};
use intent::{Model, TrainOptions, TrainingIntent, TrainingSet, train};

fn check(file: &[u8], expected: Expect) {
    let out = match table::read("q", file, &|label| label == "refund") {
        Ok(rows) => rows.iter().map(|row| format!("{} {:?} {:?} {:?}\n", row.line, row.text, row.intent, row.locale)).collect(),
        Err(findings) => findings.to_string(),
    };
    expected.assert_eq(&out);
}

#[test]
fn tables_of_every_kind_are_read() {
    check(
        b"text\tintent\nhow long\tdelivery\n\nweather?\toos\n",
        expect![[r#"
        2 "how long" Some("delivery") None
        4 "weather?" None None
    "#]],
    );
    check(
        "\u{feff}Question,Label,Lang\r\n\"a, \"\"b\"\"\nc\",refund,en-GB\r\n怎么退,refund,\r\n".as_bytes(),
        expect![[r#"
        2 "a, \"b\"\nc" Some("refund") Some("en-GB")
        4 "怎么退" Some("refund") None
    "#]],
    );
    check(
        b"# a remark\nlocale;expected;utterance\nzh;out_of_scope;x\n",
        expect![[r#"
        3 "x" None Some("zh")
    "#]],
    );
    check(
        b"{\"text\":\"a\",\"intent\":\"refund\",\"more\":1}\n\n{\"question\":\"b\",\"label\":null,\"lang\":\"zh\"}\n",
        expect![[r#"
        1 "a" Some("refund") None
        3 "b" None Some("zh")
    "#]],
    );
    check(
        b"[{\"utterance\":\"a\",\"expected\":\"refund\"}]",
        expect![[r#"
        1 "a" Some("refund") None
    "#]],
    );
    check(
        b"where is my money\trefund\nhi\toos",
        expect![[r#"
        1 "where is my money" Some("refund") None
        2 "hi" None None
    "#]],
    );
    check(
        b"text\tintent\n\"quoted\" word\trefund\n\"whole\ttab\"\trefund\n",
        expect![[r#"
        2 "\"quoted\" word" Some("refund") None
        3 "whole\ttab" Some("refund") None
    "#]],
    );
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("text\tintent\n退\trefund\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    check(
        &wide,
        expect![[r#"
        2 "退" Some("refund") None
    "#]],
    );
}

#[test]
fn faults_are_told_by_line() {
    check(
        b"",
        expect![[r#"
        q:1:1: error: the file has no question; write one per line below the names of the columns
    "#]],
    );
    check(
        b"text\tintent\n",
        expect![[r#"
        q:1:1: error: the file has no question; write one per line below the names of the columns
    "#]],
    );
    check(
        b"foo\tbar\na\tb\n",
        expect![[r#"
        q:1:1: error: the first line does not name the columns; name the columns in the first line: `text` (or `question`) and `intent` (or `label`), with a tab or a comma between
    "#]],
    );
    check(
        b"text,intent\na,refund\nb\n,refund\nc,\n",
        expect![[r#"
        q:3:1: error: the line has 1 of at least 2 columns; add what is missing, or quote a text that holds the separator
        q:4:1: error: the question is empty; write it, or remove the line
        q:5:1: error: the expected intent is empty; write an intent's id, or `oos` for out of scope
    "#]],
    );
    check(
        b"text,intent\na,refund\n\"open,refund\nb,refund\n",
        expect![[r#"
        q:3:1: error: the quote that opens here is never closed; close it, or double a quote that is part of the text
    "#]],
    );
    check(
        b"text\tintent\na\trefund\n\xff\trefund\n",
        expect![[r#"
        q:3:1: error: the line is not UTF-8; save the file as UTF-8
    "#]],
    );
    check(
        b"{\"text\":\"a\",\"intent\":\"refund\"}\n{\"text\":\n",
        expect![[r#"
        q:2:1: error: this is not a question: EOF while parsing a value at line 1 column 8; write {"text": "…", "intent": "…"} in each line
    "#]],
    );
}

fn model() -> (Model, TrainingSet) {
    let intent = |id: &str, utterances: &[&str]| TrainingIntent {
        id: id.to_owned(),
        utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
        ..TrainingIntent::default()
    };
    let set = TrainingSet {
        intents: vec![
            intent(
                "refund",
                &[
                    "i want a refund",
                    "money back please",
                    "refund my order",
                    "give me my money back",
                    "我要退款",
                    "退钱",
                    "怎么退款",
                    "钱什么时候退",
                ],
            ),
            intent(
                "delivery",
                &[
                    "how long is delivery",
                    "delivery time",
                    "when is it delivered",
                    "shipping days",
                    "多久送到",
                    "几天到货",
                    "配送要多久",
                    "什么时候送到",
                ],
            ),
        ],
        out_of_scope: ["weather tomorrow", "tell me a joke", "今天天气", "讲个笑话"].map(str::to_owned).to_vec(),
    };
    (Model::from_pack(train(&set, &TrainOptions::default())), set)
}

#[test]
fn questions_are_counted_by_language_and_those_learnt_are_told_apart() {
    let (model, set) = model();
    let file = "text\tintent\nI want a refund!\trefund\nmoney back for my order\trefund\n我要退款吗\trefund\nwhat is love\toos\nhm\tnowhere\n";
    let done = containment::run(&model, &set, "q", file.as_bytes()).unwrap();
    assert_eq!((done.all.in_scope, done.all.out_of_scope), (4, 1));
    assert_eq!(done.languages.keys().collect::<Vec<_>>(), ["en", "zh"]);
    assert_eq!(done.languages.get("zh").unwrap().in_scope, 1);
    assert_eq!(done.seen.get(&Some("refund".to_owned())), Some(&1));
    assert_eq!(done.unseen.in_scope, 3);
    assert_eq!(done.unknown_intents.get("nowhere"), Some(&6));
    let keys: Vec<String> = done.flat().into_iter().map(|(key, _)| key).filter(|key| !key.contains("scope")).collect();
    expect!["direct_right asked_right wrong oos_kept en_direct_right en_asked_right en_wrong en_oos_kept zh_direct_right zh_asked_right zh_wrong zh_oos_kept unseen_direct_right unseen_asked_right unseen_wrong unseen_oos_kept seen unknown_intents"].assert_eq(&keys.join(" "));
    assert!(done.to_json().starts_with("{\"in_scope\":4,"));
}
