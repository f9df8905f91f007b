//! The object of one site: what is published, who works for it, who is signed in.
//!
//! It has no sockets and no timers. A site that was never published answers 404 and stores nothing.

mod answer;
mod attempts;
pub(crate) mod command;
mod content;
mod session;
mod sign_in;
mod staff;
mod suggest;

use std::cell::RefCell;

use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::error::Problem;
use crate::object::Name;
use crate::objects::{self, Asked};
use crate::sql::DurableStore;
use suggest::Adviser;

#[durable_object]
pub struct Site {
    state: State,
    store: RefCell<Option<DurableStore>>,
    /// Made when answers are first asked for.
    adviser: RefCell<Option<Adviser>>,
}

impl DurableObject for Site {
    fn new(state: State, _env: Env) -> Self {
        Self { state, store: RefCell::new(None), adviser: RefCell::new(None) }
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
        let mut store = match self.store.take() {
            Some(store) => store,
            None => DurableStore::open(&self.state)?,
        };
        let response = answer::answer(&mut store, &self.adviser, &site, objects::decode(&text)?);
        self.store.replace(Some(store));
        response
    }
}
