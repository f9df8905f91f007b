//! Checks on the built tree: what a visitor downloads, and that wrangler would take it.

use anyhow::{Result, bail};

use super::tally::Tally;
use crate::{build::Dist, deploy, setup::Tools, size};

pub(crate) fn run(tools: &Tools, dist: &Dist, tally: &mut Tally) {
    if !dist.is_fast && tools.wasm.small_std().is_empty() {
        eprintln!("test: the sizes are not checked: without the sources of std (rustup component add rust-src) they are larger");
    } else if !dist.is_fast {
        match size::weigh(dist) {
            Ok(weights) => {
                for weight in weights {
                    tally.check(&format!("{} is within its budget", weight.name), within(&weight));
                }
            }
            Err(error) => tally.check("the sizes can be weighed", Err(error)),
        }
    }
    tally.check("wrangler accepts the deploy (dry run)", deploy::dry_run(tools, dist));
}

fn within(weight: &size::Weight) -> Result<()> {
    match weight.budget {
        Some(budget) if weight.bytes > budget => bail!("{} bytes of {budget}", weight.bytes),
        Some(_) | None => Ok(()),
    }
}
