//! A plain look through the titles, for when the engine is not there.

use playbook::PublicBundle;
use wire::IntentId;

/// The intents, at most three, whose titles share the most with the question.
#[must_use]
pub fn near(bundle: &PublicBundle, question: &str) -> Vec<IntentId> {
    let asked = parts(question);
    let mut found: Vec<(usize, &IntentId)> = bundle
        .intents
        .iter()
        .map(|intent| {
            let shared = intent.title.iter().map(|(_, title)| parts(title).iter().filter(|part| asked.contains(part)).count()).max();
            (shared.unwrap_or(0), &intent.id)
        })
        .filter(|(shared, _)| *shared > 0)
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0));
    found.into_iter().take(3).map(|(_, id)| id.clone()).collect()
}

/// Words of four letters and more (shorter ones say little), and pairs of neighbouring Chinese characters.
fn parts(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.is_ascii() && word.len() >= 4).map(str::to_owned);
    let letters: Vec<char> = lower.chars().collect();
    let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c))).map(|pair| pair.iter().collect());
    words.chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_something_and_chinese_pairs_are_compared() {
        assert_eq!(parts("How do I track my order?"), ["track", "order"]);
        assert_eq!(parts("备份手机"), ["备份", "份手", "手机"]);
    }
}
