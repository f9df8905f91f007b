//! `nlu`: examples, without what is marked in them.

use std::collections::BTreeMap;

use crate::import::book::{Book, is_outside};
use crate::import::note::{Notes, count};
use crate::import::source::Text;
use crate::tree::{Kind, Node};

pub(super) fn read(text: &Text, root: &Node, book: &mut Book, notes: &mut Notes) {
    let mut others: BTreeMap<&str, (Vec<&str>, usize)> = BTreeMap::new();
    let mut marked = None;
    for entry in root.pick_list("nlu") {
        let line = entry.place.line;
        let Some(name) = entry.pick_text("intent") else {
            let kind = ["synonym", "lookup", "regex"].into_iter().find_map(|kind| Some((kind, entry.pick_text(kind)?)));
            let (kind, name) = kind.unwrap_or(("entry without intent", ""));
            others.entry(kind).or_insert((Vec::new(), line)).0.push(name);
            continue;
        };
        let Some(examples) = entry.pick("examples") else {
            notes.left_out(&text.at(line), format!("the intent `{name}` has no `examples`"), "add some questions to it");
            continue;
        };
        for (line, example) in examples_of(examples) {
            let plain = without_marks(&example);
            if plain != example {
                marked = marked.or(Some(line));
            }
            let name = Some(name).filter(|name| !is_outside(name));
            book.example(name, None, &plain, &text.at(entry.place.line));
        }
    }
    if let Some(line) = marked {
        let help = "nothing needs to be done: the words stay in the examples, and flows ask for what they need";
        notes.left_out(&text.at(line), "the marks of entities in examples", help);
    }
    for (kind, (names, line)) in others {
        let what = match kind {
            "synonym" => format!("{}{}", count(names.len(), "synonym", "synonyms"), listed(&names)),
            "lookup" => format!("{}{}", count(names.len(), "lookup table", "lookup tables"), listed(&names)),
            "regex" => format!("{}{}", count(names.len(), "pattern", "patterns"), listed(&names)),
            _ => count(names.len(), "entry without an intent", "entries without an intent"),
        };
        let help = match kind {
            "synonym" => "where customers use such words, write an example with them",
            "regex" => "for a question of a flow write its `pattern`",
            _ => "to let customers choose from a list, make it a question with `choices`",
        };
        notes.left_out(&text.at(line), what, help);
    }
}

/// The first names, for a note.
pub(super) fn listed(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    match (shown.is_empty(), names.len() > shown.len()) {
        (true, _) => String::new(),
        (false, true) => format!(" ({}, …)", shown.join(", ")),
        (false, false) => format!(" ({})", shown.join(", ")),
    }
}

/// A block of lines that begin with `- `, or a list of such.
fn examples_of(node: &Node) -> Vec<(usize, String)> {
    match &node.kind {
        Kind::Text { text, first_line } => lines(text, first_line.unwrap_or(node.place.line)),
        Kind::List(list) => {
            let of = |entry: &Node| match entry.pick("text") {
                Some(text) => examples_of(text),
                None => examples_of(entry),
            };
            // A list within a list is none of Rasa's.
            list.iter().filter(|entry| !matches!(entry.kind, Kind::List(_))).flat_map(of).collect()
        }
        Kind::Map(_) => Vec::new(),
    }
}

fn lines(text: &str, first: usize) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate().map(|(before, line)| {
        let line = line.trim();
        let line = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line);
        (first + before, if line == "-" { String::new() } else { line.trim().to_owned() })
    });
    lines.filter(|(_, line)| !line.is_empty()).collect()
}

/// `[text](entity)`, `[text]{"entity": …}` and `[text][{…}, {…}]` without the mark.
fn without_marks(example: &str) -> String {
    let mut out = String::new();
    let mut rest = example;
    while let Some((before, inner)) = rest.split_once('[') {
        out.push_str(before);
        let marked = inner.split_once(']').and_then(|(words, after)| {
            let close = match after.chars().next()? {
                '(' => ')',
                '{' => '}',
                '[' => ']',
                _ => return None,
            };
            let end = after.find(close)?;
            Some((words, after.get(end + close.len_utf8()..)?))
        });
        match marked {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push('[');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Rasa 1 wrote its examples as Markdown: `## intent:name`, then a list. Whether it was that.
pub(in crate::import) fn markdown(text: &Text, book: &mut Book, notes: &mut Notes) -> bool {
    if !text.text.lines().any(|line| line.starts_with("## intent:")) {
        return false;
    }
    let mut name = None;
    for (before, line) in text.text.lines().enumerate() {
        let at = text.at(before + 1);
        if let Some(heading) = line.strip_prefix("## ") {
            name = heading.strip_prefix("intent:").map(str::trim);
            if name.is_none() {
                notes.left_out(&at, format!("`{}`", heading.trim()), "synonyms, patterns and tables have no counterpart");
            }
        } else if let (Some(name), Some(example)) = (name, line.trim().strip_prefix(['-', '*', '+'])) {
            let example = example.split("<!--").next().unwrap_or_default();
            book.example(Some(name).filter(|name| !is_outside(name)), None, &without_marks(example), &at);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn an_example_keeps_its_words_and_loses_its_marks() {
        for (written, expected) in [
            ("send it to [Berlin](city) today", "send it to Berlin today"),
            ("a [large](size:big) one", "a large one"),
            (r#"from [Rome]{"entity": "city", "role": "from"}"#, "from Rome"),
            (r#"[Rome][{"entity": "city"}, {"entity": "x"}] now"#, "Rome now"),
            ("寄到[上海](city)多少钱", "寄到上海多少钱"),
            ("an [open bracket", "an [open bracket"),
            ("a [word] alone", "a [word] alone"),
        ] {
            assert_eq!(without_marks(written), expected);
        }
    }
}
