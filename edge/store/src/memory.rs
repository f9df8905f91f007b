//! A store in memory that fails on demand.

use std::collections::BTreeMap;

use wire::Write;

use crate::{Record, Store, StoreError};

/// How the next commit fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is stored.
    BeforeCommit,
    /// Everything is stored, and the caller is told otherwise: a crash between commit and answer.
    AfterCommit,
    /// Nothing is stored: the disk is full.
    Full,
}

/// The double of every store. Clones share nothing.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    records: BTreeMap<String, String>,
    parts: BTreeMap<(String, u32), Vec<u8>>,
    commits: u64,
    fault: Option<Fault>,
}

impl MemoryStore {
    /// Makes the next commit fail in this way.
    pub fn fail_next(&mut self, fault: Fault) {
        self.fault = Some(fault);
    }

    /// Everything stored, ascending by key.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.records.iter().map(|(key, body)| (key.clone(), body.clone()))
    }

    fn apply(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Put { key, body } => self.records.insert(key.clone(), body.clone()),
                Write::Delete { key } => self.records.remove(key),
            };
        }
        self.commits += u64::from(!writes.is_empty());
    }
}

impl Store for MemoryStore {
    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        match self.fault.take() {
            None => {
                self.apply(writes);
                Ok(())
            }
            Some(Fault::BeforeCommit) => Err(StoreError::Failed("failed before the commit".to_owned())),
            Some(Fault::AfterCommit) => {
                self.apply(writes);
                Err(StoreError::Failed("failed after the commit".to_owned()))
            }
            Some(Fault::Full) => Err(StoreError::Full),
        }
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.records.get(key).cloned())
    }

    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        let from = self.records.range(prefix.to_owned()..);
        let within = from.take_while(|(key, _)| key.starts_with(prefix)).take(limit);
        Ok(within.map(|(key, body)| (key.clone(), body.clone())).collect())
    }

    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        let mut all = self.scan(prefix, usize::MAX)?;
        all.reverse();
        all.truncate(limit);
        Ok(all)
    }

    fn put_part(&mut self, of: &str, number: u32, bytes: &[u8]) -> Result<(), StoreError> {
        self.parts.insert((of.to_owned(), number), bytes.to_vec());
        Ok(())
    }

    fn part(&self, of: &str, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.parts.get(&(of.to_owned(), number)).cloned())
    }

    fn drop_parts(&mut self, of: &str) -> Result<(), StoreError> {
        self.parts.retain(|(owner, _), _| owner != of);
        Ok(())
    }

    fn search_back(&self, prefix: &str, below: Option<&str>, needles: &[&str], limit: usize) -> Result<Vec<Record>, StoreError> {
        let needles: Vec<String> = needles.iter().map(|needle| needle.to_ascii_lowercase()).collect();
        let holds = |body: &str| {
            let body = body.to_ascii_lowercase();
            needles.iter().all(|needle| body.contains(needle.as_str()))
        };
        let all = self.scan_back(prefix, usize::MAX)?.into_iter();
        let fit = all.filter(|(key, body)| below.is_none_or(|below| key.as_str() < below) && holds(body));
        Ok(fit.take(limit).collect())
    }

    fn commits(&self) -> u64 {
        self.commits
    }
}
