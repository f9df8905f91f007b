//! One line of the thread.

use chat::client::{Delivery, Line, View};
use wire::{Activity, Author, Body, Card, IntentId, MessageId};

use crate::answer;
use crate::browser;
use crate::draw::{Draw, Drawing, button, el, memo, nothing, part};
use crate::files;
use crate::i18n::{Words, named};
use crate::session::Chat;
use crate::ui::Topic;

/// What happened, as a sentence: of an activity line, or of a rating.
#[must_use]
#[allow(clippy::wildcard_enum_match_arm, reason = "the unknown, and in builds with the desk what agents do among themselves")]
pub fn sentence(chat: Chat, words: &'static Words, body: &Body) -> Option<String> {
    let activity = match body {
        Body::Activity { activity } => activity,
        Body::Rating { score, .. } => return Some(named(words.rated, &score.to_string())),
        Body::Text { .. } | Body::Answer { .. } | Body::Card { .. } => return None,
        _ => return None,
    };
    Some(match activity {
        Activity::Escalated { .. } => words.escalated.to_owned(),
        Activity::AgentJoined { name, .. } => named(words.joined, name),
        Activity::AgentLeft { name, .. } => named(words.left, name),
        Activity::Resolved { name, .. } => named(words.resolved, name),
        Activity::Reopened => words.reopened.to_owned(),
        Activity::ClosesSoon { at } => named(words.closes_soon, &browser::moment(&chat.ui.locale(), *at)),
        Activity::ClosedUnanswered => words.closed_unanswered.to_owned(),
        _ => return None,
    })
}

/// A line as it is read out or written down: who, and what; none for what nobody sees.
#[allow(clippy::wildcard_enum_match_arm, reason = "the unknown, and in builds with the desk what agents do among themselves")]
#[must_use]
pub fn spoken(chat: Chat, line: &Line) -> Option<String> {
    match &line.body {
        Body::Text { text, files } => {
            let mut said = [&name_of(chat, &line.author), ": ", text].concat();
            for file in files {
                said = [&said, " [", &file.name, "]"].concat();
            }
            Some(said)
        }
        Body::Answer { text, .. } => Some([&name_of(chat, &line.author), ": ", text].concat()),
        Body::Card { card } => {
            let mut said = card.title.clone();
            for field in &card.fields {
                said = [&said, "\n", &field.label, ": ", &field.value].concat();
            }
            Some(said)
        }
        Body::Activity { .. } | Body::Rating { .. } => sentence(chat, chat.ui.words_now(), &line.body),
        _ => None,
    }
}

/// Who said a line.
#[must_use]
pub fn name_of(chat: Chat, author: &Author) -> String {
    match author {
        Author::Visitor => chat.ui.words().you.to_owned(),
        Author::Agent { name, .. } => name.clone(),
        Author::Assistant | Author::System | Author::Unknown => chat.ui.owners(|bundle| Some(&bundle.settings.assistant_name)),
    }
}

/// A line and whether to name its author. What never changes is drawn once; the delivery is read from the view.
#[must_use]
pub fn bubble(chat: Chat, line: Line, is_first_of_author: bool) -> Drawing {
    let ui = &chat.ui;
    if let Body::Activity { .. } | Body::Rating { .. } = line.body {
        return event(move || sentence(chat, ui.words(), &line.body).unwrap_or_default());
    }
    let id = line.id;
    let is_mine = line.author == Author::Visitor;
    let author = line.author.clone();
    let name = move || name_of(chat, &author);
    let name_class = if is_mine || !is_first_of_author { "hidden" } else { "author" };
    let row = el("li", if is_mine { "" } else { "row new" });
    let head = el("p", name_class).text(name).draw();
    if !is_mine {
        return row.child(head).child(part(move || content(chat, &line))).draw();
    }
    let stage = memo(move || ui.read(Topic::View, |state| stage_of(&state.view, id)));
    let shown = stage.clone();
    row.follow("class", move || if shown.get() == stage::REFUSED { "row new mine refused" } else { "row new mine" }.to_owned())
        .child(head)
        .child(content(chat, &line))
        .child(part(move || delivery(chat, stage.get(), id)))
        .draw()
}

