//! Macros: a reply, a tag and what becomes of the conversation, under one name. Each agent's own, kept in the browser.
//!
//! What can be taken back is done at once: a tag, a text in the composer. What a customer or a colleague would notice (a reply that is
//! sent, an ending) waits for [`UNDO`], in which it can be called off; then nothing of it was ever said.

use std::time::Duration;

use json::Json;
use wire::TransferTarget;

use crate::canned::Values;
use crate::snooze::Preset;

/// How long a macro can be called off: long enough to see what it was, short enough that nobody waits.
pub const UNDO: Duration = Duration::from_secs(5);

/// Macros of one agent.
pub const KEPT: usize = 50;

#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Macro {
    pub name: String,
    /// May hold the variables of canned replies; empty for none.
    #[json(default)]
    pub reply: String,
    /// The reply is sent, not only put into the composer.
    #[json(default)]
    pub is_sent: bool,
    /// Empty for none.
    #[json(default)]
    pub tag: String,
    #[json(default)]
    pub ending: Ending,
}

/// What ends this agent's part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Ending {
    #[default]
    #[json(other)]
    Nothing,
    Resolve,
    Transfer {
        to: TransferTarget,
    },
    Snooze {
        until: SnoozeFor,
    },
}

/// Until when, by the name of the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum SnoozeFor {
    #[json(other)]
    InAnHour,
    ThisAfternoon,
    Tomorrow,
    NextMonday,
}

impl SnoozeFor {
    pub const ALL: [SnoozeFor; 4] = [SnoozeFor::InAnHour, SnoozeFor::ThisAfternoon, SnoozeFor::Tomorrow, SnoozeFor::NextMonday];

    #[must_use]
    pub fn preset(self) -> Preset {
        match self {
            SnoozeFor::InAnHour => Preset::InAnHour,
            SnoozeFor::ThisAfternoon => Preset::ThisAfternoon,
            SnoozeFor::Tomorrow => Preset::Tomorrow,
            SnoozeFor::NextMonday => Preset::NextMonday,
        }
    }
}

/// Why a macro is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NoName,
    /// It would do nothing.
    Empty,
    /// A reply that is only put into the composer is still to be sent, so nothing may end the conversation behind it.
    EndsUnsent,
    TooMany,
}

/// Keeps a macro in order of names, in place of one of that name.
///
/// # Errors
/// [`Wrong`] tells what to mend; nothing is changed then.
pub fn keep(all: &mut Vec<Macro>, one: Macro) -> Result<(), Wrong> {
    let one = tidy(one);
    if one.name.is_empty() {
        return Err(Wrong::NoName);
    }
    if one.reply.is_empty() && one.tag.is_empty() && one.ending == Ending::Nothing {
        return Err(Wrong::Empty);
    }
    if !one.reply.is_empty() && !one.is_sent && one.ending != Ending::Nothing {
        return Err(Wrong::EndsUnsent);
    }
    let is_new = all.iter().all(|held| held.name != one.name);
    if is_new && all.len() >= KEPT {
        return Err(Wrong::TooMany);
    }
    all.retain(|held| held.name != one.name);
    all.push(one);
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(())
}

fn tidy(one: Macro) -> Macro {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Macro { name: line(&one.name), reply: one.reply.trim().to_owned(), tag: line(&one.tag).to_lowercase(), ..one }
}

/// What running a macro comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Into the composer.
    pub insert: Option<String>,
    pub tag: Option<String>,
    /// After [`UNDO`], in this order.
    pub send: Option<String>,
    pub ending: Ending,
    /// A variable is not known: the reply is put into the composer and nothing after it is done.
    pub is_cut_short: bool,
}

/// What a macro does where these values are known and these tags are on.
#[must_use]
pub fn run(one: &Macro, values: &Values, tags: &[String]) -> Run {
    let tag = Some(one.tag.clone()).filter(|tag| !tag.is_empty() && !tags.contains(tag));
    let text = crate::canned::fill(&one.reply, values);
    let is_known = ["{name}", "{agent}", "{order}"].iter().all(|variable| !text.contains(variable));
    match (text.is_empty(), one.is_sent) {
        (true, _) => Run { tag, ending: one.ending.clone(), ..Run::default() },
        (false, true) if is_known => Run { tag, send: Some(text), ending: one.ending.clone(), ..Run::default() },
        (false, true) => Run { tag, insert: Some(text), is_cut_short: true, ..Run::default() },
        (false, false) => Run { tag, insert: Some(text), ..Run::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refund() -> Macro {
        Macro {
            name: "refund".to_owned(),
            reply: "Done, {name}.".to_owned(),
            is_sent: true,
            tag: "Refund".to_owned(),
            ending: Ending::Resolve,
        }
    }

    #[test]
    fn a_macro_is_kept_under_its_name_and_read_back() {
        let mut all = Vec::new();
        assert_eq!(keep(&mut all, refund()), Ok(()));
        assert_eq!(keep(&mut all, Macro { tag: " Money  Back ".to_owned(), ..refund() }), Ok(()));
        assert_eq!(all.iter().map(|one| one.tag.as_str()).collect::<Vec<_>>(), ["money back"]);
        let read: Vec<Macro> = json::from_text(&json::to_text(&all)).expect("what was written");
        assert_eq!(read, all);
    }

    #[test]
    fn what_would_do_nothing_or_end_behind_an_unsent_reply_is_not_kept() {
        let mut all = Vec::new();
        assert_eq!(keep(&mut all, Macro { name: " ".to_owned(), ..refund() }), Err(Wrong::NoName));
        let nothing = Macro { reply: String::new(), tag: String::new(), ending: Ending::Nothing, ..refund() };
        assert_eq!(keep(&mut all, nothing), Err(Wrong::Empty));
        assert_eq!(keep(&mut all, Macro { is_sent: false, ..refund() }), Err(Wrong::EndsUnsent));
        assert!(all.is_empty());
    }

    #[test]
    fn what_others_would_notice_waits_and_the_rest_is_done_at_once() {
        let known = Values { name: Some("Mei".to_owned()), ..Values::default() };
        let done = run(&keep_one(refund()), &known, &[]);
        assert_eq!(
            (done.send.as_deref(), done.tag.as_deref(), done.ending),
            (Some("Done, Mei."), Some("refund"), Ending::Resolve)
        );
        assert_eq!(run(&keep_one(refund()), &known, &["refund".to_owned()]).tag, None, "it is on already");
    }

    #[test]
    fn a_reply_with_something_unknown_is_never_sent_and_nothing_follows_it() {
        let done = run(&keep_one(refund()), &Values::default(), &[]);
        assert_eq!((done.insert.as_deref(), done.send, done.ending), (Some("Done, {name}."), None, Ending::Nothing));
        assert!(done.is_cut_short);
    }

    fn keep_one(one: Macro) -> Macro {
        let mut all = Vec::new();
        keep(&mut all, one).expect("a good one");
        all.remove(0)
    }
}
