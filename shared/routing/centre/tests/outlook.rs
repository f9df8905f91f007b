//! QU1: customers are told about how long they will wait; against what they did wait, in the busy centre of the routing bench.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use centre::{Regime, Training, arrivals, day, plan, staff};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use wire::{Channel, Rule};

/// Five seconds more or less are no error to somebody who waits.
const GRACE_S: f64 = 5.0;

#[test]
fn qu1_what_customers_are_told_is_nearer_than_the_days_own_median_and_mostly_right_within_a_factor_of_two() {
    let mut dice = ChaCha8Rng::seed_from_u64(500);
    let people = staff::hire(Training::Scenario, &mut dice);
    let contacts = arrivals::day(&people, 0.9, &mut dice);
    let outcomes = day::run(&people, &contacts, Regime::Mild, plan::policy(Rule::Index, Regime::Mild));
    let chats = contacts.iter().zip(outcomes).filter(|(contact, _)| contact.channel == Channel::Chat);
    let pairs: Vec<(f64, f64)> = chats.filter_map(|(_, outcome)| Some((outcome.told_s?, outcome.first_wait_s?))).collect();
    let mut waits: Vec<f64> = pairs.iter().map(|(_, waited)| *waited).collect();
    waits.sort_by(f64::total_cmp);
    let median = waits[waits.len() / 2];
    let error = |told: f64, waited: f64| ((told + GRACE_S) / (waited + GRACE_S)).ln().abs();
    let count = pairs.len() as f64;
    let of_told: Vec<f64> = pairs.iter().map(|(told, waited)| error(*told, *waited)).collect();
    let (ours, constant) =
        (of_told.iter().sum::<f64>() / count, pairs.iter().map(|(_, waited)| error(median, *waited)).sum::<f64>() / count);
    let within_two = of_told.iter().filter(|error| **error <= f64::ln(2.0)).count() as f64 / count;
    assert!(count > 500.0, "{count} were told");
    assert!(ours < constant, "off by {ours:.3}, the median by {constant:.3}");
    assert!(within_two > 0.6, "{within_two:.3} are within a factor of two");
    let (told, waited) = pairs.iter().fold((0.0, 0.0), |(all, other), (told, waited)| (all + told, other + waited));
    assert!((0.8..1.4).contains(&(told / waited)), "told {told} s in all, waited {waited} s");
}
