//! Which key does what.

/// A key as pressed.
#[derive(Debug, Clone, Copy)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
    /// An input method is composing: the key chooses characters and is not ours.
    pub composing: bool,
}

/// What the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Next,
    Previous,
    First,
    Last,
    /// A view of the list, by its place among the tabs.
    View(usize),
    Select,
    Accept,
    Decline,
    Reply,
    Note,
    Tag,
    Leave,
    Send,
    Resolve,
    Release,
    Transfer,
    Snooze,
    NextUnread,
    Details,
    Help,
    Palette,
    Replies,
    Online,
    Busy,
    Offline,
    Language,
    SaveText,
    /// The supervisor's view.
    Floor,
    /// Giving the conversation on screen to an agent.
    Assign,
    /// Sounds and notifications.
    Alerts,
    /// Views of the agent's own.
    Filters,
    Search,
    Macros,
    /// Calls the last macro off.
    Undo,
    /// A suggested answer, by its place.
    Suggestion(usize),
}

/// Alt and a digit, wherever the focus is, by the key's place: on a Mac, Alt makes another letter of it.
#[must_use]
pub fn of_answer(code: &str, press: Press<'_>) -> Option<Command> {
    let digit = code.strip_prefix("Digit")?.parse::<usize>().ok()?;
    let is_ours = press.alt && !press.ctrl && !press.shift && !press.composing;
    (is_ours && (1..=wire::suggest::SUGGESTIONS).contains(&digit)).then_some(Command::Suggestion(digit - 1))
}

/// A key pressed while a reply or another text is written.
#[must_use]
pub fn in_text(press: Press<'_>) -> Option<Command> {
    if press.composing || press.alt {
        return None;
    }
    match press.key {
        "Escape" => Some(Command::Leave),
        "k" if press.ctrl => Some(Command::Palette),
        "Enter" if press.ctrl && press.shift => Some(Command::Resolve),
        "Enter" if !press.shift => Some(Command::Send),
        _ => None,
    }
}

/// A key pressed anywhere else; `single` is off where the person wants no single-letter keys.
#[must_use]
pub fn on_page(press: Press<'_>, single: bool) -> Option<Command> {
    if press.composing || press.alt {
        return None;
    }
    match (press.key, press.ctrl) {
        ("Enter", true) if press.shift => Some(Command::Resolve),
        ("Escape", false) => Some(Command::Leave),
        ("k", true) => Some(Command::Palette),
        (_, true) => None,
        (_, false) if !single => None,
        ("j", false) => Some(Command::Next),
        ("k", false) => Some(Command::Previous),
        ("a", false) => Some(Command::Accept),
        ("d", false) => Some(Command::Decline),
        ("r", false) => Some(Command::Reply),
        ("m", false) => Some(Command::Note),
        ("t", false) => Some(Command::Tag),
        ("e", false) => Some(Command::Resolve),
        ("U", false) => Some(Command::Release),
        ("f", false) => Some(Command::Transfer),
        ("z", false) => Some(Command::Snooze),
        ("x", false) => Some(Command::Select),
        ("1", false) => Some(Command::View(0)),
        ("2", false) => Some(Command::View(1)),
        ("3", false) => Some(Command::View(2)),
        ("4", false) => Some(Command::View(3)),
        ("5", false) => Some(Command::View(4)),
        ("6", false) => Some(Command::View(5)),
        ("7", false) => Some(Command::View(6)),
        ("8", false) => Some(Command::View(7)),
        ("/", false) => Some(Command::Search),
        ("u", false) => Some(Command::Undo),
        ("v", false) => Some(Command::Filters),
        ("n", false) => Some(Command::NextUnread),
        ("i", false) => Some(Command::Details),
        ("s", false) => Some(Command::Floor),
        ("A", false) => Some(Command::Assign),
        ("?", false) => Some(Command::Help),
        (_, false) => None,
    }
}

/// A key pressed on a row of a list.
#[must_use]
pub fn in_list(press: Press<'_>) -> Option<Command> {
    match press.key {
        "ArrowDown" if !press.ctrl && !press.alt => Some(Command::Next),
        "ArrowUp" if !press.ctrl && !press.alt => Some(Command::Previous),
        "Home" if !press.alt => Some(Command::First),
        "End" if !press.alt => Some(Command::Last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press<'_> {
        Press { key, ctrl: false, shift: false, alt: false, composing: false }
    }

    #[test]
    fn enter_sends_and_shift_enter_does_not() {
        assert_eq!(in_text(press("Enter")), Some(Command::Send));
        assert_eq!(in_text(Press { ctrl: true, ..press("Enter") }), Some(Command::Send));
        assert_eq!(in_text(Press { shift: true, ..press("Enter") }), None);
    }

    #[test]
    fn enter_that_chooses_characters_of_an_input_method_does_not_send() {
        let composing = Press { composing: true, ..press("Enter") };
        assert_eq!(in_text(composing), None);
        assert_eq!(on_page(composing, true), None);
        assert_eq!(in_text(Press { composing: true, ..press("Escape") }), None);
    }

    #[test]
    fn letters_are_letters_while_writing() {
        for key in ["a", "d", "e", "j", "?", "U"] {
            assert_eq!(in_text(press(key)), None, "{key}");
        }
    }

    #[test]
    fn alt_and_a_digit_take_an_answer() {
        let alt = |key| Press { alt: true, ..press(key) };
        assert_eq!(of_answer("Digit1", alt("¡")), Some(Command::Suggestion(0)));
        assert_eq!(of_answer("Digit3", alt("3")), Some(Command::Suggestion(2)));
        for (code, press) in [("Digit4", alt("4")), ("Digit1", press("1")), ("KeyA", alt("a"))] {
            assert_eq!(of_answer(code, press), None, "{code}");
        }
    }

    #[test]
    fn shortcuts_of_the_browser_stay_the_browsers() {
        for key in ["a", "d", "r", "j", "n"] {
            assert_eq!(on_page(Press { ctrl: true, ..press(key) }, true), None, "{key}");
            assert_eq!(on_page(Press { alt: true, ..press(key) }, true), None, "{key}");
        }
    }

    #[test]
    fn the_palette_opens_from_everywhere() {
        let press = Press { ctrl: true, ..press("k") };
        assert_eq!([in_text(press), on_page(press, false)], [Some(Command::Palette); 2]);
    }

    #[test]
    fn single_letters_can_be_switched_off_but_not_the_way_out() {
        assert_eq!(on_page(press("a"), true), Some(Command::Accept));
        assert_eq!(on_page(press("a"), false), None);
        assert_eq!(on_page(press("Escape"), false), Some(Command::Leave));
        assert_eq!(on_page(Press { ctrl: true, shift: true, ..press("Enter") }, false), Some(Command::Resolve));
    }
}
