//! Native SQLite.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, params_from_iter};

use crate::{Param, Sql, StoreError};

/// A native SQLite database.
#[derive(Debug)]
pub struct Sqlite(Connection);

impl Sqlite {
    /// A database that ends with the process.
    ///
    /// # Errors
    /// [`StoreError`] as SQLite reports it.
    pub fn in_memory() -> Result<Self, StoreError> {
        Connection::open_in_memory().map(Self).map_err(from_sqlite)
    }

    /// A database in a file, made if missing.
    ///
    /// # Errors
    /// [`StoreError`] as SQLite reports it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Connection::open(path).map(Self).map_err(from_sqlite)
    }
}

impl Sql for Sqlite {
    fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(from_sqlite)?;
        statement.execute(params_from_iter(params.iter().map(bind))).map(drop).map_err(from_sqlite)
    }

    fn query(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Vec<String>>, StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(from_sqlite)?;
        let columns = statement.column_count();
        let rows = statement
            .query_map(params_from_iter(params.iter().map(bind)), |row| (0..columns).map(|column| row.get(column)).collect())
            .map_err(from_sqlite)?;
        rows.collect::<Result<_, _>>().map_err(from_sqlite)
    }

    fn bytes(&self, sql: &str, params: &[Param<'_>]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(from_sqlite)?;
        let mut rows = statement.query(params_from_iter(params.iter().map(bind))).map_err(from_sqlite)?;
        rows.next().map_err(from_sqlite)?.map(|row| row.get(0)).transpose().map_err(from_sqlite)
    }

    fn atomically(&self, work: &mut dyn FnMut() -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.execute("BEGIN IMMEDIATE", &[])?;
        match work().and_then(|()| self.execute("COMMIT", &[])) {
            Ok(()) => Ok(()),
            Err(error) => {
                // Some failures have rolled back already; the first error is the one worth telling.
                let _ = self.execute("ROLLBACK", &[]);
                Err(error)
            }
        }
    }
}

fn bind<'a>(param: &Param<'a>) -> ToSqlOutput<'a> {
    ToSqlOutput::Borrowed(match *param {
        Param::Text(text) => ValueRef::Text(text.as_bytes()),
        Param::Integer(number) => ValueRef::Integer(number),
        Param::Blob(bytes) => ValueRef::Blob(bytes),
    })
}

fn from_sqlite(error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(ErrorCode::DiskFull) { StoreError::Full } else { StoreError::Failed(error.to_string()) }
}
