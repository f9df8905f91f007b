//! An agent passes it on, or puts it aside.

use wire::fact::FactKind;
use wire::{
    Activity, Author, Body, ConversationState, MessageId, Participant, Refusal, ServerFrame, Timestamp, Transfer, TransferTarget,
    Write, limits,
};

use super::{Conversation, SocketId};

impl Conversation {
    /// Agent only: to a colleague, a team or a skill. The place in the queue stays; a skill takes the place of the one it needed.
    pub(super) fn transfer(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        (to, epoch): (TransferTarget, Option<u64>),
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        let is_to_themselves = match (&to, who) {
            (TransferTarget::Agent { agent }, Participant::Agent { id, .. }) => agent == id,
            (
                TransferTarget::Agent { .. }
                | TransferTarget::Team { .. }
                | TransferTarget::Skill { .. }
                | TransferTarget::Anybody,
                _,
            ) => false,
        };
        if !self.may_end(who, epoch) || is_to_themselves {
            return self.refuse(socket, id, Refusal::NotYours);
        }
        let Some(assigned) = self.head.assigned.take() else { return };
        if let (TransferTarget::Skill { skill }, Some(origin)) = (&to, &mut self.origin) {
            origin.skill = Some(skill.clone());
            self.turn.writes.push(Write::put("origin", origin));
        }
        self.head.transfer = Some(Transfer { to: to.clone(), from: assigned.agent });
        self.fact(FactKind::Transferred { agent: assigned.agent });
        let activity = Activity::Transferred { agent: assigned.agent, name: assigned.name, to };
        self.gave_up(socket, id, assigned.epoch, activity, now);
    }

    /// Agent only: until then, or until the visitor writes. It counts against nobody's capacity meanwhile.
    pub(super) fn snooze(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        (until, epoch): (Timestamp, Option<u64>),
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        if !self.may_end(who, epoch) {
            return self.refuse(socket, id, Refusal::NotYours);
        }
        if until <= now || until > now + limits::SNOOZE_MAX {
            return self.refuse(socket, id, Refusal::NotNow);
        }
        let Some(assigned) = self.head.assigned.take() else { return };
        self.head.state = ConversationState::Snoozed;
        self.head.snoozed_until = Some(until);
        self.fact(FactKind::Snoozed { agent: assigned.agent });
        let activity = Activity::Snoozed { agent: assigned.agent, name: assigned.name, until };
        self.gave_up(socket, id, assigned.epoch, activity, now);
    }

    fn gave_up(&mut self, socket: SocketId, id: MessageId, epoch: u64, activity: Activity, now: Timestamp) {
        let before = self.log.latest();
        self.head.released_epoch = epoch;
        self.head.last_activity_at = now;
        self.head.unanswered = None;
        let seq = self.append(Some(id), now, Author::System, Body::Activity { activity });
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
        self.broadcast_state();
    }

    /// When it wakes by itself.
    pub(super) fn wakes_at(&self) -> Option<Timestamp> {
        self.head.snoozed_until.filter(|_| self.head.state == ConversationState::Snoozed)
    }

    /// Its time has come.
    pub(super) fn end_snooze(&mut self, now: Timestamp) {
        if self.wakes_at().is_some_and(|at| at <= now) {
            let before = self.log.latest();
            self.wake(now);
            self.broadcast_entries(before);
            self.broadcast_state();
        }
    }

    /// It waits again, at the end of the queue; whoever put it aside is asked first. The caller broadcasts.
    pub(super) fn wake(&mut self, now: Timestamp) {
        self.head.state = ConversationState::Open;
        self.head.snoozed_until = None;
        self.head.queued_at = now;
        self.fact(FactKind::Woke);
        self.fact(FactKind::Enqueued);
        self.append(None, now, Author::System, Body::Activity { activity: Activity::Woke });
    }
}
