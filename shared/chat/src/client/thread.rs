//! The lines: entries of the log, and what was said in the browser alone.

use wire::record::ordered;
use wire::stored::LocalLine;
use wire::{Author, Body, Entry, MessageId, Seq, TranscriptItem, Write};

use super::{Client, Role, ordered};

/// Entries kept in a browser's storage: 400 of 300 bytes are 120 kB, and of 4 kB still well under the 5 MB a browser gives.
const ENTRIES_KEPT: u64 = 400;

/// Lines kept that were only said locally; an escalation takes the newest `TRANSCRIPT_ITEMS`.
const LOCAL_KEPT: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Thread {
    /// Consecutive.
    pub(super) entries: Vec<Entry>,
    /// In the order they were said.
    pub(super) local: Vec<LocalLine>,
    /// The last place given.
    pub(super) places: u64,
}

/// What became of an entry that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    Known,
    New,
    /// Something before it is missing.
    Early,
}

impl Thread {
    pub(super) fn held(&self) -> Seq {
        self.entries.last().map_or(Seq(0), |entry| entry.seq)
    }

    pub(super) fn earlier(&self) -> u64 {
        self.entries.first().map_or(0, |entry| entry.seq.0.saturating_sub(1))
    }

    pub(super) fn has_entry(&self, id: MessageId) -> bool {
        self.entries.iter().rev().any(|entry| entry.id == id)
    }

    pub(super) fn next_place(&mut self) -> u64 {
        self.places = self.places.saturating_add(1);
        self.places
    }

    pub(super) fn insert_local(&mut self, line: LocalLine) {
        if self.local.iter().any(|known| known.item.id == line.item.id) || self.has_entry(line.item.id) {
            return;
        }
        self.places = self.places.max(line.place);
        ordered::insert(&mut self.local, line, |line| (line.place, line.item.id));
    }

    /// Drops a local line, because its entry is held.
    fn remove_local(&mut self, id: MessageId) -> Option<Write> {
        let known = self.local.iter().position(|line| line.item.id == id)?;
        self.local.remove(known);
        Some(Write::delete(local_key(id)))
    }
}

impl Client {
    pub(super) fn say(&mut self, item: TranscriptItem) {
        if self.role != Role::Visitor || item.text.trim().is_empty() {
            return;
        }
        if item.from_visitor {
            self.empty_draft_of(&item.text);
        }
        let line = LocalLine { place: self.thread.next_place(), after: self.thread.held(), item };
        self.turn.writes.push(Write::put(local_key(line.item.id), &line));
        self.thread.insert_local(line);
        if self.thread.local.len() > LOCAL_KEPT {
            let oldest = self.thread.local.remove(0);
            self.turn.writes.push(Write::delete(local_key(oldest.item.id)));
        }
        self.turn.changed = true;
    }

    /// MS3: entries are taken in order and each once.
    pub(super) fn take(&mut self, entry: Entry) -> Arrival {
        let held = self.thread.held();
        if entry.seq <= held {
            return Arrival::Known;
        }
        if entry.seq != held.next() {
            return Arrival::Early;
        }
        self.settle_outgoing(entry.id);
        let handed_over = self.thread.remove_local(entry.id);
        if self.keeps_thread() {
            self.turn.writes.extend(handed_over);
            self.turn.writes.push(Write::put(entry_key(entry.seq), &entry));
            if let Some(old) = entry.seq.0.checked_sub(ENTRIES_KEPT).filter(|old| *old > 0) {
                self.turn.writes.push(Write::delete(entry_key(Seq(old))));
            }
        }
        if self.is_from_other_side(&entry) {
            self.presence.other = None;
            self.turn.notify |= entry.seq > self.my_seen();
        }
        self.thread.entries.push(entry);
        self.turn.changed = true;
        Arrival::New
    }

    /// HS7: the server holds less than this browser, so these entries are another history's.
    pub(super) fn forget_entries(&mut self) {
        if self.keeps_thread() {
            self.turn.writes.extend(self.thread.entries.iter().map(|entry| Write::delete(entry_key(entry.seq))));
        }
        self.thread.entries.clear();
        self.thread.local.iter_mut().for_each(|line| line.after = Seq(0));
        self.meta.visitor_seen = Seq(0);
        self.meta.agent_seen = Seq(0);
        self.turn.meta = true;
    }

    /// A message a person on the other side wrote.
    pub(super) fn is_from_other_side(&self, entry: &Entry) -> bool {
        let from_other = match (&self.role, &entry.author) {
            (Role::Visitor, Author::Agent { .. }) | (Role::Agent { .. }, Author::Visitor) => true,
            (Role::Visitor | Role::Agent { .. }, Author::Visitor | Author::Agent { .. } | Author::Assistant) => false,
            (Role::Visitor | Role::Agent { .. }, Author::System | Author::Unknown) => false,
        };
        from_other
            && match entry.body {
                Body::Text { .. } | Body::Answer { .. } | Body::Card { .. } => true,
                Body::Activity { .. } | Body::Rating { .. } | Body::Hidden | Body::Unknown => false,
                #[cfg(feature = "agents")]
                Body::Note { .. } | Body::Tag { .. } => false,
            }
    }
}

pub(super) fn entry_key(seq: Seq) -> String {
    format!("entry/{}", ordered(seq.0))
}

pub(super) fn local_key(id: MessageId) -> String {
    format!("local/{id}")
}
