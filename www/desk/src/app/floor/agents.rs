//! Who is here, and what each of them is on.

use leptos::prelude::*;
use ui::hue;
use ui::icon::{Glyph, Icon};
use ui::span::short;
use wire::floor::{FloorAgent, FloorConversation};
use wire::{AgentId, Presence, Timestamp};

use crate::floor::{Room, room};
use crate::session::Session;
use crate::words::floor::presence_text;
use crate::words::{channel_text, count};

const PRESENCES: [(Presence, &str); 3] = [(Presence::Online, "online"), (Presence::Busy, "busy"), (Presence::Offline, "offline")];

#[component]
pub(super) fn Agents() -> impl IntoView {
    let session = expect_context::<Session>();
    let agents = Memo::new(move |_| {
        session.supervising.floor.with(|floor| floor.as_ref().map(|floor| floor.agents.clone()).unwrap_or_default())
    });
    let ids = Memo::new(move |_| agents.with(|agents| agents.iter().map(|agent| agent.id).collect::<Vec<_>>()));
    view! {
        <section aria-labelledby="floor-agents">
            <h2 id="floor-agents">{move || session.words().floor.agents}</h2>
            <ul class="floor-agents" role="list">
                // An agent stays the same element while what is told of them changes, so that the focus stays.
                <For each=move || ids.get() key=|id| *id let:id>
                    <Agent id agents />
                </For>
            </ul>
        </section>
    }
}

/// How long since a time; tracked, moves each second.
fn since(session: Session, at: Timestamp) -> String {
    let now = session.board.with(|board| board.desk_now(session.now.get()));
    short(session.lang.get(), now.since(at))
}

#[component]
fn Agent(id: AgentId, agents: Memo<Vec<FloorAgent>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let first = agents.with_untracked(|agents| agents.iter().find(|agent| agent.id == id).cloned());
    let Some(first) = first else { return ().into_any() };
    let agent = Memo::new(move |last: Option<&FloorAgent>| {
        let now = agents.with(|agents| agents.iter().find(|agent| agent.id == id).cloned());
        now.unwrap_or_else(|| last.unwrap_or(&first).clone())
    });
    let name = Memo::new(move |_| agent.with(|agent| agent.name.clone()));
    let class = Memo::new(move |_| {
        let presence = agent.with(|agent| agent.presence);
        PRESENCES.into_iter().find(|(each, _)| *each == presence).map_or("offline", |(_, class)| class)
    });
    let how_long = move || {
        let (at, is_connected) = agent.with(|agent| (agent.since, agent.is_connected));
        count(if is_connected { w().floor.since } else { w().floor.away }, &[&since(session, at)])
    };
    let load = move || agent.with(|agent| count(w().load, &[&agent.assigned.to_string(), &agent.capacity.to_string()]));
    let is_full = Memo::new(move |_| agent.with(|agent| room(agent) != Room::Free));
    let conversations = Memo::new(move |_| agent.with(|agent| agent.conversations.clone()));
    let more = move || agent.with(|agent| agent.assigned as usize).saturating_sub(conversations.with(Vec::len));
    let listed = Memo::new(move |_| conversations.with(|all| all.iter().map(|one| one.conversation).collect::<Vec<_>>()));
    view! {
        <li>
            <span class=move || format!("floor-who {}", class.get())>
                <span class="face" aria-hidden="true">{move || hue::initials(&name.get())}</span>
                <b>{move || name.get()}</b>
                <span class="floor-load" class:is-full=move || is_full.get()>{load}</span>
            </span>
            <span class=move || format!("floor-presence {}", class.get())>
                <i class="dot" aria-hidden="true"></i>
                <select
                    aria-label=move || count(w().floor.presence_of, &[&name.get()])
                    disabled=move || !agent.with(|agent| agent.is_connected)
                    prop:value=move || class.get()
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        if let Some((presence, _)) = PRESENCES.into_iter().find(|(_, class)| *class == chosen) {
                            session.set_presence_of(id, presence);
                        }
                    }
                >
                    {PRESENCES.map(|(presence, value)| view! {
                        <option value=value selected=move || class.get() == value>{move || presence_text(w(), presence)}</option>
                    }).collect_view()}
                </select>
                <small class="muted">{how_long}</small>
            </span>
            <ul class="floor-on" role="list" aria-label=move || w().floor.on>
                <Show when=move || listed.with(Vec::is_empty)>
                    <li class="muted">{move || w().floor.nothing}</li>
                </Show>
                <For each=move || listed.get() key=|id| *id let:listed>
                    {conversations.with_untracked(|all| all.iter().find(|one| one.conversation == listed).cloned()).map(|one| view! { <On one /> })}
                </For>
                <Show when=move || { more() > 0 }>
                    <li class="muted">{move || count(w().floor.more, &[&more().to_string()])}</li>
                </Show>
            </ul>
        </li>
    }
    .into_any()
}

/// A conversation somebody is on.
#[component]
fn On(one: FloorConversation) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let FloorConversation { conversation, visitor, channel, intent, since: at, last_activity_at: _ } = one;
    let about = Memo::new(move |_| {
        let named = intent.as_ref().map(|intent| session.titles.with(|titles| titles.intent(intent, session.lang.get())));
        named.unwrap_or_else(|| count(w().visitor, &[&hue::handle(visitor.bits())]))
    });
    view! {
        <li>
            <button
                class="link"
                data-conversation=conversation.to_string()
                title=move || count(w().floor.listen_hint, &[&about.get()])
                aria-label=move || format!("{}: {}", w().floor.listen, about.get())
                on:click=move |_| session.listen_in(conversation)
            >
                {move || about.get()}
            </button>
            <small class="muted">{move || channel_text(w(), channel)}" · "{move || since(session, at)}</small>
            <button class="icon" title=move || w().floor.assign aria-label=move || format!("{}: {}", w().floor.assign, about.get()) on:click=move |_| session.give(conversation)>
                <Glyph icon=Icon::Assign />
            </button>
        </li>
    }
}
