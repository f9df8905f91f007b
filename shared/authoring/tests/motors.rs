//! The demo site `motors`: its flows, led as customers speak.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use authoring::Compiled;
use expect_test::{Expect, expect};
use flow::{Engine, Event, Input, Setting};
use wire::{FlowId, Locale};

fn motors() -> Compiled {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/demo/sites/motors/playbook.yaml");
    let (compiled, findings) = authoring::compile("playbook.yaml", &std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(findings.to_string(), "");
    compiled
}

fn check(flow: &str, tag: &str, said: &str, inputs: &[&str], expected: &Expect) {
    let compiled = motors();
    let flow = compiled.public.flow(&FlowId::new(flow).unwrap()).unwrap();
    // Monday, 23 November 2026.
    let setting = Setting { default: Locale::new("en").unwrap(), today: 20_780 };
    let (mut engine, events) = Engine::start(flow, &Locale::new(tag).unwrap(), &setting, said);
    let mut out = String::new();
    tell(&events, &mut out);
    for text in inputs {
        out.push_str(&format!("> {text}\n"));
        let input =
            text.strip_prefix("tap ").map_or_else(|| Input::Text((*text).to_owned()), |value| Input::Choose(value.to_owned()));
        tell(&engine.handle(input), &mut out);
    }
    expected.assert_eq(&out);
}

/// Questions by their slots, what was noted, and the card.
fn tell(events: &[Event], out: &mut String) {
    for event in events {
        let line = match event {
            Event::Say { .. } => continue,
            Event::Ask(prompt) => format!("ask {}", prompt.slot),
            Event::Noted(fields) => format!("noted {}", read(fields)),
            Event::Retry { why, .. } => format!("retry {why:?}"),
            Event::Doubt(text) => format!("doubt {text}"),
            Event::Changed => "changed".to_owned(),
            Event::HandOff(hand_off) => {
                format!("{} to {}: {}", hand_off.card.title, hand_off.skill.as_ref().unwrap(), read(&hand_off.card.fields))
            }
            Event::Ended(ending) => format!("ended {ending:?}"),
        };
        out.push_str(&line);
        out.push('\n');
    }
}

fn read(fields: &[wire::CardField]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| format!("{}={}", field.label, field.value)).collect();
    fields.join(", ")
}

#[test]
fn a_noise_is_taken_down_from_what_was_said_first() {
    check(
        "car_noise",
        "en",
        "it rattles at about 80 on the highway",
        &["most days", "two weeks ago", "tap later"],
        &expect![[r#"
        noted When=At steady speed, Road=Highway, Sound=Rattling, Speed=80 km/h
        ask often
        > most days
        ask since
        > two weeks ago
        ask recording
        > tap later
        Noise while driving to noise_vibration: When=At steady speed, Speed=80 km/h, Road=Highway, Sound=Rattling, How often=Often, Since=2026-11-09, Photo or recording=I'll add it after the hand-over
        ended HandedOff
    "#]],
    );
    check(
        "car_noise",
        "zh",
        "高速上八十码的时候有嗡嗡声",
        &["每次都有", "上周三", "跳过"],
        &expect![[r#"
        noted 出现时机=匀速行驶时, 路况=高速, 声音=嗡嗡声, 车速=80 km/h
        ask often
        > 每次都有
        ask since
        > 上周三
        ask recording
        > 跳过
        车辆异响 to noise_vibration: 出现时机=匀速行驶时, 车速=80 km/h, 路况=高速, 声音=嗡嗡声, 频率=每次开车都有, 开始时间=2026-11-18
        ended HandedOff
    "#]],
    );
}

#[test]
fn a_noise_is_taken_down_question_by_question_with_a_correction() {
    check(
        "car_noise",
        "en",
        "my car makes a noise",
        &[
            "when I brake",
            "at 50 mph",
            "no, 60 km/h",
            "in the city",
            "tap squeal|grind",
            "now and then",
            "skip",
            "I'll add it after the hand-over",
        ],
        &expect![[r#"
            ask when
            > when I brake
            ask speed
            > at 50 mph
            ask road
            > no, 60 km/h
            noted Speed=60 km/h
            ask road
            > in the city
            ask sound
            > tap squeal|grind
            ask often
            > now and then
            ask since
            > skip
            ask recording
            > I'll add it after the hand-over
            Noise, maybe the brakes to noise_vibration: When=When braking, Speed=60 km/h, Road=In town, Sound=Squealing, Grinding, How often=Now and then, Photo or recording=I'll add it after the hand-over
            ended HandedOff
        "#]],
    );
    check(
        "car_noise",
        "zh",
        "我的车有异响",
        &["怠速的时候", "哒哒声、嗡嗡声", "冷车时", "不对，是加速的时候，六十码", "市区", "10月3日", "跳过"],
        &expect![[r#"
            ask when
            > 怠速的时候
            ask sound
            > 哒哒声、嗡嗡声
            ask often
            > 冷车时
            ask since
            > 不对，是加速的时候，六十码
            noted 出现时机=加速时, 车速=60 km/h
            ask road
            > 市区
            ask since
            > 10月3日
            ask recording
            > 跳过
            车辆异响 to noise_vibration: 出现时机=加速时, 车速=60 km/h, 路况=市区道路, 声音=哒哒声, 嗡嗡声, 频率=只在冷车时, 开始时间=2026-10-03
            ended HandedOff
        "#]],
    );
}

#[test]
fn a_test_drive_and_a_service_are_booked_with_what_was_asked_for() {
    check(
        "test_drive",
        "en",
        "can I test drive the E5 on Saturday at 3 pm",
        &["Hangzhou West", "+86 138 0013 8000"],
        &expect![[r#"
        noted Model=E5, electric, Day=2026-11-28, Time=15:00
        ask place
        > Hangzhou West
        ask phone
        > +86 138 0013 8000
        Test drive to sales: Model=E5, electric, Day=2026-11-28, Time=15:00, Place=Hangzhou West, Phone=+8613800138000
        ended HandedOff
    "#]],
    );
    check(
        "test_drive",
        "zh",
        "明天下午三点想试驾M3",
        &["杭州", "13800138000"],
        &expect![[r#"
        noted 车型=M3 燃油, 日期=2026-11-24, 时间=15:00
        ask place
        > 杭州
        ask phone
        > 13800138000
        预约试驾 to sales: 车型=M3 燃油, 日期=2026-11-24, 时间=15:00, 地点=杭州, 电话=13800138000
        ended HandedOff
    "#]],
    );
    check(
        "service_booking",
        "en",
        "I want to book an oil change for next Friday, it has 29,800 km",
        &["fa123456", "ada@mail.example"],
        &expect![[r#"
            noted Work=Regular service, Day=2026-11-27, Odometer=29800 km
            ask vin
            > fa123456
            ask email
            > ada@mail.example
            Book a service to service_booking: Work=Regular service, Odometer=29800 km, Day=2026-11-27, VIN, last 8=fa123456, E-mail=ada@mail.example
            ended HandedOff
        "#]],
    );
    check(
        "service_booking",
        "zh",
        "下周五想换机油，跑了两万九千公里",
        &["跳过", "跳过"],
        &expect![[r#"
        noted 项目=常规保养, 日期=2026-12-04, 里程=29000 km
        ask vin
        > 跳过
        ask email
        > 跳过
        预约保养维修 to service_booking: 项目=常规保养, 里程=29000 km, 日期=2026-12-04
        ended HandedOff
    "#]],
    );
}
