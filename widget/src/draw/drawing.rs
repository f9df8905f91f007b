//! What can be drawn, and what was.
//!
//! Of one type, where a renderer with a type for each thing it draws would bring code for each. Triggers (`signal.rs`) say when to draw
//! anew; drawn anew, a thing keeps its elements where it is of the same shape, so that focus and scrolling stay.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Document, Node};

use super::element::{Drawn, El};
use super::signal::Effect;
use crate::browser;

/// What is to be drawn.
pub enum Drawing {
    Text(String),
    Element(El),
    /// One after the other; none is nothing.
    Many(Vec<Drawing>),
    /// Drawn anew when what it reads changes.
    Part(Box<dyn Fn() -> Drawing>),
}

/// What was drawn. It has at least one node.
pub enum Shown {
    Text(Node, String),
    Element(Drawn),
    /// The node is an empty text behind the last.
    Many(Vec<Shown>, Node),
    Part(Slot, Effect),
}

type Slot = Rc<RefCell<Option<Shown>>>;

impl Drawing {
    /// Makes the nodes, which stand nowhere yet.
    #[must_use]
    pub fn build(self) -> Shown {
        match self {
            Drawing::Text(text) => Shown::Text(text_node(&text), text),
            Drawing::Element(element) => Shown::Element(element.build()),
            Drawing::Many(parts) => Shown::Many(parts.into_iter().map(Drawing::build).collect(), text_node("")),
            Drawing::Part(draw) => follow(draw, None),
        }
    }

    /// Makes the nodes, of what is shown where it has the same shape, and puts them in its place.
    pub(super) fn rebuild(self, shown: Shown) -> Shown {
        match (self, shown) {
            (Drawing::Text(text), Shown::Text(node, old)) => {
                if text != old {
                    node.set_text_content(Some(&text));
                }
                Shown::Text(node, text)
            }
            (Drawing::Element(element), Shown::Element(mut drawn)) if element.fits(&drawn) => {
                element.rebuild(&mut drawn);
                Shown::Element(drawn)
            }
            (Drawing::Many(parts), Shown::Many(shown, end)) => {
                let mut old = shown.into_iter();
                let mut kept = Vec::new();
                for part in parts {
                    kept.push(match old.next() {
                        Some(old) => part.rebuild(old),
                        None => {
                            let new = part.build();
                            new.put_before(&end);
                            new
                        }
                    });
                }
                old.for_each(|old| old.remove());
                Shown::Many(kept, end)
            }
            (Drawing::Part(draw), Shown::Part(slot, effect)) => {
                drop(effect);
                let old = slot.take();
                follow(draw, old)
            }
            (view, old) => {
                let new = view.build();
                if let Some(first) = old.first() {
                    new.put_before(&first);
                }
                old.remove();
                new
            }
        }
    }
}

fn follow(draw: Box<dyn Fn() -> Drawing>, old: Option<Shown>) -> Shown {
    let slot: Slot = Rc::new(RefCell::new(old));
    let own = Rc::clone(&slot);
    let effect = Effect::new(move || {
        let view = draw();
        let old = own.take();
        let new = match old {
            Some(old) => view.rebuild(old),
            None => view.build(),
        };
        own.replace(Some(new));
    });
    Shown::Part(slot, effect)
}

impl Shown {
    /// Calls with each node that is not in another of them.
    fn each(&self, act: &mut dyn FnMut(&Node)) {
        match self {
            Shown::Text(node, _) => act(node),
            Shown::Element(drawn) => act(drawn.node()),
            Shown::Many(parts, end) => {
                for part in parts {
                    part.each(act);
                }
                act(end);
            }
            Shown::Part(slot, _) => {
                if let Some(shown) = &*slot.borrow() {
                    shown.each(act);
                }
            }
        }
    }

    fn first(&self) -> Option<Node> {
        let mut first = None;
        self.each(&mut |node| {
            first.get_or_insert_with(|| node.clone());
        });
        first
    }

    /// Puts the nodes at the end of a parent.
    pub fn put_into(&self, parent: &Node) {
        self.each(&mut |node| drop(parent.append_child(node)));
    }

    /// Puts the nodes in front of another.
    pub(super) fn put_before(&self, next: &Node) {
        if let Some(parent) = next.parent_node() {
            self.each(&mut |node| drop(parent.insert_before(node, Some(next))));
        }
    }

    pub(super) fn remove(&self) {
        self.each(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }
}

#[allow(clippy::expect_used, reason = "a page without a document draws nothing at all")]
pub(super) fn document() -> Document {
    browser::document().expect("a document")
}

fn text_node(text: &str) -> Node {
    document().create_text_node(text).into()
}
