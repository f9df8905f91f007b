//! Tables as people export them: TSV, CSV or one JSON object per line.
//!
//! UTF-8 with or without a byte-order mark, UTF-16 with one; any line ends; quoted fields. The first line names the columns;
//! case does not count, the order neither, further columns are ignored.

mod json;
pub(crate) mod separated;

use crate::finding::{Findings, Place};

/// A file in bytes: a hundred thousand questions of a hundred bytes.
const FILE_BYTES: usize = 16 * 1024 * 1024;
/// Faults reported: after these the file is another kind than we think.
const FAULTS: usize = 20;

/// A question with what it should lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it begins in.
    pub line: usize,
    pub text: String,
    /// None for a question out of scope.
    pub intent: Option<String>,
    pub locale: Option<String>,
}

/// Names a column may have.
pub(crate) const TEXT: [&str; 5] = ["text", "question", "utterance", "query", "message"];
pub(crate) const INTENT: [&str; 5] = ["intent", "label", "expected", "expected_intent", "intent_id"];
pub(crate) const LOCALE: [&str; 3] = ["locale", "lang", "language"];
/// Labels that stand for "out of scope".
const OUT_OF_SCOPE: [&str; 5] = ["oos", "out_of_scope", "out-of-scope", "outofscope", "none"];

/// Reads a file of questions. `is_intent` tells the labels of the playbook, for a file whose first line names no columns.
///
/// # Errors
/// What is wrong, by line.
pub fn read(file: &str, bytes: &[u8], is_intent: &dyn Fn(&str) -> bool) -> Result<Vec<Row>, Findings> {
    let mut findings = Findings::new(file);
    let rows = match decode(bytes) {
        Ok(text) if text.trim_start().starts_with(['{', '[']) => json::read(&text, &mut findings),
        Ok(text) => separated::read(&text, is_intent, &mut findings),
        Err((line, what, help)) => {
            fault(&mut findings, line, what, help);
            Vec::new()
        }
    };
    if rows.is_empty() && findings.list.is_empty() {
        fault(&mut findings, 1, "the file has no question", "write one per line below the names of the columns");
    }
    if findings.list.is_empty() { Ok(rows) } else { Err(findings) }
}

pub(crate) fn fault(findings: &mut Findings, line: usize, what: impl Into<String>, help: impl Into<String>) {
    if findings.list.len() < FAULTS {
        findings.error(Place { line, column: 1 }, what, help);
    }
}

/// A row of its values, or a fault.
pub(crate) fn row(line: usize, text: &str, intent: &str, locale: Option<&str>, findings: &mut Findings) -> Option<Row> {
    let (text, intent) = (text.trim(), intent.trim());
    if text.is_empty() {
        fault(findings, line, "the question is empty", "write it, or remove the line");
        return None;
    }
    if intent.is_empty() {
        fault(findings, line, "the expected intent is empty", "write an intent's id, or `oos` for out of scope");
        return None;
    }
    let is_outside = OUT_OF_SCOPE.iter().any(|word| intent.eq_ignore_ascii_case(word));
    let locale = locale.map(str::trim).filter(|locale| !locale.is_empty()).map(str::to_owned);
    Some(Row { line, text: text.to_owned(), intent: (!is_outside).then(|| intent.to_owned()), locale })
}

fn decode(bytes: &[u8]) -> Result<String, (usize, &'static str, &'static str)> {
    const HELP: &str = "save it as UTF-8";
    if bytes.len() > FILE_BYTES {
        return Err((1, "the file is larger than 16 MiB", "split it"));
    }
    let wide = |unit: fn([u8; 2]) -> u16, rest: &[u8]| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| unit([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]))
            .collect();
        String::from_utf16(&units).map_err(|_| (1, "the file is damaged UTF-16", HELP))
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        all => utf8(all),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, (usize, &'static str, &'static str)> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        (line, "the line is not UTF-8", "save the file as UTF-8")
    })
}
