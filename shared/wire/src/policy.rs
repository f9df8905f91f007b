//! The published policy of a site's desk: who is answered first, and by whom.
//!
//! Shares and factors are in thousandths, so that every host computes with the same numbers.

use json::Json;

use crate::{Channel, OpeningHours, SkillId, Summary, Tier, Timestamp};

/// How the desk chooses. What is not stated by an owner is [`RoutingPolicy::default`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct RoutingPolicy {
    pub rule: Rule,
    /// Measures what `rule` is worth: it alternates with another.
    #[json(default)]
    pub experiment: Option<Experiment>,
    pub chat: ChannelPolicy,
    pub social: ChannelPolicy,
    pub email: ChannelPolicy,
    pub phone: ChannelPolicy,
    /// What agents are at a conversation, by what they know of it.
    pub primary: Fit,
    pub secondary: Fit,
    pub untrained: Fit,
    /// How much longer all of an agent's conversations take for each one more: 300 is three tenths.
    pub concurrency_permille: u32,
    /// Untrained agents may take a conversation that waits longer than this share of its target.
    pub untrained_after_permille: u32,
    /// What a VIP's wait weighs, against 1000 of others.
    pub vip_permille: u32,
    /// What the wait of an urgent, high or low priority weighs, against 1000 of a medium one.
    pub urgent_permille: u32,
    pub high_permille: u32,
    pub low_permille: u32,
    /// Whoever served a customer last is waited for so long, in seconds, before others are asked.
    pub preferred_hold_s: u32,
    /// A conversation that was passed on to an agent, a team or a skill waits so long for them, in seconds, before others are asked.
    pub transfer_hold_s: u32,
    /// When the site is open; always, if nothing is stated.
    #[json(default)]
    pub hours: Option<OpeningHours>,
    /// What customers are promised. The first that fits a conversation applies to it.
    #[json(default)]
    pub sla: Vec<SlaPolicy>,
}

/// By when some conversations are to be answered and settled. What a policy does not state of first and next responses is the target of
/// the channel; of resolutions, nothing.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct SlaPolicy {
    /// The conversations it fits: all that nothing is stated of.
    pub skill: Option<SkillId>,
    pub channel: Option<Channel>,
    pub tier: Option<Tier>,
    /// From the hand-over to an agent's first message, in seconds.
    pub first_response_s: Option<u32>,
    /// From the visitor's first unanswered message to the agent's next.
    pub next_response_s: Option<u32>,
    /// From the hand-over to its end.
    pub resolution_s: Option<u32>,
    /// Agents are warned after this share.
    #[json(default)]
    pub warn_permille: Option<u32>,
    /// Only open hours count.
    #[json(default)]
    pub is_within_hours: bool,
}

/// What choosing goes by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Rule {
    /// The greatest index: what waiting costs, times what the agent is at it (generalised c-mu rule, van Mieghem 1995).
    #[default]
    #[json(other)]
    Index,
    /// The longest waiting goes to the next agent in turn, whatever they know.
    RoundRobin,
    /// The longest waiting goes to the agent who has been without new work longest, whatever they know.
    LongestIdle,
    /// The longest waiting goes to the agent with the least open, whatever they know.
    LeastLoaded,
    /// The longest waiting goes to the trained agent who has been without new work longest.
    SkillMatch,
}

/// Two rules in turn, so that their difference is measured under the same days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Experiment {
    /// The other rule. It holds in the second, fourth, … period after `since`.
    pub against: Rule,
    pub since: Timestamp,
    /// Length of a period in seconds, at least one.
    pub period_s: u32,
}

/// What a channel asks of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct ChannelPolicy {
    /// First responses are due within this, in seconds.
    pub target_s: u32,
    /// What a wait of one target costs, against 1000 of a chat.
    pub cost_permille: u32,
    /// It waits until more than this of its agents' room is free, which is kept for contacts that cannot wait; zero for those. The
    /// share is that of a group with room for 64; what is kept goes with the square root of the room (square-root staffing), so
    /// that 200 keeps 13 of 64, 26 of 256, 6 of 16. No group keeps more than half of its room for a share below that.
    pub reserve_permille: u32,
    /// The share of its target after which it no longer waits for that.
    pub forced_after_permille: u32,
}

/// What an agent of one level is at a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Fit {
    /// How long they take, against 1000 of a primary skill.
    pub handle_permille: u32,
    /// How many they pass on.
    pub transfer_permille: u32,
}

impl RoutingPolicy {
    #[must_use]
    pub fn channel(&self, channel: Channel) -> &ChannelPolicy {
        match channel {
            Channel::Chat => &self.chat,
            Channel::Social => &self.social,
            Channel::Email => &self.email,
            Channel::Phone => &self.phone,
        }
    }

    /// What is promised to whoever waits here.
    #[must_use]
    pub fn sla_of(&self, summary: &Summary) -> Option<&SlaPolicy> {
        self.sla.iter().find(|sla| {
            sla.skill.as_ref().is_none_or(|skill| summary.skill.as_ref() == Some(skill))
                && sla.channel.is_none_or(|channel| summary.channel == channel)
                && sla.tier.is_none_or(|tier| summary.tier == tier)
        })
    }

    /// Within how many seconds a conversation is to be answered first.
    #[must_use]
    pub fn target_s(&self, summary: &Summary) -> u32 {
        let stated = self.sla_of(summary).and_then(|sla| sla.first_response_s);
        stated.unwrap_or(self.channel(summary.channel).target_s).max(1)
    }

    /// The rule that holds at a time.
    #[must_use]
    pub fn rule_at(&self, now: Timestamp) -> Rule {
        match self.experiment {
            Some(experiment) if experiment.is_against(now) => experiment.against,
            Some(_) | None => self.rule,
        }
    }
}

impl Experiment {
    /// Whether the other rule holds.
    #[must_use]
    pub fn is_against(&self, now: Timestamp) -> bool {
        let period = u64::from(self.period_s.max(1)).saturating_mul(1_000);
        now.0.saturating_sub(self.since.0) / period % 2 == 1
    }

    /// When the rules change next.
    #[must_use]
    pub fn next_change(&self, now: Timestamp) -> Timestamp {
        let period = u64::from(self.period_s.max(1)).saturating_mul(1_000);
        let periods = now.0.saturating_sub(self.since.0) / period;
        Timestamp(self.since.0.saturating_add((periods + 1).saturating_mul(period)))
    }
}

impl Default for RoutingPolicy {
    /// Targets as service desks usually publish them; the rest between what the routing bench found best for mild and severe
    /// mismatch (`docs/bench/routing.md`).
    fn default() -> Self {
        let channel = |target_s, cost_permille, reserve_permille| ChannelPolicy {
            target_s,
            cost_permille,
            reserve_permille,
            forced_after_permille: 700,
        };
        Self {
            rule: Rule::Index,
            experiment: None,
            chat: channel(60, 1_000, 0),
            social: channel(900, 1_000, 100),
            email: channel(14_400, 1_000, 200),
            phone: channel(20, 1_000, 0),
            primary: Fit { handle_permille: 1_000, transfer_permille: 20 },
            secondary: Fit { handle_permille: 1_100, transfer_permille: 60 },
            untrained: Fit { handle_permille: 1_350, transfer_permille: 250 },
            concurrency_permille: 300,
            untrained_after_permille: 2_000,
            vip_permille: 2_000,
            urgent_permille: 4_000,
            high_permille: 2_000,
            low_permille: 500,
            preferred_hold_s: 20,
            transfer_hold_s: 300,
            hours: None,
            sla: Vec::new(),
        }
    }
}
