//! Simulated agents: they come and go, accept or not, answer, resolve, give back, close the browser in mid-sentence.

use std::collections::BTreeMap;

use chat::client::{Among, Client, Effect, Input, Role};
use wire::hello::PROTOCOL;
use wire::{
    AgentFrame, AgentId, AgentProfile, CloseReason, ConversationId, DeskFrame, MessageId, OfferId, Presence, Summary, decode,
    encode,
};

use crate::calls::{Event, ObjectId};
use crate::dice::Dice;
use crate::network::Peer;
use crate::visitor::{Tab, closed, keep};
use crate::world::{World, skills};

#[derive(Debug)]
pub(crate) struct Agent {
    pub(crate) profile: AgentProfile,
    pub(crate) desk: Option<u64>,
    offers: Vec<OfferId>,
    mine: Vec<Summary>,
    pub(crate) threads: BTreeMap<ConversationId, Tab>,
    storage: BTreeMap<ConversationId, BTreeMap<String, String>>,
    said: u32,
    /// Never comes back.
    gone: bool,
}

impl Agent {
    pub(crate) fn new(number: u64, dice: &mut Dice) -> Self {
        // The first one can do everything, so that all work can be done in the end.
        let skills =
            if number == 0 || dice.chance(500) { skills().to_vec() } else { dice.pick(&skills()).cloned().into_iter().collect() };
        let capacity = u8::try_from(dice.between(1, 3)).unwrap_or(1);
        Self {
            profile: AgentProfile::new(AgentId::from_bits(dice.bits()), format!("Agent {number}"), skills, capacity),
            desk: None,
            offers: Vec::new(),
            mine: Vec::new(),
            threads: BTreeMap::new(),
            storage: BTreeMap::new(),
            said: 0,
            gone: false,
        }
    }
}

impl World {
    /// Some of the agents leave for good; the first stays and does what is left.
    pub(crate) fn agents_leave(&mut self) {
        for agent in 1..self.agents.len() {
            if self.dice.chance(300) {
                self.agents[agent].gone = true;
                self.close_browser(agent);
            }
        }
    }

    pub(crate) fn agent_step(&mut self, agent: usize) {
        if self.agents[agent].gone {
            return;
        }
        if self.agents[agent].desk.is_none() {
            if !self.faults || self.dice.chance(400) {
                let link = self.open(ObjectId::Desk, Peer::Desk(agent));
                self.agents[agent].desk = Some(link);
            }
        } else if self.faults {
            self.agent_acts(agent);
        } else {
            self.agent_works(agent);
        }
        let wait = self.dice.millis(300, 3000);
        self.at(wait, Event::Agent(agent));
    }

    /// Anything an agent might do.
    fn agent_acts(&mut self, agent: usize) {
        let offer = self.agents[agent].offers.first().copied();
        let thread = {
            let threads: Vec<ConversationId> = self.agents[agent].threads.keys().copied().collect();
            self.dice.pick(&threads).copied()
        };
        match (self.dice.between(0, 34), offer, thread) {
            (0, _, _) => self.close_browser(agent),
            (1, _, _) => {
                let presence = *self.dice.pick(&[Presence::Busy, Presence::Offline]).unwrap_or(&Presence::Busy);
                self.tell_desk(agent, &AgentFrame::SetPresence { presence });
            }
            (2..=5, _, _) => self.tell_desk(agent, &AgentFrame::SetPresence { presence: Presence::Online }),
            (6, _, _) => {
                let capacity = u8::try_from(self.dice.between(1, 4)).unwrap_or(1);
                self.tell_desk(agent, &AgentFrame::SetCapacity { capacity });
            }
            (7..=8, Some(offer), _) => self.tell_desk(agent, &AgentFrame::Decline { offer }),
            (9..=17, Some(offer), _) => self.tell_desk(agent, &AgentFrame::Accept { offer }),
            (18, _, Some(conversation)) => {
                let id = MessageId::from_bits(self.dice.bits());
                self.thread_input(agent, conversation, Input::Release { id });
            }
            (19..=20, _, Some(conversation)) => {
                let id = MessageId::from_bits(self.dice.bits());
                self.thread_input(agent, conversation, Input::Resolve { id });
            }
            (21..=23, _, Some(conversation)) => {
                let id = MessageId::from_bits(self.dice.bits());
                let called: Vec<AgentId> = self.agents.iter().map(|agent| agent.profile.id).collect();
                let mentions = self.dice.pick(&called).copied().into_iter().collect();
                self.thread_among(agent, conversation, Among::Note { id, text: "among ourselves".to_owned(), mentions });
            }
            (24..=25, _, Some(conversation)) => {
                let id = MessageId::from_bits(self.dice.bits());
                let tag = format!("tag {}", self.dice.between(0, 3));
                let on = self.dice.chance(600);
                self.thread_among(agent, conversation, Among::Tag { id, tag, on });
            }
            (_, _, Some(conversation)) => {
                let id = MessageId::from_bits(self.dice.bits());
                let person = &mut self.agents[agent];
                person.said += 1;
                let text = format!("{} says {}", person.profile.name, person.said);
                self.thread_input(agent, conversation, Input::Submit { id, text });
            }
            _ => {}
        }
    }

