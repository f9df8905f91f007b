//! How the steps of a flow follow each other.

use book::Spot;

use super::Refusal;
use crate::edit::Value;

/// The step that a new flow has, and where one leads that nothing follows.
pub(super) const LAST: &str = "hand_off";

/// A flow whose steps are linked anew.
pub(super) struct Course<'v> {
    flow: &'v mut Value,
}

impl<'v> Course<'v> {
    pub(super) fn of(flow: &'v mut Value) -> Course<'v> {
        Course { flow }
    }

    pub(super) fn step(&mut self, id: &str) -> Result<&mut Value, Refusal> {
        super::with_id(self.flow.list("steps"), "step", id)
    }

    /// Whatever leads to one step leads to another.
    pub(super) fn lead(&mut self, from: &str, to: &str) {
        if self.flow.word("start") == from {
            self.flow.set("start", Value::text(to));
        }
        for step in self.flow.list("steps").into_iter().flatten() {
            each_next(step, |holder| {
                if holder.word("next") == from {
                    holder.set("next", Value::text(to));
                }
            });
        }
    }

    /// Takes a step out; what led to it leads to what follows.
    pub(super) fn take(&mut self, id: &str) -> Result<Value, Refusal> {
        let step = self.step(id)?.clone();
        let follows = follows(&step).filter(|next| next != id);
        if follows.is_none() && self.is_led_to(id) {
            let help = "let the steps before it go elsewhere first, or put another end in its place";
            return Err(Refusal::new(format!("the flow ends with `{id}`"), help));
        }
        if let Some(list) = self.flow.list("steps") {
            list.retain(|step| step.word("id") != id);
        }
        if let Some(next) = follows {
            self.lead(id, &next);
        }
        Ok(step)
    }

    /// Whether another step or the start leads to it.
    fn is_led_to(&mut self, id: &str) -> bool {
        let mut is_led_to = self.flow.word("start") == id;
        for step in self.flow.list("steps").into_iter().flatten().filter(|step| step.word("id") != id) {
            each_next(step, |holder| is_led_to |= holder.word("next") == id);
        }
        is_led_to
    }

    /// Puts a step in: it leads to what the spot led to.
    pub(super) fn insert(&mut self, spot: &Spot, mut step: Value) -> Result<(), Refusal> {
        let id = step.word("id").to_owned();
        let (place, old) = match &spot.after {
            None => {
                let old = self.flow.word("start").to_owned();
                self.flow.set("start", Value::text(&id));
                (0, old)
            }
            Some(after) => {
                let way = spot.way;
                let holder = way_of(self.step(after)?, way)?;
                let old = holder.word("next").to_owned();
                holder.set("next", Value::text(&id));
                let place = self.flow.list("steps").and_then(|list| list.iter().position(|step| step.word("id") == after));
                (place.map_or(0, |place| place + 1), old)
            }
        };
        go_on(&mut step, &old);
        super::texts::order(self.flow, &["id", "title", "start", "steps"]);
        if let Some(list) = self.flow.list("steps") {
            list.insert(place.min(list.len()), step);
        }
        Ok(())
    }
}

/// What holds a step's `next`: the step itself, or the ways of its branch.
fn each_next(step: &mut Value, mut act: impl FnMut(&mut Value)) {
    if let Some(Value::List(ways)) = step.get_mut("branch") {
        ways.iter_mut().for_each(act);
    } else {
        act(step);
    }
}

/// What follows a step when nothing else is said.
fn follows(step: &Value) -> Option<String> {
    let next = match step.get("branch") {
        Some(branch) => branch.items().iter().find(|way| way.get("otherwise").is_some())?.word("next"),
        None => step.word("next"),
    };
    Some(next.to_owned()).filter(|next| !next.is_empty())
}

/// What holds the `next` of a way on.
fn way_of(step: &mut Value, way: Option<usize>) -> Result<&mut Value, Refusal> {
    let id = step.word("id").to_owned();
    if step.get("handoff").is_some() || step.get("end").is_some() {
        return Err(Refusal::new(format!("the flow ends with `{id}`"), "put the step before it"));
    }
    if step.get("branch").is_none() {
        return Ok(step);
    }
    let ways = step.list("branch").map(Vec::as_mut_slice).unwrap_or_default();
    let otherwise = ways.iter().position(|way| way.get("otherwise").is_some());
    let is_last = way.is_none_or(|way| way >= ways.iter().filter(|way| way.get("otherwise").is_none()).count());
    let place = if is_last { otherwise } else { way.filter(|way| otherwise.is_none_or(|last| *way < last)) };
    let found = place.and_then(|place| ways.get_mut(place));
    found.ok_or_else(|| Refusal::new(format!("the branch `{id}` has no such way"), "add `otherwise`"))
}

/// Lets a step that was put in go on to `next`: its only way, or those of its ways that lead nowhere yet, and "otherwise".
fn go_on(step: &mut Value, next: &str) {
    if next.is_empty() || step.get("handoff").is_some() || step.get("end").is_some() {
        return;
    }
    each_next(step, |holder| {
        let is_only = holder.get("id").is_some() || holder.get("otherwise").is_some();
        if is_only || holder.word("next").is_empty() {
            holder.set("next", Value::text(next));
        }
    });
}
