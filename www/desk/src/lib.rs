//! The agent's desk.
