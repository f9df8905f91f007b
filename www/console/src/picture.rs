//! A flow as a picture: steps in layers from the first downwards, and lines between them.
//!
//! A step's layer is the longest way to it, so that lines point down; those that lead back to where one was are drawn as such.
//! Within a layer, steps stand in the order in which the flow comes to them. Sizes are units of the picture's own.

use std::collections::BTreeMap;

use book::{Action, Flow};

/// A step's box, and the room between boxes.
pub const BOX_WIDTH: f64 = 168.0;
pub const BOX_HEIGHT: f64 = 52.0;
const GAP_X: f64 = 28.0;
const GAP_Y: f64 = 44.0;
const EDGE: f64 = 16.0;
/// Room at the right for lines that lead back.
const BACK: f64 = 26.0;
/// How far to the side a line bends that passes other steps, and the room it takes at the left: a curve comes three quarters of the way.
const ROUND: f64 = 152.0;
const ROUND_ROOM: f64 = 36.0;

/// A step in its place; `x` and `y` are of its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub id: String,
    pub x: f64,
    pub y: f64,
    /// Nothing leads to it.
    pub is_lost: bool,
}

/// A line from one step to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub from: String,
    pub to: String,
    /// The `d` of its path.
    pub path: String,
    /// What stands beside its beginning, and where: what is chosen on a way of a branch.
    pub label: Option<(String, f64, f64)>,
    /// It leads to where one was.
    pub is_back: bool,
}

/// The whole of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    pub width: f64,
    pub height: f64,
}

/// Where a step leads, and what is chosen on the way. Empty ids are left out.
#[must_use]
pub fn ways_of(action: &Action) -> Vec<(String, Option<String>)> {
    let ways = match action {
        Action::Say { next, .. } | Action::Ask { next, .. } => vec![(next.clone(), None)],
        Action::Branch { ways, otherwise } => {
            let mut all: Vec<(String, Option<String>)> =
                ways.iter().map(|way| (way.next.clone(), Some(format!("{} = {}", way.slot, way.is)))).collect();
            all.push((otherwise.clone(), Some("…".to_owned())));
            all
        }
        Action::HandOff { .. } | Action::End | Action::Unknown => Vec::new(),
    };
    ways.into_iter().filter(|(next, _)| !next.is_empty()).collect()
}

/// A text cut to so many columns, of which a Chinese character takes two.
#[must_use]
pub fn clipped(text: &str, columns: usize) -> String {
    let mut room = columns;
    let mut short = String::new();
    for letter in text.chars() {
        let width = if letter.is_ascii() || ('\u{a0}'..'\u{1100}').contains(&letter) { 1 } else { 2 };
        let Some(left) = room.checked_sub(width) else {
            short.push('…');
            break;
        };
        room = left;
        short.push(letter);
    }
    short
}

/// Lays a flow out.
#[must_use]
pub fn layout(flow: &Flow) -> Picture {
    let ways: BTreeMap<&str, Vec<(String, Option<String>)>> =
        flow.steps.iter().map(|step| (step.id.as_str(), ways_of(&step.action))).collect();
    let walk = Walk::through(&flow.start, &ways);
    let mut layers: Vec<Vec<&str>> = Vec::new();
    let mut put = |layer: usize, id| {
        while layers.len() <= layer {
            layers.push(Vec::new());
        }
        if let Some(layer) = layers.get_mut(layer) {
            layer.push(id);
        }
    };
    let depths = walk.depths(&ways);
    for id in &walk.order {
        put(depths.get(id).copied().unwrap_or(0), *id);
    }
    let below = depths.values().max().map_or(0, |depth| depth + 1);
    let lost: Vec<&str> = flow.steps.iter().map(|step| step.id.as_str()).filter(|id| !walk.order.contains(id)).collect();
    lost.iter().for_each(|id| put(below, *id));
    draw(&layers, &lost, &ways, &walk.back)
}

/// The steps that can be come to, in the order of coming, and the lines that lead back.
#[derive(Default)]
struct Walk<'a> {
    order: Vec<&'a str>,
    back: Vec<(&'a str, &'a str)>,
}

