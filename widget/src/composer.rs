//! Where the customer writes. The text is kept with every letter, by the client machine's draft.

use leptos::html::Textarea;
use leptos::prelude::*;
use wire::limits::TEXT_BYTES;

use crate::browser;
use crate::draw::{act, nothing, part, text, when};
use crate::icon::{self, icon};
use crate::session::{Chat, Session};
use crate::ui::Prompt;

#[must_use]
pub fn composer(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let field = NodeRef::<Textarea>::new();
    let draft = ui.draft;
    let is_too_long = move || draft.with(|draft| draft.trim().len() > TEXT_BYTES);
    let is_ready = move || draft.with(|draft| !draft.trim().is_empty() && draft.trim().len() <= TEXT_BYTES);
    let send = move || {
        if is_ready() {
            chat.run(|session| session.submit(&draft.get_untracked()));
        }
    };
    // Written only where it differs: setting the same text again would disturb an input method that composes.
    Effect::new(move |_| {
        let draft = draft.get();
        if let Some(field) = field.get() {
            if field.value() != draft {
                field.set_value(&draft);
            }
            fit(&field);
        }
    });
    Effect::new(move |_| {
        // A finger would pull up the keyboard over a chat that was opened to be read.
        if ui.focus.get() > 0
            && let Some(field) = field.get_untracked()
            && !browser::is_touch()
        {
            let _ = field.focus();
        }
    });
    let hint = move || {
        let words = ui.words();
        let is_asked = ui.prompt.with(|prompt| matches!(prompt, Prompt::Question(question) if question.choices.is_empty()));
        let hint = if ui.is_escalated() {
            words.write_here
        } else if is_asked {
            words.answer_here
        } else {
            words.ask_here
        };
        hint.to_owned()
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        // Enter that ends a composition (229 in browsers that do not say so) is not meant to send.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            send();
        }
    };
    let talk = when(
        move || !ui.is_escalated(),
        move || {
            let ask = act(chat, Session::ask_for_person);
            view! { <button type="button" class="talk" on:click=ask>{icon(icon::PERSON)}{ui.words().talk}</button> }.into_any()
        },
    );
    let too_long = when(is_too_long, move || view! { <p class="problem" role="alert">{ui.words().too_long}</p> }.into_any());
    let privacy = part(move || {
        let (sign, words) =
            if ui.is_escalated() { (nothing(), ui.words().shared) } else { (icon(icon::LOCK), ui.words().private) };
        view! { <p class="private">{sign}<span>{words}</span></p> }.into_any()
    });
    view! {
        <footer class="foot">
            {talk}
            {too_long}
            <div class="composer">
                <textarea
                    node_ref=field rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
                    placeholder=text(hint) aria-label=text(hint)
                    on:input=move |event| chat.run(|session| session.draft(event_target_value(&event)))
                    on:keydown=pressed
                ></textarea>
                <button
                    class="send" type="button" on:click=move |_| send()
                    aria-label=text(move || ui.words().send.to_owned()) aria-disabled=text(move || (!is_ready()).to_string())
                >
                    {icon(icon::SEND)}
                </button>
            </div>
            {privacy}
        </footer>
    }
    .into_any()
}

/// As high as its text, up to the limit of the style sheet.
fn fit(field: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(field);
    let _ = style.set_property("height", "auto");
    // The border is not part of the scroll height.
    let _ = style.set_property("height", &[&(field.scroll_height() + 2).to_string(), "px"].concat());
}
