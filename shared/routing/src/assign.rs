//! Assignments: their end, the loss of an agent, and the commands that tell conversations.

use wire::command::ConversationCommand;
use wire::fact::FactKind;
use wire::summary::Assigned;
use wire::{AgentId, ConversationId, Timestamp};

use crate::Desk;
use crate::policy::retry_pause;
use crate::record::{Outgoing, Place};

impl Desk {
    /// Queues all of an agent's conversations again, each at its old place.
    pub(crate) fn lose(&mut self, agent: AgentId, now: Timestamp) {
        let Some(load) = self.book.load(agent) else { return };
        let assigned: Vec<ConversationId> = load.assigned.iter().copied().collect();
        let offered: Vec<ConversationId> = load.offered.iter().copied().collect();
        for conversation in offered {
            self.book.edit(conversation, |held| held.place = Place::Waiting);
        }
        for conversation in assigned {
            let Some(epoch) = self.book.get(conversation).map(|held| held.epoch) else { continue };
            self.requeue(conversation, agent, now);
            self.tell(conversation, ConversationCommand::Release { agent, epoch }, now);
        }
    }

    /// Ends the assignment; the summary's `queued_at` is the old place.
    pub(crate) fn requeue(&mut self, conversation: ConversationId, agent: AgentId, now: Timestamp) {
        let place = Place::Waiting;
        #[cfg(feature = "mutations")]
        let place =
            if crate::mutations::is(crate::mutations::Mutation::ForgetRequeue) { Place::Gone { since: now } } else { place };
        self.book.edit(conversation, |held| held.place = place);
        self.record(conversation, FactKind::Requeued { agent }, now);
    }

    /// Tells the conversation who it is assigned to.
    pub(crate) fn tell_assigned(&mut self, conversation: ConversationId, now: Timestamp) {
        let Some(Place::Assigned { assignment }) = self.book.get(conversation).map(|held| held.place.clone()) else { return };
        let Some(agent) = self.staff.get(&assignment.agent) else { return };
        let assigned = Assigned { agent: assignment.agent, name: agent.profile.name.clone(), epoch: assignment.epoch };
        self.tell(conversation, ConversationCommand::Assign { assigned }, now);
    }

    /// Sends a command with this turn, and again until it is acknowledged or replaced.
    pub(crate) fn tell(&mut self, conversation: ConversationId, command: ConversationCommand, now: Timestamp) {
        self.book
            .edit(conversation, |held| held.outgoing = Some(Outgoing { command, attempts: 1, next_at: now + retry_pause(1) }));
        self.turn.deliver.insert(conversation);
    }

    pub(crate) fn command_delivered(&mut self, conversation: ConversationId, command: &ConversationCommand) {
        let outgoing = self.book.get(conversation).and_then(|held| held.outgoing.as_ref());
        // An acknowledgement of a command that was replaced meanwhile says nothing of the new one.
        if outgoing.is_some_and(|outgoing| outgoing.command == *command) {
            self.book.edit(conversation, |held| held.outgoing = None);
        }
    }
}
