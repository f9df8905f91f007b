//! The draft: one text that several people change, one after the other.

use json::Json;
use sha2::{Digest, Sha256};
use wire::console::{By, PLAYBOOK_BYTES, Playbook, PlaybookSave, Restore, Saved, Stale};
use wire::record::Records;
use wire::{Timestamp, Write};

use crate::{Change, Refused, course, kept, versions};

const DRAFT: &str = "draft";
const TEXT: &str = "draft-text";

/// What is known of the draft beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub(crate) struct Head {
    pub(crate) version: u64,
    saved_at: Timestamp,
    pub(crate) saved_by: Option<By>,
    pub(crate) print: String,
}

impl Head {
    fn stale(&self) -> Refused {
        let name = self.saved_by.as_ref().map_or("Somebody", |by| by.name.as_str());
        Refused::Stale(Box::new(Stale {
            code: "stale".to_owned(),
            message: format!("{name} saved a change meanwhile. Look at it, then save yours again."),
            version: self.version,
            saved_at: self.saved_at,
            saved_by: self.saved_by.clone(),
        }))
    }

    /// Refuses what was written on another version.
    pub(crate) fn require(&self, version: u64) -> Result<(), Refused> {
        if self.version == version { Ok(()) } else { Err(self.stale()) }
    }
}

/// The draft as it stands. Where nobody saved one, it is what was published last, under version zero.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn draft(records: &impl Records) -> Result<Playbook, Refused> {
    let (head, text) = held(records)?;
    let published = versions::publication(records)?;
    Ok(Playbook { text, version: head.version, saved_at: head.saved_at, saved_by: head.saved_by, published })
}

/// Stores a text in place of the one it was written on.
///
/// # Errors
/// [`Refused::Stale`] where another one is stored, [`Refused::Unfit`] where it is too long.
pub fn save(records: &impl Records, save: PlaybookSave, by: By, now: Timestamp) -> Result<Change<Saved>, Refused> {
    if save.text.len() > PLAYBOOK_BYTES {
        return Err(Refused::Unfit("The playbook is longer than a megabyte. Shorten it, then save again."));
    }
    let head = head(records)?;
    if head.version > 0 && head.print == print(&save.text) {
        return Ok(Change { writes: Vec::new(), answer: Saved { version: head.version } });
    }
    head.require(save.version)?;
    Ok(replaced(&head, save.text, by, now))
}

/// The first text of a site that has none; nothing where it has one.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn seed(records: &impl Records, text: &str, by: By, now: Timestamp) -> Result<Vec<Write>, Refused> {
    let (head, held) = held(records)?;
    let is_new = head.version == 0 && held.is_empty();
    Ok(if is_new { replaced(&head, text.to_owned(), by, now).writes } else { Vec::new() })
}

/// Makes a version's text the draft.
///
/// # Errors
/// [`Refused::NoVersion`], or [`Refused::Stale`] where the draft is another than was looked at.
pub fn restore(
    records: &impl Records,
    number: u64,
    Restore { version }: Restore,
    by: By,
    now: Timestamp,
) -> Result<Change<Saved>, Refused> {
    head(records)?.require(version)?;
    let text = versions::text(records, number)?.ok_or(Refused::NoVersion)?;
    let (mut writes, _) = versions::keep_draft(records, now)?;
    let Change { writes: put, answer } = replaced(&head(records)?, text, by, now);
    writes.extend(put);
    Ok(Change { writes, answer })
}

/// The draft with another text.
pub(crate) fn replaced(head: &Head, text: String, by: By, now: Timestamp) -> Change<Saved> {
    let version = head.version + 1;
    let next = Head { version, saved_at: now, saved_by: Some(by), print: print(&text) };
    let writes = vec![Write::put(DRAFT, &next), Write::Put { key: TEXT.to_owned(), body: text }];
    Change { writes, answer: Saved { version } }
}

pub(crate) fn head(records: &impl Records) -> Result<Head, Refused> {
    Ok(kept(records, DRAFT)?.unwrap_or_default())
}

/// The draft and its text.
pub(crate) fn held(records: &impl Records) -> Result<(Head, String), Refused> {
    let head = head(records)?;
    let text = if head.version == 0 { course::text(records)? } else { records.get(TEXT)? };
    Ok((head, text.unwrap_or_default()))
}

/// Tells texts apart.
pub(crate) fn print(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
