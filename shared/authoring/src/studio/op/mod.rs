//! What an owner does, done to what the file says.

mod course;
mod flow;
mod intent;
mod rest;
mod step;
mod texts;

use book::Op;

use crate::edit::Value;

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) what: String,
    pub(super) help: String,
}

impl Refusal {
    pub(super) fn new(what: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { what: what.into(), help: help.into() }
    }
}

/// Makes the change. What comes back is the id of what was added or renamed.
pub(super) fn act(value: &mut Value, op: Op) -> Result<Option<String>, Refusal> {
    match op {
        Op::AddIntent { id, title, examples, after } => return intent::add(value, id, title, examples, after).map(Some),
        Op::RenameIntent { id, to } => return intent::rename(value, &id, &to).map(Some),
        Op::RemoveIntent { id } => intent::remove(value, &id)?,
        Op::MoveIntent { id, before } => intent::place(value, &id, before.as_deref())?,
        Op::SetTitle { intent, locale, text } => intent::title(value, &intent, &locale, &text)?,
        Op::SetAnswer { intent, locale, text } => intent::answer(value, &intent, &locale, &text)?,
        Op::SetExamples { intent, locale, examples } => intent::examples(value, intent.as_deref(), &locale, examples)?,
        Op::SetReply { intent, reply } => intent::reply(value, &intent, reply)?,
        Op::SetSkill { intent, skill } => intent::skill(value, &intent, skill.as_deref())?,
        Op::SetSetting { setting } => rest::setting(value, setting),
        Op::SetName { locale, text } => {
            let default = texts::default(value);
            texts::set(value, "name", &default, &locale, &text);
        }
        Op::SetLocales { locales } => rest::locales(value, &locales)?,
        Op::AddFlow { id, title } => return flow::add(value, id, title).map(Some),
        Op::RenameFlow { id, to } => return flow::rename(value, &id, &to).map(Some),
        Op::RemoveFlow { id } => flow::remove(value, &id)?,
        Op::SetFlowTitle { flow, locale, text } => flow::title(value, &flow, &locale, &text)?,
        Op::SetStart { flow, step } => flow::start(value, &flow, &step)?,
        Op::AddStep { flow, step, spot } => return flow::add_step(value, &flow, step, &spot).map(Some),
        Op::ReplaceStep { flow, id, step } => return flow::replace_step(value, &flow, &id, step).map(Some),
        Op::RemoveStep { flow, id } => flow::remove_step(value, &flow, &id)?,
        Op::MoveStep { flow, id, spot } => flow::move_step(value, &flow, &id, &spot)?,
        Op::AddSkill { id, title } => return rest::add_skill(value, id, title).map(Some),
        Op::SetSkillTitle { id, locale, text } => rest::skill_title(value, &id, &locale, &text)?,
        Op::RemoveSkill { id } => rest::remove_skill(value, &id)?,
    }
    Ok(None)
}

/// The entry of a list with this id.
fn with_id<'v>(list: Option<&'v mut Vec<Value>>, what: &str, id: &str) -> Result<&'v mut Value, Refusal> {
    let found = list.and_then(|list| list.iter_mut().find(|item| item.word("id") == id));
    found.ok_or_else(|| Refusal::new(format!("there is no {what} `{id}`"), "it may have been removed meanwhile"))
}

/// A free id: the one wished for, or one made of a title.
fn free(list: &[Value], what: &str, wished: Option<String>, title: &book::Texts) -> Result<String, Refusal> {
    let is_taken = |id: &str| list.iter().any(|item| item.word("id") == id);
    if let Some(id) = wished {
        return checked(what, &id).and_then(|()| {
            let help = "choose another";
            if is_taken(&id) { Err(Refusal::new(format!("there is a {what} `{id}` already"), help)) } else { Ok(id) }
        });
    }
    let title = title.get("en").or_else(|| title.values().next()).map_or("", String::as_str);
    let label = crate::import::ids::label(title, &format!("{what}_{}", list.len() + 1));
    let numbered = (2..).map(|number| format!("{label}_{number}"));
    Ok(std::iter::once(label.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(label))
}

/// Whether a text can be an id.
fn checked(what: &str, id: &str) -> Result<(), Refusal> {
    let is_id = id.parse::<wire::IntentId>().is_ok();
    let refusal = || Refusal::new(format!("`{id}` cannot be the id of the {what}"), "use 1 to 64 of a-z, 0-9, `_` and `-`");
    if is_id { Ok(()) } else { Err(refusal()) }
}
