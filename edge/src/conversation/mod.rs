//! The object of one conversation: its sockets, its log, its outbox.

mod machine;

use std::time::Duration;

use chat::server::{Conversation as Machine, Input, SocketId};
use wire::command::ConversationCommand;
use wire::{Participant, limits};
use worker::{Request, Response};

use crate::error::Problem;
use crate::object::durable_machine;
use crate::objects::{self, Asked, Done, Join};

durable_machine! {
    /// The object of one conversation.
    Conversation, Machine
}

impl Conversation {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        match objects::asked(&mut request).await? {
            Asked::Join(Join::Participant(who)) => self.host.join(|socket| Input::Connected { socket: SocketId(socket), who }),
            Asked::Join(Join::Agent(_)) => Err(Problem::forbidden("An agent joins with what the site says.")),
            Asked::Join(Join::Answering { agent, patience_minutes }) => {
                let patience = patience_minutes.map_or(limits::PATIENCE, |minutes| Duration::from_secs(u64::from(minutes) * 60));
                self.host.feed(Input::Patience(patience))?;
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
