//! The compiled content of a site.
