//! Where the customer writes. The text is kept with every letter, by the client machine's draft.

use leptos::html::Textarea;
use leptos::prelude::*;
use wire::limits::TEXT_BYTES;

use crate::browser;
use crate::icon::{self, Icon};
use crate::session::use_chat;
use crate::ui::Prompt;

#[component]
pub fn Composer() -> impl IntoView {
    let chat = use_chat();
    let ui = chat.ui;
    let field = NodeRef::<Textarea>::new();
    let draft = ui.draft;
    let is_too_long = move || draft.with(|draft| draft.trim().len() > TEXT_BYTES);
    let is_blank = move || draft.with(|draft| draft.trim().is_empty());
    let send = move || {
        if !is_blank() && !is_too_long() {
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
        if ui.focus.get() > 0
            && let Some(field) = field.get_untracked()
            // A finger would pull up the keyboard over a chat that was opened to be read.
            && !browser::is_touch()
        {
            let _ = field.focus();
        }
    });
    let hint = move || {
        let words = ui.words();
        if ui.is_escalated() {
            words.write_here
        } else if ui.prompt.with(|prompt| matches!(prompt, Prompt::Question(question) if question.choices.is_empty())) {
            words.answer_here
        } else {
            words.ask_here
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        // Enter that ends a composition (229 in browsers that do not say so) is not meant to send.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            send();
        }
    };
    view! {
        <footer class="foot">
            <Show when=move || !ui.is_escalated()>
                <button type="button" class="talk" on:click=move |_| chat.run(|session| session.ask_for_person())>
                    <Icon path=icon::PERSON/>{move || ui.words().talk}
                </button>
            </Show>
            <Show when=is_too_long><p class="problem" role="alert">{move || ui.words().too_long}</p></Show>
            <form class="composer" on:submit=move |event| { event.prevent_default(); send(); }>
                <textarea
                    node_ref=field rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
                    placeholder=hint aria-label=hint
                    on:input=move |event| chat.run(|session| session.draft(event_target_value(&event)))
                    on:keydown=pressed
                ></textarea>
                <button class="send" type="submit" aria-label=move || ui.words().send aria-disabled=move || (is_blank() || is_too_long()).to_string()>
                    <Icon path=icon::SEND/>
                </button>
            </form>
            <p class="private">
                <Show when=move || !ui.is_escalated()><Icon path=icon::LOCK/></Show>
                <span>{move || if ui.is_escalated() { ui.words().shared } else { ui.words().private }}</span>
            </p>
        </footer>
    }
}

/// As high as its text, up to the limit of the style sheet.
fn fit(field: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(field);
    let _ = style.set_property("height", "auto");
    // The border is not part of the scroll height.
    let _ = style.set_property("height", &format!("{}px", field.scroll_height() + 2));
}
