//! Simulated visitors: they chat with the assistant, escalate, write, reload, open a second tab, lose the connection.

use std::collections::BTreeMap;

use chat::client::{Client, Effect, Input, Role};
use wire::{CloseReason, ConversationId, EscalationReason, Locale, MessageId, Priority, SkillId, VisitorId, Write, encode};

use crate::calls::{Event, ObjectId};
use crate::dice::Dice;
use crate::network::Peer;
use crate::world::{World, skills};

#[derive(Debug)]
pub(crate) struct Visitor {
    pub(crate) id: VisitorId,
    pub(crate) conversation: ConversationId,
    pub(crate) skill: Option<SkillId>,
    pub(crate) priority: Priority,
    pub(crate) escalated: bool,
    /// The browser's storage, shared by the tabs.
    storage: BTreeMap<String, String>,
    pub(crate) tabs: Vec<Tab>,
    /// What stands in the first tab's composer, if nobody emptied it.
    draft: Option<String>,
    said: u32,
}

/// One page that shows a thread.
#[derive(Debug)]
pub(crate) struct Tab {
    pub(crate) client: Client,
    pub(crate) link: Option<u64>,
}

impl Visitor {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let conversation = ConversationId::from_bits(dice.bits());
        let skill = if dice.chance(600) { dice.pick(&skills()).cloned() } else { None };
        let priority = *dice.pick(&[Priority::Low, Priority::Medium, Priority::High]).unwrap_or(&Priority::Medium);
        Self {
            id: VisitorId::from_bits(dice.bits()),
            conversation,
            skill,
            priority,
            escalated: false,
            storage: BTreeMap::new(),
            tabs: vec![Tab { client: Client::new(Role::Visitor, conversation), link: None }],
            draft: None,
            said: 0,
        }
    }
}

impl World {
    pub(crate) fn visitor_step(&mut self, visitor: usize) {
        if !self.faults {
            return;
        }
        let tab = usize::try_from(self.dice.between(0, self.visitors[visitor].tabs.len() as u64 - 1)).unwrap_or(0);
        match self.dice.between(0, 19) {
            0..=1 => self.reload(visitor, tab),
            2 if self.visitors[visitor].tabs.len() < 2 => self.open_tab(visitor),
            2 => self.close_tab(visitor),
            3..=6 => self.type_draft(visitor),
            7 => self.visitor_input(visitor, tab, Input::Seen),
            8 => self.visitor_input(visitor, tab, Input::Online(true)),
            9..=11 if !self.visitors[visitor].escalated => self.escalate(visitor, tab),
            9..=10 if self.visitors[visitor].tabs[tab].client.view().may_rate => {
                let id = MessageId::from_bits(self.dice.bits());
                let score = u8::try_from(self.dice.between(1, 5)).unwrap_or(1);
                self.visitor_input(visitor, tab, Input::Rate { id, score, comment: None });
            }
            _ => self.visitor_writes(visitor, tab),
        }
        let wait = self.dice.millis(200, 6000);
        self.at(wait, Event::Visitor(visitor));
    }

    pub(crate) fn visitor_writes(&mut self, visitor: usize, tab: usize) {
        let id = MessageId::from_bits(self.dice.bits());
        let person = &mut self.visitors[visitor];
        person.said += 1;
        person.draft = None;
        let (text, kept) = match person.said % 8 {
            7 => ("4111-1111-1111-1111", "••••-••••-••••-1111"),
            _ => ("hello", "hello"),
        };
        let said = |what: &str| format!("visitor {visitor} says {}: {what}", person.said);
        let (text, kept) = (said(text), said(kept));
        self.model.wrote(person.conversation, id, &kept);
        if person.escalated {
            let is_attaching = self.dice.chance(150);
            let files = if is_attaching { self.upload(visitor).into_iter().collect() } else { Vec::new() };
            self.visitor_input(visitor, tab, Input::Submit { id, text, files });
        } else {
            let at = self.now;
            self.visitor_input(visitor, tab, Input::Say { id, at, from_visitor: true, text, intent: None });
            let answer = MessageId::from_bits(self.dice.bits());
            let text = "the assistant answers".to_owned();
            self.visitor_input(visitor, tab, Input::Say { id: answer, at, from_visitor: false, text, intent: None });
        }
    }

    fn type_draft(&mut self, visitor: usize) {
        let text = format!("half a thought {}", self.dice.between(0, 99));
        self.visitors[visitor].draft = Some(text.clone());
        self.visitor_input(visitor, 0, Input::Draft(text));
    }

    pub(crate) fn escalate(&mut self, visitor: usize, tab: usize) {
        let id = MessageId::from_bits(self.dice.bits());
        let person = &mut self.visitors[visitor];
        person.escalated = true;
        self.model.escalated(person.conversation, person.skill.clone());
        let input = Input::Escalate {
            id,
            reason: EscalationReason::Asked,
            locale: Locale::new("en").expect("a label"),
            prediction: None,
            skill: person.skill.clone(),
            priority: person.priority,
            card: None,
        };
        self.visitor_input(visitor, tab, input);
    }

