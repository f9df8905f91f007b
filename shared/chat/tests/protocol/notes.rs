//! NT1 to NT4: what agents keep to themselves.

use chat::client::{Among, Input, Role, tags};
use proptest::prelude::*;
use wire::{AgentId, Author, Body, ClientFrame, ConversationState, Refusal, Seq, ServerFrame, limits};

use crate::browser::*;
use crate::edge::*;

fn refusal(effects: &[chat::server::Effect], to: chat::server::SocketId) -> Option<Refusal> {
    sent(effects, to)
        .into_iter()
        .find_map(|frame| if let ServerFrame::Refused { reason, .. } = frame { Some(reason) } else { None })
}

#[test]
fn nt1_agents_get_the_note_and_the_visitor_an_empty_place() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let effects = edge.frame(ada, &note(2, "she called twice", &[BOB]));
    assert_eq!(entries(&effects, ada)[0].body, Body::Note { text: "she called twice".to_owned(), mentions: vec![BOB] });
    let [hidden] = &entries(&effects, visitor_socket)[..] else { panic!("{effects:?}") };
    assert_eq!((hidden.seq, hidden.id, &hidden.author, &hidden.body), (Seq(5), id(2), &Author::System, &Body::Hidden));
    let again = edge.connect(&visitor());
    let resumed = edge.frame(again, &hello(0));
    assert_eq!(entries(&resumed, again).iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(entries(&resumed, again)[4].body, Body::Hidden);
}

#[test]
fn nt2_any_agent_may_note_and_tag_and_nothing_else_changes() {
    let (mut edge, _, ada) = Edge::answered();
    let bob = edge.greeted(&agent(BOB));
    for is_resolved in [false, true] {
        if is_resolved {
            edge.frame(ada, &ClientFrame::Resolve { id: id(9), epoch: None });
        }
        let before = edge.machine.summary().unwrap();
        let number = u128::from(is_resolved) + 2;
        assert_eq!(kinds(&edge.frame(bob, &note(number, "known since May", &[])), bob), "ack entries");
        assert_eq!(kinds(&edge.frame(bob, &tag(number + 10, &format!("tag {number}"), true)), bob), "ack entries");
        let after = edge.machine.summary().unwrap();
        assert_eq!((after.state, after.assigned, after.queued_at), (before.state, before.assigned, before.queued_at));
        assert_eq!((after.preview, after.messages), (before.preview, before.messages));
        assert_eq!(after.last_activity_at, before.last_activity_at);
    }
}

#[test]
fn nt2_visitors_neither_note_nor_tag() {
    let (mut edge, visitor_socket, _) = Edge::answered();
    for frame in [note(2, "me too", &[]), tag(3, "vip", true)] {
        assert_eq!(refusal(&edge.frame(visitor_socket, &frame), visitor_socket), Some(Refusal::NotYours));
    }
}

#[test]
fn nt2_writing_a_note_is_told_to_nobody_and_its_draft_is_kept() {
    let mut browser = Browser::agent_online();
    assert_eq!(frames(&browser.among(Among::Draft("half a tho".to_owned()))), []);
    browser.reload();
    assert_eq!((browser.view().note.as_str(), browser.view().draft.as_str()), ("half a tho", ""));
    browser.start();
    browser.input(Input::SocketOpened);
    browser.frame(&welcome(1, ConversationState::Open));
    browser.entries(&[visitor_entry(1, 901)]);
    let written = Among::Note { id: id(50), text: "half a thought".to_owned(), mentions: vec![BOB] };
    assert_eq!(frames(&browser.among(written)), [note(50, "half a thought", &[BOB])]);
    assert_eq!((browser.view().note.as_str(), browser.stored("note")), ("", 0));
    assert!(matches!(browser.line(50).body, Body::Note { .. }), "it shows at once");
}

#[test]
fn nt3_who_is_called_is_named_until_they_look() {
    let calls = |edge: &Edge| edge.machine.summary().unwrap().mentions;
    let (mut edge, _, ada) = Edge::answered();
    edge.frame(ada, &note(2, "@Bob?", &[BOB, ADA, BOB]));
    assert_eq!(calls(&edge), [BOB], "nobody calls themselves");
    edge.sleep();
    let bob = edge.greeted(&agent(BOB));
    assert_eq!(calls(&edge), []);
    let looks = [ClientFrame::Seen { seq: Seq(1) }, note(20, "I see", &[])];
    for (number, look) in (3u128..).zip(looks) {
        edge.frame(ada, &note(number, "@Bob again", &[BOB]));
        assert_eq!(calls(&edge), [BOB]);
        edge.frame(bob, &look);
        assert_eq!(calls(&edge), []);
    }
    let crowd: Vec<AgentId> = (0..=limits::MENTIONS as u128).map(AgentId::from_bits).collect();
    assert_eq!(refusal(&edge.frame(ada, &note(30, "all of you", &crowd)), ada), Some(Refusal::TooMany));
}

