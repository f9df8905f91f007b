//! Who gets in touch on a day, with every random number of theirs drawn beforehand: all policies meet the same customers.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, LogNormal, Normal, Poisson};
use wire::Channel;

use crate::scenario::{
    CONCURRENCY, DAY_SIGMA, LABEL_ERROR, MOST_TRANSFERS, NO_ARRIVALS_AFTER_S, OPEN_S, PLANNED_LOAD, SERVICE_SCV, SKILL_SHARES,
    SLOT_S, URGENT, VIP, times,
};
use crate::staff::Worker;

/// One contact before anything happened to it.
#[derive(Debug, Clone)]
pub struct Contact {
    pub arrives_s: f64,
    pub channel: Channel,
    /// What it is about, and what the classifier says it is about.
    pub skill: usize,
    pub label: usize,
    pub is_vip: bool,
    pub is_urgent: bool,
    /// Service of a primary agent who holds nothing else.
    pub service_s: f64,
    /// How long it waits at most, the first time and after each transfer; none for ever.
    pub patience_s: [Option<f64>; MOST_TRANSFERS + 1],
    /// It is passed on where this is below the probability.
    pub passed_on: [f64; MOST_TRANSFERS],
}

/// All contacts of one day, in order.
pub fn day(staff: &[Worker], load: f64, dice: &mut ChaCha8Rng) -> Vec<Contact> {
    let factor = day_factor(dice);
    let voice = profile(staff, |worker| if worker.is_voice { 1.0 } else { 0.0 });
    let digital = profile(staff, |worker| {
        let capacity = f64::from(worker.capacity);
        if worker.is_voice { 0.0 } else { capacity / (1.0 + CONCURRENCY * (capacity - 1.0)) }
    });
    let mut contacts = Vec::new();
    for (slot, (voice, digital)) in voice.into_iter().zip(digital).enumerate() {
        let (v, d) = (voice * load * PLANNED_LOAD * factor, digital * load * PLANNED_LOAD * factor);
        let email = (0.08 * voice + 0.08 * digital) * load * factor;
        let rates = [
            (Channel::Phone, v / 300.0),
            (Channel::Chat, 0.88 * d / 480.0),
            (Channel::Social, 0.12 * d / 300.0),
            (Channel::Email, email / 300.0),
        ];
        for (channel, rate) in rates {
            let count = Poisson::new((rate * SLOT_S).max(1e-9)).map_or(0.0, |poisson| poisson.sample(dice)) as usize;
            for _ in 0..count {
                let arrives_s = (slot as f64 + dice.random::<f64>()) * SLOT_S;
                let contact = contact(arrives_s, channel, dice);
                if arrives_s <= NO_ARRIVALS_AFTER_S {
                    contacts.push(contact);
                }
            }
        }
    }
    contacts.sort_by(|a, b| a.arrives_s.total_cmp(&b.arrives_s));
    contacts
}

/// Of mean one.
fn day_factor(dice: &mut ChaCha8Rng) -> f64 {
    Normal::new(-DAY_SIGMA * DAY_SIGMA / 2.0, DAY_SIGMA).map_or(1.0, |normal| normal.sample(dice).exp())
}

/// What arrives in each slot in proportion: capacity on shift, with a wave, of the same sum.
fn profile(staff: &[Worker], capacity: impl Fn(&Worker) -> f64) -> Vec<f64> {
    let slots = (OPEN_S / SLOT_S) as usize;
    let middle = |slot: usize| (slot as f64 + 0.5) * SLOT_S;
    let on_shift: Vec<f64> =
        (0..slots).map(|slot| staff.iter().filter(|worker| worker.is_on_shift(middle(slot))).map(&capacity).sum()).collect();
    let wave = |slot: usize| 1.0 + 0.15 * (std::f64::consts::TAU * (middle(slot) / 3_600.0 - 1.2) / 6.0).sin();
    let shaped: Vec<f64> = on_shift.iter().enumerate().map(|(slot, capacity)| capacity * wave(slot)).collect();
    let scale = on_shift.iter().sum::<f64>() / shaped.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    shaped.into_iter().map(|capacity| capacity * scale).collect()
}

fn contact(arrives_s: f64, channel: Channel, dice: &mut ChaCha8Rng) -> Contact {
    let (_, mean_service, mean_patience) = times(channel);
    let skill = pick_skill(dice);
    let label = if dice.random_bool(LABEL_ERROR) {
        let other = dice.random_range(0..SKILL_SHARES.len() - 1);
        if other >= skill { other + 1 } else { other }
    } else {
        skill
    };
    let variance = (1.0 + SERVICE_SCV).ln();
    let service_s =
        LogNormal::new(mean_service.ln() - variance / 2.0, variance.sqrt()).map_or(mean_service, |service| service.sample(dice));
    let mut patience = || {
        let share: f64 = Exp1.sample(dice);
        mean_patience.map(|mean| mean * share)
    };
    let patience_s = std::array::from_fn(|_| patience());
    let passed_on = std::array::from_fn(|_| dice.random());
    Contact {
        arrives_s,
        channel,
        skill,
        label,
        is_vip: dice.random_bool(VIP),
        is_urgent: dice.random_bool(URGENT),
        service_s,
        patience_s,
        passed_on,
    }
}

fn pick_skill(dice: &mut ChaCha8Rng) -> usize {
    let mut left: f64 = dice.random();
    SKILL_SHARES
        .iter()
        .position(|share| {
            left -= share;
            left < 0.0
        })
        .unwrap_or(0)
}
