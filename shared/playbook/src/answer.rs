//! Answers as trees of nodes: what a reader may turn into elements, and nothing else.

use json::Json;

use crate::Href;

/// An answer in one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
#[json(transparent)]
pub struct Answer {
    pub blocks: Vec<Block>,
}

impl Answer {
    /// Lists within lists, and emphasis within links and so on, at most this deep: deeper is unreadable in a chat bubble.
    pub const DEPTH: usize = 8;
}

/// A part of an answer that stands on its own lines. Short names keep the bundle small.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub enum Block {
    #[json(rename = "p")]
    Paragraph(Vec<Inline>),
    /// One size only: an answer is too short for an outline.
    #[json(rename = "h")]
    Heading(Vec<Inline>),
    /// A list numbered from `start`.
    #[json(rename = "ol")]
    Ordered { start: u32, items: Vec<Item> },
    #[json(rename = "ul")]
    Unordered { items: Vec<Item> },
}

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
#[json(transparent)]
pub struct Item {
    pub blocks: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub enum Inline {
    #[json(rename = "t")]
    Text(String),
    #[json(rename = "b")]
    Strong(Vec<Inline>),
    #[json(rename = "i")]
    Emphasis(Vec<Inline>),
    #[json(rename = "c")]
    Code(String),
    #[json(rename = "a")]
    Link { href: Href, content: Vec<Inline> },
    /// A line break.
    #[json(rename = "br")]
    Break,
}
