//! The few shapes everything on the page is drawn with.
//!
//! Every closure a view is given makes code of its own; behind one boxed type per shape they share it. That is worth half of
//! the program's size.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::session::{Chat, Session};

/// A text that follows its signals.
pub type Text = Box<dyn Fn() -> String + Send>;
/// A part of the page that is drawn anew when its signals change.
pub type Part = Box<dyn Fn() -> AnyView + Send>;
/// What a memo of a claim computes, the same type for all of them.
type Claim = Box<dyn Fn(Option<&bool>) -> bool + Send + Sync>;

/// What a tap does.
pub type Act = Box<dyn Fn(MouseEvent)>;

pub fn text(read: impl Fn() -> String + Send + 'static) -> Text {
    Box::new(read)
}

pub fn part(draw: impl Fn() -> AnyView + Send + 'static) -> Part {
    Box::new(draw)
}

/// A claim that tells of its changes only.
pub fn claim(read: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let read: Claim = Box::new(move |_| read());
    Memo::new(read)
}

/// Drawn while the claim holds.
pub fn when(holds: impl Fn() -> bool + Send + Sync + 'static, draw: impl Fn() -> AnyView + Send + 'static) -> Part {
    let holds = claim(holds);
    part(move || if holds.get() { draw() } else { nothing() })
}

pub fn act(chat: Chat, act: impl Fn(&std::rc::Rc<Session>) + 'static) -> Act {
    Box::new(move |_| chat.run(|session| act(session)))
}

pub fn nothing() -> AnyView {
    ().into_any()
}

pub fn button(class: &'static str, label: Text, act: Act) -> AnyView {
    view! { <button type="button" class=class on:click=act>{label}</button> }.into_any()
}

/// A button with a text that stays.
pub fn choice(class: &'static str, label: &str, act: Act) -> AnyView {
    let label = label.to_owned();
    button(class, text(move || label.clone()), act)
}

pub fn several(parts: Vec<AnyView>) -> AnyView {
    parts.into_any()
}

/// A box around others, by its class and its role.
pub fn group(class: &'static str, role: &'static str, label: Text, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class role=role aria-label=label>{parts}</div> }.into_any()
}
