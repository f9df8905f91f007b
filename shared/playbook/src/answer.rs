//! Answers as trees of nodes: what a reader may turn into elements, and nothing else.

use serde::{Deserialize, Serialize};

use crate::Href;

/// An answer in one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer {
    pub blocks: Vec<Block>,
}

impl Answer {
    /// Lists within lists, and emphasis within links and so on, at most this deep: deeper is unreadable in a chat bubble.
    pub const DEPTH: usize = 8;
}

/// A part of an answer that stands on its own lines. Short names keep the bundle small.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    #[serde(rename = "p")]
    Paragraph(Vec<Inline>),
    /// One size only: an answer is too short for an outline.
    #[serde(rename = "h")]
    Heading(Vec<Inline>),
    /// A list numbered from `start`.
    #[serde(rename = "ol")]
    Ordered { start: u32, items: Vec<Item> },
    #[serde(rename = "ul")]
    Unordered { items: Vec<Item> },
}

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Item {
    pub blocks: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "b")]
    Strong(Vec<Inline>),
    #[serde(rename = "i")]
    Emphasis(Vec<Inline>),
    #[serde(rename = "c")]
    Code(String),
    #[serde(rename = "a")]
    Link { href: Href, content: Vec<Inline> },
    /// A line break.
    #[serde(rename = "br")]
    Break,
}
