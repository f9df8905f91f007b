//! The sentence encoder: read once per isolate, in its packed form, and shared by all objects in it.

use std::cell::RefCell;
use std::rc::Rc;

use intent::encoder::Encoder;
use worker::Env;

use crate::assets;
use crate::error::Problem;

/// Where the build puts the weights; no route leads there.
const PATH: &str = "/models/encoder.bin";

thread_local! {
    static ENCODER: RefCell<Option<Rc<Encoder>>> = const { RefCell::new(None) };
}

/// The encoder of this deployment.
pub(crate) async fn encoder(env: &Env) -> Result<Rc<Encoder>, Problem> {
    if let Some(encoder) = ENCODER.with_borrow(Clone::clone) {
        return Ok(encoder);
    }
    let bytes = assets::bytes(env, PATH).await?;
    let encoder = Encoder::from_bytes(&bytes).map_err(|error| Problem::internal(&format!("{PATH}: {error}")))?;
    let encoder = Rc::new(encoder);
    ENCODER.set(Some(Rc::clone(&encoder)));
    Ok(encoder)
}
