//! CV7: how the visitor found it.

use chat::client::Input;
use wire::fact::FactKind;
use wire::{Activity, Author, Body, ClientFrame, ConversationState, Refusal, ServerFrame, limits};

use crate::browser::*;
use crate::edge::*;

fn refusal(edge: &mut Edge, socket: chat::server::SocketId, frame: &ClientFrame) -> Option<Refusal> {
    let effects = edge.frame(socket, frame);
    sent(&effects, socket)
        .into_iter()
        .find_map(|frame| if let ServerFrame::Refused { reason, .. } = frame { Some(reason) } else { None })
}

fn resolved() -> (Edge, chat::server::SocketId, chat::server::SocketId) {
    let (mut edge, visitor, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Resolve { id: id(2), epoch: None });
    (edge, visitor, ada)
}

#[test]
fn cv7_a_rating_is_kept_once_and_told_to_both_sides() {
    let (mut edge, visitor, ada) = resolved();
    let rating = ClientFrame::Rate { id: id(3), score: 4, comment: Some("  quick, card 4111111111111111 ".to_owned()) };
    let effects = edge.frame(visitor, &rating);
    assert_eq!(kinds(&effects, visitor), "ack entries");
    let body = Body::Rating { score: 4, comment: Some("quick, card ••••••••••••1111".to_owned()) };
    assert_eq!((&entries(&effects, ada)[0].body, &entries(&effects, visitor)[0].author), (&body, &Author::Visitor));
    let records = edge.records.clone();
    assert_eq!(kinds(&edge.frame(visitor, &rating), visitor), "ack");
    assert_eq!(refusal(&mut edge, visitor, &rate(4, 1)), Some(Refusal::NotNow), "another one");
    assert_eq!(edge.records, records);
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.rating, summary.state), (Some(4), ConversationState::Resolved));
}

#[test]
fn cv7_the_fact_holds_the_score_and_who_resolved_and_no_text() {
    let (mut edge, visitor, _) = resolved();
    edge.frame(visitor, &ClientFrame::Rate { id: id(3), score: 2, comment: Some("never again".to_owned()) });
    edge.wait(60_000);
    let facts: Vec<FactKind> = edge.delivered.last().unwrap().1.facts.iter().map(|fact| fact.what.clone()).collect();
    assert!(facts.contains(&FactKind::Rated { agent: Some(ADA), score: 2 }), "{facts:?}");
    assert!(!format!("{:?}", edge.delivered).contains("never again"));
}

#[test]
fn cv7_only_the_visitor_of_a_resolved_conversation_within_the_scale() {
    let mut edge = Edge::new();
    let visitor = edge.greeted(&crate::edge::visitor());
    assert_eq!(refusal(&mut edge, visitor, &rate(3, 5)), Some(Refusal::NotEscalated));
    let (mut edge, visitor, _) = Edge::answered();
    assert_eq!(refusal(&mut edge, visitor, &rate(3, 5)), Some(Refusal::NotNow));
    let (mut edge, visitor, ada) = resolved();
    assert_eq!(refusal(&mut edge, ada, &rate(3, 5)), Some(Refusal::NotYours));
    for score in [0, limits::SCORE_MAX + 1, 255] {
        assert_eq!(refusal(&mut edge, visitor, &rate(4, score)), Some(Refusal::NotNow));
    }
    let long = ClientFrame::Rate { id: id(5), score: 5, comment: Some("x".repeat(limits::COMMENT_BYTES + 1)) };
    assert_eq!(refusal(&mut edge, visitor, &long), Some(Refusal::TooLong));
    assert_eq!(refusal(&mut edge, visitor, &rate(6, 5)), None);
}

#[test]
fn cv7_each_resolution_may_be_rated() {
    let (mut edge, visitor, ada) = resolved();
    edge.frame(visitor, &rate(3, 2));
    edge.frame(visitor, &send(4, "one more thing"));
    assert_eq!(refusal(&mut edge, visitor, &rate(5, 5)), Some(Refusal::NotNow), "it is open");
    edge.assign(ADA, 2);
    edge.frame(ada, &ClientFrame::Resolve { id: id(6), epoch: None });
    edge.sleep();
    assert_eq!(refusal(&mut edge, visitor, &rate(7, 5)), None);
    assert_eq!(edge.machine.summary().unwrap().rating, Some(5));
}

fn settled(seq: u64, activity: Activity) -> wire::Entry {
    wire::Entry { author: Author::System, body: Body::Activity { activity }, ..agent_entry(seq, 80 + u128::from(seq)) }
}

fn by_ada(seq: u64) -> wire::Entry {
    settled(seq, Activity::Resolved { agent: ADA, name: "Ada".to_owned() })
}

#[test]
fn cv7_the_widget_asks_once_for_what_an_agent_resolved() {
    let mut browser = Browser::visitor_online();
    let resolve =
        |browser: &mut Browser| browser.frame(&ServerFrame::State { state: ConversationState::Resolved, assigned: None });
    assert!(!browser.view().may_rate);
    browser.entries(&[by_ada(4)]);
    resolve(&mut browser);
    assert!(browser.view().may_rate);
    browser.reload();
    assert!(browser.view().may_rate);
    let rating = Input::Rate { id: id(50), score: 5, comment: Some("x".repeat(limits::COMMENT_BYTES + 9)) };
    browser.input(rating.clone());
    assert!(!browser.view().may_rate, "it is on its way");
    browser.start();
    browser.input(Input::SocketOpened);
    let effects = browser.frame(&welcome(4, ConversationState::Resolved));
    let [ClientFrame::Rate { comment: Some(comment), score: 5, .. }] = &frames(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(comment.len(), limits::COMMENT_BYTES);
    browser.entries(&[wire::Entry { body: Body::Rating { score: 5, comment: None }, ..visitor_entry(5, 50) }]);
    assert_eq!((browser.view().may_rate, browser.view().pending), (false, 0));
    assert_eq!(frames(&browser.input(Input::Rate { id: id(51), score: 1, comment: None })), []);
}

#[test]
fn cv7_nobody_is_asked_about_what_nobody_answered() {
    let mut browser = Browser::visitor_online();
    browser.entries(&[settled(4, Activity::ClosedUnanswered)]);
    browser.frame(&ServerFrame::State { state: ConversationState::Resolved, assigned: None });
    assert!(!browser.view().may_rate);
}
