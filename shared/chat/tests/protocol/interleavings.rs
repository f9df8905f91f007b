//! Two tabs of a visitor, an agent and a stranger against one conversation, over a network that drops, doubles, reorders and cuts,
//! with every host dying between any two effects. M1 to M3 are checked after each step against lists that only grow.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chat::client::{Among, Client, Connection, Delivery, Effect as TabEffect, Input as TabInput, Role};
use chat::server::{Conversation, Effect, Input, SocketId};
use proptest::prelude::*;
use wire::command::ConversationCommand;
use wire::{CloseReason, Entry, MessageId, Participant, ServerFrame, Timestamp, VisitorId, Write};

use crate::browser::{agent_role, escalate_input, keep, text_of};
use crate::edge::{ADA, BOB, CONVERSATION, Edge, STRANGER, VISITOR, agent, id};

/// What happens next; numbers choose among what is possible.
#[derive(Debug, Clone)]
enum Step {
    Act { tab: usize, what: u8, cut: usize },
    ToServer { tab: usize, cut: usize },
    ToTab { tab: usize, cut: usize },
    Spoil { tab: usize, to_server: bool, how: u8 },
    CutSocket { tab: usize },
    Reload { tab: usize },
    Sleep,
    Crash,
    Assign { bob: bool },
    Release,
    Wait { millis: u16 },
}

struct Tab {
    machine: Client,
    role: Role,
    who: Participant,
    /// Which storage it shares.
    storage: usize,
    socket: Option<SocketId>,
    up: VecDeque<String>,
    down: VecDeque<String>,
}

struct World {
    edge: Edge,
    tabs: Vec<Tab>,
    storages: Vec<BTreeMap<String, String>>,
    next_socket: u64,
    next_id: u128,
    epoch: u64,
    /// The reference: what was ever in the log, acknowledged, or submitted and stored by its browser.
    log: Vec<Entry>,
    acknowledged: BTreeSet<MessageId>,
    submitted: BTreeMap<MessageId, usize>,
}

const STRANGERS_TAB: usize = 3;

impl World {
    fn new() -> Self {
        let tab = |role: Role, who: Participant, storage: usize| Tab {
            machine: Client::new(role.clone(), CONVERSATION),
            role,
            who,
            storage,
            socket: None,
            up: VecDeque::new(),
            down: VecDeque::new(),
        };
        let visitor = |id: VisitorId| Participant::Visitor { id };
        Self {
            edge: Edge::new(),
            tabs: vec![
                tab(Role::Visitor, visitor(VISITOR), 0),
                tab(Role::Visitor, visitor(VISITOR), 0),
                tab(agent_role(), agent(ADA), 1),
                tab(Role::Visitor, visitor(STRANGER), 2),
            ],
            storages: vec![BTreeMap::new(); 3],
            next_socket: 0,
            next_id: 1_000,
            epoch: 0,
            log: Vec::new(),
            acknowledged: BTreeSet::new(),
            submitted: BTreeMap::new(),
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Act { tab, what, cut } => self.act(tab, what, cut),
            Step::ToServer { tab, cut } => {
                if let (Some(text), Some(socket)) = (self.tabs[tab].up.pop_front(), self.tabs[tab].socket) {
                    self.serve(Input::Frame { socket, text }, cut);
                }
            }
            Step::ToTab { tab, cut } => {
                if let Some(text) = self.tabs[tab].down.pop_front() {
                    self.tab(tab, TabInput::Frame { text }, cut);
                }
            }
            Step::Spoil { tab, to_server, how } => {
                let queue = if to_server { &mut self.tabs[tab].up } else { &mut self.tabs[tab].down };
                match how {
                    0 => drop(queue.pop_front()),
                    1 => queue.extend(queue.front().cloned()),
                    _ if queue.len() > 1 => queue.swap(0, 1),
                    _ => {}
                }
            }
            Step::CutSocket { tab } => self.cut(tab, None),
            Step::Reload { tab } => self.reload(tab),
            Step::Sleep => self.edge.sleep(),
            Step::Crash => self.crash(),
            Step::Assign { bob } => {
                self.epoch += 1;
                let agent = if bob { BOB } else { ADA };
                let assigned = wire::summary::Assigned { agent, name: crate::edge::name(agent), epoch: self.epoch };
                self.serve(Input::Command(ConversationCommand::Assign { assigned }), usize::MAX);
            }
            Step::Release => {
                let release = ConversationCommand::Release { agent: ADA, epoch: self.epoch };
                self.serve(Input::Command(release), usize::MAX);
            }
            Step::Wait { millis } => self.wait(u64::from(millis)),
        }
        self.check();
    }

