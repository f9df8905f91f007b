//! The life of a flow, told as what is said.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod common;

use common::flow;
use expect_test::{Expect, expect};
use flow::{Engine, Event, Input, State};
use playbook::Flow;
use wire::Locale;

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

fn started(tag: &str) -> (Engine, Vec<Event>) {
    Engine::start(&flow(), &locale(tag), &locale("en"))
}

fn input(text: &str) -> Input {
    match text.strip_prefix("tap ") {
        Some(value) => Input::Choose(value.to_owned()),
        None if text == "<back>" => Input::Back,
        None if text == "<cancel>" => Input::Cancel,
        None => Input::Text(text.to_owned()),
    }
}

fn told(events: &[Event], out: &mut String) {
    for event in events {
        let line = match event {
            Event::Say { text } => format!("say {text}"),
            Event::Ask(prompt) => {
                let choices: Vec<String> = prompt.choices.iter().map(|choice| format!("[{}]", choice.label)).collect();
                format!("ask {} {}{}", prompt.text, choices.concat(), if prompt.can_go_back { " <back" } else { "" })
            }
            Event::Retry { why, text } => format!("retry {why:?} {text:?}"),
            Event::Changed => "changed".to_owned(),
            Event::HandOff(hand_off) => {
                let fields: Vec<String> =
                    hand_off.card.fields.iter().map(|field| format!("{}={}", field.label, field.value)).collect();
                format!(
                    "hand off to {:?} {:?}: {} v{} {}",
                    hand_off.skill,
                    hand_off.priority,
                    hand_off.card.title,
                    hand_off.card.version,
                    fields.join(", ")
                )
            }
            Event::Ended(ending) => format!("ended {ending:?}"),
        };
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

fn check(tag: &str, inputs: &[&str], expected: Expect) {
    let (mut engine, events) = started(tag);
    let mut out = String::new();
    told(&events, &mut out);
    for text in inputs {
        out.push_str(&format!("> {text}\n"));
        told(&engine.handle(input(text)), &mut out);
        // A reload after every input changes nothing.
        let stored = json::to_text(engine.state());
        let (again, events) = Engine::resume(&flow(), json::from_text(&stored).unwrap(), &locale("en"));
        assert_eq!((&again, events.as_slice()), (&engine, &[][..]));
    }
    expected.assert_eq(&out);
}

#[test]
fn a_flow_collects_answers_and_hands_off_a_card() {
    check(
        "en",
        &["my number is LM-123456", "tap broken", "too late"],
        expect![[r#"
            say Hello
            ask Number?
            > my number is LM-123456
            ask Why? [It is broken][Other] <back
            > tap broken
            say One moment
            hand off to Some(returns) High: Return v7 Order=LM-123456, Why?=It is broken
            ended HandedOff
            > too late
        "#]],
    );
}

#[test]
fn a_choice_may_be_typed_by_label_or_value_in_any_case_width_and_language() {
    check(
        "zh-hant",
        &["ＬＭ－１２３４５６", "坏了。"],
        expect![[r#"
            say 你好
            ask 单号？
            > ＬＭ－１２３４５６
            ask 原因？ [坏了][其他] <back
            > 坏了。
            say One moment
            hand off to Some(returns) High: 退货 v7 Order=LM-123456, 原因？=坏了
            ended HandedOff
        "#]],
    );
    for typed in ["IT IS BROKEN!", "Broken", "坏了"] {
        let (mut engine, _) = started("en");
        engine.handle(input("LM-123456"));
        assert!(engine.handle(input(typed)).iter().any(|event| matches!(event, Event::HandOff(_))), "{typed}");
    }
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing_and_says_why() {
    check(
        "en",
        &["LM-12", "   ", "LM-123456", "maybe", "tap nonsense"],
        expect![[r#"
            say Hello
            ask Number?
            > LM-12
            retry Pattern Some("LM and six digits")
            >    
            retry Empty Some("LM and six digits")
            > LM-123456
            ask Why? [It is broken][Other] <back
            > maybe
            retry Choice None
            > tap nonsense
            retry Choice None
        "#]],
    );
}

#[test]
fn back_returns_to_the_question_before_and_the_first_has_none() {
    check(
        "en",
        &["back", "LM-123456", "上一步", "LM-654321", "tap other", "<back>", "tap other", "all of it"],
        expect![[r#"
            say Hello
            ask Number?
            > back
            ask Number?
            > LM-123456
            ask Why? [It is broken][Other] <back
            > 上一步
            ask Number?
            > LM-654321
            ask Why? [It is broken][Other] <back
            > tap other
            ask Tell me  <back
            > <back>
            ask Why? [It is broken][Other] <back
            > tap other
            ask Tell me  <back
            > all of it
            say Bye
            ended Done
        "#]],
    );
}

#[test]
fn a_flow_can_be_left_at_any_question() {
    for way in ["cancel", "Cancel.", "取消", "<cancel>"] {
        let (mut engine, _) = started("en");
        let mut out = String::new();
        told(&engine.handle(input(way)), &mut out);
        assert_eq!(out, "ended Cancelled\n", "{way}");
        assert!(!engine.state().is_running());
    }
}

#[test]
fn a_text_too_long_for_a_card_is_not_cut_but_asked_for_again() {
    let (mut engine, _) = started("en");
    for text in ["LM-123456", "other"] {
        engine.handle(input(text));
    }
    let mut out = String::new();
    told(&engine.handle(Input::Text("字".repeat(400))), &mut out);
    assert_eq!(out, "retry TooLong None\n");
}

fn changed(change: impl Fn(&str) -> String) -> String {
    let (mut engine, _) = started("en");
    engine.handle(input("LM-123456"));
    engine.handle(input("other"));
    let state: State = engine.state().clone();
    let text = json::to_text(&flow()).replace("\"version\":7", "\"version\":8");
    let newer: Flow = json::from_text(&change(&text)).unwrap();
    let (engine, events) = Engine::resume(&newer, state, &locale("en"));
    assert_eq!(engine.state().version, 8);
    let mut out = String::new();
    told(&events, &mut out);
    out
}

#[test]
fn after_a_change_of_the_flow_answers_that_still_fit_are_kept() {
    assert_eq!(changed(str::to_owned), "changed\nask Tell me  <back\n");
    assert_eq!(
        changed(|text| text.replace("\"value\":\"other\"", "\"value\":\"else\"").replace("Other", "Else")),
        "changed\nask Why? [It is broken][Else] <back\n"
    );
    assert_eq!(changed(|text| text.replace("LM-", "XY-")), "changed\nask Number?\n");
}

#[test]
fn a_faulty_flow_ends_and_never_hangs() {
    let text = json::to_text(&flow());
    for (from, to) in [("\"next\":\"number\"", "\"next\":\"hi\""), ("\"next\":\"number\"", "\"next\":\"nowhere\"")] {
        let broken: Flow = json::from_text(&text.replace(from, to)).unwrap();
        let (engine, events) = Engine::start(&broken, &locale("en"), &locale("en"));
        assert!(matches!(events.last(), Some(Event::Ended(flow::Ending::Broken))));
        assert!(!engine.state().is_running());
    }
}
