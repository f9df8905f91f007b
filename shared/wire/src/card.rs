//! The structured card a flow hands to an agent.

use json::Json;

use crate::{FlowId, SlotId};

/// The slot of a field, and the flow of a card, that the owner's page told and no flow asked for.
pub const CLAIMED: &str = "-page-";

/// What a flow collected, for an agent to read at a glance. Labels and values are in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Card {
    pub flow: FlowId,
    /// The version the flow ran on.
    pub version: u32,
    pub title: String,
    pub fields: Vec<CardField>,
}

/// One collected value.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct CardField {
    pub slot: SlotId,
    pub label: String,
    /// What an agent reads: the label of a choice, or the text as typed.
    pub value: String,
}

impl Card {
    /// Nothing but what the owner's page told.
    #[must_use]
    pub fn is_claimed(&self) -> bool {
        self.flow.as_str() == CLAIMED
    }
}

impl CardField {
    /// Told by the owner's page and checked by nobody.
    #[must_use]
    pub fn is_claimed(&self) -> bool {
        self.slot.as_str() == CLAIMED
    }
}
