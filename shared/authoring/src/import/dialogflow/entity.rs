//! Entities: the choices of a question, where they are few.

use std::collections::{BTreeMap, BTreeSet};

use wire::Locale;

use crate::import::book::{Choice, Texts};
use crate::import::note::{At, Notes};
use crate::import::source::Text;
use crate::import::tongue;
use crate::limits;
use crate::tree::Node;

#[derive(Default)]
pub(super) struct Entities {
    by_name: BTreeMap<String, Entity>,
    used: BTreeSet<String>,
}

#[derive(Default)]
struct Entity {
    at: At,
    is_regexp: bool,
    values: BTreeMap<Locale, Vec<String>>,
}

impl Entities {
    pub(super) fn add(&mut self, stem: &str, text: &Text, root: &Node) {
        let entity = self.by_name.entry(stem.to_owned()).or_default();
        entity.at = text.whole();
        entity.is_regexp = root.pick_flag("isRegexp");
        // Old exports have the entries here.
        if let Some(locale) = root.pick_text("language").and_then(tongue::locale) {
            entity.extend(locale, root.pick_list("entries"));
        }
    }

    pub(super) fn add_entries(&mut self, stem: &str, language: &str, root: &Node) {
        if let Some(locale) = tongue::locale(language) {
            self.by_name.entry(stem.to_owned()).or_default().extend(locale, root.entries());
        }
    }

    /// The choices of a parameter of this type; none if any text is an answer.
    pub(super) fn choices(&mut self, data_type: &str, default: &Locale) -> Vec<Choice> {
        let Some(name) = data_type.strip_prefix('@') else { return Vec::new() };
        let Some(entity) = self.by_name.get(name).filter(|entity| !entity.is_regexp) else { return Vec::new() };
        let main = entity.values.get(default).or_else(|| entity.values.values().next());
        let Some(main) = main.filter(|values| (2..=limits::CHOICES).contains(&values.len())) else { return Vec::new() };
        if main.iter().any(|value| value.contains('@')) {
            return Vec::new();
        }
        self.used.insert(name.to_owned());
        let choices = main.iter().enumerate().map(|(place, value)| {
            // Languages list the same values, in their own words and the same order.
            let label = |values: &Vec<String>| {
                let same = values.iter().find(|known| *known == value);
                same.or_else(|| values.get(place).filter(|_| values.len() == main.len())).cloned()
            };
            let labels: Texts =
                entity.values.iter().filter_map(|(locale, values)| Some((locale.clone(), label(values)?))).collect();
            Choice { value: value.clone(), label: labels }
        });
        choices.collect()
    }

    /// Those that did not become choices.
    pub(super) fn unused(&self, notes: &mut Notes) {
        for (name, entity) in self.by_name.iter().filter(|(name, _)| !self.used.contains(*name)) {
            let help = "nothing needs to be done, unless customers should choose from it: then write a question with `choices`";
            notes.left_out(&entity.at, format!("the entity `{name}` with its synonyms"), help);
        }
    }
}

impl Entity {
    fn extend(&mut self, locale: Locale, entries: &[Node]) {
        let values = entries.iter().filter_map(|entry| entry.pick_text("value")).map(str::to_owned);
        self.values.entry(locale).or_default().extend(values);
    }
}
