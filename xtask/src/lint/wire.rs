//! A change of `shared/wire/src` is a change of the protocol until somebody has looked.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::{build, digest::Digest, paths};

const MARK: &str = "<!-- wire: ";

/// Compares the recorded hash.
///
/// # Errors
/// When the sources changed since PROTOCOL.md was last accepted.
pub(crate) fn check() -> Result<()> {
    let protocol = read()?;
    let recorded = recorded(&protocol).context("PROTOCOL.md has no line `<!-- wire: HASH -->`")?;
    if recorded == hash()? {
        return Ok(());
    }
    bail!("  shared/wire/src changed. Review PROTOCOL.md (and the versions in it), then run `cargo xtask lint --accept-wire`")
}

/// Records the present hash.
///
/// # Errors
/// When PROTOCOL.md lacks the line.
pub(crate) fn accept() -> Result<()> {
    let protocol = read()?;
    let old = recorded(&protocol).context("PROTOCOL.md has no line `<!-- wire: HASH -->`")?;
    let accepted = protocol.replacen(&format!("{MARK}{old} -->"), &format!("{MARK}{} -->", hash()?), 1);
    fs::write(paths::root().join("PROTOCOL.md"), accepted)?;
    eprintln!("lint: PROTOCOL.md now stands for the present shared/wire/src");
    Ok(())
}

fn read() -> Result<String> {
    fs::read_to_string(paths::root().join("PROTOCOL.md")).context("PROTOCOL.md")
}

fn recorded(protocol: &str) -> Option<&str> {
    let (_, rest) = protocol.split_once(MARK)?;
    rest.split_once(" -->").map(|(hash, _)| hash)
}

/// Hash of names and contents, up to the first `#[cfg(test)]`: a test is no change of the wire.
fn hash() -> Result<String> {
    let folder = paths::root().join("shared/wire/src");
    let mut digest = Digest::default();
    for path in build::all_files(&folder)? {
        let text = fs::read_to_string(&path)?;
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        digest.add(path.strip_prefix(&folder)?.to_string_lossy().as_bytes()).add(code.as_bytes());
    }
    Ok(digest.finish().chars().take(16).collect())
}

#[cfg(test)]
mod tests {
    use super::recorded;

    #[test]
    fn the_recorded_hash_is_read_from_its_comment() {
        assert_eq!(recorded("# P\n<!-- wire: 12ab -->\n"), Some("12ab"));
        assert_eq!(recorded("# P\n"), None);
    }
}
