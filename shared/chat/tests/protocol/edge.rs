//! A host of `Conversation` for tests: applies effects to a map of records, and can forget everything but those.

use std::collections::BTreeMap;

use chat::server::{Attachment, Conversation, Effect, Input, Recipient, SocketId};
use wire::command::ConversationCommand;
use wire::hello::PROTOCOL;
use wire::summary::Assigned;
use wire::{
    Activity, AgentId, Body, ClientFrame, CloseReason, ConversationId, Entry, Escalation, EscalationReason, Locale, MessageId,
    Participant, Priority, Seq, ServerFrame, Summary, Timestamp, TranscriptItem, VisitorId, Write,
};

pub(crate) const CONVERSATION: ConversationId = ConversationId::from_bits(0xc0);
pub(crate) const VISITOR: VisitorId = VisitorId::from_bits(0xa1);
pub(crate) const STRANGER: VisitorId = VisitorId::from_bits(0xa2);
pub(crate) const ADA: AgentId = AgentId::from_bits(0xada);
pub(crate) const BOB: AgentId = AgentId::from_bits(0xb0b);

pub(crate) struct Edge {
    pub(crate) machine: Conversation,
    pub(crate) records: BTreeMap<String, String>,
    pub(crate) attachments: BTreeMap<SocketId, Attachment>,
    pub(crate) delivered: Vec<(Recipient, Summary)>,
    pub(crate) commits: usize,
    pub(crate) now: Timestamp,
    /// Sleeps after every input.
    pub(crate) drowsy: bool,
    /// The site cannot be asked what it makes of a question, and says so at once.
    pub(crate) is_site_away: bool,
    sockets: u64,
}

impl Edge {
    pub(crate) fn new() -> Self {
        Self {
            machine: Conversation::new(CONVERSATION),
            records: BTreeMap::new(),
            attachments: BTreeMap::new(),
            delivered: Vec::new(),
            commits: 0,
            now: Timestamp(1_000_000),
            drowsy: false,
            is_site_away: true,
            sockets: 0,
        }
    }

    /// An edge with a visitor's socket and an escalated conversation.
    pub(crate) fn escalated() -> (Self, SocketId) {
        let mut edge = Self::new();
        let visitor = edge.greeted(&visitor());
        edge.frame(visitor, &escalate(1));
        (edge, visitor)
    }

    /// Escalated, and answered by Ada.
    pub(crate) fn answered() -> (Self, SocketId, SocketId) {
        let (mut edge, visitor) = Self::escalated();
        edge.assign(ADA, 1);
        let ada = edge.greeted(&agent(ADA));
        (edge, visitor, ada)
    }

    pub(crate) fn input(&mut self, input: Input) -> Vec<Effect> {
        self.machine.handle(input, self.now);
        let mut effects = self.drain(None);
        if self.is_site_away && effects.iter().any(|effect| matches!(effect, Effect::Judge(_))) {
            effects.extend(self.input(Input::Judged(None)));
        }
        effects
    }

    /// Applies effects, the first `cut` of them if the host dies then.
    pub(crate) fn drain(&mut self, cut: Option<usize>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = std::iter::from_fn(|| self.machine.poll_effect()).collect();
        assert!(effects.iter().skip(1).all(|effect| !matches!(effect, Effect::Persist(_))), "one commit, first: {effects:?}");
        effects.truncate(cut.unwrap_or(usize::MAX));
        for effect in &effects {
            self.apply(effect);
        }
        if self.drowsy {
            self.sleep();
        }
        effects
    }

    pub(crate) fn sleep(&mut self) {
        self.machine = Conversation::restore(CONVERSATION, self.records.clone()).unwrap();
        for (socket, attachment) in self.attachments.clone() {
            self.machine.handle(Input::Reattached { socket, attachment }, self.now);
            assert_eq!(self.machine.poll_effect().filter(|effect| !matches!(effect, Effect::Deliver { .. })), None);
            while self.machine.poll_effect().is_some() {}
        }
    }

    pub(crate) fn connect(&mut self, who: &Participant) -> SocketId {
        self.sockets += 1;
        self.input(Input::Connected { socket: SocketId(self.sockets), who: who.clone() });
        SocketId(self.sockets)
    }

    pub(crate) fn greeted(&mut self, who: &Participant) -> SocketId {
        let socket = self.connect(who);
        self.frame(socket, &hello(0));
        socket
    }

    pub(crate) fn frame(&mut self, socket: SocketId, frame: &ClientFrame) -> Vec<Effect> {
        // A second later, so that tests do not meet the pace by accident.
        self.now = Timestamp(self.now.0 + 1_000);
        self.input(Input::Frame { socket, text: wire::encode(frame) })
    }

    pub(crate) fn text(&mut self, socket: SocketId, text: &str) -> Vec<Effect> {
        self.input(Input::Frame { socket, text: text.to_owned() })
    }

