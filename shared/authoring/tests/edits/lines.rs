//! Which lines an edit touches.

use authoring::edit::{Value, parse, rewrite};
use expect_test::{Expect, expect};

use crate::{difference, edited};

const TEXT: &str = r##"# Ours.
version: 1
name: { en: "Shop", zh: "店" } # both
locales: [en, zh]

# What people ask.
intents:
  # Orders
  - id: track # the first
    title: { en: "Where is it?", zh: "在哪" }
    examples:
      en:
        - "where is my order" # typical
        - 'it''s late'
        # and
        - track it
      zh: ["快递", "物流"]
    answer:
      en: |
        1. Open **Orders**.

        2. Tap it.
      zh: "看订单"

  # Money
  # and so on
  - id: pay
    title:
      en: Pay
      # Chinese
      zh: >-
        支付
        方式
    examples:
      en:
      - how to pay
      - paying
    handoff: true
  -
    id: hours
    title: {en: Hours}

out_of_scope: # not ours
  examples: {}
"##;

fn check(change: impl FnOnce(&mut Value), expect: Expect) {
    expect.assert_eq(&difference(TEXT, &edited(TEXT, change)));
}

fn intent<'v>(value: &'v mut Value, id: &str) -> &'v mut Value {
    value.list("intents").unwrap().iter_mut().find(|intent| intent.word("id") == id).unwrap()
}

fn examples<'v>(value: &'v mut Value, id: &str, locale: &str) -> &'v mut Vec<Value> {
    intent(value, id).map("examples").unwrap().list(locale).unwrap()
}

