//! What nobody answered: texts without who asked them, equal ones counted.

use std::time::Duration;

use sha2::{Digest, Sha256};
use wire::console::{QUESTION_CHARS, UNANSWERED, Unanswered};
use wire::record::{Records, read};
use wire::{Locale, QuestionId, Timestamp, Write};

use crate::{Refused, clipped, kept};

const QUESTION: &str = "question/";
/// A question that comes again within this is the same request repeated.
const REPEATED: Duration = Duration::from_secs(10);

/// Notes a question. Numbers that nobody may keep are masked (MS10) before anything else is done with it.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn asked(records: &impl Records, text: &str, locale: Locale, now: Timestamp) -> Result<Vec<Write>, Refused> {
    let text = chat::mask::masked(text).unwrap_or_else(|| text.to_owned());
    let text = clipped(&text.split_whitespace().collect::<Vec<_>>().join(" "), QUESTION_CHARS);
    let core = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    if core.is_empty() {
        return Ok(Vec::new());
    }
    let id = id_of(&core);
    let known: Option<Unanswered> = kept(records, &key(id))?;
    let count = match &known {
        Some(known) if now.since(known.at) < REPEATED => return Ok(Vec::new()),
        Some(known) => known.count.saturating_add(1),
        None => 1,
    };
    let mut writes = vec![Write::put(key(id), &Unanswered { id, text, locale, at: now, count })];
    if known.is_none() {
        let all = unanswered(records)?;
        if all.len() >= UNANSWERED {
            // What was asked more than once stays longest: a flood of nonsense is of questions asked once.
            let gone = all.iter().rev().find(|question| question.count == 1).or(all.last());
            writes.extend(gone.map(|gone| Write::delete(key(gone.id))));
        }
    }
    Ok(writes)
}

/// The latest first.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn unanswered(records: &impl Records) -> Result<Vec<Unanswered>, Refused> {
    let found = records.scan(QUESTION, usize::MAX)?;
    let mut all: Vec<Unanswered> = found.iter().map(|(key, body)| read(key, body)).collect::<Result<_, _>>()?;
    all.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.id.cmp(&other.id)));
    Ok(all)
}

/// What forgets those that were asked last more than `days` ago: the site keeps nobody's words longer than its conversations (CV12).
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn expired(records: &impl Records, days: u32, now: Timestamp) -> Result<Vec<Write>, Refused> {
    let kept = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
    let old = unanswered(records)?.into_iter().filter(|question| now.since(question.at) > kept);
    Ok(old.map(|question| Write::delete(key(question.id))).collect())
}

/// Forgets one, known or not.
#[must_use]
pub fn forget(id: QuestionId) -> Vec<Write> {
    vec![Write::delete(key(id))]
}

fn id_of(core: &str) -> QuestionId {
    let digest = Sha256::digest(core.as_bytes());
    QuestionId::from_bits(digest.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte)))
}

fn key(id: QuestionId) -> String {
    format!("{QUESTION}{id}")
}
