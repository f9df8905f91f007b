//! Files for a reply: chosen, uploaded, sent with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{ConversationId, File, FileId};

use super::Session;
use crate::host::random;
use crate::host::upload::{Heard, Upload};
use crate::tray::{Failure, Stage, Tray};
use crate::words::{count, files};

/// A file that was chosen, and its request while there is one.
pub(super) struct Chosen {
    file: web_sys::File,
    upload: Option<Upload>,
}

/// Where a file is read and written.
pub(crate) fn address(conversation: ConversationId, file: FileId) -> String {
    format!("/api/v1/conversations/{conversation}/attachments/{file}")
}

impl Session {
    /// Begins to upload what was chosen, pasted or dropped.
    pub(crate) fn attach(self, conversation: ConversationId, chosen: &web_sys::FileList) {
        for file in (0..chosen.length()).filter_map(|place| chosen.get(place)) {
            let id = random::file_id();
            let (name, bytes) = (file.name(), file.size() as u64);
            let goes = self.change_tray(conversation, |tray| tray.add(id, name, bytes));
            self.inner(|inner| inner.chosen.insert(id, Chosen { file, upload: None }));
            if goes == Some(true) {
                self.upload(conversation, id);
            } else {
                self.tell_of(conversation, id);
            }
        }
    }

    /// Once more from the beginning; the id stays, so that nothing is kept twice.
    pub(crate) fn upload_again(self, conversation: ConversationId, id: FileId) {
        self.change_tray(conversation, |tray| tray.set(id, Stage::Sending(0)));
        self.upload(conversation, id);
    }

    pub(crate) fn remove_file(self, conversation: ConversationId, id: FileId) {
        self.change_tray(conversation, |tray| tray.remove(id));
        let gone = self.inner(|inner| inner.chosen.remove(&id));
        // After the callback that may have brought us here.
        spawn_local(async move { drop(gone) });
    }

    /// What goes with the reply.
    pub(super) fn take_files(self, conversation: ConversationId) -> Vec<File> {
        let files = self.change_tray(conversation, Tray::take).unwrap_or_default();
        let gone = self.inner(|inner| files.iter().map(|file| inner.chosen.remove(&file.id)).collect::<Vec<_>>());
        drop(gone);
        files
    }

    fn upload(self, conversation: ConversationId, id: FileId) {
        let heard = move |heard| match heard {
            Heard::Progress(share) => drop(self.change_tray(conversation, |tray| tray.set(id, Stage::Sending(share)))),
            Heard::Ended(status, text) => self.ended(conversation, id, status, &text),
        };
        let begun = self.inner(|inner| {
            let chosen = inner.chosen.get_mut(&id)?;
            let upload = Upload::begin(&address(conversation, id), &chosen.file.name(), &chosen.file, heard);
            let begun = upload.is_some();
            Some((begun, std::mem::replace(&mut chosen.upload, upload)))
        });
        if let Some(Some((false, _))) = begun {
            self.change_tray(conversation, |tray| tray.set(id, Stage::Failed(Failure::NoNetwork)));
        }
    }

    fn ended(self, conversation: ConversationId, id: FileId, status: u16, text: &str) {
        let stage = match json::from_text::<File>(text) {
            Ok(file) if status == 200 => Stage::Done(file),
            Ok(_) | Err(_) => Stage::Failed(Failure::of_status(status)),
        };
        self.change_tray(conversation, |tray| tray.set(id, stage));
        self.tell_of(conversation, id);
    }

    /// For those who do not see the tray.
    fn tell_of(self, conversation: ConversationId, id: FileId) {
        let lang = self.lang.get_untracked();
        let w = files::words(lang);
        let told = self.trays.with_untracked(|trays| {
            let item = trays.get(&conversation)?.items.iter().find(|item| item.id == id)?;
            match &item.stage {
                Stage::Done(file) => Some(count(w.uploaded, &[&file.name])),
                Stage::Failed(failure) => Some(count(w.not_uploaded, &[&item.name, &files::failure(lang, *failure)])),
                Stage::Sending(_) => None,
            }
        });
        if let Some(told) = told {
            self.told.set(told);
        }
    }

    fn change_tray<T>(self, conversation: ConversationId, change: impl FnOnce(&mut Tray) -> T) -> Option<T> {
        self.trays.try_update(|trays| {
            let changed = change(trays.entry(conversation).or_default());
            trays.retain(|_, tray| !tray.items.is_empty());
            changed
        })
    }
}
