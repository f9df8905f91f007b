//! The one kind of element. Leptos' own has a type for each tag, attribute and child, with hydration and routing of events that a
//! page drawn here never needs.

use reactive_graph::effect::RenderEffect;
use send_wrapper::SendWrapper;
use tachys::html::attribute::Attribute as Foreign;
use tachys::html::attribute::any_attribute::AnyAttribute;
use tachys::hydration::Cursor;
use tachys::view::add_attr::AddAnyAttr;
use tachys::view::any_view::{AnyView, AnyViewState};
use tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

use crate::browser;

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
    attributes: SendWrapper<Vec<(&'static str, Attribute)>>,
    pub(super) children: Vec<AnyView>,
}

impl El {
    pub(super) fn new(tag: &'static str, is_svg: bool) -> El {
        El { tag, is_svg, attributes: SendWrapper::new(Vec::new()), children: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, attribute: Attribute) -> El {
        self.attributes.push((name, attribute));
        self
    }
}

/// What keeps an attribute as it should be.
enum Kept {
    Set,
    Follow { _effect: RenderEffect<()> },
    On(Closure<dyn FnMut(Event)>),
}

/// An element on the page.
pub struct Drawn {
    tag: &'static str,
    element: Element,
    attributes: Vec<(&'static str, Kept)>,
    children: Vec<AnyViewState>,
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
                    Kept::Follow { _effect: RenderEffect::new(move |_| drop(element.set_attribute(name, &read()))) }
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

impl Render for El {
    type State = Drawn;

    #[allow(clippy::expect_used, reason = "a page without a document draws nothing at all")]
    fn build(self) -> Drawn {
        let document = browser::document().expect("a document");
        let element =
            if self.is_svg { document.create_element_ns(Some(SVG), self.tag) } else { document.create_element(self.tag) };
        let element = element.expect("an element of a known name");
        let mut drawn = Drawn { tag: self.tag, element, attributes: Vec::new(), children: Vec::new() };
        drawn.dress(self.attributes.take());
        for child in self.children {
            let mut child = child.build();
            child.mount(&drawn.element, None);
            drawn.children.push(child);
        }
        drawn
    }

    fn rebuild(self, drawn: &mut Drawn) {
        if drawn.tag != self.tag || drawn.children.len() != self.children.len() {
            let mut new = self.build();
            drawn.insert_before_this(&mut new);
            drawn.unmount();
            *drawn = new;
            return;
        }
        drawn.dress(self.attributes.take());
        for (child, old) in self.children.into_iter().zip(&mut drawn.children) {
            child.rebuild(old);
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        parent.is_some_and(|parent| child.try_mount(&parent, Some(&self.element)))
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

/// Nothing is given to an element from outside.
impl AddAnyAttr for El {
    type Output<New: Foreign> = El;

    fn add_any_attr<New: Foreign>(self, _: New) -> El {
        self
    }
}

/// Only pages of a server need this.
impl RenderHtml for El {
    type AsyncOutput = El;
    type Owned = El;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> El {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> El {
        self
    }
}
