//! A body of past conversations, read and checked before anything is stored.

use std::collections::BTreeMap;

use json::Value;
use wire::archive::{ArchiveLine, BATCH_BYTES, BATCH_LINES, CheckedLine, LINE_BYTES, LINES_TOLD, LineError};
use wire::{AgentId, ConversationId, Timestamp, limits};

/// Why a batch is not kept. Nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    #[error("the batch has more than {BATCH_BYTES} bytes or {BATCH_LINES} lines; send it in parts")]
    TooLarge,
    /// How many lines are bad, and the first of them.
    #[error("{count} lines cannot be kept")]
    BadLines { count: usize, first: Vec<LineError> },
}

/// The start of the year 2000: what lies before was written in seconds.
const OLDEST: Timestamp = Timestamp(946_684_800_000);

/// Reads NDJSON. Empty lines are skipped; `staff` names the site's agents by e-mail, in lower case.
///
/// # Errors
/// [`BatchError`]: all lines are good, or none is kept.
pub fn read_batch(text: &str, staff: &BTreeMap<String, AgentId>, now: Timestamp) -> Result<Vec<CheckedLine>, BatchError> {
    if text.len() > BATCH_BYTES {
        return Err(BatchError::TooLarge);
    }
    let mut lines = Vec::new();
    let mut seen: BTreeMap<ConversationId, u32> = BTreeMap::new();
    let mut bad = 0;
    let mut first = Vec::new();
    for (number, text) in (1u32..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        if lines.len() + bad >= BATCH_LINES {
            return Err(BatchError::TooLarge);
        }
        let checked = read_line(text, staff, now).and_then(|line| match seen.insert(line.line.id, number) {
            None => Ok(line),
            Some(earlier) => Err(format!("it has the id of line {earlier}; send each conversation once")),
        });
        match checked {
            Ok(line) => lines.push(line),
            Err(message) => {
                bad += 1;
                if first.len() < LINES_TOLD {
                    first.push(LineError { line: number, message });
                }
            }
        }
    }
    if bad > 0 { Err(BatchError::BadLines { count: bad, first }) } else { Ok(lines) }
}

fn read_line(text: &str, staff: &BTreeMap<String, AgentId>, now: Timestamp) -> Result<CheckedLine, String> {
    if text.len() > LINE_BYTES {
        return Err(format!("it has more than {LINE_BYTES} bytes; shorten `preview` and `comment`"));
    }
    let value = json::parse(text).map_err(|error| format!("{error}; write one JSON object per line"))?;
    named(&value, "channel", &["chat", "social", "email", "phone"])?;
    named(&value, "tier", &["standard", "vip"])?;
    let mut line: ArchiveLine = json::from_value(&value).map_err(|error| format!("{error}; correct it"))?;
    check_times(&line, now)?;
    if line.rating.is_some_and(|rating| !(1..=5).contains(&rating)) {
        return Err("`rating` is 1 to 5; convert other scales".to_owned());
    }
    if line.comment.as_ref().is_some_and(|comment| comment.len() > limits::COMMENT_BYTES) {
        return Err(format!("`comment` has more than {} bytes; shorten it", limits::COMMENT_BYTES));
    }
    if line.is_abandoned && (line.first_answered_at.is_some() || line.agent.is_some()) {
        return Err("it is abandoned and yet has an answer or an agent; leave out the one that is wrong".to_owned());
    }
    let agent = match &line.agent {
        None => None,
        Some(email) => Some(*staff.get(&email.trim().to_lowercase()).ok_or_else(|| {
            format!("the site has no agent `{}`; add them to its staff first, or leave `agent` out", clip(email, 80))
        })?),
    };
    line.preview = clip(&line.preview, limits::PREVIEW_CHARS);
    Ok(CheckedLine { agent, line })
}

/// These names are read tolerantly elsewhere; a past that is told wrongly would stay wrong.
fn named(value: &Value<'_>, member: &'static str, names: &[&str]) -> Result<(), String> {
    let Value::Object(members) = value else { return Err("it is not an object; write one JSON object per line".to_owned()) };
    match members.iter().rev().find(|(name, _)| name == member) {
        Some((_, Value::Text(text))) if !names.contains(&text.as_ref()) => {
            Err(format!("`{member}` is `{}`; it is one of {}", clip(text, 40), names.join(", ")))
        }
        _ => Ok(()),
    }
}

fn check_times(line: &ArchiveLine, now: Timestamp) -> Result<(), String> {
    let answered = line.first_answered_at.unwrap_or(line.queued_at);
    if line.arrived_at < OLDEST {
        return Err("`arrived_at` lies before the year 2000; times are Unix milliseconds".to_owned());
    }
    if line.resolved_at > now {
        return Err(
            "`resolved_at` lies in the future; times are Unix milliseconds, and only what has ended is imported".to_owned()
        );
    }
    if line.queued_at < line.arrived_at || answered < line.queued_at || line.resolved_at < answered {
        return Err("its times are out of order; they are arrived, queued, first answered, resolved".to_owned());
    }
    Ok(())
}

fn clip(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}
