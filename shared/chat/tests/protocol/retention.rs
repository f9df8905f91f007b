//! CV12: what is forgotten, when, and what stays. Time is virtual.

use chat::server::{Effect, Input, Recipient};
use proptest::prelude::*;
use wire::{
    Body, Card, CardField, ClientFrame, CloseReason, ConversationState, File, FileId, FlowId, Media, Seq, SlotId, Summary, limits,
};

use crate::edge::*;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// Whatever of the secret is left anywhere.
fn left(edge: &Edge) -> Vec<&String> {
    edge.records.iter().filter(|(_, body)| body.to_lowercase().contains("secret")).map(|(key, _)| key).collect()
}

fn asks(effects: &[Effect]) -> bool {
    effects.contains(&Effect::AskRetention)
}

/// The last summary for the directory, delivered.
fn told(edge: &mut Edge) -> Summary {
    edge.wait(60_000);
    let (_, summary) = edge.delivered.iter().rfind(|(to, _)| *to == Recipient::Directory).unwrap().clone();
    for to in [Recipient::Desk, Recipient::Directory] {
        edge.input(Input::Delivered { to, version: summary.version });
    }
    summary
}

/// Resolved, with a log, a card, a note, a tag, a file, contact details and nothing to deliver.
fn resolved() -> Edge {
    let mut edge = Edge::new();
    let socket = edge.greeted(&visitor());
    let field = CardField { slot: SlotId::new("order").unwrap(), label: "Order".to_owned(), value: "secret order".to_owned() };
    let card = Card { flow: FlowId::new("return").unwrap(), version: 1, title: "A secret".to_owned(), fields: vec![field] };
    let escalation = wire::Escalation { card: Some(card), ..escalation() };
    edge.frame(socket, &ClientFrame::Escalate { id: id(1), escalation: Box::new(escalation) });
    edge.assign(ADA, 1);
    let ada = edge.greeted(&agent(ADA));
    let file = File { id: FileId::from_bits(7), media: Media::Png, bytes: 9, width: 1, height: 1, name: "secret.png".to_owned() };
    edge.input(Input::UploadBegan { who: visitor(), id: file.id });
    edge.input(Input::Uploaded(file.clone()));
    let message = ClientFrame::Send { id: id(2), text: "my secret: secret@example.com".to_owned(), files: vec![file.id] };
    edge.frame(socket, &message);
    edge.frame(ada, &note(3, "a secret of ours", &[]));
    edge.frame(ada, &tag(4, "secret", true));
    edge.frame(ada, &ClientFrame::Resolve { id: id(5), epoch: None });
    told(&mut edge);
    edge
}

/// Until the machine has nothing to do before `end`, answering what it asks.
fn pass(edge: &mut Edge, days: u64, retention: Option<u32>) -> Vec<Effect> {
    let end = edge.now.0 + days * DAY;
    let mut all = Vec::new();
    while let Some(due) = edge.machine.poll_timeout().filter(|due| due.0 <= end) {
        edge.now = edge.now.max(due);
        let effects = edge.wait(0);
        for effect in &effects {
            match effect {
                Effect::AskRetention => all.extend(edge.input(Input::Retention(retention))),
                Effect::Erase(files) => drop(edge.input(Input::Erased(files.clone()))),
                Effect::Deliver { to, summary } => drop(edge.input(Input::Delivered { to: *to, version: summary.version })),
                Effect::Persist(_) | Effect::Send { .. } | Effect::Attach { .. } | Effect::Close { .. } | Effect::Judge(_) => {}
            }
        }
        all.extend(effects);
    }
    edge.now = wire::Timestamp(end);
    all
}

#[test]
fn cv12_what_was_resolved_is_forgotten_after_the_sites_days_and_not_before() {
    let mut edge = resolved();
    assert!(!left(&edge).is_empty());
    pass(&mut edge, 89, Some(90));
    assert!(left(&edge).len() > 5, "{:?}", left(&edge));
    edge.sleep();
    let effects = pass(&mut edge, 2, Some(90));
    assert_eq!(left(&edge), [""; 0], "nothing of it is left");
    assert_eq!(edge.machine.latest(), Seq(0));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Close { reason: CloseReason::TryAgain, .. })));
    assert!(!edge.records.keys().any(|key| key.starts_with("file/") || key.starts_with("log/")), "{:?}", edge.records.keys());
}

