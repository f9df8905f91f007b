//! The object of one site: what is published, who works for it, who is signed in, where its chat was seen and what it did not answer.
//!
//! It has no sockets and no timers. A site that was neither published nor founded answers 404 and stores nothing.

mod answer;
mod attempts;
pub(crate) mod command;
mod content;
mod founding;
mod session;
mod sign_in;
mod staff;
mod suggest;

use std::cell::{Cell, RefCell};

use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::clock;
use crate::error::Problem;
use crate::object::Name;
use crate::objects::{self, Asked};
use crate::pace::{Pace, UNANSWERED_PAUSE};
use crate::sql::DurableStore;
use command::SiteCommand;
use suggest::Adviser;

/// Unanswered questions taken at once.
const QUESTION_BURST: u32 = 20;

#[durable_object]
pub struct Site {
    state: State,
    store: RefCell<Option<DurableStore>>,
    /// Made when answers are first asked for.
    adviser: RefCell<Option<Adviser>>,
    pace: Cell<Pace<QUESTION_BURST>>,
}

impl DurableObject for Site {
    fn new(state: State, _env: Env) -> Self {
        Self { state, store: RefCell::new(None), adviser: RefCell::new(None), pace: Cell::default() }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.asked(request).await.or_else(Problem::into_response)
    }

    async fn alarm(&self) -> Result<Response> {
        Response::empty()
    }

    crate::object::no_sockets!("a site has no TCP side");
}

impl Site {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        let Asked::Command(text) = objects::asked(&mut request).await? else {
            return Err(Problem::not_found("A site has no sockets."));
        };
        let site = self
            .state
            .id()
            .name()
            .and_then(|name| Name::parse(&name))
            .ok_or_else(|| Problem::internal("a site without a name"))?
            .site;
        let command: SiteCommand = objects::decode(&text)?;
        if matches!(command, SiteCommand::Asked { .. }) {
            let taken = self.pace.get().taken(clock::now(), UNANSWERED_PAUSE);
            self.pace.set(taken.ok_or_else(|| Problem::too_many("Too many questions at once. Send it later."))?);
        }
        let mut store = match self.store.take() {
            Some(store) => store,
            None => DurableStore::open(&self.state)?,
        };
        let response = answer::answer(&mut store, &self.adviser, &site, command);
        self.store.replace(Some(store));
        response
    }
}
