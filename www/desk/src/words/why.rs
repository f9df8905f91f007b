//! Why an agent was asked, in people's words.

use ui::Lang;
use wire::Rule;

use super::{Words, count, words};
use crate::reason::{Candidate, Knowledge};

/// The rule that chose.
#[must_use]
pub fn rule(w: &Words, rule: Rule) -> &'static str {
    match rule {
        Rule::Index => w.rule_index,
        Rule::RoundRobin => w.rule_round_robin,
        Rule::LongestIdle => w.rule_longest_idle,
        Rule::LeastLoaded => w.rule_least_loaded,
        Rule::SkillMatch => w.rule_skill_match,
    }
}

/// What an agent knows of what the conversation is about.
#[must_use]
pub fn knowledge(w: &Words, knows: Knowledge) -> &'static str {
    match knows {
        Knowledge::Primary => w.knows_primary,
        Knowledge::Secondary => w.knows_secondary,
        Knowledge::Untrained => w.knows_untrained,
    }
}

/// What spoke for or against an agent: `knows it well · held 1 of 4`.
#[must_use]
pub fn candidate(lang: Lang, candidate: &Candidate, has_skill: bool) -> String {
    let w = words(lang);
    let load = count(w.why_load, &[&candidate.load.to_string(), &candidate.capacity.to_string()]);
    let refused = (candidate.refusals > 0).then(|| count(w.why_refused, &[&candidate.refusals.to_string()]));
    let knows = has_skill.then(|| knowledge(w, candidate.knows).to_owned());
    knows.into_iter().chain([load]).chain(refused).collect::<Vec<_>>().join(" · ")
}

/// Thousandths as per cent.
#[must_use]
pub fn percent(permille: u64) -> String {
    format!("{} %", permille / 10)
}

#[cfg(test)]
mod tests {
    use wire::AgentId;

    use super::*;

    #[test]
    fn what_speaks_for_an_agent_is_said_in_both_languages() {
        let one = Candidate {
            agent: AgentId::from_bits(1),
            knows: Knowledge::Primary,
            refusals: 0,
            load: 1,
            capacity: 4,
            fitness_permille: 770,
        };
        assert_eq!(candidate(Lang::En, &one, true), "knows it well · held 1 of 4");
        assert_eq!(candidate(Lang::Zh, &one, true), "主要技能 · 已接 1 / 4");
        assert_eq!(candidate(Lang::En, &Candidate { refusals: 2, ..one }, false), "held 1 of 4 · refused 2 times before");
    }
}
