//! Maps: entries are matched by their keys.

use super::{Merge, Slot};
use crate::edit::value::{name, pairs};
use crate::edit::{Value, write};
use crate::tree::Node;

impl Merge<'_, '_> {
    /// A map whose entries stand in lines of their own.
    pub(super) fn fields(&mut self, slot: &Slot<'_>, map: &Node, old: &[(Node, Node)], new: &[(String, Value)]) -> Option<()> {
        let keys: Vec<&str> = old.iter().map(|(key, _)| name(key)).collect::<Option<_>>()?;
        let pairs = pairs(&keys, new);
        let indent = map.place.column - 1;
        let is_kept: Vec<bool> = (0..old.len()).map(|at| pairs.contains(&Some(at))).collect();
        // Added ones stand behind the last that stays of those before them, or behind the first that stays.
        let mut anchor = is_kept.iter().position(|is_kept| *is_kept)?;
        let mut added = Vec::new();
        for (pair, (key, held)) in pairs.iter().zip(new) {
            match pair {
                Some(at) => {
                    anchor = *at;
                    let (name, node) = old.get(*at)?;
                    let after = self.page.behind_colon(name)?;
                    self.value(&Slot { after, indent, key, parent: slot.key, is_inline: false, is_item: false }, node, held)?;
                }
                None => {
                    let end = self.end_of(old.get(anchor)?)?;
                    let text = write::entry(key, held, slot.key, indent);
                    let gap = if indent == 0 && slot.key.is_empty() && text.contains('\n') { "\n\n" } else { "\n" };
                    added.push((end, format!("{gap}{text}")));
                }
            }
        }
        for (at, text) in added {
            self.splice(at, at, text);
        }
        let mut at = 0;
        while let Some(entry) = old.get(at) {
            at = if is_kept.get(at) == Some(&true) { at + 1 } else { self.remove_field(old, &is_kept, at, entry)? };
        }
        Some(())
    }

    /// Takes an entry away, and perhaps its neighbours; gives the place of the next to look at.
    fn remove_field(&mut self, old: &[(Node, Node)], is_kept: &[bool], at: usize, entry: &(Node, Node)) -> Option<usize> {
        let start = self.page.at(entry.0.place);
        if !self.page.is_first(start) {
            // Behind a dash: the next that stays moves up.
            let next = is_kept.iter().skip(at).position(|is_kept| *is_kept)? + at;
            self.splice(start, self.page.at(old.get(next)?.0.place), "");
            return Some(next);
        }
        let end = self.end_of(entry)?;
        let line = self.page.line_start(start);
        match self.page.end_before(line) {
            Some(before) => self.splice(before, end, ""),
            None => self.splice(line, old.get(at + 1).map_or(end, |(key, _)| self.page.line_start(self.page.at(key.place))), ""),
        }
        Some(at + 1)
    }

    /// Where the last line of an entry ends.
    fn end_of(&self, (key, held): &(Node, Node)) -> Option<usize> {
        let after = self.page.behind_colon(key)?;
        Some(self.page.line_end(self.page.end(held).max(after)))
    }

    /// A map in braces.
    pub(super) fn braces(&mut self, slot: &Slot<'_>, map: &Node, old: &[(Node, Node)], new: &[(String, Value)]) -> Option<()> {
        let keys: Vec<&str> = old.iter().map(|(key, _)| name(key)).collect::<Option<_>>()?;
        let pairs = pairs(&keys, new);
        let is_same_shape = old.len() == new.len() && pairs.iter().all(Option::is_some);
        let mut parts = Vec::new();
        for (pair, (key, held)) in pairs.iter().zip(new) {
            let Some(at) = pair else {
                parts.push(write::flow(&Value::Map(vec![(key.clone(), held.clone())]), "", usize::MAX)?);
                continue;
            };
            let (name, node) = old.get(*at)?;
            let after = self.page.behind_colon(name)?;
            let made = self.apart(|merge| {
                merge.value(&Slot { after, indent: 0, key, parent: slot.key, is_inline: true, is_item: false }, node, held)
            })?;
            if is_same_shape {
                self.splices.extend(made);
            } else {
                parts.push(self.page.spliced(self.page.at(name.place), self.page.end(node).max(after), made)?);
            }
        }
        if !is_same_shape {
            let parts: Vec<&str> = parts
                .iter()
                .map(|part| part.strip_prefix("{ ").and_then(|part| part.strip_suffix(" }")).unwrap_or(part))
                .collect();
            self.splice(self.page.at(map.place), self.page.end(map), format!("{{ {} }}", parts.join(", ")));
        }
        Some(())
    }
}
