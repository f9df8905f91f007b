//! The whole desk as a supervisor sees it: a look at what is held, which changes nothing.

use std::collections::BTreeMap;

use wire::floor::{Floor, FloorAgent, FloorConversation, QueueLine};
use wire::{AgentId, Channel, SkillId, Timestamp, limits};

use crate::Desk;
use crate::record::{Agent, Place};

impl Desk {
    /// What waits, and who is on what.
    #[must_use]
    pub fn floor(&self, now: Timestamp) -> Floor {
        let mut agents: Vec<FloorAgent> = self
            .staff
            .iter()
            .filter(|(id, agent)| agent.gone_since.is_none() || self.book.load(**id).is_some())
            .map(|(id, agent)| self.floor_agent(*id, agent))
            .collect();
        agents.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        Floor { now, queues: self.queue_lines(now), agents }
    }

    fn queue_lines(&self, now: Timestamp) -> Vec<QueueLine> {
        let mut lines: BTreeMap<(Option<SkillId>, Channel), QueueLine> = BTreeMap::new();
        for (conversation, held) in self.book.queue() {
            let (skill, channel) = (held.summary.skill.clone(), held.summary.channel);
            let target_s = self.policy().channel(channel).target_s;
            let since = held.summary.queued_at;
            let line = lines.entry((skill.clone(), channel)).or_insert_with(|| QueueLine {
                skill,
                channel,
                waiting: 0,
                offered: 0,
                late: 0,
                longest_since: since,
                longest: conversation,
                target_s,
            });
            match held.place {
                Place::Offered { .. } => line.offered += 1,
                Place::Waiting | Place::Assigned { .. } | Place::Gone { .. } => line.waiting += 1,
            }
            line.late += u32::from(now.since(since).as_secs() > u64::from(target_s));
            if since < line.longest_since {
                (line.longest_since, line.longest) = (since, conversation);
            }
        }
        let mut lines: Vec<QueueLine> = lines.into_values().collect();
        lines.sort_by_key(|line| line.longest_since);
        lines
    }

    fn floor_agent(&self, id: AgentId, agent: &Agent) -> FloorAgent {
        let load = self.book.load(id);
        let mut conversations: Vec<FloorConversation> = load
            .into_iter()
            .flat_map(|load| &load.assigned)
            .filter_map(|id| {
                let held = self.book.get(*id)?;
                let since = match &held.place {
                    Place::Assigned { assignment } => assignment.at,
                    Place::Waiting | Place::Offered { .. } | Place::Gone { .. } => return None,
                };
                let summary = &held.summary;
                Some(FloorConversation {
                    conversation: *id,
                    visitor: summary.visitor,
                    channel: summary.channel,
                    intent: summary.prediction.as_ref().map(|prediction| prediction.intent.clone()),
                    since,
                    last_activity_at: summary.last_activity_at,
                })
            })
            .collect();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let assigned = count(conversations.len());
        conversations.sort_by_key(|one| (one.since, one.conversation));
        conversations.truncate(limits::FLOOR_LISTED);
        FloorAgent {
            id,
            name: agent.profile.name.clone(),
            presence: agent.shown_presence(),
            is_connected: agent.gone_since.is_none(),
            since: agent.gone_since.unwrap_or(agent.presence_since),
            capacity: agent.capacity(),
            offered: count(load.map_or(0, |load| load.offered.len())),
            conversations,
            assigned,
        }
    }
}
