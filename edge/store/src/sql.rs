//! The store over any SQLite: one schema, one set of statements.

use json::Writer;
use wire::Write;

use crate::{Record, Store, StoreError, migrations};

/// A bound parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Param<'a> {
    Text(&'a str),
    Integer(i64),
    Blob(&'a [u8]),
}

/// An SQLite connection, whoever runs it.
pub trait Sql {
    /// Runs one statement that returns nothing.
    ///
    /// # Errors
    /// [`StoreError`] as SQLite reports it.
    fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError>;

    /// Runs one statement whose columns are all text.
    ///
    /// # Errors
    /// [`StoreError`] as SQLite reports it.
    fn query(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Vec<String>>, StoreError>;

    /// The bytes in the first column of the first row.
    ///
    /// # Errors
    /// [`StoreError`] as SQLite reports it.
    fn bytes(&self, sql: &str, params: &[Param<'_>]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Runs `work` in one transaction: everything it executes is kept, or nothing if it fails.
    ///
    /// # Errors
    /// What `work` returned, or a failure to commit.
    fn atomically(&self, work: &mut dyn FnMut() -> Result<(), StoreError>) -> Result<(), StoreError>;
}

/// A [`Store`] in the table `records` of an SQLite.
#[derive(Debug)]
pub struct SqlStore<S> {
    sql: S,
    commits: u64,
}

/// All puts of a commit in one statement with one parameter: Durable Objects bind at most a hundred.
const PUT: &str = "INSERT INTO records (key, body) SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE true \
                   ON CONFLICT (key) DO UPDATE SET body = excluded.body";
const DELETE: &str = "DELETE FROM records WHERE key IN (SELECT value FROM json_each(?1))";

impl<S: Sql> SqlStore<S> {
    /// Opens the store, bringing the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] if a later build wrote it; otherwise as SQLite reports.
    pub fn open(sql: S) -> Result<Self, StoreError> {
        migrations::apply(&sql, migrations::MIGRATIONS)?;
        Ok(Self { sql, commits: 0 })
    }

    /// The connection, for hosts that keep tables of their own.
    pub fn sql(&self) -> &S {
        &self.sql
    }

    fn read(&self, order: &str, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        let end = format!("{prefix}{}", char::MAX);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.sql.query(
            &format!("SELECT key, body FROM records WHERE key >= ?1 AND key < ?2 ORDER BY key {order} LIMIT ?3"),
            &[Param::Text(prefix), Param::Text(&end), Param::Integer(limit)],
        )?;
        rows.into_iter().map(pair).collect()
    }
}

impl<S: Sql> Store for SqlStore<S> {
    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        if writes.is_empty() {
            return Ok(());
        }
        let sql = &self.sql;
        // Runs of the same kind go together, so that a put and a delete of one key keep their order.
        let runs: Vec<&[Write]> = writes.chunk_by(|a, b| is_put(a) == is_put(b)).collect();
        let execute = |run: &[Write]| {
            let (statement, rows) = match run.first() {
                Some(Write::Put { .. }) => (PUT, put_rows(run)),
                Some(Write::Delete { .. }) | None => (DELETE, keys(run)),
            };
            sql.execute(statement, &[Param::Text(&rows)])
        };
        match runs.as_slice() {
            // One statement is all or nothing by itself.
            [run] => execute(run)?,
            runs => sql.atomically(&mut || runs.iter().try_for_each(|run| execute(run)))?,
        }
        self.commits += 1;
        Ok(())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let rows = self.sql.query("SELECT body FROM records WHERE key = ?1", &[Param::Text(key)])?;
        Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()))
    }

    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.read("ASC", prefix, limit)
    }

    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.read("DESC", prefix, limit)
    }

    fn put_part(&mut self, of: &str, number: u32, bytes: &[u8]) -> Result<(), StoreError> {
        let params = [Param::Text(of), Param::Integer(i64::from(number)), Param::Blob(bytes)];
        self.sql.execute("INSERT OR REPLACE INTO parts (owner, number, bytes) VALUES (?1, ?2, ?3)", &params)
    }

    fn part(&self, of: &str, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let params = [Param::Text(of), Param::Integer(i64::from(number))];
        self.sql.bytes("SELECT bytes FROM parts WHERE owner = ?1 AND number = ?2", &params)
    }

    fn drop_parts(&mut self, of: &str) -> Result<(), StoreError> {
        self.sql.execute("DELETE FROM parts WHERE owner = ?1", &[Param::Text(of)])
    }

    fn search_back(&self, prefix: &str, below: Option<&str>, needles: &[&str], limit: usize) -> Result<Vec<Record>, StoreError> {
        let end = below.map_or_else(|| format!("{prefix}{}", char::MAX), str::to_owned);
        let patterns: Vec<String> = needles.iter().map(|needle| pattern(needle)).collect();
        let mut statement = "SELECT key, body FROM records WHERE key >= ?1 AND key < ?2".to_owned();
        for at in 0..patterns.len() {
            statement.push_str(&format!(" AND body LIKE ?{} ESCAPE '\\'", at + 4));
        }
        statement.push_str(" ORDER BY key DESC LIMIT ?3");
        let mut params = vec![Param::Text(prefix), Param::Text(&end), Param::Integer(i64::try_from(limit).unwrap_or(i64::MAX))];
        params.extend(patterns.iter().map(|pattern| Param::Text(pattern)));
        self.sql.query(&statement, &params)?.into_iter().map(pair).collect()
    }

    fn commits(&self) -> u64 {
        self.commits
    }
}

/// Matches whatever holds a text; `LIKE` tells no small letters from capitals.
fn pattern(needle: &str) -> String {
    let mut pattern = "%".to_owned();
    for letter in needle.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

fn is_put(write: &Write) -> bool {
    matches!(write, Write::Put { .. })
}

/// A list of pairs.
fn put_rows(run: &[Write]) -> String {
    let mut out = Writer::default();
    out.begin();
    for write in run {
        if let Write::Put { key, body } = write {
            out.begin();
            out.string(key);
            out.string(body);
            out.end();
        }
    }
    out.end();
    out.into_text()
}

fn keys(run: &[Write]) -> String {
    let mut out = Writer::default();
    out.begin();
    run.iter().for_each(|write| out.string(write.key()));
    out.end();
    out.into_text()
}

fn pair(row: Vec<String>) -> Result<Record, StoreError> {
    let mut columns = row.into_iter();
    match (columns.next(), columns.next()) {
        (Some(key), Some(body)) => Ok((key, body)),
        _ => Err(StoreError::Failed("a record has fewer than two columns".to_owned())),
    }
}
