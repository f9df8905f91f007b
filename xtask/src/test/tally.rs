//! Counts of passed and failed tests, gathered from every runner.

use anyhow::Result;

#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    failures: Vec<String>,
}

impl Tally {
    /// Counts what a runner reported under one heading.
    pub(crate) fn add(&mut self, what: &str, passed: u64, failed: u64) {
        self.passed += passed;
        self.failed += failed;
        if failed > 0 {
            self.failures.push(format!("{what} ({failed})"));
        }
    }

    /// Counts one check of our own and says how it went.
    pub(crate) fn check(&mut self, what: &str, outcome: Result<()>) {
        match outcome {
            Ok(()) => {
                eprintln!("test: {what} ... ok");
                self.add(what, 1, 0);
            }
            Err(error) => {
                eprintln!("test: {what} ... FAILED\n  {error:#}");
                self.add(what, 0, 1);
            }
        }
    }

    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }
}
