//! Who answers: the desk's commands, and the agent's own resolve and release.

use wire::fact::FactKind;
use wire::summary::Assigned;
use wire::{Activity, AgentId, Author, Body, ConversationState, MessageId, Participant, Refusal, ServerFrame, Timestamp};

use super::{Conversation, SocketId};

impl Conversation {
    pub(super) fn assign(&mut self, assigned: Assigned, now: Timestamp) {
        if self.origin.is_none() || assigned.epoch <= self.newest_epoch() {
            return;
        }
        if self.head.state == ConversationState::Resolved {
            // It was resolved while the desk assigned: the summary tells the desk that this agent is free again.
            self.head.released_epoch = assigned.epoch;
            self.changed();
            return;
        }
        let before = self.log.latest();
        if let Some(replaced) = self.head.assigned.take() {
            self.head.released_epoch = replaced.epoch;
        }
        self.head.unanswered = None;
        let activity = Activity::AgentJoined { agent: assigned.agent, name: assigned.name.clone() };
        self.append(None, now, Author::System, Body::Activity { activity });
        self.fact(FactKind::Assigned { agent: assigned.agent });
        self.head.served_by = Some(assigned.agent);
        self.head.transfer = None;
        self.head.assigned = Some(assigned);
        self.head.last_activity_at = now;
        self.broadcast_entries(before);
        self.broadcast_state();
    }

    /// The desk ended the assignment of this epoch. If it is not known yet, its `Assign` was overtaken and must not count later.
    pub(super) fn release_epoch(&mut self, epoch: u64, now: Timestamp) {
        if self.origin.is_none() || epoch <= self.head.released_epoch || epoch < self.newest_epoch() {
            return;
        }
        self.let_go(None, now);
        self.head.released_epoch = epoch;
        self.changed();
    }

    /// Agent only: back to the queue.
    pub(super) fn release(&mut self, socket: SocketId, who: &Participant, id: MessageId, epoch: Option<u64>, now: Timestamp) {
        if !self.is_repeated(socket, id) {
            if self.may_end(who, epoch) {
                let seq = self.let_go(Some(id), now);
                self.turn.effects.extend(seq.map(|seq| super::Effect::Send { socket, frame: ServerFrame::Ack { id, seq } }));
            } else {
                self.refuse(socket, id, Refusal::NotYours);
            }
        }
    }

    /// Agent only: settled.
    pub(super) fn resolve(&mut self, socket: SocketId, who: &Participant, id: MessageId, epoch: Option<u64>, now: Timestamp) {
        if self.is_repeated(socket, id) {
            return;
        }
        if !self.may_end(who, epoch) {
            return self.refuse(socket, id, Refusal::NotYours);
        }
        let Some(assigned) = self.head.assigned.take() else { return };
        let before = self.log.latest();
        self.settle(Some(assigned.agent), assigned.epoch, now);
        self.fact(FactKind::Resolved { agent: assigned.agent });
        let activity = Activity::Resolved { agent: assigned.agent, name: assigned.name };
        let seq = self.append(Some(id), now, Author::System, Body::Activity { activity });
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
        self.broadcast_state();
    }

    /// Whether this agent answers it, in the assignment they mean.
    pub(super) fn may_end(&self, who: &Participant, epoch: Option<u64>) -> bool {
        let is_meant = |now: &Assigned| epoch.is_none_or(|epoch| epoch == now.epoch);
        self.answers(who) && self.head.assigned.as_ref().is_some_and(is_meant)
    }

    /// It is resolved from here on, by an agent or by the site. The caller notes it in the log.
    pub(super) fn settle(&mut self, by: Option<AgentId>, epoch: u64, now: Timestamp) {
        self.head.state = ConversationState::Resolved;
        self.head.released_epoch = epoch;
        self.head.last_activity_at = now;
        self.head.resolved_by = by;
        self.head.rating = None;
        self.head.unanswered = None;
        self.head.asked_at = None;
    }

    /// Ends the assignment, if there is one. The place in the queue stays what it was.
    fn let_go(&mut self, id: Option<MessageId>, now: Timestamp) -> Option<wire::Seq> {
        let assigned = self.head.assigned.take()?;
        let before = self.log.latest();
        self.head.released_epoch = assigned.epoch;
        self.head.last_activity_at = now;
        self.head.unanswered = None;
        self.fact(FactKind::Requeued { agent: assigned.agent });
        let activity = Activity::AgentLeft { agent: assigned.agent, name: assigned.name };
        let seq = self.append(id, now, Author::System, Body::Activity { activity });
        self.broadcast_entries(before);
        self.broadcast_state();
        Some(seq)
    }

    fn newest_epoch(&self) -> u64 {
        self.head.assigned.as_ref().map_or(0, |assigned| assigned.epoch).max(self.head.released_epoch)
    }
}
