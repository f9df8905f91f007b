//! A host of `Client` for tests: a tab over records that outlive it.

use std::collections::BTreeMap;

use chat::client::{Among, Client, Effect, Input, Line, Role, View};
use wire::summary::Assigned;
use wire::{
    AgentId, Author, Body, ClientFrame, ConversationState, Entry, EscalationReason, Locale, MessageId, Priority, Protocol, Seq,
    ServerFrame, Timestamp, Write,
};

use crate::edge::{ADA, CONVERSATION, id};

pub(crate) struct Browser {
    pub(crate) machine: Client,
    pub(crate) records: BTreeMap<String, String>,
    pub(crate) now: Timestamp,
    role: Role,
}

impl Browser {
    pub(crate) fn new(role: Role) -> Self {
        Self { machine: Client::new(role.clone(), CONVERSATION), records: BTreeMap::new(), now: Timestamp(2_000_000), role }
    }

    /// A visitor whose conversation is open, with three entries, on a socket that has caught up.
    pub(crate) fn visitor_online() -> Self {
        let mut browser = Self::new(Role::Visitor);
        browser.escalate(1);
        browser.input(Input::SocketOpened);
        browser.frame(&welcome(3, ConversationState::Open));
        browser.entries(&[visitor_entry(1, 901), visitor_entry(2, 902), escalated_entry(3, 1)]);
        browser
    }

    pub(crate) fn agent_online() -> Self {
        let mut browser = Self::new(agent_role());
        browser.input(Input::Online(true));
        browser.input(Input::SocketOpened);
        browser.frame(&welcome(1, ConversationState::Open));
        browser.entries(&[visitor_entry(1, 901)]);
        browser
    }

    pub(crate) fn input(&mut self, input: Input) -> Vec<Effect> {
        self.machine.handle(input, self.now);
        self.drain()
    }

    pub(crate) fn among(&mut self, among: Among) -> Vec<Effect> {
        self.machine.handle_among(among, self.now);
        self.drain()
    }

    pub(crate) fn wait(&mut self, millis: u64) -> Vec<Effect> {
        self.now = Timestamp(self.now.0 + millis);
        self.machine.handle_timeout(self.now);
        self.drain()
    }

    pub(crate) fn drain(&mut self) -> Vec<Effect> {
        let effects: Vec<Effect> = std::iter::from_fn(|| self.machine.poll_effect()).collect();
        assert!(effects.iter().skip(1).all(|effect| !matches!(effect, Effect::Persist(_))), "one commit, first: {effects:?}");
        for effect in &effects {
            if let Effect::Persist(writes) = effect {
                keep(&mut self.records, writes);
            }
        }
        effects
    }

    pub(crate) fn reload(&mut self) {
        self.machine = Client::restore(self.role.clone(), CONVERSATION, self.records.clone());
    }

    /// The first input every host gives.
    pub(crate) fn start(&mut self) -> Vec<Effect> {
        self.input(Input::Online(true))
    }

    pub(crate) fn submit(&mut self, number: u128, text: &str) -> Vec<Effect> {
        self.input(Input::Submit { id: id(number), text: text.to_owned(), files: Vec::new() })
    }

    pub(crate) fn say(&mut self, number: u128, from_visitor: bool, text: &str) -> Vec<Effect> {
        let at = self.now;
        self.input(Input::Say { id: id(number), at, from_visitor, text: text.to_owned(), intent: None })
    }

    pub(crate) fn escalate(&mut self, number: u128) -> Vec<Effect> {
        self.input(escalate_input(number))
    }

    pub(crate) fn frame(&mut self, frame: &ServerFrame) -> Vec<Effect> {
        self.input(Input::Frame { text: wire::encode(frame) })
    }

    pub(crate) fn entries(&mut self, entries: &[Entry]) -> Vec<Effect> {
        self.frame(&ServerFrame::Entries { entries: entries.to_vec() })
    }

