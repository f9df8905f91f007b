//! The object of one site: what is published, who works for it, who is signed in.
//!
//! It has no sockets and no timers. A site that was never published answers 404 and stores nothing.

pub(crate) mod attempts;
pub(crate) mod command;
mod content;
mod session;
mod sign_in;
mod staff;

use std::cell::RefCell;

use store::Store;
use wire::SiteId;
use worker::{DurableObject, Env, Error, Request, Response, Result, Socket, State, WebSocket, WebSocketIncomingMessage, durable_object};

use crate::clock;
use crate::error::Problem;
use crate::object::Name;
use crate::objects::{self, Asked, Done};
use crate::sql::DurableStore;
use command::SiteCommand;

#[durable_object]
pub struct Site {
    state: State,
    store: RefCell<Option<DurableStore>>,
}

impl DurableObject for Site {
    fn new(state: State, _env: Env) -> Self {
        Self { state, store: RefCell::new(None) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.asked(request).await.or_else(Problem::into_response)
    }

    async fn alarm(&self) -> Result<Response> {
        Response::empty()
    }

    async fn websocket_message(&self, _socket: WebSocket, _message: WebSocketIncomingMessage) -> Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, _socket: WebSocket, _code: usize, _reason: String, _was_clean: bool) -> Result<()> {
        Ok(())
    }

    async fn websocket_error(&self, _socket: WebSocket, _error: Error) -> Result<()> {
        Ok(())
    }

    async fn connect(&self, _socket: Socket) -> Result<()> {
        Err(Error::RustError("a site has no TCP side".to_owned()))
    }
}

impl Site {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        let Asked::Command(text) = objects::asked(&mut request).await? else {
            return Err(Problem::not_found("A site has no sockets."));
        };
        let site = self.state.id().name().and_then(|name| Name::parse(&name)).ok_or_else(|| Problem::internal("a site without a name"))?.site;
        let mut store = match self.store.take() {
            Some(store) => store,
            None => DurableStore::open(&self.state)?,
        };
        let response = answer(&mut store, &site, objects::decode(&text)?);
        self.store.replace(Some(store));
        response
    }
}

fn answer(store: &mut DurableStore, site: &SiteId, command: SiteCommand) -> Result<Response, Problem> {
    if let SiteCommand::Publish { publication } = command {
        content::publish(store, site, *publication)?;
        return Ok(Response::from_json(&Done {})?);
    }
    let published = content::published(store)?.ok_or_else(|| Problem::not_found("There is no such site here. Check its name."))?;
    let now = clock::now();
    let response = match command {
        SiteCommand::Publish { .. } => Response::from_json(&Done {})?,
        SiteCommand::Domains => Response::from_json(&published.allowed_domains)?,
        SiteCommand::View => Response::from_json(&published.view)?,
        SiteCommand::Bundle => {
            let response = Response::from_bytes(content::bundle(store, &published)?)?;
            response.headers().set("etag", &format!("\"{}\"", published.bundle))?;
            response
        }
        SiteCommand::Pack { hash } => Response::from_bytes(content::pack(store, &published, &hash)?)?,
        SiteCommand::Staff { members } => Response::from_json(&staff::set(store, members)?)?,
        SiteCommand::SignIn { email, password, address } => {
            Response::from_json(&sign_in::sign_in(store, site, &email, &password, address.as_deref(), now)?)?
        }
        SiteCommand::Session { secret } => match session::agent(store, &secret, now)? {
            Some(agent) => Response::from_json(&sign_in::of(site, &agent))?,
            None => return Err(Problem::unauthorised("You are not signed in, or no longer. Sign in again.")),
        },
        SiteCommand::SignOut { secret } => {
            store.commit(&[session::end(&secret)])?;
            Response::from_json(&Done {})?
        }
    };
    Ok(response)
}
