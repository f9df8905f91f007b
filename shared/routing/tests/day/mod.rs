//! A desk, its agents and its conversations through one random day, with the reference beside it.

use std::collections::BTreeMap;
use std::time::Duration;

use routing::{Input, PlaceView, SocketId};
use wire::command::ConversationCommand;
use wire::floor::ForcedReason;
use wire::policy::Experiment;
use wire::*;

use super::host::{self, Host, agent, conversation, summary};
use super::reference::{Place, Reference};
use super::{CONVERSATIONS, SKILLS, Step};

const PRESENCES: [Presence; 5] = [Presence::Online, Presence::Online, Presence::Online, Presence::Busy, Presence::Offline];

/// Everything around the desk, and the reference beside it.
pub(crate) struct Day {
    pub(crate) host: Host,
    reference: Reference,
    /// The conversations themselves, as they last told.
    told: BTreeMap<ConversationId, Summary>,
    mail: Vec<Summary>,
    commands: Vec<(ConversationId, ConversationCommand)>,
    sockets: u64,
    /// Whom a supervisor gives something just now.
    forced: Option<AgentId>,
    /// R1: who was ever assigned under an epoch.
    epochs: BTreeMap<(ConversationId, u64), AgentId>,
    /// All that came out, to compare two days.
    pub(crate) trace: Vec<String>,
    /// What each socket shows: its last frame of each kind.
    pub(crate) screens: BTreeMap<SocketId, BTreeMap<&'static str, String>>,
}

impl Day {
    pub(crate) fn new(sleepy: bool) -> Self {
        let host = Host { sleepy, ..Host::at(100_000_000) };
        let mut day = Day {
            host,
            reference: Reference::default(),
            told: BTreeMap::new(),
            mail: Vec::new(),
            commands: Vec::new(),
            sockets: 0,
            forced: None,
            epochs: BTreeMap::new(),
            trace: Vec::new(),
            screens: BTreeMap::new(),
        };
        for who in 0..2 {
            day.play(&Step::Connect { agent: who });
            day.play(&Step::Presence { agent: who, presence: 0 });
        }
        day
    }

