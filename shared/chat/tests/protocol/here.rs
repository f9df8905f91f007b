//! NT5: agents see who else has a conversation open, so that nobody answers twice.

use wire::frame::Reader;
use wire::{ClientFrame, ServerFrame};

use crate::edge::*;

type Seen = Vec<(String, bool)>;

/// What a socket was told last of who else is here; none if nothing.
fn here(effects: &[chat::server::Effect], to: chat::server::SocketId) -> Option<Seen> {
    let told = |frame| if let ServerFrame::Here { agents } = frame { Some(agents) } else { None };
    let last: Option<Vec<Reader>> = sent(effects, to).into_iter().filter_map(told).next_back();
    last.map(|agents| agents.into_iter().map(|reader| (reader.name, reader.is_writing)).collect())
}

fn one(name: &str, is_writing: bool) -> Seen {
    vec![(name.to_owned(), is_writing)]
}

#[test]
fn nt5_agents_are_told_who_else_comes_and_goes_and_the_visitor_is_not() {
    let (mut edge, visitor, ada) = Edge::answered();
    let bob = edge.connect(&agent(BOB));
    let effects = edge.frame(bob, &hello(0));
    assert_eq!(here(&effects, ada), Some(one(&name(BOB), false)));
    assert_eq!(here(&effects, bob), Some(one(&name(ADA), false)));
    assert_eq!(here(&effects, visitor), None);
    let effects = edge.input(chat::server::Input::Disconnected { socket: bob });
    assert_eq!(here(&effects, ada), Some(Vec::new()));
}

#[test]
fn nt5_one_agent_alone_is_told_nothing_and_two_tabs_are_one_agent() {
    let (mut edge, _, ada) = Edge::answered();
    let tab = edge.connect(&agent(ADA));
    let effects = edge.frame(tab, &hello(0));
    assert_eq!((here(&effects, ada), here(&effects, tab)), (None, None));
}

#[test]
fn nt5_who_writes_a_reply_is_told_to_the_other_and_nothing_of_it_is_stored() {
    let (mut edge, _, ada) = Edge::answered();
    let bob = edge.greeted(&agent(BOB));
    let commits = edge.commits;
    let effects = edge.frame(ada, &ClientFrame::Typing { typing: true });
    assert_eq!(here(&effects, bob), Some(one(&name(ADA), true)));
    assert_eq!(here(&effects, ada), Some(one(&name(BOB), false)));
    let effects = edge.frame(ada, &ClientFrame::Typing { typing: false });
    assert_eq!(here(&effects, bob), Some(one(&name(ADA), false)));
    // NT2: whoever does not answer writes notes, and nobody hears of that.
    assert_eq!(here(&edge.frame(bob, &ClientFrame::Typing { typing: true }), ada), None);
    assert_eq!(edge.commits, commits);
}