/// A sentence in the middle that nobody said.
#[must_use]
pub fn event(sentence: impl Fn() -> String + 'static) -> Drawing {
    el("li", "row event").child(el("p", "").text(sentence).draw()).draw()
}

#[allow(clippy::wildcard_enum_match_arm, reason = "the unknown, and in builds with the desk what agents do among themselves")]
fn content(chat: Chat, line: &Line) -> Drawing {
    match &line.body {
        Body::Answer { text, intent } => given(chat, intent, text),
        Body::Card { card } => card_view(card),
        Body::Text { text, files } => {
            let said = (!text.is_empty()).then(|| {
                plain(if matches!(line.author, Author::Agent { .. }) { answer::linked(text) } else { text.as_str().draw() })
            });
            said.into_iter().chain(files.iter().map(|file| files::file(chat, file))).collect::<Vec<_>>().draw()
        }
        _ => nothing(),
    }
}

fn plain(content: Drawing) -> Drawing {
    el("div", "bubble text").set("dir", "auto").child(content).draw()
}

/// An answer of the playbook, drawn from its nodes once the bundle is here.
fn given(chat: Chat, intent: &IntentId, text: &str) -> Drawing {
    chat.ui.track(Topic::Bundle);
    let bundle = chat.ui.bundle();
    match bundle.as_deref().and_then(|bundle| answer::nodes_of(bundle, intent, text)) {
        Some((locale, nodes)) => {
            let host = chat.place.host.as_deref().unwrap_or_default();
            el("div", "bubble answer").set("lang", locale).child(answer::blocks(&nodes.blocks, host)).draw()
        }
        None => plain(text.draw()),
    }
}

#[must_use]
pub fn card_view(card: &Card) -> Drawing {
    let mut list = el("dl", "");
    for field in &card.fields {
        let value = el("dd", "").set("dir", "auto").child(field.value.as_str());
        list = list.child(el("div", "").child(el("dt", "").child(field.label.as_str()).draw()).child(value.draw()).draw());
    }
    el("div", "card").child(el("h2", "").child(card.title.as_str()).draw()).child(list.draw()).draw()
}

/// How far a line of the visitor's got, and whether that is worth saying.
mod stage {
    pub(super) const SILENT: u8 = 0;
    pub(super) const SENDING: u8 = 1;
    pub(super) const SENT: u8 = 2;
    pub(super) const SEEN: u8 = 3;
    pub(super) const REFUSED: u8 = 4;
}

/// Where a line arrived is said of the visitor's last only: it holds for those before.
fn stage_of(view: &View, id: MessageId) -> u8 {
    let mut mine =
        view.lines.iter().rev().filter(|line| line.author == Author::Visitor && matches!(line.body, Body::Text { .. }));
    let is_last = mine.clone().next().is_some_and(|last| last.id == id);
    match mine.find(|line| line.id == id).map(|line| line.delivery) {
        Some(Delivery::Sending) => stage::SENDING,
        Some(Delivery::Sent) if is_last => stage::SENT,
        Some(Delivery::Seen) if is_last => stage::SEEN,
        Some(Delivery::Refused(_)) => stage::REFUSED,
        Some(Delivery::Local | Delivery::Sent | Delivery::Seen) | None => stage::SILENT,
    }
}

fn delivery(chat: Chat, stage: u8, id: MessageId) -> Drawing {
    let words = chat.ui.words();
    let state = |text| el("p", "state").child(text).draw();
    match stage {
        stage::SENDING => state(words.sending),
        stage::SENT => state(words.sent),
        stage::SEEN => state(words.seen),
        stage::REFUSED => refused(chat, id).unwrap_or_else(nothing),
        _ => nothing(),
    }
}

/// Why it was not sent, and what to do with it.
fn refused(chat: Chat, id: MessageId) -> Option<Drawing> {
    let words = chat.ui.words();
    let line = chat.ui.peek(|state| state.view.lines.iter().find(|line| line.id == id).cloned())?;
    let (Delivery::Refused(reason), Body::Text { text, .. }) = (line.delivery, line.body) else { return None };
    let edit = button(chat, "", words.edit_again, move |session| session.edit_again(id, text.clone()));
    let discard = button(chat, "", words.discard, move |session| session.discard(id));
    Some(el("p", "state bad").child(words.refused(reason)).child(edit.draw()).child(discard.draw()).draw())
}
