//! The structured card a flow hands to an agent.

use json::Json;

use crate::{FlowId, SlotId};

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
