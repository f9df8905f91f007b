//! Values between tabs, commas or semicolons.

use crate::finding::Findings;
use crate::table::{INTENT, LOCALE, Row, TEXT, fault, row};

pub(crate) fn read(text: &str, is_intent: &dyn Fn(&str) -> bool, findings: &mut Findings) -> Vec<Row> {
    let separator = separator(text);
    let mut records = Records::new(text, separator);
    let mut columns = None;
    let mut rows = Vec::new();
    while let Some(record) = records.next() {
        let (line, values) = match record {
            Ok(record) => record,
            Err(line) => {
                fault(
                    findings,
                    line,
                    "the quote that opens here is never closed",
                    "close it, or double a quote that is part of the text",
                );
                break;
            }
        };
        if values.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        let Some(known) = &columns else {
            match Columns::of(&values, is_intent) {
                Some((found, is_header)) => {
                    if !is_header {
                        rows.extend(found.row(line, &values, findings));
                    }
                    columns = Some(found);
                }
                // Remarks may stand above the names.
                None if values.first().is_some_and(|value| value.starts_with('#')) => {}
                None => {
                    let help = "name the columns in the first line: `text` (or `question`) and `intent` (or `label`), with a tab or a comma between";
                    fault(findings, line, "the first line does not name the columns", help);
                    break;
                }
            }
            continue;
        };
        rows.extend(known.row(line, &values, findings));
    }
    rows
}

/// The separator that occurs most in the first line with names.
fn separator(text: &str) -> char {
    let head = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    ['\t', ',', ';'].into_iter().find(|separator| head.contains(*separator)).unwrap_or('\t')
}

struct Columns {
    text: usize,
    intent: usize,
    locale: Option<usize>,
}

impl Columns {
    /// Where what stands, and whether this record is the header.
    fn of(values: &[String], is_intent: &dyn Fn(&str) -> bool) -> Option<(Columns, bool)> {
        let find =
            |names: &[&str]| values.iter().position(|value| names.iter().any(|name| value.trim().eq_ignore_ascii_case(name)));
        if let (Some(text), Some(intent)) = (find(&TEXT), find(&INTENT)) {
            return Some((Columns { text, intent, locale: find(&LOCALE) }, true));
        }
        let second = values.get(1)?.trim();
        let is_label = is_intent(second) || second.eq_ignore_ascii_case("oos");
        is_label.then_some((Columns { text: 0, intent: 1, locale: None }, false))
    }

    fn row(&self, line: usize, values: &[String], findings: &mut Findings) -> Option<Row> {
        let (Some(text), Some(intent)) = (values.get(self.text), values.get(self.intent)) else {
            let wanted = self.text.max(self.intent) + 1;
            fault(
                findings,
                line,
                format!("the line has {} of at least {wanted} columns", values.len()),
                "add what is missing, or quote a text that holds the separator",
            );
            return None;
        };
        row(line, text, intent, self.locale.and_then(|place| values.get(place)).map(String::as_str), findings)
    }
}

/// Records one after the other; a quoted value may hold line ends.
pub(crate) struct Records<'t> {
    text: &'t str,
    separator: char,
    line: usize,
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str, separator: char) -> Records<'t> {
        Records { text, separator, line: 1 }
    }

    /// The line a record begins in and its values, or the line of a quote that is never closed.
    pub(crate) fn next(&mut self) -> Option<Result<(usize, Vec<String>), usize>> {
        if self.text.is_empty() {
            return None;
        }
        let begin = self.line;
        let mut values = Vec::new();
        loop {
            let (value, rest) = match self.quoted() {
                Some(quoted) => quoted,
                // In a table with tabs a quote is mostly part of the text.
                None if self.separator == '\t' || !self.text.starts_with('"') => self.plain(),
                None => return Some(Err(self.line)),
            };
            self.line += value.matches('\n').count();
            values.push(value);
            let mut chars = rest.chars();
            match chars.next() {
                Some(c) if c == self.separator => self.text = chars.as_str(),
                _ => {
                    self.text = rest.strip_prefix('\r').unwrap_or(rest);
                    self.text = self.text.strip_prefix('\n').unwrap_or(self.text);
                    self.line += 1;
                    return Some(Ok((begin, values)));
                }
            }
        }
    }

    /// A value within quotes, if what begins here is one to its end.
    fn quoted(&self) -> Option<(String, &'t str)> {
        let mut rest = self.text.strip_prefix('"')?;
        let mut value = String::new();
        loop {
            let (before, after) = rest.split_once('"')?;
            value.push_str(before);
            if let Some(after) = after.strip_prefix('"') {
                value.push('"');
                rest = after;
            } else {
                let is_end = after.is_empty() || after.starts_with([self.separator, '\r', '\n']);
                return is_end.then_some((value, after));
            }
        }
    }

    fn plain(&self) -> (String, &'t str) {
        let end = self.text.find([self.separator, '\r', '\n']).unwrap_or(self.text.len());
        let (value, rest) = self.text.split_at_checked(end).unwrap_or((self.text, ""));
        (value.to_owned(), rest)
    }
}
