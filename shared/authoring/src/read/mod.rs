//! From the tree to a draft: every value read once, every unknown key named, nothing looked up across parts yet.

mod ask;
mod fields;
mod flow;
mod intent;
mod settings;
mod text;

use playbook::{Flow, Intent, Localized, Settings, Skill};
use wire::{IntentId, Locale, SiteId};

use crate::finding::{Findings, Place};
use crate::tree::{Kind, Node};

pub(crate) use fields::Fields;

/// What a file says, with the places that later checks speak of.
pub(crate) struct Draft {
    pub(crate) site: SiteId,
    pub(crate) name: Localized<String>,
    pub(crate) locales: Vec<Locale>,
    pub(crate) settings: Settings,
    pub(crate) allowed_domains: Vec<String>,
    pub(crate) patience_minutes: Option<u32>,
    pub(crate) retention_days: Option<u32>,
    pub(crate) intents: Vec<Intent>,
    pub(crate) flows: Vec<Flow>,
    pub(crate) skills: Vec<Skill>,
    /// All examples, those of intents and those out of scope.
    pub(crate) examples: Vec<Example>,
    /// Ids in use, to be checked against what is defined.
    pub(crate) references: Vec<Reference>,
    /// Where ids are defined, duplicates included.
    pub(crate) definitions: Vec<Reference>,
    /// Intents and the place of each, for what is missing in them.
    pub(crate) intent_places: Vec<(IntentId, Place)>,
}

/// An utterance to learn from; out of scope where there is no intent.
pub(crate) struct Example {
    pub(crate) intent: Option<IntentId>,
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// An id somewhere in the file.
#[derive(Clone)]
pub(crate) struct Reference {
    pub(crate) kind: ReferenceKind,
    pub(crate) id: String,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReferenceKind {
    Intent,
    Flow,
    Skill,
}

impl ReferenceKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            ReferenceKind::Intent => "intent",
            ReferenceKind::Flow => "flow",
            ReferenceKind::Skill => "skill",
        }
    }
}

/// What all readers share.
pub(crate) struct Reader<'f> {
    pub(crate) findings: &'f mut Findings,
    pub(crate) locales: Vec<Locale>,
    pub(crate) references: Vec<Reference>,
    pub(crate) definitions: Vec<Reference>,
    pub(crate) examples: Vec<Example>,
}

const KEYS: [&str; 9] = ["version", "site", "name", "locales", "settings", "intents", "out_of_scope", "flows", "routing"];

/// Reads the whole file. `None` if what everything else depends on is missing.
pub(crate) fn read(root: &Node, findings: &mut Findings) -> Option<Draft> {
    let mut reader =
        Reader { findings, locales: Vec::new(), references: Vec::new(), definitions: Vec::new(), examples: Vec::new() };
    let fields = Fields::read(root, "the playbook", &KEYS, &mut reader)?;
    reader.version(&fields);
    // The locales come first: every text is read by them.
    let locales = reader.locales(&fields);
    if locales.is_empty() {
        return None;
    }
    reader.locales.clone_from(&locales);
    let site = fields.required("site", &mut reader).and_then(|node| reader.id("site", node));
    let name = fields.required("name", &mut reader).map(|node| reader.localized(node, crate::limits::NAME)).unwrap_or_default();
    let (settings, allowed_domains, settings::Kept { patience_minutes, retention_days }) = reader.settings(&fields);
    let skills = reader.routing(&fields);
    let flows: Vec<Flow> =
        reader.each(fields.optional("flows"), "flows").into_iter().filter_map(|node| reader.flow(node)).collect();
    let mut intent_places = Vec::new();
    let mut intents = Vec::new();
    let listed = fields.required("intents", &mut reader);
    for node in reader.each(listed, "intents") {
        if let Some(intent) = reader.intent(node) {
            intent_places.push((intent.id.clone(), node.place));
            intents.push(intent);
        }
    }
    reader.out_of_scope(&fields);
    let Reader { references, definitions, examples, .. } = reader;
    Some(Draft {
        site: site?,
        name,
        locales,
        settings,
        allowed_domains,
        patience_minutes,
        retention_days,
        intents,
        flows,
        skills,
        examples,
        references,
        definitions,
        intent_places,
    })
}

impl Reader<'_> {
    fn version(&mut self, fields: &Fields<'_>) {
        let Some(node) = fields.required("version", self) else { return };
        if self.text(node).is_some_and(|text| text != "1") {
            self.findings.error(node.place, "this version is not known", "write `version: 1`");
        }
    }

    fn locales(&mut self, fields: &Fields<'_>) -> Vec<Locale> {
        let mut locales: Vec<Locale> = Vec::new();
        let listed = fields.required("locales", self);
        for node in self.each(listed, "locales") {
            let Some(text) = self.text(node) else { continue };
            match text.parse::<Locale>() {
                Ok(locale) if is_language_tag(text) && !locales.contains(&locale) => locales.push(locale),
                Ok(locale) if locales.contains(&locale) => {
                    self.findings.error(node.place, format!("the locale `{text}` is listed twice"), "remove one")
                }
                _ => self.findings.error(
                    node.place,
                    format!("`{text}` is not a locale"),
                    "write a language tag in lower case, such as `en`, `zh` or `zh-hant`",
                ),
            }
        }
        if let (true, Some(node)) = (locales.is_empty(), listed) {
            self.findings.error(
                node.place,
                "there is no locale",
                "write for example `locales: [en, zh]`; the first is the default",
            );
        }
        locales
    }

    /// The entries of a list; anything else is a finding, nothing is an empty list.
    pub(crate) fn each<'n>(&mut self, node: Option<&'n Node>, what: &str) -> Vec<&'n Node> {
        match node.map(|node| (&node.kind, node.place)) {
            None => Vec::new(),
            Some((Kind::List(list), _)) => list.iter().collect(),
            Some((Kind::Text { text, .. }, _)) if text.is_empty() => Vec::new(),
            Some((Kind::Text { .. } | Kind::Map(_), place)) => {
                self.findings.error(place, format!("`{what}` is a list"), "begin each entry with `- `");
                Vec::new()
            }
        }
    }

    pub(crate) fn refer(&mut self, kind: ReferenceKind, id: &str, place: Place) {
        self.references.push(Reference { kind, id: id.to_owned(), place });
    }

    pub(crate) fn define(&mut self, kind: ReferenceKind, id: &str, place: Place) {
        self.definitions.push(Reference { kind, id: id.to_owned(), place });
    }
}

/// A language of two or three letters, then parts of two to eight.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()));
    is_language && parts.all(|part| (2..=8).contains(&part.len()))
}
