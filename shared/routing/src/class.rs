//! What waits alike: conversations of one class differ by how long they wait and by nothing else the policy looks at.

use std::time::Duration;

use wire::{AgentId, Channel, Priority, RoutingPolicy, SkillId, TeamId, Tier, Timestamp, TransferTarget};

use crate::record::Held;

/// A class of waiting conversations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Class {
    pub(crate) channel: Channel,
    pub(crate) skill: Option<SkillId>,
    pub(crate) who: Who,
    /// What a target's length of waiting costs, against 1000.
    pub(crate) weight: u32,
    pub(crate) target: Duration,
    /// Kept free for others, in thousandths of the room; zero if it need not wait for that.
    pub(crate) reserve: u32,
}

/// Who may take it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    Anybody,
    /// Agents trained in the skill, where the rule that holds looks at skills at all.
    Trained,
    /// Agents trained in the skill, whatever the rule: it was passed on.
    TrainedOnly,
    Team(TeamId),
    Only(AgentId),
}

impl Class {
    pub(crate) fn of(held: &Held, policy: &RoutingPolicy) -> Self {
        let summary = &held.summary;
        let channel = policy.channel(summary.channel);
        let reserve = if held.is_forced { 0 } else { channel.reserve_permille };
        Self {
            channel: summary.channel,
            skill: summary.skill.clone(),
            who: who(held),
            weight: weight(held, policy),
            target: Duration::from_secs(u64::from(policy.target_s(summary))),
            reserve,
        }
    }

    /// What it costs that one of this class waits since `queued_at`: its weight for one who has just come, as much again for each
    /// target it waits, so never less a moment later.
    pub(crate) fn urgency(&self, queued_at: Timestamp, now: Timestamp) -> f64 {
        f64::from(self.weight) / 1_000.0 * (1.0 + now.since(queued_at).as_secs_f64() / self.target.as_secs_f64())
    }

    /// When it is due, for lists that have to show an order: a heavier one sooner.
    pub(crate) fn due(&self, queued_at: Timestamp) -> Timestamp {
        let share = self.target.as_millis().saturating_mul(1_000) / u128::from(self.weight.max(1));
        queued_at + Duration::from_millis(u64::try_from(share).unwrap_or(u64::MAX / 2))
    }
}

fn who(held: &Held) -> Who {
    let summary = &held.summary;
    if held.hold_until.is_some() {
        match (&summary.transfer, summary.served_by) {
            (Some(transfer), _) => match &transfer.to {
                TransferTarget::Agent { agent } => return Who::Only(*agent),
                TransferTarget::Team { team } => return Who::Team(team.clone()),
                TransferTarget::Skill { .. } | TransferTarget::Anybody if summary.skill.is_some() => return Who::TrainedOnly,
                TransferTarget::Skill { .. } | TransferTarget::Anybody => {}
            },
            (None, Some(agent)) => return Who::Only(agent),
            (None, None) => {}
        }
    }
    if held.required().is_some() { Who::Trained } else { Who::Anybody }
}

fn weight(held: &Held, policy: &RoutingPolicy) -> u32 {
    let summary = &held.summary;
    let priority = match summary.priority {
        Priority::Urgent => policy.urgent_permille,
        Priority::High => policy.high_permille,
        Priority::Medium => 1_000,
        Priority::Low => policy.low_permille,
    };
    let tier = match summary.tier {
        Tier::Standard => 1_000,
        Tier::Vip => policy.vip_permille,
    };
    let channel = policy.channel(summary.channel).cost_permille;
    let product = u64::from(channel) * u64::from(priority) / 1_000 * u64::from(tier) / 1_000;
    u32::try_from(product).unwrap_or(u32::MAX).max(1)
}
