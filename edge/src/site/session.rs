//! Signed-in browsers of agents.
//!
//! A session is a random secret; only its hash is stored, so that whoever reads the disk cannot sign in. It ends twelve hours
//! after it was last used, when the agent signs out, or when the operator removes the agent or changes the password.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use store::Store;
use wire::{Timestamp, Write};

use crate::digest::sha256_hex;
use crate::error::Problem;
use crate::site::staff::{self, Agent};

const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);
/// A session in use is prolonged at most this often, so that a request seldom costs a commit.
const PROLONGED_EVERY: Duration = Duration::from_secs(30 * 60);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    serde_json::from_str(body).map_err(|_| Problem::internal("a session that cannot be read"))
}

fn key(secret: &str) -> String {
    format!("session/{}", sha256_hex(secret.as_bytes()))
}
