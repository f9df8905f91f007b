//! Finding something by a few of its letters.

/// How well a text fits what was typed; none where it does not. Every typed letter must occur in order; letters at the beginning of
/// words and letters side by side count more, and so does a short text.
#[must_use]
pub fn score(typed: &str, text: &str) -> Option<u32> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let mut total = 0_u32;
    let mut from = 0;
    for letter in typed.to_lowercase().chars().filter(|letter| !letter.is_whitespace()) {
        let rest = text.get(from..)?;
        let begins = |at: usize| at == 0 || text.get(at - 1).is_none_or(|before| !before.is_alphanumeric());
        let next = rest.iter().position(|c| *c == letter)?;
        // The next letter where it goes on, else the beginning of a word, else wherever it is.
        let at_word = rest.iter().enumerate().position(|(place, c)| *c == letter && begins(from + place));
        let place = if next == 0 { 0 } else { at_word.unwrap_or(next) };
        total += if place == 0 && from > 0 {
            6
        } else if begins(from + place) {
            8
        } else {
            1
        };
        from += place + 1;
    }
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX).min(99);
    Some(total * 100 + 99 - length)
}

/// The best of several names of one thing.
#[must_use]
pub fn best(typed: &str, names: &[&str]) -> Option<u32> {
    names.iter().filter_map(|name| score(typed, name)).max()
}

/// What fits, best first; all in their own order where nothing was typed.
pub fn found<T>(typed: &str, all: Vec<T>, names: impl Fn(&T) -> Vec<String>) -> Vec<T> {
    if typed.trim().is_empty() {
        return all;
    }
    let rated = all.into_iter().filter_map(|one| {
        let rating = names(&one).iter().filter_map(|name| score(typed, name)).max()?;
        Some((rating, one))
    });
    let mut rated: Vec<(u32, T)> = rated.collect();
    rated.sort_by_key(|(rating, _)| std::cmp::Reverse(*rating));
    rated.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str, names: &[&str]) -> Option<String> {
        found(typed, names.to_vec(), |name| vec![(*name).to_owned()]).first().map(|name| (*name).to_owned())
    }

    #[test]
    fn letters_in_order_find_and_letters_out_of_order_do_not() {
        assert!(score("psn", "Pass on").is_some());
        assert!(score("nsp", "Pass on").is_none());
        assert!(score("转接", "转接给同事").is_some());
    }

    #[test]
    fn beginnings_of_words_come_first() {
        assert_eq!(first("so", &["resolve it", "Sam Okafor"]).as_deref(), Some("Sam Okafor"));
        assert_eq!(first("re", &["Give back the return", "Reply"]).as_deref(), Some("Reply"));
    }

    #[test]
    fn nothing_typed_leaves_everything_as_it_was() {
        assert_eq!(found(" ", vec!["b", "a"], |name| vec![(*name).to_owned()]), ["b", "a"]);
    }

    #[test]
    fn any_of_several_names_will_do() {
        assert!(best("zhuan", &["Pass on", "转接"]).is_none());
        assert!(best("转", &["Pass on", "转接"]).is_some());
    }
}
