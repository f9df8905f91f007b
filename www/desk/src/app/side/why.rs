//! Why this agent was asked: the rule, what they know, and who came next.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::AgentId;

use crate::host::clock;
use crate::reason::{Candidate, Why};
use crate::session::{Reasons, Session};
use crate::words::{count, why as said};

#[component]
pub(crate) fn WhyPane() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    // A new offer or assignment has a new reason.
    let turn = Memo::new(move |_| {
        let assigned = session.opened.with(|opened| Some(opened.as_ref()?.summary.as_ref()?.assigned.as_ref()?.epoch));
        (session.open_id(), session.place(), assigned)
    });
    Effect::new(move |_| {
        if let (Some(id), ..) = turn.get() {
            session.ask_why(id);
        }
    });
    let reasons = Memo::new(move |_| {
        let id = session.open_id()?;
        session.reasons.with(|reasons| reasons.get(&id).cloned())
    });
    view! {
        <section class="why" aria-labelledby="why-title">
            <h3 id="why-title"><Glyph icon=Icon::Spark />{move || w().why}</h3>
            {move || match reasons.get() {
                None | Some(Reasons::Asking) => view! { <p class="muted" aria-busy="true">{w().loading}</p> }.into_any(),
                Some(Reasons::Failed) => view! {
                    <p class="muted">{w().why_failed}</p>
                    <button class="plain small" on:click=move |_| if let Some(id) = session.open_id() { session.ask_why(id) }>{w().retry}</button>
                }.into_any(),
                Some(Reasons::Known(known)) => match known.into_iter().next_back() {
                    Some(why) => view! { <Reason why /> }.into_any(),
                    None => view! { <p class="muted">{w().why_none}</p> }.into_any(),
                },
            }}
        </section>
    }
}

/// What an agent is called; tracked.
fn name(session: Session, agent: AgentId) -> String {
    let w = session.words();
    session.board.with(|board| {
        if board.is_me(agent) { w.you.to_owned() } else { board.colleague(agent).unwrap_or(w.a_colleague).to_owned() }
    })
}

#[component]
fn Reason(why: Why) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let Why { at, agent, rule, skill, urgency_permille, eligible, candidates, excluded, chosen_by } = why;
    let has_skill = skill.is_some();
    let asked = move || {
        let is_me = session.board.with(|board| board.is_me(agent));
        if is_me { w().why_you.to_owned() } else { count(w().why_other, &[&name(session, agent)]) }
    };
    let skill = move || {
        let known = skill.as_ref().map(|skill| session.titles.with(|titles| titles.skill(skill, session.lang.get())));
        known.unwrap_or_else(|| w().any_skill.to_owned())
    };
    let passed_over = (!excluded.is_empty()).then(|| {
        let names = move || excluded.iter().map(|agent| name(session, *agent)).collect::<Vec<_>>().join(", ");
        view! { <p class="muted small">{move || count(w().why_passed_over, &[&names()])}</p> }
    });
    let chosen = chosen_by.map(|chosen| {
        let before = chosen.from.map(|from| {
            view! { <p class="muted small">{move || count(w().floor.instead_of, &[&name(session, from)])}</p> }
        });
        view! {
            <p class="chosen-by">
                {move || count(w().floor.chosen_by, &[&name(session, chosen.agent), crate::words::floor::reason(w(), chosen.reason)])}
            </p>
            {before}
        }
    });
    let rows = candidates.into_iter().map(|candidate| view! { <Ranked candidate asked=agent has_skill /> }).collect_view();
    view! {
        <p class="why-lead"><b>{asked}</b><time class="muted">{move || clock::moment(session.lang.get(), at)}</time></p>
        {chosen}
        <dl>
            <div><dt>{move || w().why_rule}</dt><dd>{move || said::rule(w(), rule)}</dd></div>
            <div><dt>{move || w().skill}</dt><dd>{skill}</dd></div>
            <div title=move || w().why_pressing_hint><dt>{move || w().why_pressing}</dt><dd>{said::percent(urgency_permille)}</dd></div>
        </dl>
        <h4>{move || count(w().why_field, &[&eligible.to_string()])}<small>{move || w().why_fit_hint}</small></h4>
        <ol class="ranked">{rows}</ol>
        {passed_over}
    }
}

#[component]
fn Ranked(candidate: Candidate, asked: AgentId, has_skill: bool) -> impl IntoView {
    let session = expect_context::<Session>();
    let is_asked = candidate.agent == asked;
    let agent = candidate.agent;
    let fitness = said::percent(candidate.fitness_permille.into());
    view! {
        <li class:is-asked=is_asked>
            <span class="row-head">
                <b>{move || name(session, agent)}</b>
                <span class="confidence" title=move || session.words().why_fit>{fitness}</span>
            </span>
            <span class="muted small">{move || said::candidate(session.lang.get(), &candidate, has_skill)}</span>
        </li>
    }
}
