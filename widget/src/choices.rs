//! What can be tapped instead of typed.

use std::cell::RefCell;
use std::rc::Rc;

use wire::limits::SCORE_MAX;
use wire::{ConversationState, IntentId};

use crate::browser;
use crate::bubble::card_view;
use crate::draw::{Draw, Drawing, button, el, group, memo, nothing, part};
use crate::privacy::goes_along;
use crate::session::{Chat, Session};
use crate::ui::{Prompt, Topic, is_escalated};

#[must_use]
pub fn choices(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    // Drawn anew for a new state only, not for every line: what has the focus keeps it.
    let state = memo(move || {
        ui.read(Topic::View, |state| {
            let view = &state.view;
            let is_resolved = view.state == ConversationState::Resolved;
            let escalated = if is_resolved { 4 + 4 * u8::from(view.may_rate) } else { 2 * u8::from(is_escalated(view)) };
            u8::from(view.lines.is_empty()) + escalated
        })
    });
    part(move || match state.get() {
        8.. => rating(chat),
        4.. => row(vec![choice(chat, "choice", ui.words().new_chat, Session::start_anew)]),
        2.. => nothing(),
        state => prompted(chat, state == 1),
    })
}

fn prompted(chat: Chat, is_empty: bool) -> Drawing {
    let ui = &chat.ui;
    let words = ui.words();
    match ui.read(Topic::Prompt, |state| state.prompt.clone()) {
        Prompt::None if is_empty => {
            ui.track(Topic::Bundle);
            group("choices", words.suggestions, titles(chat, &chat.suggestions()))
        }
        Prompt::None => nothing(),
        Prompt::Meant(intents) => {
            let mut parts = titles(chat, &intents);
            parts.push(choice(chat, "choice quiet", words.none_of_these, Session::choose_none));
            group("choices list", words.did_you_mean, parts)
        }
        Prompt::Person => {
            let mut parts = vec![choice(chat, "choice strong", words.talk, Session::accept_person)];
            if ui.peek(|state| state.unanswered.is_some()) {
                parts.push(choice(chat, "choice", words.send_question, Session::send_question));
            }
            parts.push(choice(chat, "choice quiet", words.not_now, Session::decline));
            vec![row(parts), goes_along(chat)].draw()
        }
        Prompt::Question(prompt) => question(chat, prompt),
        Prompt::Review(hand_off) => {
            let buttons = vec![
                choice(chat, "choice strong", words.hand_over, Session::hand_over),
                choice(chat, "choice quiet", words.not_now, Session::decline),
            ];
            let head = el("p", "state").child(words.review).draw();
            group("review", words.review, vec![head, card_view(&hand_off.card), goes_along(chat), row(buttons)])
        }
    }
}

/// How it was: native radio buttons, which every keyboard and screen reader knows. What there is to add shows by the style sheet once
/// one is chosen.
fn rating(chat: Chat) -> Drawing {
    let words = chat.ui.words();
    let mut parts = vec![el("legend", "state").child(words.rate).draw()];
    for score in 1..=SCORE_MAX {
        let score = score.to_string();
        let radio = el("input", "").set("type", "radio").set("name", "score").set("value", &score);
        parts.push(el("label", "score").child(radio.draw()).child(score).draw());
    }
    let comment = el("input", "comment").set("aria-label", words.rate_comment).set("placeholder", words.rate_comment);
    let send = choice(chat, "choice strong", words.send, move |session| {
        // One digit, or nothing chosen yet.
        if let Some(digit) = value_of(".score :checked").bytes().next() {
            session.rate(digit.wrapping_sub(b'0'), Some(value_of(".comment")));
        }
    });
    parts.push(el("div", "more").child(comment.set("maxlength", "300").draw()).child(send).draw());
    let anew = choice(chat, "choice quiet", words.new_chat, Session::start_anew);
    vec![el("fieldset", "choices rate").child(parts).draw(), row(vec![anew])].draw()
}

fn value_of(selector: &str) -> String {
    browser::find::<web_sys::HtmlInputElement>(selector).map(|field| field.value()).unwrap_or_default()
}

fn question(chat: Chat, prompt: flow::Prompt) -> Drawing {
    let words = chat.ui.words();
    let mut parts: Vec<Drawing> = Vec::new();
    let picked: Rc<RefCell<Vec<flow::Offer>>> = Rc::default();
    for offer in prompt.choices {
        let label = offer.label.clone();
        parts.push(if prompt.many {
            let picked = picked.clone();
            let toggle = move |_| {
                let mut picked = picked.borrow_mut();
                let before = picked.len();
                picked.retain(|other| *other != offer);
                if picked.len() == before {
                    picked.push(offer.clone());
                }
            };
            let tick = el("input", "").set("type", "checkbox").on("change", toggle);
            el("label", "choice").child(tick.draw()).child(label).draw()
        } else {
            choice(chat, "choice", &label, move |session| session.pick(&offer.value, &offer.label))
        });
    }
    if prompt.many {
        parts.push(choice(chat, "choice strong", words.send, move |session| {
            let (values, labels): (Vec<String>, Vec<String>) =
                picked.borrow().iter().map(|offer| (offer.value.clone(), offer.label.clone())).unzip();
            if !values.is_empty() {
                session.pick(&values.join("|"), &labels.join(", "));
            }
        }));
    }
    if prompt.can_skip {
        parts.push(choice(chat, "choice quiet", words.skip, Session::skip));
    }
    if prompt.can_go_back {
        parts.push(choice(chat, "choice quiet", words.back, Session::go_back));
    }
    parts.push(choice(chat, "choice quiet", words.cancel, Session::cancel));
    group("choices", &prompt.text, parts)
}

/// A choice for each of these intents.
pub fn titles(chat: Chat, intents: &[IntentId]) -> Vec<Drawing> {
    let mut parts = Vec::new();
    for id in intents {
        let title = chat.ui.owners(|bundle| bundle.intent(id).map(|intent| &intent.title));
        if !title.is_empty() {
            let id = id.clone();
            parts.push(choice(chat, "choice", &title, move |session| session.choose(&id)));
        }
    }
    parts
}

fn choice(chat: Chat, class: &'static str, label: &str, act: impl Fn(Chat) + 'static) -> Drawing {
    button(chat, class, label, act).draw()
}

fn row(parts: Vec<Drawing>) -> Drawing {
    el("div", "choices").child(parts).draw()
}
