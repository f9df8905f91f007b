//! The operator, by the deployment's secret.

use subtle::ConstantTimeEq;
use worker::{Env, Request};

use crate::auth::bearer;
use crate::config;
use crate::error::Problem;

/// Requires `Authorization: Bearer OPERATOR_SECRET`.
pub(crate) fn require(env: &Env, request: &Request) -> Result<(), Problem> {
    let secret = config::secret(env, "OPERATOR_SECRET")?;
    let given = bearer(request)?;
    if bool::from(given.as_bytes().ct_eq(secret.as_bytes())) {
        Ok(())
    } else {
        Err(Problem::unauthorised("This is not the operator's secret. Use the one that the deployment was given."))
    }
}
