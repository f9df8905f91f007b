//! What the site calls its intents and skills, in the owner's words.

use std::collections::BTreeMap;

use json::Json;
use ui::Lang;

/// A text per locale.
pub type Localized = BTreeMap<String, String>;

/// `GET /api/v1/site`. What is missing is shown by its id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Titles {
    #[json(default)]
    pub name: Localized,
    #[json(default)]
    pub intents: Vec<Titled>,
    #[json(default)]
    pub skills: Vec<Titled>,
}

/// A label with its title.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Titled {
    pub id: String,
    pub title: Localized,
}

impl Titles {
    #[must_use]
    pub fn intent(&self, id: &wire::IntentId, lang: Lang) -> String {
        title(&self.intents, id.as_str(), lang)
    }

    #[must_use]
    pub fn skill(&self, id: &wire::SkillId, lang: Lang) -> String {
        title(&self.skills, id.as_str(), lang)
    }

    #[must_use]
    pub fn site(&self, lang: Lang) -> Option<&str> {
        pick(&self.name, lang)
    }
}

fn title(list: &[Titled], id: &str, lang: Lang) -> String {
    let titled = list.iter().find(|titled| titled.id == id).and_then(|titled| pick(&titled.title, lang));
    titled.map_or_else(|| id.replace(['_', '-'], " "), str::to_owned)
}

/// The text of a language, or else of any.
fn pick(text: &Localized, lang: Lang) -> Option<&str> {
    text.get(lang.key()).or_else(|| text.values().next()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_intent_is_called_as_the_owner_calls_it_or_by_its_id() {
        let text = r#"{"name":{"en":"Lumen"},"intents":[{"id":"backup_data","title":{"en":"Back up","zh":"备份"}}],"more":1}"#;
        let titles: Titles = json::from_text(text).expect("an answer of the edge");
        let called = |id, lang| titles.intent(&wire::IntentId::new(id).expect("a label"), lang);
        assert_eq!(called("backup_data", Lang::Zh), "备份");
        assert_eq!(called("screen_time", Lang::Zh), "screen time");
        assert_eq!(titles.site(Lang::Zh), Some("Lumen"));
    }
}