    pub(crate) fn assign(&mut self, agent: AgentId, epoch: u64) -> Vec<Effect> {
        let assigned = Assigned { agent, name: name(agent), epoch };
        self.input(Input::Command(ConversationCommand::Assign { assigned }))
    }

    pub(crate) fn wait(&mut self, millis: u64) -> Vec<Effect> {
        self.now = Timestamp(self.now.0 + millis);
        self.machine.handle_timeout(self.now);
        self.drain(None)
    }

    fn apply(&mut self, effect: &Effect) {
        match effect {
            Effect::Persist(writes) => {
                self.commits += 1;
                for write in writes {
                    match write.clone() {
                        Write::Put { key, body } => drop(self.records.insert(key, body)),
                        Write::Delete { key } => drop(self.records.remove(&key)),
                    }
                }
            }
            Effect::Attach { socket, attachment } => drop(self.attachments.insert(*socket, attachment.clone())),
            Effect::Close { socket, .. } => drop(self.attachments.remove(socket)),
            Effect::Deliver { to, summary } => self.delivered.push((*to, (**summary).clone())),
            Effect::Send { .. } | Effect::Erase(_) | Effect::AskRetention | Effect::Judge(_) => {}
        }
    }
}

pub(crate) fn visitor() -> Participant {
    Participant::Visitor { id: VISITOR }
}

pub(crate) fn agent(id: AgentId) -> Participant {
    Participant::Agent { id, name: name(id) }
}

pub(crate) fn name(agent: AgentId) -> String {
    if agent == ADA { "Ada".to_owned() } else { "Bob".to_owned() }
}

pub(crate) fn id(number: u128) -> MessageId {
    MessageId::from_bits(number)
}

pub(crate) fn hello(resume: u64) -> ClientFrame {
    ClientFrame::Hello { protocol: PROTOCOL, build: "test".to_owned(), resume: Seq(resume) }
}

pub(crate) fn send(number: u128, text: &str) -> ClientFrame {
    ClientFrame::Send { id: id(number), text: text.to_owned(), files: Vec::new() }
}

pub(crate) fn note(number: u128, text: &str, mentions: &[AgentId]) -> ClientFrame {
    ClientFrame::Note { id: id(number), text: text.to_owned(), mentions: mentions.to_vec() }
}

pub(crate) fn tag(number: u128, tag: &str, on: bool) -> ClientFrame {
    ClientFrame::Tag { id: id(number), tag: tag.to_owned(), on }
}

pub(crate) fn rate(number: u128, score: u8) -> ClientFrame {
    ClientFrame::Rate { id: id(number), score, comment: None }
}

pub(crate) fn escalation() -> Escalation {
    let said = |number, from_visitor, text: &str| TranscriptItem {
        id: id(number),
        at: Timestamp(5),
        from_visitor,
        text: text.to_owned(),
        intent: None,
    };
    Escalation {
        reason: EscalationReason::Asked,
        locale: Locale::new("en").unwrap(),
        prediction: None,
        skill: None,
        priority: Priority::Medium,
        card: None,
        transcript: vec![said(900, true, "where is it"), said(901, false, "I do not know")],
    }
}

/// Adds three entries: two lines that were said, and that it was escalated.
pub(crate) fn escalate(number: u128) -> ClientFrame {
    ClientFrame::Escalate { id: id(number), escalation: Box::new(escalation()) }
}

pub(crate) fn sent(effects: &[Effect], to: SocketId) -> Vec<ServerFrame> {
    let frames = effects
        .iter()
        .filter_map(|effect| if let Effect::Send { socket, frame } = effect { Some((socket, frame)) } else { None });
    frames.filter(|(socket, _)| **socket == to).map(|(_, frame)| frame.clone()).collect()
}

/// What a socket was sent, by kind.
pub(crate) fn kinds(effects: &[Effect], to: SocketId) -> String {
    let kinds = sent(effects, to).into_iter().map(|frame| {
        let text = wire::encode(&frame);
        text.split('"').nth(3).unwrap().to_owned()
    });
    kinds.collect::<Vec<_>>().join(" ")
}

pub(crate) fn entries(effects: &[Effect], to: SocketId) -> Vec<Entry> {
    let frames = sent(effects, to).into_iter();
    frames.filter_map(|frame| if let ServerFrame::Entries { entries } = frame { Some(entries) } else { None }).flatten().collect()
}

pub(crate) fn closed(effects: &[Effect]) -> Option<CloseReason> {
    effects.iter().find_map(|effect| if let Effect::Close { reason, .. } = effect { Some(*reason) } else { None })
}

pub(crate) fn activities(edge: &Edge) -> Vec<Activity> {
    let bodies = edge.machine.entries().iter().map(|entry| &entry.body);
    bodies.filter_map(|body| if let Body::Activity { activity } = body { Some(activity.clone()) } else { None }).collect()
}
