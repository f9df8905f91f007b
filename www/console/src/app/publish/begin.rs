//! Beginning a publication, and how it goes.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::timer;
use wire::console::{PublishRequest, TrainingState, TrainingView};

use crate::host::page;
use crate::problem::Problem;
use crate::session::{Session, get, send};
use crate::words::fill;

const AGAIN_MS: u64 = 700;

/// How a publication goes.
#[derive(Debug, Clone, PartialEq)]
enum Course {
    Idle,
    Saving,
    Running { percent: u32, by: Option<String> },
    Done,
    Failed(String),
}

#[component]
pub(super) fn Begin() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let note = RwSignal::new(String::new());
    let course = RwSignal::new(Course::Idle);
    let is_busy = Memo::new(move |_| matches!(course.get(), Course::Saving | Course::Running { .. }));
    let has_errors = Memo::new(move |_| session.view.with(|view| view.errors > 0));
    // One that is running already, of whoever, is shown.
    spawn_local(async move {
        if let Ok(view) = get::<TrainingView>("/api/v1/playbook/training").await
            && view.state == TrainingState::Training
        {
            follow(session, course, view.by.map(|by| by.name)).await;
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || has_errors.get_untracked() {
            return;
        }
        let note = note.get_untracked().trim().to_owned();
        spawn_local(publish(session, course, note));
    };
    let told = move || match course.get() {
        Course::Idle => String::new(),
        Course::Saving => w().preparing.to_owned(),
        Course::Running { percent, by: None } => fill(w().training, &[&percent.to_string()]),
        Course::Running { percent, by: Some(by) } => fill(w().training_by, &[&by, &percent.to_string()]),
        Course::Done => w().published.to_owned(),
        Course::Failed(why) => fill(w().failed, &[&why]),
    };
    let percent = Memo::new(move |_| match course.get() {
        Course::Running { percent, .. } => Some(percent),
        Course::Idle | Course::Saving | Course::Done | Course::Failed(_) => None,
    });
    view! {
        <form class="publish" on:submit=submit>
            <div class="field">
                <label for="note">{move || w().note}" · "{move || session.words().shell.optional}</label>
                <input
                    id="note"
                    autocomplete="off"
                    placeholder=move || w().note_hint
                    maxlength=wire::console::NOTE_CHARS.to_string()
                    prop:value=move || note.get()
                    on:input=move |event| note.set(page::value(event.target()))
                />
            </div>
            <p class="buttons">
                <button class="primary" id="publish" type="submit" disabled=move || is_busy.get() || has_errors.get()>
                    {move || w().publish}
                </button>
                <span class="course" class:wrong=move || matches!(course.get(), Course::Failed(_)) role="status">{told}</span>
            </p>
            <Show when=move || percent.with(Option::is_some)>
                <progress aria-label=move || w().publish max="100" prop:value=move || percent.get().unwrap_or(0).to_string()></progress>
                <p class="muted small">{move || w().hidden_leave}</p>
            </Show>
        </form>
    }
}

/// Saves, begins and follows.
async fn publish(session: Session, course: RwSignal<Course>, note: String) {
    course.set(Course::Saving);
    let is_saved = session.settle().await;
    let version = session.draft.with_untracked(|draft| draft.as_ref().map(crate::draft::Draft::version));
    let (true, Some(version)) = (is_saved, version) else {
        course.try_set(Course::Failed(session.words_untracked().publish.unsaved.to_owned()));
        return;
    };
    let body = PublishRequest { version, note };
    match send::<_, TrainingView>("POST", "/api/v1/playbook/publish", &body).await {
        Ok(_) => follow(session, course, None).await,
        Err(Problem::SessionEnded) => session.end(Some(Problem::SessionEnded)),
        Err(problem) => {
            course.try_set(Course::Failed(problem.text(session.lang.get_untracked())));
        }
    }
}

/// Asks how it goes until it has gone, or the page is left.
async fn follow(session: Session, course: RwSignal<Course>, by: Option<String>) {
    loop {
        let view = get::<TrainingView>("/api/v1/playbook/training").await;
        let next = match view {
            Ok(view) => match view.state {
                TrainingState::Training => Course::Running { percent: view.percent, by: by.clone() },
                TrainingState::Published | TrainingState::None => Course::Done,
                TrainingState::Failed => Course::Failed(view.notes.join(" ")),
            },
            // It goes on at the edge; the next answer tells.
            Err(_) => course.try_get_untracked().unwrap_or(Course::Idle),
        };
        let goes_on = matches!(next, Course::Running { .. } | Course::Saving);
        let is_done = next == Course::Done;
        if is_done {
            session.refresh_published().await;
        }
        if course.try_set(next).is_some() || !goes_on {
            return;
        }
        timer::sleep(AGAIN_MS).await;
    }
}
