//! A turn, told to another thread.

use crate::{Engine, Event, Turn};

impl Turn {
    /// What a machine's last call led to.
    #[must_use]
    pub fn of(engine: &Engine, events: Vec<Event>) -> Turn {
        let state = engine.state();
        Turn { events, prompt: engine.prompt(), state: state.is_running().then(|| json::to_text(state)) }
    }
}
