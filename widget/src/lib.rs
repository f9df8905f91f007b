//! The chat UI in the visitor's iframe.
