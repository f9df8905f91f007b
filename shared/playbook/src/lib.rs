//! The compiled content of a site: what its owner wrote, checked and ready to be used.
//!
//! `authoring` compiles an owner's YAML into two files. The [`PublicBundle`] goes to every visitor's browser and to the desk:
//! names, greeting, intents with their answers, flows. The [`PrivatePart`] stays on the edge: who may frame the widget, how
//! conversations are routed. What is in neither (the example utterances) leaves the owner's machine only as weights of the
//! model. The two are separate types in separate files, so that publishing the wrong one takes more than a forgotten filter.
//!
//! Both are compact JSON. [`PublicBundle::decode`] refuses a file that is too large, of another format, or damaged, and never
//! panics; whoever gets [`BundleError::Format`] fetches the file anew, because the reader and the bundle are deployed together.
//!
//! Text is written per locale in a [`Localized`], and read along a fallback chain (`zh-hant`, then `zh`, then the site's first
//! locale), so a missing translation shows another language and never a hole. Answers are trees of a few node kinds
//! ([`Answer`]); links are checked when they are made *and* when they are read ([`Href`]), so a reader may turn nodes into
//! elements without looking again. There is no HTML anywhere.
//!
//! This crate never performs IO, never parses Markdown or YAML, and never decides anything: `intent` and `flow` do.

pub mod answer;
pub mod bundle;
pub mod flow;
pub mod href;
pub mod locale;
pub mod outline;
pub mod private;

pub use answer::{Answer, Block, Inline, Item};
pub use bundle::{BUNDLE_FORMAT, BundleError, Intent, PageBundle, PageSuggestions, PublicBundle, Reply, Settings};
pub use flow::{Action, Arm, Ask, Choice, Flow, HandOff, Number, Question, Step, Unit, When};
pub use href::{Href, HrefError};
pub use locale::{Localized, choose_locale};
pub use private::{PrivatePart, Skill};
