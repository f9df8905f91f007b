//! The object of one conversation: its sockets, its log, its outbox.

mod machine;
mod shelf;
mod upload;

use std::time::Duration;

use chat::server::{Conversation as Machine, Input, SocketId};
use wire::command::ConversationCommand;
use wire::{Channel, Participant, Seq, limits};
use worker::{Request, Response};

use crate::channel::Said;
use crate::error::Problem;
use crate::object::durable_machine;
use crate::objects::{self, Asked, ConversationCall, Done, Join};
use crate::pace::BATCH_PAUSE;

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
            Asked::Upload(upload) => self.upload(&mut request, *upload).await,
            #[cfg(feature = "test-routes")]
            Asked::Command(text) if crate::test_routes::is_fault(&text) => crate::test_routes::object(&self.host, &text),
            Asked::Command(text) => {
                let input = match objects::decode(&text)? {
                    ConversationCall::Assign { assigned } => Input::Command(ConversationCommand::Assign { assigned }),
                    ConversationCall::Release { agent, epoch } => Input::Command(ConversationCommand::Release { agent, epoch }),
                    ConversationCall::Receive { inbound } => {
                        self.host.spend(BATCH_PAUSE, "Too many messages at once. Send them later.")?;
                        Input::Received(inbound)
                    }
                    ConversationCall::Read { after, channel } => return self.read(after, channel),
                    ConversationCall::File { who, file } => return shelf::answer(&self.host, &who, file).await,
                };
                self.host.feed(input)?;
                Ok(crate::body::answer(&Done {})?)
            }
        }
    }

    /// What its customer may read, if it came through this channel.
    fn read(&self, after: Seq, channel: Channel) -> Result<Response, Problem> {
        let said = self.host.look(|conversation, _| {
            let is_of_channel = conversation.channel() == Some(channel);
            is_of_channel.then(|| Said { entries: conversation.entries_for_visitor(after).take(limits::RESUME_BATCH).collect() })
        })?;
        let said = said.ok_or_else(|| Problem::not_found("There is no such conversation in this channel."))?;
        Ok(crate::body::answer(&said)?)
    }
}
