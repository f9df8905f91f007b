//! What a centre is judged by.

use wire::Channel;

use crate::arrivals::Contact;
use crate::day::Outcome;
use crate::scenario::times;

/// Of one seed. Waits in seconds, over phone and chat, of those who left too.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    pub contacts: usize,
    pub wait_live: f64,
    pub p90: f64,
    pub abandonment: f64,
    /// Share of all contacts that were passed on at least once.
    pub transfer: f64,
    pub service_level_chat: f64,
    pub service_level_phone: f64,
    /// Mean wait of VIPs against that of others.
    pub vip_ratio: f64,
    /// Share of e-mails begun within their target.
    pub email_sla: f64,
}

/// Measures the contacts of one or more days together.
pub fn measure(days: &[(Contact, Outcome)]) -> Measures {
    let is_live = |channel| matches!(channel, Channel::Phone | Channel::Chat);
    let live: Vec<&(Contact, Outcome)> = days.iter().filter(|(contact, _)| is_live(contact.channel)).collect();
    let mut waits: Vec<f64> = live.iter().map(|(_, outcome)| outcome.waited_s).collect();
    waits.sort_by(f64::total_cmp);
    let wait_of = |vip: bool| mean(live.iter().filter(|(contact, _)| contact.is_vip == vip).map(|(_, outcome)| outcome.waited_s));
    Measures {
        contacts: days.len(),
        wait_live: mean(waits.iter().copied()),
        p90: quantile(&waits, 0.9),
        abandonment: share(live.iter().map(|(_, outcome)| outcome.left)),
        transfer: share(days.iter().map(|(_, outcome)| outcome.transfers > 0)),
        service_level_chat: service_level(days, Channel::Chat),
        service_level_phone: service_level(days, Channel::Phone),
        vip_ratio: wait_of(true) / wait_of(false),
        email_sla: service_level(days, Channel::Email),
    }
}

/// Share whose first wait ended within the target with an agent.
fn service_level(days: &[(Contact, Outcome)], channel: Channel) -> f64 {
    let (target, ..) = times(channel);
    let of_channel = days.iter().filter(|(contact, _)| contact.channel == channel);
    share(of_channel.map(|(_, outcome)| outcome.first_wait_s.is_some_and(|wait| wait <= target)))
}

fn share(marks: impl Iterator<Item = bool>) -> f64 {
    mean(marks.map(|mark| if mark { 1.0 } else { 0.0 }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / f64::max(count, 1.0)
}

/// Linear between the two nearest, as numpy's.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len().saturating_sub(1)) as f64;
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or_default();
    at(place.floor()) + (at(place.ceil()) - at(place.floor())) * place.fract()
}

/// A mean over seeds with the half width of its 95 % interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Estimate {
    pub mean: f64,
    pub half_width: f64,
}

impl Estimate {
    /// Student's t with nine degrees of freedom for ten seeds; for other counts near enough.
    pub fn of(values: &[f64]) -> Self {
        const T: f64 = 2.262;
        let count = values.len() as f64;
        let mean = mean(values.iter().copied());
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / f64::max(count - 1.0, 1.0);
        Self { mean, half_width: T * (variance / f64::max(count, 1.0)).sqrt() }
    }

    /// The ratio of two means over the same seeds, by the jackknife.
    pub fn ratio(above: &[f64], below: &[f64]) -> Self {
        const T: f64 = 2.262;
        let count = above.len().min(below.len());
        let (sum_above, sum_below): (f64, f64) = (above.iter().sum(), below.iter().sum());
        let without: Vec<f64> = above.iter().zip(below).map(|(a, b)| (sum_above - a) / (sum_below - b)).collect();
        let centre = mean(without.iter().copied());
        let spread: f64 = without.iter().map(|value| (value - centre).powi(2)).sum();
        let variance = spread * count.saturating_sub(1) as f64 / f64::max(count as f64, 1.0);
        Self { mean: sum_above / sum_below, half_width: T * variance.sqrt() }
    }
}
