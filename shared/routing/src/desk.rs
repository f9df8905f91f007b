//! The machine: one input in, what is due first, then the input, then new offers, then one commit and what to tell.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wire::fact::{Fact, FactKind};
use wire::{AgentId, Channel, ConversationId, RoutingPolicy, Timestamp, Write};

use crate::book::Book;
use crate::frames::Shown;
use crate::leaving::Leaving;
use crate::outlook::Line;
use crate::record::{self, Agent};
use crate::roster::Roster;
use crate::sockets::Sockets;
use crate::waits::Waits;
use crate::{Effect, Input, SocketId};

/// One site's desk. See the crate's introduction.
#[derive(Debug, Default)]
pub struct Desk {
    pub(crate) book: Book,
    pub(crate) staff: BTreeMap<AgentId, Agent>,
    /// Those of `staff` who may be offered work.
    pub(crate) roster: Roster,
    pub(crate) leaving: Leaving,
    /// Who had the last turn, by channel.
    pub(crate) turns: BTreeMap<Channel, AgentId>,
    pub(crate) sockets: Sockets,
    pub(crate) waits: Waits,
    pub(crate) lines: Vec<Line>,
    /// What the greeted sockets were last told.
    pub(crate) shown: Shown,
    pub(crate) turn: Turn,
    /// The time of the last input; none until the first after `restore` or `new`.
    pub(crate) last: Option<Timestamp>,
    pub(crate) effects: VecDeque<Effect>,
}

/// What one input has led to so far.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    /// Facts and reasons: appended, never read again.
    pub(crate) appended: Vec<Write>,
    /// Agents whose record changed.
    pub(crate) staff: BTreeSet<AgentId>,
    /// To one socket or one conversation, in order.
    pub(crate) replies: Vec<Effect>,
    /// Waits were counted.
    pub(crate) counted: bool,
    /// A line of those who wait moved.
    pub(crate) moved: bool,
    /// Sockets that get everything anew.
    pub(crate) greeted: BTreeSet<SocketId>,
    /// Conversations to send their outgoing command to.
    pub(crate) deliver: BTreeSet<ConversationId>,
}

impl Desk {
    /// Keys that [`Desk::restore`] needs. Facts and reasons lie under others and grow for ever.
    pub const PREFIXES: [&'static str; 6] =
        [record::AGENT, record::CONVERSATION, record::POLICY, record::TURNS, record::WAITS, record::LINES];

    /// A desk that never held anything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Feeds one input. Drain [`Desk::poll_effect`] before the next.
    pub fn handle(&mut self, input: Input, now: Timestamp) {
        if let Input::Reattached { socket, attachment } = input {
            self.reattached(socket, attachment);
            return;
        }
        self.begin(now);
        match input {
            Input::AgentConnected { socket, profile } => self.connected(socket, profile, now),
            Input::AgentDisconnected { socket } => self.disconnected(socket, now),
            Input::Reattached { .. } => {}
            Input::Frame { socket, text } => self.frame(socket, &text, now),
            Input::Summarised(summary) => self.summarised(*summary, now),
            Input::ProfileChanged(profile) => self.profile_changed(profile, now),
            Input::PolicyChanged(policy) => self.policy_changed(*policy, now),
            Input::AgentRemoved(agent) => self.agent_removed(agent, now),
            Input::AssignedBy { by, conversation, agent, reason } => self.assigned_by(&by, conversation, agent, reason, now),
            Input::PresenceSetBy { by, agent, presence } => self.presence_set_by(&by, agent, presence, now),
            Input::CommandDelivered { conversation, command } => self.command_delivered(conversation, &command),
            // The next attempt is scheduled already.
            Input::CommandFailed { .. } => {}
        }
        self.finish(now);
    }

    /// Does what is due at `now`; harmless if nothing is.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        self.begin(now);
        self.finish(now);
    }

