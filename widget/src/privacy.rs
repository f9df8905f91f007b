//! What stays on this device, what is counted, and what a hand-over sends: shown where it is decided.

use wire::fact::PredictedOutcome;
use wire::{Author, Body, MessageId};

use crate::draw::{Draw, Drawing, el, nothing, part};
use crate::i18n::named;
use crate::icon::{self, icon};
use crate::session::Chat;
use crate::ui::Topic;

/// The line under the composer; before escalation it opens.
#[must_use]
pub fn foot(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    part(move || {
        let words = ui.words();
        if ui.is_escalated() {
            return el("p", "private").child(words.shared).draw();
        }
        let head = el("summary", "").child(icon(icon::LOCK)).child(el("span", "").child(words.private).draw());
        let details = el("details", "private").child(head.draw());
        details.child(el("p", "").child(words.stays).draw()).child(part(move || counted(chat))).draw()
    })
}

fn counted(chat: Chat) -> Drawing {
    let words = chat.ui.words();
    let counted = chat.ui.read(Topic::Counted, |state| state.counted.clone());
    let is_empty = counted.is_empty();
    let rows = counted.into_iter().map(|(intent, outcome)| {
        let title = intent.map(|id| chat.ui.owners(|bundle| bundle.intent(&id).map(|intent| &intent.title)));
        let row = match (outcome, title) {
            (PredictedOutcome::Answered, Some(title)) => named(words.counted_answered, &title),
            (PredictedOutcome::Asked, Some(title)) => named(words.counted_asked, &title),
            (PredictedOutcome::Answered | PredictedOutcome::Asked, None) => words.counted_unknown.to_owned(),
            (PredictedOutcome::DontKnow | PredictedOutcome::Unknown, _) => words.counted_unknown.to_owned(),
        };
        el("li", "").child(row).draw()
    });
    let rows = rows.collect::<Vec<_>>();
    let head = el("p", "").child(if is_empty { words.counted_nothing } else { words.counted }).draw();
    vec![head, if is_empty { nothing() } else { el("ul", "").child(rows).draw() }].draw()
}

/// The customer's lines, each of which may be left out.
#[must_use]
pub fn goes_along(chat: Chat) -> Drawing {
    let own: Vec<(MessageId, String)> = chat.ui.peek(|state| {
        let lines = state.view.lines.iter().filter(|line| line.author == Author::Visitor);
        lines
            .filter_map(|line| if let Body::Text { text, .. } = &line.body { Some((line.id, text.clone())) } else { None })
            .collect()
    });
    if own.is_empty() {
        return nothing();
    }
    let rows = own.into_iter().map(|(id, text)| {
        let tick = el("input", "").set("type", "checkbox").on("change", move |_| chat.toggle_left_out(id));
        let tick = if chat.is_left_out(id) { tick } else { tick.set("checked", "") };
        el("label", "").child(tick.draw()).child(el("span", "").set("dir", "auto").child(text).draw()).draw()
    });
    let rows = rows.collect::<Vec<_>>();
    let head = el("summary", "").child(chat.ui.words().goes_along).draw();
    el("details", "along").child(head).child(rows).draw()
}
