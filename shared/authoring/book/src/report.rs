//! What cross-validation says: each example was asked of a model that had not seen it.

use json::Json;

/// The report of a training.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Report {
    /// Words and meanings decided, as in most customers' browsers; else words alone.
    pub by_meaning: bool,
    /// Examples whose likeliest intent is their own.
    pub accuracy: Share,
    /// Answered at once and rightly.
    pub direct_right: Share,
    /// Asked back about, the right one among the choices.
    pub asked_right: Share,
    /// Answered at once with another intent.
    pub wrong: Share,
    /// Questions out of scope that are not answered at once.
    pub oos_kept: Share,
    /// The weakest first.
    pub intents: Vec<OfIntent>,
    /// Pairs taken for each other, the worst first.
    pub overlaps: Vec<Overlap>,
    pub duplicates: Vec<Duplicate>,
}

/// A share of cases with its 95 % interval, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Share {
    pub count: usize,
    pub of: usize,
    pub permille: u32,
    pub low: u32,
    pub high: u32,
}

/// Of one intent.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct OfIntent {
    pub id: String,
    pub accuracy: Share,
    pub direct_right: Share,
    pub weakness: Option<Weakness>,
}

/// Why an intent is weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Weakness {
    /// Write more examples.
    FewUtterances,
    /// See the pairs it is taken for.
    OftenMistaken,
}

/// Two intents that are taken for each other.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Overlap {
    pub left: String,
    pub right: String,
    pub clashes: Vec<Clash>,
}

/// An example of one that is taken for the other.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Clash {
    pub intent: String,
    pub text: String,
    /// The other intent's example that is most like it.
    pub like: Option<String>,
    pub permille: u32,
}

/// An example that stands in several intents; none among them is what is out of scope.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Duplicate {
    pub text: String,
    pub intents: Vec<Option<String>>,
}
