//! What each kind of question takes for an answer, beside the question and out of what was said before it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod common;

use common::setting;
use flow::{Engine, Event, Input};
use playbook::Flow;
use wire::Locale;

const SPEED: &str = r#"{"number":{"units":[{"name":"km/h","factor":1000,"words":["km/h","kmh","kph","公里","码","迈"]},{"name":"mph","factor":1609,"words":["mph","miles per hour"]}],"min":1000,"max":260000,"hints":["highway","driving","开到","高速","时速"]}}"#;
const PRESSURE: &str = r#"{"number":{"units":[{"name":"bar","factor":1000,"words":["bar"]},{"name":"psi","factor":69,"words":["psi"]}],"min":null,"max":null,"hints":[]}}"#;
const TIMES: &str = r#"{"number":{"units":[],"min":1000,"max":null,"hints":["times"]}}"#;
const PAST: &str = r#"{"date":"past"}"#;
const FUTURE: &str = r#"{"date":"future"}"#;
const ANY: &str = r#"{"date":"any"}"#;
const ROAD: &str = r#"{"choice":{"choices":[{"value":"city","label":{"en":"In town","zh":"市区"},"words":["city","town","城里"]},{"value":"highway","label":{"en":"Highway","zh":"高速"},"words":["motorway"]},{"value":"ring","label":{"en":"Ring road highway"},"words":["ring road"]},{"value":"other","label":{"en":"Other"}}]}}"#;
const SOUNDS: &str = r#"{"choice":{"choices":[{"value":"hum","label":{"en":"Humming","zh":"嗡嗡声"},"words":["hum","hums"]},{"value":"rattle","label":{"en":"Rattling","zh":"哒哒声"},"words":["rattle","rattles"]},{"value":"squeal","label":{"en":"Squealing"},"words":[]}],"many":true}}"#;
const ORDER: &str = r#"{"text":{"pattern":"LM-\\d{6}"}}"#;
const DIGITS: &str = r#"{"text":{"pattern":"\\d{4}"}}"#;

fn flow(question: &str, rest: &str) -> Flow {
    let text = r#"{"id":"f","version":1,"title":{"en":"F"},"start":"first","steps":[
        {"id":"first","action":{"ask":{"slot":"first","prompt":{"en":"1?"},"label":{},"retry":{},"question":{"text":{"pattern":null}},"next":"second"}}},
        {"id":"second","action":{"ask":{"slot":"second","prompt":{"en":"2?"},"label":{},"retry":{},"question":QUESTION,REST"next":"end"}}},
        {"id":"end","action":"end"}]}"#;
    json::from_text(&text.replace("QUESTION", question).replace("REST", rest)).unwrap()
}

fn english() -> Locale {
    Locale::new("en").unwrap()
}

/// The value beside the question, or why there is none; whatever is kept means the same when it is read again.
fn asked(question: &str, text: &str) -> String {
    let (mut engine, _) = Engine::start(&flow(question, ""), &english(), &setting(), "");
    engine.handle(Input::Text("x".to_owned()));
    let events = engine.handle(Input::Insist(text.to_owned()));
    if let Some(Event::Retry { why, .. }) = events.first() {
        return format!("{why:?}");
    }
    let Some(last) = engine.state().given.get(1).cloned() else { return format!("{events:?}") };
    engine = Engine::start(&flow(question, ""), &english(), &setting(), "").0;
    engine.handle(Input::Text("x".to_owned()));
    engine.handle(Input::Choose(last.value.clone()));
    assert_eq!(engine.state().given.get(1), Some(&last), "{text}");
    last.value
}

/// What is known before the question is asked.
fn told(question: &str, text: &str) -> String {
    let (engine, _) = Engine::start(&flow(question, ""), &english(), &setting(), text);
    engine.state().told.first().map_or_else(|| "-".to_owned(), |told| told.value.clone())
}

fn check(reads: fn(&str, &str) -> String, question: &str, expected: &[(&str, &str)]) {
    for (text, value) in expected {
        assert_eq!(reads(question, text), *value, "{text}");
    }
}

