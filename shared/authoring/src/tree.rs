//! YAML as a tree that knows the place of everything in it.
//!
//! All scalars are text: `yes`, `1.0` and `no` mean what they say. Anchors, aliases and tags are refused: they hide content
//! from whoever reads the file, and expand without bound.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use crate::finding::{Findings, Place};

/// A file in bytes: twenty times the demo's.
pub(crate) const FILE_BYTES: usize = 4 * 1024 * 1024;
/// Nesting; a playbook needs nine.
const DEPTH: usize = 24;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) place: Place,
    /// Behind its last character, and perhaps behind blanks and comments that follow; of a collection that of its last value.
    pub(crate) end: Place,
    pub(crate) form: Form,
    pub(crate) kind: Kind,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A text without quotes.
    Plain,
    Quoted,
    /// A text below `|` or `>`.
    Block,
    /// A list or a map in lines of its own.
    Lines,
    /// A list in brackets, a map in braces.
    Flow,
}

impl Node {
    /// What stands in no file.
    pub(crate) fn bare(place: Place, kind: Kind) -> Node {
        Node { place, end: place, form: Form::Plain, kind }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text {
        text: String,
        /// The line of the file that the text's first line stands on, where its lines are lines of the file.
        first_line: Option<usize>,
    },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// The tree of a file; `None` if it cannot be read as YAML at all.
pub(crate) fn parse(text: &str, findings: &mut Findings) -> Option<Node> {
    if text.len() > FILE_BYTES {
        let start = Place { line: 1, column: 1 };
        findings.error(start, format!("the file has {} bytes", text.len()), format!("keep it under {FILE_BYTES}"));
        return None;
    }
    parse_all(text, findings)
}

/// As [`parse`], for a text whose size was looked at before.
pub(crate) fn parse_all(text: &str, findings: &mut Findings) -> Option<Node> {
    let start = Place { line: 1, column: 1 };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder { open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                if let Err(problem) = builder.add(event, span.start, span.end) {
                    findings.error(place(span.start), problem.0, problem.1);
                    return None;
                }
            }
            Err(error) => {
                findings.error(
                    place(*error.marker()),
                    format!("this is not YAML: {}", error.info()),
                    "check indentation, quotes and colons here and just before",
                );
                return None;
            }
        }
    }
    if builder.root.is_none() {
        findings.error(start, "the file is empty", "begin with `version: 1`");
    }
    builder.root
}

fn place(marker: Marker) -> Place {
    Place { line: marker.line().max(1), column: marker.col() + 1 }
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

enum Open {
    List(Place, Form, Vec<Node>),
    Map(Place, Form, Vec<(Node, Node)>, Option<Node>),
}

struct Problem(&'static str, &'static str);

impl Builder {
    fn add(&mut self, event: Event<'_>, start: Marker, end: Marker) -> Result<(), Problem> {
        const ANCHOR: Problem = Problem("anchors and aliases are not supported", "write the value out");
        const TAG: Problem = Problem("tags are not supported", "remove the word that begins with `!`");
        let (place, end) = (place(start), place(end));
        // The parser gives brackets and braces a length, and collections in lines none.
        let form = if end == place { Form::Lines } else { Form::Flow };
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 {
                    return Err(ANCHOR);
                }
                if tag.is_some() {
                    return Err(TAG);
                }
                let text =
                    if style == ScalarStyle::Plain && matches!(&*text, "~" | "null") { String::new() } else { text.into_owned() };
                // The parser gives the place of the first character that is no line end.
                let blank = text.len() - text.trim_start_matches('\n').len();
                let first_line = (style == ScalarStyle::Literal).then(|| place.line.saturating_sub(blank));
                let form = match style {
                    ScalarStyle::Plain => Form::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Form::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Form::Block,
                };
                self.close(Node { place, end, form, kind: Kind::Text { text, first_line } })
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) if anchor != 0 || tag.is_some() => {
                Err(if anchor != 0 { ANCHOR } else { TAG })
            }
            Event::SequenceStart(..) => self.open(Open::List(place, form, Vec::new())),
            Event::MappingStart(..) => self.open(Open::Map(place, form, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let end_of = |start, last: Option<&Node>| last.map_or(start, |last| last.end);
                match self.open.pop() {
                    Some(Open::List(place, form, list)) => {
                        self.close(Node { place, end: end_of(place, list.last()), form, kind: Kind::List(list) })
                    }
                    Some(Open::Map(place, form, map, _)) => {
                        let last = map.last().map(|(_, value)| value);
                        self.close(Node { place, end: end_of(place, last), form, kind: Kind::Map(map) })
                    }
                    None => Ok(()),
                }
            }
            Event::Alias(_) => Err(ANCHOR),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(Problem("the file has a second document", "keep one, without `---` lines"))
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn open(&mut self, open: Open) -> Result<(), Problem> {
        if self.open.len() >= DEPTH {
            return Err(Problem("this is nested too deep", "a playbook needs no more than nine levels"));
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node) -> Result<(), Problem> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, _, list)) => list.push(node),
            Some(Open::Map(_, _, map, key)) => match key.take() {
                Some(key) => map.push((key, node)),
                None => *key = Some(node),
            },
        }
        Ok(())
    }
}
