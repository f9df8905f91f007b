//! How the browser's model stands, and training it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::chart::percent;
use crate::session::{Session, Training};
use crate::words::fill;

#[component]
pub(in crate::app) fn TrainLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let is_trained = Memo::new(move |_| session.view.with(|view| view.is_trained));
    let running = Memo::new(move |_| match session.training.get() {
        Training::Running { done, total } => Some((done, total)),
        Training::Never | Training::Done(_) | Training::Refused { .. } => None,
    });
    let told = move || match session.training.get() {
        Training::Running { total: 0, .. } => w().starting.to_owned(),
        Training::Running { done, total } => fill(w().running, &[&(done * 100 / total).to_string()]),
        Training::Refused { what, help } => format!("{what}. {help}"),
        Training::Done(report) if is_trained.get() => {
            format!("{} {}.", w().fresh, fill(w().accuracy, &[&percent(report.accuracy.permille)]))
        }
        Training::Done(_) => w().stale.to_owned(),
        Training::Never => w().never.to_owned(),
    };
    let is_bad = move || matches!(session.training.get(), Training::Refused { .. });
    let train = move |_| {
        spawn_local(async move {
            session.train().await;
        });
    };
    view! {
        <div class="train">
            <p role="status" class:wrong=is_bad>{told}</p>
            <Show
                when=move || running.with(Option::is_some)
                fallback=move || view! {
                    <button class="plain" id="train" disabled=move || is_trained.get() on:click=train>{move || w().train}</button>
                }
            >
                <progress
                    aria-label=move || w().train
                    max=move || running.get().map_or(1, |(_, total)| total.max(1)).to_string()
                    prop:value=move || running.get().map_or(0, |(done, _)| done).to_string()
                ></progress>
                <button class="plain" on:click=move |_| session.stop_training()>{move || w().stop}</button>
            </Show>
        </div>
    }
}
