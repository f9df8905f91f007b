//! The browser, thinly: nothing here decides anything.

pub(crate) mod lab;
pub(crate) mod page;
