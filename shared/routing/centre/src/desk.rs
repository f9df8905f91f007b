//! The shipped desk with agents who take at once what they are offered.

use std::collections::{BTreeSet, VecDeque};

use routing::{Desk, Effect, Input, SocketId};
use wire::command::ConversationCommand;
use wire::summary::Assigned;
use wire::{
    AgentFrame, AgentProfile, ConversationId, DeskFrame, OfferId, Presence, Summary, Timestamp, VisitorId, encode, hello,
};

/// Virtual time begins here.
const START: u64 = 1_000_000_000_000;

#[derive(Debug, Default)]
pub(crate) struct Host {
    desk: Desk,
    now: Timestamp,
    accepted: BTreeSet<OfferId>,
    to_accept: VecDeque<(SocketId, OfferId)>,
    assigned: Vec<(ConversationId, Assigned)>,
}

impl Host {
    pub(crate) fn feed(&mut self, input: Input, at_s: f64) {
        let at = instant(at_s);
        while let Some(due) = self.desk.poll_timeout().filter(|due| *due <= at) {
            self.now = self.now.max(due);
            self.desk.handle_timeout(self.now);
            self.drain();
        }
        self.now = self.now.max(at);
        self.desk.handle(input, self.now);
        self.drain();
    }

    /// What was assigned since this was last asked.
    pub(crate) fn take_assigned(&mut self) -> Vec<(ConversationId, Assigned)> {
        std::mem::take(&mut self.assigned)
    }

    /// Begins a shift.
    pub(crate) fn arrive(&mut self, socket: SocketId, profile: AgentProfile, at_s: f64) {
        self.feed(Input::AgentConnected { socket, profile }, at_s);
        self.say(socket, &AgentFrame::Hello { protocol: hello::PROTOCOL, build: "bench".to_owned() }, at_s);
        self.say(socket, &AgentFrame::SetPresence { presence: Presence::Online }, at_s);
    }

    /// Ends a shift: nothing new.
    pub(crate) fn leave(&mut self, socket: SocketId, at_s: f64) {
        self.say(socket, &AgentFrame::SetPresence { presence: Presence::Busy }, at_s);
    }

    pub(crate) fn publish(&mut self, policy: wire::RoutingPolicy) {
        self.feed(Input::PolicyChanged(Box::new(policy)), 0.0);
    }

    pub(crate) fn summarise(&mut self, summary: Summary, at_s: f64) {
        self.feed(Input::Summarised(Box::new(summary)), at_s);
    }

    /// What the customer who has just come is told, in seconds.
    pub(crate) fn expected_wait(&self, place: usize) -> Option<f64> {
        let id = ConversationId::from_bits(place as u128);
        let outlook = self.desk.outlook(id, VisitorId::from_bits(place as u128), self.now)?;
        outlook.wait_s.map(|wait| wait as f64)
    }

    fn say(&mut self, socket: SocketId, frame: &AgentFrame, at_s: f64) {
        self.feed(Input::Frame { socket, text: encode(frame) }, at_s);
    }

    fn drain(&mut self) {
        loop {
            while let Some(effect) = self.desk.poll_effect() {
                match effect {
                    Effect::Send { socket, frame } => self.read(socket, frame),
                    Effect::Broadcast { sockets, frame } => {
                        if let (Some(socket), DeskFrame::Offers { .. }) = (sockets.first(), &frame) {
                            self.read(*socket, frame);
                        }
                    }
                    Effect::Deliver { conversation, command } => self.deliver(conversation, command),
                    Effect::Persist(_) | Effect::Attach { .. } | Effect::Close { .. } | Effect::Receipt(_) => {}
                }
            }
            let Some((socket, offer)) = self.to_accept.pop_front() else { return };
            self.desk.handle(Input::Frame { socket, text: encode(&AgentFrame::Accept { offer }) }, self.now);
        }
    }

    fn read(&mut self, socket: SocketId, frame: DeskFrame) {
        if let DeskFrame::Offers { offers, .. } = frame {
            for offer in offers {
                if self.accepted.insert(offer.id) {
                    self.to_accept.push_back((socket, offer.id));
                }
            }
        }
    }

    fn deliver(&mut self, conversation: ConversationId, command: ConversationCommand) {
        if let ConversationCommand::Assign { assigned } = &command {
            self.assigned.push((conversation, assigned.clone()));
        }
        self.desk.handle(Input::CommandDelivered { conversation, command }, self.now);
    }
}

/// A second of the day on the desk's clock.
pub(crate) fn instant(at_s: f64) -> Timestamp {
    Timestamp(START + (at_s * 1_000.0).round() as u64)
}
