//! What questions may need and staff may have: part of the playbook.

use book::Op;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use crate::app::parts::Field;
use crate::host::page;
use crate::session::{Edited, Session};
use crate::words::locale_name;

#[component]
pub(super) fn Skills() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let typed = RwSignal::new(String::new());
    let ids = Memo::new(move |_| {
        session.book(|book| book.skills.iter().map(|skill| skill.id.clone()).collect::<Vec<String>>()).unwrap_or_default()
    });
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        let Some(locale) = session.book_untracked(|book| book.locales.first().cloned()).flatten().filter(|_| !text.is_empty())
        else {
            return;
        };
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::AddSkill { id: None, title: [(locale, text)].into() }).await {
                typed.try_set(String::new());
            }
        });
    };
    view! {
        <section>
            <h2>{move || w().skills_title}</h2>
            <p class="muted lead">{move || w().skills_lead}</p>
            <ul class="skills"><For each=move || ids.get() key=Clone::clone children=move |id| view! { <Line id /> } /></ul>
            <form class="add" on:submit=add>
                <label for="new-skill" class="for-ears">{move || w().skill_new}</label>
                <input
                    id="new-skill"
                    autocomplete="off"
                    placeholder=move || w().skill_new
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(page::value(event.target()))
                />
                <button class="plain" type="submit">{move || w().skill_add}</button>
            </form>
        </section>
    }
}

#[component]
fn Line(id: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = StoredValue::new(id);
    let locales = Memo::new(move |_| session.locales());
    let field = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let value = Memo::new(move |_| {
            let of = |book: &book::Book| {
                let skill = id.with_value(|id| book.skills.iter().find(|skill| skill.id == *id));
                skill.and_then(|skill| tag.with_value(|tag| skill.title.get(tag).cloned()))
            };
            session.book(of).flatten().unwrap_or_default()
        });
        let commit = move |text: String, joins| {
            session.edit(Op::SetSkillTitle { id: id.get_value(), locale: tag.get_value(), text: text.trim().to_owned() }, joins);
        };
        let label = Signal::derive(move || tag.with_value(|tag| locale_name(session.lang.get(), tag)));
        view! { <Field id=format!("skill-{}-{locale}", id.get_value()) label=label value=value commit=commit lang=locale /> }
    };
    view! {
        <li>
            <For each=move || locales.get() key=Clone::clone children=field />
            <button class="icon" aria-label=move || session.words().shell.delete on:click=move |_| session.do_change(Op::RemoveSkill { id: id.get_value() })>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
