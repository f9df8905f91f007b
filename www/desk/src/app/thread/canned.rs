//! The list of canned replies over the composer, while one is being called by `/`.

use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::note::bytes_of;
use crate::canned::{Canned, asked, inserted};
use crate::find::found;
use crate::session::Session;

/// Which phrases fit what stands before the caret.
#[derive(Clone, Copy)]
pub(super) struct Calling {
    session: Session,
    field: NodeRef<Textarea>,
    written: RwSignal<Option<String>>,
    chosen: RwSignal<usize>,
    pub(super) fitting: Memo<Vec<Canned>>,
}

impl Calling {
    pub(super) fn new(session: Session, field: NodeRef<Textarea>) -> Self {
        let written = RwSignal::new(None::<String>);
        let fitting = Memo::new(move |_| {
            let Some(written) = written.get() else { return Vec::new() };
            let mut fitting = found(&written, session.canned.get(), |one| vec![one.name.clone()]);
            fitting.truncate(6);
            fitting
        });
        Self { session, field, written, chosen: RwSignal::new(0), fitting }
    }

    /// After the text has changed.
    pub(super) fn look(self, text: &str) {
        let asked = text.get(..self.caret(text)).and_then(asked).map(str::to_owned);
        self.chosen.set(0);
        self.written.set(asked);
    }

    /// True where the key was for the list. A phrase that is taken is told to `changed`.
    pub(super) fn press(self, event: &KeyboardEvent, changed: impl Fn(String)) -> bool {
        let among = self.fitting.with_untracked(Vec::len);
        if among == 0 || event.is_composing() {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.chosen.update(|at| *at = (*at + 1) % among),
            "ArrowUp" => self.chosen.update(|at| *at = (*at + among - 1) % among),
            "Escape" => self.written.set(None),
            "Enter" | "Tab" => self.take(self.chosen.get_untracked(), changed),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    pub(super) fn take(self, at: usize, changed: impl Fn(String)) {
        let phrase = self.fitting.with_untracked(|fitting| fitting.get(at).map(|one| one.text.clone()));
        let (Some(phrase), Some(field)) = (phrase, self.field.get_untracked()) else { return };
        let text = field.value();
        let Some((text, from, to)) = inserted(&text, self.caret(&text), &phrase, &self.session.canned_values()) else { return };
        let units =
            |bytes: usize| u32::try_from(text.get(..bytes).unwrap_or_default().encode_utf16().count()).unwrap_or(u32::MAX);
        field.set_value(&text);
        // The field has this many characters.
        let _ = field.set_selection_range(units(from), units(to));
        let _ = field.focus();
        self.written.set(None);
        changed(text);
    }

    fn caret(self, text: &str) -> usize {
        let units = self.field.get_untracked().and_then(|field| field.selection_end().ok().flatten());
        units.map_or(text.len(), |units| bytes_of(text, units as usize))
    }

    /// The id of the chosen line; tracked.
    pub(super) fn active(self) -> Option<String> {
        self.fitting.with(|fitting| (!fitting.is_empty()).then(|| format!("canned-{}", self.chosen.get())))
    }
}

#[component]
pub(super) fn CannedList(calling: Calling, changed: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = expect_context::<Session>();
    let line = move |(at, one): (usize, Canned)| {
        view! {
            <li
                id=format!("canned-{at}")
                role="option"
                aria-selected=move || (calling.chosen.get() == at).to_string()
                // Pressing must not take the focus from the field.
                on:mousedown=move |event| { event.prevent_default(); calling.take(at, changed); }
            >
                <b>"/"{one.name}</b>
                <span class="muted">{one.text}</span>
            </li>
        }
    };
    view! {
        <Show when=move || calling.fitting.with(|fitting| !fitting.is_empty())>
            <ul class="callable canned" id="canned" role="listbox" aria-label=move || session.words().replies_found>
                {move || calling.fitting.get().into_iter().enumerate().map(line).collect_view()}
            </ul>
        </Show>
    }
}