    /// The page is loaded anew: memory is gone, storage stays (M3).
    fn reload(&mut self, visitor: usize, tab: usize) {
        if let Some(link) = self.visitors[visitor].tabs[tab].link.take() {
            self.close_by_peer(link);
        }
        let client = self.restored(visitor);
        if let (0, Some(draft)) = (tab, &self.visitors[visitor].draft) {
            let found = client.view().draft;
            if *draft != found {
                let what = format!("visitor {visitor} had typed {draft:?} and found {found:?} after a reload");
                self.fail(crate::world::Broken { rule: "M3: what was typed survives", what });
            }
        }
        self.check_kept(visitor, &client);
        self.visitors[visitor].tabs[tab].client = client;
        self.visitor_input(visitor, tab, Input::Online(true));
    }

    fn open_tab(&mut self, visitor: usize) {
        let client = self.restored(visitor);
        self.visitors[visitor].tabs.push(Tab { client, link: None });
        self.visitor_input(visitor, 1, Input::Online(true));
    }

    fn close_tab(&mut self, visitor: usize) {
        if let Some(Tab { link: Some(link), .. }) = self.visitors[visitor].tabs.pop() {
            self.close_by_peer(link);
        }
    }

    fn restored(&mut self, visitor: usize) -> Client {
        let person = &self.visitors[visitor];
        Client::restore(Role::Visitor, person.conversation, person.storage.clone())
    }

    pub(crate) fn visitor_timer(&mut self, visitor: usize, tab: usize) {
        let now = self.now;
        let Some(page) = self.visitors[visitor].tabs.get_mut(tab) else { return };
        if page.client.poll_timeout().is_some_and(|at| at <= now) {
            page.client.handle_timeout(now);
            self.drain_visitor(visitor, tab);
        }
    }

    pub(crate) fn visitor_input(&mut self, visitor: usize, tab: usize, input: Input) {
        let now = self.now;
        let Some(page) = self.visitors[visitor].tabs.get_mut(tab) else { return };
        page.client.handle(input, now);
        self.drain_visitor(visitor, tab);
    }

    /// Frames and closures find their tab only if it still holds that socket.
    pub(crate) fn visitor_socket(&mut self, visitor: usize, link: u64, input: Input) {
        let Some(tab) = self.visitors[visitor].tabs.iter().position(|tab| tab.link == Some(link)) else { return };
        if matches!(input, Input::SocketClosed { .. }) {
            self.visitors[visitor].tabs[tab].link = None;
        }
        self.visitor_input(visitor, tab, input);
    }

    fn drain_visitor(&mut self, visitor: usize, tab: usize) {
        let mut stored = Vec::new();
        while let Some(effect) = self.visitors[visitor].tabs[tab].client.poll_effect() {
            match effect {
                Effect::Persist(writes) => {
                    for write in writes {
                        stored.push(keep(&mut self.visitors[visitor].storage, write));
                    }
                }
                Effect::Connect => {
                    let conversation = self.visitors[visitor].conversation;
                    let link = self.open(ObjectId::Conversation(conversation), Peer::Visitor(visitor, tab));
                    self.visitors[visitor].tabs[tab].link = Some(link);
                }
                Effect::Send(frame) => {
                    if let Some(link) = self.visitors[visitor].tabs[tab].link {
                        self.send_to_object(link, encode(&frame));
                    }
                }
                Effect::Disconnect => {
                    if let Some(link) = self.visitors[visitor].tabs[tab].link.take() {
                        self.close_by_peer(link);
                    }
                }
                Effect::Changed | Effect::Notify => {}
            }
        }
        self.check_client(&self.visitors[visitor].tabs[tab].client.view());
        if let Some(at) = self.visitors[visitor].tabs[tab].client.poll_timeout() {
            self.at_time(at, Event::VisitorTimer(visitor, tab));
        }
        for other in 0..self.visitors[visitor].tabs.len() {
            for (key, body) in &stored {
                if other != tab {
                    self.visitor_input(visitor, other, Input::Stored { key: key.clone(), body: body.clone() });
                }
            }
        }
    }
}

/// Applies a write to a browser's storage; what was stored, as other tabs hear it.
pub(crate) fn keep(storage: &mut BTreeMap<String, String>, write: Write) -> (String, Option<String>) {
    match write {
        Write::Put { key, body } => {
            storage.insert(key.clone(), body.clone());
            (key, Some(body))
        }
        Write::Delete { key } => {
            storage.remove(&key);
            (key, None)
        }
    }
}

/// A closure as a client hears of it.
pub(crate) fn closed(reason: Option<CloseReason>) -> Input {
    Input::SocketClosed { reason }
}
