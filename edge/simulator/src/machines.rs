//! The project's machines as the simulator drives them: their effects as acts of a host.

use chat::server::{self, Conversation};
use routing::Desk;
use wire::{Timestamp, encode};

use crate::calls::Call;
use crate::host::{Act, Machine};

impl Machine for Conversation {
    type Input = server::Input;
    type Attachment = server::Attachment;

    fn handle(&mut self, input: server::Input, now: Timestamp) {
        Conversation::handle(self, input, now);
    }

    fn handle_timeout(&mut self, now: Timestamp) {
        Conversation::handle_timeout(self, now);
    }

    fn poll_timeout(&self) -> Option<Timestamp> {
        Conversation::poll_timeout(self)
    }

    fn poll_act(&mut self) -> Option<Act<server::Attachment>> {
        Some(match self.poll_effect()? {
            server::Effect::Persist(writes) => Act::Persist(writes),
            server::Effect::Send { socket, frame } => Act::Send { socket: socket.0, text: encode(&frame) },
            server::Effect::Attach { socket, attachment } => Act::Attach { socket: socket.0, attachment },
            server::Effect::Close { socket, reason } => Act::Close { socket: socket.0, reason },
            server::Effect::Deliver { to: server::Recipient::Desk, summary } => Act::Call(Call::Desk(summary)),
            server::Effect::Deliver { to: server::Recipient::Directory, summary } => Act::Call(Call::Directory(summary)),
            server::Effect::AskRetention => Act::Call(Call::Site(self.id())),
            server::Effect::Judge(question) => Act::Call(Call::Judge(self.id(), question)),
            server::Effect::Erase(files) => Act::Call(Call::Shelf(self.id(), files)),
        })
    }

    fn reattached(socket: u64, attachment: server::Attachment) -> server::Input {
        server::Input::Reattached { socket: server::SocketId(socket), attachment }
    }
}

impl Machine for Desk {
    type Input = routing::Input;
    type Attachment = routing::Attachment;

    fn handle(&mut self, input: routing::Input, now: Timestamp) {
        Desk::handle(self, input, now);
    }

    fn handle_timeout(&mut self, now: Timestamp) {
        Desk::handle_timeout(self, now);
    }

    fn poll_timeout(&self) -> Option<Timestamp> {
        Desk::poll_timeout(self)
    }

    fn poll_act(&mut self) -> Option<Act<routing::Attachment>> {
        Some(match self.poll_effect()? {
            routing::Effect::Persist(writes) => Act::Persist(writes),
            routing::Effect::Send { socket, frame } => Act::Send { socket: socket.0, text: encode(&frame) },
            routing::Effect::Broadcast { sockets, frame } => {
                Act::Broadcast { sockets: sockets.into_iter().map(|socket| socket.0).collect(), text: encode(&frame) }
            }
            routing::Effect::Attach { socket, attachment } => Act::Attach { socket: socket.0, attachment },
            routing::Effect::Close { socket, reason } => Act::Close { socket: socket.0, reason },
            routing::Effect::Deliver { conversation, command } => Act::Call(Call::Conversation(conversation, command)),
            routing::Effect::Receipt(receipt) => Act::Receipt(receipt),
        })
    }

    fn reattached(socket: u64, attachment: routing::Attachment) -> routing::Input {
        routing::Input::Reattached { socket: routing::SocketId(socket), attachment }
    }
}
