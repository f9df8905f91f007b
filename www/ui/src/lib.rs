//! What desk and console share: languages, words for time, colours of people, icons and small components, and the style tokens.
//!
//! Two halves. The plain half ([`lang`], [`span`], [`hue`]) is pure and natively tested. The drawn half (`icon`, `ring`), with
//! what both ask of the browser (`host`: requests, storage, timers, the clock, the document), exists on wasm32 only, so that `cargo test` needs no browser crate.
//!
//! Styles live in `styles/` as custom properties and a few classes; an app's own sheet imports them, and the build bundles the two
//! into one linked file. Nothing here writes a `style` attribute or a `<style>` element, for the pages run under a policy without
//! `unsafe-inline`; icons are SVG elements, never markup in a string.

pub mod hue;
pub mod lang;
pub mod span;

#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod icon;
#[cfg(target_arch = "wasm32")]
pub mod ring;

pub use lang::Lang;
