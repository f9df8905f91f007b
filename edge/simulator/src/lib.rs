//! Deterministic simulation of all machines under faults.
