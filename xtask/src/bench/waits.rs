//! What routing is held to, and its figures as a page.

use serde_json::{Map, Value};

struct Target {
    what: &'static str,
    key: &'static str,
    is_at_most: bool,
    must: f64,
    moonshot: f64,
    /// Waits of a simulation fail the run; times are of this machine at this moment, and only told.
    is_asserted: bool,
}

const fn at_most(what: &'static str, key: &'static str, must: f64, moonshot: f64) -> Target {
    Target { what, key, is_at_most: true, must, moonshot, is_asserted: true }
}

const TARGETS: [Target; 10] = [
    at_most("mean wait, mild mismatch, of round robin's", "mild_09_wait_ratio", 0.65, 0.59),
    at_most("mean wait, severe mismatch", "severe_09_wait_ratio", 0.48, 0.42),
    at_most("ninth decile of waits, mild", "mild_09_p90_ratio", 0.75, 0.75),
    at_most("customers who leave, mild", "mild_09_abandon_ratio", 0.7, 0.7),
    at_most("contacts passed on, mild", "mild_09_transfer_ratio", 0.5, 0.5),
    at_most("VIPs' mean wait, of others'", "mild_09_vip_ratio", 0.85, 0.85),
    Target { is_at_most: false, ..at_most("e-mails begun within their target", "email_sla_share", 0.99, 1.0) },
    at_most("mean wait where anybody will do", "nopenalty_09_wait_ratio", 1.0, 0.94),
    at_most("mean wait with three secondary skills, of the bound", "three_skill_pooled_ratio", 1.25, 1.17),
    Target { is_asserted: false, ..at_most("a decision, 1,000 agents, 10,000 waiting, p99, ms", "decision_p99_ms", 1.0, 0.25) },
];

/// Tells each target; false if one that is held was missed.
pub(crate) fn judge(figures: &Map<String, Value>) -> bool {
    let mut holds = true;
    for target in &TARGETS {
        let found = value(figures, target.key);
        let is_met = found.is_some_and(|found| target.is_met(found, target.must));
        let shown = found.map_or_else(|| "not measured".to_owned(), |found| format!("{found:.4}"));
        eprintln!("bench: {:>52}  {shown:>12}  {}", target.what, if is_met { "ok" } else { "MISSED" });
        holds &= is_met || !target.is_asserted;
    }
    let outside = value(figures, "rr_outside_reference").unwrap_or_default();
    eprintln!("bench: {outside} of 36 means of round robin lie outside the reference's intervals");
    holds
}

/// Markdown.
pub(crate) fn page(figures: &Map<String, Value>) -> String {
    let mut page = String::from(
        "# Routing, measured\n\nWritten by `cargo xtask bench routing`; every figure stands in `routing.json`, with the half width of its 95 % \
         interval over ten seeds beside it (`_pm`). The centre is synthetic and fixed (`shared/routing/centre`): 64 agents, six skills, \
         four channels, two days a seed. It drives the shipped desk machine through its own inputs; agents take at once what they \
         are offered. Ratios are to round robin on the same customers.\n\n\
         ![Mild mismatch](routing-mild.svg)\n\n![Severe mismatch](routing-severe.svg)\n\n## Targets\n\n| | found | must | moonshot |\n|---|---|---|---|\n",
    );
    for target in &TARGETS {
        let sign = if target.is_at_most { "≤" } else { "≥" };
        let told = value(figures, target.key).map_or_else(
            || "not measured".to_owned(),
            |found| {
                let mark = match (target.is_met(found, target.moonshot), target.is_met(found, target.must)) {
                    (true, _) => "✔✔",
                    (false, true) => "✔",
                    (false, false) => "✘",
                };
                format!("{} {mark}", told(figures, target.key))
            },
        );
        page.push_str(&format!("| {} | {told} | {sign} {} | {sign} {} |\n", target.what, target.must, target.moonshot));
    }
    rules(&mut page, figures);
    loads(&mut page, figures);
    speed(&mut page, figures);
    reference(&mut page, figures);
    page
}

