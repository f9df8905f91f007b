//! A limit on what one input may allocate.

use std::alloc::System;

use cap::Cap;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Beside what grows with the input: tables of fixed size, and what a library keeps for itself.
const ALWAYS: usize = 4 << 20;

/// Runs `work`; the program aborts, which libFuzzer reports, when more than `per_byte` bytes for each byte of the input are held.
pub fn within<T>(input: usize, per_byte: usize, work: impl FnOnce() -> T) -> T {
    let limit = MEMORY.allocated().saturating_add(ALWAYS).saturating_add(input.saturating_mul(per_byte));
    // Refused only when more is held already, which cannot be: the limit is above it.
    MEMORY.set_limit(limit).ok();
    let done = work();
    MEMORY.set_limit(usize::MAX).ok();
    done
}