    /// What a willing agent does until nothing is left.
    fn agent_works(&mut self, agent: usize) {
        self.tell_desk(agent, &AgentFrame::SetPresence { presence: Presence::Online });
        for offer in self.agents[agent].offers.clone() {
            self.tell_desk(agent, &AgentFrame::Accept { offer });
        }
        let threads: Vec<ConversationId> = self.agents[agent].threads.keys().copied().collect();
        for conversation in threads {
            let id = MessageId::from_bits(self.dice.bits());
            let view = self.agents[agent].threads.get(&conversation).map(|thread| thread.client.view());
            if view.is_some_and(|view| view.pending == 0) {
                self.thread_input(agent, conversation, Input::Resolve { id });
            }
        }
    }

    fn close_browser(&mut self, agent: usize) {
        let person = &mut self.agents[agent];
        let threads = std::mem::take(&mut person.threads);
        let links: Vec<u64> = threads.into_values().filter_map(|thread| thread.link).chain(person.desk.take()).collect();
        person.offers.clear();
        person.mine.clear();
        for link in links {
            self.close_by_peer(link);
        }
    }

    fn tell_desk(&mut self, agent: usize, frame: &AgentFrame) {
        if let Some(link) = self.agents[agent].desk {
            self.send_to_object(link, encode(frame));
        }
    }

    /// A frame, or an empty text when the socket opens.
    pub(crate) fn desk_says(&mut self, agent: usize, link: u64, text: &str) {
        if self.agents[agent].desk != Some(link) {
            return;
        }
        if text.is_empty() {
            self.tell_desk(agent, &AgentFrame::Hello { protocol: PROTOCOL, build: "simulated".to_owned() });
            self.tell_desk(agent, &AgentFrame::SetPresence { presence: Presence::Online });
            return;
        }
        match decode(text) {
            Ok(DeskFrame::Offers { offers, .. }) => {
                self.agents[agent].offers = offers.into_iter().map(|offer| offer.id).collect()
            }
            Ok(DeskFrame::Mine { conversations }) => {
                self.agents[agent].mine = conversations;
                self.show_threads(agent);
            }
            Ok(
                DeskFrame::Welcome { .. }
                | DeskFrame::Me { .. }
                | DeskFrame::Queue { .. }
                | DeskFrame::Mentions { .. }
                | DeskFrame::Team { .. }
                | DeskFrame::OfferGone { .. }
                | DeskFrame::Supervised { .. }
                | DeskFrame::Unknown,
            ) => {}
            Err(error) => self.fail(crate::world::Broken { rule: "every frame is read", what: error.to_string() }),
        }
    }

    pub(crate) fn desk_lost(&mut self, agent: usize, link: u64, _reason: Option<CloseReason>) {
        if self.agents[agent].desk == Some(link) {
            self.agents[agent].desk = None;
            self.agents[agent].offers.clear();
        }
    }

