//! What the readers of all formats fill.

use std::collections::BTreeMap;

use wire::Locale;

use super::note::At;
use super::tongue;

/// A text per language.
pub(super) type Texts = BTreeMap<Locale, String>;

/// Everything the files hold, in the order it was met.
pub(super) struct Book {
    /// The language of texts that do not show theirs.
    pub(super) usual: Locale,
    /// Whether somebody chose it.
    pub(super) is_chosen: bool,
    /// The default first; what the files declare, until `finish` settles it.
    pub(super) locales: Vec<Locale>,
    pub(super) greeting: Texts,
    pub(super) intents: Vec<Intent>,
    pub(super) flows: Vec<Flow>,
    /// Examples of questions that are not served.
    pub(super) outside: BTreeMap<Locale, Vec<String>>,
    by_name: BTreeMap<String, usize>,
}

pub(super) struct Intent {
    /// As the source calls it.
    pub(super) name: String,
    /// Safe and unique, once `finish` has been there.
    pub(super) id: String,
    pub(super) at: At,
    pub(super) title: Texts,
    pub(super) examples: BTreeMap<Locale, Vec<String>>,
    /// Markdown.
    pub(super) answer: Texts,
    /// Its place among the flows.
    pub(super) flow: Option<usize>,
}

/// Questions one after the other, then a person who gets the answers.
pub(super) struct Flow {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) at: At,
    pub(super) title: Texts,
    pub(super) questions: Vec<Question>,
    /// Said when all is asked.
    pub(super) closing: Texts,
}

pub(super) struct Question {
    pub(super) slot: String,
    pub(super) label: Texts,
    pub(super) prompt: Texts,
    /// None of them: any text is an answer.
    pub(super) choices: Vec<Choice>,
}

#[derive(Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: Texts,
}

impl Book {
    pub(super) fn new(usual: Option<Locale>) -> Option<Book> {
        let is_chosen = usual.is_some();
        let usual = match usual {
            Some(usual) => usual,
            None => "en".parse().ok()?,
        };
        Some(Book {
            usual,
            is_chosen,
            locales: Vec::new(),
            greeting: Texts::new(),
            intents: Vec::new(),
            flows: Vec::new(),
            outside: BTreeMap::new(),
            by_name: BTreeMap::new(),
        })
    }

    /// The intent of this name, new if there was none.
    pub(super) fn intent(&mut self, name: &str, at: &At) -> Option<&mut Intent> {
        let name = name.trim();
        let place = match self.by_name.get(name) {
            Some(place) => *place,
            None => {
                self.by_name.insert(name.to_owned(), self.intents.len());
                self.intents.push(Intent {
                    name: name.to_owned(),
                    id: String::new(),
                    at: at.clone(),
                    title: Texts::new(),
                    examples: BTreeMap::new(),
                    answer: Texts::new(),
                    flow: None,
                });
                self.intents.len() - 1
            }
        };
        self.intents.get_mut(place)
    }

    pub(super) fn guess(&self, text: &str) -> Locale {
        tongue::guess(text, &self.usual)
    }

    /// An example of an intent, or of what is out of scope.
    pub(super) fn example(&mut self, intent: Option<&str>, locale: Option<Locale>, text: &str, at: &At) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let locale = locale.unwrap_or_else(|| self.guess(text));
        let list = match intent {
            Some(name) => self.intent(name, at).map(|intent| &mut intent.examples),
            None => Some(&mut self.outside),
        };
        if let Some(list) = list {
            list.entry(locale).or_default().push(text.to_owned());
        }
    }
}

/// Intents that answer a question of the assistant. Flows read such answers themselves.
pub(super) fn is_reply(name: &str) -> bool {
    const REPLIES: [&str; 12] =
        ["affirm", "deny", "inform", "yes", "no", "confirm", "negate", "agree", "disagree", "肯定", "否定", "确认"];
    REPLIES.contains(&name.trim().to_lowercase().as_str())
}

/// The labels that others give to what is not served.
pub(super) fn is_outside(name: &str) -> bool {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    matches!(name.as_str(), "out_of_scope" | "oos" | "outofscope" | "none")
}
