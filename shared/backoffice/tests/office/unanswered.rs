use wire::Locale;
use wire::console::{QUESTION_CHARS, UNANSWERED};

use crate::Office;

fn ask(office: &mut Office, text: &str) {
    let writes = backoffice::asked(&office.records(), text, Locale::new("en").unwrap(), office.now()).unwrap();
    office.commit(&writes);
    office.wait(11);
}

fn asked(office: &Office) -> Vec<(String, u32)> {
    let all = backoffice::unanswered(&office.records()).unwrap();
    all.into_iter().map(|question| (question.text, question.count)).collect()
}

#[test]
fn co8_equal_questions_are_counted_as_they_were_written_last() {
    let mut office = Office::default();
    for text in ["Do you ship to Norway", "parking?", "  do you ship\nto norway?? "] {
        ask(&mut office, text);
    }
    assert_eq!(asked(&office), [("do you ship to norway??".to_owned(), 2), ("parking?".to_owned(), 1)]);
}

#[test]
fn co8_numbers_nobody_may_keep_are_masked_before_a_question_is_cut_or_stored() {
    let mut office = Office::default();
    ask(&mut office, "charge 4111 1111 1111 1111 please");
    let long = format!("{} 4111 1111 1111 1111", "a ".repeat(243));
    ask(&mut office, &long);
    for (text, _) in asked(&office) {
        assert!(!text.contains("4111 11") && text.chars().count() <= QUESTION_CHARS, "{text}");
    }
}

#[test]
fn co8_the_same_request_repeated_counts_once_and_what_has_no_words_not_at_all() {
    let mut office = Office::default();
    for _ in 0..3 {
        let writes = backoffice::asked(&office.records(), "parking", Locale::new("en").unwrap(), office.now()).unwrap();
        office.commit(&writes);
    }
    ask(&mut office, " ?! ");
    assert_eq!(asked(&office), [("parking".to_owned(), 1)]);
}

#[test]
fn co8_two_hundred_are_kept_those_asked_often_longest() {
    let mut office = Office::default();
    ask(&mut office, "often");
    ask(&mut office, "often");
    for number in 0..300 {
        ask(&mut office, &format!("once {number}"));
    }
    let all = asked(&office);
    assert_eq!((all.len(), all[0].0.as_str()), (UNANSWERED, "once 299"));
    assert!(all.contains(&("often".to_owned(), 2)));
}

#[test]
fn co8_a_question_that_was_looked_at_is_forgotten() {
    let mut office = Office::default();
    ask(&mut office, "parking");
    let id = backoffice::unanswered(&office.records()).unwrap()[0].id;
    office.commit(&backoffice::forget(id));
    assert_eq!(asked(&office), []);
}

#[test]
fn co8_a_question_is_kept_no_longer_than_the_sites_conversations() {
    let mut office = Office::default();
    ask(&mut office, "old one");
    office.wait(7 * 24 * 60 * 60 - 60);
    ask(&mut office, "new one");
    for (wait, left) in [(0, 2), (60, 1)] {
        office.wait(wait);
        let writes = backoffice::expired(&office.records(), 7, office.now()).unwrap();
        office.commit(&writes);
        assert_eq!(asked(&office).len(), left);
    }
}
