//! Any store as a machine reads it.

use wire::record::{ReadError, Records};

use crate::{Record, Store, StoreError};

/// Lends a store to a machine that reads its own records.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a, S>(pub &'a S);

impl<S: Store> Records for Reading<'_, S> {
    fn get(&self, key: &str) -> Result<Option<String>, ReadError> {
        self.0.get(key).map_err(told)
    }

    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, ReadError> {
        self.0.scan(prefix, limit).map_err(told)
    }

    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, ReadError> {
        self.0.scan_back(prefix, limit).map_err(told)
    }

    fn search_back(&self, prefix: &str, below: Option<&str>, needles: &[&str], limit: usize) -> Result<Vec<Record>, ReadError> {
        self.0.search_back(prefix, below, needles, limit).map_err(told)
    }
}

fn told(error: StoreError) -> ReadError {
    ReadError { message: error.to_string() }
}
