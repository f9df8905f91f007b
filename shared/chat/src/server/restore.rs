//! From nothing, and from records.

use std::collections::VecDeque;

use wire::record::{RestoreError, read};
use wire::stored::{Facts, Head, StoredFile};
use wire::{ConversationId, ConversationState, Entry, Seq, Timestamp};

use super::Conversation;
use super::deliver::Outbox;
use super::files::Files;
use super::log::Log;
use super::sockets::Sockets;
use super::turn::Turn;

impl Conversation {
    /// One of which nothing is stored.
    #[must_use]
    pub fn new(id: ConversationId) -> Self {
        let head = Head {
            version: 0,
            state: ConversationState::Pending,
            queued_at: Timestamp(0),
            opened_at: Timestamp(0),
            answered_at: None,
            asked_at: None,
            reach: wire::summary::Reach::default(),
            last_activity_at: Timestamp(0),
            preview: String::new(),
            messages: 0,
            assigned: None,
            released_epoch: 0,
            served_by: None,
            transfer: None,
            snoozed_until: None,
            visitor_seen: Seq(0),
            agent_seen: Seq(0),
            tags: Vec::new(),
            mentions: Vec::new(),
            rating: None,
            resolved_by: None,
            unanswered: None,
            patience_minutes: None,
            retention: None,
            is_forgotten: false,
            facts: 0,
            desk_has: 0,
            directory_has: 0,
        };
        Self {
            id,
            log: Log::default(),
            files: Files::default(),
            origin: None,
            head,
            sockets: Sockets::default(),
            outbox: Outbox::default(),
            ask_site_at: Timestamp(0),
            judged_by: None,
            turn: Turn::default(),
            effects: VecDeque::new(),
        }
    }

    /// As it was after its last commit; sockets come back by [`Input::Reattached`](super::Input::Reattached).
    ///
    /// # Errors
    /// A record that cannot be read, or an entry that is missing.
    pub fn restore(id: ConversationId, records: impl IntoIterator<Item = (String, String)>) -> Result<Self, RestoreError> {
        let mut conversation = Self::new(id);
        let mut entries: Vec<(String, Entry)> = Vec::new();
        for (key, body) in records {
            match key.split_once('/') {
                Some(("log", _)) => {
                    let entry = read(&key, &body)?;
                    entries.push((key, entry));
                }
                Some(("facts", version)) => {
                    let facts: Facts = read(&key, &body)?;
                    conversation.outbox.keep(version.parse().unwrap_or(0), facts);
                }
                Some(("file", id)) => {
                    let file: StoredFile = read(&key, &body)?;
                    if let Ok(id) = id.parse() {
                        conversation.files.restore(id, file);
                    }
                }
                None if key == "origin" => conversation.origin = Some(read(&key, &body)?),
                None if key == "head" => conversation.head = read(&key, &body)?,
                // A newer build's.
                Some(_) | None => {}
            }
        }
        entries.sort_by_key(|(_, entry)| entry.seq);
        for (key, entry) in entries {
            if entry.seq != conversation.log.latest().next() {
                return Err(RestoreError::Unreadable { key, message: "the entry before it is missing".to_owned() });
            }
            conversation.log.push(entry);
        }
        Ok(conversation)
    }
}