#[test]
fn a_number_is_kept_in_the_first_unit() {
    check(
        asked,
        SPEED,
        &[
            ("80", "80 km/h"),
            ("about 80 kmh I think", "80 km/h"),
            ("８０ 公里", "80 km/h"),
            ("50 mph", "80 km/h"),
            ("fifty", "Pattern"),
            ("八十码左右", "80 km/h"),
            ("一百二", "120 km/h"),
            ("一百零五码", "105 km/h"),
            ("八十多码", "80 km/h"),
            ("two hundred", "2 km/h"),
            ("80.50 km/h", "80.5 km/h"),
            ("1,200 km/h", "Range"),
            ("0", "Range"),
            ("no idea", "Pattern"),
        ],
    );
    check(asked, PRESSURE, &[("2.4", "2.4 bar"), ("35 psi", "2.4 bar"), ("2.125 bar", "2.125 bar")]);
    check(asked, TIMES, &[("3", "3"), ("三次", "3"), ("两千", "2000"), ("一万二", "12000"), ("twelve times", "12")]);
}

#[test]
fn a_number_is_taken_from_earlier_words_by_its_unit_or_a_hint_only() {
    check(
        told,
        SPEED,
        &[
            ("it rattles at about 80 on the highway", "80 km/h"),
            ("高速上八十码的时候有嗡嗡声", "80 km/h"),
            ("开到80就响", "80 km/h"),
            ("rattles at 50mph", "80 km/h"),
            ("it rattles at about 80", "-"),
            ("80 times on the highway", "-"),
            ("高速上响了三次", "-"),
            ("between 80 and 100 on the highway", "-"),
            ("I have driven 80 km on the highway", "-"),
            ("not at 80 km/h", "-"),
            ("it doesn't do it at 80 km/h", "-"),
            ("80码不响", "-"),
            ("it is silent, not loud. At 80 km/h it hums", "80 km/h"),
            ("at 900 km/h", "-"),
            ("my order LM-80 on the highway", "-"),
        ],
    );
}

#[test]
fn traditional_characters_mean_what_simplified_ones_do() {
    check(told, SPEED, &[("高速上八十碼的時候有嗡嗡聲", "80 km/h"), ("開到兩百就響", "200 km/h"), ("80碼不響", "-")]);
    check(told, ROAD, &[("城裡會響", "city")]);
    check(asked, ROAD, &[("市區", "city")]);
    check(asked, SOUNDS, &[("嗡嗡聲", "hum"), ("嗡嗡聲、哒哒声", "hum|rattle")]);
    let words = r#"{"choice":{"choices":[{"value":"hum","label":{"zh-hant":"嗡嗡聲"},"words":["嗡嗡響"]}]}}"#;
    check(asked, words, &[("嗡嗡声", "hum"), ("一直嗡嗡响", "hum")]);
}

#[test]
fn a_day_may_be_written_out_or_told_from_today() {
    check(
        asked,
        PAST,
        &[
            ("2026-11-03", "2026-11-03"),
            ("3.11.2026", "2026-11-03"),
            ("11/20/2026", "2026-11-20"),
            ("3/4/2026", "Pattern"),
            ("since 3 November", "2026-11-03"),
            ("November 24th", "2025-11-24"),
            ("Nov 3, 2025", "2025-11-03"),
            ("the 3rd of May", "2026-05-03"),
            ("since October", "2026-10"),
            ("in December 2030", "2025-12"),
            ("2026年11月3日", "2026-11-03"),
            ("11月3号", "2026-11-03"),
            ("十一月三号开始的", "2026-11-03"),
            ("十月份", "2026-10"),
            ("今天", "2026-11-23"),
            ("yesterday", "2026-11-22"),
            ("the day before yesterday", "2026-11-21"),
            ("two weeks ago", "2026-11-09"),
            ("about a week ago", "2026-11-16"),
            ("三天前", "2026-11-20"),
            ("两个星期前", "2026-11-09"),
            ("3 months ago", "2026-08-23"),
            ("一年前", "2025-11-23"),
            ("last week", "2026-11-16"),
            ("上个月", "2026-10"),
            ("last Friday", "2026-11-20"),
            ("on Monday", "2026-11-23"),
            ("last Monday", "2026-11-16"),
            ("上周三", "2026-11-18"),
            ("tomorrow", "Pattern"),
            ("31 February", "Pattern"),
            ("2026-13-40", "Pattern"),
            ("a while ago", "Pattern"),
        ],
    );
    check(
        asked,
        FUTURE,
        &[
            ("tomorrow", "2026-11-24"),
            ("后天", "2026-11-25"),
            ("24 November", "2026-11-24"),
            ("3 January", "2027-01-03"),
            ("Friday", "2026-11-27"),
            ("next Monday", "2026-11-30"),
            ("下周二", "2026-12-01"),
            ("周五", "2026-11-27"),
            ("yesterday", "Pattern"),
        ],
    );
    check(asked, ANY, &[("20 November", "2026-11-20"), ("31 December", "2026-12-31"), ("29.02.2028", "2028-02-29")]);
    check(
        told,
        PAST,
        &[
            ("humming since last Friday", "2026-11-20"),
            ("上周三开始有异响", "2026-11-18"),
            ("it may rattle on a march", "-"),
            ("not since yesterday", "-"),
        ],
    );
    check(told, FUTURE, &[("a test drive next week", "-"), ("a test drive next Friday", "2026-11-27")]);
}

