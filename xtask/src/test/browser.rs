//! Tests in real browsers and against a real workerd: `tests/*.test.mjs` of the houses, run by Node.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::tally::Tally;
use crate::{
    build::{self, Dist},
    paths,
    setup::Tools,
};

/// Houses that bring such tests, quickest first.
const HOUSES: [&str; 8] = [
    "widget/engine/tests",
    "www/console/lab/tests",
    "xtask/harness",
    "edge/tests",
    "widget/tests",
    "www/desk/tests",
    "www/console/tests",
    "www/tests/stories",
];

/// Runs every file on its own, so that one that hangs or dies costs only itself.
///
/// # Errors
/// When Node cannot be started.
pub(crate) fn run(tools: &Tools, dist: &Dist, only: Option<&str>, tally: &mut Tally) -> Result<()> {
    for file in files(only)? {
        let name = file.strip_prefix(paths::root()).unwrap_or(&file).display().to_string();
        eprintln!("test: {name}");
        let report = dist.dir.join(".work/tap.txt");
        let mut node = tools.node();
        node.current_dir(paths::root())
            .args(["--test", "--test-concurrency=1", "--test-timeout=420000"])
            .args(["--test-reporter=spec", "--test-reporter-destination=stderr", "--test-reporter=tap"])
            .arg(format!("--test-reporter-destination={}", report.display()))
            .arg(&file)
            .env("FRONTDESK_DIST", &dist.dir)
            .env("FRONTDESK_CACHE", paths::cache()?)
            .env("FRONTDESK_PACKAGES", tools.packages())
            .env("FRONTDESK_TYPES", tools.types())
            .env("FRONTDESK_XTASK", env::current_exe()?);
        fs::remove_file(&report).ok();
        let status = node.status().context("starting node")?;
        let text = fs::read_to_string(&report).unwrap_or_default();
        let (passed, failed) = (count(&text, "# pass "), count(&text, "# fail ") + count(&text, "# cancelled "));
        let failed = if !status.success() && failed == 0 { 1 } else { failed };
        tally.add(&name, passed, failed);
    }
    Ok(())
}

fn files(only: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for house in HOUSES {
        let all = build::all_files(&paths::root().join(house))?;
        found.extend(all.into_iter().filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.ends_with(".test.mjs") && only.is_none_or(|only| name.contains(only))
        }));
    }
    Ok(found)
}

fn count(tap: &str, heading: &str) -> u64 {
    tap.lines().find_map(|line| line.strip_prefix(heading)?.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_read_from_nodes_report() {
        let tap = "ok 1 - x\n# tests 3\n# pass 2\n# fail 1\n";
        assert_eq!((count(tap, "# pass "), count(tap, "# fail "), count(tap, "# cancelled ")), (2, 1, 0));
    }
}
