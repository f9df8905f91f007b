//! "Did you mean".

/// The candidate that `text` is most likely a misspelling of.
pub(crate) fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (text.chars().count() / 2).min(3);
    let distances = candidates.into_iter().map(|candidate| (distance(text, candidate), candidate));
    distances.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= allowed).map(|(_, candidate)| candidate)
}

/// "did you mean `x`?" or a list of what there is.
pub(crate) fn help<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    match (nearest(text, candidates.iter().copied()), candidates.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "there is none yet".to_owned(),
        (None, few) if few.len() <= 12 => format!("there is `{}`", few.join("`, `")),
        (None, _) => "check the spelling".to_owned(),
    }
}

/// Insertions, deletions and replacements between two texts.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in b.iter().enumerate() {
            let at = |place: usize, row: &[usize]| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(j, &row) + usize::from(a != *b);
            next.push(replaced.min(at(j + 1, &row) + 1).min(at(j, &next) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_word_is_proposed_and_a_far_one_is_not() {
        for (text, expected) in
            [("exampels", Some("examples")), ("titel", Some("title")), ("answr", Some("answer")), ("colour", None), ("", None)]
        {
            assert_eq!(nearest(text, ["id", "title", "examples", "answer"]), expected, "{text}");
        }
    }
}
