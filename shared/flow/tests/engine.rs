//! The life of a flow, told as what is said.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod common;

use common::{flow, noise, setting};
use expect_test::{Expect, expect};
use flow::{Engine, Event, Input, State};
use playbook::Flow;
use wire::Locale;

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

fn started(tag: &str) -> (Engine, Vec<Event>) {
    Engine::start(&flow(), &locale(tag), &setting(), "")
}

fn input(text: &str) -> Input {
    match text.strip_prefix("tap ") {
        Some(value) => Input::Choose(value.to_owned()),
        None if text == "<back>" => Input::Back,
        None if text == "<cancel>" => Input::Cancel,
        None if text == "<skip>" => Input::Skip,
        None => Input::Insist(text.to_owned()),
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
            Event::Noted(fields) => {
                let fields: Vec<String> = fields.iter().map(|field| format!("{}={}", field.label, field.value)).collect();
                format!("noted {}", fields.join(", "))
            }
            Event::Doubt(text) => format!("doubt {text}"),
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
    converse(&flow(), tag, "", inputs, &expected);
}

fn converse(flow: &Flow, tag: &str, said: &str, inputs: &[&str], expected: &Expect) {
    let (mut engine, events) = Engine::start(flow, &locale(tag), &setting(), said);
    let mut out = String::new();
    told(&events, &mut out);
    for text in inputs {
        out.push_str(&format!("> {text}\n"));
        told(&engine.handle(input(text)), &mut out);
        // A reload after every input changes nothing.
        let stored = json::to_text(engine.state());
        let (again, events) = Engine::resume(flow, json::from_text(&stored).unwrap(), &setting());
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
    let (engine, events) = Engine::resume(&newer, state, &setting());
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
        let (engine, events) = Engine::start(&broken, &locale("en"), &setting(), "");
        assert!(matches!(events.last(), Some(Event::Ended(flow::Ending::Broken))));
        assert!(!engine.state().is_running());
    }
}

#[test]
fn what_was_said_before_is_not_asked_again() {
    converse(
        &noise(),
        "en",
        "it rattles at about 80 on the highway since last Friday",
        &["nothing"],
        &expect![[r#"
        noted Road=Highway, Since=2026-11-20, Speed=80 km/h
        ask Anything else?  <back
        > nothing
        say Fine
        hand off to Some(noise) High: Noise v3 Road=Highway, Speed=80 km/h, Since=2026-11-20, More=nothing
        ended HandedOff
    "#]],
    );
    converse(
        &noise(),
        "zh",
        "高速上八十码的时候有嗡嗡声",
        &["上周三", "没有了"],
        &expect![[r#"
        noted 路况=高速, 车速=80 km/h
        ask 什么时候开始的？  <back
        > 上周三
        ask 还有吗？  <back
        > 没有了
        say 好的
        hand off to Some(noise) High: 异响 v3 路况=高速, 车速=80 km/h, 开始=2026-11-18, More=没有了
        ended HandedOff
    "#]],
    );
}

#[test]
fn an_answer_may_tell_more_than_was_asked_and_what_does_not_answer_may_still_tell_something() {
    converse(
        &noise(),
        "en",
        "",
        &["at 80 km/h", "on the highway since yesterday", "no more"],
        &expect![[r#"
        ask Which road? [In town][Highway]
        > at 80 km/h
        noted Speed=80 km/h
        ask Which road? [In town][Highway]
        > on the highway since yesterday
        noted Since=2026-11-22
        ask Anything else?  <back
        > no more
        say Fine
        hand off to Some(noise) High: Noise v3 Road=Highway, Speed=80 km/h, Since=2026-11-22, More=no more
        ended HandedOff
    "#]],
    );
}

#[test]
fn a_correction_changes_what_was_told_and_keeps_the_rest() {
    converse(
        &noise(),
        "en",
        "",
        &["highway", "60", "no, 80 km/h", "yesterday", "actually in town", "<skip>", "sorry, 3 November", "that is all"],
        &expect![[r#"
            ask Which road? [In town][Highway]
            > highway
            ask How fast?  <back
            > 60
            ask Since when?  <back
            > no, 80 km/h
            noted Speed=80 km/h
            ask Since when?  <back
            > yesterday
            ask Anything else?  <back
            > actually in town
            noted Road=In town
            ask Which kerb?  <back
            > <skip>
            ask Anything else?  <back
            > sorry, 3 November
            noted Since=2026-11-03
            ask Anything else?  <back
            > that is all
            say Fine
            hand off to Some(noise) High: Noise v3 Road=In town, Speed=80 km/h, Since=2026-11-03, More=that is all
            ended HandedOff
        "#]],
    );
    converse(
        &noise(),
        "zh",
        "",
        &["高速", "60", "不对，是80", "不是高速，是市区"],
        &expect![[r#"
        ask 什么路？ [市区][高速]
        > 高速
        ask 多快？  <back
        > 60
        ask 什么时候开始的？  <back
        > 不对，是80
        noted 车速=80 km/h
        ask 什么时候开始的？  <back
        > 不是高速，是市区
        noted 路况=市区
        ask Which kerb?  <back
    "#]],
    );
    converse(
        &noise(),
        "zh",
        "",
        &["高速", "60", "不對，是80", "後退"],
        &expect![[r#"
            ask 什么路？ [市区][高速]
            > 高速
            ask 多快？  <back
            > 60
            ask 什么时候开始的？  <back
            > 不對，是80
            noted 车速=80 km/h
            ask 什么时候开始的？  <back
            > 後退
            ask 多快？  <back
        "#]],
    );
    converse(
        &noise(),
        "en",
        "80 km/h",
        &["no, 90 km/h", "highway"],
        &expect![[r#"
        noted Speed=80 km/h
        ask Which road? [In town][Highway]
        > no, 90 km/h
        noted Speed=90 km/h
        ask Which road? [In town][Highway]
        > highway
        ask Since when?  <back
    "#]],
    );
}

#[test]
fn going_back_keeps_the_later_answers_for_when_they_are_reached_again() {
    converse(
        &noise(),
        "en",
        "",
        &["highway", "80", "yesterday", "back", "back", "back", "highway"],
        &expect![[r#"
        ask Which road? [In town][Highway]
        > highway
        ask How fast?  <back
        > 80
        ask Since when?  <back
        > yesterday
        ask Anything else?  <back
        > back
        ask Since when?  <back
        > back
        ask How fast?  <back
        > back
        ask Which road? [In town][Highway]
        > highway
        ask Anything else?  <back
    "#]],
    );
}

#[test]
fn a_question_of_the_visitors_own_is_not_mistaken_for_an_answer() {
    let doubts = |engine: &Engine, text: &str| {
        let mut trial = engine.clone();
        let events = trial.handle(Input::Text(text.to_owned()));
        let is_doubt = events == [Event::Doubt(text.to_owned())];
        assert!(!is_doubt || trial == *engine);
        is_doubt
    };
    let (mut engine, _) = Engine::start(&noise(), &locale("en"), &setting(), "");
    for (text, doubted) in
        [("how long is the warranty?", true), ("in town", false), ("cancel", false), ("80 km/h", false), ("", false)]
    {
        assert_eq!(doubts(&engine, text), doubted, "{text}");
    }
    engine.handle(input("highway"));
    assert!(!doubts(&engine, "900 km/h"), "too fast is an answer");
    for text in ["80 km/h", "yesterday"] {
        engine.handle(input(text));
    }
    for (text, doubted) in [("is that covered?", true), ("这个能保修吗", true), ("the dashboard flickers", false)] {
        assert_eq!(doubts(&engine, text), doubted, "{text}");
    }
    // The host had no answer: then it is one.
    engine.handle(Input::Insist("is that covered?".to_owned()));
    assert_eq!(engine.state().given.last().unwrap().value, "is that covered?");
    let (engine, _) = Engine::start(&flow(), &locale("en"), &setting(), "");
    for (text, doubted) in [("where do I find it", true), ("my order is 12", false), ("is 12 all right?", true)] {
        assert_eq!(doubts(&engine, text), doubted, "{text}");
    }
}

#[test]
fn a_stored_state_of_before_is_read() {
    let stored =
        r#"{"flow":"ret","version":7,"locale":"en","given":[{"step":"number","slot":"number","value":"LM-123456"}],"at":"why"}"#;
    let (engine, events) = Engine::resume(&flow(), json::from_text(stored).unwrap(), &setting());
    assert_eq!(engine.prompt().unwrap().text, "Why?");
    assert_eq!(events, []);
}
