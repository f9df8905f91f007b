//! What holds for every flow and every visitor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use flow::{Engine, Event, Input};
use playbook::{Action, Arm, Ask, Choice, Flow, HandOff, Localized, Question, Step};
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

/// Any action with any targets: loops, dead ends and steps that do not exist included.
fn action() -> impl Strategy<Value = Action> {
    let to = || (0..STEPS + 1).prop_map(step_id);
    let slot = || (0..SLOTS).prop_map(slot_id);
    let question = prop_oneof![
        Just(Question::Text { pattern: None }),
        Just(Question::Text { pattern: Some("\\d+".to_owned()) }),
        Just(Question::Choice {
            choices: ["a", "b"].map(|value| Choice { value: value.to_owned(), label: text(value) }).to_vec()
        }),
    ];
    let ask = (slot(), question, to()).prop_map(|(slot, question, next)| {
        Action::Ask(Ask { slot, prompt: text("?"), label: text(""), retry: Localized::new(), question, next })
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

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let input = prop_oneof![
        4 => prop_oneof![Just("a"), Just("B!"), Just("12"), Just(""), Just("x 7")].prop_map(|text| Input::Text(text.to_owned())),
        2 => prop_oneof![Just("a"), Just("b"), Just("c")].prop_map(|value| Input::Choose(value.to_owned())),
        1 => Just(Input::Back),
        1 => Just(Input::Text("返回".to_owned())),
    ];
    proptest::collection::vec(input, 0..30)
}

fn english() -> Locale {
    Locale::new("en").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_input_is_answered_in_bounded_steps_and_either_waits_or_ends(flow in flows(), inputs in inputs()) {
        let (mut engine, mut events) = Engine::start(&flow, &english(), &english());
        for input in inputs {
            prop_assert!(events.len() <= STEPS + 3);
            let ends = events.iter().filter(|event| matches!(event, Event::Ended(_))).count();
            prop_assert_eq!(ends, usize::from(!engine.state().is_running() && !events.is_empty()));
            prop_assert_eq!(engine.prompt().is_some(), engine.state().is_running());
            events = engine.handle(input);
        }
    }

    #[test]
    fn a_reload_after_any_input_changes_nothing(flow in flows(), inputs in inputs()) {
        let (mut engine, _) = Engine::start(&flow, &english(), &english());
        for input in inputs {
            engine.handle(input);
            let stored = json::to_text(engine.state());
            let (again, events) = Engine::resume(&flow, json::from_text(&stored).unwrap(), &english());
            prop_assert_eq!(&again, &engine);
            prop_assert!(events.is_empty());
        }
    }

    #[test]
    fn back_and_forward_give_the_same_state(flow in flows(), inputs in inputs()) {
        let (mut engine, _) = Engine::start(&flow, &english(), &english());
        for input in inputs {
            let before = engine.clone();
            engine.handle(input);
            let is_answered = engine.state().given.len() > before.state().given.len();
            if is_answered && engine.state().is_running() {
                let last = engine.state().given.last().unwrap().value.clone();
                let mut other = engine.clone();
                other.handle(Input::Back);
                prop_assert_eq!(other.state(), before.state());
                other.handle(Input::Choose(last));
                prop_assert_eq!(other.state(), engine.state());
            }
        }
    }

    #[test]
    fn no_answer_is_lost_and_the_card_shows_the_last_of_each_slot(flow in flows(), inputs in inputs()) {
        let (mut engine, mut events) = Engine::start(&flow, &english(), &english());
        let mut told: Vec<(SlotId, String)> = Vec::new();
        for input in inputs {
            let Some(asked) = engine.prompt() else { break };
            let before = engine.state().given.len();
            events = engine.handle(input);
            // The slow, obvious model: a list of what was told, shortened by going back.
            let now = engine.state().given.len();
            if now > before {
                told.push((asked.slot, engine.state().given.last().unwrap().value.clone()));
            }
            told.truncate(now);
        }
        let given: Vec<(SlotId, String)> = engine.state().given.iter().map(|given| (given.slot.clone(), given.value.clone())).collect();
        prop_assert_eq!(&given, &told);
        for event in events {
            if let Event::HandOff(hand_off) = event {
                for place in 0..SLOTS {
                    let expected = told.iter().rev().find(|(slot, _)| *slot == slot_id(place)).map(|(_, value)| value);
                    let shown = hand_off.card.fields.iter().find(|field| field.slot == slot_id(place)).map(|field| &field.value);
                    prop_assert_eq!(shown, expected);
                }
            }
        }
    }
}
