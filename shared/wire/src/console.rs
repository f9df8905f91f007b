//! Bodies of the owner's console: the HTTP API on the desk host that editors and owners change their site by.
//!
//! The text of the playbook is the truth. There is one **draft** of it; each save names the version it changes, so that nobody
//! overwrites what they have not seen. A **version** is a text that was published, or a draft that something else took the place of.

use json::Json;

use crate::{AgentId, IntentId, Locale, QuestionId, SiteId, Timestamp};

/// Bytes of a playbook's text: what one record can hold. The largest that people oversee has a tenth of it.
pub const PLAYBOOK_BYTES: usize = 1024 * 1024;

/// Versions kept; the oldest goes first, never the one that is published.
pub const VERSIONS: usize = 50;

/// Characters of a note to a publication.
pub const NOTE_CHARS: usize = 500;

/// Tests of a site, characters of one, and scores kept.
pub const TESTS: usize = 500;
pub const TEST_CHARS: usize = 300;
pub const SCORES: usize = 100;

/// Hosts that the widget was seen on.
pub const INSTALLS: usize = 50;

/// Unanswered questions kept, and characters of one.
pub const UNANSWERED: usize = 200;
pub const QUESTION_CHARS: usize = 500;

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct By {
    /// None is the operator.
    pub agent: Option<AgentId>,
    pub name: String,
}

/// `POST /api/v1/sites`: a new site with its first owner. Answered with 201, an [`crate::api::AgentSession`] and the cookie; 401 `wrong_code`,
/// 429 after too many wrong ones, 409 `site_exists`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct NewSite {
    /// The operator's secret.
    pub code: String,
    pub site: SiteId,
    /// What the site is called, in its language.
    pub name: String,
    pub locale: Locale,
    /// The owner.
    pub person: String,
    pub email: String,
    pub password: String,
    /// Whose pages may show the chat: `shop.example`, `*.shop.example`.
    pub domain: String,
}

/// `GET /api/v1/playbook`: the draft.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Playbook {
    /// Empty where nobody wrote one here.
    pub text: String,
    /// Grows by one with each save; zero where nothing was saved yet.
    pub version: u64,
    pub saved_at: Timestamp,
    pub saved_by: Option<By>,
    /// What customers are answered by, if it was published from here.
    pub published: Option<Publication>,
}

/// The publication that holds.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Publication {
    /// Of the version with its text.
    pub number: u64,
    pub at: Timestamp,
    pub by: By,
}

/// `PUT /api/v1/playbook`: answered with [`Saved`], or with 412 and a [`Stale`]. It need not compile.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PlaybookSave {
    pub text: String,
    /// The version this was written on.
    pub version: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Saved {
    pub version: u64,
}

/// The body of a 412: somebody else saved meanwhile. Its `code` and `message` are as of [`crate::api::ApiError`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Stale {
    /// `stale`
    pub code: String,
    pub message: String,
    /// What is stored.
    pub version: u64,
    pub saved_at: Timestamp,
    pub saved_by: Option<By>,
}

/// `POST /api/v1/playbook/publish`: answered with 202 and a [`TrainingView`]; 409 `stale` where the draft moved on, 409 `busy` with the
/// name of whose publication is running; 422 `unfit_playbook` whose message has a line for each finding.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PublishRequest {
    /// Of the draft that was looked at.
    pub version: u64,
    /// At most [`NOTE_CHARS`]; longer ones are cut.
    #[json(default)]
    pub note: String,
}

/// `GET /api/v1/playbook/training`, and the operator's `…/sites/{site}/playbook/training`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct TrainingView {
    pub state: TrainingState,
    /// How much is done.
    pub percent: u32,
    /// What to mend, though it did not keep the playbook from being trained; or why training failed.
    pub notes: Vec<String>,
    /// The version it becomes; zero where there was none.
    #[json(default)]
    pub number: u64,
    /// Who began it.
    pub by: Option<By>,
}

/// How a training stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum TrainingState {
    /// No playbook was ever sent here.
    None,
    Training,
    Published,
    Failed,
}

/// `GET /api/v1/playbook/versions`: a list of these, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Version {
    pub number: u64,
    pub at: Timestamp,
    pub by: By,
    pub note: String,
    /// How many intents it has.
    pub intents: u32,
    /// False for a draft that was kept because another text took its place before it was published.
    pub is_published: bool,
}

/// `GET /api/v1/playbook/versions/{number}`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct VersionText {
    pub text: String,
}

/// `POST /api/v1/playbook/versions/{number}/restore`: its text becomes the draft. Answered as a save is; a draft that no version has is kept
/// as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Restore {
    /// Of the draft that it takes the place of.
    pub version: u64,
}

/// `GET /api/v1/playbook/tests`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct TestSet {
    pub tests: Vec<Test>,
    /// Grows by one with each `PUT` of the tests.
    pub version: u64,
    /// The oldest first.
    pub scores: Vec<Score>,
}

/// A question and what it should be answered with.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Test {
    /// At most [`TEST_CHARS`].
    pub text: String,
    pub locale: Locale,
    /// None: nothing of the playbook answers it.
    pub intent: Option<IntentId>,
}

/// `PUT /api/v1/playbook/tests`: answered with [`Saved`], or with 412 and a [`Stale`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct TestsSave {
    pub tests: Vec<Test>,
    pub version: u64,
}

/// `POST /api/v1/playbook/tests/scores`: what a browser found the tests to say of the draft. Answered with the [`Score`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct NewScore {
    /// Of the draft.
    pub version: u64,
    /// How many of the tests came out right, and how many there were.
    pub right: u32,
    pub count: u32,
}

/// How a draft did.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Score {
    pub at: Timestamp,
    pub by: By,
    pub version: u64,
    /// The share that came out right, in thousandths.
    pub share_permille: u16,
    pub count: u32,
}

/// `GET` and `PUT /api/v1/staff`, for owners: the whole staff. A `PUT` answers with what a `GET` would, or 412 `stale` where somebody else
/// changed it meanwhile; 409 `own_role` where it would take the role of the
/// owner who asks, so that there always is one.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Staff {
    /// Passwords are empty in an answer; an empty one in a `PUT` changes none.
    pub members: Vec<crate::api::StaffMember>,
    /// Names the staff that was looked at; sent back as it came.
    pub tag: String,
}

/// `GET /api/v1/installs`: a list of these, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Install {
    /// `shop.example`, with a port where it is not the usual one.
    pub host: String,
    /// To a minute.
    pub seen_at: Timestamp,
    /// Whether the published playbook lets this host show the chat.
    pub is_allowed: bool,
}

/// `GET /api/v1/chat`: the chat host, for the snippet that an owner copies.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ChatHost {
    /// `https://chat.example.com`
    pub origin: String,
}

/// Chat host, `POST /api/v1/sites/{site}/questions` (`Authorization: Bearer TOKEN`): what the site had no answer to. Who asked is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Asked {
    /// At most [`QUESTION_CHARS`]; longer ones are cut.
    pub text: String,
    pub locale: Locale,
}

/// `GET /api/v1/unanswered`: a list of these, the latest first. `DELETE /api/v1/unanswered/{id}` forgets one.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Unanswered {
    pub id: QuestionId,
    /// Masked as MS10.
    pub text: String,
    pub locale: Locale,
    /// When it was asked last.
    pub at: Timestamp,
    /// How often it was asked.
    pub count: u32,
}
