//! CV8: the abandoned are warned, then resolved.

use std::time::Duration;

use chat::server::{Input, SocketId};
use proptest::prelude::*;
use wire::fact::FactKind;
use wire::{Activity, Body, ClientFrame, ConversationState, Timestamp, limits};

use crate::edge::*;

const HOUR: u64 = 3_600_000;

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

/// Ada has written; everything is delivered, so that only patience is left to run out.
fn waiting() -> (Edge, SocketId, SocketId) {
    let (mut edge, visitor, ada) = Edge::answered();
    edge.frame(ada, &send(2, "does that help?"));
    settle(&mut edge);
    (edge, visitor, ada)
}

fn settle(edge: &mut Edge) {
    for to in [chat::server::Recipient::Desk, chat::server::Recipient::Directory] {
        let version = edge.machine.summary().unwrap().version;
        edge.input(Input::Delivered { to, version });
    }
}

fn last(edge: &Edge) -> Body {
    edge.machine.entries().last().unwrap().body.clone()
}

fn is_warned(edge: &Edge) -> bool {
    matches!(last(edge), Body::Activity { activity: Activity::ClosesSoon { .. } })
}

fn left(edge: &Edge) -> u64 {
    edge.machine.poll_timeout().unwrap().0.saturating_sub(edge.now.0)
}

#[test]
fn cv8_a_visitor_who_does_not_answer_is_warned_and_an_hour_later_it_is_resolved() {
    let (mut edge, visitor, _) = waiting();
    edge.sleep();
    settle(&mut edge);
    assert_eq!(left(&edge), millis(limits::PATIENCE - limits::PATIENCE_WARNING));
    edge.wait(23 * HOUR - 1);
    assert!(!is_warned(&edge));
    let effects = edge.wait(1);
    let at = Timestamp(edge.now.0 + HOUR);
    assert_eq!(entries(&effects, visitor)[0].body, Body::Activity { activity: Activity::ClosesSoon { at } });
    assert_eq!(edge.machine.state(), ConversationState::Open);
    edge.sleep();
    edge.wait(HOUR - 1);
    assert!(is_warned(&edge));
    let effects = edge.wait(1);
    assert_eq!(kinds(&effects, visitor), "entries state");
    assert_eq!(last(&edge), Body::Activity { activity: Activity::ClosedUnanswered });
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.assigned, summary.released_epoch), (ConversationState::Resolved, None, 1));
    let told = format!("{:?}", edge.delivered);
    assert!(told.contains(&format!("{:?}", FactKind::ResolvedUnanswered { agent: ADA })), "{told}");
    settle(&mut edge);
    // CV12: the site is asked how long it is kept, and nothing else is due.
    assert!(left(&edge) > 23 * HOUR, "{}", left(&edge));
}

#[test]
fn cv8_any_word_of_the_visitor_cancels_and_a_later_one_reopens() {
    for word in [send(3, "yes"), escalate(3)] {
        let (mut edge, visitor, _) = waiting();
        edge.wait(23 * HOUR);
        assert!(is_warned(&edge));
        edge.frame(visitor, &word);
        settle(&mut edge);
        assert_eq!(edge.machine.poll_timeout(), None);
        edge.wait(48 * HOUR);
        assert_eq!(edge.machine.state(), ConversationState::Open);
    }
    let (mut edge, visitor, _) = waiting();
    edge.wait(23 * HOUR);
    edge.wait(HOUR);
    edge.frame(visitor, &send(3, "sorry, I was away"));
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.assigned), (ConversationState::Open, None));
}

#[test]
fn cv8_seeing_typing_and_notes_are_no_words_and_another_message_of_the_agent_begins_anew() {
    let (mut edge, visitor, ada) = waiting();
    let due = edge.machine.poll_timeout();
    edge.frame(visitor, &ClientFrame::Seen { seq: wire::Seq(5) });
    edge.frame(visitor, &ClientFrame::Typing { typing: true });
    edge.frame(ada, &note(4, "no answer yet", &[]));
    settle(&mut edge);
    assert_eq!(edge.machine.poll_timeout(), due);
    edge.wait(23 * HOUR);
    edge.frame(ada, &send(5, "are you there?"));
    settle(&mut edge);
    assert_eq!(left(&edge), 23 * HOUR);
}

#[test]
fn cv8_nobody_is_waited_for_without_an_agent_who_answered() {
    let (mut edge, visitor, ada) = waiting();
    edge.frame(ada, &ClientFrame::Release { id: id(3) });
    settle(&mut edge);
    assert_eq!(edge.machine.poll_timeout(), None);
    edge.assign(BOB, 2);
    settle(&mut edge);
    assert_eq!(edge.machine.poll_timeout(), None, "Bob has not written");
    edge.frame(visitor, &send(4, "hello?"));
    settle(&mut edge);
    assert_eq!(edge.machine.poll_timeout(), None);
}

#[test]
fn cv8_a_site_may_say_how_long() {
    let (mut edge, _, _) = waiting();
    edge.input(Input::Patience(Duration::from_secs(2 * 3_600)));
    let commits = edge.commits;
    edge.input(Input::Patience(Duration::from_secs(2 * 3_600)));
    assert_eq!(edge.commits, commits, "told again, it is known");
    edge.sleep();
    settle(&mut edge);
    assert_eq!(left(&edge), HOUR);
    for (told, minutes) in [(Duration::ZERO, limits::PATIENCE_MIN), (Duration::MAX, limits::PATIENCE_MAX)] {
        edge.input(Input::Patience(told));
        assert_eq!(left(&edge), millis(minutes - limits::PATIENCE_WARNING));
    }
    let mut early = Edge::new();
    early.input(Input::Patience(Duration::from_secs(7_200)));
    assert_eq!(early.commits, 0, "nothing is stored before escalation");
}

proptest! {
    /// Whatever the clock does, nobody is shut out without a warning an hour before.
    #[test]
    fn cv8_the_warning_is_never_less_than_its_hour_before_the_resolution(
        steps in prop::collection::vec((0..4u8, -30 * 3_600_000i64..60 * 3_600_000), 1..30),
        drowsy in any::<bool>(),
    ) {
        let (mut edge, visitor, ada) = waiting();
        edge.drowsy = drowsy;
        let mut warned_at = None;
        for (number, (what, millis)) in (100u128..).zip(steps) {
            edge.now = Timestamp(edge.now.0.saturating_add_signed(millis));
            match what {
                0 => drop(edge.frame(ada, &send(number, "still there?"))),
                1 if number % 5 == 0 => drop(edge.frame(visitor, &send(number, "yes"))),
                _ => drop(edge.wait(0)),
            }
            if is_warned(&edge) {
                warned_at = warned_at.or(Some(edge.now));
            } else if last(&edge) == (Body::Activity { activity: Activity::ClosedUnanswered }) {
                let warned_at = warned_at.expect("it was warned");
                prop_assert!(edge.now.since(warned_at) >= limits::PATIENCE_WARNING);
                return Ok(());
            } else {
                warned_at = None;
            }
        }
    }
}
