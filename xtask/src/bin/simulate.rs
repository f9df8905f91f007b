//! Runs the simulator over seeds; started by `cargo xtask simulate`.

use std::{
    env,
    io::IsTerminal as _,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
};

/// Seeds between two lines of progress where nobody watches.
const STRIDE: u64 = 500;

fn main() -> ExitCode {
    let mut numbers = env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let (Some(first), Some(count)) = (numbers.next(), numbers.next()) else {
        eprintln!("simulate FIRST COUNT");
        return ExitCode::FAILURE;
    };
    let is_terminal = std::io::stderr().is_terminal();
    let shown = AtomicU64::new(0);
    let progress = |done: u64| {
        let stride = if is_terminal { 10 } else { STRIDE };
        if done.is_multiple_of(stride) && shown.fetch_max(done, Ordering::Relaxed) < done {
            eprint!("{}{done} of {count} seeds{}", if is_terminal { "\r" } else { "" }, if is_terminal { "" } else { "\n" });
        }
    };
    let result = simulator::run_many(first..first.saturating_add(count), &progress);
    if is_terminal {
        eprintln!();
    }
    match result {
        Ok(stats) => {
            eprintln!("{count} seeds from {first}: no rule broken. {stats:?}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
