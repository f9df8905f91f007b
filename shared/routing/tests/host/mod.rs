//! A host in memory: keeps records and attachments, applies effects in order, and can forget or rebuild the machine.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::time::Duration;

use routing::{Attachment, Desk, Effect, Input, PlaceView, SocketId};
use wire::command::{ConversationCommand, SummaryReceipt};
use wire::hello::PROTOCOL;
use wire::summary::Assigned;
use wire::*;

#[derive(Default)]
pub struct Host {
    pub desk: Desk,
    pub now: Timestamp,
    pub records: BTreeMap<String, String>,
    pub attachments: BTreeMap<SocketId, Attachment>,
    /// What came out since the last `take_*`.
    pub frames: Vec<(SocketId, DeskFrame)>,
    pub commands: Vec<(ConversationId, ConversationCommand)>,
    pub receipts: Vec<SummaryReceipt>,
    pub closed: Vec<(SocketId, CloseReason)>,
    pub commits: usize,
    /// Rebuild the machine from records and attachments after every input.
    pub sleepy: bool,
    /// Die after so many effects of the next input.
    pub dies_after: Option<usize>,
}

impl Host {
    pub fn at(millis: u64) -> Self {
        Host { now: Timestamp(millis), ..Host::default() }
    }

    /// False if the input was lost: the host died before it was stored.
    pub fn feed(&mut self, input: Input) -> bool {
        self.desk.handle(input, self.now);
        self.drain()
    }

    pub fn timeout(&mut self) -> bool {
        self.desk.handle_timeout(self.now);
        self.drain()
    }

    /// Lets time pass, with every time-out at its time.
    pub fn pass(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(due) = self.desk.poll_timeout().filter(|due| *due <= end) {
            self.now = self.now.max(due);
            self.timeout();
            assert!(self.desk.poll_timeout().is_none_or(|next| next > self.now), "a time-out that does nothing would spin");
        }
        self.now = self.now.max(end);
    }

    pub fn connect(&mut self, socket: u64, profile: &AgentProfile) -> bool {
        self.feed(Input::AgentConnected { socket: SocketId(socket), profile: profile.clone() })
    }

    pub fn say(&mut self, socket: u64, frame: &AgentFrame) -> bool {
        self.feed(Input::Frame { socket: SocketId(socket), text: encode(frame) })
    }

    pub fn hello(&mut self, socket: u64) -> bool {
        self.say(socket, &AgentFrame::Hello { protocol: PROTOCOL, build: "test".into() })
    }

    /// Connects, says hello, goes online.
    pub fn online(&mut self, socket: u64, profile: &AgentProfile) {
        self.connect(socket, profile);
        self.hello(socket);
        self.say(socket, &AgentFrame::SetPresence { presence: Presence::Online });
    }

    pub fn summarise(&mut self, summary: &Summary) -> bool {
        self.feed(Input::Summarised(Box::new(summary.clone())))
    }

    pub fn offer(&self, conversation: ConversationId) -> Option<(AgentId, OfferId)> {
        match self.desk.place(conversation) {
            Some(PlaceView::Offered { offer, agent, .. }) => Some((agent, offer)),
            Some(PlaceView::Waiting | PlaceView::Assigned { .. } | PlaceView::Gone) | None => None,
        }
    }

    pub fn accept(&mut self, socket: u64, conversation: ConversationId) {
        let (_, offer) = self.offer(conversation).expect("it is offered");
        self.say(socket, &AgentFrame::Accept { offer });
    }

    /// Stops the process: sockets and machine are gone.
    pub fn crash(&mut self) {
        self.attachments.clear();
        self.sleep();
    }

    /// Drops the machine and rebuilds it with the sockets that stay.
    pub fn sleep(&mut self) {
        self.desk = Desk::restore(self.records.clone()).expect("records are whole");
        for (socket, attachment) in self.attachments.clone() {
            self.desk.handle(Input::Reattached { socket, attachment }, self.now);
        }
        assert_eq!(self.desk.poll_effect(), None, "waking says nothing");
    }

