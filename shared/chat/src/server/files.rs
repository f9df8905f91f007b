//! Files: what the conversation knows of them. Their bytes are the host's.
//!
//! AT1: a record precedes the bytes ([`Input::UploadBegan`](super::Input::UploadBegan)), so that no byte is ever stored that nothing
//! knows of; it is completed when all of them are ([`Uploaded`](super::Input::Uploaded)), and only then may a message name the file.
//! What no message names within `FILE_UNSENT` is doomed: its record stays until the host says that the bytes are gone, and is asked
//! about again, so that neither a crash nor a store that fails leaves bytes behind.

use std::collections::BTreeMap;

use wire::stored::{FileStage, StoredFile};
use wire::{AgentId, File, FileId, Participant, Refusal, Timestamp, Write, limits};

use super::{Conversation, Effect};
use crate::mask::mask;

/// Why a file may not be uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoUpload {
    /// There is no such conversation for this participant.
    NotFound,
    /// Another agent answers it.
    NotYours,
    /// The id is another file's.
    Taken,
    /// The conversation has as many files as it may, or as many bytes of them.
    Full,
}

/// There is no such file for this participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFile;

#[derive(Debug, Default)]
pub(super) struct Files {
    all: BTreeMap<FileId, StoredFile>,
    /// When the doomed may be erased next.
    erase_at: Timestamp,
}

impl Files {
    pub(super) fn restore(&mut self, id: FileId, file: StoredFile) {
        self.all.insert(id, file);
    }

    /// When the oldest unsent file expires, or the doomed are to be erased.
    pub(super) fn due(&self) -> Option<Timestamp> {
        let due = |file: &StoredFile| match file.stage {
            FileStage::Unsent => Some(file.since + limits::FILE_UNSENT),
            FileStage::Doomed => Some(self.erase_at),
            FileStage::Sent => None,
        };
        self.all.values().filter_map(due).min()
    }

    fn bytes(&self) -> u64 {
        self.all.values().filter_map(|file| file.file.as_ref()).map(|file| file.bytes).fold(0, u64::saturating_add)
    }

    /// A whole file that is not doomed.
    fn get(&self, id: FileId) -> Option<(&StoredFile, &File)> {
        let stored = self.all.get(&id).filter(|stored| stored.stage != FileStage::Doomed)?;
        Some((stored, stored.file.as_ref()?))
    }
}

impl Conversation {
    /// Whether this participant may upload a file under this id now, before a byte of it is read. The file, if it is here already.
    ///
    /// # Errors
    /// Why not.
    pub fn may_upload(&self, who: &Participant, id: FileId) -> Result<Option<&File>, NoUpload> {
        match who {
            Participant::Visitor { id } if self.origin.as_ref().is_none_or(|origin| origin.visitor != *id) => {
                return Err(NoUpload::NotFound);
            }
            Participant::Agent { .. } if self.origin.is_none() => return Err(NoUpload::NotFound),
            Participant::Agent { .. } if !self.answers(who) => return Err(NoUpload::NotYours),
            Participant::Visitor { .. } | Participant::Agent { .. } => {}
        }
        match self.files.all.get(&id) {
            Some(known) if known.by != agent_of(who) || known.stage == FileStage::Doomed => Err(NoUpload::Taken),
            Some(StoredFile { file: Some(file), .. }) => Ok(Some(file)),
            // It broke off, and comes again.
            Some(_) => Ok(None),
            None if self.files.all.len() >= limits::FILES || self.files.bytes() >= limits::FILES_BYTES => Err(NoUpload::Full),
            None => Ok(None),
        }
    }

    /// A file as this participant may get it: theirs, or one that was sent.
    ///
    /// # Errors
    /// There is none.
    pub fn file(&self, who: &Participant, id: FileId) -> Result<&File, NoFile> {
        let is_here = match who {
            Participant::Visitor { id } => self.origin.as_ref().is_some_and(|origin| origin.visitor == *id),
            Participant::Agent { .. } => self.origin.is_some(),
        };
        let (stored, file) = self.files.get(id).filter(|_| is_here).ok_or(NoFile)?;
        if stored.stage == FileStage::Sent || stored.by == agent_of(who) { Ok(file) } else { Err(NoFile) }
    }

