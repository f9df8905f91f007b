//! The synthetic centre of the routing bench: every parameter, as fixed in `routing-scenario.json` by whoever set the task, and what
//! round robin gives in it. A simulation whose round robin leaves those intervals is another centre.

use wire::Channel;

pub const OPEN_S: f64 = 43_200.0;
pub const END_S: f64 = 46_800.0;
pub const SLOT_S: f64 = 1_800.0;
pub const NO_ARRIVALS_AFTER_S: f64 = 42_300.0;
pub const DAYS_PER_SEED: u64 = 2;

pub const VOICE: usize = 24;
pub const DIGITAL: usize = 40;
/// Shares of digital agents with room for one, two and three.
pub const DIGITAL_CAPACITY: [(u8, f64); 3] = [(1, 0.2), (2, 0.4), (3, 0.4)];
pub const SENIORS: f64 = 0.2;
pub const FURTHER_SKILL: f64 = 0.3;
/// Below which share of a group's positions which shift is worked.
pub const SHIFTS: [(f64, f64, f64); 3] = [(0.4, 0.0, 28_800.0), (0.65, 7_200.0, 36_000.0), (1.0, 14_400.0, 45_000.0)];

pub const SKILL_SHARES: [f64; 6] = [0.3, 0.22, 0.16, 0.12, 0.12, 0.08];
pub const LABEL_ERROR: f64 = 0.1;
pub const VIP: f64 = 0.1;
pub const URGENT: f64 = 0.1;
/// Squared coefficient of variation of the lognormal service time.
pub const SERVICE_SCV: f64 = 0.8;
/// How much longer a conversation takes for each other one that the agent holds when it begins.
pub const CONCURRENCY: f64 = 0.3;
pub const DAY_SIGMA: f64 = 0.08;
pub const PLANNED_LOAD: f64 = 0.92;

pub const MOST_TRANSFERS: usize = 2;
/// A contact that is passed on has taken this share of its service time.
pub const UNTIL_TRANSFER: f64 = 0.3;

/// A channel's target, mean service and mean patience in seconds; whoever writes e-mails does not leave.
pub fn times(channel: Channel) -> (f64, f64, Option<f64>) {
    match channel {
        Channel::Phone => (20.0, 300.0, Some(150.0)),
        Channel::Chat => (60.0, 480.0, Some(240.0)),
        Channel::Social => (900.0, 300.0, Some(3_600.0)),
        Channel::Email => (14_400.0, 300.0, None),
    }
}

/// What it costs when an agent answers who is not trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regime {
    /// Nothing.
    None,
    Mild,
    Severe,
}

impl Regime {
    /// Factor of the service time, untrained, secondary and primary.
    pub fn service_factors(self) -> [f64; 3] {
        match self {
            Regime::None => [1.0, 1.0, 1.0],
            Regime::Mild => [1.2, 1.08, 1.0],
            Regime::Severe => [1.5, 1.15, 1.0],
        }
    }

    /// Probability of passing on, untrained, secondary and primary.
    pub fn transfer_probabilities(self) -> [f64; 3] {
        match self {
            Regime::None => [0.02, 0.02, 0.02],
            Regime::Mild => [0.15, 0.04, 0.02],
            Regime::Severe => [0.4, 0.08, 0.02],
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Regime::None => "nopenalty",
            Regime::Mild => "mild",
            Regime::Severe => "severe",
        }
    }
}

/// Means of ten seeds and half widths of their 95 % intervals.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    pub regime: Regime,
    pub load: f64,
    pub wait_live: (f64, f64),
    pub p90: (f64, f64),
    pub abandonment: (f64, f64),
    pub transfer: (f64, f64),
    pub service_level_chat: (f64, f64),
    pub service_level_phone: (f64, f64),
}

const fn reference(regime: Regime, load: f64, figures: [(f64, f64); 6]) -> Reference {
    let [wait_live, p90, abandonment, transfer, service_level_chat, service_level_phone] = figures;
    Reference { regime, load, wait_live, p90, abandonment, transfer, service_level_chat, service_level_phone }
}

/// What round robin gives.
pub const ROUND_ROBIN: [Reference; 6] = [
    reference(
        Regime::Mild,
        0.75,
        [(7.8577, 2.2352), (27.422, 9.7493), (0.0451, 0.0119), (0.0918, 0.002), (0.9537, 0.0244), (0.7904, 0.0397)],
    ),
    reference(
        Regime::Mild,
        0.9,
        [(24.9361, 4.2227), (76.2169, 7.952), (0.1297, 0.0217), (0.0854, 0.0021), (0.7791, 0.0482), (0.5302, 0.0554)],
    ),
    reference(
        Regime::Mild,
        1.0,
        [(38.9321, 5.3077), (100.444, 8.9203), (0.2016, 0.0263), (0.0791, 0.0023), (0.6167, 0.0588), (0.3706, 0.0549)],
    ),
    reference(
        Regime::Severe,
        0.75,
        [(20.5561, 4.4742), (68.1131, 10.2679), (0.1082, 0.0212), (0.2213, 0.0059), (0.8387, 0.0514), (0.6274, 0.0548)],
    ),
    reference(
        Regime::Severe,
        0.9,
        [(46.2231, 5.352), (115.4538, 8.8328), (0.2355, 0.0263), (0.2005, 0.003), (0.5539, 0.0592), (0.339, 0.0457)],
    ),
    reference(
        Regime::Severe,
        1.0,
        [(61.5436, 5.6904), (136.7527, 8.6526), (0.3141, 0.0275), (0.1835, 0.0045), (0.3826, 0.0573), (0.2112, 0.0401)],
    ),
];
