//! Edits: what goes to the lab, and what comes back.

use book::{Answer, Op, Request};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::clock;

use super::Session;
use crate::host::lab::Lab;

/// What became of an edit.
pub(crate) enum Edited {
    /// With the id of what was added or renamed.
    Done(Option<String>),
    Refused,
}

impl Session {
    /// Asks the lab at once; none if it died.
    pub(crate) async fn ask(self, request: Request) -> Option<Answer> {
        let reply = self.lab.try_with_value(|lab| lab.as_ref().map(|lab: &Lab| lab.ask(request))).flatten();
        match reply {
            Some(reply) => reply.await,
            None => None,
        }
    }

    /// An edit by a field, whose text stays what was typed. `joins` makes one step of it with the edit before.
    pub(crate) fn edit(self, op: Op, joins: bool) {
        // It is posted before anything that follows is asked.
        let reply = self.lab.try_with_value(|lab| lab.as_ref().map(|lab: &Lab| lab.ask(Request::Edit { op, joins }))).flatten();
        self.edits.try_update_value(|edits| edits.waiting += 1);
        spawn_local(async move {
            if let Some(reply) = reply {
                let answer = reply.await;
                self.take(answer, false);
            }
            self.edits.try_update_value(|edits| edits.waiting -= 1);
        });
    }

    /// An edit by a button.
    pub(crate) async fn change(self, op: Op) -> Edited {
        let answer = self.ask(Request::Edit { op, joins: false }).await;
        self.take(answer, true)
    }

    /// The same, where nothing follows.
    pub(crate) fn do_change(self, op: Op) {
        spawn_local(async move {
            self.change(op).await;
        });
    }

    /// The whole text anew.
    pub(crate) async fn replace(self, text: String) -> Edited {
        let answer = self.ask(Request::Replace { text }).await;
        self.take(answer, true)
    }

    pub(crate) fn undo(self) {
        self.step(Request::Undo, self.words_untracked().shell.undone);
    }

    pub(crate) fn redo(self) {
        self.step(Request::Redo, self.words_untracked().shell.redone);
    }

    fn step(self, request: Request, told: &'static str) {
        spawn_local(async move {
            let answer = self.ask(request).await;
            if let Edited::Done(_) = self.take(answer, true) {
                self.tell(told);
            }
        });
    }

    /// Takes in what the lab made of an edit; `anew` where fields are to show the text's own values.
    pub(crate) fn take(self, answer: Option<Answer>, anew: bool) -> Edited {
        match answer {
            Some(Answer::Edited { text, view, at }) => {
                self.took(text, view, anew);
                Edited::Done(at)
            }
            Some(Answer::Refused { what, help }) => {
                self.warn(format!("{what}. {help}"));
                Edited::Refused
            }
            Some(
                Answer::Opened { .. }
                | Answer::Imported { .. }
                | Answer::Progress { .. }
                | Answer::Trained { .. }
                | Answer::Stopped
                | Answer::Tried { .. }
                | Answer::Scored { .. }
                | Answer::Differs { .. }
                | Answer::Compiled { .. }
                | Answer::Led { .. },
            )
            | None => Edited::Refused,
        }
    }

    /// The text is another now.
    pub(crate) fn took(self, text: String, view: book::View, anew: bool) {
        self.view.try_set(view);
        self.edits.try_update_value(|edits| edits.done = edits.done.wrapping_add(1));
        if anew {
            self.epoch.try_update(|epoch| *epoch = epoch.wrapping_add(1));
        }
        self.draft.try_update(|draft| {
            if let Some(draft) = draft {
                draft.edit(text, clock::now());
            }
        });
        self.keep_draft();
    }
}
