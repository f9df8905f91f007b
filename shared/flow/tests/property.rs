//! What holds for every flow and every visitor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod common;

use std::collections::BTreeMap;

use common::setting;
use flow::state::GIVEN_MAX;
use flow::{Engine, Event, Input};
use playbook::{Action, Arm, Ask, Choice, Flow, HandOff, Localized, Number, Question, Step, Unit, When};
use proptest::prelude::*;
use wire::{FlowId, Locale, Priority, SlotId, StepId};

const STEPS: usize = 8;
const SLOTS: usize = 3;

fn text(text: &str) -> Localized<String> {
    [(Locale::new("en").unwrap(), text.to_owned())].into_iter().collect()
}

fn step_id(place: usize) -> StepId {
    StepId::new(&format!("s{place}")).unwrap()
}

fn slot_id(place: usize) -> SlotId {
    SlotId::new(&format!("slot{}", place % SLOTS)).unwrap()
}

fn choices() -> Vec<Choice> {
    let words = [vec!["apple".to_owned()], Vec::new()];
    ["a", "b"]
        .into_iter()
        .zip(words)
        .map(|(value, words)| Choice { value: value.to_owned(), label: text(value), words })
        .collect()
}

fn question() -> impl Strategy<Value = Question> {
    let unit = Unit { name: "km".to_owned(), factor: 1000, words: vec!["km".to_owned()] };
    prop_oneof![
        Just(Question::Text { pattern: None }),
        Just(Question::Text { pattern: Some("\\d+".to_owned()) }),
        Just(Question::Choice { choices: choices(), many: false }),
        Just(Question::Choice { choices: choices(), many: true }),
        Just(Question::Number(Number { units: vec![unit], min: None, max: Some(100_000), hints: vec!["about".to_owned()] })),
        Just(Question::Date(When::Past)),
        Just(Question::Email),
        Just(Question::Rating),
        Just(Question::File { later: text("later") }),
    ]
}

/// Any action with any targets: loops, dead ends and steps that do not exist included.
fn action() -> impl Strategy<Value = Action> {
    let to = || (0..STEPS + 1).prop_map(step_id);
    let slot = || (0..SLOTS).prop_map(slot_id);
    let ask = (slot(), question(), any::<bool>(), to()).prop_map(|(slot, question, optional, next)| {
        Action::Ask(Ask { slot, prompt: text("?"), label: text(""), retry: Localized::new(), question, optional, next })
    });
    prop_oneof![
        1 => to().prop_map(|next| Action::Say { text: text("say"), next }),
        4 => ask,
        1 => (slot(), to(), to()).prop_map(|(slot, next, otherwise)| Action::Branch { arms: vec![Arm { slot, is: "a".to_owned(), next }], otherwise }),
        1 => Just(Action::HandOff(HandOff { skill: None, priority: Priority::Low, title: text("t"), card: (0..SLOTS).map(slot_id).collect(), say: Localized::new() })),
        1 => Just(Action::End),
    ]
}

fn flows() -> impl Strategy<Value = Flow> {
    proptest::collection::vec(action(), STEPS).prop_map(|actions| Flow {
        id: FlowId::new("f").unwrap(),
        version: 1,
        title: text("f"),
        start: step_id(0),
        steps: actions.into_iter().enumerate().map(|(place, action)| Step { id: step_id(place), action }).collect(),
    })
}

/// What people type: answers, two at once, corrections, steering, and nothing to the point.
const TYPED: [&str; 16] = [
    "a",
    "B!",
    "12",
    "",
    "x 7",
    "40 km",
    "an apple, about 30 km",
    "yesterday",
    "no, 50 km",
    "不对，是60",
    "not 3 km but b",
    "a, b",
    "me@x.example",
    "skip",
    "返回",
    "5",
];

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let input = prop_oneof![
        8 => (0..TYPED.len()).prop_map(|place| Input::Text(TYPED[place].to_owned())),
        4 => (0..TYPED.len()).prop_map(|place| Input::Insist(TYPED[place].to_owned())),
        2 => prop_oneof![Just("a"), Just("b"), Just("a|b"), Just("c"), Just("later")].prop_map(|value| Input::Choose(value.to_owned())),
        1 => Just(Input::Back),
        1 => Just(Input::Skip),
    ];
    proptest::collection::vec(input, 0..30)
}

fn english() -> Locale {
    Locale::new("en").unwrap()
}

fn started(flow: &Flow, said: usize) -> (Engine, Vec<Event>) {
    Engine::start(flow, &english(), &setting(), TYPED[said])
}

fn said() -> impl Strategy<Value = usize> {
    0..TYPED.len()
}

