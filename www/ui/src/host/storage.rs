//! `localStorage`, or memory where the browser keeps it from us.

use std::cell::RefCell;
use std::collections::BTreeMap;

use web_sys::Storage;
use wire::Write;

use super::window;

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
    static HAS_FAILED: RefCell<bool> = const { RefCell::new(false) };
}

fn real() -> Option<Storage> {
    let storage = window().local_storage().ok().flatten();
    if storage.is_none() {
        HAS_FAILED.set(true);
    }
    storage
}

/// Whether something could not be kept beyond this page.
pub fn has_failed() -> bool {
    HAS_FAILED.with_borrow(|failed| *failed)
}

pub fn get(key: &str) -> Option<String> {
    let memory = MEMORY.with_borrow(|memory| memory.get(key).cloned());
    memory.or_else(|| real()?.get_item(key).ok().flatten())
}

pub fn set(key: &str, value: &str) {
    if real().is_some_and(|storage| storage.set_item(key, value).is_ok()) {
        MEMORY.with_borrow_mut(|memory| memory.remove(key));
    } else {
        HAS_FAILED.set(true);
        MEMORY.with_borrow_mut(|memory| memory.insert(key.to_owned(), value.to_owned()));
    }
}

pub fn remove(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if let Some(storage) = real() {
        // Removing what is not there is no error, and a storage that refuses this holds nothing new.
        let _ = storage.remove_item(key);
    }
}

/// Every key below a prefix, in order.
pub fn keys(prefix: &str) -> Vec<String> {
    let mut keys: Vec<String> =
        MEMORY.with_borrow(|memory| memory.keys().filter(|key| key.starts_with(prefix)).cloned().collect());
    if let Some(storage) = real() {
        let length = storage.length().unwrap_or(0);
        let stored = (0..length).filter_map(|at| storage.key(at).ok().flatten());
        keys.extend(stored.filter(|key| key.starts_with(prefix)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Records below a prefix, without it.
pub fn records(prefix: &str) -> Vec<(String, String)> {
    let strip = |key: String| Some((key.strip_prefix(prefix)?.to_owned(), get(&key)?));
    keys(prefix).into_iter().filter_map(strip).collect()
}

/// Does one write below a prefix.
pub fn apply(prefix: &str, write: &Write) {
    match write {
        Write::Put { key, body } => set(&format!("{prefix}{key}"), body),
        Write::Delete { key } => remove(&format!("{prefix}{key}")),
    }
}
