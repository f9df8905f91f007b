//! What a browser claims, and what the site's own model says to it.

use chat::server::{Effect, Input};
use wire::card::CLAIMED;
use wire::command::{Judgement, Question};
use wire::{Card, CardField, ClientFrame, Escalation, FlowId, IntentId, Prediction, SkillId, SlotId, Summary, limits};

use crate::edge::{ADA, Edge, escalation, id, visitor};

fn claim(intent: &str) -> Option<Prediction> {
    Some(Prediction { intent: IntentId::new(intent).unwrap(), confidence_permille: 900 })
}

fn skill(name: &str) -> Option<SkillId> {
    SkillId::new(name).ok()
}

/// Hands over with a claim; nobody has answered what it is worth.
fn claimed() -> (Edge, Vec<Effect>) {
    let mut edge = Edge::new();
    edge.is_site_away = false;
    let socket = edge.greeted(&visitor());
    let escalation = Escalation { prediction: claim("refund"), skill: skill("returns"), ..escalation() };
    let effects = edge.frame(socket, &ClientFrame::Escalate { id: id(1), escalation: Box::new(escalation) });
    (edge, effects)
}

fn question(effects: &[Effect]) -> Option<&Question> {
    effects.iter().find_map(|effect| if let Effect::Judge(question) = effect { Some(&**question) } else { None })
}

fn told(edge: &Edge) -> Vec<&Summary> {
    edge.delivered.iter().map(|(_, summary)| summary).collect()
}

#[test]
fn cv15_desk_and_directory_hear_of_a_claim_after_the_site_has_judged_it() {
    let (mut edge, effects) = claimed();
    let asked = Question { said: vec!["where is it".to_owned()], claimed: claim("refund"), skill: skill("returns") };
    assert_eq!(question(&effects), Some(&asked));
    assert_eq!(told(&edge).len(), 0);

    edge.input(Input::Judged(Some(Judgement { prediction: claim("parcel"), skill: skill("orders") })));
    assert_eq!(told(&edge).len(), 2);
    for summary in told(&edge) {
        assert_eq!((&summary.prediction, &summary.skill), (&claim("parcel"), &skill("orders")));
    }
    edge.sleep();
    assert_eq!(edge.machine.summary().unwrap().skill, skill("orders"));
}

#[test]
fn cv15_a_claim_stands_where_the_site_does_not_answer() {
    let (mut edge, _) = claimed();
    assert_eq!(edge.machine.poll_timeout(), Some(edge.now + limits::JUDGE_PATIENCE));
    edge.wait(2_000);
    assert_eq!(told(&edge).len(), 2);
    // Too late: agents may have decided by it.
    edge.input(Input::Judged(Some(Judgement { prediction: None, skill: None })));
    assert_eq!(edge.machine.summary().unwrap().prediction, claim("refund"));

    let (mut failed, _) = claimed();
    failed.input(Input::Judged(None));
    assert_eq!(told(&failed)[0].skill, skill("returns"));

    let (mut asleep, _) = claimed();
    asleep.sleep();
    asleep.wait(0);
    assert_eq!(told(&asleep)[0].skill, skill("returns"));
}

#[test]
fn cv15_a_clock_that_steps_back_holds_nothing_up() {
    let (mut edge, _) = claimed();
    edge.now = wire::Timestamp(edge.now.0 - 500_000);
    edge.wait(0);
    edge.wait(2_000);
    assert_eq!(told(&edge).len(), 2);
}

#[test]
fn cv15_who_answers_already_keeps_the_conversation_whatever_the_skill() {
    let (mut edge, _) = claimed();
    edge.input(Input::Judged(None));
    edge.assign(ADA, 1);
    let socket = edge.greeted(&visitor());
    let effects = edge.frame(socket, &ClientFrame::Escalate { id: id(2), escalation: Box::new(escalation()) });
    assert!(question(&effects).is_some());
    edge.input(Input::Judged(Some(Judgement { prediction: claim("parcel"), skill: skill("orders") })));
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.prediction, summary.skill), (claim("parcel"), skill("returns")));
}

#[test]
fn cv16_what_the_page_says_of_a_customer_is_told_as_that_and_nothing_else_is_taken_from_it() {
    let field = |slot: &str, label: &str, value: &str| CardField {
        slot: SlotId::new(slot).unwrap(),
        label: label.to_owned(),
        value: value.to_owned(),
    };
    let card = Card {
        flow: FlowId::new(CLAIMED).unwrap(),
        version: 0,
        title: "Told by the page".to_owned(),
        fields: vec![field(CLAIMED, "email", "claimed@example.com"), field("mail", "E-mail", "asked@example.com")],
    };
    let mut edge = Edge::new();
    let socket = edge.greeted(&visitor());
    let mut silent = Escalation { card: Some(card.clone()), ..escalation() };
    silent.transcript.clear();
    edge.frame(socket, &ClientFrame::Escalate { id: id(1), escalation: Box::new(silent) });
    let summaries = told(&edge);
    let summary = summaries.last().unwrap();
    assert_eq!(summary.card.as_ref(), Some(&card));
    assert!(card.is_claimed() && card.fields[0].is_claimed() && !card.fields[1].is_claimed());
    assert_eq!(summary.reach.email.as_deref(), Some("asked@example.com"));
    assert_eq!(summary.preview, "", "nobody said it");
}
