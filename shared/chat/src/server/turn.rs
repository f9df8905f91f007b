//! What one input does, gathered so that its writes are one commit and come first.

use wire::fact::{Fact, FactKind};
use wire::record::ordered;
use wire::stored::Facts;
use wire::{Author, Body, CloseReason, Entry, MessageId, Seq, ServerFrame, Timestamp, Write};

use super::sockets::is_visitor;
use super::{Conversation, Effect, SocketId};

/// The input being handled.
#[derive(Debug, Default)]
pub(super) struct Turn {
    pub(super) writes: Vec<Write>,
    pub(super) effects: Vec<Effect>,
    pub(super) facts: Vec<FactKind>,
    /// The head is to be written.
    pub(super) touched: bool,
    /// Something the rest of the site is told of.
    pub(super) changed: bool,
    /// And soon.
    pub(super) is_pressing: bool,
}

impl Conversation {
    pub(super) fn send(&mut self, socket: SocketId, frame: ServerFrame) {
        self.turn.effects.push(Effect::Send { socket, frame });
    }

    /// To every greeted socket but `except`.
    pub(super) fn broadcast(&mut self, frame: &ServerFrame, except: Option<SocketId>) {
        for (socket, _) in self.sockets.greeted().filter(|(socket, _)| Some(*socket) != except) {
            self.turn.effects.push(Effect::Send { socket, frame: frame.clone() });
        }
    }

    /// To every greeted socket of the visitor, or of agents.
    pub(super) fn tell(&mut self, visitors: bool, frame: &ServerFrame) {
        for (socket, _) in self.sockets.greeted().filter(|(_, attachment)| is_visitor(&attachment.who) == visitors) {
            self.turn.effects.push(Effect::Send { socket, frame: frame.clone() });
        }
    }

    pub(super) fn broadcast_entries(&mut self, after: Seq) {
        for visitors in [true, false] {
            for entries in super::log::batches(self.log.after(after), visitors) {
                self.tell(visitors, &ServerFrame::Entries { entries });
            }
        }
    }

    pub(super) fn broadcast_state(&mut self) {
        let frame = ServerFrame::State { state: self.head.state, assigned: self.head.assigned.clone() };
        self.broadcast(&frame, None);
    }

    pub(super) fn close(&mut self, socket: SocketId, reason: CloseReason, now: Timestamp) {
        self.disconnected(socket, now);
        self.turn.effects.push(Effect::Close { socket, reason });
    }

    /// Appends an entry to the log and to the commit.
    pub(super) fn append(&mut self, id: Option<MessageId>, at: Timestamp, author: Author, body: Body) -> Seq {
        let entry: &Entry = self.log.append(id, at, author, body);
        let seq = entry.seq;
        self.turn.writes.push(Write::put(log_key(seq), entry));
        seq
    }

    /// Something happened that is counted; the summary changes with it.
    pub(super) fn fact(&mut self, what: FactKind) {
        self.turn.is_pressing |= !matches!(what, FactKind::VisitorWrote | FactKind::AgentWrote { .. });
        self.turn.facts.push(what);
        self.turn.changed = true;
    }

    /// The summary changes by more than another message.
    pub(super) fn changed(&mut self) {
        self.turn.changed = true;
        self.turn.is_pressing = true;
    }

    /// Makes the turn's effects of what was gathered, the commit first, then what is due to the rest of the site.
    pub(super) fn finish_turn(&mut self, now: Timestamp) {
        let turn = std::mem::take(&mut self.turn);
        let is_written = turn.touched || turn.changed;
        // First, so that all that is put is put together.
        let mut writes = if is_written { self.outbox.forget_delivered() } else { Vec::new() };
        writes.extend(turn.writes);
        if turn.changed {
            self.head.version = self.head.version.saturating_add(1);
            if turn.is_pressing {
                self.outbox.press();
            }
            if !turn.facts.is_empty() {
                writes.push(self.keep_facts(turn.facts, now));
            }
        }
        if is_written {
            writes.push(Write::put("head", &self.head));
        }
        let persist = (!writes.is_empty()).then_some(Effect::Persist(writes));
        #[cfg(feature = "mutations")]
        if crate::mutations::is(crate::mutations::Mutation::AcknowledgeBeforePersist) {
            self.effects.extend(turn.effects);
            self.effects.extend(persist);
            self.deliver_due(now);
            return self.erase_due(now);
        }
        self.effects.extend(persist);
        self.effects.extend(turn.effects);
        self.deliver_due(now);
        self.erase_due(now);
    }

    fn keep_facts(&mut self, kinds: Vec<FactKind>, now: Timestamp) -> Write {
        let first = self.head.facts;
        let conversation = Some(self.id);
        let facts: Vec<Fact> = kinds.into_iter().map(|what| Fact { at: now, conversation, what }).collect();
        self.head.facts = self.head.facts.saturating_add(u64::try_from(facts.len()).unwrap_or(u64::MAX));
        let facts = Facts { first, facts };
        let write = Write::put(facts_key(self.head.version), &facts);
        self.outbox.keep(self.head.version, facts);
        write
    }
}

pub(super) fn log_key(seq: Seq) -> String {
    format!("log/{}", ordered(seq.0))
}

pub(super) fn facts_key(version: u64) -> String {
    format!("facts/{}", ordered(version))
}
