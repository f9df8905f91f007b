//! Who else has the conversation on screen open: told by the conversation, kept while it is on screen.

use leptos::prelude::*;
use wire::{ConversationId, ServerFrame};

use super::Session;
use crate::here::Here;
use crate::host::clock;

impl Session {
    /// Takes in a frame that tells it; the thread's machine has no use for one.
    pub(super) fn hear_here(self, id: ConversationId, text: &str) {
        let is_open = self.opened.with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id));
        if is_open
            && text.starts_with(r#"{"kind":"here""#)
            && let Ok(ServerFrame::Here { agents }) = wire::decode::<ServerFrame>(text)
        {
            self.here.set(Here::told(agents, clock::now()));
        }
    }

    pub(super) fn forget_here(self) {
        self.here.maybe_update(|here| std::mem::take(here) != Here::default());
    }
}
