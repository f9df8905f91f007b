//! From what a file says and what it shall say to what is to be replaced.

pub(super) mod align;
mod list;
mod map;

use crate::edit::page::{Page, Splice};
use crate::edit::{Value, value, write};
use crate::tree::{Form, Kind, Node};

/// A line in braces that grows longer becomes several.
const WIDE: usize = 130;

/// The text with `new` merged into it; `None` where its shape is not one that is known here. `is_coarse`: entries at the root are
/// written anew as a whole.
pub(super) fn merge(page: &Page<'_>, root: &Node, new: &Value, is_coarse: bool) -> Option<String> {
    let (Kind::Map(old), Value::Map(entries)) = (&root.kind, new) else { return None };
    let mut merge = Merge { page, is_coarse, splices: Vec::new() };
    let slot = Slot { after: 0, indent: 0, key: "", parent: "", is_inline: root.form == Form::Flow, is_item: false };
    match root.form {
        Form::Flow => merge.braces(&slot, root, old, entries)?,
        Form::Plain | Form::Quoted | Form::Block | Form::Lines => merge.fields(&slot, root, old, entries)?,
    }
    page.spliced(0, page.text.len(), merge.splices)
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Slot<'a> {
    /// The byte behind its colon or dash.
    after: usize,
    /// The column of its key or dash, from 0.
    indent: usize,
    key: &'a str,
    /// The key of what holds it.
    parent: &'a str,
    /// It stands within brackets or braces.
    is_inline: bool,
    /// It stands behind a dash.
    is_item: bool,
}

struct Merge<'p, 't> {
    page: &'p Page<'t>,
    is_coarse: bool,
    splices: Vec<Splice>,
}

impl Merge<'_, '_> {
    fn splice(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.splices.push(Splice { start, end, text: text.into() });
    }

    /// The replacements that `work` makes, apart from those made so far.
    fn apart(&mut self, work: impl FnOnce(&mut Self) -> Option<()>) -> Option<Vec<Splice>> {
        let before = std::mem::take(&mut self.splices);
        let done = work(self);
        let made = std::mem::replace(&mut self.splices, before);
        done.map(|()| made)
    }

    /// Whatever the slot holds.
    fn value(&mut self, slot: &Slot<'_>, old: &Node, new: &Value) -> Option<()> {
        if value::is(old, new) {
            return Some(());
        }
        if self.is_coarse {
            return self.replace(slot, old, new);
        }
        match (&old.kind, old.form, new) {
            (Kind::Map(fields), Form::Lines, Value::Map(entries)) if !slot.is_inline && shares(fields, entries) => {
                self.fields(slot, old, fields, entries)
            }
            (Kind::Map(fields), Form::Flow, Value::Map(entries)) if shares(fields, entries) => {
                let made = self.apart(|merge| merge.braces(slot, old, fields, entries))?;
                let (start, end) = (self.page.at(old.place), self.page.end(old));
                let line = self.page.spliced(start, end, made.clone())?;
                let indent = self.page.slice(self.page.line_start(start), start).chars().count();
                if !slot.is_inline && !line.contains('\n') && indent + line.chars().count() > WIDE && !slot.is_item {
                    return self.replace(slot, old, new);
                }
                self.splices.extend(made);
                Some(())
            }
            (Kind::List(_), Form::Lines, Value::List(entries)) if !slot.is_inline && !entries.is_empty() => {
                self.items(slot, old, new, entries)
            }
            (Kind::Text { .. } | Kind::List(_) | Kind::Map(_), _, _) => self.replace(slot, old, new),
        }
    }

    /// The whole value written anew.
    fn replace(&mut self, slot: &Slot<'_>, old: &Node, new: &Value) -> Option<()> {
        let (start, end) = (self.page.at(old.place), self.page.end(old).max(slot.after));
        if slot.is_inline {
            let text = write::flow(new, slot.key, usize::MAX)?;
            return match old.form {
                Form::Plain if end <= start.max(slot.after) => {
                    self.splice(slot.after, slot.after, format!(" {text}"));
                    Some(())
                }
                Form::Plain | Form::Quoted | Form::Flow => {
                    self.splice(start, end, text);
                    Some(())
                }
                Form::Block | Form::Lines => None,
            };
        }
        let written = if slot.is_item {
            write::behind_dash(new, slot.key, slot.indent)
        } else {
            write::value(new, slot.key, slot.parent, slot.indent)
        };
        let key_end = self.page.line_end(slot.after);
        let line_end = self.page.line_end(end);
        if old.form == Form::Lines && start > key_end {
            if written.head.is_empty() {
                let before = self.page.end_before(self.page.line_start(start))?;
                self.splice(before, line_end, written.below());
            } else {
                self.splice(slot.after, slot.after, format!(" {}", written.head));
                self.splice(key_end, line_end, written.below());
            }
        } else {
            let head = if written.head.is_empty() { String::new() } else { format!(" {}", written.head) };
            self.splice(slot.after, end, head);
            self.splice(line_end, line_end, written.below());
        }
        Some(())
    }
}

/// Whether some key stays.
fn shares(old: &[(Node, Node)], new: &[(String, Value)]) -> bool {
    old.iter().any(|(key, _)| new.iter().any(|(name, _)| value::name(key) == Some(name)))
}
