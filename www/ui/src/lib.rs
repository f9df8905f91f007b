//! Shared styles, icons and components of desk and console.
