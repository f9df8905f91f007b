//! Calling colleagues in a note: `@name`.

use wire::{AgentId, limits};

/// What is being written after the last `@`, up to the caret: who may be meant. None where nobody is being called.
#[must_use]
pub fn asked(before_caret: &str) -> Option<&str> {
    let (front, name) = before_caret.rsplit_once('@')?;
    // An address of e-mail calls nobody.
    let begins = front.chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
    (begins && name.chars().count() <= 24 && !name.contains('\n')).then_some(name)
}

/// Colleagues whose name, or a word of it, begins with what is written.
#[must_use]
pub fn fitting<'a>(team: &'a [(AgentId, String)], written: &str) -> Vec<&'a (AgentId, String)> {
    let written = written.to_lowercase();
    let fits = |name: &str| name.starts_with(&written) || name.split_whitespace().any(|word| word.starts_with(&written));
    team.iter().filter(|(_, name)| fits(&name.to_lowercase())).collect()
}

/// The text with the name that is being written completed, a space behind it, and where the caret is then, in bytes.
#[must_use]
pub fn completed(text: &str, caret: usize, name: &str) -> Option<(String, usize)> {
    let (before, after) = text.split_at_checked(caret)?;
    let start = caret.checked_sub(asked(before)?.len())?;
    let front = [text.get(..start)?, name, " "].concat();
    Some(([front.as_str(), after.trim_start_matches(' ')].concat(), front.len()))
}

/// Who a note calls: longer names first, so that `@Ann Lee` does not call Ann too.
#[must_use]
pub fn called(text: &str, team: &[(AgentId, String)]) -> Vec<AgentId> {
    let mut by_length: Vec<&(AgentId, String)> = team.iter().filter(|(_, name)| !name.is_empty()).collect();
    by_length.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    let mut called: Vec<AgentId> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let behind = text.get(at + 1..).unwrap_or_default();
        let found = by_length.iter().find(|(_, name)| begins_with(behind, name));
        called.extend(found.map(|(id, _)| *id).filter(|id| !called.contains(id)));
    }
    called.truncate(limits::MENTIONS);
    called
}

/// Whatever the case, and not in the middle of a longer Latin word.
fn begins_with(text: &str, name: &str) -> bool {
    let Some((front, rest)) = text.split_at_checked(name.len()) else { return false };
    let goes_on = rest.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    front.to_lowercase() == name.to_lowercase() && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team() -> Vec<(AgentId, String)> {
        let names = ["Ann", "Ann Lee", "Bo", "李梅"];
        (1..).zip(names).map(|(id, name)| (AgentId::from_bits(id), name.to_owned())).collect()
    }

    fn ids(text: &str) -> Vec<u128> {
        called(text, &team()).into_iter().map(AgentId::bits).collect()
    }

    #[test]
    fn the_longest_name_is_called_once() {
        assert_eq!(ids("@Ann Lee look, @ann lee!"), [2]);
        assert_eq!(ids("@Ann and @bo"), [1, 3]);
        assert_eq!(ids("请@李梅看一下"), [4]);
    }

    #[test]
    fn a_longer_word_and_a_name_without_at_call_nobody() {
        assert_eq!(ids("@Annabel, Bo, bo@shop.example @"), [0u128; 0]);
    }

    #[test]
    fn a_name_is_looked_for_behind_the_last_at() {
        assert_eq!(asked("ask @an"), Some("an"));
        assert_eq!(asked("请@李"), Some("李"));
        assert_eq!(asked("mail me@shop"), None);
        assert_eq!(asked("nobody"), None);
        let found: Vec<String> = fitting(&team(), "le").into_iter().map(|(_, name)| name.clone()).collect();
        assert_eq!(found, ["Ann Lee"]);
    }

    #[test]
    fn a_completed_name_leaves_the_caret_behind_it() {
        assert_eq!(completed("ask @an please", 7, "Ann Lee"), Some(("ask @Ann Lee please".to_owned(), 13)));
        assert_eq!(completed("nobody", 6, "Bo"), None);
    }
}
