//! The schema as an append-only list. Never change or reorder one that has shipped; add another.

use crate::{Param, Sql, StoreError};

/// A named step of the schema.
pub(crate) struct Migration {
    pub(crate) id: &'static str,
    pub(crate) statement: &'static str,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "2026-11-records",
        statement: "CREATE TABLE records (key TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    },
    // With row ids, for a large row in a tree of keys would be read with every step along it.
    Migration {
        id: "2026-11-parts",
        statement: "CREATE TABLE parts (owner TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (owner, number))",
    },
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, id TEXT NOT NULL)";

/// Applies what is missing, each step in its own transaction. What is applied must be a prefix of `list`.
pub(crate) fn apply(sql: &impl Sql, list: &[Migration]) -> Result<(), StoreError> {
    sql.execute(LEDGER, &[])?;
    let applied = sql.query("SELECT id FROM migrations ORDER BY position", &[])?;
    for (position, row) in applied.iter().enumerate() {
        let found = row.first().map(String::as_str).unwrap_or_default();
        if list.get(position).is_none_or(|migration| migration.id != found) {
            return Err(StoreError::Newer { found: found.to_owned() });
        }
    }
    for (position, migration) in list.iter().enumerate().skip(applied.len()) {
        sql.atomically(&mut || {
            sql.execute(migration.statement, &[])?;
            let position = i64::try_from(position).unwrap_or(i64::MAX);
            sql.execute(
                "INSERT INTO migrations (position, id) VALUES (?1, ?2)",
                &[Param::Integer(position), Param::Text(migration.id)],
            )
        })?;
    }
    Ok(())
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use crate::Sqlite;

    const NEXT: Migration = Migration { id: "next", statement: "CREATE TABLE more (x TEXT)" };
    const FIRST: Migration = Migration { id: "first", statement: "CREATE TABLE first (x TEXT)" };

    #[test]
    fn later_migrations_are_added_to_an_older_store_once() {
        let sql = Sqlite::in_memory().unwrap();
        apply(&sql, &[FIRST]).unwrap();
        apply(&sql, &[FIRST, NEXT]).unwrap();
        apply(&sql, &[FIRST, NEXT]).unwrap();
        assert_eq!(sql.query("SELECT id FROM migrations ORDER BY position", &[]).unwrap(), vec![vec!["first"], vec!["next"]]);
    }

    #[test]
    fn a_store_of_a_newer_build_is_refused_by_name() {
        let sql = Sqlite::in_memory().unwrap();
        apply(&sql, &[FIRST, NEXT]).unwrap();
        assert_eq!(apply(&sql, &[FIRST]), Err(StoreError::Newer { found: "next".to_owned() }));
    }

    #[test]
    fn a_migration_that_fails_leaves_no_trace() {
        let sql = Sqlite::in_memory().unwrap();
        let broken = Migration { id: "broken", statement: "CREATE TABLE first (x TEXT)" };
        apply(&sql, &[FIRST]).unwrap();
        assert!(apply(&sql, &[FIRST, broken]).is_err());
        assert_eq!(sql.query("SELECT id FROM migrations", &[]).unwrap(), vec![vec!["first"]]);
    }
}
