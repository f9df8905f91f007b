//! Where a step of a flow goes when it is moved by one place, or dropped on another.

use book::{Action, Flow, Spot, Step};

fn step<'a>(flow: &'a Flow, id: &str) -> Option<&'a Step> {
    flow.steps.iter().find(|step| step.id == id)
}

/// Steps in the order in which the tree shows them.
fn shown(flow: &Flow) -> impl Iterator<Item = &Step> {
    flow.rows.iter().filter(|row| !row.again).filter_map(|row| step(flow, &row.step))
}

/// Where a step hangs: the first place of the tree that leads to it.
#[must_use]
pub fn spot_of(flow: &Flow, id: &str) -> Option<Spot> {
    if flow.start == id {
        return Some(Spot::default());
    }
    shown(flow).find_map(|parent| {
        let after = Some(parent.id.clone());
        match &parent.action {
            Action::Say { next, .. } | Action::Ask { next, .. } => (next == id).then_some(Spot { after, way: None }),
            Action::Branch { ways, otherwise } => {
                let way = ways.iter().position(|way| way.next == id).or_else(|| (otherwise == id).then_some(ways.len()));
                way.map(|way| Spot { after, way: Some(way) })
            }
            Action::HandOff { .. } | Action::End | Action::Unknown => None,
        }
    })
}

/// The place behind a step: of a branch, its first way. None where nothing can follow.
#[must_use]
pub fn spot_behind(flow: &Flow, id: &str) -> Option<Spot> {
    let after = Some(id.to_owned());
    match &step(flow, id)?.action {
        Action::Say { .. } | Action::Ask { .. } => Some(Spot { after, way: None }),
        Action::Branch { .. } => Some(Spot { after, way: Some(0) }),
        Action::HandOff { .. } | Action::End | Action::Unknown => None,
    }
}

/// Whether a step has one way on, so that it can be taken out and put elsewhere.
#[must_use]
pub fn can_move(flow: &Flow, id: &str) -> bool {
    step(flow, id).is_some_and(|step| matches!(step.action, Action::Say { .. } | Action::Ask { .. }))
}

/// One place up: before the step that leads to it.
#[must_use]
pub fn above(flow: &Flow, id: &str) -> Option<Spot> {
    let before = spot_of(flow, id).filter(|_| can_move(flow, id))?.after?;
    spot_of(flow, &before)
}

/// One place down: behind the step that it leads to.
#[must_use]
pub fn below(flow: &Flow, id: &str) -> Option<Spot> {
    let next = match &step(flow, id)?.action {
        Action::Say { next, .. } | Action::Ask { next, .. } => next,
        Action::Branch { .. } | Action::HandOff { .. } | Action::End | Action::Unknown => return None,
    };
    spot_behind(flow, next)
}

/// Behind the step it is dropped on; nowhere, where it is dropped on itself or where it is already.
#[must_use]
pub fn dropped(flow: &Flow, id: &str, on: &str) -> Option<Spot> {
    let spot = spot_behind(flow, on).filter(|_| id != on && can_move(flow, id))?;
    (spot_of(flow, id).as_ref() != Some(&spot)).then_some(spot)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use book::{Row, Way};

    use super::*;

    fn made(id: &str, action: Action) -> Step {
        Step { id: id.to_owned(), action, line: 1, errors: 0, warnings: 0 }
    }

    fn say(id: &str, next: &str) -> Step {
        made(id, Action::Say { text: BTreeMap::new(), next: next.to_owned() })
    }

    /// a → b → fork (x → end, otherwise y → end)
    fn flow() -> Flow {
        let way = Way { slot: "s".to_owned(), is: "1".to_owned(), next: "x".to_owned() };
        let fork = made("fork", Action::Branch { ways: vec![way], otherwise: "y".to_owned() });
        let steps = vec![say("a", "b"), say("b", "fork"), fork, say("x", "end"), say("y", "end"), made("end", Action::End)];
        let row = |step: &Step| Row { step: step.id.clone(), depth: 0, way: None, again: false, lost: false };
        Flow { start: "a".to_owned(), rows: steps.iter().map(row).collect(), steps, ..Flow::default() }
    }

    fn spot(after: Option<&str>, way: Option<usize>) -> Option<Spot> {
        Some(Spot { after: after.map(str::to_owned), way })
    }

    #[test]
    fn a_step_moves_before_the_one_that_leads_to_it() {
        assert_eq!(above(&flow(), "b"), spot(None, None));
        assert_eq!(above(&flow(), "x"), spot(Some("b"), None), "out of the branch");
        assert_eq!(above(&flow(), "a"), None);
    }

    #[test]
    fn a_step_moves_behind_the_one_it_leads_to() {
        assert_eq!(below(&flow(), "a"), spot(Some("b"), None));
        assert_eq!(below(&flow(), "b"), spot(Some("fork"), Some(0)), "into the first way");
        assert_eq!(below(&flow(), "x"), None, "nothing can follow the end");
    }

    #[test]
    fn branches_and_ends_stay_where_they_are() {
        for id in ["fork", "end", "gone"] {
            assert_eq!((above(&flow(), id), below(&flow(), id), dropped(&flow(), id, "a")), (None, None, None), "{id}");
        }
    }

    #[test]
    fn a_step_is_dropped_behind_another() {
        assert_eq!(dropped(&flow(), "y", "a"), spot(Some("a"), None));
        assert_eq!(dropped(&flow(), "a", "fork"), spot(Some("fork"), Some(0)));
        assert_eq!(dropped(&flow(), "b", "b"), None);
        assert_eq!(dropped(&flow(), "b", "a"), None, "it is there already");
        assert_eq!(spot_of(&flow(), "y"), spot(Some("fork"), Some(1)));
    }
}
