//! Where the customer writes. The text is kept with every letter, by the client machine's draft.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use wire::ConversationState;
use wire::limits::TEXT_BYTES;

use crate::browser;
use crate::draw::{Draw, Drawing, effect, el, group, nothing, part, when};
use crate::icon::{self, icon};
use crate::privacy;
use crate::session::Chat;
use crate::ui::{Prompt, Topic};
use crate::{choices, files, titles};

#[must_use]
pub fn composer(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    // Written only where it differs: setting the same text again would disturb an input method that composes.
    effect(move || {
        // In a panel that is not shown yet it has no height.
        ui.track(Topic::Opened);
        let draft = ui.read(Topic::Draft, |state| state.draft.clone());
        if let Some(field) = field() {
            if field.value() != draft {
                field.set_value(&draft);
            }
            fit(&field);
        }
    });
    let mut is_first = true;
    effect(move || {
        ui.track(Topic::Focus);
        if !std::mem::take(&mut is_first) {
            focus();
        }
    });
    let talk = when(
        move || !ui.is_escalated(),
        move || {
            let button = el("button", "talk").set("type", "button").on("click", move |_| chat.ask_for_person());
            button.child(icon(icon::PERSON)).child(ui.words().talk).draw()
        },
    );
    let too_long = when(
        move || length(chat) > TEXT_BYTES,
        move || el("p", "problem").set("role", "alert").child(ui.words().too_long).draw(),
    );
    // What is not stored yet cannot have files.
    let is_stored = move || ui.read(Topic::View, |state| state.view.state != ConversationState::Pending);
    let attach = when(is_stored, move || files::attach(chat));
    let emoji = part(move || emoji(chat));
    let tray = when(is_stored, || el("ul", "tray").draw());
    let text = el("textarea", "")
        .set("rows", "1")
        .set("dir", "auto")
        .set("enterkeyhint", "send")
        .set("autocomplete", "off")
        .follow("placeholder", move || hint(chat))
        .follow("aria-label", move || hint(chat))
        .on("input", move |_| {
            if let Some(field) = field() {
                chat.draft(field.value());
            }
        })
        .on("paste", move |event| {
            if chat.ui.peek(|state| state.view.state != ConversationState::Pending) {
                chat.files("take", &event);
            }
        })
        .on("keydown", move |event| {
            let key: &web_sys::KeyboardEvent = event.unchecked_ref();
            // Enter that ends a composition (229 in browsers that do not say so) is not meant to send.
            if key.key() == "Enter" && !key.shift_key() && !key.is_composing() && key.key_code() != 229 {
                key.prevent_default();
                send(chat);
            }
        });
    let button = el("button", "send")
        .set("type", "button")
        .follow("aria-label", move || ui.words().send.to_owned())
        .follow("aria-disabled", move || if is_ready(chat) { "false" } else { "true" }.to_owned())
        .on("click", move |_| send(chat))
        .child(icon(icon::SEND));
    el("footer", "foot")
        .child(talk)
        .child(too_long)
        .child(tray)
        .child(part(move || may_fit(chat)))
        .child(el("div", "composer").child(attach).child(emoji).child(text.draw()).child(button.draw()).draw())
        .child(privacy::foot(chat))
        .draw()
}

/// For keyboards without any: the style sheet leaves them out where there is a finger.
const EMOJI: [&str; 20] =
    ["🙂", "😀", "😂", "😍", "😊", "😉", "😢", "😡", "😅", "🤔", "🙏", "👍", "👎", "👏", "👌", "❤️", "🎉", "🔥", "✅", "❌"];

fn emoji(chat: Chat) -> Drawing {
    let choices = EMOJI.iter().map(|sign| {
        let put = move |_| {
            if let Some(field) = field() {
                let _ = field.set_range_text(sign);
                chat.draft(field.value());
                chat.ui.tell(Topic::Focus);
            }
        };
        el("button", "").set("type", "button").on("click", put).child(*sign).draw()
    });
    let label = chat.ui.words().emoji;
    let face = el("summary", "plain icon").set("aria-label", label).child(icon(icon::FACE)).draw();
    let signs = choices.collect::<Vec<_>>();
    el("details", "emoji").child(face).child(el("div", "").child(signs).draw()).draw()
}

/// Titles of answers that share words with what is being written.
fn may_fit(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let draft = ui.read(Topic::Draft, |state| state.draft.clone());
    let is_asked = ui.read(Topic::Prompt, |state| matches!(state.prompt, Prompt::Question(_)));
    let near = match ui.bundle() {
        Some(bundle) if !draft.is_empty() && !is_asked && !ui.is_escalated() => titles::near(&bundle, &draft),
        Some(_) | None => Vec::new(),
    };
    if near.is_empty() {
        return nothing();
    }
    group("choices fit", ui.words().may_fit, choices::titles(chat, &near))
}

/// Goes to where one writes; not by a finger, which would pull up the keyboard over a chat that is there to be read.
pub fn focus() {
    if !browser::is_touch()
        && let Some(field) = field()
    {
        let _ = field.focus();
    }
}

fn field() -> Option<HtmlTextAreaElement> {
    browser::find("textarea")
}

fn length(chat: Chat) -> usize {
    chat.ui.read(Topic::Draft, |state| state.draft.trim().len())
}

fn is_ready(chat: Chat) -> bool {
    (1..=TEXT_BYTES).contains(&length(chat))
}

fn send(chat: Chat) {
    if is_ready(chat) {
        chat.submit(&chat.ui.peek(|state| state.draft.clone()));
    }
}

fn hint(chat: Chat) -> String {
    let words = chat.ui.words();
    let is_asked = chat.ui.read(Topic::Prompt, |state| matches!(&state.prompt, Prompt::Question(_)));
    let hint = if chat.ui.is_escalated() {
        words.write_here
    } else if is_asked {
        words.answer_here
    } else {
        words.ask_here
    };
    hint.to_owned()
}

/// As high as its text, up to the limit of the style sheet.
fn fit(field: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(field);
    let _ = style.set_property("height", "auto");
    // The border is not part of the scroll height.
    let _ = style.set_property("height", &[&(field.scroll_height() + 2).to_string(), "px"].concat());
}
