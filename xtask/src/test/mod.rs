//! `cargo xtask test`: everything that proves the project, counted.
//!
//! Native tests first, for they are quickest to fail; then the built tree is weighed and shown to
//! wrangler; then browsers and a real workerd. The last line, on standard output, is
//! `N passed, N failed`.

mod browser;
mod checks;
mod native;
mod tally;

use std::io::Write as _;

use anyhow::Result;

use crate::{
    build,
    clock::Stopwatch,
    setup::{self, Need},
};
use tally::Tally;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the browser tests whose file name holds this.
    #[arg(long)]
    only: Option<String>,
    /// Only the native tests.
    #[arg(long)]
    native: bool,
    /// Test the quickly compiled tree (sizes are then not asserted).
    #[arg(long)]
    fast: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let stopwatch = Stopwatch::start();
    let tools = setup::ensure(if args.native { Need::Build } else { Need::Everything })?;
    let mut tally = Tally::default();
    if args.only.is_none() {
        native::run(&mut tally)?;
    }
    if !args.native {
        let built = build::build(&tools, args.fast).and_then(|dist| build::build_breakable(&tools, &dist).map(|()| dist));
        match built {
            Ok(dist) => {
                if args.only.is_none() {
                    checks::run(&tools, &dist, &mut tally);
                }
                browser::run(&tools, &dist, args.only.as_deref(), &mut tally)?;
            }
            Err(error) => tally.check("the tree builds", Err(error)),
        }
    }
    eprintln!("test: done after {}", stopwatch.text());
    for failure in tally.failures() {
        eprintln!("  failed: {failure}");
    }
    writeln!(std::io::stdout(), "{} passed, {} failed", tally.passed, tally.failed)?;
    Ok(tally.failed == 0)
}
