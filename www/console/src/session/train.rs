//! Training in the browser, to try and to test; customers get what the edge trains.

use book::{Answer, Report, Request};
use leptos::prelude::*;

use super::Session;

/// How the browser's model stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Training {
    Never,
    Running {
        done: usize,
        total: usize,
    },
    Done(Report),
    /// What is wrong, and what to do.
    Refused {
        what: String,
        help: String,
    },
}

impl Session {
    pub(super) fn heard_progress(self, done: usize, total: usize) {
        self.training.try_update(|training| {
            if let Training::Running { done: old, total: of } = training {
                *old = done;
                *of = total;
            }
        });
    }

    /// Trains on the text as it is, unless that was done. True if there is a model of it.
    pub(crate) async fn train(self) -> bool {
        if self.view.with_untracked(|view| view.is_trained) {
            return true;
        }
        if self.training.with_untracked(|training| matches!(training, Training::Running { .. })) {
            return false;
        }
        let before = self.training.get_untracked();
        let of = self.edits.with_value(|edits| edits.done);
        self.training.set(Training::Running { done: 0, total: 0 });
        match self.ask(Request::Train).await {
            Some(Answer::Trained { report }) => {
                self.training.try_set(Training::Done(report));
                // It is of the text as it was when it began.
                if self.edits.try_with_value(|edits| edits.done) == Some(of) {
                    self.view.try_update(|view| view.is_trained = true);
                }
                true
            }
            Some(Answer::Refused { what, help }) => {
                self.training.try_set(Training::Refused { what, help });
                false
            }
            _ => {
                self.training.try_set(before);
                false
            }
        }
    }

    /// Ends a running training.
    pub(crate) fn stop_training(self) {
        leptos::task::spawn_local(async move {
            self.ask(Request::Stop).await;
        });
    }
}
