//! From a checked draft to what is published.

use intent::TrainingSet;
use playbook::bundle::BUNDLE_FORMAT;
use playbook::{PrivatePart, PublicBundle};

use crate::check;
use crate::finding::Findings;
use crate::hash::{fingerprint, fold32};
use crate::read::{Draft, read};
use crate::train::training_set;
use crate::tree::{self, Node};

/// A playbook without errors, compiled. [`Compiled::train`] makes it ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    pub public: PublicBundle,
    pub private: PrivatePart,
    pub training: TrainingSet,
}

/// Checks and compiles one file; `file` is its name in findings. The whole file is checked, however much is wrong.
///
/// # Errors
/// The findings, if one of them is an error.
pub fn compile(file: &str, text: &str) -> Result<(Compiled, Findings), Findings> {
    let mut findings = Findings::new(file);
    let root = tree::parse(text, &mut findings);
    let compiled = compile_tree(root.as_ref(), &mut findings);
    compiled.map(|compiled| (compiled, findings.clone())).ok_or(findings)
}

/// The same of a tree; `None` if one of the findings, which are put in order, is an error.
pub(crate) fn compile_tree(root: Option<&Node>, findings: &mut Findings) -> Option<Compiled> {
    let draft = root.and_then(|root| read(root, findings));
    if let Some(draft) = &draft {
        check::check(draft, findings);
    }
    findings.sort();
    draft.filter(|_| findings.errors() == 0).map(build)
}

fn build(draft: Draft) -> Compiled {
    let training = training_set(&draft);
    let mut flows = draft.flows;
    for flow in &mut flows {
        flow.version = fold32(&flow.encode());
    }
    let intent_skills = draft.intents.iter().filter_map(|intent| Some((intent.id.clone(), intent.skill.clone()?))).collect();
    let mut public = PublicBundle {
        format: BUNDLE_FORMAT,
        site: draft.site.clone(),
        content: String::new(),
        pack: String::new(),
        sense: None,
        name: draft.name,
        locales: draft.locales.clone(),
        settings: draft.settings,
        intents: draft.intents,
        flows,
    };
    public.content = fingerprint(&public.encode());
    let private = PrivatePart {
        format: BUNDLE_FORMAT,
        site: draft.site,
        content: public.content.clone(),
        allowed_domains: draft.allowed_domains,
        locales: draft.locales,
        skills: draft.skills,
        intent_skills,
        patience_minutes: draft.patience_minutes,
        retention_days: draft.retention_days,
    };
    Compiled { public, private, training }
}
