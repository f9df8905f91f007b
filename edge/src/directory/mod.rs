//! The object of one site's directory: who has been in touch, and the facts.
//!
//! It has no sockets, no timers and no state in memory: each command reads records, commits what changes, and answers.

mod answer;

use std::cell::{Cell, RefCell};

use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::clock;
use crate::error::Problem;
use crate::objects::{self, Asked, DirectoryCommand};
use crate::pace::{BATCH_PAUSE, Pace};
use crate::sql::DurableStore;

#[durable_object]
pub struct Directory {
    state: State,
    store: RefCell<Option<DurableStore>>,
    pace: Cell<Pace>,
}

impl DurableObject for Directory {
    fn new(state: State, _env: Env) -> Self {
        Self { state, store: RefCell::new(None), pace: Cell::default() }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.asked(request).await.or_else(Problem::into_response)
    }

    async fn alarm(&self) -> Result<Response> {
        Response::empty()
    }

    crate::object::no_sockets!("a directory has no TCP side");
}

impl Directory {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        let text = match objects::asked(&mut request).await? {
            Asked::Command(text) => text,
            Asked::Join(_) | Asked::Upload(_) => return Err(Problem::not_found("A directory has no sockets.")),
        };
        let command: DirectoryCommand = objects::decode(&text)?;
        if matches!(command, DirectoryCommand::Outcomes { .. }) {
            let taken = self.pace.get().taken(clock::now(), BATCH_PAUSE);
            self.pace.set(taken.ok_or_else(|| Problem::too_many("Too many outcomes at once. Send them later."))?);
        }
        let mut store = match self.store.take() {
            Some(store) => store,
            None => DurableStore::open(&self.state)?,
        };
        let response = answer::answer(&mut store, command);
        // After a failure nothing in memory is trusted.
        self.store.replace(response.is_ok().then_some(store));
        response
    }
}
