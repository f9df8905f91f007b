//! A plain look through the titles, for when the engine is not there.

use playbook::PageBundle;
use wire::IntentId;

/// The intents, at most three, whose titles share the most with the question.
#[must_use]
pub fn near(bundle: &PageBundle, question: &str) -> Vec<IntentId> {
    let asked = parts(question);
    // Three passes for the best each time: less code than sorting, for a list this short.
    let mut near: Vec<IntentId> = Vec::new();
    while near.len() < 3 {
        let mut best = (0, None);
        for intent in &bundle.intents {
            let shared = intent.title.iter().map(|(_, title)| shared(title, &asked)).max().unwrap_or(0);
            if shared > best.0 && !near.contains(&intent.id) {
                best = (shared, Some(&intent.id));
            }
        }
        let Some(id) = best.1 else { break };
        near.push(id.clone());
    }
    near
}

fn shared(title: &str, asked: &[String]) -> usize {
    // What is being written ends in the middle of a word.
    parts(title).iter().filter(|part| asked.iter().any(|asked| part.starts_with(asked.as_str()))).count()
}

/// Words of four letters and more (shorter ones say little), and pairs of neighbouring Chinese characters.
fn parts(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() >= 4).map(str::to_owned);
    let letters: Vec<char> = lower.chars().collect();
    let pairs = letters
        .windows(2)
        .filter(|pair| pair.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)))
        .map(|pair| pair.iter().collect());
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
