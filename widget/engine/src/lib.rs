//! The intent engine in the visitor's Web Worker.
//!
//! Two builds of one crate: the lite engine (default) decides by words alone and is small enough to answer first; the
//! full engine (feature `full`) adds the sentence encoder behind the same calls.
//!
//! # Life
//!
//! `web/boot.js` starts the lite program and hands messages to `web/serve.js`, which has `web/files.js` fetch the pack and keep it
//! in the browser's cache, and makes an [`Engine`] of it. Behind that, where the browser and its line allow it, come the full
//! program, the weights and the site's sense; from then on the full [`Engine`] predicts. What cannot be loaded, and a program that
//! died, is told as `failed`, so that nobody waits in vain; while only the full engine is missing, the lite one goes on.
//!
//! # What it never does
//!
//! It sends nothing anywhere: questions come from the page and go back as numbers. It holds no Unicode tables: the
//! caller folds text with the browser's `text.normalize("NFKC").toLowerCase()`.

#[cfg(feature = "full")]
mod full;
#[cfg(not(feature = "full"))]
mod lite;
mod row;

#[cfg(feature = "full")]
pub use full::{Encoder, Engine};
#[cfg(not(feature = "full"))]
pub use lite::Engine;
