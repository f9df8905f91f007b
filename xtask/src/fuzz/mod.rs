//! `cargo xtask fuzz`: libFuzzer on what the intent model reads.
//!
//! The targets stand in `shared/intent/fuzz`, a package of its own: it is compiled with instrumentation, into
//! `target/fuzz`, where also the corpus grows from run to run and an input that broke something is kept.

mod build;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

pub(crate) use build::PACKAGE;

use crate::{clock::Stopwatch, houses::intent::WEIGHTS, paths, process};

const TARGETS: [&str; 5] = ["pack", "sense", "encoder", "pieces", "normalize"];
/// No input may take longer, in seconds.
const PATIENCE: u32 = 10;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// One target only; every one of them without.
    #[arg(value_parser = TARGETS)]
    target: Option<String>,
    /// How long each target runs.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// Run the target on this file alone, as one that was found.
    #[arg(long, requires = "target")]
    input: Option<PathBuf>,
}

/// False when a target broke off.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let folder = paths::target().join("fuzz");
    let programs = build::build(&folder)?;
    if let (Some(target), Some(input)) = (&args.target, &args.input) {
        return Ok(process::show(process::command(programs.join(target)).arg(input)).is_ok());
    }
    let corpus = folder.join("corpus");
    process::show(process::command(programs.join("seeds")).arg(&corpus).arg(paths::root().join(WEIGHTS)))?;
    let mut holds = true;
    for target in TARGETS.into_iter().filter(|target| args.target.as_deref().is_none_or(|only| only == *target)) {
        holds &= one(target, &programs, &folder, args.seconds)?;
    }
    Ok(holds)
}

fn one(target: &str, programs: &Path, folder: &Path, seconds: u32) -> Result<bool> {
    let stopwatch = Stopwatch::start();
    let corpus = folder.join("corpus").join(target);
    let found = folder.join("found").join(target);
    fs::create_dir_all(&found)?;
    let mut fuzzer = process::command(programs.join(target));
    fuzzer
        // Naming every frame of a panic takes longer than the patience; `--input` tells them.
        .env("RUST_BACKTRACE", "0")
        .arg(&corpus)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={PATIENCE}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args(["-rss_limit_mb=2048", "-print_final_stats=1", "-len_control=20"]);
    let log = folder.join(format!("{target}.log"));
    let done = process::logged(&format!("fuzz {target}"), &mut fuzzer, &log);
    let text = String::from_utf8_lossy(&fs::read(&log).context("reading the log")?).into_owned();
    let kept = fs::read_dir(&corpus)?.count();
    let told = format!("{} inputs, {} edges, {kept} kept, {}", executions(&text), edges(&text), stopwatch.text());
    match done {
        Ok(()) => eprintln!("fuzz: {target} ... ok ({told})"),
        Err(error) => {
            eprintln!("fuzz: {target} ... FOUND ({told})\n{error:#}");
            if let Some(input) = input(&text) {
                eprintln!("fuzz: again with `cargo xtask fuzz {target} --input {input}`");
            }
        }
    }
    Ok(input(&text).is_none() && text.contains("Done "))
}

/// The file that libFuzzer wrote the input to.
fn input(log: &str) -> Option<&str> {
    log.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| path.trim())
}

/// How many inputs were run; counted at each line of progress, should it have broken off.
fn executions(log: &str) -> u64 {
    let number = |line: &str| line.strip_prefix('#')?.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok();
    log.lines().filter_map(number).max().unwrap_or(0)
}

/// How many places of the program were reached.
fn edges(log: &str) -> u64 {
    let number = |line: &str| line.split_once("cov: ")?.1.split(' ').next()?.parse().ok();
    log.lines().filter_map(number).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "#2\tINITED cov: 13 ft: 14 corp: 1/2b\n#2048\tNEW    cov: 61 ft: 90 corp: 9/32b lim: 4\n\
        artifact_prefix='f/'; Test unit written to f/crash-1\n";

    #[test]
    fn the_log_tells_how_far_it_came_and_what_broke_it() {
        assert_eq!((executions(LOG), edges(LOG), input(LOG)), (2048, 61, Some("f/crash-1")));
        assert_eq!((executions(""), edges(""), input("")), (0, 0, None));
    }
}
