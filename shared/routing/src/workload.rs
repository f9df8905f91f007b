//! How much of each channel an agent holds, and what more they may take.

use wire::{AgentProfile, Channel};

use crate::record::Agent;

/// A set of channels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Channels(u8);

impl Channels {
    pub(crate) fn contains(self, channel: Channel) -> bool {
        self.0 & bit(channel) != 0
    }

    fn with(self, channel: Channel) -> Self {
        Self(self.0 | bit(channel))
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<I: IntoIterator<Item = Channel>>(channels: I) -> Self {
        channels.into_iter().fold(Self::default(), Self::with)
    }
}

/// Conversations of one agent by channel, assigned and offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Workload {
    chat: u32,
    social: u32,
    email: u32,
    phone: u32,
}

impl Workload {
    pub(crate) fn of(&mut self, channel: Channel) -> &mut u32 {
        match channel {
            Channel::Chat => &mut self.chat,
            Channel::Social => &mut self.social,
            Channel::Email => &mut self.email,
            Channel::Phone => &mut self.phone,
        }
    }

    pub(crate) fn add(&mut self, channel: Channel) {
        let count = self.of(channel);
        *count = count.saturating_add(1);
    }

    pub(crate) fn remove(&mut self, channel: Channel) {
        let count = self.of(channel);
        *count = count.saturating_sub(1);
    }

    pub(crate) fn total(&self) -> u32 {
        self.chat + self.social + self.email + self.phone
    }

    /// How much of the agent's room is taken. A call takes all of it.
    pub(crate) fn taken(&self, agent: &Agent) -> u32 {
        let capacity = u32::from(agent.capacity());
        if self.phone > 0 { capacity.max(self.total()) } else { self.total() }
    }

    /// Whether the agent may take one more of this channel. Presence is not looked at.
    pub(crate) fn admits(&self, agent: &Agent, channel: Channel) -> bool {
        let mut held = *self;
        *held.of(channel) < most(&agent.profile, channel)
            && self.taken(agent) < u32::from(agent.capacity())
            && (channel != Channel::Phone || self.total() == 0)
    }

    /// The channels of which the agent may take one more.
    pub(crate) fn open(&self, agent: &Agent) -> Channels {
        Channel::ALL.into_iter().filter(|channel| self.admits(agent, *channel)).collect()
    }
}

/// The channels an agent serves.
pub(crate) fn served(profile: &AgentProfile) -> Channels {
    Channel::ALL.into_iter().filter(|channel| most(profile, *channel) > 0).collect()
}

/// How much of one channel an agent takes at once, were there no other.
fn most(profile: &AgentProfile, channel: Channel) -> u32 {
    if profile.channels.is_empty() {
        return if channel == Channel::Phone { 0 } else { u32::MAX };
    }
    let listed = profile.channels.iter().filter(|listed| listed.channel == channel);
    listed.map(|listed| u32::from(listed.most)).max().unwrap_or(0)
}

fn bit(channel: Channel) -> u8 {
    match channel {
        Channel::Chat => 1,
        Channel::Social => 2,
        Channel::Email => 4,
        Channel::Phone => 8,
    }
}
