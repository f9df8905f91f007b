//! A decision and what it was made of.

use json::Json;

/// What a question leads to, and why.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Tried {
    pub decision: Decision,
    /// Likeliest first, five at most. For `ask`, the first ones are the choices.
    pub guesses: Vec<Guess>,
    /// How many of `guesses` are acted on: 0, 1, or the choices.
    pub acted: usize,
    /// The chance that it is out of scope.
    pub outside_permille: u32,
    /// It asks for a person, whatever the intent.
    pub wants_person: bool,
    /// The words of the question, in order, with what each does for the likeliest intent.
    pub words: Vec<Word>,
    /// The examples most like it, the likest first.
    pub examples: Vec<Alike>,
    /// What a flow would take from the question.
    pub slots: Vec<Slot>,
    /// What the visitor gets: the answer as `playbook::Answer` in JSON, in the locale asked for.
    pub answer: Option<String>,
    /// The flow that begins.
    pub flow: Option<String>,
}

/// What the assistant does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Decision {
    Answer,
    /// Did you mean this or that?
    Ask,
    DontKnow,
}

/// An intent and how sure the model is.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Guess {
    pub intent: String,
    pub permille: u32,
}

/// A word of the question.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Word {
    pub word: String,
    /// What the likeliest intent's confidence loses, in thousandths, without the word; negative: the word speaks against it.
    pub weight: i64,
}

/// An example like the question.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Alike {
    pub text: String,
    /// None: out of scope.
    pub intent: Option<String>,
    pub permille: u32,
}

/// A slot that the question fills already.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Slot {
    pub slot: String,
    pub label: String,
    pub value: String,
}
