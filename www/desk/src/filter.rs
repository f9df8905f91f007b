//! Views of an agent's own: what they hold, and how they are asked of the edge.

use json::Json;
use wire::listing::{Listed, ListingQuery};
use wire::summary::Assigned;
use wire::summary::Reach;
use wire::{AgentId, Channel, ConversationState, EscalationReason, Prediction, SkillId, Summary};

/// Views of one agent's own, at most: each has a key.
pub const FILTERS: usize = 4;

/// What a view holds. What is none or empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Filter {
    pub name: String,
    #[json(default)]
    pub text: String,
    pub tag: Option<String>,
    pub skill: Option<SkillId>,
    pub channel: Option<Channel>,
    pub state: Option<ConversationState>,
    pub agent: Option<AgentId>,
}

impl Filter {
    /// Whether a conversation is in the view; `told` is what its customer told in a flow.
    #[must_use]
    pub fn holds(&self, summary: &Summary, told: &str) -> bool {
        self.state.is_none_or(|state| summary.state == state)
            && self.channel.is_none_or(|channel| summary.channel == channel)
            && self.skill.as_ref().is_none_or(|skill| summary.skill.as_ref() == Some(skill))
            && self.tag.as_ref().is_none_or(|tag| summary.tags.contains(tag))
            && self.agent.is_none_or(|agent| answerer(summary) == Some(agent))
            && has_words(&self.text, summary, told)
    }

    /// The same as the edge is asked.
    #[must_use]
    pub fn query(&self, after: Option<String>) -> ListingQuery {
        let Filter { name: _, text, tag, skill, channel, state, agent } = self.clone();
        ListingQuery { text, state, channel, skill, tag, agent, after }
    }

    /// Keeps a view under its name, in place of one of that name. False where it has none, or there are enough.
    pub fn keep(self, all: &mut Vec<Filter>) -> bool {
        let filter = Filter { name: self.name.split_whitespace().collect::<Vec<_>>().join(" "), ..self };
        if filter.name.is_empty() {
            return false;
        }
        if let Some(held) = all.iter_mut().find(|held| held.name == filter.name) {
            *held = filter;
            return true;
        }
        let has_room = all.len() < FILTERS;
        if has_room {
            all.push(filter);
        }
        has_room
    }
}

fn answerer(summary: &Summary) -> Option<AgentId> {
    summary.assigned.as_ref().map(|assigned| assigned.agent).or(summary.served_by)
}

fn has_words(text: &str, summary: &Summary, told: &str) -> bool {
    if text.trim().is_empty() {
        return true;
    }
    let (preview, told) = (summary.preview.to_lowercase(), told.to_lowercase());
    let ids = [summary.conversation.to_string(), summary.visitor.to_string()];
    text.split_whitespace().map(str::to_lowercase).all(|word| {
        preview.contains(&word)
            || told.contains(&word)
            || summary.tags.iter().any(|tag| tag.contains(&word))
            || ids.iter().any(|id| id.starts_with(&word))
    })
}

/// A row of the edge's list as a summary; what a row does not tell is as of a conversation nobody has asked for.
#[must_use]
pub fn summary(row: &Listed) -> Summary {
    let agent = row.agent;
    let is_open = row.state == ConversationState::Open;
    Summary {
        conversation: row.conversation,
        version: row.version,
        visitor: row.visitor,
        state: row.state,
        queued_at: row.queued_at,
        opened_at: row.queued_at,
        answered_at: None,
        asked_at: None,
        last_activity_at: row.last_activity_at,
        locale: row.locale.clone(),
        reason: EscalationReason::Unknown,
        prediction: row.intent.clone().map(|intent| Prediction { intent, confidence_permille: 0 }),
        skill: row.skill.clone(),
        priority: row.priority,
        channel: row.channel,
        tier: row.tier,
        served_by: agent.filter(|_| !is_open),
        transfer: None,
        card: None,
        tone: None,
        reach: Reach::default(),
        is_forgotten: false,
        preview: row.preview.clone(),
        messages: row.messages,
        assigned: agent.filter(|_| is_open).map(|agent| Assigned { agent, name: String::new(), epoch: 0 }),
        released_epoch: 0,
        tags: row.tags.clone(),
        mentions: Vec::new(),
        rating: row.rating,
        facts: Vec::new(),
        facts_from: 0,
    }
}

/// A text in pieces, those that are looked for marked. Letters of either case count as the same.
#[must_use]
pub fn marked(text: &str, looked_for: &str) -> Vec<(String, bool)> {
    let words: Vec<Vec<char>> = looked_for
        .split_whitespace()
        .map(|word| word.to_lowercase().chars().collect())
        .filter(|word: &Vec<char>| !word.is_empty())
        .collect();
    let letters: Vec<char> = text.chars().collect();
    // One letter stays one: a few whose small form is longer are compared as they are.
    let small: Vec<char> = letters
        .iter()
        .map(|letter| {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) => small,
                _ => *letter,
            }
        })
        .collect();
    let mut is_marked = vec![false; letters.len()];
    for word in &words {
        for (at, window) in small.windows(word.len()).enumerate() {
            if window == word.as_slice() {
                is_marked.iter_mut().skip(at).take(word.len()).for_each(|mark| *mark = true);
            }
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (letter, mark) in letters.into_iter().zip(is_marked) {
        match pieces.last_mut() {
            Some((piece, held)) if *held == mark => piece.push(letter),
            Some(_) | None => pieces.push((letter.to_string(), mark)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn about(text: &str) -> Filter {
        Filter { name: "x".to_owned(), text: text.to_owned(), ..Filter::default() }
    }

    #[test]
    fn a_view_holds_what_fits_all_of_it() {
        let held = Summary { preview: "Where is my 订单".to_owned(), tags: vec!["vip".to_owned()], ..sample::summary(7) };
        for (text, fits) in [("", true), ("where 订单", true), ("VIP", true), ("zhang", true), ("nowhere", false), ("0000", true)]
        {
            assert_eq!(about(text).holds(&held, "Zhang"), fits, "{text}");
        }
        let tagged = |tag: &str| Filter { tag: Some(tag.to_owned()), ..about("") };
        assert!(tagged("vip").holds(&held, "") && !tagged("vi").holds(&held, ""));
        let resolved = Filter { state: Some(ConversationState::Resolved), ..about("") };
        assert!(!resolved.holds(&held, ""));
    }

    #[test]
    fn a_view_needs_a_name_and_takes_the_place_of_one_of_that_name() {
        let mut all = Vec::new();
        assert!(!Filter { name: " ".to_owned(), ..about("a") }.keep(&mut all));
        for name in ["a", "b", "c", "d", " b  "] {
            assert!(Filter { name: name.to_owned(), ..about(name) }.keep(&mut all), "{name}");
        }
        assert!(!Filter { name: "e".to_owned(), ..about("e") }.keep(&mut all), "enough");
        assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn what_was_looked_for_is_marked_in_any_language() {
        let said = |text: &str, looked_for: &str| -> String {
            marked(text, looked_for).into_iter().map(|(piece, is)| if is { format!("[{piece}]") } else { piece }).collect()
        };
        assert_eq!(said("Where is my Order?", "order WH"), "[Wh]ere is my [Order]?");
        assert_eq!(said("我的冰箱坏了", "冰箱"), "我的[冰箱]坏了");
        assert_eq!(said("aaa", "aa"), "[aaa]");
        assert_eq!(said("İstanbul", "stan"), "İ[stan]bul");
        assert_eq!(said("plain", " "), "plain");
    }
}
