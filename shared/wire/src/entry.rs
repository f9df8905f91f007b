//! One entry of a conversation's log.

use json::Json;

use crate::{AgentId, Card, EscalationReason, File, IntentId, MessageId, Seq, Timestamp};

/// An entry as stored and as sent: immutable once it has a [`Seq`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Entry {
    pub seq: Seq,
    /// The sender's id of it; for activity lines drawn by the edge from the seq.
    pub id: MessageId,
    /// When the edge accepted it; for items handed over at escalation, when the browser says they were said.
    pub at: Timestamp,
    pub author: Author,
    pub body: Body,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    Visitor,
    /// The automatic side; before escalation it spoke in the browser, so these are the browser's claims.
    Assistant,
    Agent {
        id: AgentId,
        name: String,
    },
    /// Activity lines.
    System,
    #[json(other)]
    Unknown,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A message; with files the text may be empty.
    Text {
        text: String,
        #[json(brief)]
        files: Vec<File>,
    },
    /// An answer of the playbook, as plain text with the intent it came from.
    Answer {
        text: String,
        intent: IntentId,
    },
    Card {
        card: Card,
    },
    Activity {
        activity: Activity,
    },
    /// A line among agents, and whom it calls. No visitor gets it: they get [`Body::Hidden`].
    #[cfg(feature = "agents")]
    Note {
        text: String,
        mentions: Vec<AgentId>,
    },
    /// An agent put a tag on the conversation, or took it off. No visitor gets it.
    #[cfg(feature = "agents")]
    Tag {
        tag: String,
        on: bool,
    },
    /// How the visitor found the help that has just ended, 1 to `limits::SCORE_MAX`.
    Rating {
        score: u8,
        comment: Option<String>,
    },
    /// Takes the place of an entry that the reader may not see. Sent, never stored.
    Hidden,
    #[json(other)]
    Unknown,
}

impl Body {
    /// A message without files.
    #[must_use]
    pub fn text(text: String) -> Body {
        Body::Text { text, files: Vec::new() }
    }

    /// Whether visitors get it.
    #[must_use]
    pub fn is_for_visitors(&self) -> bool {
        match self {
            #[cfg(feature = "agents")]
            Body::Note { .. } | Body::Tag { .. } => false,
            Body::Text { .. } | Body::Answer { .. } | Body::Card { .. } | Body::Activity { .. } => true,
            Body::Rating { .. } | Body::Hidden => true,
            // A newer build's, whose readers this one does not know.
            Body::Unknown => false,
        }
    }
}

impl Entry {
    /// The entry as its visitor gets it. What is not for visitors leaves its place, its id and its time.
    #[cfg(feature = "agents")]
    #[must_use]
    pub fn for_visitor(&self) -> Entry {
        if let Body::Activity { activity: Activity::Transferred { agent, name, to: _ } } = &self.body {
            // Skills, teams and colleagues are the site's own matter: for the visitor somebody left, and somebody else will join.
            let activity = Activity::AgentLeft { agent: *agent, name: name.clone() };
            return Entry { author: self.author.clone(), body: Body::Activity { activity }, ..*self };
        }
        let is_put_aside = matches!(&self.body, Body::Activity { activity: Activity::Snoozed { .. } | Activity::Woke });
        if self.body.is_for_visitors() && !is_put_aside {
            return self.clone();
        }
        Entry { author: Author::System, body: Body::Hidden, ..*self }
    }
}

/// Lines that tell what happened.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Activity {
    Escalated {
        reason: EscalationReason,
    },
    AgentJoined {
        agent: AgentId,
        name: String,
    },
    /// The agent let go of it or was lost; it waits again at its old place.
    AgentLeft {
        agent: AgentId,
        name: String,
    },
    Resolved {
        agent: AgentId,
        name: String,
    },
    /// The agent passed it on; it waits at its old place.
    #[cfg(feature = "agents")]
    Transferred {
        agent: AgentId,
        name: String,
        to: crate::TransferTarget,
    },
    /// The agent put it aside.
    #[cfg(feature = "agents")]
    Snoozed {
        agent: AgentId,
        name: String,
        until: Timestamp,
    },
    /// Its time has come, or the visitor wrote: it waits again.
    #[cfg(feature = "agents")]
    Woke,
    /// The visitor wrote again after it was resolved.
    Reopened,
    /// The visitor has not answered; unless they do, it is resolved at this time.
    ClosesSoon {
        at: Timestamp,
    },
    /// The visitor did not answer, so the site resolved it.
    ClosedUnanswered,
    #[json(other)]
    Unknown,
}
