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
    free(&counters, now)?;
    let agent = staff::find(store, &email)?;
    let hash = agent.as_ref().map_or_else(PasswordHash::of_nobody, |agent| agent.password.clone());
    let is_right = password.len() <= PASSWORD_BYTES && hash.is_of(password);
    let Some(agent) = agent.filter(|_| is_right) else {
        let mut writes: Vec<Write> = counters.iter().map(|counter| counter.failed(now)).collect();
        writes.extend(forgotten(store, now)?);
        store.commit(&writes)?;
        return Err(Problem::new(401, "wrong_credentials", "The e-mail or the password is wrong. Check both and try again."));
    };
    let mut writes = session::expired(store, now)?;
    writes.extend(counters.iter().map(Counter::cleared));
    let (signed_in, begun) = begun(site, &agent, now)?;
    writes.push(begun);
    store.commit(&writes)?;
    Ok(signed_in)
}

/// A new session, and what begins it.
pub(crate) fn begun(site: &SiteId, agent: &staff::Agent, now: Timestamp) -> Result<(SignedIn, Write), Problem> {
    let secret = sha256_hex(&random::bytes::<32>()?);
    let begun = session::begin(&secret, &agent.email, now);
    Ok((SignedIn { secret, session: of(site, agent) }, begun))
}

/// An attempt to found a site: counted by the address it comes from, all together where no proxy tells. The right code is refused too
/// while a pause lasts, so that a pause tells nothing.
pub(crate) fn knock(store: &mut impl Store, address: Option<&str>, is_right: bool, now: Timestamp) -> Result<(), Problem> {
    let counter = Counter::read(store, Counted::Code, address.unwrap_or_default())?;
    free(std::slice::from_ref(&counter), now)?;
    if is_right {
        return Ok(store.commit(&[counter.cleared()])?);
    }
    let mut writes = forgotten(store, now)?;
    writes.push(counter.failed(now));
    store.commit(&writes)?;
    Err(Problem::new(401, "wrong_code", "This is not the code for a new site. Ask whoever runs this installation."))
}

/// Refuses an attempt while a pause lasts.
fn free(counters: &[Counter], now: Timestamp) -> Result<(), Problem> {
    let Some(pause) = counters.iter().filter_map(|counter| counter.attempts.pause(now)).max() else { return Ok(()) };
    let seconds = pause.as_secs() + 1;
    let message = format!("Too many attempts. Wait {seconds} seconds, then try again.");
    Err(Problem { retry_after: Some(seconds), ..Problem::new(429, "too_many_attempts", message) })
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
            Counted::Code => "code",
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use store::MemoryStore;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    #[test]
    fn co2_the_code_is_tried_a_few_times_and_then_even_the_right_one_waits() {
        let mut store = MemoryStore::default();
        let mut tried = |address, is_right, at| knock(&mut store, address, is_right, at).map_err(|problem| problem.status);
        for _ in 0..5 {
            assert_eq!(tried(Some("1.2.3.4"), false, NOW), Err(401));
        }
        assert_eq!(tried(Some("1.2.3.4"), true, NOW), Err(429));
        assert_eq!(tried(Some("5.6.7.8"), true, NOW), Ok(()), "another address is not slowed");
        assert_eq!(tried(Some("1.2.3.4"), true, NOW + Duration::from_secs(31)), Ok(()));
        assert_eq!(tried(Some("1.2.3.4"), false, NOW + Duration::from_secs(31)), Err(401), "counted anew");
    }

    #[test]
    fn co2_what_no_proxy_tells_the_address_of_is_slowed_together() {
        let mut store = MemoryStore::default();
        let statuses: Vec<u16> =
            (0..6).filter_map(|_| knock(&mut store, None, false, NOW).err()).map(|problem| problem.status).collect();
        assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
    }
}
