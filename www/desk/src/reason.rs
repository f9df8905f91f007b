//! Why an agent was asked, as the desk answers it: `GET /api/v1/conversations/{id}/why`, the newest last.

use json::Json;
use wire::floor::ChosenBy;
use wire::{AgentId, Rule, SkillId, Timestamp};

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Why {
    pub at: Timestamp,
    pub agent: AgentId,
    pub rule: Rule,
    /// The skill that was required; none if anybody would do.
    pub skill: Option<SkillId>,
    /// What its waiting cost then: 1000 is an ordinary chat at three quarters of its target.
    pub urgency_permille: u64,
    /// How many could have been asked.
    pub eligible: u32,
    /// The first of them in order of choice; the first was asked.
    pub candidates: Vec<Candidate>,
    /// Who was passed over after a refusal.
    pub excluded: Vec<AgentId>,
    /// A supervisor, in place of the rule.
    #[json(default)]
    pub chosen_by: Option<ChosenBy>,
}

/// An agent as they stood at the choice.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Candidate {
    pub agent: AgentId,
    pub knows: Knowledge,
    /// How often they refused this conversation before.
    pub refusals: u32,
    pub load: u32,
    pub capacity: u8,
    /// Against 1000 of somebody trained in it who holds nothing else.
    pub fitness_permille: u32,
}

/// What an agent knows of what a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Knowledge {
    #[json(other)]
    Untrained,
    Secondary,
    Primary,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_the_desk_is_read_and_what_is_not_shown_is_skipped() {
        let id = "0".repeat(31) + "7";
        let text = format!(
            r#"[{{"at":5,"agent":"{id}","rule":"index","skill":null,"queued_at":1,"urgency_permille":900,"eligible":1,"candidates":[{{"agent":"{id}","knows":"primary","refusals":0,"load":1,"capacity":4,"idle_since":2,"fitness_permille":770}}],"excluded":[]}}]"#
        );
        let known: Vec<Why> = json::from_text(&text).expect("an answer of the desk");
        let first = known.first().and_then(|why| why.candidates.first()).map(|one| (one.knows, one.fitness_permille));
        assert_eq!(first, Some((Knowledge::Primary, 770)));
    }
}
