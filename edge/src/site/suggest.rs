//! Which of the playbook's answers may fit what a customer said, and whether it is what their browser claims. The words alone are
//! looked at, by the model that the widget starts with too; a conversation's text goes nowhere but to this object of its own site.

use intent::tone::Language;
use intent::{Model, Outcome, Pack};
use playbook::{PublicBundle, Reply};
use store::Store;
use wire::command::{Judgement, Question};
use wire::suggest::{SUGGESTIONS, Suggestion, SuggestionQuery};
use wire::{IntentId, Locale, Prediction, SkillId};

use crate::error::Problem;
use crate::site::content::{self, Published};

/// Answers less likely than this would only be in the way.
const LEAST_PERMILLE: u16 = 50;

/// A claim among so many of the likeliest is likely enough.
const LIKELIEST: usize = 5;

/// Letters of the shortest question worth an owner's look, those of Chinese twice.
const LEAST_ASKED: usize = 8;

/// The model and the answers of what is published.
pub(crate) struct Adviser {
    /// What it was made of, to know when something else is published.
    made_of: (String, String),
    model: Model,
    bundle: PublicBundle,
}

impl Adviser {
    /// The adviser of what is published now: the one that is held, if it still is.
    pub(crate) fn current(held: Option<Adviser>, store: &impl Store, published: &Published) -> Result<Adviser, Problem> {
        let made_of = (published.bundle.clone(), published.pack_name.clone());
        if let Some(held) = held.filter(|held| held.made_of == made_of) {
            return Ok(held);
        }
        let pack = content::model(store, published, &published.pack_name)?;
        let pack = Pack::from_bytes(&pack).map_err(|_| Problem::not_found("This site has no model that can suggest answers."))?;
        let bundle = PublicBundle::decode(&content::bundle(store, published)?)
            .map_err(|_| Problem::internal("a bundle that cannot be read"))?;
        Ok(Adviser { made_of, model: Model::from_pack(pack), bundle })
    }

    /// The likeliest answers first.
    pub(crate) fn suggest(&self, query: &SuggestionQuery) -> Vec<Suggestion> {
        let ranked = self.model.predict(&query.text).ranked;
        let intents = self.model.intents();
        let named = ranked.iter().filter_map(|(place, confidence)| Some((intents.get(*place)?, permille(*confidence))));
        let likely = named.take_while(|(_, permille)| *permille >= LEAST_PERMILLE);
        let locale = spoken(&query.text).unwrap_or_else(|| query.locale.clone());
        let suggested = likely.filter_map(|(intent, confidence_permille)| {
            let intent = IntentId::new(intent).ok()?;
            Some(Suggestion { text: self.answer(&intent, &locale)?, intent, confidence_permille })
        });
        suggested.take(SUGGESTIONS).collect()
    }

    /// What becomes of a browser's claim (CV15): it gives way where this model is sure of something else, by the latest line that it
    /// is sure of, and does not find the claim likely. The browser may have the better model, but not another playbook.
    pub(crate) fn judge(&self, question: &Question, published: &Published) -> Judgement {
        let predictions: Vec<_> = question.said.iter().rev().map(|text| self.model.predict(text)).collect();
        let claimed = question.claimed.as_ref();
        let place = claimed.and_then(|claim| self.model.intents().iter().position(|intent| intent == claim.intent.as_str()));
        let likeliest = predictions.iter().flat_map(|prediction| prediction.ranked.iter().take(LIKELIEST));
        let is_likely = place.is_some() && likeliest.into_iter().any(|(likely, _)| Some(*likely) == place);
        let sure = predictions.iter().find_map(|prediction| match (&prediction.outcome, prediction.ranked.first()) {
            (Outcome::Answer(place), Some((_, confidence))) => {
                let intent = IntentId::new(self.model.intents().get(*place)?).ok()?;
                Some(Prediction { intent, confidence_permille: permille(*confidence) })
            }
            _ => None,
        });
        let gives_way = claimed.is_some() && !is_likely && sure.is_some();
        let claim = claimed.filter(|_| place.is_some() && !gives_way).cloned();
        let prediction = claim.or(sure);
        let needed = |intent: &IntentId| {
            let skill = published.intent_skills.iter().find(|(known, _)| known == intent);
            skill.map(|(_, skill)| skill.clone())
        };
        let is_known = |skill: &&SkillId| published.view.skills.iter().any(|known| known.id == **skill);
        // A flow or a bridge may state a skill that no intent needs.
        let stated = question.skill.as_ref().filter(|skill| !gives_way && is_known(skill)).cloned();
        let skill = stated.or_else(|| needed(&prediction.as_ref()?.intent));
        Judgement { prediction, skill }
    }

    fn answer(&self, id: &IntentId, locale: &Locale) -> Option<String> {
        let intent = self.bundle.intents.iter().find(|intent| intent.id == *id)?;
        match &intent.reply {
            Reply::Answer(answers) => answers.get(locale, self.bundle.locales.first()?).map(playbook::Answer::to_text),
            // A flow is led through and a hand-off is done already.
            Reply::Flow(_) | Reply::HandOff => None,
        }
    }
}

/// The latest line of a hand-over that the model is sure of nothing in: what says less than a few words is not a question.
pub(super) fn unanswered(question: &Question) -> Option<&str> {
    let width = |letter: char| if letter >= '\u{2e80}' { 2 } else { 1 };
    let asks = |text: &&String| text.chars().filter(|letter| letter.is_alphanumeric()).map(width).sum::<usize>() >= LEAST_ASKED;
    question.said.iter().rev().find(asks).map(String::as_str)
}

/// The language of the very message, where it tells: whoever changes to another is answered in that.
pub(super) fn spoken(text: &str) -> Option<Locale> {
    let code = match Language::of(text) {
        Language::English => "en",
        Language::Chinese | Language::Mixed => "zh",
        Language::Other(tongue) => tongue.code,
        Language::Unknown => return None,
    };
    Locale::new(code).ok()
}

fn permille(confidence: f32) -> u16 {
    (confidence.clamp(0.0, 1.0) * 1_000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn co8_the_latest_line_that_says_something_is_the_question() {
        let asked = |said: &[&str]| {
            let said = said.iter().map(|text| (*text).to_owned()).collect();
            unanswered(&Question { said, claimed: None, skill: None }).map(str::to_owned)
        };
        assert_eq!(asked(&["do you ship to Norway", "hello?", "??"]).as_deref(), Some("do you ship to Norway"));
        assert_eq!(asked(&["old question", "能寄到挪威吗", "在吗"]).as_deref(), Some("能寄到挪威吗"));
        assert_eq!(asked(&["hi", "ok"]), None);
    }
}
