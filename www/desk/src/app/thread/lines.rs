//! The thread, kept at its end while the person is there.

use leptos::html::Div;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use super::row::ThreadRow;
use crate::host::clock;
use crate::host::document::Resizes;
use crate::rows::{Block, blocks};
use crate::session::Session;
use crate::words::typing;

/// Nearer to the end than this counts as being there, in pixels.
const NEAR: i32 = 80;

#[component]
pub(crate) fn Lines() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let log = NodeRef::<Div>::new();
    let is_at_end = RwSignal::new(true);
    let drawn = Memo::new(move |_| {
        let agent = session.agent()?;
        session.view.with(|view| view.as_ref().map(|view| blocks(&view.lines, agent, clock::day)))
    });
    let other = Memo::new(move |_| session.view.with(|view| view.as_ref().and_then(|view| view.other_typing.clone())));

    let to_end = move || {
        if let Some(log) = log.get_untracked() {
            log.set_scroll_top(log.scroll_height());
        }
    };
    Effect::new(move |_| {
        drawn.track();
        other.track();
        if is_at_end.get_untracked() {
            request_animation_frame(to_end);
        }
    });
    // A composer that grows, or a phone's keyboard, takes room from the thread: its end stays in view.
    let resizes = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(log) = log.get() {
            resizes.set_value(Resizes::of(&log, move || {
                if is_at_end.try_get_untracked() == Some(true) {
                    to_end();
                }
            }));
        }
    });
    let scrolled = move |_| {
        if let Some(log) = log.get_untracked() {
            let is_near = log.scroll_height() - log.scroll_top() - log.client_height() < NEAR;
            if is_near != is_at_end.get_untracked() {
                is_at_end.set(is_near);
            }
        }
    };
    let numbered = move || drawn.get().unwrap_or_default().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="log-frame">
            <div class="log" node_ref=log on:scroll=scrolled role="log" tabindex="0" aria-label=move || w().conversation>
                <Show when=move || drawn.with(|drawn| drawn.as_ref().is_none_or(Vec::is_empty))>
                    <p class="hollow opening">{move || w().opening}</p>
                </Show>
                <For each=numbered key=|(at, block)| (*at, block.is_before) let:numbered>
                    <Part at=numbered.0 is_before=numbered.1.is_before drawn />
                </For>
                <Show when=move || other.get().is_some()>
                    <p class="typing">
                        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
                        {move || typing(session.lang.get(), other.get().as_deref().filter(|name| !name.is_empty()))}
                    </p>
                </Show>
            </div>
            <Show when=move || !is_at_end.get()>
                <button class="to-end plain small" on:click=move |_| to_end()>{move || w().new_messages}" ↓"</button>
            </Show>
        </div>
    }
}

/// A block of rows; it stays while rows are added to it.
#[component]
fn Part(at: usize, is_before: bool, drawn: Memo<Option<Vec<Block>>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let rows = move || {
        drawn.with(|drawn| drawn.as_ref().and_then(|drawn| drawn.get(at)).map(|block| block.rows.clone()).unwrap_or_default())
    };
    let each = view! {
        <For each=rows key=|row| (row.id, row.key()) let:row>
            <ThreadRow row />
        </For>
    };
    if is_before {
        view! {
            <section class="part before">
                <h2 title=move || session.words().with_assistant_hint>
                    <Glyph icon=Icon::Bot />
                    {move || session.words().with_assistant}
                    <small>{move || session.words().with_assistant_hint}</small>
                </h2>
                {each}
            </section>
        }
        .into_any()
    } else {
        view! { <section class="part">{each}</section> }.into_any()
    }
}