impl<'a> Walk<'a> {
    fn through(start: &'a str, ways: &'a BTreeMap<&str, Vec<(String, Option<String>)>>) -> Walk<'a> {
        let mut walk = Walk::default();
        // A step that is being walked from, and how many of its ways were taken: no recursion, whatever the flow is.
        let mut path: Vec<(&str, usize)> = Vec::new();
        if let Some((start, _)) = ways.get_key_value(start) {
            walk.order.push(start);
            path.push((start, 0));
        }
        while let Some((id, taken)) = path.pop() {
            let Some((next, _)) = ways.get(id).and_then(|ways| ways.get(taken)) else { continue };
            path.push((id, taken + 1));
            let Some((next, _)) = ways.get_key_value(next.as_str()) else { continue };
            if path.iter().any(|(on_path, _)| on_path == next) {
                walk.back.push((id, next));
            } else if !walk.order.contains(next) {
                walk.order.push(next);
                path.push((next, 0));
            }
        }
        walk
    }

    /// The longest way to each step without the lines that lead back.
    fn depths(&self, ways: &'a BTreeMap<&str, Vec<(String, Option<String>)>>) -> BTreeMap<&'a str, usize> {
        let mut depths: BTreeMap<&str, usize> = self.order.iter().map(|id| (*id, 0)).collect();
        // Each round settles one layer at least.
        for _ in 0..self.order.len() {
            let mut is_settled = true;
            for id in &self.order {
                let depth = depths.get(id).copied().unwrap_or(0);
                for (next, _) in ways.get(id).into_iter().flatten() {
                    let is_back = self.back.iter().any(|(from, to)| from == id && to == next);
                    if let Some(known) = depths.get_mut(next.as_str()).filter(|known| !is_back && **known <= depth) {
                        *known = depth + 1;
                        is_settled = false;
                    }
                }
            }
            if is_settled {
                break;
            }
        }
        depths
    }
}

fn draw(
    layers: &[Vec<&str>],
    lost: &[&str],
    ways: &BTreeMap<&str, Vec<(String, Option<String>)>>,
    back: &[(&str, &str)],
) -> Picture {
    let wide = |count: usize| (count as f64).mul_add(BOX_WIDTH + GAP_X, -GAP_X).max(0.0);
    let widest = layers.iter().map(|layer| wide(layer.len())).fold(0.0, f64::max);
    let mut nodes = Vec::new();
    for (row, layer) in layers.iter().enumerate() {
        let left = EDGE + ROUND_ROOM + (widest - wide(layer.len())) / 2.0;
        for (column, id) in layer.iter().enumerate() {
            nodes.push(Node {
                id: (*id).to_owned(),
                x: left + column as f64 * (BOX_WIDTH + GAP_X),
                y: EDGE + row as f64 * (BOX_HEIGHT + GAP_Y),
                is_lost: lost.contains(id),
            });
        }
    }
    let place: BTreeMap<&str, (f64, f64)> = nodes.iter().map(|node| (node.id.as_str(), (node.x, node.y))).collect();
    let mut links = Vec::new();
    for (from, ways) in ways {
        let count = ways.len() as f64;
        for (at, (to, said)) in ways.iter().enumerate() {
            let (Some((x, y)), Some((to_x, to_y))) = (place.get(from), place.get(to.as_str())) else { continue };
            let is_back = back.iter().any(|(a, b)| a == from && b == to);
            let begin = (x + BOX_WIDTH * (at as f64 + 1.0) / (count + 1.0), y + BOX_HEIGHT);
            let end = (to_x + BOX_WIDTH / 2.0, *to_y);
            let path = if is_back {
                let side = EDGE + ROUND_ROOM + widest + BACK;
                let (begin, end) = ((x + BOX_WIDTH, y + BOX_HEIGHT / 2.0), (to_x + BOX_WIDTH, to_y + BOX_HEIGHT / 2.0));
                format!(
                    "M{:.1} {:.1}C{side:.1} {:.1} {side:.1} {:.1} {:.1} {:.1}",
                    begin.0, begin.1, begin.1, end.1, end.0, end.1
                )
            } else {
                let passes = to_y - y > 1.5 * (BOX_HEIGHT + GAP_Y);
                let side = begin.0.min(end.0) - ROUND;
                let (bend, lean) = if passes { (GAP_Y / 2.0, Some(side)) } else { ((end.1 - begin.1) / 2.0, None) };
                format!(
                    "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                    begin.0,
                    begin.1,
                    lean.unwrap_or(begin.0),
                    begin.1 + bend,
                    lean.unwrap_or(end.0),
                    end.1 - bend,
                    end.0,
                    end.1
                )
            };
            let label = said.clone().map(|said| (said, begin.0, begin.1 + 14.0 + 12.0 * (at % 2) as f64));
            links.push(Link { from: (*from).to_owned(), to: to.clone(), path, label, is_back });
        }
    }
    let height = (layers.len() as f64).mul_add(BOX_HEIGHT + GAP_Y, -GAP_Y).max(0.0) + 2.0 * EDGE;
    Picture { nodes, links, width: widest + 2.0 * EDGE + ROUND_ROOM + BACK, height }
}

