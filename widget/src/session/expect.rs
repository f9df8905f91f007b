//! What somebody who waits for a person may expect: asked for while they wait, each time a pause is over.

use wasm_bindgen_futures::spawn_local;
use wire::ConversationState;

use super::Session;
use crate::browser::Timer;
use crate::ui::Topic;
use crate::{browser, fetch, visitor};

/// A line moves no faster than people read.
const PAUSE_MS: u64 = 20_000;

impl Session {
    /// Begins to ask when the wait begins, and ends with it.
    pub(super) fn expect(&'static self) {
        let is_waiting = self.ui.peek(|state| state.view.state == ConversationState::Open && state.view.assigned.is_none());
        if is_waiting != self.asking.borrow().is_some() {
            // The first answer can wait until the desk has heard of it.
            *self.asking.borrow_mut() = if is_waiting { Timer::after(1_500, move || self.ask_outlook()) } else { None };
        }
    }

    fn ask_outlook(&'static self) {
        *self.asking.borrow_mut() = Timer::after(PAUSE_MS, move || self.ask_outlook());
        if !browser::is_in_front() {
            return;
        }
        spawn_local(async move {
            let Ok(token) = visitor::token(&self.place, &self.storage, Session::now()).await else { return };
            let url = self.place.api(&["conversations/", &self.conversation().to_string(), "/outlook"].concat());
            let told = fetch::get_own(&url, &token).await.ok();
            let outlook = told.and_then(|text| json::from_text(&text).ok());
            self.ui.write(Topic::View, |state| state.outlook = outlook);
        });
    }
}
