//! Frames of the server.

use wire::{Seq, ServerFrame, Timestamp};

use super::Client;
use super::thread::Arrival;

impl Client {
    /// A frame that cannot be read, or one that comes out of turn, says that this socket is of no use.
    pub(super) fn frame(&mut self, text: &str, now: Timestamp) {
        if !self.link.is_greeting() && !self.link.is_welcomed() {
            return;
        }
        let Ok(frame) = wire::decode::<ServerFrame>(text) else {
            return self.abandon(now);
        };
        if let ServerFrame::Welcome { protocol: _, latest, state, assigned, visitor_seen, agent_seen } = frame {
            if !self.link.is_greeting() {
                return self.abandon(now);
            }
            self.meta.state = state;
            self.meta.assigned = assigned;
            self.turn.meta = true;
            self.welcome(latest, visitor_seen, agent_seen, now);
        } else if self.link.is_welcomed() {
            self.welcomed_frame(frame, now);
        } else if frame != ServerFrame::Unknown {
            self.abandon(now);
        }
    }

    fn welcome(&mut self, latest: Seq, visitor_seen: Seq, agent_seen: Seq, now: Timestamp) {
        if latest < self.thread.held() {
            self.forget_entries();
            return self.abandon(now);
        }
        self.saw(true, visitor_seen);
        self.saw(false, agent_seen);
        self.presence.told_seen = match self.role {
            super::Role::Visitor => visitor_seen,
            super::Role::Agent { .. } => agent_seen,
        };
        self.welcomed(latest, now);
    }

    fn welcomed_frame(&mut self, frame: ServerFrame, now: Timestamp) {
        match frame {
            ServerFrame::Entries { entries } => {
                for entry in entries {
                    if self.take(entry) == Arrival::Early {
                        return self.abandon(now);
                    }
                }
                self.catch_up(now);
            }
            ServerFrame::Ack { id, seq } => self.acknowledged(id, seq),
            ServerFrame::Refused { id, reason } => self.refused(id, reason),
            ServerFrame::State { state, assigned } => {
                self.meta.state = state;
                self.meta.assigned = assigned;
                self.turn.meta = true;
            }
            ServerFrame::Typing { from_visitor, name, typing } => self.other_types(from_visitor, name, typing, now),
            ServerFrame::Seen { by_visitor, seq } => self.saw(by_visitor, seq),
            // Who else reads is no part of the thread: a host that shows it reads the frame itself.
            #[cfg(feature = "agents")]
            ServerFrame::Here { .. } => {}
            ServerFrame::Welcome { .. } | ServerFrame::Unknown => {}
        }
    }
}
