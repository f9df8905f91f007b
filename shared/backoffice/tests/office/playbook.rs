use backoffice::Refused;
use proptest::prelude::*;
use wire::console::{PLAYBOOK_BYTES, PlaybookSave, PublishRequest, Restore, TrainingState, VERSIONS};

use crate::{Office, by, stale};

fn save(office: &mut Office, text: &str, version: u64, name: &str) -> Result<u64, Refused> {
    let save = PlaybookSave { text: text.to_owned(), version };
    let outcome = backoffice::save(&office.records(), save, by(name), office.now());
    office.done(outcome).map(|saved| saved.version)
}

fn begin(office: &mut Office, version: u64, name: &str) -> Result<u64, Refused> {
    let request = PublishRequest { version, note: format!("note of {name}") };
    let outcome = backoffice::begin(&office.records(), &request, by(name), 3, vec![]);
    office.done(outcome).map(|course| course.number)
}

fn finish(office: &mut Office) {
    let course = backoffice::course(&office.records()).unwrap().unwrap();
    let writes = backoffice::published(&office.records(), course, office.now()).unwrap();
    office.commit(&writes);
}

fn push(office: &mut Office, text: &str) {
    let outcome = backoffice::push(&office.records(), text, 1, vec![], office.now());
    office.done(outcome).unwrap();
}

fn text(office: &Office) -> String {
    backoffice::draft(&office.records()).unwrap().text
}

#[test]
fn co3_a_save_on_another_version_is_refused_with_who_saved_meanwhile_and_when() {
    let mut office = Office::default();
    assert_eq!(save(&mut office, "one", 0, "Ann"), Ok(1));
    assert_eq!(save(&mut office, "two", 1, "Ann"), Ok(2));
    office.wait(60);
    let refused = stale(save(&mut office, "three", 1, "Ben"));
    assert_eq!((refused.version, refused.saved_by, refused.code.as_str()), (2, Some(by("Ann")), "stale"));
    assert!(refused.message.starts_with("Ann saved"), "{}", refused.message);
    assert!(refused.saved_at < office.now());
    assert_eq!(text(&office), "two");
}

#[test]
fn co3_a_save_that_is_repeated_changes_nothing() {
    let mut office = Office::default();
    save(&mut office, "one", 0, "Ann").unwrap();
    let commits = office.commits();
    for version in [0, 1, 7] {
        assert_eq!(save(&mut office, "one", version, "Ann"), Ok(1), "the answer was lost and it came again");
    }
    assert_eq!(office.commits(), commits);
}

#[test]
fn co3_a_draft_need_not_compile_and_has_at_most_a_megabyte() {
    let mut office = Office::default();
    assert_eq!(save(&mut office, "intents: [", 0, "Ann"), Ok(1));
    assert!(matches!(save(&mut office, &"x".repeat(PLAYBOOK_BYTES + 1), 1, "Ann"), Err(Refused::Unfit(_))));
    assert_eq!(save(&mut office, &"x".repeat(PLAYBOOK_BYTES), 1, "Ann"), Ok(2));
}

#[test]
fn co4_what_is_published_is_the_draft_that_was_looked_at() {
    let mut office = Office::default();
    save(&mut office, "one", 0, "Ann").unwrap();
    save(&mut office, "two", 1, "Ben").unwrap();
    assert_eq!(stale(begin(&mut office, 1, "Ann")).saved_by, Some(by("Ben")));
    assert_eq!(begin(&mut office, 2, "Ann"), Ok(1));
    assert_eq!(save(&mut office, "three", 2, "Ben"), Ok(3), "writing goes on");
    finish(&mut office);
    assert_eq!(backoffice::text(&office.records(), 1).unwrap().as_deref(), Some("two"));
    let draft = backoffice::draft(&office.records()).unwrap();
    assert_eq!((draft.text.as_str(), draft.published.map(|published| published.number)), ("three", Some(1)));
}

#[test]
fn co4_one_publication_runs_at_a_time_and_the_next_is_told_whose_it_is() {
    let mut office = Office::default();
    save(&mut office, "one", 0, "Ann").unwrap();
    begin(&mut office, 1, "Ann").unwrap();
    assert_eq!(begin(&mut office, 1, "Ben"), Err(Refused::Busy(by("Ann"))));
    finish(&mut office);
    assert_eq!(begin(&mut office, 1, "Ben"), Ok(2));
}

#[test]
fn co4_a_training_that_fails_leaves_no_version_and_keeps_nobody_from_the_next() {
    let mut office = Office::default();
    save(&mut office, "one", 0, "Ann").unwrap();
    begin(&mut office, 1, "Ann").unwrap();
    let course = backoffice::course(&office.records()).unwrap().unwrap();
    office.commit(&backoffice::failed(course, "the encoder failed"));
    assert_eq!(backoffice::versions(&office.records()).unwrap(), []);
    let course = backoffice::course(&office.records()).unwrap().unwrap();
    assert_eq!((course.state, course.notes.len()), (TrainingState::Failed, 1));
    assert_eq!(begin(&mut office, 1, "Ben"), Ok(2));
}

