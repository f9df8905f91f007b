//! Line icons on a 24 by 24 grid.

use crate::draw::{Draw, Drawing, svg};

pub const CLOSE: &str = "M6 6l12 12M18 6L6 18";
pub const SEND: &str = "M5 12h14M12.5 5.5L19 12l-6.5 6.5";
pub const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5";
pub const LOCK: &str = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
pub const SAVE: &str = "M12 4v11M7 10.5l5 5 5-5M5 20h14";
pub const CLIP: &str =
    "M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400l8-8a3 3 0 0 1 4.300 4.300l-8 8a1.500 1.500 0 0 1-2.100-2.100l7-7";
pub const BELL: &str = "M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4";
pub const FACE: &str = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14.500c1.800 2.300 5.200 2.300 7 0M9 9.500v.5M15 9.500v.5";
pub const DOWN: &str = "M12 5v14M6 13l6 6 6-6";

#[must_use]
pub fn icon(drawn: &'static str) -> Drawing {
    let line = svg("path").set("d", drawn).draw();
    svg("svg").set("viewBox", "0 0 24 24").set("aria-hidden", "true").child(line).draw()
}
