//! A flow as a tree that people read from top to bottom.
//!
//! Where the ways of a branch come together again, what follows stands once, below all of them and no further in.

use std::collections::{BTreeMap, BTreeSet};

use book::{Action, Row, Step};

pub(super) fn rows(start: &str, steps: &[Step]) -> Vec<Row> {
    let by_id: BTreeMap<&str, &Step> = steps.iter().rev().map(|step| (step.id.as_str(), step)).collect();
    let mut tree = Tree { by_id, seen: BTreeSet::new(), joins: Vec::new(), rows: Vec::new() };
    tree.walk(start, 0, None);
    for step in steps {
        if !tree.seen.contains(step.id.as_str()) {
            tree.seen.insert(&step.id);
            tree.rows.push(Row { step: step.id.clone(), depth: 0, way: None, again: false, lost: true });
        }
    }
    tree.rows
}

struct Tree<'s> {
    by_id: BTreeMap<&'s str, &'s Step>,
    seen: BTreeSet<&'s str>,
    /// Where the branches around come together.
    joins: Vec<&'s str>,
    rows: Vec<Row>,
}

impl<'s> Tree<'s> {
    fn walk(&mut self, start: &str, depth: usize, way: Option<usize>) {
        let (mut at, mut way) = (start.to_owned(), way);
        loop {
            let is_join = self.joins.contains(&at.as_str());
            if is_join && way.is_none() {
                return;
            }
            let found = self.by_id.get(at.as_str()).copied().filter(|step| !is_join && !self.seen.contains(step.id.as_str()));
            let Some(step) = found else {
                if !at.is_empty() {
                    self.rows.push(Row { step: at, depth, way, again: true, lost: false });
                }
                return;
            };
            self.seen.insert(&step.id);
            self.rows.push(Row { step: step.id.clone(), depth, way, again: false, lost: false });
            way = None;
            match &step.action {
                Action::Say { next, .. } | Action::Ask { next, .. } => at.clone_from(next),
                Action::Branch { ways, otherwise } => {
                    let targets: Vec<&str> = ways.iter().map(|way| way.next.as_str()).chain([otherwise.as_str()]).collect();
                    let join = self.join(&targets);
                    self.joins.extend(join);
                    for (place, target) in targets.iter().enumerate() {
                        self.walk(target, depth + 1, Some(place));
                    }
                    let Some(join) = join else { return };
                    self.joins.pop();
                    at = join.to_owned();
                }
                Action::HandOff { .. } | Action::End | Action::Unknown => return,
            }
        }
    }

    /// The step that most ways lead to, two at least, and of those the first on its way.
    fn join(&self, targets: &[&str]) -> Option<&'s str> {
        let reached: Vec<Vec<&'s str>> = targets.iter().map(|target| self.reached(target)).collect();
        let count = |id: &str| reached.iter().filter(|ids| ids.contains(&id)).count();
        let mut best: Option<(usize, &str)> = None;
        for id in reached.iter().flatten() {
            let ways = count(id);
            if ways > 1 && best.is_none_or(|(most, _)| ways > most) {
                best = Some((ways, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// What can follow, itself included, the nearest first.
    fn reached(&self, from: &str) -> Vec<&'s str> {
        let mut ids: Vec<&'s str> = Vec::new();
        let mut waiting = vec![from.to_owned()];
        let mut at = 0;
        while let Some(id) = waiting.get(at).cloned() {
            at += 1;
            let Some(step) = self.by_id.get(id.as_str()) else { continue };
            if ids.contains(&step.id.as_str()) || self.seen.contains(step.id.as_str()) {
                continue;
            }
            ids.push(&step.id);
            match &step.action {
                Action::Say { next, .. } | Action::Ask { next, .. } => waiting.push(next.clone()),
                Action::Branch { ways, otherwise } => {
                    waiting.extend(ways.iter().map(|way| way.next.clone()));
                    waiting.push(otherwise.clone());
                }
                Action::HandOff { .. } | Action::End | Action::Unknown => {}
            }
        }
        ids
    }
}
