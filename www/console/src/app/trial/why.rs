//! The decision, explained: what it thought of, which words counted, which examples are alike; and how to teach it.

use book::{Alike, Guess, Op, Slot, Tried, Word};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Outcome, Question, decided};
use crate::app::tests::keep_test;
use crate::chart::percent;
use crate::host::page;
use crate::place::Place;
use crate::session::{Edited, Session};
use crate::words::fill;

#[component]
pub(super) fn Why(question: Question) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let Outcome::Known(tried) = question.outcome.clone() else { return ().into_any() };
    let tried = StoredValue::new(*tried);
    view! {
        <section class="card why" aria-labelledby="why-title">
            <h2 id="why-title">{move || w().why}</h2>
            <p><b dir="auto">{question.text.clone()}</b>" — "{move || tried.with_value(|tried| decided(session, tried))}</p>
            <h3>{move || w().guesses}</h3>
            {move || tried.with_value(|tried| guesses(session, tried))}
            {move || tried.with_value(|tried| words(session, &tried.words))}
            {move || tried.with_value(|tried| alike(session, &tried.examples))}
            {move || tried.with_value(|tried| slots(session, &tried.slots))}
            <Teach text=question.text locale=question.locale />
        </section>
    }
    .into_any()
}

fn guesses(session: Session, tried: &Tried) -> impl IntoView + use<> {
    let acted = tried.acted;
    let line = |(at, guess): (usize, &Guess)| {
        let share = guess.permille;
        view! {
            <li class:is-acted={at < acted}>
                <a href=Place::Questions(Some(guess.intent.clone())).hash()>{session.title_of(&guess.intent)}</a>
                <Bar permille=share />
                <b>{percent(share)}</b>
            </li>
        }
    };
    let outside = tried.outside_permille;
    view! {
        <ul class="guesses">
            {tried.guesses.iter().enumerate().map(line).collect_view()}
            <li><span>{session.words().trial.outside}</span><Bar permille=outside /><b>{percent(outside)}</b></li>
        </ul>
    }
}

#[component]
fn Bar(permille: u32) -> impl IntoView {
    let width = format!("{}", f64::from(permille.min(1_000)) / 10.0);
    view! {
        <svg class="share-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="share-track" width="100" height="8" rx="2" />
            <rect class="share-fill" width=width height="8" rx="2" />
        </svg>
    }
}

fn words(session: Session, words: &[Word]) -> impl IntoView + use<> {
    let w = session.words().trial;
    let word = |word: &Word| {
        let class = match word.weight {
            ..=-20 => "word against",
            -19..=19 => "word",
            20..=99 => "word for-1",
            100..=299 => "word for-2",
            300.. => "word for-3",
        };
        let sign = if word.weight >= 10 { "+" } else { "" };
        view! { <li class=class><span dir="auto">{word.word.clone()}</span><small>{format!("{sign}{}", word.weight / 10)}</small></li> }
    };
    (!words.is_empty()).then(|| {
        view! {
            <h3>{w.words}</h3>
            <ul class="words">{words.iter().map(word).collect_view()}</ul>
            <p class="muted small">{w.words_hint}</p>
        }
    })
}

fn alike(session: Session, examples: &[Alike]) -> impl IntoView + use<> {
    let w = session.words().trial;
    let line = |example: &Alike| {
        let of = example.intent.as_ref().map_or_else(|| w.out_of_scope.to_owned(), |intent| session.title_of(intent));
        view! { <li><span dir="auto">{example.text.clone()}</span>" "<span class="tag">{of}</span>" "<b>{percent(example.permille)}</b></li> }
    };
    (!examples.is_empty()).then(|| {
        view! { <h3>{w.examples}</h3><ul class="alike">{examples.iter().map(line).collect_view()}</ul> }
    })
}

fn slots(session: Session, slots: &[Slot]) -> impl IntoView + use<> {
    let w = session.words().trial;
    let line = |slot: &Slot| view! { <div><dt>{slot.label.clone()}</dt><dd>{slot.value.clone()}</dd></div> };
    (!slots.is_empty()).then(|| view! { <h3>{w.slots}</h3><dl class="slots">{slots.iter().map(line).collect_view()}</dl> })
}

/// The question becomes an example or a test.
#[component]
fn Teach(text: String, locale: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let intents = Memo::new(move |_| {
        session.book(|book| book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<String>>()).unwrap_or_default()
    });
    let chosen = RwSignal::new(String::new());
    let said = StoredValue::new((text, locale));
    let teach = move |_| {
        let (text, locale) = said.get_value();
        let intent = Some(chosen.get_untracked()).filter(|id| !id.is_empty());
        let known = session.book_untracked(|book| match &intent {
            Some(id) => book.intents.iter().find(|it| it.id == *id).and_then(|it| it.examples.get(&locale).cloned()),
            None => book.out_of_scope.get(&locale).cloned(),
        });
        let mut examples = known.flatten().unwrap_or_default();
        if !examples.contains(&text) {
            examples.push(text);
        }
        let title = intent
            .as_ref()
            .map_or_else(|| session.words_untracked().trial.out_of_scope.to_owned(), |id| untrack(|| session.title_of(id)));
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::SetExamples { intent, locale, examples }).await {
                session.tell_undoable(fill(session.words_untracked().trial.taught, &[&title]));
            }
        });
    };
    let keep = move |_| {
        let (text, locale) = said.get_value();
        let intent = Some(chosen.get_untracked()).filter(|id| !id.is_empty());
        spawn_local(keep_test(session, text, locale, intent));
    };
    view! {
        <div class="teach">
            <label for="teach">{move || w().teach}</label>
            <select id="teach" on:change=move |event| chosen.set(page::value(event.target()))>
                <option value="">{move || w().out_of_scope}</option>
                <For
                    each=move || intents.get()
                    key=Clone::clone
                    children=move |id| {
                        let value = id.clone();
                        view! { <option value=value>{move || session.title_of(&id)}</option> }
                    }
                />
            </select>
            <button class="plain" on:click=teach>{move || w().teach_do}</button>
            <button class="plain" on:click=keep>{move || w().test_do}</button>
        </div>
    }
}
