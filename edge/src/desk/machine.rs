//! `routing::Desk` as its host sees it.

use std::rc::Rc;

use routing::{Attachment, Desk, Effect as DeskEffect, Input, SocketId};
use store::Store;
use wire::command::ConversationCommand;
use wire::{ConversationId, Timestamp};

use crate::error::Problem;
use crate::object::{Effect, Host, Machine, Name, unreadable};
use crate::objects::{self, Address, Done};
use crate::sql::DurableStore;

impl Machine for Desk {
    type Input = Input;
    type Attachment = Attachment;
    type Delivery = (ConversationId, ConversationCommand);
    type Beside = ();

    fn restore(name: &Name, store: &DurableStore) -> Result<Self, Problem> {
        let mut records = Vec::new();
        for prefix in Desk::PREFIXES {
            records.extend(store.scan(prefix, usize::MAX)?);
        }
        Desk::restore(records).map_err(|error| unreadable(name, &error))
    }

    fn handle(&mut self, input: Input, now: Timestamp) {
        Desk::handle(self, input, now);
    }

    fn handle_timeout(&mut self, now: Timestamp) {
        Desk::handle_timeout(self, now);
    }

    fn poll_timeout(&self) -> Option<Timestamp> {
        Desk::poll_timeout(self)
    }

    fn poll_effect(&mut self) -> Option<Effect<Self>> {
        Desk::poll_effect(self).map(|effect| match effect {
            DeskEffect::Persist(writes) => Effect::Persist(writes),
            DeskEffect::Attach { socket, attachment } => Effect::Attach { socket: socket.0, attachment },
            DeskEffect::Send { socket, frame } => Effect::Send { socket: socket.0, text: wire::encode(&frame) },
            DeskEffect::Broadcast { sockets, frame } => {
                Effect::Broadcast { sockets: sockets.into_iter().map(|socket| socket.0).collect(), text: wire::encode(&frame) }
            }
            DeskEffect::Close { socket, reason } => Effect::Close { socket: socket.0, reason },
            DeskEffect::Deliver { conversation, command } => Effect::Deliver((conversation, command)),
            DeskEffect::Receipt(receipt) => Effect::Receipt(receipt),
        })
    }

    fn frame(socket: u64, text: String) -> Input {
        Input::Frame { socket: SocketId(socket), text }
    }

    fn disconnected(socket: u64) -> Input {
        Input::AgentDisconnected { socket: SocketId(socket) }
    }

    fn reattached(socket: u64, attachment: Attachment) -> Input {
        Input::Reattached { socket: SocketId(socket), attachment }
    }

    async fn deliver(host: &Rc<Host<Self>>, name: &Name, (conversation, command): Self::Delivery) -> Input {
        let done: Result<Done, Problem> =
            objects::call(&host.env, Address::Conversation(&name.site, conversation), &command).await;
        match done {
            Ok(_) => Input::CommandDelivered { conversation, command },
            Err(_) => Input::CommandFailed { conversation },
        }
    }
}
