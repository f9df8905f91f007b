//! What waits, by skill and channel.

use std::time::Duration;

use leptos::prelude::*;
use ui::span::short;
use wire::floor::QueueLine;

use crate::due::Pressure;
use crate::floor::{Used, used};
use crate::session::Session;
use crate::words::{channel_text, count};

#[component]
pub(super) fn Queues() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let lines = Memo::new(move |_| {
        session.supervising.floor.with(|floor| floor.as_ref().map(|floor| floor.queues.clone()).unwrap_or_default())
    });
    let keys =
        Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| (line.skill.clone(), line.channel)).collect::<Vec<_>>()));
    view! {
        <section aria-labelledby="floor-queues">
            <h2 id="floor-queues">{move || w().floor.queues}</h2>
            <p class="muted">{move || keys.with(Vec::is_empty).then(|| w().floor.queues_empty)}</p>
            <Show when=move || !keys.with(Vec::is_empty)>
                <table class="floor-queues">
                    <thead>
                        <tr>
                            <th scope="col">{move || w().floor.skill}</th>
                            <th scope="col">{move || w().floor.channel}</th>
                            <th scope="col" class="figure">{move || w().floor.count}</th>
                            <th scope="col" class="figure">{move || w().floor.longest}</th>
                            <th scope="col">{move || w().floor.target}</th>
                        </tr>
                    </thead>
                    <tbody>
                        // A line stays the same element while its figures change, so that the focus stays.
                        <For each=move || keys.get() key=|key| format!("{key:?}") let:key>
                            <Line line=Memo::new(move |last: Option<&Option<QueueLine>>| {
                                let now = lines.with(|lines| lines.iter().find(|line| (&line.skill, line.channel) == (&key.0, key.1)).cloned());
                                now.or_else(|| last.cloned().flatten())
                            }) />
                        </For>
                    </tbody>
                </table>
            </Show>
        </section>
    }
}

#[component]
fn Line(line: Memo<Option<QueueLine>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    move || {
        let line = line.get()?;
        let skill = line.skill.clone();
        let channel = line.channel;
        let name = move || {
            let skill = skill.as_ref().map(|skill| session.titles.with(|titles| titles.skill(skill, session.lang.get())));
            skill.unwrap_or_else(|| w().any_skill.to_owned())
        };
        let label = name.clone();
        let longest = line.longest;
        let offered = (line.offered > 0).then(|| {
            let offered = line.offered.to_string();
            view! { <small>{move || count(w().floor.offered, &[&offered])}</small> }
        });
        let all = line.waiting + line.offered;
        let target = Duration::from_secs(u64::from(line.target_s));
        let used = Memo::new(move |_| used(&line, session.board.with(|board| board.desk_now(session.now.get()))));
        Some(view! {
            <tr>
                <th scope="row">
                    <button
                        class="link"
                        data-conversation=longest.to_string()
                        title=move || count(w().floor.open_longest, &[&label()])
                        on:click=move |_| session.listen_in(longest)
                    >
                        {name}
                    </button>
                </th>
                <td>{move || channel_text(w(), channel)}</td>
                <td class="figure">{all}{offered}</td>
                <td class="figure">{move || short(session.lang.get(), used.get().waited)}</td>
                <td><Share used target /></td>
            </tr>
        })
    }
}

/// How much of the target the longest wait has used: a bar, a figure and a word.
#[component]
fn Share(used: Memo<Used>, target: Duration) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let word = move || match used.get().pressure {
        Pressure::Calm => w().floor.calm,
        Pressure::Soon => w().floor.soon,
        Pressure::Late => w().floor.over,
    };
    let is = move |pressure| used.get().pressure == pressure;
    view! {
        <span class="share" class:is-soon=move || is(Pressure::Soon) class:is-late=move || is(Pressure::Late)>
            <span class="share-bar" aria-hidden="true"><i style:width=move || format!("{}%", used.get().percent.min(100))></i></span>
            <b>{word}</b>
            <small>{move || count(w().floor.of_target, &[&used.get().percent.to_string(), &short(session.lang.get(), target)])}</small>
        </span>
    }
}
