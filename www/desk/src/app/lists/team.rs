//! Colleagues at the desk.

use leptos::prelude::*;
use ui::hue;
use wire::Presence;
use wire::desk::AgentStatus;

use crate::session::Session;
use crate::words::count;

#[component]
pub(crate) fn Team() -> impl IntoView {
    let session = expect_context::<Session>();
    let others = Memo::new(move |_| {
        session.board.with(|board| board.team.iter().filter(|agent| !board.is_me(agent.id)).cloned().collect::<Vec<_>>())
    });
    view! {
        <footer class="team" aria-label=move || session.words().team>
            <Show when=move || others.with(Vec::is_empty)>
                <span class="muted">{move || session.words().team_alone}</span>
            </Show>
            <For each=move || others.get() key=|agent| (agent.id, wire::encode(&agent.presence), agent.conversations, agent.capacity) let:agent>
                <Colleague agent />
            </For>
        </footer>
    }
}

#[component]
fn Colleague(agent: AgentStatus) -> impl IntoView {
    let session = expect_context::<Session>();
    let presence = move || {
        let w = session.words();
        match agent.presence {
            Presence::Online => w.online,
            Presence::Busy => w.busy,
            Presence::Offline => w.offline,
        }
    };
    let class = match agent.presence {
        Presence::Online => "online",
        Presence::Busy => "busy",
        Presence::Offline => "offline",
    };
    let (name, initials) = (agent.name.clone(), hue::initials(&agent.name));
    let load = move || count(session.words().load, &[&agent.conversations.to_string(), &agent.capacity.to_string()]);
    let label = move || format!("{name} · {} · {}", presence(), load());
    view! {
        <span class=format!("colleague {class}") role="img" title=label.clone() aria-label=label>
            <span class="face">{initials}</span>
            <i class="dot"></i>
        </span>
    }
}
