//! What this browser keeps for one site. Where storage is blocked or full, memory holds it as long as the page lives.

use std::cell::RefCell;

use wire::{SiteId, Write};

/// Texts under keys of one site.
pub struct Storage {
    prefix: String,
    kept: RefCell<Option<web_sys::Storage>>,
    memory: RefCell<Vec<(String, String)>>,
}

impl Storage {
    /// Nothing is written by this.
    #[must_use]
    pub fn open(site: &SiteId) -> Storage {
        // Reading the attribute throws where third-party storage is blocked; some browsers throw at the first access only.
        let kept = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        let kept = kept.filter(|storage| storage.get_item("frontdesk").is_ok());
        Storage { prefix: ["frontdesk:", site.as_str(), ":"].concat(), kept: RefCell::new(kept), memory: RefCell::default() }
    }

    /// False once the browser has refused to keep something: this page's memory is all there is.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.kept.borrow().is_some()
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        let key = self.full(key);
        match &*self.kept.borrow() {
            Some(kept) => kept.get_item(&key).ok().flatten(),
            None => self.memory.borrow().iter().find(|(known, _)| *known == key).map(|(_, value)| value.clone()),
        }
    }

    pub fn set(&self, key: &str, value: &str) {
        let key = self.full(key);
        let failed = match &*self.kept.borrow() {
            Some(kept) => kept.set_item(&key, value).is_err(),
            None => true,
        };
        if failed {
            self.fall_back();
            self.forget(&key);
            self.memory.borrow_mut().push((key, value.to_owned()));
        }
    }

    /// For what can be fetched again: not keeping it is no loss, so a refusal changes nothing.
    pub fn cache(&self, key: &str, value: &str) {
        if let Some(kept) = &*self.kept.borrow() {
            let _ = kept.set_item(&self.full(key), value);
        }
    }

    pub fn remove(&self, key: &str) {
        let key = self.full(key);
        if let Some(kept) = &*self.kept.borrow() {
            let _ = kept.remove_item(&key);
        }
        self.forget(&key);
    }

    /// Everything under `prefix`, with the rest of each key.
    #[must_use]
    pub fn under(&self, prefix: &str) -> Vec<(String, String)> {
        let prefix = self.full(prefix);
        let found = match &*self.kept.borrow() {
            Some(kept) => all(kept),
            None => self.memory.borrow().clone(),
        };
        found.into_iter().filter_map(|(key, value)| Some((key.strip_prefix(&prefix)?.to_owned(), value))).collect()
    }

    /// A machine's writes, under `prefix`.
    pub fn apply(&self, prefix: &str, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Put { key, body } => self.set(&[prefix, key].concat(), body),
                Write::Delete { key } => self.remove(&[prefix, key].concat()),
            }
        }
    }

    pub fn clear(&self, prefix: &str) {
        for (rest, _) in self.under(prefix) {
            self.remove(&[prefix, &rest].concat());
        }
    }

    /// The key of this site's a storage event speaks of.
    #[must_use]
    pub fn own_key<'a>(&self, key: &'a str) -> Option<&'a str> {
        key.strip_prefix(&self.prefix)
    }

    /// Storage that refused once is not trusted again: what it held moves to memory, so that nothing is read from two places.
    fn fall_back(&self) {
        if let Some(kept) = self.kept.borrow_mut().take() {
            self.memory.borrow_mut().extend(all(&kept).into_iter().filter(|(key, _)| key.starts_with(&self.prefix)));
        }
    }

    fn forget(&self, key: &str) {
        self.memory.borrow_mut().retain(|(known, _)| known != key);
    }

    fn full(&self, key: &str) -> String {
        [&self.prefix, key].concat()
    }
}

fn all(kept: &web_sys::Storage) -> Vec<(String, String)> {
    let count = kept.length().unwrap_or(0);
    (0..count)
        .filter_map(|place| {
            let key = kept.key(place).ok().flatten()?;
            let value = kept.get_item(&key).ok().flatten()?;
            Some((key, value))
        })
        .collect()
}
