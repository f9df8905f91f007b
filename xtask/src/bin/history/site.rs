//! What a history needs to know of a site: its intents with what customers write, its staff, and how busy it is.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, bail};

/// One kind of question.
pub(crate) struct Intent {
    pub(crate) id: String,
    pub(crate) skill: usize,
    /// How often it is asked, beside the others of its skill.
    pub(crate) weight: f64,
    /// As customers write, by language: English, Chinese.
    pub(crate) said: [Vec<String>; 2],
}

/// One agent of `agents.json`.
pub(crate) struct Agent {
    pub(crate) email: String,
    /// Primary first.
    pub(crate) skills: Vec<usize>,
    pub(crate) capacity: u32,
}

pub(crate) struct Site {
    pub(crate) skills: Vec<String>,
    pub(crate) intents: Vec<Intent>,
    pub(crate) staff: Vec<Agent>,
    pub(crate) trade: Trade,
}

/// How busy a site is, and with what.
pub(crate) struct Trade {
    /// Contacts of an ordinary day.
    pub(crate) daily: f64,
    /// Shares of the skills, by name; others have a small one.
    pub(crate) skills: &'static [(&'static str, f64)],
    /// Monday to Sunday.
    pub(crate) week: [f64; 7],
    /// What swells on days 1 to 5 of a month, and by how much.
    pub(crate) swells: Option<(&'static str, f64)>,
    /// Share of customers who write Chinese.
    pub(crate) chinese: f64,
}

/// A bank: repayments come first, and come together.
const BANK: Trade = Trade {
    daily: 390.0,
    skills: &[("repayments", 0.30), ("cards", 0.24), ("accounts", 0.18), ("transfers", 0.14), ("fraud", 0.08), ("loans", 0.06)],
    week: [1.22, 1.1, 1.04, 1.0, 1.06, 0.72, 0.52],
    swells: Some(("repayments", 2.4)),
    chinese: 0.68,
};

/// A shop: people buy on weekends and ask on Mondays.
const SHOP: Trade = Trade {
    daily: 150.0,
    skills: &[("orders", 0.36), ("returns", 0.22), ("phones", 0.19), ("payments", 0.13), ("appliances", 0.10)],
    week: [1.25, 1.02, 0.96, 0.92, 0.95, 0.94, 0.9],
    swells: None,
    chinese: 0.6,
};

/// A car maker: the workshop before all, most on Mondays.
const MOTORS: Trade = Trade {
    daily: 120.0,
    skills: &[("service_booking", 0.36), ("charging", 0.2), ("sales", 0.2), ("warranty", 0.14), ("noise_vibration", 0.1)],
    week: [1.24, 1.04, 1.0, 0.96, 1.02, 0.98, 0.76],
    swells: None,
    chinese: 0.66,
};

/// Shares of a skill that its site's trade does not name.
const OTHER_SHARE: f64 = 0.05;

impl Site {
    /// Reads a demo site's folder.
    ///
    /// # Errors
    /// When its playbook or staff cannot be read.
    pub(crate) fn read(folder: &Path) -> Result<Site> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let trade = match name.as_str() {
            "bank" => BANK,
            "shop" => SHOP,
            "motors" => MOTORS,
            _ => bail!("no trade is written down for the site `{name}`"),
        };
        let file = folder.join("playbook.yaml");
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let Ok((compiled, _)) = authoring::compile(&file.display().to_string(), &text) else {
            bail!("{} has mistakes", file.display());
        };
        let mut skills: Vec<String> = compiled.private.skills.iter().map(|skill| skill.id.to_string()).collect();
        skills.sort();
        let place = |skill: &str| skills.iter().position(|known| known == skill);
        let mut said: BTreeMap<String, [Vec<String>; 2]> = BTreeMap::new();
        for intent in compiled.training.intents {
            let is_chinese = |text: &String| text.chars().any(|c| c >= '\u{2e80}');
            let (chinese, english) = intent.utterances.into_iter().partition(is_chinese);
            said.insert(intent.id, [english, chinese]);
        }
        let mut asked = vec![0.0; skills.len()];
        let mut intents = Vec::new();
        for (intent, skill) in &compiled.private.intent_skills {
            let Some(skill) = place(skill.as_str()) else { continue };
            let Some(said) = said.remove(intent.as_str()) else { continue };
            // What a playbook answers first is asked most: the n-th as often as 1/√n.
            asked[skill] += 1.0;
            let weight: f64 = 1.0 / f64::sqrt(asked[skill]);
            intents.push(Intent { id: intent.to_string(), skill, weight, said });
        }
        // A skill's share is divided among its intents.
        for (number, name) in skills.iter().enumerate() {
            let share = trade.skills.iter().find(|(skill, _)| skill == name).map_or(OTHER_SHARE, |(_, share)| *share);
            let sum: f64 = intents.iter().filter(|it| it.skill == number).map(|it| it.weight).sum();
            intents.iter_mut().filter(|it| it.skill == number).for_each(|it| it.weight *= share / sum);
        }
        let staff = staff(folder, &skills)?;
        Ok(Site { skills, intents, staff, trade })
    }
}

fn staff(folder: &Path, skills: &[String]) -> Result<Vec<Agent>> {
    let agents: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.join("agents.json"))?)?;
    let read = |agent: &serde_json::Value| -> Option<Agent> {
        let primary = agent.get("skills")?.as_array()?.iter();
        let secondary = agent.get("secondary_skills").and_then(|it| it.as_array()).into_iter().flatten();
        let names = primary.chain(secondary).filter_map(|it| it.as_str());
        Some(Agent {
            email: agent.get("email")?.as_str()?.to_owned(),
            skills: names.filter_map(|name| skills.iter().position(|known| known == name)).collect(),
            capacity: u32::try_from(agent.get("capacity")?.as_u64()?).ok()?,
        })
    };
    Ok(agents.as_array().into_iter().flatten().filter_map(read).collect())
}