#[test]
fn cv12_the_directory_is_told_and_what_stays_is_ids_labels_and_times() {
    let mut edge = resolved();
    pass(&mut edge, 91, Some(90));
    let (_, last) = edge.delivered.iter().rfind(|(to, _)| *to == Recipient::Directory).unwrap().clone();
    assert!(last.is_forgotten && last.card.is_none() && last.tone.is_none());
    assert_eq!((last.preview.as_str(), last.tags.len(), last.reach.clone()), ("", 0, wire::summary::Reach::default()));
    assert_eq!((last.visitor, last.state), (VISITOR, ConversationState::Resolved));
    assert!(last.facts.iter().any(|fact| fact.what == wire::fact::FactKind::Forgotten));
    assert!(!wire::encode(&last).to_lowercase().contains("secret"));
    assert_eq!(pass(&mut edge, 4_000, Some(7)), [], "there is nothing left to do");
}

#[test]
fn cv12_the_setting_of_the_day_counts() {
    let mut edge = resolved();
    pass(&mut edge, 40, Some(3_650));
    assert!(!left(&edge).is_empty());
    pass(&mut edge, 31, Some(30));
    assert!(left(&edge).is_empty(), "it was made shorter: within a month that counts");
    let mut edge = resolved();
    pass(&mut edge, 2, Some(90));
    pass(&mut edge, 200, Some(400));
    assert!(!left(&edge).is_empty(), "it was made longer before the time was over");
}

#[test]
fn cv12_a_site_that_does_not_answer_forgets_nothing_and_is_asked_again() {
    let mut edge = resolved();
    let effects = pass(&mut edge, 3, None);
    let asked = effects.iter().filter(|effect| **effect == Effect::AskRetention).count();
    assert!((24..=72).contains(&asked), "once an hour: {asked}");
    pass(&mut edge, 400, None);
    assert!(!left(&edge).is_empty());
    pass(&mut edge, 1, Some(limits::RETENTION_DAYS));
    assert!(left(&edge).is_empty());
}

#[test]
fn cv12_what_is_open_is_kept_and_a_message_begins_the_time_anew() {
    let (mut edge, _, _) = Edge::answered();
    assert!(!asks(&edge.wait(1_000 * DAY)), "it is not resolved");
    let mut edge = resolved();
    pass(&mut edge, 89, Some(90));
    let socket = edge.greeted(&visitor());
    edge.frame(socket, &send(20, "one more secret"));
    edge.assign(ADA, 9);
    let ada = edge.greeted(&agent(ADA));
    edge.frame(ada, &ClientFrame::Resolve { id: id(21), epoch: None });
    pass(&mut edge, 89, Some(90));
    assert!(!left(&edge).is_empty());
    pass(&mut edge, 2, Some(90));
    assert!(left(&edge).is_empty());
}

#[test]
fn cv12_who_comes_back_finds_it_empty_and_can_open_it_again() {
    let mut edge = resolved();
    pass(&mut edge, 91, Some(90));
    edge.sleep();
    let socket = edge.greeted(&visitor());
    let strange = edge.greeted(&wire::Participant::Visitor { id: STRANGER });
    assert_eq!(kinds(&edge.frame(strange, &send(1, "mine?")), strange), "", "CV1 holds for what was forgotten too");
    let effects = edge.frame(socket, &send(30, "me again"));
    assert!(matches!(&entries(&effects, socket).last().unwrap().body, Body::Text { text, .. } if text == "me again"));
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.is_forgotten, summary.preview.as_str()), (ConversationState::Open, false, "me again"));
}

proptest! {
    /// It is forgotten whole or not at all, whenever the host dies, and in the end it is.
    #[test]
    fn cv12_a_host_that_dies_leaves_nothing_half(cuts in prop::collection::vec(0..4usize, 0..12), drowsy in any::<bool>()) {
        let mut edge = resolved();
        edge.drowsy = drowsy;
        let mut cuts = cuts.into_iter();
        for _ in 0..200 {
            edge.now = wire::Timestamp(edge.now.0 + DAY);
            edge.machine.handle_timeout(edge.now);
            let cut = cuts.next();
            let mut effects = edge.drain(cut);
            if effects.contains(&Effect::AskRetention) {
                edge.machine.handle(Input::Retention(Some(30)), edge.now);
                effects.extend(edge.drain(cut));
            }
            if cut.is_some() {
                edge.sleep();
            }
            for effect in effects {
                match effect {
                    Effect::Erase(files) => drop(edge.input(Input::Erased(files))),
                    Effect::Deliver { to, summary } => drop(edge.input(Input::Delivered { to, version: summary.version })),
                    Effect::AskRetention | Effect::Judge(_) | Effect::Persist(_) | Effect::Send { .. } | Effect::Attach { .. } => {}
                    Effect::Close { .. } => {}
                }
            }
            let logs = edge.records.keys().filter(|key| key.starts_with("log/")).count();
            prop_assert!(logs == 0 || logs >= 8, "{}", logs);
        }
        prop_assert!(left(&edge).is_empty(), "{:?}", left(&edge));
        prop_assert!(!edge.records.keys().any(|key| key.starts_with("file/")));

    }
}