    pub(crate) fn play(&mut self, step: &Step) {
        match step {
            Step::Arrive { conversation, skill, priority, channel, is_vip } => {
                let id = host::conversation(*conversation as u128);
                let now = self.host.now;
                self.change(id, |told| {
                    if told.version == 0 || told.state == ConversationState::Resolved {
                        (told.state, told.queued_at, told.assigned) = (ConversationState::Open, now, None);
                        told.skill = SKILLS.get(*skill).map(|skill| SkillId::new(skill).unwrap());
                        told.priority = [Priority::Low, Priority::Medium, Priority::High, Priority::Urgent][*priority];
                        // A conversation keeps its channel; most come by chat.
                        if told.version == 0 {
                            told.channel = Channel::ALL.get(*channel).copied().unwrap_or_default();
                        }
                        told.tier = if *is_vip { Tier::Vip } else { Tier::Standard };
                        told.transfer = None;
                    }
                });
            }
            Step::Write { conversation } => {
                let id = host::conversation(*conversation as u128);
                if self.told.contains_key(&id) {
                    self.change(id, |told| told.messages += 1);
                }
            }
            Step::Resolve { conversation } => self.end(*conversation, ConversationState::Resolved, None),
            Step::GiveBack { conversation } => self.end(*conversation, ConversationState::Open, None),
            Step::Transfer { conversation, to } => {
                let to = match to {
                    0..=3 => TransferTarget::Agent { agent: AgentId::from_bits(*to as u128) },
                    4 => TransferTarget::Team { team: TeamId::new("even").unwrap() },
                    5 => TransferTarget::Skill { skill: SkillId::new(SKILLS[0]).unwrap() },
                    _ => TransferTarget::Anybody,
                };
                self.end(*conversation, ConversationState::Open, Some(to));
            }
            Step::Policy { rule, experiment } => {
                let rules = [Rule::Index, Rule::RoundRobin, Rule::LongestIdle, Rule::LeastLoaded, Rule::SkillMatch];
                let since = self.host.now;
                let policy = RoutingPolicy {
                    rule: rules.get(*rule).copied().unwrap_or_default(),
                    experiment: experiment.then_some(Experiment { against: Rule::RoundRobin, since, period_s: 90 }),
                    ..RoutingPolicy::default()
                };
                self.feed(Input::PolicyChanged(Box::new(policy.clone())), |reference, _| reference.policy = policy);
            }
            Step::Summary { which, again } => {
                if !self.mail.is_empty() {
                    let which = which % self.mail.len();
                    let summary = if *again { self.mail[which].clone() } else { self.mail.remove(which) };
                    self.feed(Input::Summarised(Box::new(summary.clone())), |reference, now| reference.summarised(&summary, now));
                }
            }
            Step::Command { which, again, acknowledged } => {
                if !self.commands.is_empty() {
                    let which = which % self.commands.len();
                    let (id, command) = if *again { self.commands[which].clone() } else { self.commands.remove(which) };
                    self.obey(id, &command);
                    let input = if *acknowledged {
                        Input::CommandDelivered { conversation: id, command }
                    } else {
                        Input::CommandFailed { conversation: id }
                    };
                    self.feed(input, |_, _| {});
                }
            }
            Step::Connect { agent } => self.connect(*agent),
            Step::Disconnect { socket } => {
                if let Some(socket) = self.pick_socket(*socket) {
                    self.host.attachments.remove(&SocketId(socket));
                    self.feed(Input::AgentDisconnected { socket: SocketId(socket) }, |reference, now| {
                        reference.disconnect(socket, now)
                    });
                }
            }
            Step::Presence { agent, presence } => {
                let presence = PRESENCES[*presence];
                self.say(*agent, AgentFrame::SetPresence { presence }, |reference, id, now| {
                    reference.presence(id, presence, now)
                });
            }
            Step::Capacity { agent, capacity } => {
                self.say(*agent, AgentFrame::SetCapacity { capacity: *capacity }, |reference, id, now| {
                    reference.capacity(id, *capacity, now)
                });
            }
            Step::Profile { agent, skills, secondary, capacity, takes_calls } => {
                let mut profile = profile(*agent, *skills, *capacity);
                profile.secondary_skills = some_skills(*secondary);
                if *takes_calls {
                    profile.channels = [(Channel::Phone, 1), (Channel::Chat, 1), (Channel::Email, 2)]
                        .map(|(channel, most)| ChannelCapacity { channel, most })
                        .to_vec();
                }
                self.feed(Input::ProfileChanged(profile.clone()), |reference, now| reference.profile(&profile, now));
            }
            Step::Remove { agent } => {
                let id = AgentId::from_bits(*agent as u128);
                self.feed(Input::AgentRemoved(id), |reference, _| reference.remove(id));
            }
            Step::Accept { offer } => {
                if let Some((id, who, offer)) = self.pick_offer(*offer) {
                    self.say(who, AgentFrame::Accept { offer }, |reference, agent, now| reference.accept(id, agent, now));
                }
            }
            Step::Decline { offer } => {
                if let Some((id, who, offer)) = self.pick_offer(*offer) {
                    self.say(who, AgentFrame::Decline { offer }, |reference, agent, now| reference.decline(id, agent, now));
                }
            }
            Step::Meddle { agent, offer } => {
                if let Some((_, who, offer)) = self.pick_offer(*offer).filter(|(_, who, _)| who != agent) {
                    assert_ne!(who, *agent);
                    self.say(*agent, AgentFrame::Accept { offer }, |_, _, _| {});
                }
            }
            Step::Force { conversation, agent, is_supervisor } => {
                let (id, who) = (host::conversation(*conversation as u128), AgentId::from_bits(*agent as u128));
                let by = supervisor(*is_supervisor);
                self.forced = Some(who);
                let reason = ForcedReason::Expert;
                self.feed(Input::AssignedBy { by, conversation: id, agent: who, reason }, |reference, now| {
                    if *is_supervisor {
                        reference.force(id, who, now);
                    }
                });
                self.forced = None;
            }
            Step::SetPresence { agent, presence } => {
                let who = AgentId::from_bits(*agent as u128);
                let presence = PRESENCES[*presence];
                self.feed(Input::PresenceSetBy { by: supervisor(true), agent: who, presence }, |reference, now| {
                    if reference.agents.get(&who).is_some_and(|agent| !agent.sockets.is_empty()) {
                        reference.presence(who, presence, now);
                    }
                });
            }
            Step::Pass { seconds } => self.pass(Duration::from_secs(*seconds)),
            Step::ClockBack { seconds } => self.host.now = Timestamp(self.host.now.0 - seconds * 1_000),
            Step::Crash => {
                self.host.crash();
                self.reference.crash();
            }
            Step::Die { effects } => self.host.dies_after = Some(*effects),
        }
    }

