//! The one kind of element.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

use super::drawing::{Drawing, Shown, document};
use super::signal::Effect;

const SVG: &str = "http://www.w3.org/2000/svg";

pub(super) enum Attribute {
    /// It stays.
    Set(String),
    /// It follows what is read.
    Follow(Box<dyn Fn() -> String>),
    /// Done on the event of this name.
    On(Box<dyn FnMut(Event)>),
}

/// An element under construction.
pub struct El {
    tag: &'static str,
    is_svg: bool,
    attributes: Vec<(&'static str, Attribute)>,
    pub(super) children: Vec<Drawing>,
}

impl El {
    pub(super) fn new(tag: &'static str, is_svg: bool) -> El {
        El { tag, is_svg, attributes: Vec::new(), children: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, attribute: Attribute) -> El {
        self.attributes.push((name, attribute));
        self
    }
}

/// What keeps an attribute as it should be.
enum Kept {
    Set,
    Follow { _effect: Effect },
    On(Closure<dyn FnMut(Event)>),
}

/// An element on the page.
pub struct Drawn {
    tag: &'static str,
    element: Element,
    attributes: Vec<(&'static str, Kept)>,
    children: Vec<Shown>,
}

impl Drawn {
    /// Takes away what stands there and sets the new. An attribute of the same name is written over, not removed: what opens or
    /// closes with it stays as it is.
    fn dress(&mut self, attributes: Vec<(&'static str, Attribute)>) {
        for (name, kept) in self.attributes.drain(..) {
            match kept {
                Kept::On(act) => {
                    let _ = self.element.remove_event_listener_with_callback(name, act.as_ref().unchecked_ref());
                }
                Kept::Set | Kept::Follow { .. } => {
                    if !attributes.iter().any(|(other, _)| *other == name) {
                        let _ = self.element.remove_attribute(name);
                    }
                }
            }
        }
        for (name, attribute) in attributes {
            let kept = match attribute {
                Attribute::Set(value) => {
                    let _ = self.element.set_attribute(name, &value);
                    Kept::Set
                }
                Attribute::Follow(read) => {
                    let element = self.element.clone();
                    Kept::Follow { _effect: Effect::new(move || drop(element.set_attribute(name, &read()))) }
                }
                Attribute::On(act) => {
                    let act = Closure::wrap(act);
                    let _ = self.element.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
                    Kept::On(act)
                }
            };
            self.attributes.push((name, kept));
        }
    }
}

impl El {
    pub(super) fn build(self) -> Drawn {
        let document = document();
        let element =
            if self.is_svg { document.create_element_ns(Some(SVG), self.tag) } else { document.create_element(self.tag) };
        #[allow(clippy::expect_used, reason = "all names are known here")]
        let element = element.expect("an element of a known name");
        let mut drawn = Drawn { tag: self.tag, element, attributes: Vec::new(), children: Vec::new() };
        drawn.dress(self.attributes);
        for child in self.children {
            let child = child.build();
            child.put_into(&drawn.element);
            drawn.children.push(child);
        }
        drawn
    }

    /// Whether it can be drawn with what was drawn before.
    pub(super) fn fits(&self, drawn: &Drawn) -> bool {
        drawn.tag == self.tag && drawn.children.len() == self.children.len()
    }

    pub(super) fn rebuild(self, drawn: &mut Drawn) {
        drawn.dress(self.attributes);
        let old = std::mem::take(&mut drawn.children);
        drawn.children = self.children.into_iter().zip(old).map(|(child, old)| child.rebuild(old)).collect();
    }
}

impl Drawn {
    pub(super) fn node(&self) -> &Node {
        &self.element
    }
}
