//! What a browser claims of a question is compared with what the site's own model finds (CV15).
//!
//! Nothing of it is stored before the answer: an object that dies meanwhile goes on with the claim.

use wire::command::{Judgement, Question};
use wire::{Author, Body, Seq, Timestamp, Write, limits};

use super::{Conversation, Effect};

impl Conversation {
    /// Asks the site. Until it answers, or its patience ends, desk and directory are told nothing new.
    pub(super) fn ask_judgement(&mut self, now: Timestamp) {
        let Some(origin) = &self.origin else { return };
        let lines = self.log.after(Seq(0)).iter().rev().filter_map(|entry| match (&entry.author, &entry.body) {
            (Author::Visitor, Body::Text { text, .. }) if !text.is_empty() => Some(text.clone()),
            _ => None,
        });
        let mut said: Vec<String> = lines.take(limits::JUDGED_LINES).collect();
        said.reverse();
        if said.is_empty() {
            return;
        }
        self.judged_by = Some(now + limits::JUDGE_PATIENCE);
        let question = Question { said, claimed: origin.prediction.clone(), skill: origin.skill.clone() };
        self.turn.effects.push(Effect::Judge(Box::new(question)));
    }

    /// Takes what the site found, or goes on with the claim. Whoever is assigned already stays, whatever the skill.
    pub(super) fn judged(&mut self, judgement: Option<Judgement>) {
        let (Some(_), Some(Judgement { prediction, skill })) = (self.judged_by.take(), judgement) else { return };
        let is_waiting = self.head.assigned.is_none();
        let Some(origin) = &mut self.origin else { return };
        let skill = if is_waiting { skill } else { origin.skill.clone() };
        if origin.prediction != prediction || origin.skill != skill {
            (origin.prediction, origin.skill) = (prediction, skill);
            self.turn.writes.push(Write::put("origin", origin));
            self.changed();
        }
    }

    /// Until when desk and directory wait. A clock that stepped back makes it no longer.
    pub(super) fn awaits_judgement(&mut self, now: Timestamp) -> bool {
        self.judged_by = self.judged_by.map(|by| by.min(now + limits::JUDGE_PATIENCE)).filter(|by| now < *by);
        self.judged_by.is_some()
    }
}
