//! The flow as a picture. Everything in it is in the list too, which is for keys and ears.

use leptos::prelude::*;

use super::{Open, shown};
use crate::picture::{BOX_HEIGHT, BOX_WIDTH, Link, Node, Picture, clipped, layout};
use crate::session::Session;
use crate::words::fill;

/// Columns of a step's text that fit its box.
const COLUMNS: usize = 20;

#[component]
pub(super) fn Drawn(open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let picture = Memo::new(move |_| open.flow.with(|flow| flow.as_ref().map(layout).unwrap_or_default()));
    let label = move || {
        let counts = picture.with(|picture| (picture.nodes.len().to_string(), picture.links.len().to_string()));
        fill(session.words().flows.picture_of, &[&open.id.get_value(), &counts.0, &counts.1])
    };
    let view_box = move || picture.with(|picture| format!("0 0 {:.0} {:.0}", picture.width, picture.height));
    let width = move || picture.with(|picture| format!("{:.0}", picture.width));
    let drawn = move || picture.with(|picture| parts(session, open, picture));
    view! {
        <div class="drawn" tabindex="0" role="region" aria-label=move || session.words().flows.picture>
            <svg viewBox=view_box width=width role="img" aria-label=label>{drawn}</svg>
        </div>
    }
}

fn parts(session: Session, open: Open, picture: &Picture) -> impl IntoView + use<> {
    let links = picture.links.iter().map(link).collect_view();
    let nodes = picture.nodes.iter().map(|it| node(session, open, it)).collect_view();
    view! {
        <defs>
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                <path class="arrow" d="M0 0 8 4 0 8z" />
            </marker>
        </defs>
        {links}
        {nodes}
    }
}

fn link(link: &Link) -> impl IntoView + use<> {
    let label = link.label.clone().map(|(text, x, y)| {
        let text = clipped(&text, COLUMNS);
        view! { <text class="drawn-way" x=x y=y text-anchor="middle">{text}</text> }
    });
    view! {
        <path class="drawn-link" class:is-back=link.is_back d=link.path.clone() marker-end="url(#arrow)" />
        {label}
    }
}

fn node(session: Session, open: Open, node: &Node) -> impl IntoView + use<> {
    let step = open.flow.with(|flow| flow.as_ref().and_then(|flow| flow.steps.iter().find(|step| step.id == node.id).cloned()));
    let kind = step.as_ref().map(|step| shown::kind(session, &step.action));
    let text = step.as_ref().map(|step| shown::line(session, step)).unwrap_or_default();
    let short = clipped(&text, COLUMNS);
    let has_errors = step.as_ref().is_some_and(|step| step.errors > 0);
    let is_end = step.as_ref().is_some_and(|step| matches!(step.action, book::Action::HandOff { .. } | book::Action::End));
    view! {
        <g class="drawn-step" class:is-lost=node.is_lost class:is-wrong=has_errors class:is-end=is_end>
            <title>{text}</title>
            <rect x=node.x y=node.y width=BOX_WIDTH height=BOX_HEIGHT rx="9" />
            <text class="drawn-kind" x=node.x + 11.0 y=node.y + 19.0>{kind}</text>
            <text x=node.x + 11.0 y=node.y + 38.0>{short}</text>
        </g>
    }
}