    /// When `handle_timeout` is due. A time in the past means at once.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        if self.last.is_none() && self.staff.iter().any(|(id, agent)| agent.gone_since.is_none() && !self.has_socket(*id)) {
            return Some(Timestamp::default());
        }
        let conversations = self.book.next_due().map(|(due, _)| due);
        let rules =
            self.last.filter(|_| self.book.queued() > 0).and_then(|last| Some(self.policy().experiment?.next_change(last)));
        [conversations, self.leaving.next_due(), self.lists_due(), rules].into_iter().flatten().min()
    }

    /// The next thing to do; none when all is done.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// Before every input: clocks and what is due, so that an input never acts on a lapsed offer.
    fn begin(&mut self, now: Timestamp) {
        match self.last {
            None => self.settle(now),
            Some(last) if now < last => self.rewind(now),
            Some(_) => {}
        }
        let rules_differ = |last| self.policy().rule_at(last) != self.policy().rule_at(now);
        self.book.touched.match_again |= self.last.is_some_and(rules_differ);
        self.last = Some(now);
        while let Some((due, conversation)) = self.book.next_due() {
            if due > now {
                break;
            }
            self.conversation_due(conversation, now);
        }
        let lost = self.leaving.due(now);
        for agent in lost {
            self.lose(agent, now);
        }
    }

    /// After every input: offers, then one commit, then replies, frames and commands.
    fn finish(&mut self, now: Timestamp) {
        self.dispatch(now);
        let turn = std::mem::take(&mut self.turn);
        let touched = std::mem::take(&mut self.book.touched);
        let mut writes = turn.appended;
        for id in &touched.conversations {
            let key = record::conversation_key(*id);
            writes.push(self.book.get(*id).map_or_else(|| Write::delete(&*key), |held| Write::put(&*key, held)));
        }
        for id in &turn.staff {
            let key = record::agent_key(*id);
            writes.push(self.staff.get(id).map_or_else(|| Write::delete(&*key), |agent| Write::put(&*key, agent)));
        }
        if turn.counted {
            writes.push(self.counted());
        }
        if turn.moved {
            writes.push(self.moved());
        }
        if !writes.is_empty() {
            self.effects.push_back(Effect::Persist(writes));
        }
        self.effects.extend(turn.replies);
        self.show(&touched, &turn.staff, &turn.greeted, now);
        for id in turn.deliver {
            let command = self.book.get(id).and_then(|held| held.outgoing.as_ref()).map(|outgoing| outgoing.command.clone());
            self.effects.extend(command.map(|command| Effect::Deliver { conversation: id, command }));
        }
    }

    /// What choices go by.
    #[must_use]
    pub fn policy(&self) -> &RoutingPolicy {
        self.book.policy()
    }

    fn policy_changed(&mut self, policy: RoutingPolicy, now: Timestamp) {
        if policy != *self.policy() {
            self.turn.appended.push(Write::put(record::POLICY, &policy));
            self.book.set_policy(policy);
            let all: Vec<ConversationId> = self.book.iter().map(|(id, _)| id).collect();
            for id in all {
                self.wind_clocks(id, now);
            }
            self.count_anew(now);
        }
    }

    /// Changes an agent, if known.
    pub(crate) fn edit_agent(&mut self, id: AgentId, change: impl FnOnce(&mut Agent)) {
        if let Some(agent) = self.staff.get_mut(&id) {
            change(agent);
            self.turn.staff.insert(id);
            self.book.stale.insert(id);
            self.book.touched.match_again = true;
        }
    }

    /// Appends a fact of a conversation that is held.
    pub(crate) fn record(&mut self, id: ConversationId, what: FactKind, now: Timestamp) {
        let fact = Fact { at: now, conversation: Some(id), what };
        let mut count = 0;
        self.book.edit(id, |held| {
            held.facts += 1;
            count = held.facts;
        });
        self.turn.appended.push(record::fact(&fact, id, count));
    }
}
