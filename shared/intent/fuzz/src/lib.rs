//! What the fuzz targets of the intent model share.
//!
//! `cargo xtask fuzz` builds and runs them. Each file in `targets/` states one promise: files that were damaged or made to harm are
//! refused or harmless, texts of any kind are read to an end. A target breaks off at a panic, at an allocation far above what its
//! input explains (see [`memory`]), and at an input that takes longer than ten seconds.
//!
//! A checksum would end every mutation at the door, so [`files`] makes it right again, and `src/bin/seeds.rs` writes whole files for
//! libFuzzer to begin from. libFuzzer itself (LLVM, NCSA licence) is linked into these targets only; nothing of it is shipped.

pub mod files;
pub mod memory;
pub mod seed;
pub mod skeleton;
