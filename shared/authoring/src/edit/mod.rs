//! The owner's file, changed where something changed and nowhere else.
//!
//! A change is told as what the file shall say: a [`Value`]. [`rewrite`] compares it with what the file says and replaces the places
//! that differ. Comments, order, quotes and blank lines elsewhere stay, byte for byte.
//!
//! 1. `value`: what a file says, without how.
//! 2. `page`: places of the parser to bytes, lines, what is to be replaced.
//! 3. `write`: values as an owner would write them.
//! 4. `merge`: from the difference of two values to replacements. Entries of maps are matched by their keys, entries of lists by their ids or
//!    texts, so that what was moved keeps its wording and its comments.
//!
//! The result is read again and compared. Where it does not say what it shall (YAML has more shapes than anybody tests), the topmost
//! entries that differ are written anew as a whole, and compared again. So an edit is right or refused, never wrong.

mod merge;
mod page;
mod value;
mod write;

use crate::finding::{Findings, Place};
use crate::tree::{self, Kind, Node};

pub(crate) use self::merge::align::common;
pub use self::value::Value;
pub(crate) use self::write::{is_printed, quoted};

use self::page::Page;

/// Why a file cannot be edited piecemeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// The place of what cannot be read; none where it is not known.
    pub place: Option<Place>,
}

/// The file, saying `new`.
///
/// # Errors
/// [`Stuck`] for a text that is no YAML, or that uses a shape of YAML which cannot be kept.
pub fn rewrite(text: &str, new: &Value) -> Result<String, Stuck> {
    rewrite_tree(text, &read(text)?, new).map(|(text, _)| text)
}

/// The same of a text whose tree is known, and the new text's tree.
pub(crate) fn rewrite_tree(text: &str, root: &Node, new: &Value) -> Result<(String, Node), Stuck> {
    if value::is(root, new) {
        return Ok((text.to_owned(), root.clone()));
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let page = Page::new(body);
    for is_coarse in [false, true] {
        let Some(edited) = merge::merge(&page, root, new, is_coarse) else { continue };
        if let Ok(tree) = read(&edited)
            && value::is(&tree, new)
        {
            let mark = text.get(..text.len() - body.len()).unwrap_or_default();
            return Ok((format!("{mark}{edited}"), tree));
        }
    }
    Err(Stuck { place: None })
}

/// What a file says.
///
/// # Errors
/// [`Stuck`] for a text that is no YAML, or has no map of named fields at its root.
pub fn parse(text: &str) -> Result<Value, Stuck> {
    value_of(&read(text)?)
}

/// The same of a tree.
pub(crate) fn value_of(root: &Node) -> Result<Value, Stuck> {
    value::of(root).filter(|value| matches!(value, Value::Map(_))).ok_or(Stuck { place: Some(root.place) })
}

fn read(text: &str) -> Result<Node, Stuck> {
    let mut findings = Findings::new("");
    let root = tree::parse(text, &mut findings);
    let place = findings.list.first().map(|finding| finding.place);
    root.filter(|root| matches!(root.kind, Kind::Map(_))).ok_or(Stuck { place })
}
