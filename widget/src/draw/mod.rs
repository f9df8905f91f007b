//! The few shapes everything on the page is drawn with.
//!
//! `view!` gives every element, attribute and closure a type of its own, and each type its own code to build and rebuild it.
//! Here there is one type of element (`element.rs`), one of what is drawn (`drawing.rs`) and one of closure, which is worth more than half
//! of the program's size. What takes a closure boxes it and leaves the rest to a function that is compiled once (`…_by`).

mod drawing;
mod element;
mod signal;

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{Event, Node};

pub use drawing::{Drawing, Shown};
pub use element::El;
pub use signal::{Effect, Trigger};

use crate::browser;
use crate::session::Chat;
use element::Attribute;

/// What can stand in an element.
pub trait Draw {
    fn draw(self) -> Drawing;
}

impl Draw for Drawing {
    fn draw(self) -> Drawing {
        self
    }
}

impl Draw for Vec<Drawing> {
    fn draw(self) -> Drawing {
        Drawing::Many(self)
    }
}

impl Draw for String {
    fn draw(self) -> Drawing {
        Drawing::Text(self)
    }
}

impl Draw for &str {
    fn draw(self) -> Drawing {
        Drawing::Text(self.to_owned())
    }
}

impl Draw for El {
    fn draw(self) -> Drawing {
        Drawing::Element(self)
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

fn text_by(read: Box<dyn Fn() -> String>) -> Drawing {
    Drawing::Part(Box::new(move || Drawing::Text(read())))
}

/// A part of the page that is drawn anew when what it reads changes.
pub fn part(draw: impl Fn() -> Drawing + 'static) -> Drawing {
    Drawing::Part(Box::new(draw))
}

/// A number that tells of its changes only.
#[derive(Clone)]
pub struct Memo {
    value: Rc<Cell<u8>>,
    changed: Rc<Trigger>,
    _effect: Rc<Effect>,
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
    let (value, changed) = (Rc::new(Cell::new(0)), Rc::new(Trigger::default()));
    let (told, teller) = (Rc::clone(&value), Rc::clone(&changed));
    let effect = Effect::new(move || {
        let value = read();
        if told.replace(value) != value {
            teller.notify();
        }
    });
    Memo { value, changed, _effect: Rc::new(effect) }
}

/// Drawn while the claim holds.
pub fn when(holds: impl Fn() -> bool + 'static, draw: impl Fn() -> Drawing + 'static) -> Drawing {
    when_by(Box::new(move || u8::from(holds())), Box::new(draw))
}

fn when_by(holds: Box<dyn Fn() -> u8>, draw: Box<dyn Fn() -> Drawing>) -> Drawing {
    let holds = memo_by(holds);
    part(move || if holds.get() > 0 { draw() } else { nothing() })
}

/// Done after the page is drawn, and again when what it reads changes, as long as the page lives.
pub fn effect(act: impl FnMut() + 'static) {
    std::mem::forget(Effect::later(Box::new(act)));
}

#[must_use]
pub fn nothing() -> Drawing {
    Drawing::Many(Vec::new())
}

/// A button with a text that stays.
pub fn button(chat: Chat, class: &'static str, label: &str, act: impl Fn(Chat) + 'static) -> El {
    button_by(chat, class, label, Box::new(act))
}

fn button_by(chat: Chat, class: &'static str, label: &str, act: Box<dyn Fn(Chat)>) -> El {
    el("button", class).set("type", "button").child(label).on("click", move |_| act(chat))
}

/// A box around others, by its class and what it is called.
pub fn group(class: &'static str, label: &str, parts: Vec<Drawing>) -> Drawing {
    el("div", class).set("role", "group").set("aria-label", label).child(parts).draw()
}

/// One part per item, in front of the element that this returns and whose class is `end`. What is drawn of an item stays as long as
/// no item before it changes: a thread grows at its end, and where it changes elsewhere little follows.
pub fn keep_drawn<T: PartialEq + 'static>(
    end: &'static str,
    items: impl Fn() -> Vec<T> + 'static,
    draw: impl Fn(&T) -> Drawing + 'static,
) -> Drawing {
    let mut rows: Vec<(T, Shown)> = Vec::new();
    effect(move || {
        let items = items();
        let Some(end) = browser::find::<Node>(&[".", end].concat()) else { return };
        let kept = rows.iter().zip(&items).take_while(|((drawn, _), item)| drawn == *item).count();
        for (_, shown) in rows.drain(kept..) {
            shown.remove();
        }
        for item in items.into_iter().skip(kept) {
            let shown = draw(&item).build();
            shown.put_before(&end);
            rows.push((item, shown));
        }
    });
    el("li", end).set("hidden", "").draw()
}
