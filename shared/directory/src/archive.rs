//! Past conversations, kept as rows.

use std::collections::BTreeMap;

use json::Json;
use wire::api::PastConversation;
use wire::archive::{ArchiveLine, CheckedLine, ImportTotal, Imported, PastImport};
use wire::fact::{Fact, FactKind};
use wire::record::Records;
use wire::{AgentId, ContactId, ConversationId, ConversationState, EscalationReason, Timestamp, VisitorId, Write};

use crate::summary::{Profile, contact_of, conversation, fetch, profile};
use crate::{DirectoryError, keys, listing};

/// What came of a batch: commit `writes` (they may be none), then answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    pub writes: Vec<Write>,
    pub answer: Imported,
}

/// An imported conversation as the directory keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct KeptLine {
    pub(crate) contact: ContactId,
    pub(crate) agent: Option<AgentId>,
    pub(crate) line: ArchiveLine,
}

/// Keeps the conversations that are not known yet. A conversation that is held, imported or not, is never changed.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn import(records: &impl Records, lines: Vec<CheckedLine>) -> Result<Archive, DirectoryError> {
    let mut answer = Imported::default();
    let mut writes = Vec::new();
    let mut contacts: BTreeMap<VisitorId, ContactId> = BTreeMap::new();
    let mut profiles: BTreeMap<ContactId, Profile> = BTreeMap::new();
    let mut total = import_total(records)?;
    for CheckedLine { agent, line } in lines {
        let is_known = kept(records, line.id)?.is_some() || conversation(records, line.id)?.is_some();
        if is_known {
            answer.known += 1;
            continue;
        }
        answer.imported += 1;
        let contact = match contacts.get(&line.visitor) {
            Some(contact) => *contact,
            None => {
                let contact = contact_of(records, line.visitor)?.unwrap_or(ContactId::from_bits(line.visitor.bits()));
                contacts.insert(line.visitor, contact);
                writes.push(Write::put(keys::visitor(line.visitor), &contact));
                contact
            }
        };
        let before = match profiles.get(&contact) {
            Some(profile) => Some(profile.clone()),
            None => profile(records, contact)?,
        };
        profiles.insert(contact, seen(before, &line));
        total = more(total, line.arrived_at);
        writes.push(Write::put(keys::timeline(contact, line.queued_at, line.id), &line.id));
        writes.extend(facts(agent, &line));
        let key = keys::archived(line.id);
        let kept = KeptLine { contact, agent, line };
        writes.push(listing::keep_line(&kept));
        writes.push(Write::put(key, &kept));
    }
    if answer.imported > 0 {
        writes.extend(profiles.iter().map(|(contact, profile)| Write::put(keys::contact(*contact), profile)));
        writes.push(Write::put(keys::ARCHIVE_TOTAL, &total));
    }
    Ok(Archive { writes, answer })
}

/// What was imported so far.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn import_total(records: &impl Records) -> Result<ImportTotal, DirectoryError> {
    Ok(fetch(records, keys::ARCHIVE_TOTAL)?.unwrap_or_default())
}

pub(crate) fn kept(records: &impl Records, id: ConversationId) -> Result<Option<KeptLine>, DirectoryError> {
    fetch(records, &keys::archived(id))
}

pub(crate) fn past(kept: KeptLine) -> PastConversation {
    let KeptLine { agent, line, .. } = kept;
    PastConversation {
        conversation: line.id,
        queued_at: line.queued_at,
        last_activity_at: line.resolved_at,
        state: ConversationState::Resolved,
        intent: line.intent,
        preview: line.preview,
        agent,
        imported: Some(PastImport {
            channel: line.channel,
            rating: line.rating,
            comment: line.comment,
            is_abandoned: line.is_abandoned,
        }),
    }
}

fn more(total: ImportTotal, at: Timestamp) -> ImportTotal {
    ImportTotal {
        conversations: total.conversations + 1,
        first_at: Some(total.first_at.map_or(at, |first| first.min(at))),
        last_at: Some(total.last_at.map_or(at, |last| last.max(at))),
    }
}

/// Lines may come in any order: only the newest tells the language.
fn seen(before: Option<Profile>, line: &ArchiveLine) -> Profile {
    let Some(before) = before else {
        return Profile { first_seen_at: line.arrived_at, last_seen_at: line.resolved_at, locale: line.locale.clone() };
    };
    let is_newest = line.resolved_at >= before.last_seen_at;
    Profile {
        first_seen_at: before.first_seen_at.min(line.arrived_at),
        last_seen_at: before.last_seen_at.max(line.resolved_at),
        locale: if is_newest { line.locale.clone() } else { before.locale },
    }
}

/// The facts that the same conversation would have left here.
fn facts(agent: Option<AgentId>, line: &ArchiveLine) -> Vec<Write> {
    let escalated = FactKind::Escalated {
        reason: EscalationReason::Unknown,
        intent: line.intent.clone(),
        skill: line.skill.clone(),
        locale: line.locale.clone(),
    };
    let mut all = vec![(line.queued_at, escalated), (line.queued_at, FactKind::Enqueued)];
    if let (Some(agent), Some(at)) = (agent, line.first_answered_at) {
        all.push((at, FactKind::Assigned { agent }));
        all.push((at, FactKind::AgentWrote { agent }));
    }
    match agent {
        _ if line.is_abandoned => all.push((line.resolved_at, FactKind::Abandoned)),
        Some(agent) => all.push((line.resolved_at, FactKind::Resolved { agent })),
        None => {}
    }
    all.extend(line.rating.map(|score| (line.resolved_at, FactKind::Rated { agent, score })));
    let numbered = (0u64..).zip(all);
    let write = |(number, (at, what)): (u64, (Timestamp, FactKind))| {
        Write::put(keys::fact(at, line.id, number), &Fact { at, conversation: Some(line.id), what })
    };
    numbered.map(write).collect()
}
