//! Secrets of one instance: made at its first start, readable by its owner alone, never in the tree.

use std::{
    fs::{self, OpenOptions},
    io::{Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use anyhow::{Context as _, Result};

/// What the Worker must not be without.
pub(crate) struct Secrets {
    /// Keys of visitor tokens are derived from it.
    pub(crate) master: String,
    /// Opens the operator's API.
    pub(crate) operator: String,
    /// Signs the demo's agents in.
    pub(crate) demo_password: String,
}

/// Reads the instance's secrets; makes those that are missing.
///
/// # Errors
/// When the data folder cannot be written.
pub(crate) fn load_or_make(data: &Path) -> Result<Secrets> {
    let folder = data.join("secrets");
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .with_context(|| format!("creating {}", folder.display()))?;
    Ok(Secrets {
        master: secret(&folder.join("master"), 32)?,
        operator: secret(&folder.join("operator"), 32)?,
        demo_password: secret(&folder.join("demo-password"), 8)?,
    })
}

fn secret(path: &Path, bytes: usize) -> Result<String> {
    if let Ok(text) = fs::read_to_string(path) {
        return Ok(text);
    }
    let mut random = vec![0; bytes];
    fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    let text: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes()).with_context(|| format!("writing {}", path.display()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn secrets_are_made_once_and_for_their_owner_alone() {
        let data = std::env::temp_dir().join(format!("frontdesk-secrets-{}", std::process::id()));
        let first = load_or_make(&data).unwrap();
        let second = load_or_make(&data).unwrap();
        let mode = fs::metadata(data.join("secrets/master")).unwrap().permissions().mode();
        fs::remove_dir_all(&data).unwrap();
        assert_eq!((first.master.as_str(), first.operator.as_str()), (second.master.as_str(), second.operator.as_str()));
        assert_ne!(first.master, first.operator);
        assert_eq!((first.master.len(), mode & 0o777), (64, 0o600));
    }
}
