//! What stands in the composer.

use wire::{Timestamp, Write};

use super::Client;

/// Longer drafts are kept in memory alone: nobody types 64 kB, and pasting it must not fill the browser's storage.
const STORED_BYTES: usize = 64 * 1024;

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
}

impl Client {
    /// The composer shows it already, so the view is not announced.
    pub(super) fn type_draft(&mut self, text: String, now: Timestamp) {
        if text == self.draft.text {
            return;
        }
        let write = match text.is_empty() {
            true => Write::delete("draft"),
            false if text.len() > STORED_BYTES => {
                Write::put("draft", &text.get(..text.floor_char_boundary(STORED_BYTES)).unwrap_or_default().to_owned())
            }
            false => Write::put("draft", &text),
        };
        self.type_on(!text.is_empty(), now);
        self.turn.writes.push(write);
        self.draft.text = text;
    }

    /// The draft has been said. Another text said meanwhile (a choice that was tapped) leaves it alone.
    pub(super) fn empty_draft_of(&mut self, said: &str) {
        if !self.draft.text.is_empty() && self.draft.text.trim() == said.trim() {
            self.draft.text.clear();
            self.stop_typing();
            self.turn.writes.push(Write::delete("draft"));
            self.turn.changed = true;
        }
    }
}
