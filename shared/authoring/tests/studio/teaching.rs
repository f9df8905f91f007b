//! Training in slices, trying, scoring.

use std::cell::Cell;
use std::rc::Rc;

use authoring::studio::{Meaning, Studio};
use book::{Answer, Asked, Decision, Op, Request, Scored, Test, Tried};

use crate::{SHOP, ask, edit, open};

/// All answers until the work is done.
fn worked(studio: &mut Studio, request: Request) -> Vec<Answer> {
    let mut told = studio.ask(Asked { id: 9, request });
    while studio.is_busy() {
        told.extend(studio.work());
    }
    assert!(told.iter().all(|told| told.id == 9));
    told.into_iter().map(|told| told.answer).collect()
}

fn trained() -> Studio {
    let mut studio = open(SHOP);
    worked(&mut studio, Request::Train);
    studio
}

fn tried(studio: &mut Studio, text: &str, locale: &str) -> Tried {
    match ask(studio, Request::Try { text: text.to_owned(), locale: locale.to_owned() }) {
        Answer::Tried { tried } => tried,
        other => panic!("{other:?}"),
    }
}

fn test(text: &str, intent: Option<&str>) -> Test {
    Test { text: text.to_owned(), locale: "en".to_owned(), intent: intent.map(str::to_owned) }
}

fn scored(studio: &mut Studio, tests: Vec<Test>) -> Scored {
    match worked(studio, Request::Score { tests }).pop() {
        Some(Answer::Scored { scored }) => scored,
        other => panic!("{other:?}"),
    }
}

#[test]
fn training_tells_its_progress_and_then_what_is_weak() {
    let mut studio = open(SHOP);
    let answers = worked(&mut studio, Request::Train);
    let Some(Answer::Trained { report }) = answers.last() else { panic!("{answers:?}") };
    assert_eq!((report.intents.len(), report.accuracy.of), (3, 30));
    let done: Vec<usize> = answers
        .iter()
        .filter_map(|answer| if let Answer::Progress { done, total: 100 } = answer { Some(*done) } else { None })
        .collect();
    assert!(!done.is_empty() && done.is_sorted(), "{done:?}");
}

#[test]
fn a_training_is_stopped_by_a_word_and_by_another() {
    let mut studio = open(SHOP);
    assert!(studio.ask(Asked { id: 1, request: Request::Train }).is_empty());
    studio.work();
    let told = studio.ask(Asked { id: 2, request: Request::Train });
    assert!(matches!(told.as_slice(), [told] if told.id == 1 && told.answer == Answer::Stopped));
    let told = studio.ask(Asked { id: 3, request: Request::Stop });
    assert!(told.iter().map(|told| told.id).eq([2, 3]) && told.iter().all(|told| told.answer == Answer::Stopped));
    assert!(!studio.is_busy() && studio.work().is_none());
}

#[test]
fn edits_go_on_while_training_runs_and_are_told_to_be_newer() {
    let mut studio = open(SHOP);
    studio.ask(Asked { id: 1, request: Request::Train });
    studio.work();
    let op = |text: &str| Op::SetTitle { intent: "pay".to_owned(), locale: "en".to_owned(), text: text.to_owned() };
    edit(&mut studio, op("Paying"));
    while studio.is_busy() {
        studio.work();
    }
    let is_trained = |studio: &mut Studio, op| match ask(studio, Request::Edit { op, joins: false }) {
        Answer::Edited { view, .. } => view.is_trained,
        other => panic!("{other:?}"),
    };
    assert!(!is_trained(&mut studio, op("Payment")));
    assert!(is_trained(&mut studio, op("How to pay")));
}

#[test]
fn a_playbook_with_errors_is_not_trained_and_nothing_is_tried_before() {
    let refused = |text: &str, request| matches!(ask(&mut open(text), request), Answer::Refused { .. });
    assert!(refused("intents: []\n", Request::Train));
    assert!(refused(SHOP, Request::Try { text: "a".to_owned(), locale: "en".to_owned() }));
    assert!(refused(SHOP, Request::Score { tests: Vec::new() }));
}

#[test]
fn a_decision_is_explained_by_words_and_examples() {
    let mut studio = trained();
    let tried = tried(&mut studio, "track my parcel, please", "zh");
    assert_eq!((tried.decision, tried.guesses[0].intent.as_str()), (Decision::Answer, "track"));
    assert_eq!((tried.examples[0].text.as_str(), tried.examples[0].intent.as_deref()), ("track my parcel", Some("track")));
    assert!(tried.examples[0].permille > 500 && tried.examples.len() <= 5);
    let words: Vec<&str> = tried.words.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(words, ["track", "my", "parcel", "please"]);
    let weight = |word: &str| tried.words.iter().find(|held| held.word == word).unwrap().weight;
    assert!(weight("track").max(weight("parcel")) > weight("please").abs(), "{:?}", tried.words);
    assert!(tried.answer.unwrap().contains("看订单"));
}