#[test]
fn nt4_tags_are_few_short_and_written_one_way() {
    let on = |edge: &Edge| edge.machine.summary().unwrap().tags;
    let (mut edge, _, ada) = Edge::answered();
    edge.frame(ada, &tag(2, "  Late \n Parcel ", true));
    assert_eq!(on(&edge), ["late parcel"]);
    assert_eq!(refusal(&edge.frame(ada, &tag(3, "late parcel", true)), ada), Some(Refusal::NotNow));
    assert_eq!(refusal(&edge.frame(ada, &tag(4, "退款", false)), ada), Some(Refusal::NotNow));
    assert_eq!(refusal(&edge.frame(ada, &tag(5, " ", true)), ada), Some(Refusal::Empty));
    assert_eq!(refusal(&edge.frame(ada, &tag(6, &"退".repeat(limits::TAG_CHARS + 1), true)), ada), Some(Refusal::TooLong));
    for number in 1..limits::TAGS as u128 {
        edge.frame(ada, &tag(100 + number, &format!("t{number}"), true));
    }
    edge.sleep();
    assert_eq!(refusal(&edge.frame(ada, &tag(7, "one more", true)), ada), Some(Refusal::TooMany));
    assert_eq!(kinds(&edge.frame(ada, &tag(8, "Late parcel", false)), ada), "ack entries");
    assert_eq!(kinds(&edge.frame(ada, &tag(8, "Late parcel", false)), ada), "ack");
    assert!(!on(&edge).contains(&"late parcel".to_owned()));
}

#[test]
fn nt4_the_desk_shows_tags_as_its_entries_tell_and_what_is_on_its_way() {
    let mut browser = Browser::agent_online();
    let entry = |seq, number, on| wire::Entry { body: Body::Tag { tag: "vip".to_owned(), on }, ..agent_entry(seq, number) };
    browser.entries(&[entry(2, 60, true)]);
    assert_eq!(tags(&browser.view().lines), ["vip"]);
    browser.among(Among::Tag { id: id(61), tag: "refund".to_owned(), on: true });
    assert_eq!(tags(&browser.view().lines), ["refund", "vip"]);
    browser.frame(&ServerFrame::Refused { id: id(61), reason: Refusal::TooMany });
    browser.entries(&[entry(3, 62, false)]);
    assert_eq!(tags(&browser.view().lines), [""; 0]);
}

#[test]
fn nt1_a_visitors_browser_shows_and_counts_nothing_of_it() {
    let mut browser = Browser::visitor_online();
    let hidden = wire::Entry { author: Author::System, body: Body::Hidden, ..agent_entry(4, 60) };
    let effects = browser.entries(&[hidden]);
    assert!(!effects.contains(&chat::client::Effect::Notify));
    assert_eq!((browser.view().unread, browser.texts().len()), (0, 2));
    browser.among(Among::Note { id: id(70), text: "mine".to_owned(), mentions: vec![] });
    browser.among(Among::Tag { id: id(71), tag: "mine".to_owned(), on: true });
    browser.among(Among::Draft("mine".to_owned()));
    assert_eq!((browser.view().pending, browser.view().note.as_str()), (0, ""));
    assert_eq!(*browser.machine.role(), Role::Visitor);
}

/// What agents and visitors do, by number.
fn act(edge: &mut Edge, sockets: &[chat::server::SocketId], (what, who, number): (u8, usize, u128)) -> Vec<chat::server::Effect> {
    let socket = sockets[who % sockets.len()];
    match what {
        0..=3 => edge.frame(socket, &note(1_000 + number, &format!("SECRET {number} 4111111111111111"), &[BOB])),
        4..=6 => edge.frame(socket, &tag(2_000 + number, &format!("secret {}", number % 7), number % 3 > 0)),
        7..=8 => edge.frame(socket, &send(3_000 + number, "open words")),
        9 => edge.frame(socket, &ClientFrame::Resolve { id: id(4_000 + number), epoch: None }),
        10 => edge.frame(socket, &rate(5_000 + number, 3)),
        11 => edge.frame(socket, &escalate(6_000 + number)),
        12 => edge.assign(if number % 2 == 0 { ADA } else { BOB }, number as u64),
        13 => edge.frame(socket, &ClientFrame::Typing { typing: true }),
        _ => edge.wait(number as u64 * 3_600_000),
    }
}

proptest! {
    #[test]
    fn nt1_no_frame_to_a_visitor_holds_a_note_or_a_tag_and_their_seqs_have_no_gaps(
        steps in prop::collection::vec((0..16u8, 0..4usize, 0..50u128), 1..60),
        drowsy in any::<bool>(),
    ) {
        let (mut edge, first, ada) = Edge::answered();
        edge.drowsy = drowsy;
        let tab = edge.greeted(&visitor());
        let bob = edge.greeted(&agent(BOB));
        let sockets = [ada, first, bob, tab];
        let mut seen = edge.machine.latest();
        for step in steps {
            let effects = act(&mut edge, &sockets, step);
            for socket in [first, tab] {
                let told = sent(&effects, socket).iter().map(wire::encode).collect::<String>();
                prop_assert!(!told.to_lowercase().contains("secret"), "{told}");
                let seqs: Vec<u64> = entries(&effects, socket).iter().map(|entry| entry.seq.0).collect();
                prop_assert_eq!(seqs, (seen.0 + 1..=edge.machine.latest().0).collect::<Vec<_>>());
            }
            seen = edge.machine.latest();
        }
        let again = edge.connect(&visitor());
        let resumed = edge.frame(again, &hello(0));
        let told = sent(&resumed, again).iter().map(wire::encode).collect::<String>();
        prop_assert!(!told.to_lowercase().contains("secret"), "{told}");
        let places = entries(&resumed, again).iter().map(|entry| (entry.seq, entry.id)).collect::<Vec<_>>();
        let held = edge.machine.entries().iter().map(|entry| (entry.seq, entry.id)).collect::<Vec<_>>();
        prop_assert_eq!(places, held);
        prop_assert!(!wire::encode(&edge.machine.summary().unwrap().preview).to_lowercase().contains("secret"));
    }
}
