//! A contact as a line of the import.

use serde_json::{Value, json};

use crate::{arrivals::Channel, calendar::MINUTE, centre::Contact, dice::Dice, site::Site};

/// What people add to a rating, from the worst to the best.
const COMMENTS: [[&[&str]; 2]; 3] = [
    [
        &["Waited far too long.", "Nobody could tell me anything.", "Had to explain it twice."],
        &["等太久了", "问题没解决", "同样的话说了两遍"],
    ],
    [&["Helped in the end.", "Fine, but slow.", "OK."], &["最后解决了", "还行，就是慢", "一般"]],
    [&["Quick and friendly.", "Solved at once, thank you.", "Very patient."], &["很快，态度好", "马上就解决了，谢谢", "很耐心"]],
];

/// A person's constant traits, drawn from their number alone.
struct Person {
    id: String,
    is_chinese: bool,
    is_vip: bool,
}

fn person(site: &Site, seed: u64, number: u64) -> Person {
    let mut dice = Dice::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let id = format!("{:016x}{:016x}", dice.next(), dice.next());
    let is_chinese = dice.chance(site.trade.chinese);
    // The first numbers come most often, and are bound most.
    let is_vip = dice.chance(if number < 120 { 0.3 } else { 0.05 });
    Person { id, is_chinese, is_vip }
}

/// Writes the `number`-th contact; the same number and seed are the same conversation.
pub(crate) fn of(site: &Site, seed: u64, number: u64, contact: &Contact) -> Value {
    let mut dice = Dice::new(seed.rotate_left(17) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let id = format!("{:016x}{:016x}", dice.next(), dice.next());
    let person = person(site, seed, contact.arrival.person);
    let intent = &site.intents[contact.arrival.intent];
    let language = usize::from(person.is_chinese);
    let said = intent.said.get(language).filter(|texts| !texts.is_empty());
    let preview = said.map_or("", |texts| texts[dice.below(texts.len())].as_str());
    let is_abandoned = contact.first_answered_at.is_none();
    let (rating, comment) = if is_abandoned { (None, None) } else { rated(contact, language, &mut dice) };
    let talk = contact.ended_at.saturating_sub(contact.first_answered_at.unwrap_or(contact.ended_at)) / MINUTE;
    let turns = 1 + talk / 2 + dice.below(3) as u64;
    json!({
        "id": id,
        "visitor": person.id,
        "channel": contact.arrival.channel.name(),
        "locale": if person.is_chinese { "zh" } else { "en" },
        "intent": intent.id,
        "skill": site.skills[intent.skill],
        "priority": match contact.urgency { 0 => "low", 1 | 2 => "medium", _ => "high" },
        "tier": if person.is_vip { "vip" } else { "standard" },
        "arrived_at": contact.arrival.at,
        "queued_at": contact.queued_at,
        "first_answered_at": contact.first_answered_at,
        "resolved_at": contact.ended_at,
        "agent": contact.agent.map(|agent| &site.staff[agent].email),
        "transfers": contact.transfers,
        "rating": rating,
        "comment": comment,
        "is_abandoned": is_abandoned,
        "preview": preview,
        "visitor_messages": turns,
        "agent_messages": if is_abandoned { 0 } else { turns.max(1) },
    })
}

/// A third of those who were answered rate; waiting and being passed on cost.
fn rated(contact: &Contact, language: usize, dice: &mut Dice) -> (Option<u8>, Option<&'static str>) {
    let share = if contact.arrival.channel == Channel::Phone { 0.15 } else { 0.33 };
    if !dice.chance(share) {
        return (None, None);
    }
    let waited = contact.first_answered_at.unwrap_or_default().saturating_sub(contact.queued_at) as f64 / MINUTE as f64;
    let waited = if contact.arrival.channel == Channel::Email { waited / 120.0 } else { waited.min(40.0) };
    let score = 4.75 - 0.12 * waited - 0.9 * f64::from(contact.transfers) + 0.8 * dice.normal();
    let rating = score.round().clamp(1.0, 5.0) as u8;
    let band = match rating {
        1 | 2 => 0,
        3 => 1,
        _ => 2,
    };
    let words = COMMENTS[band][language];
    let comment = dice.chance(0.25).then(|| words[dice.below(words.len())]);
    (Some(rating), comment)
}
