//! The file every visitor's browser gets.

use json::Json;
use wire::{FlowId, IntentId, Locale, SiteId, SkillId};

use crate::{Answer, Flow, Localized};

/// Raised with every change a reader must know of.
pub const BUNDLE_FORMAT: u32 = 1;

/// A bundle in bytes. The demo's 56 intents in two languages take 100 kB; this is room for two thousand.
pub const BUNDLE_BYTES: usize = 4 * 1024 * 1024;

/// What a site says in public.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PublicBundle {
    pub format: u32,
    pub site: SiteId,
    /// Hash of everything below, as lower-case hexadecimal digits: equal exactly if the content is.
    pub content: String,
    /// The same of the model's pack that was trained with it.
    pub pack: String,
    /// The same of what that model knows of meanings, for browsers that load the sentence encoder.
    pub sense: Option<String>,
    pub name: Localized<String>,
    /// The languages the site is written in, the default first; never empty.
    pub locales: Vec<Locale>,
    pub settings: Settings,
    pub intents: Vec<Intent>,
    pub flows: Vec<Flow>,
}

/// What a page itself reads of a [`PublicBundle`]: all but the flows, which are led through beside it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PageBundle {
    pub content: String,
    pub pack: String,
    pub sense: Option<String>,
    pub name: Localized<String>,
    /// The default first; never empty.
    pub locales: Vec<Locale>,
    pub settings: Settings,
    pub intents: Vec<Intent>,
}

impl PageBundle {
    /// None where [`PublicBundle::decode`] would say what is wrong: nobody reads that on a customer's page.
    #[must_use]
    pub fn decode(text: &str) -> Option<PageBundle> {
        let value = if text.len() > BUNDLE_BYTES { None } else { json::parse(text).ok() }?;
        let head: Head = json::from_value(&value).ok()?;
        let bundle: PageBundle = json::from_value(&value).ok()?;
        (head.format == BUNDLE_FORMAT && !bundle.locales.is_empty()).then_some(bundle)
    }

    /// The locale that fills in for missing translations.
    #[must_use]
    pub fn default_locale(&self) -> Option<&Locale> {
        self.locales.first()
    }

    #[must_use]
    pub fn intent(&self, id: &IntentId) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.id == *id)
    }

    /// Whether there is a flow to lead through.
    #[must_use]
    pub fn has_flows(&self) -> bool {
        self.intents.iter().any(|intent| matches!(intent.reply, Reply::Flow(_)))
    }
}

/// How the chat looks and greets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Settings {
    /// `#rrggbb`.
    pub accent: String,
    pub assistant_name: Localized<String>,
    pub greeting: Localized<String>,
    /// Intents offered as chips in an empty chat.
    pub suggestions: Vec<IntentId>,
    /// Others for some pages of the owner's.
    #[json(default)]
    pub pages: Vec<PageSuggestions>,
}

/// What is offered on some pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct PageSuggestions {
    /// `/returns` is that page and what lies under it.
    pub path: String,
    pub suggestions: Vec<IntentId>,
}

impl Settings {
    /// What is offered on the page at this path: of the rules that fit, the one with the longest path.
    #[must_use]
    pub fn suggestions_on(&self, path: &str) -> &[IntentId] {
        let mut best: Option<&PageSuggestions> = None;
        for rule in &self.pages {
            let rest = path.strip_prefix(rule.path.trim_end_matches('/'));
            let fits = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if fits && best.is_none_or(|best| best.path.len() < rule.path.len()) {
                best = Some(rule);
            }
        }
        best.map_or(&self.suggestions, |rule| &rule.suggestions)
    }
}

/// What a visitor may want, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Intent {
    pub id: IntentId,
    /// Shown as a chip and as a "did you mean" choice.
    pub title: Localized<String>,
    /// What an agent must know if this is escalated.
    pub skill: Option<SkillId>,
    pub reply: Reply,
}

/// What follows an intent.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Reply {
    Answer(Localized<Answer>),
    Flow(FlowId),
    /// The visitor wants a person.
    HandOff,
}

/// Why a file is no bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    #[error("the file has {bytes} bytes, more than the {BUNDLE_BYTES} a bundle may have")]
    TooLarge { bytes: usize },
    #[error("the file has format {found}; this build reads {BUNDLE_FORMAT}: publish the playbook again or reload the page")]
    Format { found: u32 },
    #[error("the file is damaged: {message}")]
    Damaged { message: String },
}

impl PublicBundle {
    /// Compact JSON; the same content gives the same bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// # Errors
    /// [`BundleError`] for a file that is too large, of another format, or damaged.
    pub fn decode(bytes: &[u8]) -> Result<PublicBundle, BundleError> {
        let bundle: PublicBundle = decode(bytes)?;
        if bundle.locales.is_empty() {
            return Err(BundleError::Damaged { message: "it has no locale".to_owned() });
        }
        Ok(bundle)
    }

    /// The locale that fills in for missing translations.
    #[must_use]
    pub fn default_locale(&self) -> Option<&Locale> {
        self.locales.first()
    }

    #[must_use]
    pub fn intent(&self, id: &IntentId) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.id == *id)
    }

    #[must_use]
    pub fn flow(&self, id: &FlowId) -> Option<&Flow> {
        self.flows.iter().find(|flow| flow.id == *id)
    }
}

/// Only the member that every format has.
#[derive(Json)]
struct Head {
    format: u32,
}

pub(crate) fn encode<T: Json>(value: &T) -> Vec<u8> {
    json::to_text(value).into_bytes()
}

/// The format is looked at first: a newer file would otherwise be called damaged.
pub(crate) fn decode<T: Json>(bytes: &[u8]) -> Result<T, BundleError> {
    if bytes.len() > BUNDLE_BYTES {
        return Err(BundleError::TooLarge { bytes: bytes.len() });
    }
    let damaged = |error: json::Error| BundleError::Damaged { message: error.to_string() };
    let text = std::str::from_utf8(bytes).map_err(|_| BundleError::Damaged { message: "it is not UTF-8".to_owned() })?;
    let value = json::parse(text).map_err(damaged)?;
    let head: Head = json::from_value(&value).map_err(damaged)?;
    if head.format != BUNDLE_FORMAT {
        return Err(BundleError::Format { found: head.format });
    }
    json::from_value(&value).map_err(damaged)
}
