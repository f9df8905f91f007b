//! The object of one conversation: its sockets, its log, its outbox.

mod machine;

use std::rc::Rc;

use chat::server::{Conversation as Machine, Input, SocketId};
use wire::Participant;
use wire::command::ConversationCommand;
use worker::{
    DurableObject, Env, Error, Request, Response, Result, Socket, State, WebSocket, WebSocketIncomingMessage, durable_object,
};

use crate::error::Problem;
use crate::object::Host;
use crate::objects::{self, Asked, Done, Join};

#[durable_object]
pub struct Conversation {
    host: Rc<Host<Machine>>,
}

impl DurableObject for Conversation {
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
        Err(Error::RustError("a conversation has no TCP side".to_owned()))
    }
}

impl Conversation {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        match objects::asked(&mut request).await? {
            Asked::Join(Join::Participant(who)) => self.host.join(|socket| Input::Connected { socket: SocketId(socket), who }),
            Asked::Join(Join::Agent(agent)) => {
                let who = Participant::Agent { id: agent.id, name: agent.name };
                self.host.join(|socket| Input::Connected { socket: SocketId(socket), who })
            }
            #[cfg(feature = "test-routes")]
            Asked::Command(text) if crate::test_routes::is_fault(&text) => crate::test_routes::object(&self.host, &text),
            Asked::Command(text) => {
                let command: ConversationCommand = objects::decode(&text)?;
                self.host.feed(Input::Command(command))?;
                Ok(crate::body::answer(&Done {})?)
            }
        }
    }
}
