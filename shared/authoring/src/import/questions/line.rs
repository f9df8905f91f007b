//! The lines of a page, each for what it could be.

/// A line, without what marks it.
#[derive(Clone, Copy)]
pub(super) enum Line<'t> {
    /// Behind `Q:` or `问：`.
    Question(&'t str),
    /// Behind `A:` or `答：`.
    Answer(&'t str),
    Heading(usize, &'t str),
    /// All of it is bold; then the line as written.
    Bold(&'t str, &'t str),
    Words(&'t str),
}

const QUESTIONS: [&str; 7] = ["q", "question", "问", "问题", "提问", "問", "問題"];
const ANSWERS: [&str; 7] = ["a", "answer", "答", "回答", "答案", "答复", "解答"];

/// With their numbers, which count from 1. Code and what stands above the page (`---`) is only text.
pub(super) fn read(text: &str) -> Vec<(usize, Line<'_>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut read = Vec::with_capacity(lines.len());
    let mut fence = None;
    let mut place = front_matter(&lines);
    while let Some(line) = lines.get(place).copied() {
        let trimmed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let below = lines.get(place + 1).map(|line| line.trim()).unwrap_or_default();
        let is_underlined = |mark: char| below.len() >= 3 && below.chars().all(|c| c == mark);
        if fence.is_some() || mark.is_some() {
            read.push((place + 1, Line::Words(line)));
        } else if !trimmed.is_empty()
            && !trimmed.starts_with(['-', '=', '|', '>', '#'])
            && (is_underlined('=') || is_underlined('-'))
        {
            read.push((place + 1, Line::Heading(if is_underlined('=') { 1 } else { 2 }, trimmed)));
            place += 1;
        } else {
            read.push((place + 1, kind(line)));
        }
        place += 1;
    }
    read
}

/// How many lines a block of settings takes at the top of the page.
fn front_matter(lines: &[&str]) -> usize {
    if lines.first().is_none_or(|line| line.trim_end() != "---") {
        return 0;
    }
    let end = lines.iter().skip(1).position(|line| line.trim_end() == "---");
    end.map_or(0, |end| end + 2)
}

fn kind(line: &str) -> Line<'_> {
    let trimmed = line.trim();
    if let Some(words) = said(trimmed, &QUESTIONS) {
        return Line::Question(words);
    }
    if let Some(words) = said(trimmed, &ANSWERS) {
        return Line::Answer(words);
    }
    let level = trimmed.len() - trimmed.trim_start_matches('#').len();
    if let (1..=6, Some(words)) = (level, trimmed.get(level..).filter(|words| words.starts_with([' ', '\t']))) {
        return Line::Heading(level, words.trim().trim_end_matches('#').trim_end());
    }
    bold(trimmed).map_or(Line::Words(line), |words| Line::Bold(words, line))
}

/// What stands behind one of these words and a colon, perhaps with a number between, in bold or as a heading.
fn said<'t>(line: &'t str, words: &[&str]) -> Option<&'t str> {
    let start = line.trim_start_matches(['#', '*', '_', '-', '+', '>', ' ', '【', '[']);
    let end = start.find([':', '：', '、', '.', '】', ']']).filter(|end| *end <= 24)?;
    let (word, rest) = start.split_at_checked(end)?;
    let bare = word.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '*' | '_'));
    let is_numbered = bare.len() < word.trim().trim_end_matches(['*', '_', ' ']).len();
    let mark = rest.chars().next()?;
    // `Q. …` alone could end a sentence; `Q1. …` does not.
    if matches!(mark, '.' | '、') && !is_numbered {
        return None;
    }
    if !words.contains(&bare.to_lowercase().as_str()) {
        return None;
    }
    let rest = rest.get(mark.len_utf8()..)?.trim_start_matches([':', '：']).trim();
    // `**Q:** text` and `**Q: text**`.
    let is_bold = line.trim_start_matches(['#', '-', ' ']).starts_with("**");
    let rest = if is_bold { rest.strip_prefix("**").unwrap_or(rest.strip_suffix("**").unwrap_or(rest)) } else { rest };
    Some(rest.trim())
}

/// The words of a line that is bold as a whole, perhaps numbered.
fn bold(line: &str) -> Option<&str> {
    let line = without_number(line.strip_prefix("- ").unwrap_or(line).trim());
    let mark = ["**", "__"].into_iter().find(|mark| line.starts_with(mark))?;
    let words = line.strip_prefix(mark)?.trim_end_matches([':', '：', ' ']).strip_suffix(mark)?;
    (!words.trim().is_empty() && !words.contains(mark)).then(|| words.trim())
}

/// `1. Can I …` and `1、能不能…` without the number.
pub(super) fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let is_number = (1..=3).contains(&digits) && rest.starts_with(['.', ')', '、', '．']);
    // `1.5 litres` is no number of a list.
    let rest = rest.trim_start_matches(['.', ')', '、', '．']);
    if is_number && !rest.starts_with(|c: char| c.is_ascii_digit()) { rest.trim_start() } else { line }
}
