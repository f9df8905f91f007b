//! `cargo xtask simulate`: many customers and agents in virtual time, with faults, from seeds.

use anyhow::Result;

use super::program;
use crate::process;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many seeds to run.
    #[arg(long, default_value_t = 2000)]
    seeds: u64,
    /// The first seed, or the one to replay with `--seeds 1`.
    #[arg(long, alias = "first", default_value_t = 0)]
    seed: u64,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    process::show(program("simulate").arg(args.seed.to_string()).arg(args.seeds.to_string())).map(|()| true)
}
