//! Changes of settings, locales and skills.

use book::{Setting, Texts};

use super::{Refusal, free, texts, with_id};
use crate::edit::Value;

const FIELDS: [&str; 7] = [
    "allowed_domains",
    "accent",
    "assistant_name",
    "greeting",
    "suggestions",
    "close_unanswered_after_hours",
    "forget_after_days",
];
/// The order of a file.
const SECTIONS: [&str; 9] = ["version", "site", "name", "locales", "settings", "routing", "flows", "intents", "out_of_scope"];

pub(super) fn setting(root: &mut Value, setting: Setting) {
    let default = texts::default(root);
    let Some(settings) = root.map("settings") else { return };
    let list_or_nothing = |settings: &mut Value, key: &str, list: Value| {
        if list.is_empty() { settings.remove(key) } else { settings.set(key, list) }
    };
    match setting {
        Setting::Accent { text } => settings.set_or_remove("accent", &text),
        Setting::AssistantName { locale, text } => texts::set(settings, "assistant_name", &default, &locale, &text),
        Setting::Greeting { locale, text } => texts::set(settings, "greeting", &default, &locale, &text),
        Setting::Suggestions { intents } => list_or_nothing(settings, "suggestions", texts::list(&intents)),
        Setting::AllowedDomains { domains } => settings.set("allowed_domains", texts::list(&domains)),
        Setting::CloseUnansweredAfterHours { hours } => settings.set_or_remove("close_unanswered_after_hours", &hours),
        Setting::ForgetAfterDays { days } => settings.set_or_remove("forget_after_days", &days),
    }
    texts::order(settings, &FIELDS);
    texts::order(root, &SECTIONS);
}

pub(super) fn locales(root: &mut Value, locales: &[String]) -> Result<(), Refusal> {
    if locales.is_empty() {
        return Err(Refusal::new("a site has a language", "keep one"));
    }
    root.set("locales", texts::list(locales));
    Ok(())
}

fn skills(root: &mut Value) -> Option<&mut Vec<Value>> {
    root.map("routing")?.list("skills")
}

pub(super) fn add_skill(root: &mut Value, id: Option<String>, title: Texts) -> Result<String, Refusal> {
    let Some(skills) = skills(root) else { return Err(Refusal::new("there is no list of skills", "write `routing:`")) };
    let id = free(skills, "skill", id, &title)?;
    skills.push(Value::Map(vec![("id".to_owned(), Value::text(&id)), ("title".to_owned(), texts::of(&title))]));
    texts::order(root, &SECTIONS);
    Ok(id)
}

pub(super) fn skill_title(root: &mut Value, id: &str, locale: &str, text: &str) -> Result<(), Refusal> {
    let default = texts::default(root);
    let skill = with_id(skills(root), "skill", id)?;
    texts::set(skill, "title", &default, locale, text);
    Ok(())
}

pub(super) fn remove_skill(root: &mut Value, id: &str) -> Result<(), Refusal> {
    let Some(list) = skills(root) else { return Ok(()) };
    let count = list.len();
    list.retain(|skill| skill.word("id") != id);
    if list.len() == count {
        return Err(Refusal::new(format!("there is no skill `{id}`"), "it may have been removed meanwhile"));
    }
    if list.is_empty() {
        root.remove("routing");
    }
    let forget = |holder: &mut Value| {
        if holder.word("skill") == id {
            holder.remove("skill");
        }
    };
    if let Some(Value::List(intents)) = root.get_mut("intents") {
        intents.iter_mut().for_each(forget);
    }
    if let Some(Value::List(flows)) = root.get_mut("flows") {
        for flow in flows {
            if let Some(Value::List(steps)) = flow.get_mut("steps") {
                steps.iter_mut().filter_map(|step| step.get_mut("handoff")).for_each(forget);
            }
        }
    }
    Ok(())
}
