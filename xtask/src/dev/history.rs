//! A demo site's past: two months that ended yesterday, imported once.
//!
//! What the edge holds decides: a site without a past gets one that ends yesterday; one whose import was cut off gets the rest of the
//! same; one that has all of it is left alone, however long ago it ended.

use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::{config::Instance, http, secrets::Secrets};
use crate::{houses, paths};

const DAYS: u64 = 60;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A day's last hour of the staff's zone, eight hours ahead of UTC.
const ZONE_MS: u64 = 8 * 60 * 60 * 1000;

/// What one batch holds at most, a little under what the edge takes.
const BATCH_LINES: usize = 1_500;
const BATCH_BYTES: usize = 900_000;

/// Brings one site's past up to its last day.
///
/// # Errors
/// When the edge refuses a batch; the message holds its answer.
pub(super) fn seed(instance: &Instance, secrets: &Secrets, site: &str) -> Result<()> {
    let path = format!("/api/v1/operator/sites/{site}/import");
    let held: Value = ask(instance, secrets, "GET", &path, &[])?;
    let first = match held.get("first_at").and_then(Value::as_u64) {
        Some(first) => first,
        None => today()?.saturating_sub(DAYS * DAY_MS),
    };
    let last = held.get("last_at").and_then(Value::as_u64).unwrap_or_default();
    if day(last) >= day(first) + DAYS - 1 {
        return Ok(());
    }
    let folder = paths::root().join("www/demo/sites").join(site);
    let lines = houses::history::lines(&folder, first, DAYS)?;
    let all: Vec<&str> = lines.lines().collect();
    let mut done = 0;
    for batch in batches(&all) {
        ask(instance, secrets, "POST", &path, batch.join("\n").as_bytes())?;
        done += batch.len();
        eprintln!("{site}: history {} of {}", thousands(done), thousands(all.len()));
    }
    Ok(())
}

/// Lines in order of arrival, cut so that the last day is never divided: whoever holds a line of it holds all.
fn batches<'a>(lines: &'a [&'a str]) -> Vec<&'a [&'a str]> {
    let mut all = Vec::new();
    let mut rest = lines;
    while let Some(last) = rest.last() {
        let mut bytes = 0;
        let fits = |line: &&&str| {
            bytes += line.len() + 1;
            bytes <= BATCH_BYTES
        };
        let mut count = rest.iter().take(BATCH_LINES).take_while(fits).count().max(1);
        if count < rest.len() {
            let of = |line: &str| arrived(line).map(day);
            let last = of(last);
            let before = rest.iter().take(count).take_while(|line| of(line) != last).count();
            count = if before == 0 { count } else { before };
        }
        let (batch, after) = rest.split_at(count);
        all.push(batch);
        rest = after;
    }
    all
}

fn arrived(line: &str) -> Option<u64> {
    let (_, rest) = line.split_once("\"arrived_at\":")?;
    rest.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
}

fn day(at: u64) -> u64 {
    (at + ZONE_MS) / DAY_MS
}

#[expect(clippy::disallowed_methods, reason = "xtask runs natively only")]
fn today() -> Result<u64> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).context("the clock stands before 1970")?;
    Ok(u64::try_from(since.max(Duration::from_millis(DAYS * DAY_MS)).as_millis())?)
}

fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn ask(instance: &Instance, secrets: &Secrets, method: &str, path: &str, body: &[u8]) -> Result<Value> {
    let answer = http::send(method, "desk.localhost", instance.port, path, &secrets.operator, "application/x-ndjson", body)?;
    if answer.status != 200 {
        bail!("{method} {path} was answered {}: {}", answer.status, answer.body.trim());
    }
    Ok(serde_json::from_str(&answer.body)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_in_one_batch_and_no_line_is_lost() {
        let line = |number: u64| format!("{{\"arrived_at\":{}}}", number * (DAY_MS / 300));
        let lines: Vec<String> = (0..3_000).map(line).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let batches = batches(&lines);
        assert_eq!(batches.concat(), lines);
        assert!(batches.iter().all(|batch| batch.len() <= BATCH_LINES));
        let last = arrived(lines[lines.len() - 1]).map(day);
        let holding = batches.iter().filter(|batch| batch.iter().any(|line| arrived(line).map(day) == last));
        assert_eq!(holding.count(), 1);
    }

    #[test]
    fn counts_are_written_for_people() {
        assert_eq!([7, 1_000, 23_400].map(thousands), ["7", "1,000", "23,400"]);
    }
}
