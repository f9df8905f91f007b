//! Why the agents of a conversation were asked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::ConversationId;

use super::{Reasons, Session};
use crate::board::Place;
use crate::host::http;
use crate::reason::Why;

impl Session {
    /// Asks the desk for its reasons, the newest last. What is known stays on screen meanwhile.
    pub(crate) fn ask_why(self, id: ConversationId) {
        self.reasons.update(|reasons| {
            let board = self.board;
            let open = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
            reasons.retain(|held, _| Some(*held) == open || board.with_untracked(|board| board.place(*held)) != Place::Elsewhere);
            reasons.entry(id).or_insert(Reasons::Asking);
        });
        spawn_local(async move {
            let answer = http::get::<Vec<Why>>(&format!("/api/v1/conversations/{id}/why")).await;
            self.reasons.update(|reasons| {
                match answer {
                    Ok(known) => reasons.insert(id, Reasons::Known(known)),
                    Err(_) => reasons.insert(id, Reasons::Failed),
                };
            });
        });
    }

    /// The newest reason of a conversation; tracked.
    pub(crate) fn newest_why(self, id: ConversationId) -> Option<Why> {
        self.reasons.with(|reasons| match reasons.get(&id)? {
            Reasons::Known(known) => known.last().cloned(),
            Reasons::Asking | Reasons::Failed => None,
        })
    }
}
