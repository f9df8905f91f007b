//! One class and one group: the desk must give what queueing theory gives.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use centre::arrivals::Contact;
use centre::day::{self, Outcome};
use centre::staff::Worker;
use centre::{Regime, plan};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp1};
use wire::{Channel, Rule};

/// Figures of Erlang A: load in erlangs, agents, mean service and patience in seconds; then who leaves, and the mean wait in seconds.
const CASES: [(f64, usize, f64, f64, f64, f64); 2] =
    [(24.0, 24, 240.0, 180.0, 0.086928, 15.6471), (10.0, 12, 180.0, 120.0, 0.061597, 7.3917)];

#[test]
fn one_class_and_one_group_give_erlang_a() {
    for (load, agents, service_s, patience_s, leaving, waiting_s) in CASES {
        let outcomes: Vec<Outcome> =
            (0..12).flat_map(|seed| calls(load / service_s, agents, service_s, patience_s, seed)).collect();
        let count = outcomes.len() as f64;
        let left = outcomes.iter().filter(|outcome| outcome.left).count() as f64 / count;
        let waited = outcomes.iter().map(|outcome| outcome.waited_s).sum::<f64>() / count;
        assert!((left / leaving - 1.0).abs() < 0.1, "{load} erlangs: {left} leave, theory has {leaving}");
        assert!((waited / waiting_s - 1.0).abs() < 0.1, "{load} erlangs: {waited} s, theory has {waiting_s} s");
    }
}

/// A day of calls that arrive at random, without its first and last hour.
fn calls(rate: f64, agents: usize, service_s: f64, patience_s: f64, seed: u64) -> Vec<Outcome> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let staff: Vec<Worker> =
        (0..agents).map(|_| Worker { capacity: 1, is_voice: true, levels: [2; 6], from_s: 0.0, to_s: 46_000.0 }).collect();
    let mut exponential = |mean: f64| -> f64 { <Exp1 as Distribution<f64>>::sample(&Exp1, &mut dice) * mean };
    let mut contacts = Vec::new();
    let mut at = exponential(1.0 / rate);
    while at < 43_000.0 {
        let patience = [exponential(patience_s), exponential(patience_s), exponential(patience_s)].map(Some);
        contacts.push(Contact {
            arrives_s: at,
            channel: Channel::Phone,
            skill: 0,
            label: 0,
            is_vip: false,
            is_urgent: false,
            service_s: exponential(service_s),
            patience_s: patience,
            // Nobody is ever passed on.
            passed_on: [1.0; 2],
        });
        at += exponential(1.0 / rate);
    }
    let outcomes = day::run(&staff, &contacts, Regime::None, plan::policy(Rule::Index, Regime::None));
    let steady = contacts.iter().zip(outcomes).filter(|(contact, _)| (3_600.0..39_000.0).contains(&contact.arrives_s));
    steady.map(|(_, outcome)| outcome).collect()
}
