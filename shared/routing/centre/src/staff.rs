//! Who works in the centre.

use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use wire::{AgentId, AgentProfile, Channel, ChannelCapacity, SkillId};

use crate::scenario::{DIGITAL, DIGITAL_CAPACITY, FURTHER_SKILL, SENIORS, SHIFTS, SKILL_SHARES, VOICE};

/// What agents know beyond their own skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Training {
    /// As the scenario has it.
    Scenario,
    /// At least three secondary skills for each: where the scenario gives one, and two to seniors, it is three. Who is a senior, and
    /// who knows one further, stays as it is.
    ThreeSkills,
    /// Everything, primarily: the bound no routing can pass.
    Pooled,
}

/// One agent.
#[derive(Debug, Clone)]
pub struct Worker {
    pub capacity: u8,
    pub is_voice: bool,
    /// By skill: 2 primary, 1 secondary, 0 untrained.
    pub levels: [usize; SKILL_SHARES.len()],
    pub from_s: f64,
    pub to_s: f64,
}

impl Worker {
    pub fn is_on_shift(&self, at_s: f64) -> bool {
        (self.from_s..self.to_s).contains(&at_s)
    }

    /// What the desk knows of them.
    pub fn profile(&self, number: usize) -> AgentProfile {
        let at_level = |wanted: usize| -> Vec<SkillId> {
            self.levels
                .iter()
                .enumerate()
                .filter(|(_, level)| **level == wanted)
                .filter_map(|(skill, _)| skill_id(skill))
                .collect()
        };
        let channels: &[Channel] =
            if self.is_voice { &[Channel::Phone, Channel::Email] } else { &[Channel::Chat, Channel::Social, Channel::Email] };
        AgentProfile {
            secondary_skills: at_level(1),
            channels: channels.iter().map(|channel| ChannelCapacity { channel: *channel, most: self.capacity }).collect(),
            ..AgentProfile::new(AgentId::from_bits(number as u128 + 1), format!("Agent {number}"), at_level(2), self.capacity)
        }
    }
}

/// The label of a skill.
pub fn skill_id(skill: usize) -> Option<SkillId> {
    SkillId::new(&format!("skill-{skill}")).ok()
}

/// Voice agents first.
pub fn hire(training: Training, dice: &mut ChaCha8Rng) -> Vec<Worker> {
    let mut staff = group(VOICE, true, training, dice);
    staff.extend(group(DIGITAL, false, training, dice));
    staff
}

fn group(size: usize, is_voice: bool, training: Training, dice: &mut ChaCha8Rng) -> Vec<Worker> {
    let mut primaries = primaries(size);
    primaries.shuffle(dice);
    let workers = primaries.into_iter().enumerate().map(|(position, primary)| {
        let share = position as f64 / size as f64;
        let (_, from_s, to_s) = SHIFTS.into_iter().find(|(below, ..)| share < *below).unwrap_or((1.0, 0.0, 0.0));
        let capacity = if is_voice { 1 } else { capacity(dice) };
        Worker { capacity, is_voice, levels: levels(primary, training, dice), from_s, to_s }
    });
    workers.collect()
}

/// As many of each skill as its share says: largest remainder, at least one.
fn primaries(size: usize) -> Vec<usize> {
    let exact = SKILL_SHARES.map(|share| share * size as f64);
    let mut counts = exact.map(|count| (count.floor() as usize).max(1));
    let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
    by_remainder.sort_by(|a, b| {
        let remainder = |skill: &usize| exact.get(*skill).map_or(0.0, |count| count.fract());
        remainder(b).total_cmp(&remainder(a))
    });
    let missing = size.saturating_sub(counts.iter().sum());
    for skill in by_remainder.into_iter().cycle().take(missing) {
        if let Some(count) = counts.get_mut(skill) {
            *count += 1;
        }
    }
    counts.into_iter().enumerate().flat_map(|(skill, count)| std::iter::repeat_n(skill, count)).take(size).collect()
}

fn capacity(dice: &mut ChaCha8Rng) -> u8 {
    let mut left: f64 = dice.random();
    for (capacity, share) in DIGITAL_CAPACITY {
        left -= share;
        if left < 0.0 {
            return capacity;
        }
    }
    DIGITAL_CAPACITY.last().map_or(1, |(capacity, _)| *capacity)
}

/// The dice fall alike whatever the training: the rest of the staff must not hang on it.
fn levels(primary: usize, training: Training, dice: &mut ChaCha8Rng) -> [usize; SKILL_SHARES.len()] {
    let mut others: Vec<usize> = (0..SKILL_SHARES.len()).filter(|skill| *skill != primary).collect();
    others.shuffle(dice);
    let is_senior = dice.random_bool(SENIORS);
    let knows_further = dice.random_bool(FURTHER_SKILL);
    if training == Training::Pooled {
        return [2; SKILL_SHARES.len()];
    }
    let mut levels = [0; SKILL_SHARES.len()];
    let mut set = |skill: Option<usize>, level: usize| {
        if let Some(place) = skill.and_then(|skill| levels.get_mut(skill)) {
            *place = level;
        }
    };
    set(Some(primary), 2);
    let mut others = others.into_iter();
    if is_senior {
        set(others.next(), 2);
    }
    let secondary = match training {
        Training::ThreeSkills => 3,
        Training::Scenario | Training::Pooled if is_senior => 2,
        Training::Scenario | Training::Pooled => 1,
    };
    for skill in others.take(secondary + usize::from(knows_further)) {
        set(Some(skill), 1);
    }
    levels
}
