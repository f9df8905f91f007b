//! A playbook as its owner sees it, and the messages of the console's lab.
//!
//! The YAML text is the truth. The lab holds it, and tells what it says as a [`Book`]: everything as the owner wrote it, right or
//! wrong, so that a half-written playbook can be shown and mended. What is wrong stands beside it as [`Finding`]s. An [`Op`] is one thing an
//! owner does; the lab turns it into the smallest change of the text.
//!
//! A page and its lab exchange [`Asked`] and [`Told`], as texts. There is no float in them: shares are thousandths.

mod answer;
mod finding;
mod flow;
mod intent;
mod op;
mod report;
mod request;
mod tried;

pub use answer::{Answer, Change, Changes, Edge, Line, Note, Scored, Sign, Told, View, Wrong};
pub use finding::{Finding, Severity, Where};
pub use flow::{Action, Ask, Choice, Flow, Row, Step, Unit, Way};
pub use intent::{Book, Intent, Reply, Settings, Skill};
pub use op::{Op, Setting, Spot};
pub use report::{Clash, Duplicate, OfIntent, Overlap, Report, Share, Weakness};
pub use request::{Asked, File, Request, Test};
pub use tried::{Alike, Decision, Guess, Slot, Tried, Word};

use std::collections::BTreeMap;

/// A text per locale, such as `en` and `zh`.
pub type Texts = BTreeMap<String, String>;

/// Lists of texts per locale.
pub type Lists = BTreeMap<String, Vec<String>>;
