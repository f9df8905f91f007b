//! A frame, from its text to what it asks for.

use wire::{ClientFrame, CloseReason, MessageId, Participant, Refusal, ServerFrame, Timestamp, limits};

use super::{Conversation, Effect, SocketId};
use crate::pace;

impl Conversation {
    pub(super) fn frame(&mut self, socket: SocketId, text: &str, now: Timestamp) {
        let Some(attachment) = self.sockets.get_mut(socket) else { return };
        let Some(paced_until) = pace::spend(attachment.paced_until, now, limits::FRAME_BURST, limits::FRAME_PAUSE) else {
            return self.close(socket, CloseReason::TooMany, now);
        };
        attachment.paced_until = paced_until;
        let greeted = attachment.greeted;
        let who = attachment.who.clone();
        let Ok(frame) = wire::decode::<ClientFrame>(text) else {
            return self.close(socket, CloseReason::BadFrame, now);
        };
        if greeted {
            self.greeted_frame(socket, &who, frame, now);
        } else if let ClientFrame::Hello { protocol, build: _, resume } = frame {
            self.hello(socket, &who, protocol, resume, now);
        } else {
            self.close(socket, CloseReason::BadFrame, now);
        }
        self.attach(socket);
    }

    fn greeted_frame(&mut self, socket: SocketId, who: &Participant, frame: ClientFrame, now: Timestamp) {
        match frame {
            ClientFrame::Hello { .. } => self.close(socket, CloseReason::BadFrame, now),
            ClientFrame::Escalate { id, escalation } => self.escalate(socket, who, id, *escalation, now),
            ClientFrame::Send { id, text, files } => self.message(socket, who, id, text, &files, now),
            ClientFrame::Typing { typing } => self.typing(socket, who, typing, now),
            ClientFrame::Seen { seq } => self.seen(socket, who, seq),
            ClientFrame::Resolve { id, epoch } => self.resolve(socket, who, id, epoch, now),
            ClientFrame::Transfer { id, to, epoch } => self.transfer(socket, who, id, (to, epoch), now),
            ClientFrame::Snooze { id, until, epoch } => self.snooze(socket, who, id, (until, epoch), now),
            ClientFrame::Release { id, epoch } => self.release(socket, who, id, epoch, now),
            ClientFrame::Note { id, text, mentions } => self.note(socket, who, id, text, mentions, now),
            ClientFrame::Tag { id, tag, on } => self.tag(socket, who, id, &tag, on, now),
            ClientFrame::Rate { id, score, comment } => self.rate(socket, who, id, score, comment, now),
            ClientFrame::Unknown => {}
        }
    }

    /// Acknowledges an id that is known already. MS2: whatever it carries now, it keeps the place it has.
    pub(super) fn is_repeated(&mut self, socket: SocketId, id: MessageId) -> bool {
        let Some(seq) = self.log.place(id) else { return false };
        self.send(socket, ServerFrame::Ack { id, seq });
        true
    }

    pub(super) fn refuse(&mut self, socket: SocketId, id: MessageId, reason: Refusal) {
        self.send(socket, ServerFrame::Refused { id, reason });
    }

    /// Keeps what changed of a socket beside it.
    pub(super) fn attach(&mut self, socket: SocketId) {
        if let Some(attachment) = self.sockets.get(socket) {
            let attachment = attachment.clone();
            self.turn.effects.push(Effect::Attach { socket, attachment });
        }
    }
}
