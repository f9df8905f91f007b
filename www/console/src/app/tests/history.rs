//! The scores there were, as a picture and as a table.

use leptos::prelude::*;
use ui::host::clock;
use wire::console::Score;

use super::Tests;
use crate::chart;
use crate::session::Session;

#[component]
pub(super) fn History(tests: Tests) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let scores = Memo::new(move |_| {
        tests.set.with(|set| match set {
            Some(Ok(set)) => set.scores.clone(),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    view! {
        <section>
            <h2>{move || w().history}</h2>
            <Show
                when=move || scores.with(|scores| !scores.is_empty())
                fallback=move || view! { <p class="muted">{move || w().history_none}</p> }
            >
                {move || picture(session, &scores.get())}
                <details class="more">
                    <summary>{move || w().history_table}</summary>
                    <table>
                        <thead><tr>
                            <th>{move || w().when}</th><th>{move || w().who}</th><th>{move || w().share}</th><th>{move || w().count}</th>
                        </tr></thead>
                        <tbody>{move || scores.get().into_iter().rev().map(|score| row(session, score)).collect_view()}</tbody>
                    </table>
                </details>
            </Show>
        </section>
    }
}

fn row(session: Session, score: Score) -> impl IntoView {
    view! {
        <tr>
            <td>{clock::moment(session.lang.get(), score.at)}</td>
            <td>{score.by.name}</td>
            <td>{chart::percent(u32::from(score.share_permille))}</td>
            <td>{score.count}</td>
        </tr>
    }
}

/// Scores from left to right. What it shows is in the table below it too.
fn picture(session: Session, scores: &[Score]) -> impl IntoView + use<> {
    let lang = session.lang.get();
    let shares: Vec<u16> = scores.iter().map(|score| score.share_permille).collect();
    let points = chart::points(&shares);
    let (left, right) = chart::axis();
    let grid = [0_u16, 250, 500, 750, 1_000].map(|share| {
        let y = chart::y_of(share);
        view! {
            <line class="chart-grid" x1=left x2=right y1=y y2=y />
            <text class="chart-label" x=left - 8.0 y=y + 4.0 text-anchor="end">{chart::percent(u32::from(share))}</text>
        }
    });
    let dots = points.iter().map(|point| {
        let said = scores
            .get(point.at)
            .map(|score| format!("{}: {}", clock::moment(lang, score.at), chart::percent(u32::from(score.share_permille))));
        view! { <circle class="chart-dot" cx=point.x cy=point.y r="4"><title>{said}</title></circle> }
    });
    let ends = [scores.first(), scores.last().filter(|_| scores.len() > 1)];
    let ends = ends.into_iter().flatten().enumerate().map(|(at, score)| {
        let (x, anchor) = if scores.len() == 1 {
            ((left + right) / 2.0, "middle")
        } else if at == 0 {
            (left, "start")
        } else {
            (right, "end")
        };
        view! { <text class="chart-label" x=x y=chart::HEIGHT - 8.0 text-anchor=anchor>{clock::moment(lang, score.at)}</text> }
    });
    let label = match (scores.first(), scores.last()) {
        (Some(first), Some(last)) => {
            format!("{} → {}", chart::percent(u32::from(first.share_permille)), chart::percent(u32::from(last.share_permille)))
        }
        _ => String::new(),
    };
    view! {
        <svg class="chart" viewBox=format!("0 0 {} {}", chart::WIDTH, chart::HEIGHT) role="img" aria-label=label>
            {grid.collect_view()}
            <polyline class="chart-line" points=chart::line(&points) />
            {dots.collect_view()}
            {ends.collect_view()}
        </svg>
    }
}
