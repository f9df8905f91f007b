//! What an owner is told of a model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use authoring::{Report, report::Weakness};
use intent::{TrainOptions, Training, TrainingIntent, TrainingSet};

fn intent(id: &str, utterances: &[&str]) -> TrainingIntent {
    let utterances = utterances.iter().map(|text| (*text).to_owned()).collect();
    TrainingIntent { id: id.to_owned(), utterances, context: Vec::new() }
}

/// Three clear intents, two that say the same in other words, one of two utterances.
fn set() -> TrainingSet {
    let clear = [
        (
            "parcel",
            ["where is my parcel", "track my parcel", "has my parcel been sent", "when will my parcel come", "my parcel is late"],
        ),
        (
            "invoice",
            [
                "send me the invoice",
                "I need an invoice",
                "invoice with our company name",
                "the invoice is wrong",
                "change the invoice",
            ],
        ),
        (
            "password",
            ["I forgot my password", "reset my password", "change password", "password does not work", "new password please"],
        ),
    ];
    let mut intents: Vec<TrainingIntent> = clear.iter().map(|(id, utterances)| intent(id, utterances)).collect();
    intents.push(intent(
        "money_back",
        &["I want my money back", "give me a refund", "refund my order", "return it for a refund", "money back please"],
    ));
    intents.push(intent(
        "returns",
        &[
            "I want to return it for my money",
            "return my order",
            "return and refund",
            "how do I get a refund",
            "I want it refunded",
        ],
    ));
    intents.push(intent("sparse", &["opening hours", "Reset my password!"]));
    TrainingSet { intents, out_of_scope: vec!["tell me a joke".to_owned(), "who won the match".to_owned()] }
}

fn report(set: &TrainingSet) -> Report {
    Report::new(set, &Training::new(set, &TrainOptions::default()).run().held_out)
}

#[test]
fn every_utterance_is_asked_once_and_shares_have_intervals() {
    let report = report(&set());
    assert_eq!(report.accuracy.of, 27, "the doubled utterance counts in both intents");
    assert!(report.accuracy.low < report.accuracy.share && report.accuracy.share < report.accuracy.high);
    // Two of the owner's, and every utterance once as a stand-in for what nobody thought of.
    assert_eq!(report.oos_kept.of, 2 + 27);
    let outcomes = report.direct_right.count + report.asked_right.count + report.wrong.count;
    assert!(outcomes <= report.accuracy.of);
    assert_eq!(report.intents.iter().map(|intent| intent.accuracy.of).sum::<usize>(), 27);
}

#[test]
fn intents_that_say_the_same_are_named_with_their_clashes() {
    let report = report(&set());
    let worst = &report.overlaps[0];
    assert_eq!(worst.intents, ["money_back", "returns"]);
    let clash = &worst.clashes[0];
    assert!(worst.intents.contains(&clash.intent) && !clash.utterance.is_empty() && clash.like.is_some(), "{clash:?}");
    let clear = report.overlaps.iter().filter(|pair| pair.intents.iter().all(|id| ["parcel", "invoice"].contains(&id.as_str())));
    assert_eq!(clear.count(), 0);
}

#[test]
fn an_utterance_of_two_intents_is_told_whatever_its_case_and_marks() {
    let report = report(&set());
    assert_eq!(report.duplicates.len(), 1);
    assert_eq!(report.duplicates[0].utterance, "reset my password");
    assert_eq!(report.duplicates[0].intents, [Some("password".to_owned()), Some("sparse".to_owned())]);
}

#[test]
fn too_few_utterances_are_a_weakness_of_their_own() {
    let report = report(&set());
    let sparse = report.intents.iter().find(|intent| intent.id == "sparse").unwrap();
    assert_eq!(sparse.weakness, Some(Weakness::FewUtterances));
    assert!(report.to_string().contains("few utterances: write more"));
}

#[test]
fn an_empty_playbook_has_an_empty_report() {
    let report = report(&TrainingSet::default());
    assert_eq!((report.accuracy.of, report.intents.len(), report.overlaps.len()), (0, 0, 0));
    assert!(report.to_json().starts_with("{\"accuracy\":{\"count\":0"));
}
