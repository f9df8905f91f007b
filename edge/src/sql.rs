//! The store over a Durable Object's SQL.

use store::{Param, Record, Sql, SqlStore, Store, StoreError};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wire::Write;
use worker::{SqlCursor, SqlCursorRawIterator, SqlStorage, SqlStorageValue, State};

#[wasm_bindgen]
extern "C" {
    /// The part of `DurableObjectStorage` that the worker crate does not name.
    type SyncStorage;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(this: &SyncStorage, work: &mut dyn FnMut() -> Result<JsValue, JsValue>) -> Result<JsValue, JsValue>;
}

/// SQL of one object.
pub(crate) struct DurableSql {
    sql: SqlStorage,
    storage: JsValue,
}

impl DurableSql {
    fn new(state: &State) -> Self {
        let storage = state.storage();
        let raw: &JsValue = storage.as_raw().as_ref();
        Self { sql: storage.sql(), storage: raw.clone() }
    }

    fn rows(&self, sql: &str, params: &[Param<'_>]) -> Result<SqlCursorRawIterator, StoreError> {
        Ok(self.begin(sql, params)?.raw())
    }

    /// Runs it up to its first row: all of a statement that has none.
    fn begin(&self, sql: &str, params: &[Param<'_>]) -> Result<SqlCursor, StoreError> {
        let values = params.iter().map(|param| match *param {
            Param::Text(text) => SqlStorageValue::String(text.to_owned()),
            Param::Integer(number) => SqlStorageValue::Integer(number),
            Param::Blob(bytes) => SqlStorageValue::Blob(bytes.to_vec()),
        });
        self.sql.exec(sql, values.collect::<Vec<_>>()).map_err(|error| failed(&error.to_string()))
    }

    fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Vec<String>>, StoreError> {
        self.rows(sql, params)?.map(|row| row.map_err(|error| failed(&error.to_string())).and_then(texts)).collect()
    }
}

impl Sql for DurableSql {
    fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        self.begin(sql, params).map(drop)
    }

    fn query(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Vec<String>>, StoreError> {
        self.run(sql, params)
    }

    fn bytes(&self, sql: &str, params: &[Param<'_>]) -> Result<Option<Vec<u8>>, StoreError> {
        let first = self.rows(sql, params)?.next().transpose().map_err(|error| failed(&error.to_string()))?;
        match first.and_then(|row| row.into_iter().next()) {
            Some(SqlStorageValue::Blob(bytes)) => Ok(Some(bytes)),
            None => Ok(None),
            Some(_) => Err(failed("a column is not bytes")),
        }
    }

    fn atomically(&self, work: &mut dyn FnMut() -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut reason = None;
        let done = self.storage.unchecked_ref::<SyncStorage>().transaction_sync(&mut || match work() {
            Ok(()) => Ok(JsValue::UNDEFINED),
            Err(error) => {
                // What is thrown rolls the transaction back; the reason travels beside it.
                reason = Some(error);
                Err(JsValue::from_str("rolled back"))
            }
        });
        match (done, reason) {
            (Ok(_), _) => Ok(()),
            (Err(_), Some(reason)) => Err(reason),
            (Err(error), None) => Err(failed(&worker::Error::from(error).to_string())),
        }
    }
}

/// The records of one object. An object that never commits has no table: asking for something that does not exist stores nothing.
pub(crate) struct DurableStore {
    state: Opened,
    /// Commits to refuse as a full disk would.
    #[cfg(feature = "test-routes")]
    pub(crate) full_for: u32,
}

enum Opened {
    Not(Option<DurableSql>),
    Store(SqlStore<DurableSql>),
}

impl DurableStore {
    /// The records of this object.
    ///
    /// # Errors
    /// [`StoreError`] if a newer build wrote them.
    pub(crate) fn open(state: &State) -> Result<Self, StoreError> {
        let sql = DurableSql::new(state);
        let exists = !sql.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'", &[])?.is_empty();
        let state = if exists { Opened::Store(SqlStore::open(sql)?) } else { Opened::Not(Some(sql)) };
        Ok(Self {
            state,
            #[cfg(feature = "test-routes")]
            full_for: 0,
        })
    }

    /// The connection, once anything was stored.
    #[cfg(feature = "test-routes")]
    pub(crate) fn sql(&self) -> Option<&DurableSql> {
        match &self.state {
            Opened::Store(store) => Some(store.sql()),
            Opened::Not(_) => None,
        }
    }

    fn created(&mut self) -> Result<&mut SqlStore<DurableSql>, StoreError> {
        if let Opened::Not(sql) = &mut self.state {
            let sql = sql.take().ok_or_else(|| failed("the store could not be created"))?;
            self.state = Opened::Store(SqlStore::open(sql)?);
        }
        match &mut self.state {
            Opened::Store(store) => Ok(store),
            Opened::Not(_) => Err(failed("the store could not be created")),
        }
    }
}

impl Store for DurableStore {
    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        if writes.is_empty() {
            return Ok(());
        }
        #[cfg(feature = "test-routes")]
        if self.full_for > 0 {
            self.full_for -= 1;
            return Err(StoreError::Full);
        }
        self.created()?.commit(writes)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match &self.state {
            Opened::Store(store) => store.get(key),
            Opened::Not(_) => Ok(None),
        }
    }

    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        match &self.state {
            Opened::Store(store) => store.scan(prefix, limit),
            Opened::Not(_) => Ok(Vec::new()),
        }
    }

    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError> {
        match &self.state {
            Opened::Store(store) => store.scan_back(prefix, limit),
            Opened::Not(_) => Ok(Vec::new()),
        }
    }

    fn put_part(&mut self, of: &str, number: u32, bytes: &[u8]) -> Result<(), StoreError> {
        self.created()?.put_part(of, number, bytes)
    }

    fn part(&self, of: &str, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        match &self.state {
            Opened::Store(store) => store.part(of, number),
            Opened::Not(_) => Ok(None),
        }
    }

    fn drop_parts(&mut self, of: &str) -> Result<(), StoreError> {
        match &mut self.state {
            Opened::Store(store) => store.drop_parts(of),
            Opened::Not(_) => Ok(()),
        }
    }

    fn search_back(&self, prefix: &str, below: Option<&str>, needles: &[&str], limit: usize) -> Result<Vec<Record>, StoreError> {
        match &self.state {
            Opened::Store(store) => store.search_back(prefix, below, needles, limit),
            Opened::Not(_) => Ok(Vec::new()),
        }
    }

    fn commits(&self) -> u64 {
        match &self.state {
            Opened::Store(store) => store.commits(),
            Opened::Not(_) => 0,
        }
    }
}

fn texts(row: Vec<SqlStorageValue>) -> Result<Vec<String>, StoreError> {
    let text = |value| match value {
        SqlStorageValue::String(text) => Ok(text),
        SqlStorageValue::Integer(number) => Ok(number.to_string()),
        SqlStorageValue::Null | SqlStorageValue::Boolean(_) | SqlStorageValue::Float(_) | SqlStorageValue::Blob(_) => {
            Err(failed("a column is not text"))
        }
    };
    row.into_iter().map(text).collect()
}

fn failed(message: &str) -> StoreError {
    if message.contains("SQLITE_FULL") || message.contains("disk is full") {
        StoreError::Full
    } else {
        StoreError::Failed(message.to_owned())
    }
}
