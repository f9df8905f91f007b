//! The policies that are compared.

use wire::policy::Fit;
use wire::{RoutingPolicy, Rule};

use crate::scenario::Regime;

/// The shipped policy under a rule, told what the centre's agents are like: a real desk would have measured that.
pub fn policy(rule: Rule, regime: Regime) -> RoutingPolicy {
    let fit = |level: usize| Fit {
        handle_permille: permille(regime.service_factors().get(level)),
        transfer_permille: permille(regime.transfer_probabilities().get(level)),
    };
    let untrained_after_permille = match regime {
        Regime::None => 0,
        Regime::Mild => 750,
        Regime::Severe => 3_000,
    };
    RoutingPolicy {
        rule,
        untrained: fit(0),
        secondary: fit(1),
        primary: fit(2),
        untrained_after_permille,
        // Whoever is passed on needs somebody trained, however long that takes.
        transfer_hold_s: 7 * 24 * 3_600,
        ..RoutingPolicy::default()
    }
}

fn permille(value: Option<&f64>) -> u32 {
    value.map_or(0, |value| (value * 1_000.0).round() as u32)
}