    /// Feeds desk and reference, then compares and checks the rules.
    pub(crate) fn feed(&mut self, input: Input, also: impl FnOnce(&mut Reference, Timestamp)) {
        let dies = self.host.dies_after.is_some();
        let before: BTreeMap<AgentId, usize> = self.reference.agents.keys().map(|id| (*id, self.reference.load(*id))).collect();
        let now = self.host.now;
        if self.host.feed(input) {
            self.reference.begin(now);
            also(&mut self.reference, now);
            self.reference.finish(now);
        }
        self.after(dies, &before);
    }

    pub(crate) fn timeout(&mut self) {
        let dies = self.host.dies_after.is_some();
        let before: BTreeMap<AgentId, usize> = self.reference.agents.keys().map(|id| (*id, self.reference.load(*id))).collect();
        if self.host.timeout() {
            self.reference.begin(self.host.now);
            self.reference.finish(self.host.now);
        }
        self.after(dies, &before);
    }

    fn after(&mut self, died: bool, before: &BTreeMap<AgentId, usize>) {
        if died {
            self.reference.crash();
        }
        let commands = self.host.take_commands();
        let frames = std::mem::take(&mut self.host.frames);
        let receipts = std::mem::take(&mut self.host.receipts);
        // When lists are shown depends on when the desk woke; what they show in the end does not.
        let own: Vec<_> =
            frames.iter().filter(|(_, frame)| !matches!(frame, DeskFrame::Queue { .. } | DeskFrame::Team { .. })).collect();
        if !(own.is_empty() && commands.is_empty() && receipts.is_empty()) {
            self.trace.push(format!("{own:?} {commands:?} {receipts:?} {:?}", self.host.closed));
        }
        self.commands.extend(commands);
        for (socket, frame) in frames {
            if let Some((kind, shown)) = screen(&frame) {
                self.screens.entry(socket).or_default().insert(kind, shown);
            }
        }
        self.check(before, died);
    }

    fn check(&mut self, before: &BTreeMap<AgentId, usize>, died: bool) {
        let desk = &self.host.desk;
        assert_eq!(desk.conversations().count(), self.reference.conversations.len());
        for (id, place) in desk.conversations() {
            assert!(self.reference.agrees(id, &place), "{id}: {place:?}, not {:?}", self.reference.conversations.get(&id));
            let excluded: Vec<AgentId> = self.reference.conversations[&id].excluded.keys().copied().collect();
            assert_eq!(desk.excluded(id).collect::<Vec<_>>(), excluded);
            if let PlaceView::Assigned { agent, epoch } = place {
                assert_eq!(*self.epochs.entry((id, epoch)).or_insert(agent), agent, "R1: one agent under one epoch");
            }
        }
        for agent in desk.agents() {
            let load = agent.assigned + agent.offered;
            let grew = load > before.get(&agent.id).copied().unwrap_or(0);
            if self.forced == Some(agent.id) {
                let most = usize::from(agent.capacity.saturating_add(limits::FORCED_BEYOND));
                assert!(!grew || agent.assigned <= most, "SV3: only so far beyond capacity");
                assert!(
                    !grew || agent.offered == 0 || load <= usize::from(agent.capacity),
                    "SV3: what no longer fits is taken back"
                );
            } else {
                assert!(!grew || load <= usize::from(agent.capacity), "R2: over capacity by the router's doing");
            }
            assert_eq!(
                (agent.capacity, agent.presence),
                (self.reference.agents[&agent.id].capacity, self.reference.agents[&agent.id].presence)
            );
        }
        let mut order: Vec<ConversationId> = desk.queue().collect();
        order.sort_by_key(|id| self.reference.order(*id));
        assert_eq!(desk.queue().collect::<Vec<_>>(), order, "the old place");
        if !died && !self.reference.agents.is_empty() {
            assert_eq!(self.reference.unserved(self.host.now), [], "R3: somebody waits although there is room");
            let due = self.reference.next_deadline();
            assert!(due.is_none() || desk.poll_timeout() <= due && desk.poll_timeout().is_some(), "no timer is lost");
        }
    }

    fn change(&mut self, id: ConversationId, change: impl FnOnce(&mut Summary)) {
        let told = self.told.entry(id).or_insert_with(|| Summary { version: 0, ..summary(id.bits(), 0) });
        change(told);
        told.version += 1;
        self.mail.push(told.clone());
    }