#[test]
fn a_time_an_address_and_a_telephone_number_are_kept_in_one_form() {
    check(
        asked,
        r#""time""#,
        &[
            ("14:30", "14:30"),
            ("at 2:30 pm", "14:30"),
            ("9am please", "09:00"),
            ("12 am", "00:00"),
            ("下午两点半", "14:30"),
            ("上午十点", "10:00"),
            ("晚上八点二十分", "20:20"),
            ("中午12点", "12:00"),
            ("25:00", "Pattern"),
            ("3", "Pattern"),
        ],
    );
    check(
        asked,
        r#""email""#,
        &[
            ("I am Ada.Li+car@Mail.example.com.", "ada.li+car@mail.example.com"),
            ("ada@mail", "Pattern"),
            ("@x.example", "Pattern"),
        ],
    );
    check(asked, r#""phone""#, &[("+49 (30) 123-4567", "+49301234567"), ("138 0013 8000", "13800138000"), ("12345", "Pattern")]);
    check(
        told,
        r#""phone""#,
        &[("call 13800138000", "13800138000"), ("my number is 5550123456", "-"), ("VIN a13800138000", "-")],
    );
    check(told, r#""email""#, &[("write to ada@mail.example, please", "ada@mail.example")]);
}

#[test]
fn a_choice_is_known_by_its_label_and_its_owners_words() {
    check(
        asked,
        ROAD,
        &[
            ("in town", "city"),
            ("mostly on the motorway", "highway"),
            ("on the ring road highway", "ring"),
            ("市区里", "city"),
            ("not on the motorway, in the city", "city"),
            ("city or highway", "Choice"),
            ("other", "other"),
            ("the other day", "Choice"),
        ],
    );
    check(
        told,
        ROAD,
        &[
            ("高速上八十码的时候", "highway"),
            ("高速上不响", "-"),
            ("the other day it made a noise", "-"),
            ("it is loud in town and on the motorway", "-"),
        ],
    );
    check(
        asked,
        SOUNDS,
        &[
            ("rattling, humming", "hum|rattle"),
            ("it hums and rattles", "hum|rattle"),
            ("Squealing", "squeal"),
            ("嗡嗡声、哒哒声", "hum|rattle"),
            ("loud", "Choice"),
        ],
    );
}

#[test]
fn a_rating_is_one_of_five_and_never_guessed() {
    check(asked, r#""rating""#, &[("5", "5"), ("四星", "4"), ("4 of 5", "4"), ("9", "Choice")]);
    check(told, r#""rating""#, &[("5 stars", "-")]);
}

#[test]
fn an_order_number_is_recognised_by_its_letters_and_figures() {
    check(told, ORDER, &[("where is lm-123456", "lm-123456"), ("where is it", "-")]);
    check(told, DIGITS, &[("paid in 2026", "-")]);
}

#[test]
fn a_file_is_promised_or_skipped() {
    let file = r#"{"file":{"later":{"en":"I'll add it","zh":"稍后发送"}}}"#;
    check(asked, file, &[("I'll add it", "later"), ("稍后发送", "later"), ("here", "Choice"), ("skip", "Choice")]);
    let (mut engine, _) = Engine::start(&flow(file, r#""optional":true,"#), &english(), &setting(), "");
    engine.handle(Input::Text("x".to_owned()));
    assert!(engine.prompt().unwrap().can_skip);
    engine.handle(Input::Text("跳过".to_owned()));
    assert_eq!(engine.state().given[1].value, "");
    assert_eq!(engine.state().slot(&engine.state().given[1].slot), None);
}

#[test]
fn what_may_not_be_skipped_is_asked_again() {
    let (mut engine, _) = Engine::start(&flow(SPEED, ""), &english(), &setting(), "");
    engine.handle(Input::Text("x".to_owned()));
    assert!(matches!(engine.handle(Input::Skip)[..], [Event::Retry { .. }]));
}
