//! What stays on the edge.

use json::Json;
use wire::{IntentId, Locale, SiteId, SkillId};

use crate::Localized;
use crate::bundle::{BundleError, decode, encode};

/// The part of a site's content that no browser of a visitor ever gets.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PrivatePart {
    pub format: u32,
    pub site: SiteId,
    /// The public bundle compiled from the same text.
    pub content: String,
    /// Hosts (`shop.example`, with a port where it is not the usual one; `*.shop.example`) whose pages may frame the widget.
    pub allowed_domains: Vec<String>,
    /// The default first.
    pub locales: Vec<Locale>,
    pub skills: Vec<Skill>,
    /// The skill an agent needs for each intent, where it asks for one.
    pub intent_skills: Vec<(IntentId, SkillId)>,
    /// After how many minutes a conversation is resolved whose visitor does not answer an agent; none for the usual.
    pub patience_minutes: Option<u32>,
    /// How many days after its last activity a resolved conversation is forgotten; none for the usual.
    pub retention_days: Option<u32>,
}

/// A skill agents may have.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Skill {
    pub id: SkillId,
    pub title: Localized<String>,
}

impl PrivatePart {
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// # Errors
    /// [`BundleError`] for a file that is too large, of another format, or damaged.
    pub fn decode(bytes: &[u8]) -> Result<PrivatePart, BundleError> {
        decode(bytes)
    }
}
