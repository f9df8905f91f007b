//! What can go wrong between the console and its API, as far as a person can do something about it.

use json::Json;
use ui::Lang;
use wire::api::ApiError;

use crate::words::{fill, words};

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Site, e-mail or password are wrong; which of them is not told.
    WrongCredentials,
    /// Too many attempts, for so many seconds.
    Locked {
        seconds: u64,
    },
    /// There was a session, and it is over.
    SessionEnded,
    /// No answer came.
    NoNetwork,
    /// The server failed.
    Server,
    WrongCode,
    SiteExists,
    /// The server's own sentence.
    Said(String),
}

/// A lock whose end the server did not tell.
const LOCK_UNTOLD_S: u64 = 60;

impl Problem {
    /// What a refusal means, from its status, its body and `Retry-After`.
    #[must_use]
    pub fn of(status: u16, body: &str, retry_after: Option<&str>) -> Problem {
        let said = json::from_text::<ApiError>(body).ok();
        match (status, said) {
            (429 | 423, _) => {
                let told = retry_after.and_then(|text| text.trim().parse().ok());
                Problem::Locked { seconds: told.unwrap_or(LOCK_UNTOLD_S) }
            }
            (401 | 403, Some(said)) if said.code == "wrong_code" => Problem::WrongCode,
            (409, Some(said)) if said.code == "site_exists" => Problem::SiteExists,
            (401, _) => Problem::SessionEnded,
            (400..=499, Some(said)) => Problem::Said(said.message),
            (400..=499, None) | (_, _) => Problem::Server,
        }
    }

    /// The same of a sign-in, where a refusal is never told apart.
    #[must_use]
    pub fn of_sign_in(status: u16, retry_after: Option<&str>) -> Problem {
        match Problem::of(status, "", retry_after) {
            locked @ Problem::Locked { .. } => locked,
            Problem::WrongCredentials
            | Problem::SessionEnded
            | Problem::NoNetwork
            | Problem::Server
            | Problem::WrongCode
            | Problem::SiteExists
            | Problem::Said(_) => {
                if (400..=499).contains(&status) {
                    Problem::WrongCredentials
                } else {
                    Problem::Server
                }
            }
        }
    }

    /// What a person is told.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let w = words(lang);
        match self {
            Problem::WrongCredentials => w.sign.wrong.to_owned(),
            Problem::Locked { seconds } => {
                fill(w.sign.locked, &[&ui::span::short(lang, std::time::Duration::from_secs(*seconds))])
            }
            Problem::SessionEnded => w.sign.ended.to_owned(),
            Problem::NoNetwork => w.sign.no_network.to_owned(),
            Problem::Server => w.sign.server.to_owned(),
            Problem::WrongCode => w.sign.wrong_code.to_owned(),
            Problem::SiteExists => w.sign.taken.to_owned(),
            Problem::Said(message) => message.clone(),
        }
    }
}

/// Reads an answer of the API.
///
/// # Errors
/// What the status and the body mean, or [`Problem::Server`] where the body is not what was asked for.
pub fn read<T: Json>(status: u16, body: &str, retry_after: Option<&str>) -> Result<T, Problem> {
    if !(200..=299).contains(&status) {
        return Err(Problem::of(status, body, retry_after));
    }
    json::from_text(body).map_err(|_| Problem::Server)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str) -> String {
        json::to_text(&ApiError { code: code.to_owned(), message: "Do this.".to_owned() })
    }

    #[test]
    fn a_sign_in_does_not_tell_which_of_the_three_was_wrong() {
        for status in [400, 401, 403, 404] {
            assert_eq!(Problem::of_sign_in(status, None), Problem::WrongCredentials, "{status}");
        }
        assert_eq!(Problem::of_sign_in(503, None), Problem::Server);
        assert_eq!(Problem::of_sign_in(429, Some("90")), Problem::Locked { seconds: 90 });
        assert_eq!(Problem::of_sign_in(429, Some("soon")), Problem::Locked { seconds: 60 });
    }

    #[test]
    fn a_new_site_is_told_what_to_change() {
        assert_eq!(Problem::of(401, &error("wrong_code"), None), Problem::WrongCode);
        assert_eq!(Problem::of(409, &error("site_exists"), None), Problem::SiteExists);
        assert_eq!(Problem::of(400, &error("bad_email"), None), Problem::Said("Do this.".to_owned()));
    }

    #[test]
    fn an_answer_is_what_was_asked_for_or_a_problem() {
        assert_eq!(read::<u32>(200, "7", None), Ok(7));
        assert_eq!(read::<u32>(200, "<html>", None), Err(Problem::Server));
        assert_eq!(read::<u32>(401, "", None), Err(Problem::SessionEnded));
    }
}
