//! The object of one site's desk: its agents, its queue, its offers.

mod machine;

use std::rc::Rc;

use routing::{Desk as Machine, Input, SocketId};
use worker::{
    DurableObject, Env, Error, Request, Response, Result, Socket, State, WebSocket, WebSocketIncomingMessage, durable_object,
};

use crate::error::Problem;
use crate::object::Host;
use crate::objects::{self, Asked, DeskCommand, Done, Join};

#[durable_object]
pub struct Desk {
    host: Rc<Host<Machine>>,
}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        Self { host: Host::new(state, env) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.asked(request).await.or_else(Problem::into_response)
    }

    async fn alarm(&self) -> Result<Response> {
        self.host.alarm();
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> Result<()> {
        self.host.frame(&socket, message);
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _code: usize, _reason: String, _was_clean: bool) -> Result<()> {
        self.host.gone(&socket);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _error: Error) -> Result<()> {
        self.host.gone(&socket);
        Ok(())
    }

    async fn connect(&self, _socket: Socket) -> Result<()> {
        Err(Error::RustError("a desk has no TCP side".to_owned()))
    }
}

impl Desk {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        match objects::asked(&mut request).await? {
            Asked::Join(Join::Agent(profile)) => {
                self.host.join(|socket| Input::AgentConnected { socket: SocketId(socket), profile })
            }
            Asked::Join(Join::Participant(_)) => Err(Problem::forbidden("Only agents have a desk.")),
            #[cfg(feature = "test-routes")]
            Asked::Command(text) if crate::test_routes::is_fault(&text) => crate::test_routes::object(&self.host, &text),
            Asked::Command(text) => self.command(objects::decode(&text)?),
        }
    }

    fn command(&self, command: DeskCommand) -> Result<Response, Problem> {
        let input = match command {
            DeskCommand::Summarise { summary } => Input::Summarised(summary),
            DeskCommand::ProfileChanged { profile } => Input::ProfileChanged(profile),
            DeskCommand::AgentRemoved { agent } => Input::AgentRemoved(agent),
        };
        let response = match self.host.feed(input)? {
            Some(receipt) => crate::body::answer(&receipt)?,
            None => crate::body::answer(&Done {})?,
        };
        Ok(response)
    }
}
