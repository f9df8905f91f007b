//! Examples: the same question cannot mean two things.

use std::collections::BTreeMap;

use flow::fold::fold;

use crate::finding::Findings;
use crate::read::{Draft, Example};

pub(crate) fn check(draft: &Draft, findings: &mut Findings) {
    let mut seen: BTreeMap<String, &Example> = BTreeMap::new();
    for example in &draft.examples {
        let folded = fold(&example.text);
        let Some(first) = seen.get(&folded) else {
            seen.insert(folded, example);
            continue;
        };
        let line = first.place.line;
        if first.intent == example.intent {
            findings.warning(example.place, format!("this example stands in line {line} already"), "remove one");
        } else {
            let what = format!("this example of {} stands in line {line} as one of {}", owner(example), owner(first));
            findings.warning(example.place, what, "keep it where it belongs; the assistant cannot tell the two apart by it");
        }
    }
}

fn owner(example: &Example) -> String {
    example.intent.as_ref().map_or_else(|| "`out_of_scope`".to_owned(), |intent| format!("`{intent}`"))
}
