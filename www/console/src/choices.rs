//! The choices of a question, as lines of a box: `value = label`.

use book::Choice;

/// The lines for a language.
#[must_use]
pub fn lines(choices: &[Choice], locale: &str) -> String {
    let line = |choice: &Choice| format!("{} = {}", choice.value, choice.label.get(locale).map_or("", String::as_str));
    choices.iter().map(line).collect::<Vec<String>>().join("\n")
}

/// The choices that lines of a language make of those there were. In the default language they say which choices there are; in another
/// only what those are called. A line without a value keeps the one in its place, or gets one made of its label. Words stay with their value.
#[must_use]
pub fn put(choices: &[Choice], locale: &str, is_default: bool, text: &str) -> Vec<Choice> {
    let mut made: Vec<Choice> = Vec::new();
    for (at, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let (value, label) = match line.split_once('=') {
            Some((value, label)) => (value.trim().to_owned(), label.trim()),
            None => (choices.get(at).map_or_else(|| value_of(line, at), |choice| choice.value.clone()), line),
        };
        let known = choices.iter().find(|choice| choice.value == value);
        let mut choice = known.cloned().unwrap_or_else(|| Choice { value: value.clone(), ..Choice::default() });
        if label.is_empty() {
            choice.label.remove(locale);
        } else {
            choice.label.insert(locale.to_owned(), label.to_owned());
        }
        let is_new = !made.iter().any(|other| other.value == value);
        if is_new && (is_default || known.is_some()) {
            made.push(choice);
        }
    }
    if is_default {
        return made;
    }
    let own = |choice: &Choice| made.iter().find(|it| it.value == choice.value).unwrap_or(choice).clone();
    choices.iter().map(own).collect()
}

/// A value of a label: its Latin letters and digits; of another script, its place.
fn value_of(label: &str, at: usize) -> String {
    let letters = label.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    let value: String = letters.collect();
    let value = value.split('_').filter(|part| !part.is_empty()).collect::<Vec<&str>>().join("_");
    if value.is_empty() { format!("choice_{}", at + 1) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        let made = put(&[], "en", true, "red = Red\nblue = Blue");
        made.into_iter().map(|choice| Choice { words: vec![format!("{}ish", choice.value)], ..choice }).collect()
    }

    #[test]
    fn lines_are_shown_as_they_are_read() {
        assert_eq!(lines(&choices(), "en"), "red = Red\nblue = Blue");
        assert_eq!(put(&choices(), "en", true, &lines(&choices(), "en")), choices());
    }

    #[test]
    fn the_default_language_says_which_choices_there_are_and_words_stay() {
        let made = put(&choices(), "en", true, "blue = Sky\ngreen = Green\nblue = Twice");
        let values: Vec<&str> = made.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["blue", "green"]);
        assert_eq!(made.first().map(|choice| choice.words.clone()), Some(vec!["blueish".to_owned()]));
    }

    #[test]
    fn another_language_only_says_what_they_are_called() {
        let made = put(&choices(), "zh", false, "red = 红\nblack = 黑");
        assert_eq!(lines(&made, "zh"), "red = 红\nblue = ");
        let by_place = put(&choices(), "zh", false, "红\n蓝");
        assert_eq!(lines(&by_place, "zh"), "red = 红\nblue = 蓝");
    }

    #[test]
    fn a_line_without_a_value_gets_one() {
        let made = put(&[], "en", true, "At steady speed\n转弯时");
        let values: Vec<&str> = made.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["at_steady_speed", "choice_2"]);
    }
}
