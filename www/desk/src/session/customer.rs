//! The customer's card.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::ConversationId;
use wire::api::CustomerCard;

use super::{Customer, Session};
use crate::host::http::{self, Refused};

impl Session {
    /// Asks the directory about the customer of the conversation on screen.
    pub(crate) fn ask_customer(self, id: ConversationId) {
        spawn_local(async move {
            let answer = http::get::<CustomerCard>(&format!("/api/v1/conversations/{id}/customer")).await;
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