    /// The assigned agent resolves it or gives it back.
    fn end(&mut self, which: usize, state: ConversationState, to: Option<TransferTarget>) {
        let id = conversation(which as u128);
        if self.told.get(&id).is_some_and(|told| told.assigned.is_some()) {
            self.change(id, |told| {
                told.state = state;
                if let Some(TransferTarget::Skill { skill }) = &to {
                    told.skill = Some(skill.clone());
                }
                let Some(assigned) = told.assigned.take() else { return };
                told.released_epoch = assigned.epoch;
                told.transfer = to.map(|to| Transfer { to, from: assigned.agent });
            });
        }
    }

    /// What a conversation does with a command: the newest epoch counts.
    fn obey(&mut self, id: ConversationId, command: &ConversationCommand) {
        let told = &self.told[&id];
        let current = told.assigned.as_ref().map(|assigned| assigned.epoch);
        let seen = current.unwrap_or(0).max(told.released_epoch);
        match command {
            ConversationCommand::Assign { assigned } if assigned.epoch > seen => {
                self.change(id, |told| {
                    told.served_by = Some(assigned.agent);
                    told.transfer = None;
                    told.assigned = Some(assigned.clone());
                });
            }
            ConversationCommand::Release { epoch, .. } if current == Some(*epoch) => self.change(id, |told| {
                told.assigned = None;
                told.released_epoch = *epoch;
            }),
            ConversationCommand::Assign { .. } | ConversationCommand::Release { .. } => {}
        }
    }

    fn connect(&mut self, who: usize) {
        self.sockets += 1;
        let socket = self.sockets;
        let profile = self
            .reference
            .agents
            .get(&AgentId::from_bits(who as u128))
            .map_or_else(|| profile(who, who, 2), |agent| agent.profile.clone());
        self.feed(Input::AgentConnected { socket: SocketId(socket), profile: profile.clone() }, |reference, now| {
            reference.connect(socket, &profile, now);
        });
        let hello = AgentFrame::Hello { protocol: hello::PROTOCOL, build: "test".into() };
        if self.host.attachments.contains_key(&SocketId(socket)) {
            self.feed(Input::Frame { socket: SocketId(socket), text: encode(&hello) }, |_, _| {});
        }
    }

    fn say(&mut self, who: usize, frame: AgentFrame, also: impl FnOnce(&mut Reference, AgentId, Timestamp)) {
        let id = AgentId::from_bits(who as u128);
        // Sockets whose hello was cut off may not speak.
        let socket = self
            .host
            .attachments
            .iter()
            .find(|(_, attachment)| attachment.agent == id && attachment.greeted)
            .map(|(socket, _)| *socket);
        if let Some(socket) = socket {
            self.host.now = self.host.now + limits::FRAME_PAUSE;
            self.feed(Input::Frame { socket, text: encode(&frame) }, |reference, now| also(reference, id, now));
        }
    }

    pub(crate) fn pass(&mut self, duration: Duration) {
        let end = self.host.now + duration;
        while let Some(due) = self.host.desk.poll_timeout().filter(|due| *due <= end) {
            self.host.now = self.host.now.max(due);
            self.timeout();
        }
        self.host.now = self.host.now.max(end);
    }

    fn pick_socket(&self, which: usize) -> Option<u64> {
        let sockets: Vec<u64> = self.host.attachments.keys().map(|socket| socket.0).collect();
        sockets.get(which.checked_rem(sockets.len())?).copied()
    }

    fn pick_offer(&self, which: usize) -> Option<(ConversationId, usize, OfferId)> {
        let offers: Vec<_> = self
            .host
            .desk
            .conversations()
            .filter_map(|(id, _)| self.host.offer(id).map(|(agent, offer)| (id, agent.bits() as usize, offer)))
            .collect();
        offers.get(which.checked_rem(offers.len())?).copied()
    }

