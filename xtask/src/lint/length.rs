//! A Rust file holds one idea: at most this many lines.

use std::fs;

use anyhow::{Result, bail};

use super::sources;
use crate::paths;

const LONGEST: usize = 600;

/// Looks at every `.rs` file of the checkout.
///
/// # Errors
/// Names each file that is too long.
pub(crate) fn check() -> Result<()> {
    let mut long = Vec::new();
    for path in sources::every(&["rs"])? {
        let lines = fs::read_to_string(&path)?.lines().count();
        if lines > LONGEST {
            let path = path.strip_prefix(paths::root()).unwrap_or(&path);
            long.push(format!("  {}: {lines} lines; split it (at most {LONGEST})", path.display()));
        }
    }
    if long.is_empty() {
        return Ok(());
    }
    bail!("{}", long.join("\n"))
}
