//! Flows: questions that can be asked.

use std::collections::BTreeSet;

use flow::fold::fold;
use wire::Locale;

use super::texts::{clip, fit, one_line, placeholder, spoken};
use crate::import::book::{Book, Choice, Flow, Question};
use crate::import::ids::{self, Taken};
use crate::import::note::{At, Notes};
use crate::limits;

/// Questions of a flow: with its end it has one step more.
const QUESTIONS: usize = limits::STEPS - 2;

pub(super) fn finish(book: &mut Book, default: &Locale, notes: &mut Notes) {
    let locales = book.locales.clone();
    let mut taken = Taken::default();
    let started: BTreeSet<usize> = book.intents.iter().filter_map(|intent| intent.flow).collect();
    for (place, flow) in book.flows.iter_mut().enumerate() {
        flow.id = taken.take(&ids::label(&flow.name, &format!("flow_{}", place + 1)));
        fit(&mut flow.title, &locales, default);
        flow.title.values_mut().for_each(|text| *text = clip(&one_line(text), limits::TITLE));
        flow.title.retain(|_, text| !text.is_empty());
        if flow.title.is_empty() {
            flow.title.insert(default.clone(), clip(&one_line(&flow.name), limits::TITLE));
        }
        fit(&mut flow.closing, &locales, default);
        flow.closing.values_mut().for_each(|text| *text = clip(text, limits::SPOKEN));
        flow.closing.retain(|_, text| !text.is_empty());
        for (locale, text) in &flow.closing {
            placeholder(&format!("the last words of the flow `{}`", flow.id), locale, text, &flow.at, notes);
        }
        questions(flow, &locales, default, notes);
        if !started.contains(&place) {
            let what = format!("no intent starts the flow `{}`", flow.id);
            notes.missing(&flow.at, what, format!("write `flow: {}` in place of the answer of the intent that should", flow.id));
        }
    }
}

fn questions(flow: &mut Flow, locales: &[Locale], default: &Locale, notes: &mut Notes) {
    let Flow { id, at, questions, .. } = flow;
    if questions.len() > QUESTIONS {
        notes.left_out(at, format!("{} questions of `{id}`", questions.len() - QUESTIONS), "split it into several flows");
        questions.truncate(QUESTIONS);
    }
    if questions.len() > wire::limits::CARD_FIELDS {
        let what = format!("the card of `{id}` shows the first {} of {} answers", wire::limits::CARD_FIELDS, questions.len());
        notes.changed(at, what, "list those that matter most under `card`");
    }
    // Steps and slots share their names; `hand_off` is the last step.
    let mut taken = Taken::default();
    taken.take("hand_off");
    for (place, question) in questions.iter_mut().enumerate() {
        let name = std::mem::take(&mut question.slot);
        question.slot = taken.take(&ids::label(&name, &format!("answer_{}", place + 1)));
        fit(&mut question.label, locales, default);
        question.label.values_mut().for_each(|text| *text = clip(&one_line(text), limits::LABEL));
        question.label.retain(|_, text| !text.is_empty());
        prompt(question, &name, at, locales, default, notes);
        choices(question, at, locales, default, notes);
    }
}

fn prompt(question: &mut Question, name: &str, at: &At, locales: &[Locale], default: &Locale, notes: &mut Notes) {
    fit(&mut question.prompt, locales, default);
    question.prompt.values_mut().for_each(|text| *text = clip(text, limits::SPOKEN));
    question.prompt.retain(|_, text| !text.is_empty());
    for (locale, text) in &question.prompt {
        placeholder(&format!("the question for `{name}`"), locale, text, at, notes);
    }
    if !question.prompt.is_empty() {
        return;
    }
    let label = ids::title(name);
    let text = format!("{}{label}", spoken(default, "Please tell me: ", "请告诉我："));
    question.prompt.insert(default.clone(), clip(&text, limits::SPOKEN));
    notes.missing(
        at,
        format!("nothing says how to ask for `{name}`"),
        format!("a plain question stands there; write the `prompt` of `{}`", question.slot),
    );
}

/// At least two and not more than a screen shows, told apart by value and by label.
fn choices(question: &mut Question, at: &At, locales: &[Locale], default: &Locale, notes: &mut Notes) {
    if question.choices.len() > limits::CHOICES {
        let what = format!("the {} choices of `{}`; it is asked for as text", question.choices.len(), question.slot);
        notes.left_out(at, what, format!("group them into at most {} `choices`", limits::CHOICES));
        question.choices.clear();
    }
    let mut values = Taken::default();
    let mut labels: BTreeSet<(Locale, String)> = BTreeSet::new();
    let mut kept: Vec<Choice> = Vec::new();
    for mut choice in std::mem::take(&mut question.choices) {
        fit(&mut choice.label, locales, default);
        choice.label.values_mut().for_each(|text| *text = clip(&one_line(text), limits::LABEL));
        choice.label.retain(|_, text| !text.is_empty());
        if choice.label.is_empty() {
            choice.label.insert(default.clone(), clip(&one_line(&choice.value), limits::LABEL));
        }
        let folded: Vec<(Locale, String)> = choice.label.iter().map(|(locale, label)| (locale.clone(), fold(label))).collect();
        if folded.iter().any(|key| labels.contains(key) || key.1.is_empty()) {
            notes.left_out(
                at,
                format!("a choice of `{}` that reads like another", question.slot),
                "give each choice words of its own",
            );
            continue;
        }
        labels.extend(folded);
        let value = clip(&one_line(&choice.value), limits::LABEL - 8);
        choice.value = values.take(if value.is_empty() { "choice" } else { &value });
        kept.push(choice);
    }
    if kept.len() >= 2 {
        question.choices = kept;
    }
}
