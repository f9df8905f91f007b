//! Why a request is refused, as people and programs read it.

use backoffice::Refused;
use wire::api::ApiError;
use worker::{Response, console_error};

/// A refused request. The message says what to do next; details of our own faults go to the log alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Seconds after which trying again can help.
    pub(crate) retry_after: Option<u64>,
}

impl Problem {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "bad_request", message)
    }

    pub(crate) fn unauthorised(message: impl Into<String>) -> Self {
        Self::new(401, "unauthorised", message)
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(403, "forbidden", message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "not_found", message)
    }

    /// A flood. The same request can be sent again in a second.
    pub(crate) fn too_many(message: impl Into<String>) -> Self {
        Self { retry_after: Some(1), ..Self::new(429, "try_again", message) }
    }

    pub(crate) fn unavailable() -> Self {
        Self {
            retry_after: Some(2),
            ..Self::new(503, "try_again", "This could not be stored just now. Try again in a few seconds.")
        }
    }

    /// Our own fault: logged with `what`, which names a thing and never holds what people wrote.
    pub(crate) fn internal(what: &str) -> Self {
        console_error!("internal problem: {what}");
        Self::new(500, "internal", "Something went wrong on our side. Try again; if it keeps happening, tell the operator.")
    }

    pub(crate) fn body(&self) -> ApiError {
        ApiError { code: self.code.to_owned(), message: self.message.clone() }
    }

    /// The answer.
    pub(crate) fn into_response(self) -> worker::Result<Response> {
        let mut builder = Response::builder().with_status(self.status).with_header("cache-control", "no-store")?;
        if let Some(seconds) = self.retry_after {
            builder = builder.with_header("retry-after", &seconds.to_string())?;
        }
        // `ok` names the type of a text itself, so ours is set after it.
        let response = builder.ok(json::to_text(&self.body()))?;
        response.headers().set("content-type", "application/json")?;
        Ok(response)
    }
}

impl From<worker::Error> for Problem {
    fn from(error: worker::Error) -> Self {
        Problem::internal(&error.to_string())
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            // Where it matters whose save it was, the answer is more than a problem.
            Refused::Stale(stale) => Problem::new(409, "stale", stale.message),
            Refused::Busy(by) => {
                let message = format!("{} is publishing just now. Wait until that is done, then publish again.", by.name);
                Problem::new(409, "busy", message)
            }
            Refused::NoVersion => Problem::not_found("This version is not kept any more. Look at the list again."),
            Refused::Unfit(message) => Problem::bad_request(message),
            // What a record holds may be what people wrote, so only that it cannot be read is logged.
            Refused::Read(_) => Problem::unavailable(),
            Refused::Restore(_) => Problem::internal("a record of the console that cannot be read"),
        }
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        console_error!("storage: {error}");
        Problem::unavailable()
    }
}
