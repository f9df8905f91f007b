//! The conversation's particulars.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use ui::span::short;
use wire::{ConversationState, EscalationReason, Priority, Sentiment, Summary, Tier};

use crate::host::clock;
use crate::session::Session;
use crate::words::{Words, channel_text, language};

#[component]
pub(crate) fn About() -> impl IntoView {
    let session = expect_context::<Session>();
    let summary = Memo::new(move |_| session.opened.with(|opened| opened.as_ref().and_then(|opened| opened.summary.clone())));
    view! {
        {move || summary.get().map(|summary| view! { <Particulars summary /> })}
    }
}

#[component]
fn Particulars(summary: Summary) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let lang = move || session.lang.get();
    let Summary {
        prediction,
        skill,
        priority,
        reason,
        tone,
        locale,
        queued_at,
        messages,
        assigned,
        state,
        rating,
        tags,
        channel,
        tier,
        reach,
        ..
    } = summary;
    let tags = (!tags.is_empty()).then(|| tags.join(", "));
    let intent = move || {
        let known = prediction.as_ref().map(|prediction| {
            let title = session.titles.with(|titles| titles.intent(&prediction.intent, lang()));
            format!("{title} · {} %", prediction.confidence_permille / 10)
        });
        known.unwrap_or_else(|| w().no_intent.to_owned())
    };
    let skill = move || {
        let known = skill.as_ref().map(|skill| session.titles.with(|titles| titles.skill(skill, lang())));
        known.unwrap_or_else(|| w().any_skill.to_owned())
    };
    let queued = move || {
        let now = session.board.with(|board| board.desk_now(session.now.get()));
        format!("{} · {}", clock::moment(lang(), queued_at), short(lang(), now.since(queued_at)))
    };
    let served = move || assigned.as_ref().map_or_else(|| w().nobody.to_owned(), |assigned| assigned.name.clone());
    let sentiment = tone.as_ref().map_or(Sentiment::Neutral, |tone| tone.sentiment);
    // What they wrote in says more than what their page was shown in.
    let written = tone.and_then(|tone| tone.language).unwrap_or(locale);
    let is_unhappy = sentiment == Sentiment::Negative;
    let is_pressing = matches!(priority, Priority::High | Priority::Urgent);
    view! {
        <section class="about" aria-labelledby="about-title">
            <h3 id="about-title"><Glyph icon=Icon::Details />{move || w().about}</h3>
            <dl>
                <div><dt>{move || w().intent}</dt><dd>{intent}</dd></div>
                <div><dt>{move || w().reason}</dt><dd>{move || reason_text(w(), reason)}</dd></div>
                <div><dt>{move || w().skill}</dt><dd>{skill}</dd></div>
                <div><dt>{move || w().channel}</dt><dd>{move || channel_text(w(), channel)}</dd></div>
                <div><dt>{move || w().tier}</dt><dd class:pressing=tier == Tier::Vip>{move || tier_text(w(), tier)}</dd></div>
                <div><dt>{move || w().priority}</dt><dd class:pressing=is_pressing>{move || priority_text(w(), priority)}</dd></div>
                <div><dt>{move || w().language}</dt><dd>{move || language(lang(), &written)}</dd></div>
                <div><dt>{move || w().mood}</dt><dd class:pressing=is_unhappy>{move || sentiment_text(w(), sentiment)}</dd></div>
                <div><dt>{move || w().waiting_since}</dt><dd>{queued}</dd></div>
                <div><dt>{move || w().assigned_to}</dt><dd>{served}</dd></div>
                <div><dt>{move || w().state}</dt><dd>{move || state_text(w(), state)}</dd></div>
                <div><dt>{move || w().messages}</dt><dd>{messages}</dd></div>
                {reach.email.map(|email| {
                    let to = format!("mailto:{email}");
                    view! { <div><dt>{move || w().email}</dt><dd><a href=to>{email}</a></dd></div> }
                })}
                {reach.phone.map(|phone| {
                    let to = format!("tel:{phone}");
                    view! { <div><dt>{move || w().channel_phone}</dt><dd><a href=to>{phone}</a></dd></div> }
                })}
                {tags.map(|tags| view! { <div><dt>{move || w().tags}</dt><dd>{tags}</dd></div> })}
                {rating.map(|score| {
                    let most = wire::limits::SCORE_MAX.to_string();
                    let text = move || crate::words::count(w().rated, &[&score.to_string(), &most]);
                    view! { <div><dt>{move || w().rating}</dt><dd>{text}</dd></div> }
                })}
            </dl>
        </section>
    }
}

fn reason_text(w: &Words, reason: EscalationReason) -> &'static str {
    match reason {
        EscalationReason::Asked => w.reason_asked,
        EscalationReason::NotUnderstood => w.reason_not_understood,
        EscalationReason::Flow => w.reason_flow,
        EscalationReason::Unknown => "–",
    }
}

fn tier_text(w: &Words, tier: Tier) -> &'static str {
    match tier {
        Tier::Standard => w.standard,
        Tier::Vip => w.vip,
    }
}

fn priority_text(w: &Words, priority: Priority) -> &'static str {
    match priority {
        Priority::Low => w.low,
        Priority::Medium => w.medium,
        Priority::High => w.high,
        Priority::Urgent => w.urgent,
    }
}

fn sentiment_text(w: &Words, sentiment: Sentiment) -> &'static str {
    match sentiment {
        Sentiment::Negative => w.unhappy,
        Sentiment::Neutral => w.neutral,
        Sentiment::Positive => w.happy,
    }
}

fn state_text(w: &Words, state: ConversationState) -> &'static str {
    match state {
        ConversationState::Pending => w.state_pending,
        ConversationState::Open => w.state_open,
        ConversationState::Snoozed => w.state_snoozed,
        ConversationState::Resolved => w.state_resolved,
        ConversationState::Unknown => "–",
    }
}
