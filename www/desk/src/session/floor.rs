//! What a supervisor sees and does. The floor is asked for while it is on screen, every two seconds.

use json::Json;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::floor::{Deed, Floor, ForcedAssignment, ForcedReason, PresenceChange};
use wire::{AgentId, ConversationId, Presence, Timestamp};

use super::{Account, Notice, Panel, Session};
use crate::alert::Event;
use crate::host::http::{self, Told};
use crate::host::{clock, document};

/// A look costs the desk a tenth of a millisecond; people who watch a queue read no faster.
const LOOK_EVERY_MS: u128 = 2_000;

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Supervising {
    pub(crate) is_shown: RwSignal<bool>,
    /// As last told.
    pub(crate) floor: RwSignal<Option<Floor>>,
    pub(crate) has_failed: RwSignal<bool>,
    /// Which conversation is being given away, and to whom once that is chosen.
    pub(crate) giving: RwSignal<Option<(ConversationId, Option<AgentId>)>>,
    /// What a supervisor did to this agent, until it is put away.
    pub(crate) deed: RwSignal<Option<(String, Deed)>>,
    asked_at: RwSignal<Timestamp>,
}

impl Supervising {
    pub(super) fn new() -> Self {
        Self {
            is_shown: RwSignal::new(false),
            floor: RwSignal::new(None),
            has_failed: RwSignal::new(false),
            giving: RwSignal::new(None),
            deed: RwSignal::new(None),
            asked_at: RwSignal::new(Timestamp(0)),
        }
    }
}

/// An answer that says nothing but that it is done.
#[derive(Json)]
struct Done {}

impl Session {
    /// Whether this agent is a supervisor; tracked.
    pub(crate) fn is_supervisor(self) -> bool {
        self.account.with(|account| match account {
            Account::SignedIn(session) => session.agent.role.is_supervisor(),
            Account::Asking { .. } | Account::SignedOut { .. } => false,
        })
    }

    pub(crate) fn toggle_floor(self) {
        if !untrack(|| self.is_supervisor()) {
            return self.notify(Notice::SupervisorsOnly);
        }
        let shown = !self.supervising.is_shown.get_untracked();
        self.supervising.is_shown.set(shown);
        if shown {
            self.look_at_floor();
        }
    }

    /// Once a second.
    pub(super) fn refresh_floor(self) {
        let watching = self.supervising;
        let is_old = clock::now().since(watching.asked_at.get_untracked()).as_millis() >= LOOK_EVERY_MS;
        if watching.is_shown.get_untracked() && is_old && document::is_visible() {
            self.look_at_floor();
        }
    }

    fn look_at_floor(self) {
        let watching = self.supervising;
        watching.asked_at.set(clock::now());
        spawn_local(async move {
            let answer = http::get::<Floor>("/api/v1/desk/floor").await;
            watching.has_failed.try_set(answer.is_err());
            if let Ok(floor) = answer
                && watching.floor.try_with_untracked(|held| held.as_ref() != Some(&floor)).unwrap_or(false)
            {
                watching.floor.set(Some(floor));
            }
        });
    }

    /// Asks whom to give a conversation to.
    pub(crate) fn give(self, conversation: ConversationId) {
        if !untrack(|| self.is_supervisor()) {
            return self.notify(Notice::SupervisorsOnly);
        }
        self.supervising.giving.set(Some((conversation, None)));
        self.look_at_floor();
        self.show_panel(Panel::Assign);
    }

    pub(crate) fn give_open(self) {
        let open = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        let pointed = document::focused("data-conversation").and_then(|id| id.parse().ok());
        let id = if self.supervising.is_shown.get_untracked() { pointed } else { open };
        if let Some(id) = id {
            self.give(id);
        }
    }

    /// Gives it to whom was chosen.
    pub(crate) fn give_for(self, reason: ForcedReason) {
        let Some((conversation, Some(agent))) = self.supervising.giving.get_untracked() else { return };
        spawn_local(async move {
            let wish = ForcedAssignment { conversation, agent, reason };
            let told = http::ask::<_, Done>("POST", "/api/v1/desk/floor/assignments", &wish).await;
            // A reason was just added.
            self.ask_why(conversation);
            self.heard(told.map(|_| Notice::Given(agent)));
        });
    }

    pub(crate) fn set_presence_of(self, agent: AgentId, presence: Presence) {
        spawn_local(async move {
            let path = format!("/api/v1/desk/floor/agents/{agent}/presence");
            let told = http::ask::<_, Done>("PUT", &path, &PresenceChange { presence }).await;
            self.heard(told.map(|_| Notice::PresenceSet));
        });
    }

    fn heard(self, told: Result<Notice, Told>) {
        self.notify(match told {
            Ok(notice) => notice,
            Err(Told::Code(code)) => match code.as_str() {
                "not_supervisor" => Notice::SupervisorsOnly,
                "nothing_to_answer" => Notice::NothingToAnswer,
                "not_connected" | "not_found" => Notice::NotConnected,
                "holds_too_many" => Notice::HoldsTooMany,
                _ => Notice::NotDone,
            },
            Err(Told::NoAnswer) => Notice::NotDone,
        });
        self.look_at_floor();
    }

    /// A supervisor did something that concerns this agent.
    pub(super) fn hear_deed(self, by: String, deed: Deed) {
        match &deed {
            // What was chosen on this page would otherwise be said again after the next welcome.
            Deed::SetPresence { presence } => {
                self.inner(|inner| inner.presence = Some(*presence));
            }
            Deed::Gave { conversation, .. } => self.alert_of(Event::Offer, &[*conversation]),
            Deed::Took { .. } | Deed::Unknown => {}
        }
        self.supervising.deed.set(Some((by, deed)));
    }

    /// Listens in: the conversation is read; only its agents are told.
    pub(crate) fn listen_in(self, conversation: ConversationId) {
        self.supervising.is_shown.set(false);
        self.open(conversation);
    }

    /// The name of somebody on the floor, if known.
    pub(crate) fn name_of(self, agent: AgentId) -> Option<String> {
        let on_floor = self.supervising.floor.with(|floor| {
            let floor = floor.as_ref()?;
            floor.agents.iter().find(|held| held.id == agent).map(|held| held.name.clone())
        });
        on_floor.or_else(|| self.board.with(|board| board.colleague(agent).map(str::to_owned)))
    }
}