    /// R4 and DK5: with willing agents and a network that delivers, everybody is answered and both sides agree.
    pub(crate) fn come_to_rest(&mut self) {
        self.host.dies_after = None;
        // One for each, since a call takes all of an agent.
        for who in 9..9 + CONVERSATIONS {
            self.connect(who);
            self.say(who, AgentFrame::SetCapacity { capacity: 20 }, |reference, id, now| reference.capacity(id, 20, now));
            let everything = AgentProfile {
                teams: vec![TeamId::new("even").unwrap()],
                channels: Channel::ALL.map(|channel| ChannelCapacity { channel, most: 20 }).to_vec(),
                ..agent(who as u128, &SKILLS, 20)
            };
            self.feed(Input::ProfileChanged(everything.clone()), |reference, now| reference.profile(&everything, now));
            self.say(who, AgentFrame::SetPresence { presence: Presence::Online }, |reference, id, now| {
                reference.presence(id, Presence::Online, now)
            });
        }
        for _ in 0..40 {
            while !self.mail.is_empty() {
                self.play(&Step::Summary { which: 0, again: false });
            }
            while !self.commands.is_empty() {
                self.play(&Step::Command { which: 0, again: false, acknowledged: true });
            }
            while let Some(offer) = (0..CONVERSATIONS).find(|offer| self.pick_offer(*offer).is_some_and(|(_, who, _)| who >= 9)) {
                self.play(&Step::Accept { offer });
            }
            if self.mail.is_empty() && self.commands.is_empty() && self.host.desk.queue().next().is_none() && self.is_agreed() {
                break;
            }
            // A conversation repeats its summary until it is receipted; here it simply does.
            self.mail.extend(self.told.values().cloned());
            self.pass(Duration::from_secs(15));
        }
        self.check_screens();
        for (id, told) in &self.told {
            let place = self.host.desk.place(*id);
            if told.state == ConversationState::Resolved {
                assert_eq!(place, Some(PlaceView::Gone));
            } else {
                let Some(PlaceView::Assigned { agent, epoch }) = place else { panic!("R4: {id} was never answered: {place:?}") };
                assert_eq!(
                    told.assigned.as_ref().map(|assigned| (assigned.agent, assigned.epoch)),
                    Some((agent, epoch)),
                    "DK5: both agree"
                );
            }
        }
        assert!(self.reference.conversations.values().all(|conversation| conversation.place != Place::Waiting));
    }

    /// Both sides agree, and no grace is running that would change it.
    fn is_agreed(&self) -> bool {
        if self.host.desk.agents().any(|agent| !agent.connected && agent.assigned + agent.offered > 0) {
            return false;
        }
        self.told.iter().all(|(id, told)| match self.host.desk.place(*id) {
            Some(PlaceView::Gone) => told.state == ConversationState::Resolved,
            Some(PlaceView::Assigned { epoch, .. }) => told.assigned.as_ref().is_some_and(|assigned| assigned.epoch == epoch),
            Some(PlaceView::Waiting | PlaceView::Offered { .. }) | None => false,
        })
    }

    /// Whoever says hello anew is shown what the socket shows already.
    fn check_screens(&mut self) {
        self.host.now = self.host.now + Duration::from_secs(10);
        self.timeout();
        let hello = encode(&AgentFrame::Hello { protocol: hello::PROTOCOL, build: "test".into() });
        let greeted: Vec<SocketId> =
            self.host.attachments.iter().filter(|(_, attachment)| attachment.greeted).map(|(socket, _)| *socket).collect();
        for socket in greeted {
            let before = self.screens[&socket].clone();
            self.feed(Input::Frame { socket, text: hello.clone() }, |_, _| {});
            assert_eq!(self.screens[&socket], before, "a change was not told");
        }
    }
}

fn profile(who: usize, skills: usize, capacity: u8) -> AgentProfile {
    let teams = if who.is_multiple_of(2) { vec![TeamId::new("even").unwrap()] } else { Vec::new() };
    AgentProfile { skills: some_skills(skills), teams, ..agent(who as u128, &[], capacity) }
}

/// Somebody beyond the staff of the day, who may or may not do it.
fn supervisor(is_one: bool) -> AgentProfile {
    let role = if is_one { Role::Supervisor } else { Role::Agent };
    AgentProfile { role, ..agent(99, &[], 1) }
}

fn some_skills(bits: usize) -> Vec<SkillId> {
    let picked = SKILLS.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    picked.map(|(_, skill)| SkillId::new(skill).unwrap()).collect()
}

/// What a frame puts on screen, apart from the desk's clock.
fn screen(frame: &DeskFrame) -> Option<(&'static str, String)> {
    match frame {
        DeskFrame::Mine { conversations, sla } => Some(("mine", format!("{conversations:?} {sla:?}"))),
        DeskFrame::Mentions { conversations } => Some(("mentions", format!("{conversations:?}"))),
        DeskFrame::Offers { offers, .. } => Some(("offers", format!("{offers:?}"))),
        DeskFrame::Queue { items, total } => Some(("queue", format!("{total} {items:?}"))),
        DeskFrame::Team { agents, total } => Some(("team", format!("{total} {agents:?}"))),
        DeskFrame::Welcome { presence, me, .. } => Some(("me", format!("{presence:?} {}", me.capacity))),
        DeskFrame::Me { presence, capacity } => Some(("me", format!("{presence:?} {capacity}"))),
        DeskFrame::OfferGone { .. } | DeskFrame::Supervised { .. } | DeskFrame::Unknown => None,
    }
}