    pub(crate) fn ack(&mut self, number: u128, seq: u64) -> Vec<Effect> {
        self.frame(&ServerFrame::Ack { id: id(number), seq: Seq(seq) })
    }

    pub(crate) fn view(&self) -> View {
        self.machine.view()
    }

    /// Texts as shown.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.view().lines.iter().filter_map(text_of).collect()
    }

    pub(crate) fn line(&self, number: u128) -> Line {
        self.view().lines.into_iter().find(|line| line.id == id(number)).expect("the line is shown")
    }

    pub(crate) fn stored(&self, prefix: &str) -> usize {
        self.records.keys().filter(|key| key.starts_with(prefix)).count()
    }
}

pub(crate) fn keep(records: &mut BTreeMap<String, String>, writes: &[Write]) {
    for write in writes.iter().cloned() {
        match write {
            Write::Put { key, body } => drop(records.insert(key, body)),
            Write::Delete { key } => drop(records.remove(&key)),
        }
    }
}

pub(crate) fn agent_role() -> Role {
    Role::Agent { id: ADA, name: "Ada".to_owned() }
}

pub(crate) fn escalate_input(number: u128) -> Input {
    Input::Escalate {
        id: id(number),
        reason: EscalationReason::Asked,
        locale: Locale::new("en").unwrap(),
        prediction: None,
        skill: None,
        priority: Priority::Medium,
        card: None,
    }
}

pub(crate) fn welcome(latest: u64, state: ConversationState) -> ServerFrame {
    ServerFrame::Welcome {
        protocol: Protocol(1),
        latest: Seq(latest),
        state,
        assigned: Some(Assigned { agent: ADA, name: "Ada".to_owned(), epoch: 1 }).filter(|_| state == ConversationState::Open),
        visitor_seen: Seq(0),
        agent_seen: Seq(0),
    }
}

fn entry(seq: u64, number: u128, author: Author, body: Body) -> Entry {
    Entry { seq: Seq(seq), id: id(number), at: Timestamp(seq), author, body }
}

fn text(seq: u64) -> Body {
    Body::text(format!("text {seq}"))
}

pub(crate) fn visitor_entry(seq: u64, number: u128) -> Entry {
    entry(seq, number, Author::Visitor, text(seq))
}

pub(crate) fn agent_entry(seq: u64, number: u128) -> Entry {
    entry(seq, number, Author::Agent { id: AgentId::from_bits(0xada), name: "Ada".to_owned() }, text(seq))
}

pub(crate) fn escalated_entry(seq: u64, number: u128) -> Entry {
    let activity = wire::Activity::Escalated { reason: EscalationReason::Asked };
    entry(seq, number, Author::System, Body::Activity { activity })
}

pub(crate) fn text_of(line: &Line) -> Option<String> {
    if let Body::Text { text, .. } | Body::Answer { text, .. } = &line.body { Some(text.clone()) } else { None }
}

/// Frames sent, Hello aside.
pub(crate) fn frames(effects: &[Effect]) -> Vec<ClientFrame> {
    let frames = effects.iter().filter_map(|effect| if let Effect::Send(frame) = effect { Some(frame.clone()) } else { None });
    frames.filter(|frame| !matches!(frame, ClientFrame::Hello { .. })).collect()
}

/// Ids of messages sent.
pub(crate) fn ids(effects: &[Effect]) -> Vec<MessageId> {
    let ids = frames(effects).into_iter().filter_map(|frame| match frame {
        ClientFrame::Send { id, .. } | ClientFrame::Escalate { id, .. } => Some(id),
        ClientFrame::Resolve { id, .. } | ClientFrame::Release { id, .. } => Some(id),
        ClientFrame::Transfer { id, .. } | ClientFrame::Snooze { id, .. } => Some(id),
        ClientFrame::Note { id, .. } | ClientFrame::Tag { id, .. } | ClientFrame::Rate { id, .. } => Some(id),
        ClientFrame::Hello { .. } | ClientFrame::Typing { .. } | ClientFrame::Seen { .. } | ClientFrame::Unknown => None,
    });
    ids.collect()
}
