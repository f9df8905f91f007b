//! The customer's card.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::ConversationId;
use wire::api::CustomerCard;

use super::{Customer, Session};
use crate::host::http::{self, Refused};
use crate::host::timer;

const ASK_AGAIN: u32 = 4;
const ASK_AGAIN_MS: u64 = 1_000;

impl Session {
    /// Asks the directory about the customer of the conversation on screen.
    pub(crate) fn ask_customer(self, id: ConversationId) {
        self.customer.set(Customer::Asking);
        spawn_local(async move {
            let path = format!("/api/v1/conversations/{id}/customer");
            let mut answer = http::get::<CustomerCard>(&path).await;
            for _ in 0..ASK_AGAIN {
                // The directory learns of a conversation a moment after the desk does.
                if !matches!(answer, Err(Refused::Status { status: 404, .. })) {
                    break;
                }
                timer::sleep(ASK_AGAIN_MS).await;
                answer = http::get::<CustomerCard>(&path).await;
            }
            let is_still_shown = self.opened.with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id));
            if is_still_shown {
                self.customer.set(match answer {
                    Ok(card) => Customer::Known(card),
                    Err(Refused::NoNetwork | Refused::Status { .. } | Refused::Unreadable) => Customer::Failed,
                });
            }
        });
    }
}
