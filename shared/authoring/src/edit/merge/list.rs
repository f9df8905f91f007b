//! Lists in lines: entries are matched by what names them.

use super::align::{From, align};
use super::{Merge, Slot};
use crate::edit::{Value, write};
use crate::tree::{Kind, Node};

/// An entry in the file.
#[derive(Clone, Copy)]
struct Extent {
    dash: usize,
    /// Where its line begins, and where its last line ends.
    start: usize,
    end: usize,
}

impl Merge<'_, '_> {
    /// `entries` are those of `new`, and not none.
    pub(super) fn items(&mut self, slot: &Slot<'_>, list: &Node, new: &Value, entries: &[Value]) -> Option<()> {
        let Kind::List(old) = &list.kind else { return None };
        let extents = self.extents(slot.after, old)?;
        let first = extents.first()?;
        let column = first.dash - first.start;
        let from = align(old, entries);
        if !from.iter().any(|from| matches!(from, From::Kept(_))) {
            return self.replace(slot, list, new);
        }
        let is_spaced = extents.get(1).and_then(|second| self.above(self.with_comments(second, 1)));
        let is_spaced = is_spaced.is_some_and(|(_, is_blank)| is_blank);

        // Added ones stand behind the last that stays of those before them, or before the first entry of all.
        let mut anchor: Option<&Extent> = None;
        for (source, held) in from.iter().zip(entries) {
            let text = match source {
                From::Kept(at) => {
                    let extent = extents.get(*at)?;
                    self.entry(slot, column, extent, old.get(*at)?, held)?;
                    anchor = Some(extent);
                    continue;
                }
                From::Moved(at) => {
                    let extent = extents.get(*at)?;
                    let node = old.get(*at)?;
                    let made = self.apart(|merge| merge.entry(slot, column, extent, node, held))?;
                    self.page.spliced(self.with_comments(extent, *at), extent.end, made)?
                }
                From::New => write::item(held, slot.key, column),
            };
            if let Some(extent) = anchor {
                self.splice(extent.end, extent.end, format!("{}{text}", if is_spaced { "\n\n" } else { "\n" }));
            } else {
                let before = self.page.end_before(first.start)?;
                self.splice(before, before, format!("\n{text}{}", if is_spaced { "\n" } else { "" }));
            }
        }
        for (at, extent) in extents.iter().enumerate() {
            if !from.contains(&From::Kept(at)) {
                let start = if from.contains(&From::Moved(at)) { self.with_comments(extent, at) } else { extent.start };
                let (above, is_blank) = self.above(start)?;
                let before = if is_spaced && is_blank && at > 0 { above } else { self.page.end_before(start)? };
                self.splice(before, extent.end, "");
            }
        }
        Some(())
    }

    fn entry(&mut self, slot: &Slot<'_>, column: usize, extent: &Extent, node: &Node, held: &Value) -> Option<()> {
        let slot = Slot { after: extent.dash + 1, indent: column, key: slot.key, parent: "", is_inline: false, is_item: true };
        self.value(&slot, node, held)
    }

    /// The lines of each entry; `None` where one does not begin a line.
    fn extents(&self, after: usize, old: &[Node]) -> Option<Vec<Extent>> {
        let mut from = after;
        let mut extents = Vec::new();
        for node in old {
            let between = self.page.slice(from, self.page.text.len());
            let mut at = from;
            let dash = between.split_inclusive('\n').find_map(|line| {
                let blank = line.len() - line.trim_start_matches(' ').len();
                let found = line.get(blank..).filter(|rest| rest.starts_with('-')).map(|_| at + blank);
                at += line.len();
                found
            })?;
            // A dash behind the entry belongs to another.
            if !self.page.is_first(dash) || dash > self.page.at(node.place) {
                return None;
            }
            let end = self.page.end(node).max(dash + 1);
            from = self.page.line_end(end);
            extents.push(Extent { dash, start: self.page.line_start(dash), end: from });
        }
        Some(extents)
    }

    /// The end of the last line above a line that is not blank, and whether blank ones stand between.
    fn above(&self, line_start: usize) -> Option<(usize, bool)> {
        let mut before = self.page.end_before(line_start)?;
        let mut is_blank = false;
        loop {
            let line = self.page.line_start(before);
            if !self.page.slice(line, before).trim().is_empty() {
                return Some((before, is_blank));
            }
            before = self.page.end_before(line)?;
            is_blank = true;
        }
    }

    /// Where the comments begin that stand right above an entry. Those above the first may speak of the list.
    fn with_comments(&self, extent: &Extent, at: usize) -> usize {
        let mut start = extent.start;
        while at > 0
            && let Some(before) = self.page.end_before(start)
        {
            let line = self.page.line_start(before);
            let text = self.page.slice(line, before);
            let blank = text.len() - text.trim_start().len();
            if !text.trim_start().starts_with('#') || blank != extent.dash - extent.start {
                break;
            }
            start = line;
        }
        start
    }
}
