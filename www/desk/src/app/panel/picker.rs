//! A field and a list under it: typing narrows the list, arrow keys choose, Enter takes.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::host::document;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) label: String,
    /// What is said beside it.
    pub(super) hint: String,
    /// What the lines around it have in common; said once where it changes.
    pub(super) group: &'static str,
    /// A class for the dot before it; none where there is no dot.
    pub(super) dot: Option<&'static str>,
}

/// `found` are the lines for what is typed, `pick` takes the place of one of them.
#[component]
pub(super) fn Picker(
    typed: RwSignal<String>,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(into)] none: Signal<&'static str>,
    found: Memo<Vec<Choice>>,
    pick: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |_| document::reveal(&format!("choice-{}", chosen.get())));
    let press = move |event: KeyboardEvent| {
        let among = found.with_untracked(Vec::len);
        if event.is_composing() || among == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1) % among),
            "ArrowUp" => chosen.update(|at| *at = (*at + among - 1) % among),
            "Enter" => pick(chosen.get_untracked().min(among - 1)),
            _ => return,
        }
        event.prevent_default();
    };
    let lines = move || {
        let found = found.get();
        let mut last = "";
        let lines = found.into_iter().enumerate().map(|(at, choice)| {
            let group = (choice.group != last).then_some(choice.group);
            last = choice.group;
            view! { <Line at choice group chosen pick /> }
        });
        lines.collect_view()
    };
    view! {
        <input
            class="picker-field"
            role="combobox"
            autofocus
            autocomplete="off"
            spellcheck="false"
            aria-label=move || label.get()
            placeholder=move || label.get()
            aria-expanded="true"
            aria-controls="choices"
            aria-autocomplete="list"
            aria-activedescendant=move || found.with(|found| (!found.is_empty()).then(|| format!("choice-{}", chosen.get())))
            on:input=move |event| {
                chosen.set(0);
                typed.set(event_target_value(&event));
            }
            on:keydown=press
        />
        <div class="choices" id="choices" role="listbox" tabindex="-1" aria-label=move || label.get()>
            {lines}
        </div>
        <p class="muted choices-none" role="status">{move || found.with(Vec::is_empty).then(|| none.get())}</p>
    }
}

#[component]
fn Line(
    at: usize,
    choice: Choice,
    group: Option<&'static str>,
    chosen: RwSignal<usize>,
    pick: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let Choice { label, hint, group: _, dot } = choice;
    view! {
        {group.filter(|group| !group.is_empty()).map(|group| view! { <p class="choice-group" aria-hidden="true">{group}</p> })}
        <div
            id=format!("choice-{at}")
            class="choice"
            role="option"
            aria-selected=move || (chosen.get() == at).to_string()
            // Pressing must not take the focus from the field.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| pick(at)
        >
            {dot.map(|dot| view! { <span class=dot><i class="dot" aria-hidden="true"></i></span> })}
            <b>{label}</b>
            <span class="muted">{hint}</span>
        </div>
    }
}
