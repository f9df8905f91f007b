//! What one input does, gathered so that its writes are one `Persist` and come first.

use wire::{Timestamp, Write};

use super::{Client, Effect, Role};

/// The input being handled.
#[derive(Debug, Default)]
pub(super) struct Turn {
    pub(super) writes: Vec<Write>,
    pub(super) effects: Vec<Effect>,
    /// What is known besides the lines is to be written.
    pub(super) meta: bool,
    pub(super) changed: bool,
    pub(super) notify: bool,
}

impl Client {
    pub(super) fn finish_turn(&mut self, now: Timestamp) {
        self.connect_if_wanted(now);
        self.pump(now);
        let turn = std::mem::take(&mut self.turn);
        let mut writes = turn.writes;
        if turn.meta && self.keeps_thread() {
            writes.push(Write::put("meta", &self.meta));
        }
        if !writes.is_empty() {
            self.effects.push(Effect::Persist(writes));
        }
        self.effects.extend(turn.effects);
        if turn.changed || turn.meta {
            self.effects.push(Effect::Changed);
        }
        if turn.notify {
            self.effects.push(Effect::Notify);
        }
    }

    /// An agent's browser keeps only what the agent wrote: customers' words stay on the server.
    pub(super) fn keeps_thread(&self) -> bool {
        self.role == Role::Visitor
    }
}
