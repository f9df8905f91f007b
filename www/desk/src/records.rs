//! Which of a conversation's records this browser keeps, and under which keys.
//!
//! The desk keeps what the agent typed: drafts and messages on their way. What customers wrote is asked from the edge each time and
//! never lies in an agent's browser.

use wire::{AgentId, ConversationId, Write};

const ROOT: &str = "frontdesk.desk";

/// Where the records of one conversation of one agent lie.
#[must_use]
pub fn prefix(agent: AgentId, conversation: ConversationId) -> String {
    format!("{ROOT}/{agent}/{conversation}/")
}

/// Where everything of one agent lies.
#[must_use]
pub fn prefix_of(agent: AgentId) -> String {
    format!("{ROOT}/{agent}/")
}

/// Whether a write holds something the agent typed.
#[must_use]
pub fn is_kept(write: &Write) -> bool {
    is_typed(write.key())
}

fn is_typed(key: &str) -> bool {
    is_draft(key) || key.starts_with("outbox/")
}

/// A reply or a note that is being written.
#[must_use]
pub fn is_draft(key: &str) -> bool {
    key == "draft" || key == "note"
}

/// What lies under a key of [`prefix_of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Draft(ConversationId),
    Outgoing(ConversationId),
    /// How many messages were seen.
    Read(ConversationId),
}

/// Reads a key below [`prefix_of`].
#[must_use]
pub fn kept(agent: AgentId, key: &str) -> Option<Kept> {
    let (conversation, record) = key.strip_prefix(&prefix_of(agent))?.split_once('/')?;
    let conversation = conversation.parse().ok()?;
    match record {
        "draft" | "note" => Some(Kept::Draft(conversation)),
        "read" => Some(Kept::Read(conversation)),
        _ if record.starts_with("outbox/") => Some(Kept::Outgoing(conversation)),
        _ => None,
    }
}

/// Under which key the count of seen messages lies.
#[must_use]
pub fn read_key(agent: AgentId, conversation: ConversationId) -> String {
    format!("{}read", prefix(agent, conversation))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: AgentId = AgentId::from_bits(7);
    const CONVERSATION: ConversationId = ConversationId::from_bits(9);

    #[test]
    fn what_customers_wrote_is_not_kept() {
        let kept: Vec<bool> = ["draft", "note", "outbox/1", "entry/1", "meta", "local/1"]
            .map(|key| is_kept(&Write::delete(key)))
            .into_iter()
            .collect();
        assert_eq!(kept, [true, true, true, false, false, false]);
    }

    #[test]
    fn keys_are_read_as_they_were_written() {
        let at = |record: &str| format!("{}{record}", prefix(AGENT, CONVERSATION));
        assert_eq!(kept(AGENT, &at("draft")), Some(Kept::Draft(CONVERSATION)));
        assert_eq!(kept(AGENT, &at("outbox/00")), Some(Kept::Outgoing(CONVERSATION)));
        assert_eq!(kept(AGENT, &read_key(AGENT, CONVERSATION)), Some(Kept::Read(CONVERSATION)));
    }

    #[test]
    fn another_agents_records_are_not_ours() {
        assert_eq!(kept(AgentId::from_bits(8), &read_key(AGENT, CONVERSATION)), None);
        assert_eq!(kept(AGENT, "frontdesk.desk/language"), None);
    }
}
