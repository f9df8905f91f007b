//! A file comes in: counted, cut into parts and put on the shelf as it comes, never whole in memory where it lies in rows.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use chat::server::{Input, NoUpload};
use futures_util::StreamExt;
use wire::limits::{self, FILE_BYTES, FILE_PART_BYTES};
use wire::{File, FileId, Participant, Timestamp};
use worker::{Request, Response};

use super::Conversation;
use super::shelf::Shelf;
use crate::api::attachments::too_long;
use crate::clock;
use crate::error::Problem;
use crate::objects::Upload;
use crate::pace::{FILE_PAUSE, Pace};

/// Files that one conversation takes in at the same time.
const AT_ONCE: usize = limits::FILES_PER_MESSAGE;

/// After this an upload that is still under way is taken to be dead.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Uploads under way. They live in memory alone: one that is forgotten has ended.
#[derive(Default)]
pub(crate) struct Uploads {
    under_way: RefCell<BTreeMap<FileId, (u64, Timestamp)>>,
    last: Cell<u64>,
    pace: Cell<Pace<20>>,
}

impl Uploads {
    /// One more, which takes the place of an earlier try at the same file.
    fn begin(&self, file: FileId) -> Result<u64, Problem> {
        let too_many = || Problem::too_many("Too many files at once. Send this one in a moment.");
        let now = clock::now();
        let mut under_way = self.under_way.borrow_mut();
        under_way.retain(|_, (_, since)| now.since(*since) < LONGEST);
        if under_way.len() >= AT_ONCE && !under_way.contains_key(&file) {
            return Err(too_many());
        }
        self.pace.set(self.pace.get().taken(now, FILE_PAUSE).ok_or_else(too_many)?);
        let turn = self.last.get() + 1;
        self.last.set(turn);
        under_way.insert(file, (turn, now));
        Ok(turn)
    }

    /// It has ended, unless a later try has taken its place.
    fn end(&self, file: FileId, turn: u64) {
        if self.is_current(file, turn) {
            self.under_way.borrow_mut().remove(&file);
        }
    }

    fn is_current(&self, file: FileId, turn: u64) -> bool {
        self.under_way.borrow().get(&file).is_some_and(|(current, _)| *current == turn)
    }
}

impl Conversation {
    /// AT1: asked first, then a record, then the bytes, then what they are.
    pub(super) async fn upload(&self, request: &mut Request, upload: Upload) -> Result<Response, Problem> {
        let Upload { who, file: id, name } = upload;
        let may = self.host.look(|conversation, _| conversation.may_upload(&who, id).map(|known| known.cloned()))?;
        if let Some(known) = may.map_err(refused)? {
            return Ok(crate::body::answer(&known)?);
        }
        let turn = self.host.beside.begin(id)?;
        let kept = self.keep(request, &who, id, turn, &name).await;
        self.host.beside.end(id, turn);
        Ok(crate::body::answer(&kept?)?)
    }

    async fn keep(&self, request: &mut Request, who: &Participant, id: FileId, turn: u64, name: &str) -> Result<File, Problem> {
        self.host.feed(Input::UploadBegan { who: who.clone(), id })?;
        let taken = self.take_in(request, id, turn, name).await;
        if !self.host.beside.is_current(id, turn) {
            return Err(Problem::new(409, "taken", "The same file came again meanwhile, and that one counts."));
        }
        match taken {
            Ok(file) => {
                self.host.feed(Input::Uploaded(file))?;
                let kept = self.host.look(|conversation, _| conversation.file(who, id).cloned())?;
                kept.map_err(|_| refused(NoUpload::Full))
            }
            Err(problem) => {
                self.host.with_store(|store| store::Store::drop_parts(store, &id.to_string()))??;
                self.host.feed(Input::UploadFailed { id })?;
                Err(problem)
            }
        }
    }

    /// Everything onto the shelf, and what it is.
    async fn take_in(&self, request: &mut Request, id: FileId, turn: u64, name: &str) -> Result<File, Problem> {
        let mut shelf = Shelf::open(&self.host, id)?;
        let (mut first, mut part, mut tail) = (Vec::new(), Vec::new(), Vec::new());
        let mut length = 0u64;
        if request.inner().body().is_some() {
            let mut stream = request.stream()?;
            while let Some(chunk) = stream.next().await {
                let chunk = chunk.map_err(|_| Problem::new(400, "broken_off", "The file did not come whole. Send it again."))?;
                if !self.host.beside.is_current(id, turn) {
                    return Err(Problem::new(409, "taken", "The same file came again meanwhile, and that one counts."));
                }
                length += chunk.len() as u64;
                if length > FILE_BYTES {
                    return Err(too_long());
                }
                keep_tail(&mut tail, &chunk);
                part.extend_from_slice(&chunk);
                while part.len() >= FILE_PART_BYTES {
                    let rest = part.split_off(FILE_PART_BYTES);
                    let full = std::mem::replace(&mut part, rest);
                    shelf.put(&full)?;
                    if first.is_empty() {
                        first = full;
                    }
                }
            }
        }
        if !part.is_empty() {
            shelf.put(&part)?;
        }
        let first = if first.is_empty() { &part } else { &first };
        let found = media::look(first, &tail, length).map_err(unfit)?;
        shelf.close().await?;
        let name = media::name(name, found.media);
        Ok(File { id, media: found.media, bytes: length, width: found.width, height: found.height, name })
    }
}

fn keep_tail(tail: &mut Vec<u8>, chunk: &[u8]) {
    tail.extend_from_slice(chunk.get(chunk.len().saturating_sub(media::TAIL)..).unwrap_or_default());
    if tail.len() > media::TAIL {
        tail.drain(..tail.len() - media::TAIL);
    }
}

fn refused(why: NoUpload) -> Problem {
    match why {
        NoUpload::NotFound => Problem::not_found("There is no such conversation."),
        NoUpload::NotYours => Problem::forbidden("Another agent answers this conversation."),
        NoUpload::Taken => Problem::new(409, "taken", "This id is another file's. Draw a new one."),
        NoUpload::Full => Problem::new(413, "too_long", "This conversation has as many files as it may. Begin a new one."),
    }
}

fn unfit(why: media::Unfit) -> Problem {
    let what = match why {
        media::Unfit::Empty => "The file is empty.",
        media::Unfit::Unknown => "Files of this kind are not taken.",
        media::Unfit::Broken => "The file is broken, or not what it begins as.",
    };
    Problem::new(415, "unfit_file", format!("{what} Send a picture (PNG, JPEG, GIF or WebP) or a PDF."))
}