/// How often each step is answered.
fn known(engine: &Engine) -> BTreeMap<StepId, usize> {
    let mut known = BTreeMap::new();
    for given in engine.state().given.iter().chain(&engine.state().told) {
        *known.entry(given.step.clone()).or_insert(0) += 1;
    }
    known
}

/// What gives the same answer once more.
fn again(value: &str) -> Input {
    if value.is_empty() { Input::Skip } else { Input::Choose(value.to_owned()) }
}

/// An answer that fits.
fn fitting(engine: &Engine) -> Input {
    let (_, ask) = engine.flow().asks().find(|(step, _)| engine.state().at.as_ref() == Some(step)).unwrap();
    Input::Choose(
        match ask.question {
            Question::Choice { .. } => "a",
            Question::File { .. } => "later",
            Question::Date(_) => "2026-11-03",
            Question::Email => "me@x.example",
            Question::Text { .. } | Question::Number(_) | Question::Time | Question::Phone | Question::Rating => "3",
        }
        .to_owned(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_input_is_answered_in_bounded_steps_and_either_waits_or_ends(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, mut events) = started(&flow, said);
        let mut told = STEPS;
        for input in inputs {
            prop_assert!(events.len() <= (STEPS + 4) * (told + 1));
            let ends = events.iter().filter(|event| matches!(event, Event::Ended(_))).count();
            prop_assert_eq!(ends, usize::from(!engine.state().is_running() && !events.is_empty()));
            prop_assert_eq!(engine.prompt().is_some(), engine.state().is_running());
            prop_assert_eq!(engine.state().version, flow.version);
            told = engine.state().told.len() + engine.state().given.len() + STEPS;
            events = engine.handle(input);
        }
    }

    #[test]
    fn every_flow_ends_for_a_visitor_who_answers(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, _) = started(&flow, said);
        for input in inputs {
            engine.handle(input);
        }
        for _ in 0..=GIVEN_MAX {
            if engine.state().is_running() {
                let input = fitting(&engine);
                engine.handle(input);
            }
        }
        prop_assert!(!engine.state().is_running());
    }

    #[test]
    fn a_reload_after_any_input_changes_nothing(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, _) = started(&flow, said);
        for input in inputs {
            engine.handle(input);
            let stored = json::to_text(engine.state());
            let (again, events) = Engine::resume(&flow, json::from_text(&stored).unwrap(), &setting());
            prop_assert_eq!(&again, &engine);
            prop_assert!(events.is_empty());
        }
    }

    #[test]
    fn a_newer_version_with_the_same_steps_keeps_every_answer(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, _) = started(&flow, said);
        let newer = Flow { version: 2, ..flow.clone() };
        for input in inputs {
            engine.handle(input);
            if engine.state().is_running() {
                let (again, _) = Engine::resume(&newer, engine.state().clone(), &setting());
                prop_assert_eq!(again.state(), &flow::State { version: 2, ..engine.state().clone() });
            }
        }
    }

    #[test]
    fn back_and_forward_give_the_same_state(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, _) = started(&flow, said);
        for input in inputs {
            let before = engine.clone();
            engine.handle(input);
            let is_answered = engine.state().given.len() > before.state().given.len();
            if is_answered && engine.state().is_running() {
                let last = engine.state().given.last().unwrap().clone();
                let mut other = engine.clone();
                other.handle(Input::Back);
                prop_assert_eq!(other.state().at.as_ref(), Some(&last.step));
                prop_assert_eq!(&other.state().given[..], &engine.state().given[..engine.state().given.len() - 1]);
                other.handle(again(&last.value));
                prop_assert_eq!(other.state(), engine.state());
            }
        }
    }

    #[test]
    fn no_answer_is_lost_and_the_card_shows_the_last_of_each_slot(flow in flows(), said in said(), inputs in inputs()) {
        let (mut engine, mut events) = started(&flow, said);
        for input in inputs {
            let before = known(&engine);
            if !engine.state().is_running() {
                break;
            }
            events = engine.handle(input);
            let after = known(&engine);
            for (step, count) in before {
                prop_assert!(after.get(&step).is_some_and(|now| *now >= count), "{step} was lost");
            }
        }
        for event in events {
            if let Event::HandOff(hand_off) = event {
                prop_assert_eq!(hand_off.card.version, flow.version);
                for place in 0..SLOTS {
                    let last = engine.state().given.iter().rev().find(|given| given.slot == slot_id(place));
                    let is_answered = last.is_some_and(|given| !given.value.is_empty());
                    prop_assert_eq!(hand_off.card.fields.iter().any(|field| field.slot == slot_id(place)), is_answered);
                }
            }
        }
    }
}
