//! The suite on every native store, and what only some can show.

use store::{Fault, MemoryStore, SqlStore, Sqlite, Store, StoreError, suite};
use wire::Write;

#[test]
fn memory_keeps_every_rule() {
    assert_eq!(suite::run(&mut MemoryStore::default()), Ok(()));
}

#[test]
fn sqlite_keeps_every_rule() {
    assert_eq!(suite::run(&mut SqlStore::open(Sqlite::in_memory().unwrap()).unwrap()), Ok(()));
}

#[test]
fn a_full_disk_is_told_apart_and_keeps_what_was_there() {
    let mut store = SqlStore::open(Sqlite::in_memory().unwrap()).unwrap();
    store.commit(&[Write::put("a", &"kept".to_owned())]).unwrap();
    use store::Sql;
    store.sql().query("PRAGMA max_page_count = 4", &[]).unwrap_or_default();
    let large: Vec<Write> = (0..100).map(|n| Write::put(format!("b/{n}"), &"x".repeat(4000))).collect();
    assert_eq!(store.commit(&large), Err(StoreError::Full));
    assert_eq!(store.scan("", 9).unwrap(), vec![("a".to_owned(), "\"kept\"".to_owned())]);
}

#[test]
fn memory_fails_before_or_after_persisting_as_told() {
    let mut store = MemoryStore::default();
    store.fail_next(Fault::BeforeCommit);
    assert!(store.commit(&[Write::put("a", &1_u64)]).is_err());
    assert_eq!(store.get("a"), Ok(None));
    store.fail_next(Fault::AfterCommit);
    assert!(store.commit(&[Write::put("a", &1_u64)]).is_err());
    assert_eq!(store.get("a"), Ok(Some("1".to_owned())));
}
