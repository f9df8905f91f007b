//! All conversations of the site, newest activity first, and finding some of them.
//!
//! `recent/TIME/K` holds what a list shows of a conversation, under its last activity. A search lets the store skip what cannot fit
//! (it looks for the words in the text of the record) and then looks at the very fields, so that the name of a field finds nothing.

use wire::listing::{Listed, Listing, ListingQuery, ROWS, TOLD_CHARS, WORD_BYTES, WORDS};
use wire::record::{Records, read};
use wire::{ConversationState, Summary, Write};

use crate::archive::KeptLine;
use crate::{DirectoryError, keys};

/// Rows looked at for one answer: what a store reads in a few milliseconds.
const LOOKED_AT: usize = 2_000;

/// Rows that fit, from where the last answer ended.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn list(records: &impl Records, query: &ListingQuery) -> Result<Listing, DirectoryError> {
    let words = words(&query.text);
    let needles = needles(query, &words);
    let needles: Vec<&str> = needles.iter().map(String::as_str).collect();
    let mut below = query.after.clone().filter(|after| after.starts_with(keys::RECENT) && after.len() < 100);
    let mut listing = Listing::default();
    let mut looked_at = 0;
    while looked_at < LOOKED_AT {
        let batch = records.search_back(keys::RECENT, below.as_deref(), &needles, ROWS)?;
        let is_last = batch.len() < ROWS;
        for (key, body) in batch {
            looked_at += 1;
            let row: Listed = read(&key, &body)?;
            below = Some(key);
            if fits(&row, query, &words) {
                listing.rows.push(row);
                if listing.rows.len() == ROWS {
                    listing.next = below;
                    return Ok(listing);
                }
            }
        }
        if is_last {
            return Ok(listing);
        }
    }
    listing.next = below;
    Ok(listing)
}

/// The row of a summary, in place of the one that was kept before.
pub(crate) fn keep(before: Option<&Summary>, summary: &Summary) -> Vec<Write> {
    let old = before.map(|before| keys::recent(before.last_activity_at, before.conversation));
    let new = keys::recent(summary.last_activity_at, summary.conversation);
    let gone = old.filter(|old| *old != new).map(Write::delete);
    gone.into_iter().chain([Write::put(new, &of_summary(summary))]).collect()
}

pub(crate) fn keep_line(kept: &KeptLine) -> Write {
    let line = &kept.line;
    let row = Listed {
        conversation: line.id,
        version: 0,
        visitor: line.visitor,
        state: ConversationState::Resolved,
        channel: line.channel,
        locale: line.locale.clone(),
        skill: line.skill.clone(),
        intent: line.intent.clone(),
        priority: line.priority,
        tier: line.tier,
        queued_at: line.queued_at,
        last_activity_at: line.resolved_at,
        agent: kept.agent,
        tags: Vec::new(),
        preview: line.preview.clone(),
        told: String::new(),
        messages: u64::from(line.visitor_messages) + u64::from(line.agent_messages),
        rating: line.rating,
        is_imported: true,
    };
    Write::put(keys::recent(line.resolved_at, line.id), &row)
}

fn of_summary(summary: &Summary) -> Listed {
    let told: Vec<&str> = summary.card.iter().flat_map(|card| &card.fields).map(|field| field.value.as_str()).collect();
    Listed {
        conversation: summary.conversation,
        version: summary.version,
        visitor: summary.visitor,
        state: summary.state,
        channel: summary.channel,
        locale: summary.locale.clone(),
        skill: summary.skill.clone(),
        intent: summary.prediction.as_ref().map(|prediction| prediction.intent.clone()),
        priority: summary.priority,
        tier: summary.tier,
        queued_at: summary.queued_at,
        last_activity_at: summary.last_activity_at,
        agent: summary.assigned.as_ref().map(|assigned| assigned.agent).or(summary.served_by),
        tags: summary.tags.clone(),
        preview: summary.preview.clone(),
        told: told.join(" · ").chars().take(TOLD_CHARS).collect(),
        messages: summary.messages,
        rating: summary.rating,
        is_imported: false,
    }
}

/// What is looked for, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| word.len() <= WORD_BYTES);
    words.take(WORDS).map(str::to_lowercase).collect()
}

/// Texts that the record of any row that fits holds.
fn needles(query: &ListingQuery, words: &[String]) -> Vec<String> {
    let inside = |text: &str| {
        let quoted = json::to_text(&text.to_owned());
        quoted.trim_matches('"').to_owned()
    };
    let mut needles: Vec<String> = words.iter().map(|word| inside(word)).collect();
    needles.extend(query.tag.as_ref().map(json::to_text));
    needles.extend(query.skill.as_ref().map(|skill| format!("\"skill\":{}", json::to_text(skill))));
    needles.extend(query.state.map(|state| format!("\"state\":{}", json::to_text(&state))));
    needles.extend(query.channel.map(|channel| format!("\"channel\":{}", json::to_text(&channel))));
    needles.extend(query.agent.map(|agent| format!("\"agent\":{}", json::to_text(&agent))));
    needles
}

fn fits(row: &Listed, query: &ListingQuery, words: &[String]) -> bool {
    let has = |word: &String| {
        let is_in = |text: &str| text.to_lowercase().contains(word.as_str());
        is_in(&row.preview)
            || is_in(&row.told)
            || row.tags.iter().any(|tag| is_in(tag))
            || row.conversation.to_string().starts_with(word.as_str())
            || row.visitor.to_string().starts_with(word.as_str())
    };
    words.iter().all(has)
        && query.state.is_none_or(|state| row.state == state)
        && query.channel.is_none_or(|channel| row.channel == channel)
        && query.skill.as_ref().is_none_or(|skill| row.skill.as_ref() == Some(skill))
        && query.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
        && query.agent.is_none_or(|agent| row.agent == Some(agent))
}
