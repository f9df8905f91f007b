//! A flow as a whole: it leads somewhere, and never round in circles without asking.

use std::collections::{BTreeMap, BTreeSet};

use playbook::flow::LATER;
use playbook::{Action, Flow, Question, Step};
use wire::{SlotId, StepId};

use crate::finding::{Findings, Place};
use crate::nearest;

/// What the steps speak of, with places.
#[derive(Default)]
pub(crate) struct Uses {
    pub(crate) steps: Vec<(StepId, Place)>,
    pub(crate) targets: Vec<(StepId, Place)>,
    pub(crate) slots: Vec<(SlotId, Place)>,
    pub(crate) card: Vec<(SlotId, Place)>,
    pub(crate) values: Vec<(SlotId, String, Place)>,
}

pub(crate) fn check_flow(flow: &Flow, place: Place, uses: &Uses, findings: &mut Findings) {
    let mut places: BTreeMap<&StepId, Place> = BTreeMap::new();
    for (id, place) in &uses.steps {
        if let Some(first) = places.get(id) {
            findings.error(
                *place,
                format!("the step `{id}` is defined a second time; the first is in line {}", first.line),
                "give each step its own id",
            );
        } else {
            places.insert(id, *place);
        }
    }
    let is_closed = uses.targets.iter().all(|(id, _)| places.contains_key(id));
    for (id, place) in uses.targets.iter().filter(|(id, _)| !places.contains_key(id)) {
        findings.error(
            *place,
            format!("there is no step `{id}`"),
            nearest::help(id.as_str(), places.keys().map(|id| id.as_str())),
        );
    }
    check_slots(flow, uses, findings);
    // Reaching and looping mean nothing while a step is missing.
    if is_closed {
        check_ways(flow, place, &places, findings);
    }
}

fn check_slots(flow: &Flow, uses: &Uses, findings: &mut Findings) {
    let known: BTreeSet<&SlotId> = flow.asks().map(|(_, ask)| &ask.slot).collect();
    for (slot, place) in uses.slots.iter().filter(|(slot, _)| !known.contains(slot)) {
        findings.error(
            *place,
            format!("no step asks for the slot `{slot}`"),
            nearest::help(slot.as_str(), known.iter().map(|slot| slot.as_str())),
        );
    }
    for (slot, value, place) in uses.values.iter().filter(|(slot, _, _)| known.contains(slot)) {
        let mut values: Vec<&str> = Vec::new();
        let mut is_closed = true;
        for (_, ask) in flow.asks().filter(|(_, ask)| ask.slot == *slot) {
            match &ask.question {
                Question::Choice { choices, .. } => values.extend(choices.iter().map(|choice| choice.value.as_str())),
                Question::Rating => values.extend(["1", "2", "3", "4", "5"]),
                Question::File { .. } => values.push(LATER),
                Question::Text { .. }
                | Question::Number(_)
                | Question::Date(_)
                | Question::Time
                | Question::Email
                | Question::Phone => is_closed = false,
            }
        }
        if is_closed && !values.contains(&value.as_str()) {
            findings.error(*place, format!("`{slot}` is never `{value}`"), nearest::help(value, values));
        }
    }
    let mut named = BTreeSet::new();
    for (slot, place) in uses.card.iter().filter(|(slot, _)| named.insert(slot)) {
        if let Some((_, ask)) = flow.asks().find(|(_, ask)| ask.slot == *slot && ask.label.is_empty()) {
            let help = "add `label: { … }` to its question: the agent's card shows the whole question now";
            findings.warning(*place, format!("the slot `{}` has no label", ask.slot), help);
        }
    }
}

fn check_ways(flow: &Flow, place: Place, places: &BTreeMap<&StepId, Place>, findings: &mut Findings) {
    let reached = reach(flow, &flow.start);
    for step in flow.steps.iter().filter(|step| !reached.contains(&step.id)) {
        let place = places.get(&step.id).copied().unwrap_or(place);
        findings.warning(place, format!("nothing leads to the step `{}`", step.id), "lead there by `next`, or remove it");
    }
    let is_end = |step: &&Step| matches!(step.action, Action::HandOff(_) | Action::End);
    if !flow.steps.iter().filter(|step| reached.contains(&step.id)).any(|step| is_end(&step)) {
        findings.error(
            place,
            format!("the flow `{}` never ends", flow.id),
            "let a way lead to a step with `handoff` or `end: true`",
        );
        return;
    }
    if let Some(cycle) = silent_cycle(flow) {
        let place = cycle.first().and_then(|id| places.get(id)).copied().unwrap_or(place);
        let way: Vec<&str> = cycle.iter().map(|id| id.as_str()).collect();
        findings.error(
            place,
            format!("the steps `{}` go round without asking anything", way.join("` → `")),
            "put a question between them, or end one way",
        );
    }
    for step in flow.steps.iter().filter(|step| reached.contains(&step.id)) {
        let ends = reach(flow, &step.id);
        if !flow.steps.iter().filter(|step| ends.contains(&step.id)).any(|step| is_end(&step)) {
            let place = places.get(&step.id).copied().unwrap_or(place);
            findings.error(
                place,
                format!("no way leads from the step `{}` to an end", step.id),
                "let one lead to a step with `handoff` or `end: true`",
            );
            return;
        }
    }
}

fn ways(step: &Step) -> Vec<&StepId> {
    match &step.action {
        Action::Say { next, .. } => vec![next],
        Action::Ask(ask) => vec![&ask.next],
        Action::Branch { arms, otherwise } => arms.iter().map(|arm| &arm.next).chain([otherwise]).collect(),
        Action::HandOff(_) | Action::End => Vec::new(),
    }
}

fn reach<'f>(flow: &'f Flow, from: &'f StepId) -> BTreeSet<&'f StepId> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(flow.step(id).map(ways).unwrap_or_default());
        }
    }
    reached
}

/// A cycle of steps none of which waits for the visitor.
fn silent_cycle(flow: &Flow) -> Option<Vec<&StepId>> {
    let mut done: BTreeSet<&StepId> = BTreeSet::new();
    for step in &flow.steps {
        let mut path: Vec<&StepId> = Vec::new();
        // Each entry: a step to enter, or the mark to leave the last one on the path.
        let mut open = vec![Some(&step.id)];
        while let Some(entry) = open.pop() {
            let Some(id) = entry else {
                done.extend(path.pop());
                continue;
            };
            if let Some(from) = path.iter().position(|known| *known == id) {
                return Some(path.split_off(from));
            }
            let Some(step) = flow.step(id) else { continue };
            if done.contains(id) || matches!(step.action, Action::Ask(_)) {
                continue;
            }
            path.push(id);
            open.push(None);
            open.extend(ways(step).into_iter().map(Some));
        }
    }
    None
}
