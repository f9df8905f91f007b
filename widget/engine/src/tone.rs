//! What a text tells beside its intent, as the lines that cross to JavaScript.

use intent::tone::{Language, Tone};

/// `person` where the text asks for one, else nothing; then, where it is neither English nor Chinese, the language's name in
/// English and in Chinese, a line each. Of a text as it was typed: capitals count.
pub(crate) fn lines(text: &str) -> String {
    let tone = Tone::of(text, None);
    let person = if tone.wants_human { "person" } else { "" };
    match tone.language {
        Language::Other(tongue) => [person, tongue.english, tongue.chinese].join("\n"),
        Language::English | Language::Chinese | Language::Mixed | Language::Unknown => person.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn the_wish_for_a_person_and_a_foreign_language_cross() {
        assert_eq!(lines("Let me talk to a human please"), "person");
        assert_eq!(lines("转人工"), "person");
        assert_eq!(lines("注文した商品がまだ届きません"), "\nJapanese\n日语");
        assert_eq!(lines("where is my order"), "");
    }
}
