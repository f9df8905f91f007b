//! Every pinned version but those of npm, which `xtask/node/*/package-lock.json` pins.

/// Must equal the `wasm-bindgen` that `Cargo.lock` holds: the two speak one private format.
pub(crate) const WASM_BINDGEN: &str = "0.2.130";
/// Follows the `worker` crate.
pub(crate) const WORKER_BUILD: &str = "0.8.7";
/// The oldest Node that wrangler starts on.
pub(crate) const NODE_MIN: (u32, u32) = (22, 12);
/// Runtime behaviour the Worker is written against; never later than the pinned workerd.
pub(crate) const COMPATIBILITY_DATE: &str = "2026-11-01";
/// The name under which the wasm32 toolchain is linked into rustup, for use by hand.
pub(crate) const LINKED_TOOLCHAIN: &str = "frontdesk-wasm";
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
