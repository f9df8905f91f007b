//! Icons: strokes of 1.75 on a grid of 20, drawn in the colour of the text around them.

use leptos::prelude::*;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Assign,
    Back,
    Bell,
    Bot,
    Card,
    Check,
    Clip,
    Clock,
    Close,
    Details,
    Eye,
    Flame,
    Floor,
    Globe,
    Help,
    Inbox,
    Leave,
    Minus,
    Note,
    Page,
    Pass,
    Person,
    Plug,
    Plus,
    Save,
    Search,
    Send,
    Spark,
    Return,
    Warning,
}

impl Icon {
    /// The `d` of its path.
    fn path(self) -> &'static str {
        match self {
            Icon::Assign => {
                "M8 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.500 16c.4-2.800 2.500-4.200 5.500-4.200 1 0 1.900.1 2.700.4M12 14h5.500M15 11.500l2.500 2.500L15 16.500"
            }
            Icon::Back => "M12.5 4.5 7 10l5.5 5.5",
            Icon::Bell => {
                "M5 13.500c1-1 1.200-2 1.200-4.500a3.800 3.800 0 0 1 7.600 0c0 2.500.2 3.500 1.200 4.500zM8.500 16.200c.8.8 2.200.8 3 0"
            }
            Icon::Bot => "M4.5 8.5h11v7h-11zM10 5v3.5M8 12v.01M12 12v.01M10 5a1 1 0 1 0 0-2 1 1 0 0 0 0 2M2.5 11v2M17.5 11v2",
            Icon::Card => "M3 5h14v10H3zM6 8.5h4M6 11.5h8",
            Icon::Check => "m4.5 10.5 3.8 3.8 7.4-8.4",
            Icon::Clip => {
                "m15.5 9-5.800 5.800a3.400 3.400 0 0 1-4.800-4.800l6.300-6.300a2.300 2.300 0 0 1 3.300 3.300l-6.100 6.100a1.100 1.100 0 0 1-1.600-1.600l5.400-5.400"
            }
            Icon::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4.2l2.8 1.6",
            Icon::Close => "m5 5 10 10M15 5 5 15",
            Icon::Details => "M3 4.5h14v11H3zM12.5 4.5v11",
            Icon::Eye => {
                "M2.500 10C4.300 6.600 7 5 10 5s5.700 1.600 7.500 5c-1.800 3.400-4.500 5-7.500 5s-5.700-1.600-7.500-5M10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400"
            }
            Icon::Flame => {
                "M10 17c3 0 5-2 5-4.8C15 9 11.5 7.5 11 3c-2.5 1.5-3.5 4-3 6.500C7 9 6.7 8.2 6.7 7.5 5.5 9 5 10.5 5 12.2 5 15 7 17 10 17"
            }
            Icon::Floor => "M3 4h6v5H3zM11 4h6v5h-6zM3 11h6v5H3zM11 11h6v5h-6z",
            Icon::Globe => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3 10h14M10 3c2.5 2 3 4.5 3 7s-.5 5-3 7c-2.5-2-3-4.5-3-7s.5-5 3-7"
            }
            Icon::Help => "M7.5 7.700c0-1.5 1.1-2.5 2.6-2.500s2.6 1 2.6 2.300c0 1.900-2.7 2-2.7 4.100M10 14.800v.01",
            Icon::Inbox => "M3 11h3.500l1.2 2h4.600l1.2-2H17M3 11l2-6.500h10l2 6.500v5H3z",
            Icon::Leave => "M11.5 4H5v12h6.500M9 10h8M14 7l3 3-3 3",
            Icon::Minus => "M5 10h10",
            Icon::Note => "M4 3.5h12v9L12 16.500H4zM12 16.500v-4h4M7 7.500h6M7 10.500h3",
            Icon::Page => "M5 3h6.500L15 6.500V17H5zM11 3v4h4M7.500 10.500h5M7.500 13.500h5",
            Icon::Pass => "M3 10h10M9.500 6 13.500 10l-4 4M16.500 4.500v11",
            Icon::Person => "M10 10a3.2 3.2 0 1 0 0-6.400A3.2 3.2 0 0 0 10 10M4 16.500c.5-3 2.8-4.5 6-4.500s5.5 1.5 6 4.5",
            Icon::Plug => "M7 3v4M13 3v4M5 7h10v2.500a5 5 0 0 1-10 0zM10 14.500V17",
            Icon::Plus => "M5 10h10M10 5v10",
            Icon::Save => "M10 3.500v9M6.500 9 10 12.500 13.500 9M4 16h12",
            Icon::Search => "M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11M13 13l4 4",
            Icon::Send => "M3.5 10 16.5 4l-4 12.5-3-5.500zM9.5 11l3-3.5",
            Icon::Spark => "M10 3l1.6 4.900L16.5 9.500l-4.900 1.600L10 16l-1.6-4.900L3.5 9.500l4.900-1.600z",
            Icon::Return => "M4 9h8.500a3.5 3.5 0 0 1 0 7H9M7.5 5.5 4 9l3.5 3.5",
            Icon::Warning => "M10 3.5 2.8 16h14.400zM10 8.500v3.500M10 14v.01",
        }
    }
}

/// An icon beside a text that says the same, so it is hidden from screen readers.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
