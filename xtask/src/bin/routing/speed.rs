//! How long the shipped desk takes to decide, natively, with many agents and a long queue.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use routing::{Desk, Effect, Input, SocketId};
use serde_json::{Map, Value, json};
use wire::{
    AgentFrame, AgentId, AgentProfile, Channel, ConversationId, ConversationState, EscalationReason, Locale, OfferId, Presence,
    Priority, SkillId, Summary, Tier, Timestamp, VisitorId, encode, hello,
};

use crate::clock::Stopwatch;

const SIZES: [(usize, usize); 3] = [(100, 1_000), (1_000, 10_000), (10_000, 100_000)];
const DECISIONS: usize = 2_000;
const SKILLS: u32 = 20;
const CAPACITY: u8 = 3;

/// Milliseconds from an agent's having finished to the next offer, everything it leads to included but encoding and storing.
pub(crate) fn measure() -> Map<String, Value> {
    let mut figures = Map::new();
    let mut means = Vec::new();
    for (agents, waiting) in SIZES {
        eprintln!("bench: {agents} agents, {waiting} waiting");
        let mut times = decisions(agents, waiting);
        times.sort_by(f64::total_cmp);
        let mean = times.iter().sum::<f64>() / times.len().max(1) as f64;
        let at = |share: f64| times.get((share * times.len() as f64) as usize).copied().unwrap_or_default();
        means.push((agents, mean));
        let mut put = |key: String, value: f64| figures.insert(key, json!((value * 1e4).round() / 1e4));
        put(format!("decision_p50_ms_{agents}"), at(0.5));
        put(format!("decision_p99_ms_{agents}"), at(0.99));
        put(format!("decisions_per_s_{agents}"), 1e3 / mean.max(f64::MIN_POSITIVE));
        if agents == 1_000 {
            put("decision_p99_ms".to_owned(), at(0.99));
        }
    }
    // n decisions in n log n: the time of one may grow as log n.
    if let [(few, first), .., (many, last)] = means.as_slice() {
        let allowed = (*many as f64).ln() / (*few as f64).ln();
        figures.insert("decision_growth".to_owned(), json!(((last / first) * 1e3).round() / 1e3));
        figures.insert("decision_growth_n_log_n".to_owned(), json!((allowed * 1e3).round() / 1e3));
    }
    figures
}

struct Bench {
    desk: Desk,
    now: Timestamp,
    dice: ChaCha8Rng,
    conversations: u128,
    offers: Vec<(SocketId, OfferId)>,
    /// Assigned, by agent and epoch.
    assigned: Vec<(ConversationId, AgentId, u64)>,
}

fn decisions(agents: usize, waiting: usize) -> Vec<f64> {
    let mut bench = Bench {
        desk: Desk::new(),
        now: Timestamp(1_000_000_000_000),
        dice: ChaCha8Rng::seed_from_u64(2026),
        conversations: 0,
        offers: Vec::new(),
        assigned: Vec::new(),
    };
    for agent in 0..agents {
        bench.hire(agent);
    }
    loop {
        let missing = waiting.saturating_sub(bench.desk.queue().count());
        if missing == 0 {
            break;
        }
        for _ in 0..missing {
            bench.arrive();
            bench.accept();
        }
    }
    let mut times = Vec::with_capacity(DECISIONS);
    while times.len() < DECISIONS {
        bench.arrive();
        let place = bench.dice.random_range(0..bench.assigned.len());
        let (conversation, _, epoch) = bench.assigned.swap_remove(place);
        let Some(summary) = bench.desk.summary(conversation).cloned() else { continue };
        let done = Summary { version: summary.version + 1, state: ConversationState::Resolved, released_epoch: epoch, ..summary };
        let stopwatch = Stopwatch::start();
        bench.feed(Input::Summarised(Box::new(done)));
        let taken = stopwatch.elapsed().as_secs_f64() * 1e3;
        if !bench.offers.is_empty() {
            times.push(taken);
        }
        bench.accept();
    }
    times
}

