//! Each deliberate bug breaks the rule it is meant to break, and none does while switched off.
#![cfg(feature = "mutations")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use host::{Host, agent, conversation, summary};
use routing::mutations::{Mutation, set};
use routing::{Input, PlaceView, SocketId};
use wire::{ConversationId, limits};

/// One agent with room for one, two conversations; the agent accepts whatever is offered, then is lost.
fn day(mutation: Option<Mutation>) -> (usize, Vec<ConversationId>) {
    set(mutation);
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 1));
    for id in [7, 8] {
        host.summarise(&summary(id, 900_000 + id as u64));
        if host.offer(conversation(id)).is_some() {
            host.accept(1, conversation(id));
        }
    }
    let most = host.desk.agents().map(|agent| agent.assigned).max().unwrap_or(0);
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.pass(limits::AGENT_GRACE);
    for (id, command) in host.take_commands() {
        if host.desk.place(id) == Some(PlaceView::Gone) {
            let told = host::after(&host.desk.summary(id).unwrap().clone(), &command);
            host.summarise(&told);
        }
    }
    set(None);
    (most, host.desk.queue().collect())
}

#[test]
fn without_a_bug_nobody_is_over_capacity_and_all_wait_again() {
    assert_eq!(day(None), (1, vec![conversation(7), conversation(8)]));
}

#[test]
fn forgetting_to_requeue_leaves_a_customer_unheard_r4() {
    assert_eq!(day(Some(Mutation::ForgetRequeue)), (1, vec![conversation(8)]));
}

#[test]
fn counting_capacity_late_overloads_an_agent_r2() {
    assert_eq!(day(Some(Mutation::LateCapacity)).0, 2);
}
