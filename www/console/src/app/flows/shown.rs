//! A step in a word and a line.

use book::{Action, Step};
use ui::icon::Icon;

use crate::session::Session;

/// What a step does, in a word; tracked.
pub(super) fn kind(session: Session, action: &Action) -> &'static str {
    let w = session.words().flows;
    match action {
        Action::Say { .. } => w.say,
        Action::Ask { .. } => w.ask,
        Action::Branch { .. } => w.branch,
        Action::HandOff { .. } => w.hand_off,
        Action::End => w.end,
        Action::Unknown => w.unknown,
    }
}

pub(super) fn icon(action: &Action) -> Icon {
    match action {
        Action::Say { .. } => Icon::Note,
        Action::Ask { .. } => Icon::Help,
        Action::Branch { .. } => Icon::Assign,
        Action::HandOff { .. } => Icon::Person,
        Action::End => Icon::Check,
        Action::Unknown => Icon::Warning,
    }
}

/// What it says or asks, in the language of the page if it can be; tracked.
pub(super) fn line(session: Session, step: &Step) -> String {
    let text = match &step.action {
        Action::Say { text, .. } => session.of_texts(text),
        Action::Ask { ask, .. } => session.of_texts(&ask.prompt),
        Action::HandOff { title, .. } => session.of_texts(title),
        Action::Branch { .. } | Action::End | Action::Unknown => String::new(),
    };
    if text.is_empty() { step.id.clone() } else { text }
}
