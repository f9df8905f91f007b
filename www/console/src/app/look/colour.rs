//! The colour, and whether white text on it can be read.

use book::{Op, Setting};
use leptos::prelude::*;

use crate::app::parts::Field;
use crate::contrast;
use crate::host::page;
use crate::session::Session;
use crate::words::fill;

#[component]
pub(super) fn Colour() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().look;
    let accent = Memo::new(move |_| session.book(|book| book.settings.accent.clone()).unwrap_or_default());
    let set = move |text: String, joins| {
        session.edit(Op::SetSetting { setting: Setting::Accent { text: text.trim().to_lowercase() } }, joins);
    };
    let take = move |text: String| session.do_change(Op::SetSetting { setting: Setting::Accent { text } });
    let contrast = Memo::new(move |_| accent.with(|accent| contrast::with_white(accent)));
    let told = move || match contrast.get() {
        None => w().not_colour.to_owned(),
        Some(hundredths) => {
            let figure = format!("{}.{}", hundredths / 100, hundredths / 10 % 10);
            fill(if hundredths >= contrast::ENOUGH { w().contrast } else { w().contrast_low }, &[&figure])
        }
    };
    let is_low = Memo::new(move |_| contrast.get().is_none_or(|contrast| contrast < contrast::ENOUGH));
    let darker = move || accent.with(|accent| contrast::darker(accent));
    view! {
        <div class="colour">
            <label for="accent">{move || w().accent}</label>
            <input
                id="accent"
                type="color"
                prop:value=move || accent.get()
                on:change=move |event| take(page::value(event.target()))
            />
            <Field id="accent-code" label=Signal::derive(move || w().accent_code.to_owned()) value=accent commit=set is_quiet=true />
            <p class="colour-told" class:wrong=move || is_low.get() role="status">{told}</p>
            <Show when=move || is_low.get() && untrack(darker).is_some()>
                <button
                    class="plain"
                    on:click=move |_| {
                        if let Some(colour) = untrack(darker) {
                            take(colour);
                        }
                    }
                >
                    {move || w().darker}
                </button>
            </Show>
        </div>
    }
}
