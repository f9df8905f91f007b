//! What an agent sees of a customer.

use std::collections::BTreeSet;

use wire::api::{CustomerCard, PastConversation, Told};
use wire::record::{Records, read};
use wire::{ContactId, ConversationId};

use crate::summary::{KeptConversation, conversation, profile};
use crate::{DirectoryError, archive, keys};

/// How much of a long history a card shows.
const CONVERSATIONS: usize = 20;
const TOLD: usize = 50;

/// The customer behind a conversation, if the directory has heard of it.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn customer(records: &impl Records, id: ConversationId) -> Result<Option<CustomerCard>, DirectoryError> {
    let contact = match conversation(records, id)? {
        Some(kept) => kept.contact,
        None => match archive::kept(records, id)? {
            Some(kept) => kept.contact,
            None => return Ok(None),
        },
    };
    let Some(profile) = profile(records, contact)? else { return Ok(None) };
    Ok(Some(CustomerCard {
        contact,
        first_seen_at: profile.first_seen_at,
        last_seen_at: profile.last_seen_at,
        locale: profile.locale,
        told: told(records, contact)?,
        conversations: conversations(records, contact)?,
    }))
}

/// Newest first; of a label told more than once, only the newest value.
fn told(records: &impl Records, contact: ContactId) -> Result<Vec<Told>, DirectoryError> {
    let mut labels = BTreeSet::new();
    let mut all = Vec::new();
    for (key, body) in records.scan_back(&keys::told_by(contact), TOLD)? {
        let told: Told = read(&key, &body)?;
        if labels.insert(told.label.clone()) {
            all.push(told);
        }
    }
    Ok(all)
}

fn conversations(records: &impl Records, contact: ContactId) -> Result<Vec<PastConversation>, DirectoryError> {
    let mut all = Vec::new();
    for (key, body) in records.scan_back(&keys::timeline_of(contact), CONVERSATIONS)? {
        let id: ConversationId = read(&key, &body)?;
        all.extend(match conversation(records, id)? {
            Some(kept) => Some(past(kept)),
            None => archive::kept(records, id)?.map(archive::past),
        });
    }
    Ok(all)
}

fn past(kept: KeptConversation) -> PastConversation {
    let summary = kept.summary;
    PastConversation {
        conversation: summary.conversation,
        queued_at: summary.queued_at,
        last_activity_at: summary.last_activity_at,
        state: summary.state,
        intent: summary.prediction.map(|prediction| prediction.intent),
        preview: summary.preview,
        agent: summary.assigned.map(|assigned| assigned.agent),
        imported: None,
    }
}
