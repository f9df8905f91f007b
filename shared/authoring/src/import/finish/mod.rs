//! A book that can be compiled.

mod flows;
mod texts;

use std::collections::BTreeMap;

use flow::fold::fold;
use wire::Locale;

use super::answer;
use super::book::{Book, Intent, is_reply};
use super::ids::{self, Taken};
use super::note::{At, Notes, Refused, count};
use crate::limits;

use self::texts::{clip, fit};

/// Notes about what a whole playbook has and files of questions do not.
pub(crate) const NOTHING_OUTSIDE: &str = "there are no questions out of scope";
pub(crate) const NO_SITE: &str = "the files do not say on which site the chat stands";
pub(crate) const NO_GREETING: &str = "no greeting was found in";

/// Everything within the limits, named, and complete as far as the files tell.
pub(super) fn finish(mut book: Book, file: &str, notes: &mut Notes) -> Result<Book, Refused> {
    let all = At { file: file.to_owned(), line: None };
    unanswerable(&mut book, notes);
    locales(&mut book);
    let default = book.locales.first().cloned().unwrap_or_else(|| book.usual.clone());
    examples(&mut book, &all, notes);
    book.intents.retain(|intent| {
        let is_empty = intent.examples.values().all(Vec::is_empty);
        if is_empty {
            notes.left_out(
                &intent.at,
                format!("the intent `{}`, which has no examples", intent.name),
                "write some questions for it",
            );
        }
        !is_empty
    });
    if let Some(further) = book.intents.get(limits::INTENTS..).filter(|further| !further.is_empty()) {
        let what = format!("{} beyond {}", count(further.len(), "intent", "intents"), limits::INTENTS);
        notes.left_out(&all, what, "join intents that have the same answer");
        book.intents.truncate(limits::INTENTS);
    }
    if book.intents.is_empty() {
        let help = "each intent needs examples: `nlu` in Rasa, training phrases in Dialogflow, a text column in a table, a question on a page";
        return Err(Refused::new(file, "there is no question to learn from", help));
    }
    flows::finish(&mut book, &default, notes);
    let mut taken = Taken::default();
    let locales = book.locales.clone();
    for (place, intent) in book.intents.iter_mut().enumerate() {
        let english = intent.title.iter().find(|(locale, _)| locale.as_str() == "en").map(|(_, title)| title.as_str());
        let id = ids::label(english.unwrap_or(&intent.name), &format!("intent_{}", place + 1));
        intent.id = taken.take(&id);
        title(intent, &locales, &default);
        reply(intent, &locales, &default, notes);
    }
    flow_titles(&mut book);
    greeting(&mut book, &default, &all, notes);
    if book.outside.values().all(Vec::is_empty) {
        let help = "add `out_of_scope:` with questions you do not serve, so that the assistant knows them";
        notes.missing(&all, NOTHING_OUTSIDE, help);
    }
    notes.missing(&all, NO_SITE, "write your domain under `allowed_domains`, in place of `localhost`");
    Ok(book)
}

/// "Yes" is no question.
fn unanswerable(book: &mut Book, notes: &mut Notes) {
    book.intents.retain(|intent| {
        let keeps = !is_reply(&intent.name) || intent.flow.is_some() || !intent.answer.is_empty();
        if !keeps {
            let help = "nothing needs to be done: the questions of a flow read their answers themselves";
            notes.left_out(&intent.at, format!("the intent `{}`, which answers the assistant", intent.name), help);
        }
        keeps
    });
}

/// Those that are declared, said by the assistant, or of a tenth of the examples; others were a stray word.
fn locales(book: &mut Book) {
    let mut counts: BTreeMap<Locale, usize> = BTreeMap::new();
    for intent in &book.intents {
        for (locale, list) in &intent.examples {
            *counts.entry(locale.clone()).or_default() += list.len();
        }
    }
    let total: usize = counts.values().sum();
    let mut said: BTreeMap<&Locale, usize> = BTreeMap::new();
    let prompts = book.flows.iter().flat_map(|flow| flow.questions.iter().map(|question| &question.prompt));
    let answers = book.intents.iter().map(|intent| &intent.answer);
    answers.chain(prompts).flat_map(BTreeMap::keys).for_each(|locale| *said.entry(locale).or_default() += 1);
    let is_kept = |locale: &Locale| said.contains_key(locale) || counts.get(locale).is_some_and(|count| count * 10 >= total);
    let mut kept: Vec<Locale> = counts.keys().chain(said.keys().copied()).filter(|locale| is_kept(locale)).cloned().collect();
    // The largest first, where nobody chose.
    kept.sort_by_key(|locale| std::cmp::Reverse(counts.get(locale).copied().unwrap_or(0)));
    let first = if book.is_chosen { Some(&book.usual) } else { book.locales.first() };
    let mut ordered: Vec<Locale> = first.filter(|first| kept.contains(first)).cloned().into_iter().collect();
    for locale in book.locales.iter().filter(|locale| kept.contains(locale)).chain(&kept) {
        if !ordered.contains(locale) {
            ordered.push(locale.clone());
        }
    }
    if ordered.is_empty() {
        ordered.push(book.usual.clone());
    }
    book.locales = ordered;
}

