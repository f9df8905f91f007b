//! The book and its questions.

use json::Json;

use crate::{Flow, Lists, Texts};

/// A playbook, everything as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Book {
    pub site: String,
    pub name: Texts,
    /// The default first.
    pub locales: Vec<String>,
    pub settings: Settings,
    pub skills: Vec<Skill>,
    pub flows: Vec<Flow>,
    pub intents: Vec<Intent>,
    /// Examples of questions that are not served.
    pub out_of_scope: Lists,
}

/// How the chat looks and greets, and where it may stand. Empty: not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Settings {
    /// `#rrggbb`.
    pub accent: String,
    pub assistant_name: Texts,
    pub greeting: Texts,
    /// Ids of intents.
    pub suggestions: Vec<String>,
    pub allowed_domains: Vec<String>,
    pub close_unanswered_after_hours: Option<String>,
    pub forget_after_days: Option<String>,
}

/// What agents can be good at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Skill {
    pub id: String,
    pub title: Texts,
}

/// What a visitor may want, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Intent {
    pub id: String,
    pub title: Texts,
    pub examples: Lists,
    pub reply: Reply,
    /// The answer per locale, as Markdown; empty where a flow or a person replies.
    pub answer: Texts,
    pub skill: Option<String>,
    /// Where it stands in the text, from 1.
    pub line: usize,
    /// Findings that concern it: errors, then warnings.
    pub errors: usize,
    pub warnings: usize,
}

/// What follows an intent.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "by", rename_all = "snake_case")]
pub enum Reply {
    /// The intent's `answer`.
    Answer,
    Flow {
        id: String,
    },
    /// A person.
    HandOff,
    /// Nothing is written yet.
    None,
}