#[test]
fn a_question_that_begins_a_flow_tells_the_slots_it_fills() {
    let mut studio = trained();
    let tried = tried(&mut studio, "return my order, it is broken", "en");
    assert_eq!((tried.decision, tried.flow.as_deref()), (Decision::Answer, Some("send_back")));
    assert!(tried.answer.is_none());
    let chinese = crate::teaching::tried(&mut studio, "转人工", "zh");
    assert!(chinese.wants_person);
}

#[test]
fn tests_are_scored_and_the_wrong_ones_named() {
    let mut studio = trained();
    let tests = vec![
        test("where is my order", Some("track")),
        test("do you take cards", Some("pay")),
        test("zxqj", None),
        test("track my parcel", Some("pay")),
        test("where is my order", Some("gone")),
    ];
    let scored = scored(&mut studio, tests);
    assert_eq!((scored.right, scored.of, scored.permille), (3, 5, 600));
    assert_eq!(scored.wrong.iter().map(|wrong| wrong.is_gone).collect::<Vec<_>>(), [false, true]);
    assert_eq!(scored.wrong[0].got[0].intent, "track");
    assert_eq!(crate::teaching::scored(&mut studio, Vec::new()).of, 0);
}

#[test]
fn what_is_taken_for_each_other_is_a_finding_of_both() {
    let same = SHOP
        .replace("\"refund please\"", "\"where is my order please\"")
        .replace("\"send it back\"", "\"track my parcel please\"");
    let mut studio = open(&same);
    worked(&mut studio, Request::Train);
    let Answer::Edited { view, .. } = ask(&mut studio, Request::Replace { text: same }) else { panic!() };
    let both = view.findings.iter().filter(|finding| finding.what.contains("taken for each other"));
    let intents: Vec<&str> = both.filter_map(|finding| finding.at.intent.as_deref()).collect();
    assert!(intents.contains(&"track") && intents.contains(&"return"), "{intents:?}");
}

/// An encoder for which texts mean the same that have the same first letter. It counts, and may give up.
#[derive(Debug, Default)]
struct Letters {
    asked: Cell<usize>,
    most: Option<usize>,
}

impl Meaning for Letters {
    fn id(&self) -> &str {
        "letters"
    }

    fn encode(&self, texts: &[String]) -> Option<Vec<Vec<f32>>> {
        self.asked.set(self.asked.get() + texts.len());
        let one = |text: &String| {
            let mut vector = vec![0.0; 512];
            vector[text.chars().next().map_or(0, |c| c as usize % 512)] = 1.0;
            vector
        };
        (self.asked.get() <= self.most.unwrap_or(usize::MAX)).then(|| texts.iter().map(one).collect())
    }
}

fn report(answers: &[Answer]) -> &book::Report {
    match answers.last() {
        Some(Answer::Trained { report }) => report,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_training_waits_for_the_encoder_and_is_by_meaning_then() {
    let mut studio = open(SHOP);
    studio.await_meaning();
    assert!(studio.ask(Asked { id: 9, request: Request::Train }).is_empty() && !studio.is_busy() && studio.work().is_none());
    let letters = Rc::new(Letters::default());
    studio.meet(Rc::clone(&letters) as Rc<dyn Meaning>);
    assert!(studio.is_busy());
    let mut told = Vec::new();
    while studio.is_busy() {
        told.extend(studio.work().map(|told| told.answer));
    }
    assert!(report(&told).by_meaning && report(&told).intents.len() == 3);

    // What is known already is not asked again.
    let asked = letters.asked.get();
    assert!(report(&worked(&mut studio, Request::Train)).by_meaning);
    assert_eq!(letters.asked.get(), asked);
    assert!(!tried(&mut studio, "track my parcel", "en").examples.is_empty() && letters.asked.get() > asked);
}

#[test]
fn words_alone_decide_where_no_encoder_can_be_had_or_it_gives_up() {
    let mut studio = open(SHOP);
    studio.await_meaning();
    studio.miss();
    assert!(!report(&worked(&mut studio, Request::Train)).by_meaning);
    studio.meet(Rc::new(Letters { most: Some(20), ..Letters::default() }));
    assert!(!report(&worked(&mut studio, Request::Train)).by_meaning);
    assert_eq!(tried(&mut studio, "track my parcel", "en").guesses[0].intent, "track");
}