    /// Opens a thread for each conversation the agent has, and closes the others.
    fn show_threads(&mut self, agent: usize) {
        let wanted: Vec<ConversationId> = self.agents[agent].mine.iter().map(|summary| summary.conversation).collect();
        let shown: Vec<ConversationId> = self.agents[agent].threads.keys().copied().collect();
        for conversation in shown {
            if !wanted.contains(&conversation)
                && let Some(Tab { link: Some(link), .. }) = self.agents[agent].threads.remove(&conversation)
            {
                self.close_by_peer(link);
            }
        }
        for conversation in wanted {
            let person = &mut self.agents[agent];
            if person.threads.contains_key(&conversation) {
                continue;
            }
            let role = Role::Agent { id: person.profile.id, name: person.profile.name.clone() };
            let storage = person.storage.entry(conversation).or_default().clone();
            let client = Client::restore(role, conversation, storage);
            person.threads.insert(conversation, Tab { client, link: None });
            self.thread_input(agent, conversation, Input::Online(true));
        }
    }

    pub(crate) fn agent_timer(&mut self, agent: usize, conversation: ConversationId) {
        let now = self.now;
        let Some(thread) = self.agents[agent].threads.get_mut(&conversation) else { return };
        if thread.client.poll_timeout().is_some_and(|at| at <= now) {
            thread.client.handle_timeout(now);
            self.drain_thread(agent, conversation);
        }
    }

    pub(crate) fn thread_socket(&mut self, agent: usize, conversation: ConversationId, link: u64, input: Input) {
        let Some(thread) = self.agents[agent].threads.get_mut(&conversation) else { return };
        if thread.link != Some(link) {
            return;
        }
        if matches!(input, Input::SocketClosed { .. }) {
            thread.link = None;
        }
        self.thread_input(agent, conversation, input);
    }

    fn thread_input(&mut self, agent: usize, conversation: ConversationId, input: Input) {
        let now = self.now;
        let Some(thread) = self.agents[agent].threads.get_mut(&conversation) else { return };
        thread.client.handle(input, now);
        self.drain_thread(agent, conversation);
    }

    fn thread_among(&mut self, agent: usize, conversation: ConversationId, among: Among) {
        let now = self.now;
        let Some(thread) = self.agents[agent].threads.get_mut(&conversation) else { return };
        thread.client.handle_among(among, now);
        self.drain_thread(agent, conversation);
    }

    fn drain_thread(&mut self, agent: usize, conversation: ConversationId) {
        loop {
            let person = &mut self.agents[agent];
            let Some(thread) = person.threads.get_mut(&conversation) else { return };
            let Some(effect) = thread.client.poll_effect() else { break };
            match effect {
                Effect::Persist(writes) => {
                    let storage = person.storage.entry(conversation).or_default();
                    for write in writes {
                        keep(storage, write);
                    }
                }
                Effect::Connect => {
                    let link = self.open(ObjectId::Conversation(conversation), Peer::Thread(agent, conversation));
                    if let Some(thread) = self.agents[agent].threads.get_mut(&conversation) {
                        thread.link = Some(link);
                    }
                }
                Effect::Send(frame) => {
                    if let Some(link) = thread.link {
                        self.send_to_object(link, encode(&frame));
                    }
                }
                Effect::Disconnect => {
                    if let Some(link) = thread.link.take() {
                        self.close_by_peer(link);
                    }
                }
                Effect::Changed | Effect::Notify => {}
            }
        }
        let Some(thread) = self.agents[agent].threads.get(&conversation) else { return };
        let (view, due) = (thread.client.view(), thread.client.poll_timeout());
        self.check_client(&view);
        if let Some(at) = due {
            self.at_time(at, Event::AgentTimer(agent, conversation));
        }
    }

    /// What a peer hears over its socket; an empty text says that it opened.
    pub(crate) fn frame_to_peer(&mut self, peer: Peer, link: u64, text: &str) {
        self.model.promised_to_client(peer, text, &self.visitors);
        let input = if text.is_empty() { Input::SocketOpened } else { Input::Frame { text: text.to_owned() } };
        match peer {
            Peer::Visitor(visitor, _) => self.visitor_socket(visitor, link, input),
            Peer::Thread(agent, conversation) => self.thread_socket(agent, conversation, link, input),
            Peer::Desk(agent) => self.desk_says(agent, link, text),
        }
    }

    pub(crate) fn peer_lost(&mut self, peer: Peer, link: u64, reason: Option<CloseReason>) {
        match peer {
            Peer::Visitor(visitor, _) => self.visitor_socket(visitor, link, closed(reason)),
            Peer::Thread(agent, conversation) => self.thread_socket(agent, conversation, link, closed(reason)),
            Peer::Desk(agent) => self.desk_lost(agent, link, reason),
        }
    }
}
