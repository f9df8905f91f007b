//! What agents write for each other, and what they take with them.

use chat::client::{Among, Input, tags};
use leptos::prelude::*;
use wire::{AgentId, ConversationId, Summary, limits};

use super::Session;
use crate::host::{clock, document, random};
use crate::mention::called;
use crate::transcript::transcript;
use crate::words::count;

impl Session {
    pub(crate) fn type_note(self, id: ConversationId, text: String) {
        self.feed_among(id, Among::Draft(text));
    }

    /// Keeps a note and calls who is named in it; false where it is empty or too long, and the text stays.
    pub(crate) fn keep_note(self, id: ConversationId, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() || text.len() > limits::TEXT_BYTES {
            return false;
        }
        let mentions: Vec<AgentId> = self.board.with_untracked(|board| called(text, &board.colleagues()));
        self.feed_among(id, Among::Note { id: random::message_id(), text: text.to_owned(), mentions });
        true
    }

    /// Puts a tag on the conversation on screen, or takes it off.
    pub(crate) fn tag(self, tag: &str, on: bool) {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let id = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        let is_on = self.view.with_untracked(|view| view.as_ref().is_some_and(|view| tags(&view.lines).contains(&tag)));
        if let Some(id) = id.filter(|_| !tag.is_empty() && is_on != on) {
            self.feed_among(id, Among::Tag { id: random::message_id(), tag, on });
        }
    }

    /// Tells new mentions to those who listen; the one on screen is seen already.
    pub(super) fn tell_mentions(self, mentions: &[Summary]) {
        let words = self.words_untracked();
        let said: Vec<String> = mentions.iter().map(|summary| count(words.mentioned, &[&summary.preview])).collect();
        self.told.set(said.join(". "));
    }

    pub(super) fn look_at_mention(self) {
        let Some(id) = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id)) else { return };
        if document::is_visible() && self.board.with_untracked(|board| board.is_called(id)) {
            self.feed(id, Input::Seen);
        }
    }

    /// The same under the name of whoever it is with.
    pub(crate) fn save_open(self) {
        let visitor = self.opened.with_untracked(|opened| Some(opened.as_ref()?.summary.as_ref()?.visitor));
        let words = self.words_untracked();
        let name = visitor.map(|visitor| count(words.visitor, &[&ui::hue::handle(visitor.bits())]));
        self.save_text(name.as_deref().unwrap_or(words.conversation));
    }

    /// Saves the conversation on screen as a text file.
    pub(crate) fn save_text(self, title: &str) {
        let (lang, Some(me)) = (self.lang.get_untracked(), self.agent()) else { return };
        let Some(view) = self.view.get_untracked() else { return };
        let text = transcript(lang, title, &view.lines, me, |at| clock::whole(lang, at));
        document::save("conversation.txt", &text);
    }
}