    pub fn take_frames(&mut self, socket: u64) -> Vec<DeskFrame> {
        let (mine, rest) = std::mem::take(&mut self.frames).into_iter().partition(|(to, _)| *to == SocketId(socket));
        self.frames = rest;
        mine.into_iter().map(|(_, frame)| frame).collect()
    }

    pub fn take_commands(&mut self) -> Vec<(ConversationId, ConversationCommand)> {
        std::mem::take(&mut self.commands)
    }

    fn drain(&mut self) -> bool {
        let dies_after = self.dies_after.take();
        let mut done = 0;
        while let Some(effect) = self.desk.poll_effect() {
            if dies_after == Some(done) {
                self.crash();
                return done > 0 || !matches!(effect, Effect::Persist(_));
            }
            assert!(done == 0 || !matches!(effect, Effect::Persist(_)), "one commit, and first");
            self.apply(effect);
            done += 1;
        }
        if dies_after.is_some() {
            self.crash();
        } else if self.sleepy {
            self.sleep();
        }
        true
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Persist(writes) => {
                self.commits += 1;
                for write in writes {
                    match write {
                        Write::Put { key, body } => self.records.insert(key, body),
                        Write::Delete { key } => self.records.remove(&key),
                    };
                }
            }
            Effect::Attach { socket, attachment } => {
                self.attachments.insert(socket, attachment);
            }
            Effect::Send { socket, frame } => {
                assert!(encode(&frame).len() <= limits::FRAME_BYTES, "nobody could read it");
                self.frames.push((socket, frame));
            }
            Effect::Broadcast { sockets, frame } => {
                assert!(encode(&frame).len() <= limits::FRAME_BYTES, "nobody could read it");
                self.frames.extend(sockets.into_iter().map(|socket| (socket, frame.clone())));
            }
            Effect::Close { socket, reason } => {
                self.attachments.remove(&socket);
                self.closed.push((socket, reason));
            }
            Effect::Deliver { conversation, command } => self.commands.push((conversation, command)),
            Effect::Receipt(receipt) => self.receipts.push(receipt),
        }
    }
}

pub fn agent(id: u128, skills: &[&str], capacity: u8) -> AgentProfile {
    let skills = skills.iter().map(|skill| SkillId::new(skill).expect("a label")).collect();
    AgentProfile::new(AgentId::from_bits(id), format!("Agent {id}"), skills, capacity)
}

pub fn conversation(id: u128) -> ConversationId {
    ConversationId::from_bits(id)
}

/// A conversation that waits for anybody.
pub fn summary(id: u128, queued_at: u64) -> Summary {
    Summary {
        conversation: conversation(id),
        version: 1,
        visitor: VisitorId::from_bits(id),
        state: ConversationState::Open,
        queued_at: Timestamp(queued_at),
        opened_at: Timestamp(0),
        answered_at: None,
        asked_at: None,
        last_activity_at: Timestamp(queued_at),
        locale: Locale::new("en").expect("a label"),
        reason: EscalationReason::Asked,
        prediction: None,
        skill: None,
        priority: Priority::Medium,
        channel: wire::Channel::Chat,
        tier: wire::Tier::Standard,
        served_by: None,
        transfer: None,
        card: None,
        tone: None,
        reach: wire::summary::Reach::default(),
        preview: "Where is my order?".into(),
        messages: 1,
        assigned: None,
        released_epoch: 0,
        tags: Vec::new(),
        mentions: Vec::new(),
        is_forgotten: false,
        rating: None,
        facts_from: 0,
        facts: Vec::new(),
    }
}

/// What the conversation tells after it took this command.
pub fn after(summary: &Summary, command: &ConversationCommand) -> Summary {
    let mut next = Summary { version: summary.version + 1, ..summary.clone() };
    match command {
        ConversationCommand::Assign { assigned } => next.assigned = Some(assigned.clone()),
        ConversationCommand::Release { epoch, .. } => {
            next.assigned = None;
            next.released_epoch = *epoch;
        }
    }
    next
}

pub fn assigned(agent: u128, epoch: u64) -> Assigned {
    Assigned { agent: AgentId::from_bits(agent), name: format!("Agent {agent}"), epoch }
}
