//! Who comes when: half hours of a day for each channel, days of the week, and the first days of a month.

use crate::{
    calendar::{self, HOUR, MINUTE},
    dice::Dice,
    site::Site,
};

/// How people come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Chat,
    Social,
    Email,
    Phone,
}

impl Channel {
    pub(crate) const ALL: [Channel; 4] = [Channel::Chat, Channel::Social, Channel::Email, Channel::Phone];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Channel::Chat => "chat",
            Channel::Social => "social",
            Channel::Email => "email",
            Channel::Phone => "phone",
        }
    }

    /// Share of all contacts.
    fn share(self) -> f64 {
        match self {
            Channel::Chat => 0.56,
            Channel::Social => 0.14,
            Channel::Email => 0.17,
            Channel::Phone => 0.13,
        }
    }

    /// How many come in a half hour that begins at this hour of the day, beside other half hours. Chat and phone are closed at night.
    fn weight(self, hour: f64) -> f64 {
        let hill = |at: f64, width: f64| (-((hour - at) / width).powi(2)).exp();
        match self {
            Channel::Chat if !(8.0..21.5).contains(&hour) => 0.0,
            Channel::Chat => 0.35 + hill(10.5, 1.6) + 0.75 * hill(15.5, 2.0) + 0.7 * hill(20.2, 1.2),
            Channel::Phone if !(8.5..18.0).contains(&hour) => 0.0,
            Channel::Phone => 0.4 + hill(10.0, 1.4) + 0.6 * hill(14.8, 1.8),
            Channel::Email => 0.08 + 0.8 * hill(9.5, 2.5) + 0.7 * hill(17.0, 3.5) + 0.3 * hill(22.0, 1.5),
            Channel::Social => 0.06 + 0.5 * hill(12.5, 2.0) + hill(20.8, 2.0),
        }
    }
}

/// Somebody who comes.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) at: u64,
    pub(crate) channel: Channel,
    /// A place in the site's intents.
    pub(crate) intent: usize,
    /// Number of the person.
    pub(crate) person: u64,
}

/// People who come again and again, and how large a share of all contacts they are.
const REGULARS: u64 = 640;
const REGULAR_SHARE: f64 = 0.34;

/// Everybody who comes in these local days, in order.
pub(crate) fn draw(site: &Site, days: std::ops::Range<u64>, dice: &mut Dice) -> Vec<Arrival> {
    let mut all = Vec::new();
    let mut strangers = REGULARS;
    for day in days {
        let weights = weights(site, day);
        // A swell brings more people, not only other questions.
        let swollen: f64 = weights.iter().sum();
        let mood = dice.between(0.93, 1.07);
        let expected = site.trade.daily * site.trade.week[calendar::weekday(day)] * swollen * mood;
        for channel in Channel::ALL {
            let halves: Vec<f64> = (0..48).map(|half| channel.weight(f64::from(half) / 2.0)).collect();
            let sum: f64 = halves.iter().sum();
            for (half, weight) in (0u64..).zip(&halves) {
                for _ in 0..dice.poisson(expected * channel.share() * weight / sum) {
                    let at = calendar::start_of(day) + half * 30 * MINUTE + dice.below(30 * MINUTE as usize) as u64;
                    let person = if dice.chance(REGULAR_SHARE) {
                        // Some come every few days, most twice.
                        (dice.share().powi(2) * REGULARS as f64) as u64
                    } else {
                        strangers += 1;
                        strangers
                    };
                    all.push(Arrival { at, channel, intent: dice.weighted(&weights), person });
                }
            }
        }
    }
    all.sort_by_key(|arrival| arrival.at);
    all
}

/// Weights of the intents on a day; 1 in all on an ordinary one.
fn weights(site: &Site, day: u64) -> Vec<f64> {
    let swell = |skill: usize| match site.trade.swells {
        Some((name, factor)) if site.skills[skill] == name && calendar::day_of_month(day) <= 5 => factor,
        _ => 1.0,
    };
    let total: f64 = site.intents.iter().map(|intent| intent.weight).sum();
    site.intents.iter().map(|intent| intent.weight / total * swell(intent.skill)).collect()
}

/// Whether an agent is on shift. The early shift opens, the late one closes; each agent has two days off in a row.
pub(crate) fn is_on_shift(agent: usize, staff: usize, at: u64) -> bool {
    let (day, hour) = (calendar::day_of(at), calendar::time_of_day(at) as f64 / HOUR as f64);
    // Of a small staff everybody works most days, and longer.
    let days_off = if staff < 6 { 1 } else { 2 };
    let is_off = (0..days_off).any(|off| (day + agent as u64 * 3 + off).is_multiple_of(7));
    // Neighbours in the list often share a skill; they are spread over both shifts.
    let is_late = (agent as u64 + agent as u64 / 2 + day / 7) % 2 == 1;
    let hours = match (staff < 6, is_late) {
        (true, false) => 8.0..18.5,
        (true, true) => 11.5..22.0,
        (false, false) => 8.0..16.5,
        (false, true) => 13.5..22.0,
    };
    !is_off && hours.contains(&hour)
}
