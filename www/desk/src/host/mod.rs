//! The browser, thinly: nothing here decides anything.

pub(crate) mod clock;
pub(crate) mod keyboard;
pub(crate) mod notification;
pub(crate) mod random;
pub(crate) mod socket;
pub(crate) mod sound;
pub(crate) mod upload;

pub(crate) use ui::host::{document, http, storage, timer, window};
