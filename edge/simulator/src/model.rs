//! The slow, obvious model: what people did, what they were promised, and the rules checked against it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chat::client::{Client, View};
use chat::server::Conversation;
use routing::{AgentView, Desk, PlaceView};
use store::{SqlStore, Sqlite, Store};
use wire::record::{ordered, read};
use wire::{
    AgentId, ConversationId, Entry, MessageId, Presence, Priority, RoutingPolicy, Seq, ServerFrame, SkillId, Summary, Timestamp,
    decode,
};

use crate::host::Act;
use crate::network::Peer;
use crate::visitor::Visitor;
use crate::world::{Broken, World};

/// What the run has seen so far.
#[derive(Debug, Default)]
pub(crate) struct Model {
    /// Messages visitors have written, with their texts.
    pub(crate) written: BTreeMap<ConversationId, BTreeMap<MessageId, String>>,
    /// Acknowledged to a client: their place is fixed for ever.
    promised: BTreeMap<ConversationId, BTreeMap<MessageId, Seq>>,
    /// What was said may be forgotten by now.
    is_over: bool,
    required: BTreeMap<ConversationId, Option<SkillId>>,
    /// The newest summary the desk was told, per conversation.
    told: BTreeMap<ConversationId, Summary>,
    /// Versions the desk may or may not have stored when it died.
    doubted: BTreeMap<ConversationId, u64>,
    /// Who each epoch of a conversation belongs to.
    epochs: BTreeMap<(ConversationId, u64), AgentId>,
    /// Load of each agent at the last look.
    loads: BTreeMap<AgentId, usize>,
}

impl Model {
    /// Lines said before escalation count too: they must arrive with it like any other.
    pub(crate) fn wrote(&mut self, conversation: ConversationId, id: MessageId, text: &str) {
        self.written.entry(conversation).or_default().insert(id, text.to_owned());
    }

    /// From here on what was said may be forgotten, whatever is still on its way to somebody.
    pub(crate) fn forget(&mut self) {
        self.written.clear();
        self.promised.clear();
        self.is_over = true;
    }

    pub(crate) fn escalated(&mut self, conversation: ConversationId, skill: Option<SkillId>) {
        self.required.insert(conversation, skill);
    }

    pub(crate) fn desk_was_told(&mut self, summary: &Summary) {
        let known = self.told.get(&summary.conversation).map_or(0, |known| known.version);
        if summary.version > known {
            self.told.insert(summary.conversation, summary.clone());
        }
    }

    /// The desk died over this summary: it knows it or not until it is told again.
    pub(crate) fn desk_may_know(&mut self, summary: &Summary) {
        let doubted = self.doubted.entry(summary.conversation).or_default();
        *doubted = summary.version.max(*doubted);
    }

    /// A client reads this frame: from now on an acknowledgement counts.
    pub(crate) fn promised_to_client(&mut self, peer: Peer, text: &str, visitors: &[Visitor]) {
        let conversation = match peer {
            Peer::Visitor(visitor, _) => visitors[visitor].conversation,
            Peer::Thread(_, conversation) => conversation,
            Peer::Desk(_) => return,
        };
        if let Ok(ServerFrame::Ack { id, seq }) = decode(text)
            && !self.is_over
        {
            self.promised.entry(conversation).or_default().insert(id, seq);
        }
    }
}

impl World {
    /// What an object says is true in its store already.
    pub(crate) fn check_promise(&mut self, store: &SqlStore<Sqlite>, to: Option<Peer>, text: &str) {
        let for_visitor = matches!(to, Some(Peer::Visitor(..)));
        let held = |seq: Seq| -> Option<Entry> {
            let key = format!("log/{}", ordered(seq.0));
            read(&key, &store.get(&key).ok()??).ok()
        };
        match decode(text) {
            Ok(ServerFrame::Ack { id, seq }) => {
                self.stats.acknowledged += 1;
                if held(seq).is_none_or(|entry| entry.id != id) {
                    let what = format!("message {id} is acknowledged as {} and not stored there", seq.0);
                    self.fail(Broken { rule: "M1: what is acknowledged is stored", what });
                }
            }
            Ok(ServerFrame::Entries { entries }) => {
                for entry in entries {
                    let held = held(entry.seq).map(|held| if for_visitor { held.for_visitor() } else { held });
                    if held.as_ref() != Some(&entry) {
                        let what = format!("entry {} is told and not stored, or not for who is told", entry.seq.0);
                        self.fail(Broken { rule: "M1, NT1: what is told is stored, and visitors get no notes", what });
                    }
                }
            }
            // Frames of the desk, and the others of a conversation, promise nothing of the log.
            Ok(_) | Err(_) => {}
        }
    }