#[cfg(test)]
mod tests {
    use book::{Step, Way};

    use super::*;

    fn say(id: &str, next: &str) -> Step {
        step(id, Action::Say { text: BTreeMap::new(), next: next.to_owned() })
    }

    fn step(id: &str, action: Action) -> Step {
        Step { id: id.to_owned(), action, line: 1, errors: 0, warnings: 0 }
    }

    fn branch(id: &str, nexts: &[&str], otherwise: &str) -> Step {
        let way = |next: &&str| Way { slot: "when".to_owned(), is: (*next).to_owned(), next: (*next).to_owned() };
        step(id, Action::Branch { ways: nexts.iter().map(way).collect(), otherwise: otherwise.to_owned() })
    }

    fn flow(start: &str, steps: Vec<Step>) -> Flow {
        Flow { start: start.to_owned(), steps, ..Flow::default() }
    }

    fn row(picture: &Picture, id: &str) -> i64 {
        let node = picture.nodes.iter().find(|node| node.id == id).unwrap();
        ((node.y - EDGE) / (BOX_HEIGHT + GAP_Y)).round() as i64
    }

    #[test]
    fn a_step_stands_below_everything_that_leads_to_it() {
        let flow = flow("a", vec![branch("a", &["b"], "c"), say("b", "c"), say("c", "end"), step("end", Action::End)]);
        let picture = layout(&flow);
        assert_eq!(["a", "b", "c", "end"].map(|id| row(&picture, id)), [0, 1, 2, 3]);
        assert_eq!(picture.links.len(), 4);
        assert_eq!(picture.links.iter().filter(|link| link.label.is_some()).count(), 2);
    }

    #[test]
    fn no_two_boxes_touch_and_all_are_within_the_picture() {
        let steps =
            vec![branch("a", &["b", "c", "d"], "e"), say("b", ""), say("c", ""), say("d", ""), say("e", ""), say("lost", "a")];
        let picture = layout(&flow("a", steps));
        for (at, node) in picture.nodes.iter().enumerate() {
            assert!(node.x >= 0.0 && node.x + BOX_WIDTH <= picture.width && node.y + BOX_HEIGHT <= picture.height, "{node:?}");
            for other in picture.nodes.iter().skip(at + 1) {
                assert!((node.x - other.x).abs() >= BOX_WIDTH || (node.y - other.y).abs() >= BOX_HEIGHT, "{node:?} {other:?}");
            }
        }
        assert_eq!(picture.nodes.iter().filter(|node| node.is_lost).count(), 1);
    }

    #[test]
    fn a_text_is_cut_to_what_its_box_holds_in_any_script() {
        assert_eq!(clipped("When?", 5), "When?");
        assert_eq!(clipped("When is it?", 5), "When …");
        assert_eq!(clipped("什么时候会响", 5), "什么…");
    }

    #[test]
    fn a_loop_is_drawn_back_and_ends() {
        let picture = layout(&flow("a", vec![say("a", "b"), say("b", "a")]));
        let back: Vec<bool> = picture.links.iter().map(|link| link.is_back).collect();
        assert_eq!(back, [false, true]);
        let own = layout(&flow("a", vec![say("a", "a")]));
        assert_eq!(own.links.iter().filter(|link| link.is_back).count(), 1);
    }

    #[test]
    fn what_leads_nowhere_or_to_a_step_that_is_not_there_has_no_line() {
        let picture = layout(&flow("a", vec![say("a", "gone"), say("b", "")]));
        assert_eq!((picture.nodes.len(), picture.links.len()), (2, 0));
        assert_eq!(layout(&flow("gone", vec![say("a", "")])).nodes.first().map(|node| node.is_lost), Some(true));
        assert_eq!(layout(&Flow::default()).nodes.len(), 0);
    }
}
