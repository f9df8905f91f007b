//! A contact centre in virtual time. It drives the shipped [`routing::Desk`] through its own inputs (summaries, frames, commands) with
//! agents who take at once what they are offered, and measures what customers and agents get.
//!
//! [`scenario`] is the fixed centre of the routing bench; [`run`] lets one seed of it pass under a policy. Every random number of a
//! day is drawn before the day begins, so that policies are compared on the same customers.

pub mod arrivals;
pub mod day;
mod desk;
pub mod measure;
pub mod plan;
pub mod scenario;
pub mod staff;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use wire::RoutingPolicy;

pub use measure::{Estimate, Measures};
pub use scenario::Regime;
pub use staff::Training;

/// One centre to let pass.
#[derive(Debug, Clone)]
pub struct Setting {
    pub regime: Regime,
    pub load: f64,
    pub training: Training,
    pub policy: RoutingPolicy,
}

/// The days of one seed, measured together.
pub fn run(setting: &Setting, seed: u64) -> Measures {
    // Staff first of all: what agents learn must not change who calls. Arrivals follow the capacity, which training leaves alone.
    let staff = staff::hire(setting.training, &mut ChaCha8Rng::seed_from_u64(seed));
    let mut all = Vec::new();
    for day in 0..scenario::DAYS_PER_SEED {
        let mut dice = ChaCha8Rng::seed_from_u64(seed ^ (day + 1) << 32);
        let contacts = arrivals::day(&staff, setting.load, &mut dice);
        let outcomes = day::run(&staff, &contacts, setting.regime, setting.policy.clone());
        all.extend(contacts.into_iter().zip(outcomes));
    }
    measure::measure(&all)
}
