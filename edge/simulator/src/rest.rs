//! The end of a run: what is still not as it must be once the faults are over.

use std::collections::BTreeMap;

use chat::client::{Connection, View};
use chat::server::Conversation;
use routing::{Desk, PlaceView};
use store::{Reading, Store};
use wire::{ConversationId, ConversationState, Entry, Seq};

use crate::visitor::Visitor;
use crate::world::World;

impl World {
    /// The first thing not at rest; none if all is well.
    pub(crate) fn unrest(&mut self) -> Option<String> {
        let records = self.desk().store.scan("", usize::MAX).ok()?;
        let desk = match Desk::restore(records) {
            Ok(desk) => desk,
            Err(error) => return Some(error.to_string()),
        };
        let escalated: Vec<usize> = (0..self.visitors.len()).filter(|visitor| self.visitors[*visitor].escalated).collect();
        let mut resolved = 0;
        for visitor in escalated {
            let id = self.visitors[visitor].conversation;
            let records = self.conversation(id).store.scan("", usize::MAX).ok()?;
            let conversation = match Conversation::restore(id, records) {
                Ok(conversation) => conversation,
                Err(error) => return Some(error.to_string()),
            };
            if let Some(unrest) = self.unrest_of_files(&conversation) {
                return Some(format!("visitor {visitor}, conversation {id}: {unrest}"));
            }
            if let Some(unrest) = self.unrest_of(&self.visitors[visitor], &conversation, &desk) {
                return Some(format!("visitor {visitor}, conversation {id}: {unrest}"));
            }
            resolved += 1;
        }
        self.stats.resolved = resolved;
        None
    }

    /// The first thing that is still known of what should be forgotten.
    pub(crate) fn remembered(&mut self) -> Option<String> {
        let escalated: Vec<ConversationId> =
            self.visitors.iter().filter(|visitor| visitor.escalated).map(|visitor| visitor.conversation).collect();
        for id in escalated {
            let records = self.conversation(id).store.scan("", usize::MAX).ok()?;
            if let Some((key, _)) = records.iter().find(|(key, _)| key.starts_with("log/") || key.starts_with("file/")) {
                return Some(format!("conversation {id} still has {key}"));
            }
            if self.shelf.iter().any(|(of, _)| *of == id) {
                return Some(format!("conversation {id} still has bytes of a file"));
            }
            let card = directory::customer(&Reading(&self.directory), id).ok()??;
            let past = card.conversations.into_iter().find(|past| past.conversation == id);
            if past.as_ref().is_none_or(|past| !past.preview.is_empty() || past.state != ConversationState::Resolved) {
                return Some(format!("the directory still has {past:?}"));
            }
        }
        let shown = self.visitors.iter().flat_map(|visitor| &visitor.tabs).find(|tab| {
            let lines = tab.client.view().lines;
            lines.iter().any(|line| line.seq.is_some())
        });
        shown.map(|_| "a tab still shows what was said".to_owned())
    }

    fn unrest_of(&self, visitor: &Visitor, conversation: &Conversation, desk: &Desk) -> Option<String> {
        let entries = conversation.entries();
        if conversation.state() != ConversationState::Resolved {
            return Some(format!("it is not resolved; the desk has it as {:?}", desk.place(visitor.conversation)));
        }
        match desk.place(visitor.conversation) {
            None | Some(PlaceView::Gone) => {}
            Some(place) => return Some(format!("it is resolved and the desk has it as {place:?}")),
        }
        if let Some(lost) = self.lost(visitor.conversation, entries) {
            return Some(lost);
        }
        for tab in &visitor.tabs {
            if let Some(unrest) = unrest_of_view(&tab.client.view(), entries) {
                return Some(unrest);
            }
        }
        self.unrest_of_directory(conversation)
    }

    /// Every message the visitor wrote is in the log once, with its text.
    fn lost(&self, conversation: ConversationId, entries: &[Entry]) -> Option<String> {
        let texts: BTreeMap<_, _> = entries.iter().map(|entry| (entry.id, &entry.body)).collect();
        let written = self.model.written.get(&conversation).into_iter().flatten();
        written
            .filter(|(id, text)| !matches!(texts.get(id), Some(wire::Body::Text { text: kept, .. }) if kept == *text))
            .map(|(id, text)| format!("message {id} ({text:?}) is not in the log as written"))
            .next()
    }

    fn unrest_of_directory(&self, conversation: &Conversation) -> Option<String> {
        let card = match directory::customer(&Reading(&self.directory), conversation.id()) {
            Ok(Some(card)) => card,
            Ok(None) => return Some("the directory does not know it".to_owned()),
            Err(error) => return Some(error.to_string()),
        };
        let listed = card.conversations.iter().find(|past| past.conversation == conversation.id());
        if listed.is_none_or(|past| past.state != ConversationState::Resolved) {
            return Some(format!("the directory lists it as {listed:?}"));
        }
        let summary = conversation.summary()?;
        let next = summary.facts_from + summary.facts.len() as u64;
        let all = self.directory.scan("fact/", usize::MAX).ok()?;
        let held = all.iter().filter(|(key, _)| key.contains(&conversation.id().to_string())).count() as u64;
        (held != next).then(|| format!("the directory holds {held} of its {next} facts"))
    }
}

/// A view that is not the log.
fn unrest_of_view(view: &View, entries: &[Entry]) -> Option<String> {
    if view.connection != Connection::Online || view.pending > 0 {
        return Some(format!("a tab is {:?} with {} pending", view.connection, view.pending));
    }
    let shown: Vec<(Seq, wire::MessageId)> = view.lines.iter().filter_map(|line| Some((line.seq?, line.id))).collect();
    let latest = entries.iter().skip(entries.len() - shown.len().min(entries.len()));
    let held: Vec<(Seq, wire::MessageId)> = latest.map(|entry| (entry.seq, entry.id)).collect();
    (shown != held || view.lines.len() != shown.len())
        .then(|| format!("a tab shows {} lines, {} of {} entries", view.lines.len(), shown.len(), entries.len()))
}
