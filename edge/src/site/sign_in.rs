//! Signing in. Whoever guesses learns nothing: an unknown e-mail takes as long and is answered as a wrong password is.

use store::Store;
use wire::api::AgentSession;
use wire::{SiteId, Timestamp, Write};

use crate::auth::password::{PASSWORD_BYTES, PasswordHash};
use crate::digest::sha256_hex;
use crate::error::Problem;
use crate::random;
use crate::site::attempts::{Attempts, Counted};
use crate::site::command::SignedIn;
use crate::site::{session, staff};

/// Checks an e-mail and a password; begins a session.
pub(crate) fn sign_in(
    store: &mut impl Store,
    site: &SiteId,
    email: &str,
    password: &str,
    address: Option<&str>,
    now: Timestamp,
) -> Result<SignedIn, Problem> {
    let email = staff::normal(email);
    let mut counters = vec![Counter::read(store, Counted::Email, &email)?];
    if let Some(address) = address {
        counters.push(Counter::read(store, Counted::Address, address)?);
    }
    if let Some(pause) = counters.iter().filter_map(|counter| counter.attempts.pause(now)).max() {
        let seconds = pause.as_secs() + 1;
        let message = format!("Too many attempts. Wait {seconds} seconds, then try again.");
        return Err(Problem { retry_after: Some(seconds), ..Problem::new(429, "too_many_attempts", message) });
    }
    let agent = staff::find(store, &email)?;
    let hash = agent.as_ref().map_or_else(PasswordHash::of_nobody, |agent| agent.password.clone());
    let is_right = password.len() <= PASSWORD_BYTES && hash.is_of(password);
    let Some(agent) = agent.filter(|_| is_right) else {
        let mut writes: Vec<Write> = counters.iter().map(|counter| counter.failed(now)).collect();
        writes.extend(forgotten(store, now)?);
        store.commit(&writes)?;
        return Err(Problem::new(401, "wrong_credentials", "The e-mail or the password is wrong. Check both and try again."));
    };
    let secret = sha256_hex(&random::bytes::<32>()?);
    let mut writes = session::expired(store, now)?;
    writes.extend(counters.iter().map(Counter::cleared));
    writes.push(session::begin(&secret, &agent.email, now));
    store.commit(&writes)?;
    Ok(SignedIn { secret, session: of(site, &agent) })
}

/// A session as the desk sees it.
pub(crate) fn of(site: &SiteId, agent: &staff::Agent) -> AgentSession {
    AgentSession { site: site.clone(), agent: agent.profile(), email: agent.email.clone(), patience_minutes: None }
}

/// Attempts of one e-mail or address; what they are of is stored as a hash only.
struct Counter {
    counted: Counted,
    key: String,
    attempts: Attempts,
}

impl Counter {
    fn read(store: &impl Store, counted: Counted, of: &str) -> Result<Self, Problem> {
        let kind = match counted {
            Counted::Email => "email",
            Counted::Address => "address",
        };
        let key = format!("attempt/{kind}/{}", sha256_hex(of.as_bytes()));
        let attempts = store.get(&key)?.and_then(|body| json::from_text(&body).ok()).unwrap_or_default();
        Ok(Self { counted, key, attempts })
    }

    fn failed(&self, now: Timestamp) -> Write {
        Write::put(self.key.clone(), &self.attempts.failed(self.counted, now))
    }

    fn cleared(&self) -> Write {
        Write::delete(self.key.clone())
    }
}

/// What removes a few counters that no longer count, so that guessing leaves nothing behind for ever.
fn forgotten(store: &impl Store, now: Timestamp) -> Result<Vec<Write>, Problem> {
    let counters = store.scan("attempt/", 200)?.into_iter();
    let stale = counters.filter(|(_, body)| json::from_text::<Attempts>(body).is_ok_and(|attempts| attempts.is_forgotten(now)));
    Ok(stale.map(|(key, _)| Write::delete(key)).collect())
}
