//! Publications: a text in training, then a version.

use json::Json;
use wire::console::{By, NOTE_CHARS, PublishRequest, TrainingState, Version};
use wire::record::Records;
use wire::{Timestamp, Write};

use crate::draft::{held, replaced};
use crate::{Change, Refused, clipped, draft, kept, versions};

const COURSE: &str = "course";
const PLAYBOOK: &str = "playbook";

/// The text that was sent last to be trained and published.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Course {
    /// Of the version that it becomes.
    pub number: u64,
    pub state: TrainingState,
    /// How often its training was begun.
    pub beginnings: u32,
    /// What to mend, or why it failed.
    pub notes: Vec<String>,
    /// What an older build began names nobody.
    #[json(default)]
    pub by: Option<By>,
    /// What whoever published it says of it.
    #[json(default)]
    pub note: String,
    #[json(default)]
    pub intents: u32,
}

/// The course that began last.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn course(records: &impl Records) -> Result<Option<Course>, Refused> {
    kept(records, COURSE)
}

/// The text of the course; empty where there is none.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn in_training(records: &impl Records) -> Result<String, Refused> {
    Ok(text(records)?.unwrap_or_default())
}

pub(crate) fn text(records: &impl Records) -> Result<Option<String>, Refused> {
    Ok(records.get(PLAYBOOK)?)
}

/// The draft's text, if it is the one that was looked at and nothing else is being published: what to compile before [`begin`].
///
/// # Errors
/// [`Refused::Stale`] or [`Refused::Busy`].
pub fn fit_to_publish(records: &impl Records, version: u64) -> Result<String, Refused> {
    let (head, text) = held(records)?;
    head.require(version)?;
    match course(records)? {
        Some(Course { state: TrainingState::Training, by, .. }) => Err(Refused::Busy(by.unwrap_or_else(operator))),
        Some(_) | None => Ok(text),
    }
}

/// Begins a course of the draft, whose text was found to compile to so many intents with these warnings.
///
/// # Errors
/// As of [`fit_to_publish`].
pub fn begin(
    records: &impl Records,
    request: &PublishRequest,
    by: By,
    intents: u32,
    notes: Vec<String>,
) -> Result<Change<Course>, Refused> {
    let text = fit_to_publish(records, request.version)?;
    let number = versions::next(records)?;
    let note = clipped(request.note.trim(), NOTE_CHARS);
    Ok(entered(Course { number, state: TrainingState::Training, beginnings: 0, notes, by: Some(by), note, intents }, text))
}

/// A text that the operator sends: it becomes the draft, and its course begins in place of one that is running.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn push(
    records: &impl Records,
    text: &str,
    intents: u32,
    notes: Vec<String>,
    now: Timestamp,
) -> Result<Change<Course>, Refused> {
    let (mut writes, number) = taken_over(records, text, now)?;
    let by = Some(operator());
    let course = Course { number, state: TrainingState::Training, beginnings: 0, notes, by, note: String::new(), intents };
    let entered = entered(course, text.to_owned());
    writes.extend(entered.writes);
    Ok(Change { writes, answer: entered.answer })
}

/// A text that the operator compiled and published elsewhere: the draft, and a version at once. One that is known changes nothing.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn adopt(records: &impl Records, text: &str, intents: u32, now: Timestamp) -> Result<Vec<Write>, Refused> {
    if let Some(publication) = versions::publication(records)?
        && versions::text(records, publication.number)?.as_deref() == Some(text)
    {
        return Ok(Vec::new());
    }
    let (mut writes, number) = taken_over(records, text, now)?;
    let version = Version { number, at: now, by: operator(), note: String::new(), intents, is_published: true };
    writes.extend(versions::add(records, version, text.to_owned())?);
    Ok(writes)
}

/// The course was begun once more.
#[must_use]
pub fn begun(course: &Course) -> Vec<Write> {
    vec![Write::put(COURSE, &Course { beginnings: course.beginnings + 1, ..course.clone() })]
}

/// The course failed; no version comes of it.
#[must_use]
pub fn failed(course: Course, why: &str) -> Vec<Write> {
    vec![Write::put(COURSE, &Course { state: TrainingState::Failed, notes: vec![why.to_owned()], ..course })]
}

/// The course is through and customers are answered by it: it is a version.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn published(records: &impl Records, course: Course, now: Timestamp) -> Result<Vec<Write>, Refused> {
    let text = in_training(records)?;
    let version = Version {
        number: course.number,
        at: now,
        by: course.by.clone().unwrap_or_else(operator),
        note: course.note.clone(),
        intents: course.intents,
        is_published: true,
    };
    let mut writes = versions::add(records, version, text)?;
    writes.push(Write::put(COURSE, &Course { state: TrainingState::Published, ..course }));
    Ok(writes)
}

/// The text becomes the draft, in whose place nothing is lost; the number that is free then.
fn taken_over(records: &impl Records, text: &str, now: Timestamp) -> Result<(Vec<Write>, u64), Refused> {
    let (head, held) = held(records)?;
    if held == text && head.version > 0 {
        return Ok((Vec::new(), versions::next(records)?));
    }
    let (mut writes, number) = versions::keep_draft(records, now)?;
    writes.extend(replaced(&draft::head(records)?, text.to_owned(), operator(), now).writes);
    Ok((writes, number))
}

fn entered(course: Course, text: String) -> Change<Course> {
    let writes = vec![Write::Put { key: PLAYBOOK.to_owned(), body: text }, Write::put(COURSE, &course)];
    Change { writes, answer: course }
}

fn operator() -> By {
    By { agent: None, name: "operator".to_owned() }
}
