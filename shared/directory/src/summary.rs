//! What a summary changes.

use json::Json;
use wire::api::Told;
use wire::command::SummaryReceipt;
use wire::record::{Records, read};
use wire::{ContactId, ConversationId, Locale, Summary, Timestamp, VisitorId, Write};

use crate::{DirectoryError, facts, keys, listing};

/// What came of an input: commit `writes` (they may be none), then confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub writes: Vec<Write>,
    /// What the directory holds once the writes are committed.
    pub receipt: SummaryReceipt,
}

/// The person behind one or more visitors.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Profile {
    pub(crate) first_seen_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
    pub(crate) locale: Locale,
}

/// A conversation as the directory keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct KeptConversation {
    pub(crate) contact: ContactId,
    /// When it first came, its fixed place in the timeline.
    pub(crate) first_at: Timestamp,
    /// Without its facts, which are kept on their own.
    pub(crate) summary: Summary,
}

/// Keeps a summary if it is newer than what is held.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn keep_summary(records: &impl Records, summary: &Summary) -> Result<Kept, DirectoryError> {
    let held = conversation(records, summary.conversation)?;
    if let Some(held) = &held
        && held.summary.version >= summary.version
    {
        let receipt = SummaryReceipt { conversation: summary.conversation, version: held.summary.version };
        return Ok(Kept { writes: Vec::new(), receipt });
    }
    let contact = match &held {
        Some(held) => held.contact,
        None => contact_of(records, summary.visitor)?.unwrap_or(ContactId::from_bits(summary.visitor.bits())),
    };
    let first_at = held.as_ref().map_or(summary.queued_at, |held| held.first_at);
    let mut writes = vec![
        Write::put(keys::visitor(summary.visitor), &contact),
        Write::put(keys::contact(contact), &seen(profile(records, contact)?, summary)),
        Write::put(keys::timeline(contact, first_at, summary.conversation), &summary.conversation),
    ];
    writes.extend(told(contact, first_at, summary));
    if summary.is_forgotten {
        writes.extend(untold(records, contact, first_at, summary.conversation)?);
    }
    writes.extend(listing::keep(held.as_ref().map(|held| &held.summary), summary));
    writes.extend(facts::of_summary(summary));
    let kept = KeptConversation { contact, first_at, summary: Summary { facts: Vec::new(), ..summary.clone() } };
    writes.push(Write::put(keys::conversation(summary.conversation), &kept));
    Ok(Kept { writes, receipt: SummaryReceipt { conversation: summary.conversation, version: summary.version } })
}

pub(crate) fn conversation(records: &impl Records, id: ConversationId) -> Result<Option<KeptConversation>, DirectoryError> {
    fetch(records, &keys::conversation(id))
}

pub(crate) fn profile(records: &impl Records, id: ContactId) -> Result<Option<Profile>, DirectoryError> {
    fetch(records, &keys::contact(id))
}

pub(crate) fn contact_of(records: &impl Records, visitor: VisitorId) -> Result<Option<ContactId>, DirectoryError> {
    fetch(records, &keys::visitor(visitor))
}

pub(crate) fn fetch<T: Json>(records: &impl Records, key: &str) -> Result<Option<T>, DirectoryError> {
    let Some(body) = records.get(key)? else { return Ok(None) };
    Ok(Some(read(key, &body)?))
}

fn seen(profile: Option<Profile>, summary: &Summary) -> Profile {
    let (first, last) =
        profile.map_or((summary.queued_at, summary.last_activity_at), |known| (known.first_seen_at, known.last_seen_at));
    Profile {
        first_seen_at: first.min(summary.queued_at),
        last_seen_at: last.max(summary.last_activity_at),
        locale: summary.locale.clone(),
    }
}

/// What was told in a conversation that is forgotten.
fn untold(
    records: &impl Records,
    contact: ContactId,
    at: Timestamp,
    conversation: ConversationId,
) -> Result<Vec<Write>, DirectoryError> {
    let told = records.scan(&keys::told_in(contact, at, conversation), usize::MAX)?;
    Ok(told.into_iter().map(|(key, _)| Write::delete(key)).collect())
}

/// The fields of the card, kept under the conversation's first time so that a repeated summary overwrites its own.
fn told(contact: ContactId, at: Timestamp, summary: &Summary) -> impl Iterator<Item = Write> {
    let fields = summary.card.iter().flat_map(|card| &card.fields).filter(|field| !field.is_claimed());
    fields.map(move |field| {
        let told = Told { label: field.label.clone(), value: field.value.clone(), at, conversation: summary.conversation };
        Write::put(keys::told(contact, at, summary.conversation, &field.slot), &told)
    })
}