#[test]
fn co5_a_version_tells_who_published_it_when_and_why_and_its_text_comes_back_as_the_draft() {
    let mut office = Office::default();
    save(&mut office, "one", 0, "Ann").unwrap();
    begin(&mut office, 1, "Ann").unwrap();
    office.wait(9);
    finish(&mut office);
    save(&mut office, "worse", 1, "Ben").unwrap();
    let version = backoffice::versions(&office.records()).unwrap().remove(0);
    assert_eq!((version.number, version.by, version.note.as_str(), version.intents), (1, by("Ann"), "note of Ann", 3));
    assert_eq!(version.at, office.now());

    let outcome = backoffice::restore(&office.records(), 1, Restore { version: 1 }, by("Ann"), office.now());
    assert_eq!(stale(office.done(outcome)).version, 2, "somebody wrote on meanwhile");
    let outcome = backoffice::restore(&office.records(), 1, Restore { version: 2 }, by("Ann"), office.now());
    assert_eq!(office.done(outcome).unwrap().version, 3);
    assert_eq!(text(&office), "one");
    let kept = backoffice::versions(&office.records()).unwrap().remove(0);
    assert_eq!((kept.by, kept.is_published), (by("Ben"), false), "what it took the place of");
    assert_eq!(backoffice::text(&office.records(), kept.number).unwrap().as_deref(), Some("worse"));

    let outcome = backoffice::restore(&office.records(), 9, Restore { version: 3 }, by("Ann"), office.now());
    assert_eq!(office.done(outcome), Err(Refused::NoVersion));
}

#[test]
fn co5_a_push_of_the_operator_is_a_version_and_the_draft_it_takes_the_place_of_is_one_too() {
    let mut office = Office::default();
    save(&mut office, "intents:\n  - id: a\n    examples:\n      - x\n  - id: b\nflows:\n  - id: c\n", 0, "Ann").unwrap();
    push(&mut office, "pushed");
    finish(&mut office);
    assert_eq!(text(&office), "pushed");
    assert_eq!(stale(save(&mut office, "two", 1, "Ann")).saved_by.map(|by| by.name).as_deref(), Some("operator"));
    let versions = backoffice::versions(&office.records()).unwrap();
    let told: Vec<_> = versions.iter().map(|it| (it.number, it.by.name.as_str(), it.intents, it.is_published)).collect();
    assert_eq!(told, [(2, "operator", 1, true), (1, "Ann", 2, false)]);
}

#[test]
fn co5_what_the_operator_compiled_elsewhere_is_the_draft_and_a_version_once() {
    let mut office = Office::default();
    for _ in 0..2 {
        let writes = backoffice::adopt(&office.records(), "pushed", 7, office.now()).unwrap();
        office.commit(&writes);
    }
    assert_eq!((office.commits(), text(&office).as_str()), (1, "pushed"));
    assert_eq!(backoffice::versions(&office.records()).unwrap().len(), 1);
}

#[test]
fn co5_fifty_versions_are_kept_and_the_published_one_always() {
    let mut office = Office::default();
    save(&mut office, "published", 0, "Ann").unwrap();
    begin(&mut office, 1, "Ann").unwrap();
    finish(&mut office);
    for turn in 0..60_u64 {
        let version = save(&mut office, &format!("kept {turn}"), 1 + 2 * turn, "Ben").unwrap();
        let outcome = backoffice::restore(&office.records(), 1, Restore { version }, by("Ben"), office.now());
        office.done(outcome).unwrap();
    }
    let versions = backoffice::versions(&office.records()).unwrap();
    assert_eq!((versions.len(), versions.last().map(|it| (it.number, it.is_published))), (VERSIONS, Some((1, true))));
    assert_eq!(backoffice::text(&office.records(), 2).unwrap(), None, "its text is gone with it");
    assert_eq!(backoffice::text(&office.records(), 61).unwrap().as_deref(), Some("kept 59"));
}

#[test]
fn a_new_site_begins_with_a_text_and_no_other_is_ever_replaced_by_it() {
    let mut office = Office::default();
    for (seed, expected) in [("start", "start"), ("again", "start")] {
        let writes = backoffice::seed(&office.records(), seed, by("Ann"), office.now()).unwrap();
        office.commit(&writes);
        assert_eq!(text(&office), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever two people, the operator and trainings do in whatever order: a text that was stored is the draft, a version, in training,
    /// or was overwritten by somebody who had seen it.
    #[test]
    fn co3_nothing_is_overwritten_unseen(deeds in proptest::collection::vec((0_u8..5, 0_usize..2), 1..40)) {
        let mut office = Office::default();
        let names = ["Ann", "Ben"];
        let mut seen = [0_u64; 2];
        for (turn, (deed, who)) in deeds.into_iter().enumerate() {
            let before = backoffice::draft(&office.records()).unwrap();
            let name = names[who];
            match deed {
                0 => seen[who] = before.version,
                1 => {
                    let outcome = save(&mut office, &format!("{name} {turn}"), seen[who], name);
                    prop_assert_eq!(outcome.is_ok(), seen[who] == before.version);
                    seen[who] = outcome.unwrap_or(seen[who]);
                }
                2 => {
                    let is_busy = backoffice::course(&office.records()).unwrap().is_some_and(|it| it.state == TrainingState::Training);
                    let outcome = begin(&mut office, seen[who], name);
                    prop_assert_eq!(outcome.is_ok(), seen[who] == before.version && !is_busy);
                }
                3 => {
                    let course = backoffice::course(&office.records()).unwrap();
                    if course.is_some_and(|course| course.state == TrainingState::Training) {
                        finish(&mut office);
                    }
                }
                _ => {
                    push(&mut office, &format!("operator {turn}"));
                    let versions = backoffice::versions(&office.records()).unwrap();
                    let texts: Vec<_> = versions.iter().map(|it| backoffice::text(&office.records(), it.number).unwrap().unwrap()).collect();
                    prop_assert!(before.saved_by.is_none() || before.text.starts_with("operator") || texts.contains(&before.text));
                }
            }
        }
    }
}
