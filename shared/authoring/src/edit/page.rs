//! A file's bytes and lines, and what is to be put in their place.

use crate::finding::Place;
use crate::tree::{Form, Kind, Node};

/// A text and where its lines begin.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    starts: Vec<usize>,
    is_crlf: bool,
}

/// Bytes to be replaced. Within them lines end as `\n`, whatever the file does.
#[derive(Debug, Clone)]
pub(super) struct Splice {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str) -> Page<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let first = text.find('\n').unwrap_or_default();
        Page { text, starts, is_crlf: text.get(..first).is_some_and(|line| line.ends_with('\r')) }
    }

    /// The byte at a place.
    pub(super) fn at(&self, place: Place) -> usize {
        let start = self.starts.get(place.line - 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..).unwrap_or_default();
        let within = line.char_indices().nth(place.column - 1).map_or(line.len(), |(at, _)| at);
        start + within
    }

    /// The byte behind the last of a value that is no blank.
    pub(super) fn end(&self, node: &Node) -> usize {
        match node.form {
            Form::Quoted => return self.behind_quote(self.at(node.place)),
            Form::Flow => return self.behind_bracket(node),
            Form::Plain | Form::Block | Form::Lines => {}
        }
        let end = self.at(node.end);
        self.text.get(..end).map_or(end, |before| before.trim_end().len())
    }

    /// The byte behind the quote that ends a text; the parser's end lies behind blanks and comments.
    fn behind_quote(&self, start: usize) -> usize {
        let text = self.text.get(start..).unwrap_or_default();
        let mut chars = text.char_indices().peekable();
        let quote = chars.next().map(|(_, c)| c);
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' if quote == Some('"') => drop(chars.next()),
                '\'' if quote == Some(c) && chars.peek().is_some_and(|(_, next)| *next == c) => drop(chars.next()),
                c if quote == Some(c) => return start + at + 1,
                _ => {}
            }
        }
        self.text.len()
    }

    /// The byte behind what closes a collection; the parser's end is another one where a comma stands before.
    fn behind_bracket(&self, node: &Node) -> usize {
        let last = match &node.kind {
            Kind::Text { .. } => None,
            Kind::List(items) => items.last(),
            Kind::Map(entries) => entries.last().map(|(_, held)| held),
        };
        let start = last.map_or_else(|| self.at(node.place) + 1, |last| self.end(last));
        let mut is_comment = false;
        for (at, c) in self.text.get(start..).unwrap_or_default().char_indices() {
            match c {
                '\n' => is_comment = false,
                '#' => is_comment = true,
                '}' | ']' if !is_comment => return start + at + 1,
                _ => {}
            }
        }
        self.text.len()
    }

    /// The byte behind the colon of a key.
    pub(super) fn behind_colon(&self, key: &Node) -> Option<usize> {
        let end = self.end(key);
        let rest = self.text.get(end..)?;
        let colon = end + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        self.text.get(colon..)?.starts_with(':').then_some(colon + 1)
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= at);
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Where the line of a byte ends, before what ends it.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Where the line before the one that begins here ends; none for the first.
    pub(super) fn end_before(&self, line_start: usize) -> Option<usize> {
        let before = self.text.get(..line_start)?.strip_suffix('\n')?;
        Some(before.strip_suffix('\r').unwrap_or(before).len())
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether only blanks stand before a byte on its line.
    pub(super) fn is_first(&self, at: usize) -> bool {
        self.slice(self.line_start(at), at).bytes().all(|byte| byte == b' ')
    }

    /// A part of the text with these replacements, none of which may reach out of it; `None` if two of them meet.
    pub(super) fn spliced(&self, start: usize, end: usize, mut splices: Vec<Splice>) -> Option<String> {
        // What is put in between comes before what is taken away there.
        splices.sort_by_key(|splice| (splice.start, splice.end));
        let mut out = String::with_capacity(end.saturating_sub(start));
        let mut done = start;
        for splice in splices {
            if splice.start < done || splice.end > end {
                return None;
            }
            out.push_str(self.slice(done, splice.start));
            if self.is_crlf {
                out.push_str(&splice.text.replace("\r\n", "\n").replace('\n', "\r\n"));
            } else {
                out.push_str(&splice.text);
            }
            done = splice.end;
        }
        out.push_str(self.slice(done, end));
        Some(out)
    }
}
