//! The guided flow machine.