    pub(super) fn upload_began(&mut self, who: &Participant, id: FileId, now: Timestamp) {
        if self.may_upload(who, id) == Ok(None) {
            self.keep_file(id, StoredFile { by: agent_of(who), since: now, stage: FileStage::Unsent, file: None });
        }
    }

    /// The bytes are counted when they are here: what was uploaded at the same time may have taken the room.
    pub(super) fn uploaded(&mut self, mut file: File) {
        let is_too_much = self.files.bytes().saturating_add(file.bytes) > limits::FILES_BYTES;
        let Some(mut stored) = self.files.all.get(&file.id).filter(|stored| stored.file.is_none()).cloned() else { return };
        mask(&mut file.name);
        if is_too_much {
            stored.stage = FileStage::Doomed;
        }
        let id = file.id;
        stored.file = Some(file);
        self.keep_file(id, stored);
    }

    pub(super) fn upload_failed(&mut self, id: FileId) {
        if self.files.all.get(&id).is_some_and(|stored| stored.file.is_none()) {
            self.forget_file(id);
        }
    }

    pub(super) fn erased(&mut self, files: &[FileId]) {
        for id in files {
            if self.files.all.get(id).is_some_and(|stored| stored.stage == FileStage::Doomed) {
                self.forget_file(*id);
            }
        }
    }

    /// Unsent files whose time is over.
    pub(super) fn end_files(&mut self, now: Timestamp) {
        let is_over = |stored: &StoredFile| stored.stage == FileStage::Unsent && stored.since + limits::FILE_UNSENT <= now;
        let over: Vec<FileId> = self.files.all.iter().filter(|(_, stored)| is_over(stored)).map(|(id, _)| *id).collect();
        for id in over {
            self.doom(id);
        }
    }

    /// All of them are to go.
    pub(super) fn doom_files(&mut self) {
        let all: Vec<FileId> = self.files.all.keys().copied().collect();
        for id in all {
            self.doom(id);
        }
    }

    fn doom(&mut self, id: FileId) {
        if let Some(stored) = self.files.all.get(&id) {
            self.keep_file(id, StoredFile { stage: FileStage::Doomed, ..stored.clone() });
        }
    }

    /// Asks for the doomed to be erased; again after a while, until that is done.
    pub(super) fn erase_due(&mut self, now: Timestamp) {
        if self.files.erase_at > now {
            return;
        }
        let doomed = self.files.all.iter().filter(|(_, stored)| stored.stage == FileStage::Doomed);
        let doomed: Vec<FileId> = doomed.map(|(id, _)| *id).collect();
        if !doomed.is_empty() {
            self.files.erase_at = now + limits::ERASE_PAUSE;
            self.effects.push_back(Effect::Erase(doomed));
        }
    }

    /// Why a message of this participant may not name these files.
    pub(super) fn files_refusal(&self, who: &Participant, files: &[FileId]) -> Option<Refusal> {
        if files.len() > limits::FILES_PER_MESSAGE {
            return Some(Refusal::TooMany);
        }
        let is_sendable = |id: &FileId| {
            self.files.get(*id).is_some_and(|(stored, _)| stored.stage == FileStage::Unsent && stored.by == agent_of(who))
        };
        let is_repeated = files.iter().enumerate().any(|(place, id)| files.iter().take(place).any(|earlier| earlier == id));
        (is_repeated || !files.iter().all(is_sendable)).then_some(Refusal::NoFile)
    }

    /// They are sent from here on: the caller has asked whether they may be.
    pub(super) fn send_files(&mut self, files: &[FileId]) -> Vec<File> {
        let mut sent = Vec::new();
        for id in files {
            let Some((stored, file)) = self.files.get(*id) else { continue };
            sent.push(file.clone());
            self.keep_file(*id, StoredFile { stage: FileStage::Sent, ..stored.clone() });
        }
        sent
    }

    fn keep_file(&mut self, id: FileId, stored: StoredFile) {
        self.turn.writes.push(Write::put(file_key(id), &stored));
        self.files.all.insert(id, stored);
    }

    fn forget_file(&mut self, id: FileId) {
        self.turn.writes.push(Write::delete(file_key(id)));
        self.files.all.remove(&id);
    }
}

fn agent_of(who: &Participant) -> Option<AgentId> {
    match who {
        Participant::Visitor { .. } => None,
        Participant::Agent { id, .. } => Some(*id),
    }
}

fn file_key(id: FileId) -> String {
    format!("file/{id}")
}