fn rules(page: &mut String, figures: &Map<String, Value>) {
    page.push_str("\n## Rules at 0.9 load\n\n| rule | mild: mean wait, s | of round robin's | severe: mean wait, s | of round robin's |\n|---|---|---|---|---|\n");
    let rules = [
        ("rr", "round robin"),
        ("idle", "longest idle"),
        ("least", "least loaded"),
        ("skill", "static skill match"),
        ("index", "**index, as shipped**"),
        ("pooled", "bound: everybody knows everything"),
    ];
    for (key, name) in rules {
        let cell = |regime: &str, what: &str| told(figures, &format!("{regime}_09_{key}_{what}"));
        let (mild, severe) = (cell("mild", "wait_s"), cell("severe", "wait_s"));
        page.push_str(&format!(
            "| {name} | {mild} | {} | {severe} | {} |\n",
            cell("mild", "wait_ratio"),
            cell("severe", "wait_ratio")
        ));
    }
}

fn loads(page: &mut String, figures: &Map<String, Value>) {
    page.push_str(
        "\n## Loads\n\n| mismatch, load | rule | mean wait, s | p90, s | left | passed on | chats in target | calls in target | VIPs' wait | e-mails in target |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let measures =
        ["wait_s", "p90_s", "abandonment", "transfer", "service_level_chat", "service_level_phone", "vip_ratio", "email_sla"];
    for regime in ["mild", "severe"] {
        for (load, name) in [("075", "0.75"), ("09", "0.9"), ("10", "1.0")] {
            for (rule, of) in [("rr", "round robin"), ("index", "index")] {
                let cells = measures.map(|measure| told(figures, &format!("{regime}_{load}_{rule}_{measure}")));
                page.push_str(&format!("| {regime}, {name} | {of} | {} |\n", cells.join(" | ")));
            }
        }
    }
}

fn speed(page: &mut String, figures: &Map<String, Value>) {
    page.push_str(
        "\n## Speed\n\nNatively, from an agent's having finished to the next offer, with every agent's socket open and greeted; writing and \
         encoding for sockets are the host's.\n\n| agents | waiting | p50, ms | p99, ms | decisions a second |\n|---|---|---|---|---|\n",
    );
    for (agents, waiting) in [(100, 1_000), (1_000, 10_000), (10_000, 100_000)] {
        let cell = |what: &str| told(figures, &format!("{what}_{agents}"));
        let (p50, p99) = (cell("decision_p50_ms"), cell("decision_p99_ms"));
        page.push_str(&format!("| {agents} | {waiting} | {p50} | {p99} | {} |\n", cell("decisions_per_s")));
    }
    page.push_str(&format!(
        "\nA decision at 10,000 agents takes {} times one at 100; n log n in all allows {}.\n",
        told(figures, "decision_growth"),
        told(figures, "decision_growth_n_log_n")
    ));
}

fn reference(page: &mut String, figures: &Map<String, Value>) {
    let which = figures.get("rr_outside_reference_which").and_then(Value::as_array);
    let which: Vec<&str> = which.into_iter().flatten().filter_map(Value::as_str).collect();
    page.push_str(&format!(
        "\n## Is it the same centre?\n\nThe scenario fixes what round robin gives, each mean with an interval. Of our 36 means {} lie outside",
        which.len()
    ));
    page.push_str(if which.is_empty() { ".\n" } else { ":\n\n" });
    for line in which {
        page.push_str(&format!("- {line}\n"));
    }
}

impl Target {
    fn is_met(&self, found: f64, bound: f64) -> bool {
        if self.is_at_most { found <= bound } else { found >= bound }
    }
}

fn value(figures: &Map<String, Value>, key: &str) -> Option<f64> {
    figures.get(key).and_then(Value::as_f64)
}

/// With its interval, where it has one.
fn told(figures: &Map<String, Value>, key: &str) -> String {
    let number = |value: f64| {
        if value >= 100.0 {
            format!("{value:.0}")
        } else if value >= 10.0 {
            format!("{value:.1}")
        } else {
            format!("{value:.3}")
        }
    };
    match (value(figures, key), value(figures, &format!("{key}_pm"))) {
        (Some(mean), Some(half_width)) => format!("{} ± {}", number(mean), number(half_width)),
        (Some(mean), None) => number(mean),
        (None, _) => "not measured".to_owned(),
    }
}
