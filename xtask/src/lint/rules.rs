//! Every numbered rule of PROTOCOL.md is quoted by a test: in its name (`hs1_…`) or in a comment.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};

use super::sources;
use crate::paths;

/// Crates that exist to test: any line of theirs may quote a rule.
const TEST_CRATES: [&str; 1] = ["edge/simulator"];

/// Looks for each rule's id.
///
/// # Errors
/// Names the rules that no test quotes.
pub(crate) fn check() -> Result<()> {
    let protocol = fs::read_to_string(paths::root().join("PROTOCOL.md")).context("PROTOCOL.md")?;
    let mut quoted = String::new();
    for path in sources::every(&["rs", "mjs"])? {
        let text = fs::read_to_string(&path)?;
        quoted.push_str(test_part(&path, &text));
        quoted.push('\n');
    }
    let words = words(&quoted);
    let missing: Vec<String> = rules(&protocol).into_iter().filter(|rule| !words.contains(&rule.to_lowercase())).collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("  no test quotes {}; name it in a test (`fn hs1_the_first_frame_is_hello`) or in its comment", missing.join(", "))
}

/// Ids of the rules headed `- **HS1** …`.
fn rules(protocol: &str) -> Vec<String> {
    let ids = protocol.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("** ").map(|(id, _)| id));
    ids.filter(|id| id.ends_with(|it: char| it.is_ascii_digit())).map(str::to_owned).collect()
}

/// The part of a file where quoting a rule counts.
fn test_part<'a>(path: &Path, text: &'a str) -> &'a str {
    let relative = path.strip_prefix(paths::root()).unwrap_or(path);
    let is_test = relative.components().any(|part| part.as_os_str() == "tests")
        || relative.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
        || relative.to_string_lossy().ends_with(".test.mjs")
        || TEST_CRATES.iter().any(|folder| relative.starts_with(folder));
    if is_test {
        return text;
    }
    text.find("#[cfg(test)]").and_then(|start| text.get(start..)).unwrap_or_default()
}

/// Lower-case words, where `_` parts words too, as in a test's name.
fn words(text: &str) -> std::collections::BTreeSet<String> {
    text.split(|it: char| !it.is_ascii_alphanumeric()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_counts_as_quoted_in_names_and_comments_of_tests_only() {
        let rs = "//! Keeps QQ1.\n#[cfg(test)]\nmod tests {\n // QQ2\n fn qq3_holds() {}\n}\n";
        let words = words(test_part(Path::new("shared/x/src/lib.rs"), rs));
        let found: Vec<bool> = ["qq1", "qq2", "qq3"].iter().map(|rule| words.contains(*rule)).collect();
        assert_eq!(found, [false, true, true]);
    }

    #[test]
    fn rules_are_the_headed_items() {
        assert_eq!(rules("# P\n- **QQ1** First.\n- **Note** no rule\nsee **QQ2** there\n"), ["QQ1"]);
    }
}
