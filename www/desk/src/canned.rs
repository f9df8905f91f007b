//! Canned replies: an agent's own phrases, called by `/` and a few letters, with variables that are filled in.

use json::Json;

/// One phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Canned {
    /// What it is called by, without the slash.
    pub name: String,
    /// May hold `{name}`, `{agent}` and `{order}`.
    pub text: String,
}

/// What is known for the variables; what is not stays in the text as it is written, for the agent to fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    pub name: Option<String>,
    pub agent: Option<String>,
    pub order: Option<String>,
}

/// Phrases kept in a browser.
pub const KEPT: usize = 200;

/// Reads what was kept; what cannot be read is nothing.
#[must_use]
pub fn read(kept: &str) -> Vec<Canned> {
    json::from_text(kept).unwrap_or_default()
}

/// Adds a phrase or replaces the one of that name. False where one of the two is empty, or there are too many.
pub fn put(all: &mut Vec<Canned>, name: &str, text: &str) -> bool {
    let name: String = name.trim().trim_start_matches('/').split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let text = text.trim();
    if name.is_empty() || text.is_empty() {
        return false;
    }
    all.retain(|held| held.name != name);
    if all.len() >= KEPT {
        return false;
    }
    all.push(Canned { name, text: text.to_owned() });
    all.sort_by(|a, b| a.name.cmp(&b.name));
    true
}

/// What is written after a `/` that begins a word, up to the caret. None where no phrase is being called.
#[must_use]
pub fn asked(before_caret: &str) -> Option<&str> {
    let (front, name) = before_caret.rsplit_once('/')?;
    let begins = front.chars().next_back().is_none_or(char::is_whitespace);
    (begins && name.chars().count() <= 24 && !name.contains(char::is_whitespace)).then_some(name)
}

/// A text into which a phrase was put, and what is to be marked in it, in bytes: the first variable that is not known, else the place
/// behind the phrase.
#[must_use]
pub fn inserted(text: &str, caret: usize, phrase: &str, values: &Values) -> Option<(String, usize, usize)> {
    let (before, after) = text.split_at_checked(caret)?;
    let start = caret.checked_sub(asked(before)?.len() + 1)?;
    let filled = fill(phrase, values);
    let front = text.get(..start)?;
    let unknown = ["{name}", "{agent}", "{order}"].iter().filter_map(|one| Some((filled.find(one)?, one.len()))).min();
    let (from, to) = match unknown {
        Some((at, length)) => (start + at, start + at + length),
        None => (start + filled.len(), start + filled.len()),
    };
    Some(([front, &filled, after].concat(), from, to))
}

/// A phrase with what is known in place of its variables.
#[must_use]
pub fn fill(phrase: &str, values: &Values) -> String {
    let mut text = phrase.to_owned();
    for (variable, value) in [("{agent}", &values.agent), ("{order}", &values.order), ("{name}", &values.name)] {
        if let Some(value) = value {
            text = text.replace(variable, value);
        }
    }
    text
}

/// The value of a field by what its label may be called, in the order the fields are given.
#[must_use]
pub fn labelled<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>, labels: &[&str]) -> Option<String> {
    let mut fields = fields.filter(|(_, value)| !value.trim().is_empty());
    let fits = |label: &str| labels.iter().any(|part| label.to_lowercase().contains(part));
    fields.find(|(label, _)| fits(label)).map(|(_, value)| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values { name: Some("Ana".to_owned()), agent: Some("Mei".to_owned()), order: None }
    }

    #[test]
    fn a_slash_calls_only_at_the_beginning_of_a_word() {
        assert_eq!(asked("/th"), Some("th"));
        assert_eq!(asked("well, /"), Some(""));
        assert_eq!(asked("and/or"), None);
        assert_eq!(asked("/th anks"), None);
        assert_eq!(asked("2024/11/22"), None);
    }

    #[test]
    fn what_is_known_is_filled_in_and_the_caret_stands_behind() {
        let put = inserted("Hm /hi now", 6, "Hello {name}, {agent} here.", &values());
        assert_eq!(put, Some(("Hm Hello Ana, Mei here. now".to_owned(), 23, 23)));
    }

    #[test]
    fn what_is_not_known_is_marked_to_be_written_over() {
        let put = inserted("/o", 2, "Your order {order} left, {name}.", &values());
        assert_eq!(put, Some(("Your order {order} left, Ana.".to_owned(), 11, 18)));
    }

    #[test]
    fn a_phrase_has_one_name_and_one_text() {
        let mut all = Vec::new();
        assert!(put(&mut all, "/Thank You", "Thanks!"));
        assert!(put(&mut all, "bye", "Bye."));
        assert!(put(&mut all, "thank-you", "Thank you!"));
        assert!(!put(&mut all, " / ", "nothing"));
        assert!(!put(&mut all, "empty", " "));
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["bye", "thank-you"]);
        assert_eq!(read(&json::to_text(&all)), all);
        assert_eq!(read("nonsense"), []);
    }

    #[test]
    fn variables_come_from_what_the_customer_told() {
        let fields = [("Order number", " A-17 "), ("您的姓名", "李梅")];
        assert_eq!(labelled(fields.into_iter(), &["order", "订单"]).as_deref(), Some("A-17"));
        assert_eq!(labelled(fields.into_iter(), &["name", "姓名"]).as_deref(), Some("李梅"));
        assert_eq!(labelled(fields.into_iter(), &["phone"]), None);
    }
}