    fn act(&mut self, tab: usize, what: u8, cut: usize) {
        if tab == STRANGERS_TAB && self.log.is_empty() {
            // Who says hello first owns it; ids are drawn at random, so that a stranger knows one only later.
            return;
        }
        self.next_id += 1;
        let number = id(self.next_id);
        let text = format!("text {}", self.next_id);
        let input = match what {
            0..=4 => TabInput::Submit { id: number, text: text.clone(), files: Vec::new() },
            5 => TabInput::Draft(text.clone()),
            6 => TabInput::Seen,
            7 | 8 => escalate_input(self.next_id),
            9 => TabInput::Resolve { id: number },
            14 => TabInput::Rate { id: number, score: 4, comment: Some("well".to_owned()) },
            10 => TabInput::Say { id: number, at: self.edge.now, from_visitor: true, text: text.clone(), intent: None },
            _ => TabInput::Online(true),
        };
        match among(what, number, &text) {
            Some(among) => {
                let now = self.edge.now;
                self.tabs[tab].machine.handle_among(among, now);
                self.drain_tab(tab, cut);
            }
            None => self.tab(tab, input, cut),
        }
        let storage = self.tabs[tab].storage;
        if self.storages[storage].values().any(|body| body.contains(&text) && !body.starts_with('"')) {
            self.submitted.insert(number, storage);
        }
    }

    /// A tab handles an input and dies after `cut` effects, if there are more.
    fn tab(&mut self, tab: usize, input: TabInput, cut: usize) {
        let now = self.edge.now;
        self.tabs[tab].machine.handle(input, now);
        self.drain_tab(tab, cut);
    }

    fn drain_tab(&mut self, tab: usize, cut: usize) {
        let mut done = 0;
        while let Some(effect) = self.tabs[tab].machine.poll_effect() {
            if done == cut {
                return self.reload(tab);
            }
            done += 1;
            match effect {
                TabEffect::Persist(writes) => {
                    let storage = self.tabs[tab].storage;
                    keep(&mut self.storages[storage], &writes);
                    self.tell_other_tabs(tab, &writes);
                }
                TabEffect::Connect => {
                    self.next_socket += 1;
                    let socket = SocketId(self.next_socket);
                    self.tabs[tab].socket = Some(socket);
                    self.serve(Input::Connected { socket, who: self.tabs[tab].who.clone() }, usize::MAX);
                    if self.tabs[tab].socket == Some(socket) {
                        let now = self.edge.now;
                        self.tabs[tab].machine.handle(TabInput::SocketOpened, now);
                    }
                }
                TabEffect::Send(frame) => self.tabs[tab].up.push_back(wire::encode(&frame)),
                TabEffect::Disconnect => self.hang_up(tab),
                TabEffect::Changed | TabEffect::Notify => {}
            }
        }
    }

    /// What a browser's `storage` event does.
    fn tell_other_tabs(&mut self, writer: usize, writes: &[Write]) {
        for tab in (0..self.tabs.len()).filter(|tab| *tab != writer) {
            if self.tabs[tab].storage == self.tabs[writer].storage {
                for write in writes {
                    let body = if let Write::Put { body, .. } = write { Some(body.clone()) } else { None };
                    self.tab(tab, TabInput::Stored { key: write.key().to_owned(), body }, usize::MAX);
                }
            }
        }
    }

    /// The edge handles an input and crashes after `cut` effects, if there are more.
    fn serve(&mut self, input: Input, cut: usize) {
        self.edge.machine.handle(input, self.edge.now);
        self.drain_edge(cut);
    }

