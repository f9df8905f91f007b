//! Rules and stories: what follows which intent.

use std::collections::BTreeMap;

use crate::import::book::is_reply;
use crate::import::note::{At, Notes};
use crate::import::source::Text;
use crate::tree::Node;

/// What the assistant does.
#[derive(Clone)]
pub(super) enum Act {
    Utter(String),
    Form(String),
    Custom(String),
}

/// How much a place in a rule or story tells of an intent; the first is the most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Rule,
    StoryBegin,
    Later,
}

#[derive(Default)]
pub(super) struct Turns {
    after: BTreeMap<String, (Worth, Vec<Act>)>,
    /// What follows the last answer of a form.
    after_form: BTreeMap<String, Vec<Act>>,
}

/// What a file's rules and stories have that is not carried over: how often, and where first.
#[derive(Default)]
struct Lost(BTreeMap<&'static str, (usize, At)>);

impl Lost {
    fn add(&mut self, what: &'static str, at: At) {
        self.0.entry(what).or_insert((0, at)).0 += 1;
    }
}

impl Turns {
    /// What follows an intent that is said; nothing for a mere reply within a story.
    pub(super) fn after(&self, intent: &str) -> Option<&[Act]> {
        let is_own = |worth: Worth| worth < Worth::Later || !is_reply(intent);
        self.after
            .get(intent)
            .filter(|(worth, _)| is_own(*worth))
            .map(|(_, acts)| acts.as_slice())
            .filter(|acts| !acts.is_empty())
    }

    pub(super) fn after_form(&self, form: &str) -> &[Act] {
        self.after_form.get(form).map_or(&[], Vec::as_slice)
    }

    pub(super) fn read(&mut self, text: &Text, root: &Node, notes: &mut Notes) {
        let name = text.name.rsplit('/').next().unwrap_or_default();
        if name.starts_with("test_") && root.pick("stories").is_some() {
            notes.left_out(&text.whole(), "the stories of tests", "put their questions into the site's test set");
            return;
        }
        let mut lost = Lost::default();
        for (key, begin) in [("rules", Worth::Rule), ("stories", Worth::StoryBegin)] {
            for entry in root.pick_list(key) {
                // What holds only under a condition is no first answer.
                let begin = if entry.pick("condition").is_some() { Worth::Later } else { begin };
                if begin == Worth::Later && entry.pick_list("steps").iter().any(|step| step.pick("intent").is_some()) {
                    lost.add("the conditions of rules", text.at(entry.place.line));
                }
                let form = entry.pick_list("condition").iter().find_map(|one| one.pick_text("active_loop"));
                self.steps(text, entry.pick_list("steps"), begin, form, &mut lost);
            }
        }
        for (what, (count, at)) in lost.0 {
            let times = if count > 1 { format!("{what}, {count} times") } else { what.to_owned() };
            let help = "each intent keeps its own answer; where the order matters, write a flow with `branch`";
            notes.left_out(&at, times, help);
        }
    }

    fn steps(&mut self, text: &Text, steps: &[Node], begin: Worth, form: Option<&str>, lost: &mut Lost) {
        let mut worth = begin;
        let mut intents: Vec<&str> = Vec::new();
        let mut acts: Vec<Act> = Vec::new();
        let mut form = form.map(str::to_owned);
        let mut is_filled = false;
        for step in steps {
            let at = text.at(step.place.line);
            let either: Vec<&str> = step.pick_list("or").iter().filter_map(|one| one.pick_text("intent")).collect();
            let said: Vec<&str> = step.pick_text("intent").into_iter().chain(either).collect();
            if !said.is_empty() {
                if !intents.is_empty() {
                    self.keep(&intents, std::mem::take(&mut acts), worth);
                    worth = Worth::Later;
                    lost.add("the order of several turns in a story", at);
                }
                intents = said;
                is_filled = false;
            } else if let Some(action) = step.pick_text("action").or_else(|| step.pick_text("bot").map(|_| "bot")) {
                let act = self.act(action, step, form.as_deref());
                if let Some(Act::Form(name)) = &act {
                    form = Some(name.clone());
                }
                match (act, &form, is_filled) {
                    (Some(act), Some(form), true) => self.after_form.entry(form.clone()).or_default().push(act),
                    (Some(act), _, _) => acts.push(act),
                    (None, _, _) => {}
                }
            } else if let Some(active) = step.pick("active_loop") {
                match active.word().filter(|name| *name != "null") {
                    // The form runs until its last answer; what follows belongs to its end.
                    Some(name) => {
                        form = Some(name.to_owned());
                        acts.retain(|act| !matches!(act, Act::Custom(known) if known == name));
                        if !acts.iter().any(|act| matches!(act, Act::Form(known) if known == name)) {
                            acts.push(Act::Form(name.to_owned()));
                        }
                    }
                    None => is_filled = true,
                }
            } else if step.pick("checkpoint").is_some() {
                lost.add("the checkpoints of stories", at);
            } else if step.pick("slot_was_set").is_some() {
                lost.add("what depends on a slot (`slot_was_set`)", at);
            } else if step.pick("user").is_some() {
                lost.add("what a user says in a story (`user`)", at);
            } else {
                lost.add("steps of another kind", at);
            }
        }
        self.keep(&intents, acts, worth);
    }

    fn act(&self, action: &str, step: &Node, form: Option<&str>) -> Option<Act> {
        if action == "bot" {
            return Some(Act::Custom(step.pick_text("bot").unwrap_or_default().to_owned()));
        }
        const OWN: [&str; 9] = [
            "action_listen",
            "action_restart",
            "action_back",
            "action_session_start",
            "action_default_fallback",
            "action_deactivate_loop",
            "action_revert_fallback_events",
            "action_two_stage_fallback",
            "action_extract_slots",
        ];
        if OWN.contains(&action) {
            None
        } else if action.starts_with("utter_") {
            Some(Act::Utter(action.to_owned()))
        } else if action.ends_with("_form") || form == Some(action) {
            Some(Act::Form(action.to_owned()))
        } else {
            Some(Act::Custom(action.to_owned()))
        }
    }

    fn keep(&mut self, intents: &[&str], acts: Vec<Act>, worth: Worth) {
        for intent in intents {
            let better = self.after.get(*intent).is_none_or(|(known, _)| worth < *known);
            if better && !acts.is_empty() {
                self.after.insert((*intent).to_owned(), (worth, acts.clone()));
            }
        }
    }
}
