//! A flow, led through.

use flow::{Engine, Input, Setting, Turn};
use wire::Locale;

use super::op::Refusal;
use crate::Compiled;

/// Inputs that are followed: more than any honest visitor gives.
const INPUTS: usize = 500;

/// The turns from the beginning, as JSON.
pub(super) fn turns(
    compiled: &Compiled,
    flow: &str,
    locale: &str,
    said: &str,
    inputs: &[String],
    today: i64,
) -> Result<Vec<String>, Refusal> {
    let bundle = &compiled.public;
    let found = bundle.flows.iter().find(|known| known.id.as_str() == flow).zip(bundle.default_locale());
    let Some((flow, default)) = found else {
        return Err(Refusal::new(format!("there is no flow `{flow}`"), "it may have been removed meanwhile"));
    };
    let locale = locale.parse::<Locale>().unwrap_or_else(|_| default.clone());
    let setting = Setting { default: default.clone(), today: i32::try_from(today).unwrap_or_default().into() };
    let (mut engine, events) = Engine::start(flow, &locale, &setting, said);
    let mut turns = vec![json::to_text(&Turn::of(&engine, events))];
    for input in inputs.iter().take(INPUTS) {
        if !engine.state().is_running() {
            break;
        }
        let input: Input = json::from_text(input).map_err(|error| Refusal::new(error.to_string(), "give inputs of a flow"))?;
        let events = engine.handle(input);
        turns.push(json::to_text(&Turn::of(&engine, events)));
    }
    Ok(turns)
}
