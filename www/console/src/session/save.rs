//! Saving the draft.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::{clock, http, storage, timer};
use wire::console::{PlaybookSave, Saved, Stale};

use super::{Session, get};
use crate::draft::{Phase, Save, Theirs};
use crate::problem::Problem;

/// How long something waits for the draft to be stored.
const PATIENCE: u32 = 100;
const MOMENT_MS: u64 = 100;

impl Session {
    /// Saves what is due.
    pub(super) fn save_in_time(self) {
        let now = clock::now();
        // Asked first without telling anybody: this is called twice a second.
        let is_unsaved = self.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.is_unsaved()));
        if is_unsaved {
            let due = self.draft.try_update(|draft| draft.as_mut().and_then(|draft| draft.poll(now))).flatten();
            self.send_draft(due);
        }
    }

    /// Saves now what is not saved.
    pub(crate) fn save_now(self) {
        let due = self.draft.try_update(|draft| draft.as_mut().and_then(crate::draft::Draft::hurry)).flatten();
        self.send_draft(due);
    }

    /// The person wants their own text, whoever saved meanwhile.
    pub(crate) fn keep_mine(self) {
        let due = self.draft.try_update(|draft| draft.as_mut().and_then(crate::draft::Draft::keep_mine)).flatten();
        self.send_draft(due);
    }

    /// The person wants the other one's text.
    pub(crate) fn take_theirs(self) {
        if let Some(key) = self.keep_key() {
            storage::remove(&key);
        }
        self.load();
    }

    fn send_draft(self, due: Option<Save>) {
        let Some(Save { text, version }) = due else { return };
        spawn_local(async move {
            let body = json::to_text(&PlaybookSave { text, version });
            let answer = http::plain("PUT", "/api/v1/playbook", Some(body)).await;
            let now = clock::now();
            let Some(answer) = answer else {
                return self.with_draft(|draft| draft.unreachable(now));
            };
            match (answer.status, json::from_text::<Saved>(&answer.text), json::from_text::<Stale>(&answer.text)) {
                (200..=299, Ok(saved), _) => self.with_draft(|draft| draft.saved(saved.version, now)),
                (412, _, Ok(stale)) => {
                    let by = stale.saved_by.map(|by| by.name).unwrap_or_default();
                    self.with_draft(|draft| draft.overtaken(Theirs { by, at: Some(stale.saved_at), version: stale.version }));
                }
                (401, ..) => self.end(Some(Problem::SessionEnded)),
                (400..=499, ..) => self.with_draft(crate::draft::Draft::refused),
                _ => self.with_draft(|draft| draft.unreachable(now)),
            }
        });
    }

    fn with_draft(self, act: impl FnOnce(&mut crate::draft::Draft)) {
        self.draft.try_update(|draft| {
            if let Some(draft) = draft {
                act(draft);
            }
        });
        self.keep_draft();
    }

    /// Keeps in this browser what is not saved, and forgets it when it is.
    pub(super) fn keep_draft(self) {
        let Some(key) = self.keep_key() else { return };
        self.draft.with_untracked(|draft| match draft {
            Some(draft) if draft.is_unsaved() => storage::set(&key, &format!("{}\n{}", draft.version(), draft.text())),
            Some(_) => storage::remove(&key),
            None => {}
        });
    }

    /// Comes back when everything typed is stored, or cannot be: then false.
    pub(crate) async fn settle(self) -> bool {
        for _ in 0..PATIENCE {
            if self.edits.try_with_value(|edits| edits.waiting > 0) == Some(true) {
                timer::sleep(MOMENT_MS).await;
                continue;
            }
            let phase = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.phase().clone()));
            match phase {
                None | Some(Phase::Clean) => return true,
                Some(Phase::Conflict(_) | Phase::Refused | Phase::Offline { .. }) => return false,
                Some(Phase::Dirty { .. }) => self.save_now(),
                Some(Phase::Saving { .. }) => {}
            }
            timer::sleep(MOMENT_MS).await;
        }
        false
    }

    /// Asks anew what is published.
    pub(crate) async fn refresh_published(self) {
        if let Ok(playbook) = get::<wire::console::Playbook>("/api/v1/playbook").await {
            self.published.try_set(playbook.published);
        }
    }
}
