//! What happens by itself: offers and exclusions end, commands are sent again, what is over is forgotten, clocks step.

use wire::{ConversationId, Timestamp};

use crate::Desk;
use crate::policy::{FORGET, retry_pause};
use crate::record::Place;

impl Desk {
    /// Does everything due of one conversation.
    pub(crate) fn conversation_due(&mut self, id: ConversationId, now: Timestamp) {
        let Some(held) = self.book.get(id) else { return };
        match held.place {
            Place::Offered { agent, expires_at, .. } if expires_at <= now => self.expire(id, agent, now),
            Place::Gone { since } if since + FORGET <= now => return self.book.forget(id),
            Place::Offered { .. } | Place::Gone { .. } | Place::Waiting | Place::Assigned { .. } => {}
        }
        let mut again = false;
        let Some(held) = self.book.get(id) else { return };
        let policy = self.policy();
        let is_over = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let (widens, forced) = (is_over(held.widens_at(policy)), is_over(held.forced_at(policy)));
        self.book.edit(id, |held| {
            held.excluded.retain(|_, until| *until > now);
            held.hold_until = held.hold_until.filter(|until| *until > now);
            held.widened |= widens;
            held.is_forced |= forced;
            if let Some(outgoing) = held.outgoing.as_mut().filter(|outgoing| outgoing.next_at <= now) {
                outgoing.attempts = outgoing.attempts.saturating_add(1);
                outgoing.next_at = now + retry_pause(outgoing.attempts);
                again = true;
            }
        });
        self.miss(id, now);
        if again {
            self.turn.deliver.insert(id);
        }
    }

    /// The clock stepped back: no deadline may lie further ahead than it ever should, or somebody would wait for the clock.
    pub(crate) fn rewind(&mut self, now: Timestamp) {
        self.book.rewind(now);
        self.shown.rewind(now);
        for (id, agent) in &mut self.staff {
            let ahead = agent.idle_since > now || agent.presence_since > now || agent.gone_since.is_some_and(|since| since > now);
            if ahead {
                agent.idle_since = agent.idle_since.min(now);
                agent.presence_since = agent.presence_since.min(now);
                agent.gone_since = agent.gone_since.map(|since| since.min(now));
                self.turn.staff.insert(*id);
                self.book.stale.insert(*id);
            }
        }
    }
}
