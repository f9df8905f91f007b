//! Two months of a demo site's past, from a seed; started by `cargo xtask dev`.
//!
//! `history SITE_FOLDER FIRST_DAY DAYS` writes lines for the import to standard output, by time of arrival. `FIRST_DAY` is a moment of
//! the first local day in Unix milliseconds. The same arguments write the same bytes.
#![allow(clippy::indexing_slicing, reason = "a generator, over tables whose places it made itself")]

mod arrivals;
mod calendar;
mod centre;
mod dice;
mod line;
mod site;

use std::{
    env,
    io::{BufWriter, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};

use dice::Dice;
use site::Site;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, first, days] = arguments.as_slice() else { bail!("history SITE_FOLDER FIRST_DAY DAYS") };
    let folder = Path::new(folder);
    let first = calendar::day_of(first.parse().context("FIRST_DAY")?);
    let days: u64 = days.parse().context("DAYS")?;
    let site = Site::read(folder)?;
    let seed = seed_of(&folder.file_name().unwrap_or_default().to_string_lossy());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, contact) in (0u64..).zip(past(&site, seed, first..first + days)) {
        writeln!(out, "{}", line::of(&site, seed, number, &contact))?;
    }
    out.flush()?;
    Ok(())
}

/// Everything that ended before the last of these local days did.
fn past(site: &Site, seed: u64, days: std::ops::Range<u64>) -> Vec<centre::Contact> {
    let until = calendar::start_of(days.end);
    let arrivals = arrivals::draw(site, days, &mut Dice::new(seed));
    centre::run(site, arrivals, until, Dice::new(seed ^ 0x5eed))
}

/// FNV-1a of the site's name.
fn seed_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests;
