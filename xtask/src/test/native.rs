//! `cargo test` of every crate that compiles natively.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use anyhow::{Context as _, Result};

use super::tally::Tally;
use crate::{paths, process};

/// What is off by default and has tests.
const FEATURES: &str = "intent/encoder,authoring/encoder,xtask/history";

/// Runs them, letting their output through.
///
/// # Errors
/// When cargo cannot be started.
pub(crate) fn run(tally: &mut Tally) -> Result<()> {
    eprintln!("test: native tests");
    let mut cargo = process::cargo();
    cargo
        .current_dir(paths::root())
        .args(["test", "--workspace", "--no-fail-fast", "--features", FEATURES])
        .stdout(Stdio::piped());
    let mut child = cargo.spawn().context("starting cargo test")?;
    let mut counted = (0, 0);
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            if let Some((passed, failed)) = counts(&line) {
                counted = (counted.0 + passed, counted.1 + failed);
            }
            let is_dull = line.is_empty() || line.starts_with("running ") || line.ends_with("... ok");
            if !is_dull && !line.starts_with("test result: ok") {
                eprintln!("{line}");
            }
        }
    }
    let status = child.wait()?;
    let (passed, mut failed) = counted;
    if !status.success() && failed == 0 {
        // A crate that does not compile reports no count; it is a failure all the same.
        failed = 1;
    }
    eprintln!("test: native tests: {passed} passed, {failed} failed");
    tally.add("native tests", passed, failed);
    Ok(())
}

/// The counts in `test result: ok. 12 passed; 0 failed; …`.
fn counts(line: &str) -> Option<(u64, u64)> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let (_, rest) = rest.split_once(". ")?;
    let number = |word: &str| -> Option<u64> {
        let part = rest.split("; ").find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some((number(" passed")?, number(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn counts_are_read_from_what_cargo_prints() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(counts(line), Some((12, 3)));
        assert_eq!(counts("test wire::hello ... ok"), None);
    }
}
