//! Values as an owner would write them.

use std::fmt::Write as _;

use super::Value;

/// A line in braces or brackets is at most so long, in characters, where it could be several.
const WIDE: usize = 110;
/// The same for entries of lists that are read as a table.
const ROW: usize = 260;

/// Fields whose texts are ids, numbers and words of the format; they need no quotes.
const PLAIN: [&str; 29] = [
    "id",
    "site",
    "version",
    "locales",
    "suggestions",
    "flow",
    "skill",
    "handoff",
    "start",
    "next",
    "slot",
    "kind",
    "is",
    "locale",
    "otherwise",
    "end",
    "value",
    "priority",
    "card",
    "optional",
    "when",
    "min",
    "max",
    "factor",
    "close_unanswered_after_hours",
    "forget_after_days",
    "from",
    "to",
    "days",
];
/// Fields that stand in lines even where they would fit one.
const LINES: [&str; 13] = [
    "settings",
    "routing",
    "skills",
    "flows",
    "steps",
    "ask",
    "handoff",
    "branch",
    "intents",
    "examples",
    "answer",
    "out_of_scope",
    "choices",
];
/// Lists whose entries are rows of a table.
const ROWS: [&str; 4] = ["skills", "branch", "choices", "units"];

/// A value behind a colon or a dash: what stands on its line, and the lines below.
pub(super) struct Written {
    pub(super) head: String,
    pub(super) body: Vec<String>,
}

impl Written {
    /// Behind what stands before it on its line.
    pub(super) fn behind(&self, before: &str) -> String {
        let mut text = before.to_owned();
        if !self.head.is_empty() {
            text.push(' ');
            text.push_str(&self.head);
        }
        text + &self.below()
    }

    /// The lines below, each behind a line's end.
    pub(super) fn below(&self) -> String {
        self.body.iter().fold(String::new(), |text, line| text + "\n" + line)
    }
}

/// The value of a field `key` whose name stands `indent` columns in. `parent` is the field that holds it.
pub(super) fn value(value: &Value, key: &str, parent: &str, indent: usize) -> Written {
    let inline = |head: String| Written { head, body: Vec::new() };
    match value {
        Value::Text(text) => self::text(text, key, indent),
        Value::List(items) if items.is_empty() => inline("[]".to_owned()),
        Value::Map(entries) if entries.is_empty() => inline("{}".to_owned()),
        Value::List(_) | Value::Map(_) => {
            let is_listed = LINES.contains(&key) || matches!((parent, value), ("examples" | "answer", _));
            if !is_listed && let Some(line) = flow(value, key, WIDE.saturating_sub(indent + key.len() + 2)) {
                return inline(line);
            }
            let body = match value {
                Value::List(items) => items.iter().flat_map(|entry| lines(item(entry, key, indent + 2))).collect(),
                Value::Map(entries) => {
                    entries.iter().flat_map(|(name, held)| lines(entry(name, held, key, indent + 2))).collect()
                }
                Value::Text(_) => Vec::new(),
            };
            Written { head: String::new(), body }
        }
    }
}

/// A field, its name `indent` columns in.
pub(super) fn entry(name: &str, held: &Value, parent: &str, indent: usize) -> String {
    value(held, name, parent, indent).behind(&format!("{}{}:", " ".repeat(indent), self::name(name)))
}

/// An entry of the list `key`, its dash `indent` columns in.
pub(super) fn item(held: &Value, key: &str, indent: usize) -> String {
    behind_dash(held, key, indent).behind(&format!("{}-", " ".repeat(indent)))
}

/// What stands behind the dash.
pub(super) fn behind_dash(held: &Value, key: &str, indent: usize) -> Written {
    match held {
        Value::Map(entries) if !entries.is_empty() => {
            if ROWS.contains(&key)
                && let Some(line) = flow(held, key, ROW)
            {
                return Written { head: line, body: Vec::new() };
            }
            let mut all = entries.iter().flat_map(|(name, held)| lines(entry(name, held, key, indent + 2)));
            let head = all.next().unwrap_or_default().trim_start().to_owned();
            Written { head, body: all.collect() }
        }
        Value::Map(_) | Value::Text(_) => value(held, key, "", indent),
        Value::List(_) => Written { head: flow(held, key, usize::MAX).unwrap_or_else(|| "[]".to_owned()), body: Vec::new() },
    }
}

/// A value in one line, if it is at most so wide.
pub(super) fn flow(value: &Value, key: &str, width: usize) -> Option<String> {
    let line = match value {
        Value::Text(text) => word(text, key),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, key, width)).collect::<Option<_>>()?;
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Map(entries) => {
            let field = |(name, held): &(String, Value)| Some(format!("{}: {}", self::name(name), flow(held, name, width)?));
            let fields: Vec<String> = entries.iter().map(field).collect::<Option<_>>()?;
            format!("{{ {} }}", fields.join(", "))
        }
    };
    (line.chars().count() <= width).then_some(line)
}

fn lines(text: String) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

/// A text; of several lines as several, where YAML reads them as they are.
fn text(text: &str, key: &str, indent: usize) -> Written {
    let is_block = text.contains('\n') && text.chars().all(|c| c == '\n' || is_printed(c)) && !text.starts_with([' ', '\n']);
    if !is_block {
        return Written { head: word(text, key), body: Vec::new() };
    }
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent + 2)) };
    Written { head: "|".to_owned(), body: text.split('\n').map(line).collect() }
}

fn word(text: &str, key: &str) -> String {
    if PLAIN.contains(&key) && is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn name(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// What is a text without quotes, in braces too.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        && text != "null"
}

/// Text as a YAML value that reads as exactly this text.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if !is_printed(c) => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What YAML allows unescaped, and people can see.
pub(crate) fn is_printed(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}