impl Bench {
    fn hire(&mut self, number: usize) {
        let socket = SocketId(number as u64);
        let mut skills: Vec<SkillId> = Vec::new();
        let known = 1 + self.dice.random_range(0..4);
        while skills.len() < known {
            let skill = skill(self.dice.random_range(0..SKILLS));
            skills.extend(skill.filter(|skill| !skills.contains(skill)));
        }
        let secondary_skills = skills.split_off(1);
        let id = AgentId::from_bits(number as u128);
        let profile = AgentProfile { secondary_skills, ..AgentProfile::new(id, format!("Agent {number}"), skills, CAPACITY) };
        self.feed(Input::AgentConnected { socket, profile });
        for frame in [
            AgentFrame::Hello { protocol: hello::PROTOCOL, build: "bench".to_owned() },
            AgentFrame::SetPresence { presence: Presence::Online },
        ] {
            self.feed(Input::Frame { socket, text: encode(&frame) });
        }
    }

    fn arrive(&mut self) {
        let Ok(locale) = Locale::new("en") else { return };
        self.conversations += 1;
        let priorities = [Priority::Low, Priority::Medium, Priority::High, Priority::Urgent];
        let channels = [Channel::Chat, Channel::Social, Channel::Email];
        let summary = Summary {
            conversation: ConversationId::from_bits(self.conversations),
            version: 1,
            visitor: VisitorId::from_bits(self.conversations),
            state: ConversationState::Open,
            queued_at: self.now,
            opened_at: Timestamp(0),
            answered_at: None,
            asked_at: None,
            last_activity_at: self.now,
            locale,
            reason: EscalationReason::Asked,
            prediction: None,
            skill: skill(self.dice.random_range(0..SKILLS)),
            priority: priorities.get(self.dice.random_range(0..priorities.len())).copied().unwrap_or_default(),
            channel: channels.get(self.dice.random_range(0..channels.len())).copied().unwrap_or_default(),
            tier: if self.dice.random_bool(0.1) { Tier::Vip } else { Tier::Standard },
            served_by: None,
            transfer: None,
            card: None,
            tone: None,
            reach: wire::summary::Reach::default(),
            is_forgotten: false,
            preview: "Where is my order?".to_owned(),
            messages: 1,
            tags: Vec::new(),
            mentions: Vec::new(),
            rating: None,
            assigned: None,
            released_epoch: 0,
            facts: Vec::new(),
            facts_from: 0,
        };
        self.feed(Input::Summarised(Box::new(summary)));
    }

    fn accept(&mut self) {
        while let Some((socket, offer)) = self.offers.pop() {
            self.feed(Input::Frame { socket, text: encode(&AgentFrame::Accept { offer }) });
        }
    }

    /// Twenty milliseconds later.
    fn feed(&mut self, input: Input) {
        self.now = Timestamp(self.now.0 + 20);
        self.desk.handle(input, self.now);
        while let Some(effect) = self.desk.poll_effect() {
            match effect {
                Effect::Broadcast { sockets, frame: wire::DeskFrame::Offers { offers, .. } } => {
                    let socket = sockets.first().copied();
                    self.offers.extend(offers.into_iter().filter_map(|offer| Some((socket?, offer.id))));
                }
                Effect::Deliver { conversation, command } => {
                    if let wire::command::ConversationCommand::Assign { assigned } = &command {
                        self.assigned.push((conversation, assigned.agent, assigned.epoch));
                    }
                    self.desk.handle(Input::CommandDelivered { conversation, command }, self.now);
                }
                Effect::Broadcast { .. }
                | Effect::Send { .. }
                | Effect::Persist(_)
                | Effect::Attach { .. }
                | Effect::Close { .. }
                | Effect::Receipt(_) => {}
            }
        }
    }
}

fn skill(number: u32) -> Option<SkillId> {
    SkillId::new(&format!("skill-{number}")).ok()
}
