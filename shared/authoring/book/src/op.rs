//! What an owner does.

use json::Json;

use crate::{Lists, Reply, Step, Texts};

/// One change. What it names must be there; ids that are new must be free.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// At the end, or behind `after`. Without an id one is made of the title; the answer tells it.
    AddIntent {
        id: Option<String>,
        title: Texts,
        examples: Lists,
        after: Option<String>,
    },
    /// What refers to it follows.
    RenameIntent {
        id: String,
        to: String,
    },
    /// And from the suggestions.
    RemoveIntent {
        id: String,
    },
    /// Before that intent, or to the end.
    MoveIntent {
        id: String,
        before: Option<String>,
    },
    /// An empty text removes the locale's.
    SetTitle {
        intent: String,
        locale: String,
        text: String,
    },
    /// Markdown. An empty text removes the locale's. Replaces a flow or a hand-off.
    SetAnswer {
        intent: String,
        locale: String,
        text: String,
    },
    /// All of a locale's, of an intent or of what is out of scope. None removes the locale's list.
    SetExamples {
        intent: Option<String>,
        locale: String,
        examples: Vec<String>,
    },
    /// To a flow or a person, which takes the answer away; [`Reply::Answer`] takes those away, for `set_answer` to write one.
    SetReply {
        intent: String,
        reply: Reply,
    },
    SetSkill {
        intent: String,
        skill: Option<String>,
    },
    SetSetting {
        setting: Setting,
    },
    SetName {
        locale: String,
        text: String,
    },
    /// The default first. Texts of locales that go stay until they are removed, and are findings.
    SetLocales {
        locales: Vec<String>,
    },
    /// A flow with one step, a hand-off. Without an id one is made of the title; the answer tells it.
    AddFlow {
        id: Option<String>,
        title: Texts,
    },
    RenameFlow {
        id: String,
        to: String,
    },
    /// Intents that begin it lead to a person instead.
    RemoveFlow {
        id: String,
    },
    SetFlowTitle {
        flow: String,
        locale: String,
        text: String,
    },
    SetStart {
        flow: String,
        step: String,
    },
    /// A new step, linked in at the spot: its own `next` is filled in. An empty id gets one; the answer tells it.
    AddStep {
        flow: String,
        step: Step,
        spot: Spot,
    },
    /// What the step says, asks or does, its way on included. Another id: what refers to it follows.
    ReplaceStep {
        flow: String,
        id: String,
        step: Step,
    },
    /// What leads to it leads to what follows it.
    RemoveStep {
        flow: String,
        id: String,
    },
    /// Unlinked where it is and linked in at the spot.
    MoveStep {
        flow: String,
        id: String,
        spot: Spot,
    },
    AddSkill {
        id: Option<String>,
        title: Texts,
    },
    SetSkillTitle {
        id: String,
        locale: String,
        text: String,
    },
    /// And from the intents and hand-offs that need it.
    RemoveSkill {
        id: String,
    },
}

/// A place in the course of a flow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Spot {
    /// Behind this step; none: as the first.
    pub after: Option<String>,
    /// Which way of a branch, where `after` is one: a place in `ways`, or one past the last for "otherwise".
    pub way: Option<usize>,
}

/// A setting and its value. Empty texts and lists remove what can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "name", rename_all = "snake_case")]
pub enum Setting {
    /// `#rrggbb`.
    Accent {
        text: String,
    },
    AssistantName {
        locale: String,
        text: String,
    },
    Greeting {
        locale: String,
        text: String,
    },
    Suggestions {
        intents: Vec<String>,
    },
    AllowedDomains {
        domains: Vec<String>,
    },
    CloseUnansweredAfterHours {
        hours: String,
    },
    ForgetAfterDays {
        days: String,
    },
}
