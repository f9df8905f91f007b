//! Ids: each defined once, and nothing spoken of that is not defined.

use std::collections::BTreeMap;

use crate::finding::{Findings, Place};
use crate::nearest;
use crate::read::{Draft, ReferenceKind};

pub(crate) fn check(draft: &Draft, findings: &mut Findings) {
    let mut defined: BTreeMap<(ReferenceKind, &str), Place> = BTreeMap::new();
    for definition in &draft.definitions {
        let key = (definition.kind, definition.id.as_str());
        if let Some(first) = defined.get(&key) {
            let what = format!(
                "the {} `{}` is defined a second time; the first is in line {}",
                definition.kind.name(),
                definition.id,
                first.line
            );
            findings.error(definition.place, what, "give each its own id, or make them one");
        } else {
            defined.insert(key, definition.place);
        }
    }
    for reference in &draft.references {
        if !defined.contains_key(&(reference.kind, reference.id.as_str())) {
            let known = defined.keys().filter(|(kind, _)| *kind == reference.kind).map(|(_, id)| *id);
            let what = format!("there is no {} `{}`", reference.kind.name(), reference.id);
            findings.error(reference.place, what, nearest::help(&reference.id, known));
        }
    }
    for definition in draft.definitions.iter().filter(|definition| definition.kind == ReferenceKind::Flow) {
        let is_used =
            draft.references.iter().any(|reference| reference.kind == ReferenceKind::Flow && reference.id == definition.id);
        if !is_used {
            findings.warning(
                definition.place,
                format!("no intent starts the flow `{}`", definition.id),
                format!("add `flow: {}` to one, or remove it", definition.id),
            );
        }
    }
}
