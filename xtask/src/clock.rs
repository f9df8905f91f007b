//! The one place that reads a clock: the workspace forbids it for the crates that run in wasm.

use std::time::{Duration, Instant};

/// A running stopwatch.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "xtask runs natively only")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// Elapsed time for people: `0.4 s`, `1 min 12 s`.
    pub(crate) fn text(self) -> String {
        let elapsed = self.elapsed();
        let seconds = elapsed.as_secs();
        if seconds < 60 { format!("{:.1} s", elapsed.as_secs_f64()) } else { format!("{} min {} s", seconds / 60, seconds % 60) }
    }
}
