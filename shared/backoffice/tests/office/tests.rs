use backoffice::Refused;
use wire::Locale;
use wire::console::{NewScore, SCORES, TESTS, Test, TestsSave};

use crate::{Office, by, stale};

fn test(text: &str) -> Test {
    Test { text: text.to_owned(), locale: Locale::new("en").unwrap(), intent: None }
}

fn save(office: &mut Office, tests: Vec<Test>, version: u64, name: &str) -> Result<u64, Refused> {
    let outcome = backoffice::save_tests(&office.records(), TestsSave { tests, version }, by(name), office.now());
    office.done(outcome).map(|saved| saved.version)
}

fn score(office: &mut Office, right: u32, count: u32) -> Result<u16, Refused> {
    let outcome = backoffice::add_score(&office.records(), NewScore { version: 4, right, count }, by("Ann"), office.now());
    office.done(outcome).map(|score| score.share_permille)
}

#[test]
fn co6_tests_of_two_people_do_not_overwrite_each_other() {
    let mut office = Office::default();
    assert_eq!(save(&mut office, vec![test("hello")], 0, "Ann"), Ok(1));
    assert_eq!(save(&mut office, vec![test("hello")], 0, "Ann"), Ok(1), "it came again");
    let refused = stale(save(&mut office, vec![test("bye")], 0, "Ben"));
    assert_eq!((refused.version, refused.saved_by), (1, Some(by("Ann"))));
    assert_eq!(backoffice::tests(&office.records()).unwrap().tests, [test("hello")]);
}

#[test]
fn co6_there_are_at_most_five_hundred_tests_none_empty_or_longer_than_a_question() {
    let mut office = Office::default();
    for tests in [vec![test("x"); TESTS + 1], vec![test(" ")], vec![test(&"字".repeat(301))]] {
        assert!(matches!(save(&mut office, tests, 0, "Ann"), Err(Refused::Unfit(_))));
    }
    assert_eq!(save(&mut office, vec![test(&"字".repeat(300)); TESTS], 0, "Ann"), Ok(1));
}

#[test]
fn co6_a_score_is_a_share_and_the_latest_hundred_are_kept() {
    let mut office = Office::default();
    for (right, count) in [(1, 0), (2, 1), (1, 501), (u32::MAX, 1)] {
        assert!(matches!(score(&mut office, right, count), Err(Refused::Unfit(_))), "{right} of {count}");
    }
    assert_eq!(score(&mut office, 0, 3), Ok(0));
    for _ in 0..SCORES {
        assert_eq!(score(&mut office, 2, 3), Ok(666));
    }
    let scores = backoffice::tests(&office.records()).unwrap().scores;
    assert_eq!((scores.len(), scores[0].share_permille, scores[0].version), (SCORES, 666, 4));
}
