//! Any row of an owner's deeds.

use authoring::studio::Studio;
use book::{Action, Answer, Book, Op, Reply, Request, Setting, Spot, Step, View};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::{SHOP, ask, open, texts};

type Deed = (u8, Index, Index, String);

fn deed() -> impl Strategy<Value = Deed> {
    let text = prop_oneof!["[a-z #:\"']{0,12}", "[a-z*]{1,8}\n\n- [a-z]{1,8}", "[一-龥]{1,6}", Just(String::new())];
    (0..19_u8, any::<Index>(), any::<Index>(), text)
}

/// What a deed is in a book; none where there is nothing to do it to.
fn op(book: &Book, (kind, what, other, text): &Deed) -> Option<Op> {
    let pick = |ids: Vec<String>, index: &Index| (!ids.is_empty()).then(|| ids[index.index(ids.len())].clone());
    let intents = || book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<_>>();
    let intent = pick(intents(), what);
    let found = (!book.flows.is_empty()).then(|| &book.flows[what.index(book.flows.len())]);
    let flow = found.map(|flow| flow.id.clone());
    let steps = || found.map(|flow| flow.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let step = pick(steps(), other);
    let spot = || Spot { after: pick(steps(), what), way: Some(other.index(3)) };
    let locale = if other.index(2) == 0 { "en" } else { "zh" }.to_owned();
    let text = text.clone();
    Some(match kind {
        0 => Op::AddIntent { id: None, title: texts(&[("en", &text)]), examples: Default::default(), after: intent },
        1 => Op::RenameIntent { id: intent?, to: format!("renamed_{}", other.index(50)) },
        2 => Op::RemoveIntent { id: intent? },
        3 => Op::MoveIntent { id: intent?, before: pick(intents(), other) },
        4 => Op::SetTitle { intent: intent?, locale, text },
        5 => Op::SetAnswer { intent: intent?, locale, text },
        6 => Op::SetExamples { intent, locale, examples: text.split(' ').map(str::to_owned).collect() },
        7 => Op::SetReply { intent: intent?, reply: flow.map_or(Reply::HandOff, |id| Reply::Flow { id }) },
        8 => Op::SetSkill { intent: intent?, skill: (!text.is_empty()).then_some(text) },
        9 => Op::SetSetting { setting: Setting::Greeting { locale, text } },
        10 => Op::SetName { locale, text },
        11 => Op::AddFlow { id: None, title: texts(&[("zh", &text)]) },
        12 => Op::RemoveFlow { id: flow? },
        13 => {
            let action = Action::Say { text: texts(&[("en", &text)]), next: String::new() };
            Op::AddStep { flow: flow?, step: Step { id: String::new(), action, line: 0, errors: 0, warnings: 0 }, spot: spot() }
        }
        14 => Op::RemoveStep { flow: flow?, id: step? },
        15 => Op::MoveStep { flow: flow?, id: step?, spot: spot() },
        16 => {
            let found = found?.steps.iter().find(|held| Some(&held.id) == step.as_ref())?.clone();
            Op::ReplaceStep { flow: flow?, id: step?, step: Step { id: format!("step_{}", what.index(40)), ..found } }
        }
        17 => Op::SetExamples { intent: None, locale, examples: vec![text] },
        _ => Op::AddSkill { id: None, title: texts(&[("en", &text)]) },
    })
}

/// Whose lines an intent's deed may touch.
fn touched(op: &Op) -> Option<&str> {
    match op {
        Op::SetTitle { intent, .. }
        | Op::SetAnswer { intent, .. }
        | Op::SetReply { intent, .. }
        | Op::SetSkill { intent, .. } => Some(intent),
        Op::SetExamples { intent, .. } => Some(intent.as_deref().unwrap_or_default()),
        _ => None,
    }
}

fn done(studio: &mut Studio, op: Op) -> Option<(String, View)> {
    match ask(studio, Request::Edit { op, joins: false }) {
        Answer::Edited { text, view, .. } => Some((text, view)),
        Answer::Refused { .. } => None,
        other => panic!("{other:?}"),
    }
}

/// The lines of an intent, from its dash to the next.
fn lines_of<'t>(text: &'t str, book: &Book) -> Vec<(String, Vec<&'t str>)> {
    let all: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = book.intents.iter().map(|intent| intent.line - 1).collect();
    let end = all.iter().rposition(|line| *line == "out_of_scope:").unwrap_or(all.len());
    let ends = starts.iter().skip(1).copied().chain([end]);
    book.intents
        .iter()
        .zip(starts.iter().zip(ends))
        .map(|(intent, (start, end))| (intent.id.clone(), all[*start..end].to_vec()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_deed_can_be_read_and_undone_and_leaves_other_questions_alone(deeds in prop::collection::vec(deed(), 1..10)) {
        let mut studio = open(SHOP);
        let mut book = crate::opened(SHOP).book.unwrap();
        let mut text = SHOP.to_owned();
        let mut past = Vec::new();
        for deed in &deeds {
            let Some(op) = op(&book, deed) else { continue };
            let before = (text.clone(), book.clone());
            let Some((new, view)) = done(&mut studio, op.clone()) else { continue };
            book = view.book.unwrap();
            if new != text {
                past.push(before.0.clone());
            }
            if let Some(id) = touched(&op) {
                let (old_lines, new_lines) = (lines_of(&before.0, &before.1), lines_of(&new, &book));
                for (old, new) in old_lines.iter().zip(&new_lines).filter(|(old, _)| old.0 != id) {
                    prop_assert_eq!(old, new);
                }
            }
            text = new;
        }
        for left in past.into_iter().rev() {
            let Answer::Edited { text, .. } = ask(&mut studio, Request::Undo) else { panic!("it can be undone") };
            prop_assert_eq!(text, left);
        }
    }
}
