//! Where the bytes of files lie: in a bucket, if the deployment binds `ATTACHMENTS`, else in rows of the object of at most
//! `FILE_PART_BYTES`. What was stored before a bucket was bound is still found.

use std::rc::Rc;

use chat::server::Conversation;
use futures_util::stream;
use store::Store;
use wire::limits::FILE_PART_BYTES;
use wire::{File, FileId, Participant};
use worker::{Bucket, Env, Error, Response};

use crate::error::Problem;
use crate::object::{Host, Name};
use crate::objects::{self, packed};

const BUCKET: &str = "ATTACHMENTS";

/// A file on its way onto the shelf.
pub(super) struct Shelf {
    host: Rc<Host<Conversation>>,
    id: FileId,
    place: Place,
}

enum Place {
    /// Parts so far.
    Rows(u32),
    /// A bucket takes a file whole.
    Bucket(Bucket, Vec<u8>),
}

impl Shelf {
    /// Where the next file goes; what an earlier try left is gone.
    pub(super) fn open(host: &Rc<Host<Conversation>>, id: FileId) -> Result<Shelf, Problem> {
        let place = match bucket(&host.env) {
            Some(bucket) => Place::Bucket(bucket, Vec::new()),
            None => {
                host.with_store(|store| store.drop_parts(&id.to_string()))??;
                Place::Rows(0)
            }
        };
        Ok(Shelf { host: Rc::clone(host), id, place })
    }

    pub(super) fn put(&mut self, part: &[u8]) -> Result<(), Problem> {
        match &mut self.place {
            Place::Rows(parts) => {
                let number = *parts;
                *parts += 1;
                let id = self.id.to_string();
                self.host.with_store(|store| store.put_part(&id, number, part))??;
            }
            Place::Bucket(_, bytes) => bytes.extend_from_slice(part),
        }
        Ok(())
    }

    /// All of it is stored.
    pub(super) async fn close(self) -> Result<(), Problem> {
        match self.place {
            Place::Rows(_) => Ok(()),
            Place::Bucket(bucket, bytes) => {
                bucket.put(key(self.host.name()?, self.id), bytes).execute().await?;
                Ok(())
            }
        }
    }
}

/// A file for somebody, if it is there for them.
pub(super) async fn answer(host: &Rc<Host<Conversation>>, who: &Participant, id: FileId) -> Result<Response, Problem> {
    let missing = || Problem::not_found("There is no such file.");
    let file = host.look(|conversation, _| conversation.file(who, id).cloned())?.map_err(|_| missing())?;
    let in_bucket = match bucket(&host.env) {
        Some(bucket) => bucket.get(key(host.name()?, id)).execute().await?,
        None => None,
    };
    let response = match in_bucket.as_ref().and_then(worker::Object::body) {
        Some(body) => Response::from_body(body.response_body()?)?,
        None => Response::from_stream(rows(Rc::clone(host), &file))?,
    };
    response.headers().set(objects::FILE, &packed(&file))?;
    Ok(response)
}

/// Its parts in their order, each read when the one before has left.
fn rows(host: Rc<Host<Conversation>>, file: &File) -> impl stream::Stream<Item = Result<Vec<u8>, Error>> + use<> {
    let parts = u32::try_from(file.bytes.div_ceil(FILE_PART_BYTES as u64)).unwrap_or(u32::MAX);
    let id = file.id.to_string();
    stream::iter((0..parts).map(move |number| {
        let part = host.look(|_, store| store.part(&id, number)).map_err(|problem| Error::RustError(problem.to_string()))?;
        let part = part.map_err(|error| Error::RustError(error.to_string()))?;
        part.ok_or_else(|| Error::RustError("a part of a file is missing".to_owned()))
    }))
}

/// Drops the bytes of these files. Those that may still be there are left out of the answer.
pub(super) async fn erase(host: &Rc<Host<Conversation>>, name: &Name, files: Vec<FileId>) -> Vec<FileId> {
    let mut erased = Vec::new();
    for id in files {
        let dropped = host.with_store(|store| store.drop_parts(&id.to_string()));
        let deleted = match bucket(&host.env) {
            Some(bucket) => bucket.delete(key(name, id)).await.is_ok(),
            None => true,
        };
        if matches!(dropped, Ok(Ok(()))) && deleted {
            erased.push(id);
        }
    }
    erased
}

fn bucket(env: &Env) -> Option<Bucket> {
    env.bucket(BUCKET).ok()
}

/// `SITE/CONVERSATION/FILE`.
fn key(name: &Name, id: FileId) -> String {
    format!("{name}/{id}")
}
