//! The visitor's token: fetched at escalation and never before, kept in this browser, renewed at half of its life.

use wire::Timestamp;
use wire::api::VisitorSession;
use wire::limits::TOKEN_LIFETIME;

use crate::fetch::{self, FetchError};
use crate::place::Place;
use crate::storage::Storage;

const KEY: &str = "visitor";

/// A token to connect with.
///
/// # Errors
/// The host cannot be reached, or refuses: then another try makes sense later.
pub async fn token(place: &Place, storage: &Storage, now: Timestamp) -> Result<String, FetchError> {
    let kept = self::kept(storage);
    if let Some(session) = &kept
        && session.expires_at.since(now) > TOKEN_LIFETIME / 2
    {
        return Ok(session.token.clone());
    }
    let renewed = match &kept {
        Some(session) => match fetch::post(&place.api("visitors/renew"), Some(&session.token), None).await {
            // Too old to be renewed: this browser is a new visitor.
            Err(FetchError::Status(401 | 403)) => None,
            // Still good for a while, so a renewal that failed need not stop anything.
            Err(_) if session.expires_at > now => return Ok(session.token.clone()),
            other => Some(other?),
        },
        None => None,
    };
    let text = match renewed {
        Some(text) => text,
        None => {
            let text = fetch::post(&place.api("visitors"), None, None).await?;
            // Two tabs may ask at once; the one who is answered first decides who this browser is.
            match self::kept(storage).filter(|other| kept.as_ref().is_none_or(|kept| kept.visitor != other.visitor)) {
                Some(first) => return Ok(first.token),
                None => text,
            }
        }
    };
    let session: VisitorSession = json::from_text(&text).map_err(|_| FetchError::Unreachable)?;
    storage.set(KEY, &text);
    Ok(session.token)
}

/// The token was refused: the next one is fetched anew.
pub fn forget(storage: &Storage) {
    storage.remove(KEY);
}

fn kept(storage: &Storage) -> Option<VisitorSession> {
    json::from_text(&storage.get(KEY)?).ok()
}
