//! `chat::server::Conversation` as its host sees it.

use std::rc::Rc;

use chat::server::{Attachment, Conversation, Effect as ChatEffect, Input, Recipient, SocketId};
use store::Store;
use wire::command::{Judgement, Question, SummaryCommand, SummaryReceipt};
use wire::{FileId, Summary, Timestamp, limits};

use super::shelf;
use super::upload::Uploads;
use crate::error::Problem;
use crate::object::{Effect, Host, Machine, Name, unreadable};
use crate::objects::{self, Address};
use crate::site::command::{Kept, SiteCommand};
use crate::sql::DurableStore;

/// What leaves a conversation and is answered.
pub(crate) enum Delivery {
    Summary(Recipient, Box<Summary>),
    Erase(Vec<FileId>),
    AskRetention,
    Judge(Box<Question>),
}

impl Machine for Conversation {
    type Input = Input;
    type Attachment = Attachment;
    type Delivery = Delivery;
    type Beside = Uploads;

    fn restore(name: &Name, store: &DurableStore) -> Result<Self, Problem> {
        let id = name.conversation.ok_or_else(|| Problem::internal("a conversation without an id"))?;
        Conversation::restore(id, store.scan("", usize::MAX)?).map_err(|error| unreadable(name, &error))
    }

    fn handle(&mut self, input: Input, now: Timestamp) {
        Conversation::handle(self, input, now);
    }

    fn handle_timeout(&mut self, now: Timestamp) {
        Conversation::handle_timeout(self, now);
    }

    fn poll_timeout(&self) -> Option<Timestamp> {
        Conversation::poll_timeout(self)
    }

    fn poll_effect(&mut self) -> Option<Effect<Self>> {
        Conversation::poll_effect(self).map(|effect| match effect {
            ChatEffect::Persist(writes) => Effect::Persist(writes),
            ChatEffect::Send { socket, frame } => Effect::Send { socket: socket.0, text: wire::encode(&frame) },
            ChatEffect::Attach { socket, attachment } => Effect::Attach { socket: socket.0, attachment },
            ChatEffect::Close { socket, reason } => Effect::Close { socket: socket.0, reason },
            ChatEffect::Deliver { to, summary } => Effect::Deliver(Delivery::Summary(to, summary)),
            ChatEffect::AskRetention => Effect::Deliver(Delivery::AskRetention),
            ChatEffect::Judge(question) => Effect::Deliver(Delivery::Judge(question)),
            ChatEffect::Erase(files) => Effect::Deliver(Delivery::Erase(files)),
        })
    }

    fn frame(socket: u64, text: String) -> Input {
        Input::Frame { socket: SocketId(socket), text }
    }

    fn disconnected(socket: u64) -> Input {
        Input::Disconnected { socket: SocketId(socket) }
    }

    fn reattached(socket: u64, attachment: Attachment) -> Input {
        Input::Reattached { socket: SocketId(socket), attachment }
    }

    async fn deliver(host: &Rc<Host<Self>>, name: &Name, delivery: Delivery) -> Input {
        let (to, summary) = match delivery {
            Delivery::Summary(to, summary) => (to, summary),
            Delivery::Erase(files) => return Input::Erased(shelf::erase(host, name, files).await),
            Delivery::AskRetention => {
                let kept: Result<Kept, Problem> =
                    objects::call(&host.env, Address::Site(&name.site), &SiteCommand::Retention).await;
                return Input::Retention(kept.ok().map(|kept| kept.days.unwrap_or(limits::RETENTION_DAYS)));
            }
            Delivery::Judge(question) => {
                let judged: Result<Judgement, Problem> =
                    objects::call(&host.env, Address::Site(&name.site), &SiteCommand::Judge { question }).await;
                return Input::Judged(judged.ok());
            }
        };
        let address = match to {
            Recipient::Desk => Address::Desk(&name.site),
            Recipient::Directory => Address::Directory(&name.site),
        };
        let receipt: Result<SummaryReceipt, Problem> =
            objects::call(&host.env, address, &SummaryCommand::Summarise { summary }).await;
        match receipt {
            Ok(receipt) => Input::Delivered { to, version: receipt.version },
            Err(_) => Input::DeliveryFailed { to },
        }
    }
}
