//! The few shapes everything on the page is drawn with.
//!
//! `view!` gives every element, attribute and closure a type of its own, and each type its own code to build and rebuild it.
//! Here there is one type of element (`element.rs`) and one of closure, which is worth half of the program's size. What takes a
//! closure boxes it and leaves the rest to a function that is compiled once (`…_by`).

mod element;

use std::cell::Cell;
use std::rc::Rc;

use reactive_graph::effect::Effect;
use reactive_graph::graph::untrack;
use reactive_graph::owner::Owner;
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};
use send_wrapper::SendWrapper;
use tachys::view::any_view::{AnyView, AnyViewState, IntoAny};
use tachys::view::{Mountable, Render};
use web_sys::Event;

pub use element::El;

use crate::browser;
use crate::session::Chat;
use element::Attribute;

/// What Leptos asks of closures that threads might share. There is one thread.
type Read<T> = Box<dyn Fn() -> T + Send + Sync>;

fn shared<T: 'static>(read: Box<dyn Fn() -> T>) -> Read<T> {
    let read = SendWrapper::new(read);
    Box::new(move || (*read)())
}

/// What can stand in an element.
pub trait Draw {
    fn draw(self) -> AnyView;
}

impl Draw for AnyView {
    fn draw(self) -> AnyView {
        self
    }
}

impl Draw for Vec<AnyView> {
    fn draw(self) -> AnyView {
        self.into_any()
    }
}

impl Draw for String {
    fn draw(self) -> AnyView {
        self.into_any()
    }
}

impl Draw for &str {
    fn draw(self) -> AnyView {
        self.to_owned().into_any()
    }
}

/// An element of a drawing.
#[must_use]
pub fn svg(tag: &'static str) -> El {
    El::new(tag, true)
}

/// An element and its class, which may be empty.
#[must_use]
pub fn el(tag: &'static str, class: &str) -> El {
    let el = El::new(tag, false);
    if class.is_empty() { el } else { el.set("class", class) }
}

impl El {
    /// An attribute that stays.
    #[must_use]
    pub fn set(self, name: &'static str, value: &str) -> El {
        self.with(name, Attribute::Set(value.to_owned()))
    }

    /// An attribute that follows what it reads.
    #[must_use]
    pub fn follow(self, name: &'static str, value: impl Fn() -> String + 'static) -> El {
        self.with(name, Attribute::Follow(Box::new(value)))
    }

    #[must_use]
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> El {
        self.with(event, Attribute::On(Box::new(act)))
    }

    #[must_use]
    pub fn child(mut self, child: impl Draw) -> El {
        self.children.push(child.draw());
        self
    }

    /// A text that follows what it reads.
    #[must_use]
    pub fn text(self, read: impl Fn() -> String + 'static) -> El {
        self.child(text_by(Box::new(read)))
    }
}

fn text_by(read: Box<dyn Fn() -> String>) -> AnyView {
    shared(read).into_any()
}

impl Draw for El {
    fn draw(self) -> AnyView {
        self.into_any()
    }
}

/// A part of the page that is drawn anew when what it reads changes.
pub fn part(draw: impl Fn() -> AnyView + 'static) -> AnyView {
    part_by(Box::new(draw))
}

fn part_by(draw: Box<dyn Fn() -> AnyView>) -> AnyView {
    shared(draw).into_any()
}

/// A number that tells of its changes only.
#[derive(Clone)]
pub struct Memo {
    value: Rc<Cell<u8>>,
    changed: ArcTrigger,
}

impl Memo {
    #[must_use]
    pub fn get(&self) -> u8 {
        self.changed.track();
        self.value.get()
    }
}

/// What `read` says, read again when what it reads changes.
pub fn memo(read: impl Fn() -> u8 + 'static) -> Memo {
    memo_by(Box::new(read))
}

fn memo_by(read: Box<dyn Fn() -> u8>) -> Memo {
    let memo = Memo { value: Rc::new(Cell::new(untrack(&read))), changed: ArcTrigger::new() };
    let told = memo.clone();
    effect(move || {
        let value = read();
        if told.value.replace(value) != value {
            told.changed.notify();
        }
    });
    memo
}

/// Drawn while the claim holds.
pub fn when(holds: impl Fn() -> bool + 'static, draw: impl Fn() -> AnyView + 'static) -> AnyView {
    when_by(Box::new(move || u8::from(holds())), Box::new(draw))
}

fn when_by(holds: Box<dyn Fn() -> u8>, draw: Box<dyn Fn() -> AnyView>) -> AnyView {
    let holds = memo_by(holds);
    part(move || if holds.get() > 0 { draw() } else { nothing() })
}

/// Done after the page is drawn, and again when what it reads changes.
pub fn effect(act: impl FnMut() + 'static) {
    each_time(Box::new(act));
}

fn each_time(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| act());
}

#[must_use]
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A button with a text that stays.
pub fn button(chat: Chat, class: &'static str, label: &str, act: impl Fn(Chat) + 'static) -> El {
    button_by(chat, class, label, Box::new(act))
}

fn button_by(chat: Chat, class: &'static str, label: &str, act: Box<dyn Fn(Chat)>) -> El {
    el("button", class).set("type", "button").child(label).on("click", move |_| act(chat))
}

/// A box around others, by its class and what it is called.
pub fn group(class: &'static str, label: &str, parts: Vec<AnyView>) -> AnyView {
    el("div", class).set("role", "group").set("aria-label", label).child(parts).draw()
}

/// One part per item, in front of the element that this returns and whose class is `end`. What is drawn of an item stays as long as
/// no item before it changes: a thread grows at its end, and where it changes elsewhere little follows.
pub fn keep_drawn<T: PartialEq + 'static>(
    end: &'static str,
    items: impl Fn() -> Vec<T> + 'static,
    draw: impl Fn(&T) -> AnyView + 'static,
) -> AnyView {
    // What a row holds lives until the row goes, not until the list changes.
    let parent = Owner::current().unwrap_or_default();
    let mut rows: Vec<(T, Owner, AnyViewState)> = Vec::new();
    effect(move || {
        let items = items();
        let Some(end) = browser::find::<web_sys::Element>(&[".", end].concat()) else { return };
        let Some(list) = end.parent_element() else { return };
        let kept = rows.iter().zip(&items).take_while(|((drawn, ..), item)| drawn == *item).count();
        for (_, _, mut view) in rows.drain(kept..) {
            view.unmount();
        }
        for item in items.into_iter().skip(kept) {
            let owner = parent.with(Owner::new);
            let mut view = owner.with(|| draw(&item).build());
            view.mount(&list, Some(&end));
            rows.push((item, owner, view));
        }
    });
    el("li", end).set("hidden", "").draw()
}
