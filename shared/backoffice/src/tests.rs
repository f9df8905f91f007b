//! Questions an owner expects answers to, and how drafts did.

use json::Json;
use wire::console::{By, NewScore, SCORES, Saved, Score, Stale, TEST_CHARS, TESTS, Test, TestSet, TestsSave};
use wire::record::Records;
use wire::{Timestamp, Write};

use crate::{Change, Refused, kept};

const KEY: &str = "tests";
const SCORED: &str = "scores";

/// The tests as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
struct Kept {
    tests: Vec<Test>,
    version: u64,
    saved_at: Timestamp,
    saved_by: Option<By>,
}

/// The tests and the latest scores.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn tests(records: &impl Records) -> Result<TestSet, Refused> {
    let Kept { tests, version, .. } = kept(records, KEY)?.unwrap_or_default();
    Ok(TestSet { tests, version, scores: kept(records, SCORED)?.unwrap_or_default() })
}

/// Stores the whole set in place of the one that was looked at.
///
/// # Errors
/// [`Refused::Stale`] where another one is stored, [`Refused::Unfit`] where one of them is empty or too long, or they are too many.
pub fn save_tests(records: &impl Records, save: TestsSave, by: By, now: Timestamp) -> Result<Change<Saved>, Refused> {
    if save.tests.len() > TESTS {
        return Err(Refused::Unfit("There are at most 500 tests. Remove some, then save again."));
    }
    let is_fit = |test: &Test| !test.text.trim().is_empty() && test.text.chars().count() <= TEST_CHARS;
    if !save.tests.iter().all(is_fit) {
        return Err(Refused::Unfit("A test has 1 to 300 characters. Correct it, then save again."));
    }
    let held: Kept = kept(records, KEY)?.unwrap_or_default();
    if held.tests == save.tests {
        return Ok(Change { writes: Vec::new(), answer: Saved { version: held.version } });
    }
    if held.version != save.version {
        let name = held.saved_by.as_ref().map_or("Somebody", |by| by.name.as_str());
        return Err(Refused::Stale(Box::new(Stale {
            code: "stale".to_owned(),
            message: format!("{name} changed the tests meanwhile. Look at them, then save yours again."),
            version: held.version,
            saved_at: held.saved_at,
            saved_by: held.saved_by,
        })));
    }
    let version = held.version + 1;
    let next = Kept { tests: save.tests, version, saved_at: now, saved_by: Some(by) };
    Ok(Change { writes: vec![Write::put(KEY, &next)], answer: Saved { version } })
}

/// Adds what a browser counted; the oldest of more than [`SCORES`] go.
///
/// # Errors
/// [`Refused::Unfit`] where the numbers cannot be.
pub fn add_score(records: &impl Records, score: NewScore, by: By, now: Timestamp) -> Result<Change<Score>, Refused> {
    let NewScore { version, right, count } = score;
    let share = u64::from(right).saturating_mul(1_000).checked_div(u64::from(count));
    let share = share.and_then(|share| u16::try_from(share).ok()).filter(|share| *share <= 1_000);
    let (Some(share_permille), true) = (share, usize::try_from(count).is_ok_and(|count| count <= TESTS)) else {
        return Err(Refused::Unfit("A score is of 1 to 500 tests, of which at most all are right."));
    };
    let mut scores: Vec<Score> = kept(records, SCORED)?.unwrap_or_default();
    let answer = Score { at: now, by, version, share_permille, count };
    scores.push(answer.clone());
    let surplus = scores.len().saturating_sub(SCORES);
    Ok(Change { writes: vec![Write::put(SCORED, &scores.split_off(surplus))], answer })
}
