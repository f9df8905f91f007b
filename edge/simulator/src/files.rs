//! Files that visitors attach. The shelf stands for wherever bytes lie: it outlives every crash, as rows and buckets do.

use chat::server::{Conversation, Input};
use store::Store;
use wire::{ConversationId, File, FileId, Media, Participant};

use crate::world::World;

impl World {
    /// As the object's host does it: a record, the bytes, then that they are whole. It may die between any two, or the line break.
    pub(crate) fn upload(&mut self, visitor: usize) -> Option<File> {
        let person = &self.visitors[visitor];
        let (conversation, who) = (person.conversation, Participant::Visitor { id: person.id });
        let id = FileId::from_bits(self.dice.bits());
        let may = self.conversation(conversation).machine.as_ref().map(|machine| machine.may_upload(&who, id).is_ok());
        if may != Some(true) || self.feed_conversation(conversation, Input::UploadBegan { who, id }).is_err() {
            return None;
        }
        self.shelf.insert((conversation, id));
        if self.dice.chance(200) {
            return None;
        }
        if self.dice.chance(200) {
            self.shelf.remove(&(conversation, id));
            let _ = self.feed_conversation(conversation, Input::UploadFailed { id });
            return None;
        }
        let file = File { id, media: Media::Png, bytes: 1_000, width: 4, height: 3, name: "photo.png".to_owned() };
        self.feed_conversation(conversation, Input::Uploaded(file.clone())).ok().map(|_| file)
    }

    /// AT1, AT4: what was sent has its bytes, and no bytes lie there that nothing knows of.
    pub(crate) fn unrest_of_files(&mut self, conversation: &Conversation) -> Option<String> {
        let id = conversation.id();
        let sent = conversation
            .entries()
            .iter()
            .flat_map(|entry| if let wire::Body::Text { files, .. } = &entry.body { files.as_slice() } else { &[] });
        if let Some(file) = sent.map(|file| file.id).find(|file| !self.shelf.contains(&(id, *file))) {
            return Some(format!("the file {file} was sent and its bytes are gone"));
        }
        let known = self.conversation(id).store.scan("file/", usize::MAX).ok()?;
        let is_known = |file: &FileId| known.iter().any(|(key, _)| *key == format!("file/{file}"));
        let strange = self.shelf.iter().find(|(of, file)| *of == id && !is_known(file));
        strange.map(|(_, file)| format!("bytes of the file {file} lie there and no record tells of them"))
    }

    /// Bytes are dropped.
    pub(crate) fn erase(&mut self, conversation: ConversationId, files: &[FileId]) {
        for file in files {
            self.shelf.remove(&(conversation, *file));
        }
    }
}