    fn drain_edge(&mut self, cut: usize) {
        let effects = self.edge.drain(Some(cut));
        let is_asked = effects.iter().any(|effect| matches!(effect, Effect::Judge(_)));
        for effect in effects.iter() {
            match effect {
                Effect::Send { socket, frame } => {
                    if let ServerFrame::Ack { id, .. } = frame {
                        self.acknowledged.insert(*id);
                    }
                    if let Some(tab) = self.tabs.iter_mut().find(|tab| tab.socket == Some(*socket)) {
                        tab.down.push_back(wire::encode(frame));
                    }
                }
                Effect::Close { socket, reason } => {
                    if let Some(tab) = self.tabs.iter().position(|tab| tab.socket == Some(*socket)) {
                        self.cut(tab, Some(*reason));
                    }
                }
                Effect::Deliver { to, summary } => {
                    let version = summary.version;
                    self.edge.machine.handle(Input::Delivered { to: *to, version }, self.edge.now);
                }
                Effect::Persist(_) | Effect::Attach { .. } | Effect::Erase(_) | Effect::AskRetention | Effect::Judge(_) => {}
            }
        }
        if effects.len() == cut {
            self.crash();
        } else if is_asked {
            self.serve(Input::Judged(None), usize::MAX);
        }
    }

    /// The object dies; its sockets with it.
    fn crash(&mut self) {
        self.edge.attachments.clear();
        self.edge.machine = Conversation::restore(CONVERSATION, self.edge.records.clone()).unwrap();
        for tab in 0..self.tabs.len() {
            self.cut(tab, None);
        }
    }

    /// The tab's socket ends; what was on it is lost.
    fn cut(&mut self, tab: usize, reason: Option<CloseReason>) {
        if self.tabs[tab].socket.is_some() {
            self.hang_up(tab);
            let now = self.edge.now;
            self.tabs[tab].machine.handle(TabInput::SocketClosed { reason }, now);
            self.drain_tab(tab, usize::MAX);
        }
    }

    fn hang_up(&mut self, tab: usize) {
        self.tabs[tab].up.clear();
        self.tabs[tab].down.clear();
        if let Some(socket) = self.tabs[tab].socket.take() {
            self.edge.attachments.remove(&socket);
            self.serve(Input::Disconnected { socket }, usize::MAX);
        }
    }

    fn reload(&mut self, tab: usize) {
        self.hang_up(tab);
        let Tab { role, storage, .. } = &self.tabs[tab];
        self.tabs[tab].machine = Client::restore(role.clone(), CONVERSATION, self.storages[*storage].clone());
        self.tab(tab, TabInput::Online(true), usize::MAX);
    }

    fn wait(&mut self, millis: u64) {
        self.edge.now = Timestamp(self.edge.now.0 + millis);
        let now = self.edge.now;
        self.edge.machine.handle_timeout(now);
        self.drain_edge(usize::MAX);
        for tab in 0..self.tabs.len() {
            self.tabs[tab].machine.handle_timeout(now);
            self.drain_tab(tab, usize::MAX);
        }
    }

    fn check(&mut self) {
        let entries = self.edge.machine.entries().to_vec();
        // The log only grows, and what was acknowledged stays in it.
        assert_eq!(entries.get(..self.log.len()), Some(&self.log[..]));
        let ids: BTreeSet<MessageId> = entries.iter().map(|entry| entry.id).collect();
        assert_eq!(ids.len(), entries.len(), "each once");
        assert!(self.acknowledged.is_subset(&ids));
        self.log = entries;
        for tab in &self.tabs {
            let lines = tab.machine.view().lines;
            let shown: BTreeSet<MessageId> = lines.iter().map(|line| line.id).collect();
            assert_eq!(shown.len(), lines.len(), "nobody sees a line twice");
            let seqs: Vec<u64> = lines.iter().filter_map(|line| line.seq).map(|seq| seq.0).collect();
            assert!(seqs.windows(2).all(|pair| pair[1] == pair[0] + 1), "in order, without gaps: {seqs:?}");
        }
        assert!(self.tabs[STRANGERS_TAB].machine.view().lines.iter().all(|line| line.seq.is_none()), "not a stranger's");
        // M3: what a browser stored is in the log or still in that browser.
        for (message, storage) in &self.submitted {
            let kept = self.storages[*storage].values().any(|body| body.contains(&message.to_string()));
            assert!(kept || ids.contains(message), "{message:?} is lost");
        }
    }