    /// `Persist` comes first and once.
    pub(crate) fn check_persist_first<A>(&mut self, act: &Act<A>, before: u32) {
        if matches!(act, Act::Persist(_)) && before > 0 {
            let what = format!("a commit came after {before} other effects");
            self.fail(Broken { rule: "M1, MS6: one commit, before anything is told", what });
        }
    }

    pub(crate) fn check_conversation(&mut self, conversation: &Conversation) {
        let id = conversation.id();
        let entries = conversation.entries();
        let mut seen = BTreeSet::new();
        for (place, entry) in entries.iter().enumerate() {
            if entry.seq.0 != place as u64 + 1 || !seen.insert(entry.id) {
                let what = format!("{id} holds entry {} (message {}) at place {place}", entry.seq.0, entry.id);
                return self.fail(Broken { rule: "M2: one log without gaps or doubles", what });
            }
        }
        for (message, seq) in self.model.promised.get(&id).into_iter().flatten() {
            let place = usize::try_from(seq.0).unwrap_or(usize::MAX);
            if entries.get(place.wrapping_sub(1)).is_none_or(|entry| entry.id != *message) {
                let what = format!("{id} lost message {message}, acknowledged as {}", seq.0);
                return self.fail(Broken { rule: "M1: what is acknowledged is never lost", what });
            }
        }
        if let Some(assigned) = conversation.assigned() {
            match self.model.epochs.get(&(id, assigned.epoch)) {
                Some(agent) if *agent == assigned.agent => {}
                found => {
                    let what =
                        format!("{id} is with {} by epoch {}, the desk gave that to {found:?}", assigned.agent, assigned.epoch);
                    self.fail(Broken { rule: "R1: one agent each", what });
                }
            }
        }
    }

    pub(crate) fn check_desk(&mut self, desk: &Desk) {
        for (id, place) in desk.conversations() {
            if let PlaceView::Assigned { agent, epoch } = place {
                let known = self.model.epochs.insert((id, epoch), agent);
                if known.is_none() {
                    self.stats.assignments += 1;
                }
                if known.is_some_and(|known| known != agent) {
                    let what = format!("epoch {epoch} of {id} was with {known:?} and is with {agent}");
                    self.fail(Broken { rule: "R1: one agent each", what });
                }
            }
        }
        let agents: Vec<AgentView> = desk.agents().collect();
        for agent in &agents {
            let load = agent.assigned + agent.offered;
            let before = self.model.loads.insert(agent.id, load).unwrap_or(0);
            if load > usize::from(agent.capacity) && load > before {
                let what = format!("agent {} holds {load} of {}", agent.id, agent.capacity);
                self.fail(Broken { rule: "R2: nobody above capacity", what });
            }
        }
        self.check_loads(desk, &agents);
        self.check_nobody_waits(desk, &agents);
        self.check_order(desk);
    }

    /// The desk's own count of an agent's load is what its places say.
    fn check_loads(&mut self, desk: &Desk, agents: &[AgentView]) {
        for agent in agents {
            let held = desk.conversations().filter(|(_, place)| match place {
                PlaceView::Assigned { agent: holder, .. } | PlaceView::Offered { agent: holder, .. } => *holder == agent.id,
                PlaceView::Waiting | PlaceView::Gone => false,
            });
            let held = held.count();
            if held != agent.assigned + agent.offered {
                let what = format!("agent {} holds {held} and is counted with {} + {}", agent.id, agent.assigned, agent.offered);
                self.fail(Broken { rule: "R2: load is counted at once", what });
            }
            if held > usize::from(agent.capacity) && held > self.model.loads.get(&agent.id).copied().unwrap_or(0) {
                let what = format!("agent {} holds {held} of {}", agent.id, agent.capacity);
                self.fail(Broken { rule: "R2: nobody above capacity", what });
            }
        }
    }

