//! How machines persist: ordered keys, JSON bodies, one transaction per [`Write`] list.

use json::Json;

/// One change of a record. A list of them is committed whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub enum Write {
    Put { key: String, body: String },
    Delete { key: String },
}

impl Write {
    /// Stores `value` as JSON under `key`.
    pub fn put<T: Json>(key: impl Into<String>, value: &T) -> Write {
        Write::Put { key: key.into(), body: crate::encode(value) }
    }

    #[must_use]
    pub fn delete(key: impl Into<String>) -> Write {
        Write::Delete { key: key.into() }
    }

    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Write::Put { key, .. } | Write::Delete { key } => key,
        }
    }
}

/// A number as part of a key, so that keys sort as the numbers do: 20 digits hold every `u64`.
#[must_use]
pub fn ordered(number: u64) -> String {
    format!("{number:020}")
}

/// Read access to stored records, for machines too large to hold in memory.
pub trait Records {
    /// # Errors
    /// [`ReadError`] if the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, ReadError>;

    /// Records whose key starts with `prefix`, ascending by key, at most `limit`.
    ///
    /// # Errors
    /// [`ReadError`] if the store cannot be read.
    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<(String, String)>, ReadError>;

    /// The same, descending.
    ///
    /// # Errors
    /// [`ReadError`] if the store cannot be read.
    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<(String, String)>, ReadError>;

    /// The same, of records whose key is below `below` and whose body holds every one of `needles`, Latin letters of either case.
    ///
    /// # Errors
    /// [`ReadError`] if the store cannot be read.
    fn search_back(
        &self,
        prefix: &str,
        below: Option<&str>,
        needles: &[&str],
        limit: usize,
    ) -> Result<Vec<(String, String)>, ReadError>;
}

/// The store could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("stored records cannot be read: {message}")]
pub struct ReadError {
    pub message: String,
}

/// Why a machine could not be rebuilt from its records. Seeing one means that storage was damaged or written by a newer build.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    #[error("the record {key:?} cannot be read: {message}")]
    Unreadable { key: String, message: String },
}

/// Reads the body of a record.
///
/// # Errors
/// [`RestoreError::Unreadable`] names the key.
pub fn read<T: Json>(key: &str, body: &str) -> Result<T, RestoreError> {
    json::from_text(body).map_err(|error| RestoreError::Unreadable { key: key.to_owned(), message: error.to_string() })
}