    /// The network heals and everybody stays awake until nothing more happens.
    fn settle(&mut self) {
        // First new sockets, then new tabs too: an agent who came before the escalation was told that there is nothing.
        for round in 0..2 {
            (0..self.tabs.len()).for_each(|tab| if round == 0 { self.cut(tab, None) } else { self.reload(tab) });
            for _ in 0..200 {
                while self.tabs.iter().any(|tab| !tab.up.is_empty() || !tab.down.is_empty()) {
                    for tab in 0..self.tabs.len() {
                        self.step(Step::ToServer { tab, cut: usize::MAX });
                        self.step(Step::ToTab { tab, cut: usize::MAX });
                    }
                }
                let timers = self.tabs.iter().filter_map(|tab| tab.machine.poll_timeout());
                let Some(next) = timers.chain(self.edge.machine.poll_timeout()).min() else { break };
                self.wait(next.0.saturating_sub(self.edge.now.0));
            }
            self.check_settled(round == 1);
        }
    }

    fn check_settled(&self, agents_too: bool) {
        for (number, tab) in self.tabs.iter().enumerate() {
            if number == STRANGERS_TAB || self.log.is_empty() || (tab.role != Role::Visitor && !agents_too) {
                continue;
            }
            let view = tab.machine.view();
            assert_eq!(view.pending, 0, "tab {number} has something on its way: {view:?}");
            assert_eq!(view.connection, Connection::Online);
            let held: Vec<MessageId> = view.lines.iter().filter(|line| line.seq.is_some()).map(|line| line.id).collect();
            assert_eq!(held, self.log.iter().map(|entry| entry.id).collect::<Vec<_>>(), "tab {number} shows the log");
            for line in view.lines.iter().filter(|line| line.seq.is_none()) {
                assert!(matches!(line.delivery, Delivery::Local | Delivery::Refused(_)) && text_of(line).is_some(), "{line:?}");
            }
        }
    }
}

fn among(what: u8, id: MessageId, text: &str) -> Option<Among> {
    match what {
        12 => Some(Among::Note { id, text: text.to_owned(), mentions: vec![BOB] }),
        13 => Some(Among::Tag { id, tag: format!("tag {}", id.bits() % 3), on: id.bits().is_multiple_of(2) }),
        15 => Some(Among::Draft(text.to_owned())),
        _ => None,
    }
}

fn step() -> impl Strategy<Value = Step> {
    let tab = 0..4usize;
    let cut = prop_oneof![8 => Just(usize::MAX), 1 => 0..6usize];
    prop_oneof![
        6 => (tab.clone(), 0..16u8, cut.clone()).prop_map(|(tab, what, cut)| Step::Act { tab, what, cut }),
        12 => (tab.clone(), cut.clone()).prop_map(|(tab, cut)| Step::ToServer { tab, cut }),
        12 => (tab.clone(), cut).prop_map(|(tab, cut)| Step::ToTab { tab, cut }),
        5 => (tab.clone(), any::<bool>(), 0..3u8).prop_map(|(tab, to_server, how)| Step::Spoil { tab, to_server, how }),
        1 => tab.clone().prop_map(|tab| Step::CutSocket { tab }),
        1 => tab.prop_map(|tab| Step::Reload { tab }),
        1 => Just(Step::Sleep),
        1 => Just(Step::Crash),
        2 => any::<bool>().prop_map(|bob| Step::Assign { bob }),
        1 => Just(Step::Release),
        3 => (0..4_000u16).prop_map(|millis| Step::Wait { millis }),
    ]
}

proptest! {
    #[test]
    fn m1_m2_m3_hold_whatever_is_lost_doubled_reordered_or_dies(steps in prop::collection::vec(step(), 1..150)) {
        let mut world = World::new();
        for tab in 0..4 {
            world.step(Step::Act { tab, what: 11, cut: usize::MAX });
        }
        world.step(Step::Act { tab: 0, what: 7, cut: usize::MAX });
        for step in steps {
            world.step(step);
        }
        world.settle();
    }
}
