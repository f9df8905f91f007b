//! From nothing, from records, and from what another tab stores meanwhile.

use wire::record::read;
use wire::stored::{LocalLine, Meta, Outgoing};
use wire::{ConversationId, ConversationState, Entry, Seq};

use super::connection::Link;
use super::draft::Draft;
use super::outbox::Outbox;
use super::presence::Presence;
use super::thread::Thread;
use super::{Client, Role, ordered, turn};

impl Client {
    /// A thread of which nothing is stored.
    #[must_use]
    pub fn new(role: Role, conversation: ConversationId) -> Self {
        let meta = Meta { state: ConversationState::Pending, assigned: None, visitor_seen: Seq(0), agent_seen: Seq(0) };
        Self {
            role,
            conversation,
            meta,
            thread: Thread::default(),
            outbox: Outbox::default(),
            draft: Draft::default(),
            presence: Presence::default(),
            link: Link::default(),
            turn: turn::Turn::default(),
            effects: Vec::new(),
        }
    }

    /// A thread as its records tell. A browser's storage may be cut, mixed by tabs or written by another build, so what cannot be
    /// read is left out: the log can be had again from the server.
    #[must_use]
    pub fn restore(role: Role, conversation: ConversationId, records: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut client = Self::new(role, conversation);
        let mut entries: Vec<Entry> = Vec::new();
        for (key, body) in records {
            if key.starts_with("entry/") {
                if let Some(entry) = read(&key, &body).ok().filter(|_| client.keeps_thread()) {
                    ordered::insert(&mut entries, entry, |entry: &Entry| entry.seq);
                }
            } else if key == "draft" {
                client.draft.text = read(&key, &body).unwrap_or_default();
            } else if !client.restore_note(&key, &body) {
                client.merge(&key, &body);
            }
        }
        for entry in entries {
            // The first run without a gap; what follows a gap comes again.
            if client.thread.entries.is_empty() || entry.seq == client.thread.held().next() {
                client.outbox.remove(entry.id);
                client.thread.local.retain(|line| line.item.id != entry.id);
                client.thread.entries.push(entry);
            }
        }
        client
    }

    #[cfg(feature = "agents")]
    fn restore_note(&mut self, key: &str, body: &str) -> bool {
        let is_note = key == "note";
        if is_note {
            self.draft.note = read(key, body).unwrap_or_default();
        }
        is_note
    }

    /// Visitors write none.
    #[cfg(not(feature = "agents"))]
    fn restore_note(&mut self, _key: &str, _body: &str) -> bool {
        false
    }

    /// Another tab wrote. Its draft is its own, and entries come from the server.
    pub(super) fn stored(&mut self, key: &str, body: Option<&str>) {
        match body {
            Some(body) => {
                self.merge(key, body);
                self.turn.changed = true;
            }
            None => {
                let refused = key.strip_prefix("outbox/").and_then(|id| id.parse().ok());
                if let Some(id) = refused {
                    self.discard(id);
                }
            }
        }
    }

    fn merge(&mut self, key: &str, body: &str) {
        if key.starts_with("local/") {
            if let Ok(line) = read::<LocalLine>(key, body) {
                self.thread.insert_local(line);
            }
        } else if key.starts_with("outbox/") {
            if let Ok(record) = read::<Outgoing>(key, body)
                && !self.thread.has_entry(record.id)
            {
                self.thread.places = self.thread.places.max(record.place);
                self.outbox.insert(record);
            }
        } else if key == "meta"
            && let Ok(meta) = read::<Meta>(key, body)
        {
            if self.meta.state == ConversationState::Pending {
                self.meta.state = meta.state;
                self.meta.assigned = meta.assigned;
            }
            self.meta.visitor_seen = self.meta.visitor_seen.max(meta.visitor_seen);
            self.meta.agent_seen = self.meta.agent_seen.max(meta.agent_seen);
        }
    }
}
