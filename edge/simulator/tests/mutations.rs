//! The bugs the simulator must notice, each by the rule it breaks.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use simulator::mutations::{Mutation, set};

/// The first failure within some hundred seeds.
fn first_failure(mutation: Mutation) -> Option<simulator::Failure> {
    set(Some(mutation));
    let failure = (0..400).find_map(|seed| simulator::run(seed).err());
    set(None);
    failure
}

fn check(mutation: Mutation, rule: &str) {
    let failure = first_failure(mutation).expect("the bug goes unnoticed");
    assert!(failure.rule.contains(rule), "{failure}");
    assert_eq!(simulator::run(failure.seed).err(), None, "the same seed passes without the bug");
}

#[test]
fn acknowledging_before_persisting_is_noticed() {
    check(Mutation::AcknowledgeBeforePersist, "M1");
}

#[test]
fn forgetting_to_queue_again_is_noticed() {
    check(Mutation::ForgetRequeue, "R4");
}

#[test]
fn counting_capacity_late_is_noticed() {
    check(Mutation::LateCapacity, "R2");
}
