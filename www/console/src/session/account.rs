//! Signing in and out, making a site, and what is loaded then.

use book::{Answer, Request};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::{clock, http, storage, timer};
use wire::api::{AgentSession, SignIn};
use wire::console::{NewSite, Playbook};

use super::{Account, Loading, Session, Training, get};
use crate::draft::{Draft, Theirs};
use crate::host::lab::Lab;
use crate::place::Place;
use crate::problem::{Problem, read};

const ASK_AGAIN_MS: u64 = 3_000;

impl Session {
    /// Asks who is signed in.
    pub(crate) fn start(self) {
        spawn_local(async move {
            loop {
                match get::<AgentSession>("/api/v1/session").await {
                    Ok(session) => return self.begin(session),
                    Err(Problem::NoNetwork | Problem::Server) => self.account.set(Account::Asking { failed: true }),
                    Err(
                        Problem::SessionEnded
                        | Problem::WrongCredentials
                        | Problem::Locked { .. }
                        | Problem::WrongCode
                        | Problem::SiteExists
                        | Problem::Said(_),
                    ) => return self.account.set(Account::SignedOut { problem: None }),
                }
                timer::sleep(ASK_AGAIN_MS).await;
            }
        });
    }

    /// Tries a sign-in; a problem is shown by the page.
    pub(crate) async fn sign_in(self, body: SignIn) {
        let answer = http::plain("POST", "/api/v1/session", Some(json::to_text(&body))).await;
        let session = match answer {
            None => Err(Problem::NoNetwork),
            Some(answer) if !(200..=299).contains(&answer.status) => {
                Err(Problem::of_sign_in(answer.status, answer.retry_after.as_deref()))
            }
            Some(answer) => read::<AgentSession>(answer.status, &answer.text, None),
        };
        match session {
            Ok(session) => self.begin(session),
            Err(problem) => self.account.set(Account::SignedOut { problem: Some(problem) }),
        }
    }

    /// Makes a site, whose owner is then signed in.
    pub(crate) async fn make_site(self, body: NewSite) {
        match super::send::<_, AgentSession>("POST", "/api/v1/sites", &body).await {
            Ok(session) => {
                self.go(&Place::Questions(None));
                self.begin(session);
            }
            Err(problem) => self.account.set(Account::SignedOut { problem: Some(problem) }),
        }
    }

    fn begin(self, session: AgentSession) {
        let may_edit = session.agent.role.is_editor();
        self.account.set(Account::SignedIn(session));
        if may_edit {
            self.load();
        }
    }

    /// Reads the draft and gives it to the lab.
    pub(crate) fn load(self) {
        self.loading.set(Loading::Asking);
        spawn_local(async move {
            match get::<Playbook>("/api/v1/playbook").await {
                Ok(playbook) => self.open(playbook).await,
                Err(Problem::SessionEnded) => self.end(Some(Problem::SessionEnded)),
                Err(_) => {
                    self.loading.set(Loading::Failed);
                }
            }
        });
    }

    /// What the edge stores becomes what is on screen, with what this browser kept and did not save.
    async fn open(self, playbook: Playbook) {
        let has_saved = playbook.saved_at.0 > 0;
        let saved_at = has_saved.then_some(playbook.saved_at);
        let theirs =
            Theirs { by: playbook.saved_by.map(|by| by.name).unwrap_or_default(), at: saved_at, version: playbook.version };
        let mut draft = Draft::new(playbook.text, playbook.version, saved_at);
        if let Some((version, kept)) = self.kept() {
            draft = draft.recovered(kept, version, theirs, clock::now());
            if draft.is_unsaved() {
                self.tell(self.words_untracked().shell.recovered);
            }
        }
        self.published.set(playbook.published);
        let text = draft.text().to_owned();
        self.draft.set(Some(draft));
        self.show(text).await;
    }

    /// Gives a text to the lab, which is started where there is none.
    pub(super) async fn show(self, text: String) {
        if self.lab.with_value(Option::is_none) {
            let progress = move |done, total| self.heard_progress(done, total);
            let died = move || {
                self.loading.set(Loading::Died);
            };
            self.lab.set_value(Lab::start(progress, died));
        }
        if let Some(Answer::Opened { view }) = self.ask(Request::Open { text }).await {
            self.view.set(view);
            self.training.set(Training::Never);
            self.epoch.update(|epoch| *epoch = epoch.wrapping_add(1));
            self.loading.set(Loading::Ready);
        } else {
            self.loading.set(Loading::Died);
        }
    }

    /// Where an unsaved draft is kept in this browser.
    pub(super) fn keep_key(self) -> Option<String> {
        self.account.with_untracked(|account| match account {
            Account::SignedIn(session) => Some(format!("frontdesk.console/draft/{}/{}", session.site, session.agent.id)),
            Account::Asking { .. } | Account::SignedOut { .. } => None,
        })
    }

    fn kept(self) -> Option<(u64, String)> {
        let kept = storage::get(&self.keep_key()?)?;
        let (version, text) = kept.split_once('\n')?;
        Some((version.parse().ok()?, text.to_owned()))
    }

    /// The person leaves; an unsaved draft goes with them, after it was tried to be saved.
    pub(crate) fn sign_out(self) {
        spawn_local(async move {
            self.settle().await;
            match http::delete("/api/v1/session").await {
                Ok(()) | Err(http::Refused::Status { status: 400..=499, .. }) => self.end(None),
                Err(http::Refused::NoNetwork | http::Refused::Status { .. } | http::Refused::Unreadable) => {
                    self.warn(self.words_untracked().sign.no_network);
                }
            }
        });
    }

    /// The session is over; what was typed stays in this browser.
    pub(crate) fn end(self, problem: Option<Problem>) {
        self.keep_draft();
        self.lab.set_value(None);
        self.account.set(Account::SignedOut { problem });
        self.draft.set(None);
        self.view.set(book::View::default());
        self.loading.set(Loading::Asking);
    }
}
