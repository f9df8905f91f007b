//! What a `Site` is asked, and what it answers.

use json::Json;
use playbook::{Localized, PrivatePart, PublicBundle, Skill};
use wire::api::{AgentSession, StaffMember};
use wire::{AgentId, IntentId, Locale, SiteId};

/// To a `Site`. All but `Publish`, `Found` and `Knock` are answered with 404 by a site that was neither published nor founded.
#[derive(Debug, Clone, PartialEq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum SiteCommand {
    /// Answered with `Done`.
    Publish { publication: Box<Publication> },
    /// A new site with its first owner. Answered with [`SignedIn`].
    Found { founding: Founding, founder: StaffMember },
    /// An attempt to found one, counted here whatever site it is about. Answered with `Done`.
    Knock { address: Option<String>, is_right: bool },
    /// Answered with an optional [`Founding`]: none of a site that an operator set up.
    Founding,
    /// Answered with [`SignedIn`].
    SignIn { email: String, password: String, address: Option<String> },
    /// Answered with [`StaffChange`].
    Staff { members: Vec<StaffMember> },
    /// Answered with a list of [`Colleague`].
    Colleagues,
    /// Answered with `wire::console::Staff`.
    Members,
    /// As an owner wishes it. Answered with [`StaffChange`].
    SetMembers { by: AgentId, staff: wire::console::Staff },
    /// Answered with `AgentSession`.
    Session { secret: String },
    /// Answered with `Done`.
    SignOut { secret: String },
    /// What serves the widget's page; `host` is of the page it is for, where it should be noted. Answered with [`PageView`].
    Page { host: Option<String> },
    /// Answered with a list of `wire::console::Install`.
    Installs,
    /// A question nobody answered. Answered with `Done`.
    Asked { asked: wire::console::Asked },
    /// Answered with a list of `wire::console::Unanswered`.
    Unanswered,
    /// Answered with `Done`.
    Forget { question: wire::QuestionId },
    /// Answered with [`SiteView`].
    View,
    /// Answered with [`Kept`].
    Retention,
    /// Answered with bytes and their entity tag.
    Bundle,
    /// The pack or the sense of that name. Answered with bytes.
    Model { name: String },
    /// Answered with [`wire::command::Judgement`].
    Judge { question: Box<wire::command::Question> },
    /// Answered with a list of [`wire::suggest::Suggestion`].
    Suggest { query: wire::suggest::SuggestionQuery },
}

/// What an operator publishes: `PUT /api/v1/operator/sites/{site}`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Publication {
    /// The public bundle, as JSON.
    pub(crate) public: PublicBundle,
    /// The private part, as JSON.
    pub(crate) private: PrivatePart,
    /// The bytes of the model's pack in base64; its hash is the bundle's `pack`.
    pub(crate) pack: String,
    /// The same of its sense, if the bundle names one.
    pub(crate) sense: Option<String>,
    /// The text that it was compiled from, for the console to begin with.
    pub(crate) playbook: Option<String>,
}

/// What a new site was founded with.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Founding {
    pub(crate) name: String,
    pub(crate) locale: Locale,
    pub(crate) domain: String,
}

/// How long the site keeps what was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub(crate) struct Kept {
    /// None where the owner says nothing.
    pub(crate) days: Option<u32>,
}

/// An agent by their e-mail, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Colleague {
    pub(crate) email: String,
    pub(crate) id: AgentId,
}

/// What the widget's page is served by.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct PageView {
    /// Whose pages may frame it.
    pub(crate) domains: Vec<String>,
    /// The bundle's name for its pack.
    pub(crate) pack: String,
}

/// What an agent's desk shows of its site: `GET /api/v1/site`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct SiteView {
    pub(crate) site: SiteId,
    pub(crate) name: Localized<String>,
    /// The default first.
    pub(crate) locales: Vec<Locale>,
    pub(crate) skills: Vec<Skill>,
    pub(crate) intents: Vec<IntentTitle>,
}

/// An intent by its title.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct IntentTitle {
    pub(crate) id: IntentId,
    pub(crate) title: Localized<String>,
}

/// A sign-in that succeeded.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct SignedIn {
    /// For the cookie; the site keeps only its hash.
    pub(crate) secret: String,
    pub(crate) session: AgentSession,
}

/// Who the desk must hear of after the staff was set.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct StaffChange {
    pub(crate) present: Vec<wire::AgentProfile>,
    pub(crate) removed: Vec<wire::AgentId>,
}
