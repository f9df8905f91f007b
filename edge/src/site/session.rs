//! Signed-in browsers of agents.
//!
//! A session is a random secret; only its hash is stored, so that whoever reads the disk cannot sign in. It ends twelve hours
//! after it was last used, when the agent signs out, or when the operator removes the agent or changes the password.

use std::time::Duration;

use json::Json;
use store::Store;
use wire::{Timestamp, Write};

use crate::digest::sha256_hex;
use crate::error::Problem;
use crate::site::staff::{self, Agent};

const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);
/// A session in use is prolonged at most this often, so that a request seldom costs a commit.
const PROLONGED_EVERY: Duration = Duration::from_secs(30 * 60);

#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Session {
    email: String,
    expires_at: Timestamp,
}

/// What begins a session with this secret.
pub(crate) fn begin(secret: &str, email: &str, now: Timestamp) -> Write {
    Write::put(key(secret), &Session { email: email.to_owned(), expires_at: now + LIFETIME })
}

/// The agent whose session this is.
pub(crate) fn agent(store: &mut impl Store, secret: &str, now: Timestamp) -> Result<Option<Agent>, Problem> {
    let key = key(secret);
    let Some(body) = store.get(&key)? else { return Ok(None) };
    let session = read(&body)?;
    if session.expires_at <= now {
        store.commit(&[Write::delete(key)])?;
        return Ok(None);
    }
    let expires_at = now + LIFETIME;
    if expires_at.since(session.expires_at) > PROLONGED_EVERY {
        store.commit(&[Write::put(key, &Session { expires_at, ..session.clone() })])?;
    }
    staff::find(store, &session.email)
}

/// Ends one session.
pub(crate) fn end(secret: &str) -> Write {
    Write::delete(key(secret))
}

/// What ends every session of an agent.
pub(crate) fn end_all(store: &impl Store, email: &str) -> Result<Vec<Write>, Problem> {
    ended(store, |session| session.email == email)
}

/// What forgets sessions that have expired.
pub(crate) fn expired(store: &impl Store, now: Timestamp) -> Result<Vec<Write>, Problem> {
    ended(store, |session| session.expires_at <= now)
}

fn ended(store: &impl Store, is_ended: impl Fn(&Session) -> bool) -> Result<Vec<Write>, Problem> {
    let mut writes = Vec::new();
    for (key, body) in store.scan("session/", usize::MAX)? {
        if is_ended(&read(&body)?) {
            writes.push(Write::delete(key));
        }
    }
    Ok(writes)
}

fn read(body: &str) -> Result<Session, Problem> {
    json::from_text(body).map_err(|_| Problem::internal("a session that cannot be read"))
}

fn key(secret: &str) -> String {
    format!("session/{}", sha256_hex(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use store::MemoryStore;
    use wire::api::StaffMember;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const HOUR: Duration = Duration::from_secs(60 * 60);

    fn signed_in() -> MemoryStore {
        let mut store = MemoryStore::default();
        staff::set(&mut store, vec![amy("correct horse")]).unwrap();
        store.commit(&[begin("secret", "amy@shop.example", NOW)]).unwrap();
        store
    }

    fn amy(password: &str) -> StaffMember {
        StaffMember {
            email: "Amy@shop.example".to_owned(),
            password: password.to_owned(),
            name: "Amy".to_owned(),
            skills: vec![],
            secondary_skills: vec![],
            teams: vec![],
            capacity: 0,
            channels: vec![],
            role: wire::Role::Agent,
        }
    }

    fn name(store: &mut MemoryStore, at: Timestamp) -> Option<String> {
        agent(store, "secret", at).unwrap().map(|agent| agent.name)
    }

    #[test]
    fn a_session_in_use_lasts_and_one_left_alone_ends_after_twelve_hours() {
        let mut store = signed_in();
        for hours in [10, 20, 30] {
            assert_eq!(name(&mut store, NOW + HOUR * hours), Some("Amy".to_owned()), "{hours}");
        }
        assert_eq!(name(&mut store, NOW + HOUR * 42), None);
        assert_eq!(name(&mut store, NOW + HOUR * 30), None, "it is gone for good");
    }

    #[test]
    fn a_session_in_use_seldom_costs_a_commit() {
        let mut store = signed_in();
        let before = store.commits();
        for minutes in 0..30 {
            name(&mut store, NOW + Duration::from_secs(60 * minutes));
        }
        assert_eq!(store.commits(), before);
    }

    #[test]
    fn a_new_password_ends_every_session_and_the_same_one_none() {
        let mut store = signed_in();
        for same in ["correct horse", ""] {
            staff::set(&mut store, vec![amy(same)]).unwrap();
            assert!(name(&mut store, NOW).is_some());
        }
        staff::set(&mut store, vec![amy("battery staple")]).unwrap();
        assert_eq!(name(&mut store, NOW), None);
    }

    #[test]
    fn a_secret_is_not_in_the_store() {
        let store = signed_in();
        assert!(store.records().all(|(key, body)| !key.contains("secret") && !body.contains("correct horse")));
    }
}