/// Examples of the site's languages, each once, none too long.
fn examples(book: &mut Book, all: &At, notes: &mut Notes) {
    let Book { intents, outside, locales, .. } = book;
    let Some(default) = locales.first().cloned() else { return };
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut doubled = 0;
    let named = intents.iter_mut().map(|intent| (intent.name.clone(), intent.at.clone(), &mut intent.examples));
    for (name, at, list) in named.chain([("out of scope".to_owned(), all.clone(), outside)]) {
        let mut too_long = 0;
        let mut kept: BTreeMap<Locale, Vec<String>> = BTreeMap::new();
        for (locale, texts) in std::mem::take(list) {
            let locale = if locales.contains(&locale) { locale } else { default.clone() };
            for text in texts {
                let text = texts::one_line(&text);
                let folded = fold(&text);
                if text.is_empty() {
                    continue;
                }
                if limits::width(&text) > limits::EXAMPLE {
                    too_long += 1;
                    continue;
                }
                match owners.get(&folded) {
                    Some(owner) if *owner == name => doubled += 1,
                    Some(owner) => {
                        let what = format!("“{text}” as an example of `{name}`, because it is one of `{owner}`");
                        notes.left_out(&at, what, "keep it where it belongs: the assistant cannot tell the two apart by it");
                    }
                    None => {
                        owners.insert(folded, name.clone());
                        kept.entry(locale.clone()).or_default().push(text);
                    }
                }
            }
        }
        if too_long > 0 {
            let what =
                format!("{} of `{name}` longer than {} characters", count(too_long, "example", "examples"), limits::EXAMPLE);
            notes.left_out(&at, what, "shorten them to what a customer types in one turn");
        }
        *list = kept;
    }
    if doubled > 0 {
        notes.left_out(
            all,
            format!("{} that stood twice in one intent", count(doubled, "example", "examples")),
            "nothing needs to be done",
        );
    }
}

/// In every language that has words for it: the name, else the shortest example.
fn title(intent: &mut Intent, locales: &[Locale], default: &Locale) {
    let named = ids::title(&intent.name);
    for locale in locales {
        let is_own = super::tongue::guess(&named, locale) == *locale && (locale == default || !named.is_ascii());
        let shortest = || {
            let list = intent.examples.get(locale)?;
            let fitting = list.iter().filter(|text| (4..=limits::TITLE).contains(&limits::width(text)));
            fitting.min_by_key(|text| limits::width(text)).or_else(|| list.first()).cloned()
        };
        let found = intent.title.get(locale).cloned().or_else(|| Some(named.clone()).filter(|_| is_own)).or_else(shortest);
        if let Some(found) = found.map(|found| clip(&found, limits::TITLE)).filter(|found| !found.is_empty()) {
            intent.title.insert(locale.clone(), found);
        }
    }
    fit(&mut intent.title, locales, default);
    if intent.title.is_empty() {
        let named = clip(&named, limits::TITLE);
        intent.title.insert(default.clone(), if named.is_empty() { intent.id.to_string() } else { named });
    }
}

/// A flow without a title in a language takes that of the intent that starts it.
fn flow_titles(book: &mut Book) {
    for intent in &book.intents {
        let Some(flow) = intent.flow.and_then(|place| book.flows.get_mut(place)) else { continue };
        for (locale, title) in &intent.title {
            flow.title.entry(locale.clone()).or_insert_with(|| title.clone());
        }
    }
}

/// An answer that a chat can show, else a flow, else a person.
fn reply(intent: &mut Intent, locales: &[Locale], default: &Locale, notes: &mut Notes) {
    let name = intent.name.clone();
    if intent.flow.is_some() {
        if !intent.answer.is_empty() {
            notes.left_out(
                &intent.at,
                format!("the answer of `{name}`, which starts a flow"),
                "let the flow `say` it first, if it matters",
            );
            intent.answer.clear();
        }
        return;
    }
    fit(&mut intent.answer, locales, default);
    for (locale, text) in &mut intent.answer {
        let tidy = answer::tidy(text);
        for lost in tidy.lost {
            notes.changed(&intent.at, format!("the answer of `{name}` in `{locale}` lost {lost}"), "look at it once");
        }
        texts::placeholder(&format!("the answer of `{name}`"), locale, &tidy.markdown, &intent.at, notes);
        *text = tidy.markdown;
    }
    intent.answer.retain(|_, text| !text.trim().is_empty());
    if intent.answer.is_empty() {
        let help = "write its `answer`; until then it goes to a person (`handoff: true`)";
        notes.missing(&intent.at, format!("no answer was found for the intent `{name}`"), help);
    }
}

fn greeting(book: &mut Book, default: &Locale, all: &At, notes: &mut Notes) {
    fit(&mut book.greeting, &book.locales, default);
    book.greeting.values_mut().for_each(|text| *text = clip(&answer::without_tags(text), limits::SPOKEN));
    book.greeting.retain(|_, text| !text.trim().is_empty());
    for (locale, text) in &book.greeting {
        texts::placeholder("the greeting", locale, text, all, notes);
    }
    let mut missing = Vec::new();
    for locale in &book.locales {
        if !book.greeting.contains_key(locale) {
            missing.push(locale.as_str());
            let text = texts::spoken(locale, "Hello! How can I help you?", "您好，请问有什么可以帮您？");
            book.greeting.insert(locale.clone(), text.to_owned());
        }
    }
    if !missing.is_empty() {
        let what = format!("{NO_GREETING} `{}`", missing.join("`, `"));
        notes.missing(all, what, "a plain one stands there; write your own");
    }
}
