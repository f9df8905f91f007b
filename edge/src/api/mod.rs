//! The HTTP API, one file per resource. Handlers decode, authorise, ask one object, and answer.

pub(crate) mod attachments;
pub(crate) mod bundle;
pub(crate) mod console;
pub(crate) mod customer;
pub(crate) mod desk;
pub(crate) mod facts;
pub(crate) mod floor;
pub(crate) mod import;
pub(crate) mod listing;
pub(crate) mod operator;
pub(crate) mod outlook;
pub(crate) mod playbook;
pub(crate) mod routing;
pub(crate) mod session;
pub(crate) mod site;
pub(crate) mod socket;
pub(crate) mod visitors;
pub(crate) mod widget;

use json::Json;
use worker::Response;

use crate::error::Problem;

/// A JSON answer that nobody keeps.
fn private<T: Json>(value: &T) -> Result<Response, Problem> {
    let response = crate::body::answer(value)?;
    response.headers().set("cache-control", "no-store")?;
    Ok(response)
}
