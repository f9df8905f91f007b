//! The world of a run: virtual time, what will happen, and the faults.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use chat::server::Conversation;
use routing::Desk;
use store::{SqlStore, Sqlite};
use wire::{ConversationId, FileId, SkillId, Timestamp};

use crate::agent::Agent;
use crate::calls::{Event, ObjectId};
use crate::dice::Dice;
use crate::host::Hosted;
use crate::model::Model;
use crate::network::Link;
use crate::saga::{Move, Places};
use crate::visitor::Visitor;
use crate::{Failure, Stats};

/// When runs begin: 2026-01-01.
const BEGIN: Timestamp = Timestamp(1_767_225_600_000);
/// How long the faults last, at least and at most.
const FAULTS: (u64, u64) = (30_000, 120_000);
/// How long everything may take to come to rest afterwards: every back-off, exclusion and grace has passed by then several times.
const REST: Duration = Duration::from_secs(900);
/// How long it takes to forget: the site's answer, and a summary's longest pause and its answer.
const FORGETTING: Duration = Duration::from_secs(180);
const LOOK_FOR_REST: Duration = Duration::from_secs(5);

pub(crate) struct World {
    seed: u64,
    step: u64,
    pub(crate) now: Timestamp,
    pub(crate) dice: Dice,
    events: BTreeMap<(Timestamp, u64), Event>,
    next_event: u64,
    /// Whether faults still happen and people still start things.
    pub(crate) faults: bool,
    pub(crate) conversations: BTreeMap<ConversationId, Hosted<Conversation>>,
    pub(crate) desk: Option<Hosted<Desk>>,
    pub(crate) directory: SqlStore<Sqlite>,
    /// Files whose bytes lie somewhere.
    pub(crate) shelf: BTreeSet<(ConversationId, FileId)>,
    pub(crate) links: BTreeMap<u64, Link>,
    pub(crate) next_link: u64,
    pub(crate) visitors: Vec<Visitor>,
    pub(crate) agents: Vec<Agent>,
    pub(crate) model: Model,
    pub(crate) stats: Stats,
    /// What people are still to do, in a saga.
    pub(crate) plan: VecDeque<Move>,
    pub(crate) places: Places,
    failure: Option<Failure>,
}