#[test]
fn a_text_in_braces_changes_within_them() {
    check(
        |value| value.map("name").unwrap().set("zh", Value::text("小店")),
        expect![[r#"
        -name: { en: "Shop", zh: "店" } # both
        +name: { en: "Shop", zh: "小店" } # both
    "#]],
    );
    check(
        |value| intent(value, "hours").map("title").unwrap().set("zh", Value::text("时间")),
        expect![[r#"
        -    title: {en: Hours}
        +    title: { en: Hours, zh: "时间" }
    "#]],
    );
    check(
        |value| value.map("name").unwrap().remove("en"),
        expect![[r#"
        -name: { en: "Shop", zh: "店" } # both
        +name: { zh: "店" } # both
    "#]],
    );
}

#[test]
fn braces_that_grow_too_long_become_lines() {
    let long = "a".repeat(120);
    check(
        |value| value.map("name").unwrap().set("zh", Value::text(&long)),
        expect![[r#"
        -name: { en: "Shop", zh: "店" } # both
        +name: # both
        +  en: "Shop"
        +  zh: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "#]],
    );
}

#[test]
fn an_example_is_reworded_added_and_removed_by_its_line() {
    check(
        |value| examples(value, "track", "en")[0] = Value::text("where's my order"),
        expect![[r#"
        -        - "where is my order" # typical
        +        - "where's my order" # typical
    "#]],
    );
    check(
        |value| examples(value, "track", "en").push(Value::text("find: it")),
        expect![[r#"
        +        - "find: it"
    "#]],
    );
    check(
        |value| drop(examples(value, "track", "en").remove(1)),
        expect![[r#"
        -        - 'it''s late'
    "#]],
    );
    check(
        |value| examples(value, "track", "en").insert(0, Value::text("first")),
        expect![[r#"
        +        - "first"
    "#]],
    );
    check(
        |value| drop(examples(value, "pay", "en").pop()),
        expect![[r#"
        -      - paying
    "#]],
    );
    check(
        |value| examples(value, "track", "zh").push(Value::text("包裹")),
        expect![[r#"
        -      zh: ["快递", "物流"]
        +      zh:
        +        - "快递"
        +        - "物流"
        +        - "包裹"
    "#]],
    );
}

#[test]
fn answers_are_blocks_where_they_have_lines() {
    check(
        |value| intent(value, "track").map("answer").unwrap().set("en", Value::text("Open **Orders**.\n\n- a\n- b")),
        expect![[r#"
        -        1. Open **Orders**.
        -
        -        2. Tap it.
        +        Open **Orders**.
        +
        +        - a
        +        - b
    "#]],
    );
    check(
        |value| intent(value, "track").map("answer").unwrap().set("en", Value::text("Call us.")),
        expect![[r#"
        -      en: |
        -        1. Open **Orders**.
        -
        -        2. Tap it.
        +      en: "Call us."
    "#]],
    );
    check(
        |value| intent(value, "track").map("answer").unwrap().set("zh", Value::text("一\n二")),
        expect![[r#"
        -      zh: "看订单"
        +      zh: |
        +        一
        +        二
    "#]],
    );
    check(
        |value| intent(value, "pay").map("title").unwrap().set("zh", Value::text("付款")),
        expect![[r#"
        -      zh: >-
        -        支付
        -        方式
        +      zh: "付款"
    "#]],
    );
}

#[test]
fn fields_come_and_go_by_their_lines() {
    check(
        |value| {
            intent(value, "pay").remove("handoff");
            let answer = Value::Map(vec![("en".to_owned(), Value::text("By card.\nOr cash."))]);
            intent(value, "pay").set("answer", answer);
        },
        expect![[r#"
        -    handoff: true
        +    answer:
        +      en: |
        +        By card.
        +        Or cash.
    "#]],
    );
    check(
        |value| intent(value, "track").remove("answer"),
        expect![[r#"
        -    answer:
        -      en: |
        -        1. Open **Orders**.
        -
        -        2. Tap it.
        -      zh: "看订单"
    "#]],
    );
    check(
        |value| intent(value, "track").remove("id"),
        expect![[r#"
        -  - id: track # the first
        -    title: { en: "Where is it?", zh: "在哪" }
        +  - title: { en: "Where is it?", zh: "在哪" }
    "#]],
    );
}

#[test]
fn intents_are_added_removed_renamed_and_moved_with_their_comments() {
    let new = || {
        Value::Map(vec![
            ("id".to_owned(), Value::text("new_one")),
            ("title".to_owned(), Value::Map(vec![("en".to_owned(), Value::text("New"))])),
            ("examples".to_owned(), Value::Map(vec![("en".to_owned(), Value::List(vec![Value::text("a"), Value::text("b")]))])),
            ("handoff".to_owned(), Value::text("true")),
        ])
    };
    check(
        |value| value.list("intents").unwrap().push(new()),
        expect![[r#"
        +  - id: new_one
        +    title: { en: "New" }
        +    examples:
        +      en:
        +        - "a"
        +        - "b"
        +    handoff: true
        +
    "#]],
    );
    check(
        |value| drop(value.list("intents").unwrap().remove(0)),
        expect![[r#"
        -  - id: track # the first
        -    title: { en: "Where is it?", zh: "在哪" }
        -    examples:
        -      en:
        -        - "where is my order" # typical
        -        - 'it''s late'
        -        # and
        -        - track it
        -      zh: ["快递", "物流"]
        -    answer:
        -      en: |
        -        1. Open **Orders**.
        -
        -        2. Tap it.
        -      zh: "看订单"
    "#]],
    );
    check(
        |value| intent(value, "pay").set("id", Value::text("money")),
        expect![[r#"
        -  - id: pay
        +  - id: money
    "#]],
    );
    check(
        |value| value.list("intents").unwrap().swap(1, 2),
        expect![[r#"
        -
        -  # Money
        -  # and so on
        -  - id: pay
        -    title:
        -      en: Pay
        -      # Chinese
        -      zh: >-
        -        支付
        -        方式
        -    examples:
        -      en:
        -      - how to pay
        -      - paying
        -    handoff: true
        -  -
        -    id: hours
        -    title: {en: Hours}
        +  -
        +    id: hours
        +    title: {en: Hours}
        +
        +  # Money
        +  # and so on
        +  - id: pay
        +    title:
        +      en: Pay
        +      # Chinese
        +      zh: >-
        +        支付
        +        方式
        +    examples:
        +      en:
        +      - how to pay
        +      - paying
        +    handoff: true
    "#]],
    );
}

#[test]
fn a_list_that_runs_empty_and_one_that_fills_again() {
    let text = "a:\n  - x # one\nb: # none\nc: []\n";
    let empty = edited(text, |value| value.set("a", Value::List(Vec::new())));
    assert_eq!(empty, "a: []\nb: # none\nc: []\n");
    let filled = edited(&empty, |value| {
        value.set("examples", Value::List(vec![Value::text("y")]));
        value.set("b", Value::text("z"));
    });
    assert_eq!(filled, "a: []\nb: \"z\" # none\nc: []\n\nexamples:\n  - \"y\"\n");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_stay() {
    let text = "\u{feff}a: b\r\nl: |\r\n  x\r\n  y\r\nc:\r\n  - d\r\n";
    let edited = edited(text, |value| {
        value.set("l", Value::text("x\n\nz"));
        value.list("c").unwrap().push(Value::text("e"));
    });
    assert_eq!(edited, "\u{feff}a: b\r\nl: |\r\n  x\r\n\r\n  z\r\nc:\r\n  - d\r\n  - \"e\"\r\n");
}

#[test]
fn shapes_that_nobody_writes_are_written_anew_or_refused_but_never_wrong() {
    let odd = "? a\n: b\nc: - d\n";
    assert!(parse(odd).is_err());
    let odd = "? a\n: b\n\"c\": { ? d : e, f }\nl:\n- - x\n  - y\n- |+\n  keep\n\n\n# end\n";
    for change in [
        |value: &mut Value| value.set("a", Value::text("z")),
        |value: &mut Value| value.map("c").unwrap().set("f", Value::text("z")),
        |value: &mut Value| value.map("c").unwrap().set("g", Value::text("z")),
        |value: &mut Value| drop(value.list("l").unwrap().remove(0)),
        |value: &mut Value| value.list("l").unwrap().push(Value::text("z")),
    ] {
        let mut value = parse(odd).unwrap();
        change(&mut value);
        if let Ok(edited) = rewrite(odd, &value) {
            let (mut read, mut value) = (parse(&edited).unwrap(), value);
            crate::sort(&mut read);
            crate::sort(&mut value);
            assert_eq!(read, value, "{edited}");
        }
    }
}

#[test]
fn a_text_that_is_no_playbook_is_refused_with_its_place() {
    let place = |text| parse(text).unwrap_err().place.map(|place| (place.line, place.column));
    assert_eq!(place("a: [1\nb: 2\n"), Some((2, 2)));
    assert_eq!(place("a: &x 1\n"), Some((1, 4)));
    assert!(parse("").is_err() && parse("- a\n").is_err() && parse("? [a]\n: b\n").is_err());
}