    fn check_nobody_waits(&mut self, desk: &Desk, agents: &[AgentView]) {
        let waiting: Vec<ConversationId> = desk.queue().filter(|id| desk.place(*id) == Some(PlaceView::Waiting)).collect();
        for id in waiting {
            let skill = desk.required_skill(id).cloned();
            let asked = self.model.required.get(&id).cloned().flatten();
            if skill.is_some() && skill != asked {
                let what = format!("{id} is said to need {skill:?}, it asked for {asked:?}");
                self.fail(Broken { rule: "R3: only what was asked for is required", what });
            }
            if let Some(until) = desk.hold_until(id) {
                let longest = desk.policy().transfer_hold_s.max(desk.policy().preferred_hold_s);
                if until > self.now + Duration::from_secs(u64::from(longest)) {
                    self.fail(Broken { rule: "R3: holds are bounded", what: format!("{id} is held until {until:?}") });
                }
                continue;
            }
            let excluded: BTreeSet<AgentId> = desk.excluded(id).collect();
            let free = agents.iter().find(|agent| {
                agent.connected
                    && agent.presence == Presence::Online
                    && agent.assigned + agent.offered < usize::from(agent.capacity)
                    && skill.as_ref().is_none_or(|skill| agent.skills.contains(skill))
                    && !excluded.contains(&agent.id)
            });
            if let Some(agent) = free {
                let what = format!("{id} waits while agent {} is free", agent.id);
                self.fail(Broken { rule: "R3: nobody waits beside a free agent", what });
            }
        }
    }

    /// By when each is due, of what the desk was told: also after an agent was lost.
    fn check_order(&mut self, desk: &Desk) {
        let keys: Vec<_> = desk
            .queue()
            .filter_map(|id| self.model.told.get(&id))
            .filter(|summary| self.model.doubted.get(&summary.conversation).is_none_or(|doubted| *doubted <= summary.version))
            .map(|summary| (due(summary, desk.policy()), summary.queued_at, summary.conversation))
            .collect();
        if !keys.is_sorted() {
            self.fail(Broken { rule: "R4: the queue is in order, old places kept", what: format!("{keys:?}") });
        }
    }

    pub(crate) fn check_client(&mut self, view: &View) {
        let mut last = Seq(0);
        let mut seen = BTreeSet::new();
        for line in &view.lines {
            let seq = line.seq.unwrap_or(last);
            if (line.seq.is_some() && seq <= last) || !seen.insert(line.id) {
                let what = format!("message {} is shown at {:?} after {}", line.id, line.seq, last.0);
                return self.fail(Broken { rule: "M2: nothing is shown twice or out of order", what });
            }
            last = seq;
        }
    }

    /// After a reload every message of the visitor is still shown, sent or not.
    pub(crate) fn check_kept(&mut self, visitor: usize, client: &Client) {
        let shown: BTreeSet<MessageId> = client.view().lines.iter().map(|line| line.id).collect();
        let written = self.model.written.get(&self.visitors[visitor].conversation);
        let lost = written.into_iter().flat_map(BTreeMap::keys).find(|id| !shown.contains(id)).copied();
        if let Some(id) = lost {
            self.fail(Broken {
                rule: "M3: what was sent survives a reload",
                what: format!("message {id} of visitor {visitor} is gone"),
            });
        }
    }
}

/// A target after it was queued; the more pressing the sooner.
fn due(summary: &Summary, policy: &RoutingPolicy) -> Timestamp {
    let weight = match summary.priority {
        Priority::Urgent => policy.urgent_permille,
        Priority::High => policy.high_permille,
        Priority::Medium => 1_000,
        Priority::Low => policy.low_permille,
    };
    let target = u64::from(policy.channel(summary.channel).target_s) * 1_000;
    summary.queued_at + Duration::from_millis(target * 1_000 / u64::from(weight))
}