/// A rule that does not hold, before it is dated.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) rule: &'static str,
    pub(crate) what: String,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let visitors = (0..dice.between(1, 4)).map(|_| Visitor::new(&mut dice)).collect();
        let agents = (0..dice.between(1, 4)).map(|number| Agent::new(number, &mut dice)).collect();
        Self {
            seed,
            step: 0,
            now: BEGIN,
            dice,
            events: BTreeMap::new(),
            next_event: 0,
            faults: true,
            conversations: BTreeMap::new(),
            desk: Some(Hosted::new().expect("SQLite opens in memory")),
            directory: SqlStore::open(Sqlite::in_memory().expect("SQLite opens in memory")).expect("an empty store opens"),
            shelf: BTreeSet::new(),
            links: BTreeMap::new(),
            next_link: 0,
            visitors,
            agents,
            model: Model::default(),
            stats: Stats::default(),
            plan: VecDeque::new(),
            places: Places::default(),
            failure: None,
        }
    }

    pub(crate) fn run(mut self) -> Result<Stats, Failure> {
        for visitor in 0..self.visitors.len() {
            let wait = self.dice.millis(0, 10_000);
            self.at(wait, Event::Visitor(visitor));
        }
        for agent in 0..self.agents.len() {
            let wait = self.dice.millis(0, 10_000);
            self.at(wait, Event::Agent(agent));
        }
        self.at(Duration::from_secs(1), Event::Chaos);
        let healed = self.now + self.dice.millis(FAULTS.0, FAULTS.1);
        self.until(healed)?;
        self.heal();
        self.until_rest()?;
        self.grow_old()
    }

    /// Goes on until everything is at rest.
    pub(crate) fn until_rest(&mut self) -> Result<(), Failure> {
        let latest = self.now + REST;
        while self.now < latest {
            let next = self.now + LOOK_FOR_REST;
            self.until(next)?;
            if self.plan.is_empty() && self.unrest().is_none() {
                return Ok(());
            }
        }
        let what = format!("{} (still to do: {:?})", self.unrest().unwrap_or_default(), self.plan);
        self.fail(Broken { rule: "R4, M1-M3: without faults everything comes to rest", what });
        self.failure.take().map_or(Ok(()), Err)
    }

    /// A world without chance: one visitor, two agents who can do everything.
    pub(crate) fn quiet(number: u64) -> Self {
        let mut world = Self::new(number);
        world.faults = false;
        world.dice = Dice::new(1);
        world.visitors = vec![Visitor::new(&mut world.dice)];
        world.agents = (0..2).map(|_| Agent::new(0, &mut world.dice)).collect();
        world
    }

    /// The visitor asks for a person; the agents come.
    pub(crate) fn begin_story(&mut self) {
        for agent in 0..self.agents.len() {
            self.at(Duration::from_millis(10), Event::Agent(agent));
        }
        self.visitor_writes(0, 0);
        self.escalate(0, 0);
        self.at(Duration::from_millis(400), Event::Plan);
    }

    /// Nobody comes back: in the end nothing personal is left anywhere.
    fn grow_old(mut self) -> Result<Stats, Failure> {
        let later = Duration::from_secs((u64::from(wire::limits::RETENTION_DAYS) + 2) * 24 * 60 * 60);
        // What is acknowledged already and still on its way is promised as well.
        self.until(self.now + LOOK_FOR_REST)?;
        self.model.forget();
        let all: Vec<ConversationId> = self.conversations.keys().copied().collect();
        for id in all {
            // Their clocks alone: a year of everybody else's would be long.
            self.conversation(id).skew = later;
            self.alarm_now(ObjectId::Conversation(id));
        }
        self.until(self.now + FORGETTING)?;
        if let Some(what) = self.remembered() {
            self.fail(Broken { rule: "CV12: what was resolved is forgotten in the end", what });
        }
        self.failure.take().map_or(Ok(self.stats), Err)
    }

    /// Something happens after `wait`.
    pub(crate) fn at(&mut self, wait: Duration, event: Event) {
        self.at_time(self.now + wait, event);
    }

    pub(crate) fn at_time(&mut self, at: Timestamp, event: Event) {
        self.next_event += 1;
        self.events.insert((at.max(self.now), self.next_event), event);
    }

    /// Keeps the first broken rule.
    pub(crate) fn fail(&mut self, broken: Broken) {
        if self.failure.is_none() {
            let at = self.now.0 - BEGIN.0;
            self.failure = Some(Failure { seed: self.seed, step: self.step, at, rule: broken.rule, what: broken.what });
        }
    }

    fn until(&mut self, end: Timestamp) -> Result<(), Failure> {
        while let Some(entry) = self.events.first_entry() {
            if entry.key().0 > end {
                break;
            }
            let ((at, _), event) = entry.remove_entry();
            self.now = at;
            self.step += 1;
            self.happen(event);
            if std::mem::take(&mut self.places.ends) {
                self.kill_process();
            }
            if let Some(failure) = self.failure.take() {
                return Err(failure);
            }
        }
        self.now = end;
        Ok(())
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Alarm(object, at) => self.alarm(object, at),
            Event::Arrive { call, caller } => self.arrive(&call, caller),
            Event::Answered { call, caller, answer } => self.answered(call, caller, answer),
            Event::Link(event) => self.link_event(event),
            Event::Visitor(visitor) => self.visitor_step(visitor),
            Event::VisitorTimer(visitor, tab) => self.visitor_timer(visitor, tab),
            Event::Agent(agent) => self.agent_step(agent),
            Event::AgentTimer(agent, conversation) => self.agent_timer(agent, conversation),
            Event::Chaos => self.chaos(),
            Event::Plan => self.plan_step(),
        }
    }

    /// Faults that nobody's input causes.
    fn chaos(&mut self) {
        if !self.faults {
            return;
        }
        match self.dice.between(0, 9) {
            0 => self.kill_process(),
            1..=3 => {
                let links: Vec<u64> = self.links.iter().filter(|(_, link)| link.peer_up).map(|(id, _)| *id).collect();
                if let Some(link) = self.dice.pick(&links).copied() {
                    self.cut(link);
                }
            }
            4 => {
                let skew = self.dice.millis(0, 60_000);
                let objects: Vec<ConversationId> = self.conversations.keys().copied().collect();
                match self.dice.pick(&objects).copied() {
                    Some(id) if self.dice.chance(500) => self.conversation(id).skew = skew,
                    Some(_) | None => self.desk().skew = skew,
                }
            }
            _ => {}
        }
        let wait = self.dice.millis(500, 8000);
        self.at(wait, Event::Chaos);
    }

    /// `kill -9` and a restart: every object loses its memory and every socket is gone.
    fn kill_process(&mut self) {
        let objects: Vec<ConversationId> = self.conversations.keys().copied().collect();
        for id in objects {
            self.crash_object(ObjectId::Conversation(id));
        }
        self.crash_object(ObjectId::Desk);
    }

    /// Faults end; clocks are right again; whoever has not left for good is there and answers. The last fault may be a kill, so that
    /// nothing but its own alarm tells the desk of an agent who never came back.
    fn heal(&mut self) {
        if self.dice.chance(300) {
            self.kill_process();
        }
        self.agents_leave();
        self.faults = false;
        self.desk().skew = Duration::ZERO;
        for hosted in self.conversations.values_mut() {
            hosted.skew = Duration::ZERO;
        }
    }
}

/// The skills of this world.
pub(crate) fn skills() -> [SkillId; 2] {
    ["phones", "returns"].map(|text| SkillId::new(text).expect("a label"))
}
