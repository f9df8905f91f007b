//! Bytes that are no import: each is refused in bounded time, with what to do.

use std::iter::repeat_n;

use proptest::prelude::*;

use super::zip::{Packed, archive, zip};
use super::*;

const NLU: &str = "nlu:\n  - intent: a\n    examples: |\n      - hello\n";

fn check(name: &str, bytes: &[u8], expected: &str) {
    let refused = refusal(&[(name, bytes)]);
    assert!(refused.contains(expected), "{refused}\nlacks: {expected}");
}

#[test]
fn an_empty_file_and_an_unknown_one_say_what_to_give() {
    check("a.yml", b"", "the file is empty; check that the export was finished");
    check("a.csv", b" \r\n\t\n", "the file is empty");
    check("a.pdf", b"%PDF-1.7", "not known; give Rasa's .yml files");
    check("a.csv", b"hello", "one column only; name the columns in the first line");
    check("a.md", b"just some words", "there is no question to learn from; each intent needs examples");
    check("a.yml", b"responses: {}\n", "there is no question to learn from");
    assert!(refusal(&[]).contains("there is no file to read; give"));
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_one_at_it_is_read_in_bounds() {
    let mut long = b"intent,text\n".to_vec();
    long.extend(repeat_n(format!("refund,{}\n", "money back ".repeat(20)), 25_000).flat_map(String::into_bytes));
    check("a.csv", &long, "at most 5000000 are read; import fewer at a time");
    long.truncate(5_000_000);
    assert_eq!(imported(&[("a.csv", &long)]).0.intents, 1);
    let rows: String = (0..18_000).map(|row| format!("a,{} {row}\n", "money back ".repeat(22))).collect();
    check("a.csv", format!("intent,text\n{rows}").as_bytes(), "a playbook has at most 4194304; import fewer files at a time");
}

#[test]
fn other_encodings_are_named_with_the_way_out() {
    // 问题,答案 and one row, as Chinese Windows saves them.
    let gbk = b"\xce\xca\xcc\xe2,\xb4\xf0\xb0\xb8\n\xc4\xe3\xba\xc3,\xc4\xe3\xba\xc3\n";
    check(
        "a.csv",
        gbk,
        "a.csv:1: the file is not UTF-8; it looks like GBK or GB18030, as Chinese Windows saves; save it as UTF-8",
    );
    check("a.csv", b"question,answer\ncaf\xe9 ouvert?,oui\n", "a.csv:2: the file is not UTF-8; save it as UTF-8");
    check("a.csv", b"q\0u\0e\0s\0", "this is not a text file");
    check("a.csv", b"\xff\xfe\x00\xd8\x00\xd8", "damaged UTF-16");
    let wide: Vec<u8> = "\u{feff}question,answer\n几点开门,八点\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(imported(&[("a.csv", &wide)]).0.intents, 1);
}

#[test]
fn yaml_that_expands_or_is_none_is_refused_with_its_line() {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nnlu: [*b, *b]\n";
    check("a.yml", bomb.as_bytes(), "a.yml:1: anchors and aliases are not supported; write the value out");
    check("a.yml", "[".repeat(60).as_bytes(), "nested too deep");
    check("a.yml", "[".repeat(100_000).as_bytes(), "recursion limit exceeded");
    check("a.yml", b"nlu:\n  - intent: a\n   examples: |\n", "this is not YAML");
    check("a.yml", b"version: 1\nsite: s\nintents: []\n", "this is a playbook already");
}

#[test]
fn a_broken_zip_is_refused() {
    let whole = zip(&[("data/nlu.yml", NLU.as_bytes())]);
    assert_eq!(imported(&[("a.zip", &whole)]).0.intents, 1);
    check("a.zip", &whole[..whole.len() - 30], "damaged or was not downloaded to its end; export or download it again");
    let mut flipped = whole.clone();
    flipped[50] ^= 0xff;
    check("a.zip", &flipped, "`data/nlu.yml` in the zip file is damaged");
    let with = |change: &dyn Fn(&mut Packed<'_>)| {
        let mut file = Packed::new("nlu.yml", NLU.as_bytes());
        change(&mut file);
        archive(&[file])
    };
    check("a.zip", &with(&|file| file.flags = 1), "has a password; unpack it and zip it again without one");
    check("a.zip", &with(&|file| file.method = 14), "packed in an unusual way; unpack it and zip it again");
    check("a.zip", &with(&|file| file.crc ^= 1), "is damaged");
    check("a.zip", &zip(&[("photo.jpg", b"x")]), "nothing in the archive can be read; give");
    check("a.zip", &zip(&[("xl/workbook.xml", b"<x/>")]), "this is an Office document; save a table as CSV");
    check("a.zip", &zip(&[("agent.json", b"{}"), ("flows/a.json", b"{}")]), "this is an agent of Dialogflow CX");
    check("a.zip", &zip(&[("agent.json", b"{}")]), "has no folder `intents`");
    check("a.zip", &zip(&[("intents/a.json", b"{\n\"a\": ")]), "a.zip/intents/a.json:2: this is not JSON");
}

#[test]
fn a_zip_that_unpacks_to_too_much_is_refused_before_it_does() {
    let zeros = vec![b' '; 3_000_000];
    check("a.zip", &zip(&[("a.json", &zeros)]), "unpacks to more than 200 times its size");
    let says_less = |said: u32| {
        let mut file = Packed::new("a.json", &zeros);
        file.unpacked = said;
        archive(&[file])
    };
    check("a.zip", &says_less(10), "is damaged");
    check("a.zip", &says_less(4_000_000_000), "unpacks to more than 20000000 bytes");
    // Dense enough for the ratio, and too many of them.
    let dense: Vec<u8> = (0..7_000_u32).flat_map(|n| format!("{:1000}", n.wrapping_mul(2_654_435_761)).into_bytes()).collect();
    let files: Vec<(&str, &[u8])> = repeat_n(("a.json", dense.as_slice()), 3).collect();
    check("a.zip", &zip(&files), "unpacks to more than 20000000 bytes; zip the agent or the pages alone");
    let many: Vec<(&str, &[u8])> = repeat_n(("a.txt", b"".as_slice()), 6_001).collect();
    check("a.zip", &zip(&many), "too many entries; at most 6000 are read");
}

#[test]
fn a_quote_that_is_never_closed_is_refused_with_its_line() {
    check("a.csv", b"intent,text\na,b\nc,\"d\n", "a.csv:3: the quote that opens here is never closed");
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.yml", "a.csv", "a.tsv", "a.md", "a.zip", "a"])
}

/// Pieces of all formats, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "nlu:\n",
        "  - intent: ",
        "a/b",
        "\n    examples: |\n",
        "      - [x](y) z\n",
        "responses:\n",
        "  utter_a:\n",
        "  - text: \"",
        "\"\n",
        "rules:\n",
        "- rule: r\n",
        "  steps:\n",
        "  - intent: a\n",
        "  - action: f\n",
        "  - active_loop: f\n",
        "forms:\n  f:\n    required_slots: [a, 是, '']\n",
        "intent,text,answer\n",
        "问题,答案\n",
        "a,b,c\n",
        "\"",
        ";",
        "\t",
        "Q: ",
        "问：",
        "A: ",
        "## ",
        "**",
        "？\n",
        "\n",
        "- ",
        "1. ",
        "> ",
        "`",
        "```\n",
        "<b>",
        "[a](b)",
        "![x](https://a.b/c)",
        "| a | b |\n| - | - |\n",
        "\\",
        "{x}",
        "$y",
        "https://a.b/?c=(d)&e;",
        "你好",
        "\u{feff}",
        "\u{2028}",
        "\u{7f}",
        "  ",
        "---\n",
        "&amp;",
        "é",
        "𠀀",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(files: &[(&str, &[u8])]) {
    match read(files) {
        Ok(imported) => {
            let compiled = compile("draft.yaml", &imported.yaml);
            assert!(compiled.is_ok(), "{}\n{}", compiled.unwrap_err(), imported.yaml);
        }
        Err(refused) => assert!(!refused.what.is_empty() && !refused.help.is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_become_a_draft_that_compiles(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&[(name, &bytes)]);
        holds(&[("a.zip", &[b"PK".as_slice(), &bytes].concat())]);
    }

    #[test]
    fn any_text_of_the_formats_is_refused_or_becomes_a_draft_that_compiles(name in name(), text in pieces()) {
        holds(&[(name, text.as_bytes())]);
    }

    #[test]
    fn any_answer_becomes_one_that_compiles(text in "\\PC{1,80}", more in pieces()) {
        let page = format!("## What is it?\n{text}\n{more}");
        holds(&[("a.md", page.as_bytes())]);
        let row = format!("question,answer\nwhat,\"{}\"\n", format!("{text}{more}").replace('"', "\"\""));
        holds(&[("a.csv", row.as_bytes())]);
    }

    #[test]
    fn any_words_survive_as_an_example(text in "[a-zA-Z\u{4e00}-\u{4eff}:#'{}, -]{3,60}[a-z]") {
        let row = format!("intent,text\nx,\"{text}\"\n");
        let (_, compiled) = imported(&[("a.csv", row.as_bytes())]);
        let found = &compiled.training.intents[0].utterances[0];
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(found), words(&text));
    }

    #[test]
    fn a_flipped_byte_of_an_agent_never_breaks_the_reader(place in 0_usize..20_000, flip in 1_u8..) {
        let mut bytes = super::dialogflow::agent();
        let place = place % bytes.len();
        bytes[place] ^= flip;
        holds(&[("a.zip", &bytes)]);
    }
}
