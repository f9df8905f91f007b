//! Files of questions from elsewhere.

use book::{Answer, File, Note, Request};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use crate::host::page;
use crate::lines::base64;
use crate::session::Session;
use crate::words::fill;

/// Of all files together.
const MEGABYTES: usize = 5;

#[component]
pub(super) fn Import() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let chooser = NodeRef::<Input>::new();
    let is_busy = RwSignal::new(false);
    let notes = RwSignal::new(None::<(String, Vec<Note>)>);
    let chosen = move |_| {
        let Some(field) = chooser.get_untracked() else { return };
        let Some(list) = field.files().filter(|list| list.length() > 0) else { return };
        spawn_local(async move {
            is_busy.set(true);
            let files = page::read_files(list).await;
            field.set_value("");
            notes.try_set(None);
            bring(session, files, notes).await;
            is_busy.try_set(false);
        });
    };
    // The field itself opens by Space alone; a button opens by Enter too.
    let choose = move |_| {
        if let Some(field) = chooser.get_untracked() {
            field.click();
        }
    };
    view! {
        <div class="import">
            <button id="import" class="plain" aria-describedby="import-hint" disabled=move || is_busy.get() on:click=choose>
                <Glyph icon=Icon::Save />
                {move || if is_busy.get() { w().importing } else { w().import }}
            </button>
            <input
                node_ref=chooser
                hidden
                type="file"
                multiple
                accept=".csv,.tsv,.md,.markdown,.txt,.yml,.yaml,.zip,.json"
                on:change=chosen
            />
            <small id="import-hint" class="muted">{move || fill(w().import_hint, &[&MEGABYTES.to_string()])}</small>
        </div>
        <div role="status">
            {move || notes.get().map(|(summary, list)| view! { <Imported summary list close=move || notes.set(None) /> })}
        </div>
    }
}

/// Gives the files to the lab and tells what became of them.
async fn bring(session: Session, files: Vec<(String, Vec<u8>)>, notes: RwSignal<Option<(String, Vec<Note>)>>) {
    let w = session.words_untracked().questions;
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    if size > MEGABYTES * 1024 * 1024 {
        let name = files.first().map(|(name, _)| name.as_str()).unwrap_or_default();
        return session.warn(fill(w.import_large, &[name, &MEGABYTES.to_string()]));
    }
    let files = files.into_iter().map(|(name, bytes)| File { name, bytes: base64(&bytes) }).collect();
    match session.ask(Request::Import { files }).await {
        Some(Answer::Imported { text, view, notes: list, added, extended, examples, flows }) => {
            session.took(text, view, true);
            let figures = [added, extended, examples, flows].map(|count| count.to_string());
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            notes.try_set(Some((fill(w.imported, &figures), list)));
        }
        other => {
            session.take(other, true);
        }
    }
}

#[component]
fn Imported(summary: String, list: Vec<Note>, close: impl Fn() + 'static) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let line = move |note: Note| {
        let kind = note.kind.clone();
        let told = move || match kind.as_str() {
            "left_out" => w().note_left_out,
            "to_add" => w().note_to_add,
            _ => w().note_changed,
        };
        let place = note.line.map_or_else(|| note.file.clone(), |line| format!("{}:{line}", note.file));
        view! { <li><b>{told}</b>" "<code>{place}</code>" "{note.what}". "<span class="help">{note.help}</span></li> }
    };
    let has_notes = !list.is_empty();
    view! {
        <section class="card imported">
            <header class="card-head">
                <h2>{move || w().import_title}</h2>
                <button class="icon" aria-label=move || session.words().shell.close on:click=move |_| close()>
                    <Glyph icon=Icon::Close />
                </button>
            </header>
            <p>{summary}</p>
            {has_notes.then(|| view! { <h3>{move || w().import_notes}</h3><ul class="notes">{list.into_iter().map(line).collect_view()}</ul> })}
        </section>
    }
}
