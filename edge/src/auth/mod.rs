//! Who is asking: visitors by signed token, agents by session cookie, operators by secret; and from which page.

pub(crate) mod agent;
pub(crate) mod operator;
pub(crate) mod origin;
pub(crate) mod password;
pub(crate) mod token;
pub(crate) mod visitor;

use worker::Request;

use crate::error::Problem;

/// The value of `Authorization: Bearer …`.
pub(crate) fn bearer(request: &Request) -> Result<String, Problem> {
    let header = request.headers().get("authorization")?.unwrap_or_default();
    match header.split_once(' ') {
        Some((scheme, value)) if scheme.eq_ignore_ascii_case("bearer") && !value.is_empty() => Ok(value.to_owned()),
        _ => Err(Problem::unauthorised("Send the credential as `Authorization: Bearer …`.")),
    }
}
