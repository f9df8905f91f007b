//! Signing in and out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::api::{AgentSession, SignIn};

use super::{Account, Inner, Session};
use crate::board::Board;
use crate::host::http::{self, Refused};
use crate::host::timer::Timeout;
use crate::host::{clock, storage};
use crate::problem::Problem;
use crate::records::{Kept, kept, prefix_of};

const ASK_AGAIN_MS: u64 = 3_000;

impl Session {
    /// Asks who is signed in.
    pub(crate) fn start(self) {
        spawn_local(async move {
            match http::get::<AgentSession>("/api/v1/session").await {
                Ok(session) => self.begin(session),
                Err(Refused::Status { status: 400..=499, .. }) => self.account.set(Account::SignedOut { problem: None }),
                Err(Refused::NoNetwork | Refused::Status { .. } | Refused::Unreadable) => {
                    self.account.set(Account::Asking { failed: true });
                    let timer = Timeout::after(ASK_AGAIN_MS, move || self.start());
                    self.inner(|inner| inner.timer = timer);
                }
            }
        });
    }

    /// Tries a sign-in; a problem is shown by the page.
    pub(crate) async fn sign_in(self, body: SignIn) {
        match http::post::<_, AgentSession>("/api/v1/session", &body).await {
            Ok(session) => self.begin(session),
            Err(refused) => {
                let problem = match refused {
                    Refused::NoNetwork => Problem::NoNetwork,
                    Refused::Unreadable => Problem::Server,
                    Refused::Status { status, retry_after } => Problem::of_sign_in(status, retry_after.as_deref(), clock::now()),
                };
                self.account.set(Account::SignedOut { problem: Some(problem) });
            }
        }
    }

    fn begin(self, session: AgentSession) {
        let agent = session.agent.id;
        let (mut drafts, mut reads) = (std::collections::BTreeSet::new(), std::collections::BTreeMap::new());
        for key in storage::keys(&prefix_of(agent)) {
            match kept(agent, &key) {
                Some(Kept::Draft(conversation)) => {
                    drafts.insert(conversation);
                }
                Some(Kept::Read(conversation)) => {
                    let read = storage::get(&key).and_then(|text| text.parse().ok());
                    reads.insert(conversation, read.unwrap_or(0));
                }
                Some(Kept::Outgoing(_)) | None => {}
            }
        }
        self.drafts.set(drafts);
        self.reads.set(reads);
        self.account.set(Account::SignedIn(session));
        spawn_local(async move {
            // Without titles everything is shown by its id.
            if let Ok(titles) = http::get("/api/v1/site").await {
                self.titles.set(titles);
            }
        });
        self.load_canned();
        self.load_alerts();
        self.load_filters();
        self.load_macros();
        self.connect_desk();
    }

    /// Messages and drafts that signing out would discard.
    pub(crate) fn unsent(self) -> usize {
        let Some(agent) = self.agent() else { return 0 };
        let typed = |key: &String| matches!(kept(agent, key), Some(Kept::Draft(_) | Kept::Outgoing(_)));
        storage::keys(&prefix_of(agent)).iter().filter(|key| typed(key)).count()
    }

    /// The person leaves: everything kept for them here goes.
    pub(crate) fn sign_out(self) {
        let agent = self.agent();
        spawn_local(async move {
            match http::delete("/api/v1/session").await {
                Ok(()) | Err(Refused::Status { status: 400..=499, .. }) => {
                    if let Some(agent) = agent {
                        storage::keys(&prefix_of(agent)).iter().for_each(|key| storage::remove(key));
                    }
                    self.end(None);
                }
                Err(Refused::NoNetwork | Refused::Status { .. } | Refused::Unreadable) => {
                    self.notify(super::Notice::SignOutFailed)
                }
            }
        });
    }

    /// The session is over; what was typed stays.
    pub(crate) fn end(self, problem: Option<Problem>) {
        let old = self.inner(std::mem::take::<Inner>);
        // Sockets are let go after the callback that may have brought us here.
        spawn_local(async move { drop(old) });
        self.opened.set(None);
        self.view.set(None);
        self.board.set(Board::default());
        self.connection.set(crate::link::Connection::Idle);
        self.account.set(Account::SignedOut { problem });
    }

    /// Asks whether the session still holds; ends it here if not, else goes on with `then`.
    pub(super) fn with_session(self, then: impl FnOnce() + 'static) {
        spawn_local(async move {
            match http::get::<AgentSession>("/api/v1/session").await {
                Err(Refused::Status { status: 401 | 403, .. }) => self.end(Some(Problem::SessionEnded)),
                Ok(_) | Err(Refused::NoNetwork | Refused::Status { .. } | Refused::Unreadable) => then(),
            }
        });
    }
}
