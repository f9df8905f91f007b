//! Versions: texts that were published, and drafts that something took the place of.

use json::Json;
use wire::console::{Publication, VERSIONS, Version};
use wire::record::{Records, ordered, read};
use wire::{Timestamp, Write};

use crate::draft::{held, print};
use crate::{Refused, course};

const VERSION: &str = "version/";

/// A version and what tells its text from others.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Kept {
    version: Version,
    print: String,
}

/// Newest first.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn versions(records: &impl Records) -> Result<Vec<Version>, Refused> {
    Ok(all(records)?.into_iter().map(|kept| kept.version).collect())
}

/// The text of a version, if it is kept.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn text(records: &impl Records, number: u64) -> Result<Option<String>, Refused> {
    Ok(records.get(&text_key(number))?)
}

/// What customers are answered by, if it was published from here.
pub(crate) fn publication(records: &impl Records) -> Result<Option<Publication>, Refused> {
    let newest = versions(records)?.into_iter().find(|version| version.is_published);
    Ok(newest.map(|Version { number, at, by, .. }| Publication { number, at, by }))
}

/// The number of the next version or course.
pub(crate) fn next(records: &impl Records) -> Result<u64, Refused> {
    let version = versions(records)?.first().map_or(0, |version| version.number);
    let course = course::course(records)?.map_or(0, |course| course.number);
    Ok(version.max(course) + 1)
}

/// Adds a version. What is more than [`VERSIONS`] goes: the oldest that is not what customers are answered by.
pub(crate) fn add(records: &impl Records, version: Version, text: String) -> Result<Vec<Write>, Refused> {
    let held = versions(records)?;
    let newest = if version.is_published { None } else { held.iter().find(|held| held.is_published) };
    let newest = newest.map(|newest| newest.number);
    let removable = held.iter().rev().filter(|held| Some(held.number) != newest);
    let mut writes: Vec<Write> = removable
        .take((held.len() + 1).saturating_sub(VERSIONS))
        .flat_map(|old| [Write::delete(key(old.number)), Write::delete(text_key(old.number))])
        .collect();
    let (number, print) = (version.number, print(&text));
    writes.push(Write::put(key(number), &Kept { version, print }));
    writes.push(Write::Put { key: text_key(number), body: text });
    Ok(writes)
}

/// Keeps the draft as a version if nothing else has its text, with the number that comes next after that.
pub(crate) fn keep_draft(records: &impl Records, now: Timestamp) -> Result<(Vec<Write>, u64), Refused> {
    let number = next(records)?;
    let (head, text) = held(records)?;
    let Some(by) = head.saved_by.filter(|_| !text.is_empty()) else { return Ok((Vec::new(), number)) };
    if all(records)?.iter().any(|kept| kept.print == head.print) {
        return Ok((Vec::new(), number));
    }
    let intents = intents_of(&text);
    let version = Version { number, at: now, by, note: String::new(), intents, is_published: false };
    Ok((add(records, version, text)?, number + 1))
}

/// About how many intents a text has that nobody compiled: entries below `intents:`.
fn intents_of(text: &str) -> u32 {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("intents:")).skip(1).peekable();
    let is_entry = |line: &&str| line.trim_start().starts_with("- ");
    let indent = lines.clone().find(is_entry).map_or(0, |line| line.len() - line.trim_start().len());
    let within = lines.by_ref().take_while(|line| line.is_empty() || line.starts_with([' ', '-', '#']));
    let entries = within.filter(|line| is_entry(line) && line.len() - line.trim_start().len() == indent).count();
    u32::try_from(entries).unwrap_or(u32::MAX)
}

fn all(records: &impl Records) -> Result<Vec<Kept>, Refused> {
    let found = records.scan_back(VERSION, usize::MAX)?;
    Ok(found.iter().map(|(key, body)| read(key, body)).collect::<Result<_, _>>()?)
}

fn key(number: u64) -> String {
    format!("{VERSION}{}", ordered(number))
}

fn text_key(number: u64) -> String {
    format!("version-text/{}", ordered(number))
}
