//! Texts, ids, and texts per locale.

use std::str::FromStr;

use playbook::Localized;
use wire::Locale;

use crate::limits::width;
use crate::nearest;
use crate::read::Reader;
use crate::tree::{Kind, Node};

impl Reader<'_> {
    /// A text that is not empty.
    pub(crate) fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        match &node.kind {
            Kind::Text { text, .. } if !text.trim().is_empty() => Some(text.trim()),
            Kind::Text { .. } => {
                self.findings.error(node.place, "the text is empty", "write it, or remove the field");
                None
            }
            Kind::List(_) | Kind::Map(_) => {
                self.findings.error(
                    node.place,
                    "this is a text",
                    "write it behind the colon, in quotes if it has special characters",
                );
                None
            }
        }
    }

    /// A text of limited length.
    pub(crate) fn short<'n>(&mut self, node: &'n Node, limit: usize) -> Option<&'n str> {
        let text = self.text(node)?;
        let found = width(text);
        if found > limit {
            let help = format!("shorten it to {limit} (a Chinese character counts as two)");
            self.findings.error(node.place, format!("the text is {found} characters long"), help);
        }
        Some(text)
    }

    pub(crate) fn id<T: FromStr>(&mut self, what: &str, node: &Node) -> Option<T> {
        let text = self.text(node)?;
        let id = text.parse().ok();
        if id.is_none() {
            self.findings.error(node.place, format!("`{text}` cannot name a {what}"), "use 1 to 64 of a-z, 0-9, `_` and `-`");
        }
        id
    }

    pub(crate) fn flag(&mut self, node: &Node) -> bool {
        match self.text(node) {
            Some("true") => true,
            Some("false") | None => false,
            Some(text) => {
                self.findings.error(node.place, format!("`{text}` is neither `true` nor `false`"), "write one of them");
                false
            }
        }
    }

    /// A text per locale; a missing translation is a warning.
    pub(crate) fn localized(&mut self, node: &Node, limit: usize) -> Localized<String> {
        let nodes = self.per_locale(node);
        self.missing(node, &nodes);
        nodes.into_iter().filter_map(|(locale, node)| Some((locale, self.short(node, limit)?.to_owned()))).collect()
    }

    pub(crate) fn missing(&mut self, node: &Node, written: &[(Locale, &Node)]) {
        let Some((shown, _)) = self.locales.iter().find_map(|locale| written.iter().find(|(written, _)| written == locale))
        else {
            return;
        };
        let missing: Vec<&str> = self
            .locales
            .iter()
            .filter(|locale| !written.iter().any(|(written, _)| written == *locale))
            .map(Locale::as_str)
            .collect();
        if !missing.is_empty() {
            let missing = missing.join("`, `");
            self.findings.warning(
                node.place,
                format!("there is no `{missing}` text"),
                format!("add it, or visitors get the `{shown}` one"),
            );
        }
    }

    /// The nodes of a map from locale; a bare value is that of the default locale.
    pub(crate) fn per_locale<'n>(&mut self, node: &'n Node) -> Vec<(Locale, &'n Node)> {
        let Kind::Map(entries) = &node.kind else {
            return self.locales.first().map(|locale| (locale.clone(), node)).into_iter().collect();
        };
        let mut nodes: Vec<(Locale, &Node)> = Vec::new();
        for (key, value) in entries {
            let Some(text) = self.text(key) else { continue };
            match self.locales.iter().find(|locale| locale.as_str() == text).cloned() {
                None => {
                    let help = nearest::help(text, self.locales.iter().map(Locale::as_str));
                    self.findings.error(
                        key.place,
                        format!("`{text}` is not one of the site's locales"),
                        format!("{help}; or add it to `locales`"),
                    );
                }
                Some(locale) if nodes.iter().any(|(known, _)| *known == locale) => {
                    self.findings.error(key.place, format!("`{text}` is written twice"), "keep one");
                }
                Some(locale) => nodes.push((locale, value)),
            }
        }
        nodes
    }
}
