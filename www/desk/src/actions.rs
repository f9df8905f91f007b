//! Everything that can be done, by name.

use ui::Lang;

use crate::find::best;
use crate::keys::Command;
use crate::words::{Words, words};

/// What something is called.
pub type Says = fn(&Words) -> &'static str;

/// Something to do, what it is called, and the key that does it at once.
pub type Action = (Command, Says, &'static str);

/// In the order they are listed before anything is typed.
pub const ACTIONS: [Action; 33] = [
    (Command::Reply, |w| w.key_reply, "r"),
    (Command::Note, |w| w.key_note, "m"),
    (Command::Tag, |w| w.key_tag, "t"),
    (Command::Resolve, |w| w.key_resolve, "e"),
    (Command::Transfer, |w| w.key_transfer, "f"),
    (Command::Snooze, |w| w.key_snooze, "z"),
    (Command::Release, |w| w.key_release, "Shift + U"),
    (Command::Accept, |w| w.key_accept, "a"),
    (Command::Decline, |w| w.key_decline, "d"),
    (Command::NextUnread, |w| w.key_unread, "n"),
    (Command::Next, |w| w.key_next, "j"),
    (Command::Previous, |w| w.key_previous, "k"),
    (Command::View(0), |w| w.mine, "1"),
    (Command::View(1), |w| w.queue, "2"),
    (Command::View(2), |w| w.mentions, "3"),
    (Command::View(3), |w| w.all, "4"),
    (Command::Select, |w| w.key_select, "x"),
    (Command::Details, |w| w.key_details, "i"),
    (Command::SaveText, |w| w.save_text, ""),
    (Command::Replies, |w| w.key_replies, ""),
    (Command::Floor, |w| w.floor.key, "s"),
    (Command::Assign, |w| w.floor.key_assign, "Shift + A"),
    (Command::Search, |w| w.view.key_search, "/"),
    (Command::Filters, |w| w.view.key_filters, "v"),
    (Command::Macros, |w| w.desk.key_macros, ""),
    (Command::Undo, |w| w.desk.key_undo, "u"),
    (Command::Alerts, |w| w.alert.key, ""),
    (Command::Online, |w| w.go_online, ""),
    (Command::Busy, |w| w.go_busy, ""),
    (Command::Offline, |w| w.go_offline, ""),
    (Command::Language, |w| w.other_language, ""),
    (Command::Help, |w| w.keys, "?"),
    (Command::Leave, |w| w.key_leave, "Esc"),
];

/// What only supervisors do.
fn is_for(command: Command, is_supervisor: bool) -> bool {
    is_supervisor || !matches!(command, Command::Floor | Command::Assign)
}

/// What fits the letters typed, best first; names of both languages count.
#[must_use]
pub fn fitting(typed: &str, is_supervisor: bool) -> Vec<Action> {
    let actions = ACTIONS.into_iter().filter(|(command, ..)| is_for(*command, is_supervisor));
    if typed.trim().is_empty() {
        return actions.collect();
    }
    let names = |says: Says| [says(words(Lang::En)), says(words(Lang::Zh))];
    let rated = actions.filter_map(|action| Some((best(typed, &names(action.1))?, action)));
    let mut rated: Vec<(u32, Action)> = rated.collect();
    rated.sort_by_key(|(rating, _)| std::cmp::Reverse(*rating));
    rated.into_iter().map(|(_, action)| action).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str) -> Option<Command> {
        fitting(typed, true).first().map(|(command, ..)| *command)
    }

    #[test]
    fn something_is_found_by_its_name_in_either_language() {
        assert_eq!(first("resol"), Some(Command::Resolve));
        assert_eq!(first("转接"), Some(Command::Transfer));
        assert_eq!(first("put aside"), Some(Command::Snooze));
        assert_eq!(first("go busy"), Some(Command::Busy));
        assert_eq!(first("qqqq"), None);
    }

    #[test]
    fn with_nothing_typed_everything_is_listed() {
        assert_eq!(fitting(" ", true).len(), ACTIONS.len());
    }

    #[test]
    fn what_only_supervisors_do_is_named_to_them_alone() {
        assert_eq!(first("supervisor"), Some(Command::Floor));
        assert!(fitting("supervisor", false).iter().all(|(command, ..)| *command != Command::Floor));
    }
}
