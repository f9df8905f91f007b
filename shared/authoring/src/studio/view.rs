//! What the open text says and where it is wrong.

use book::{Book, Finding, View, Where};

use super::past::Past;
use super::place;
use super::taught::Taught;
use crate::Compiled;
use crate::compile::compile_tree;
use crate::finding::{Findings, Severity};
use crate::tree::{self, Node};

/// A text that was read.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) root: Option<Node>,
    pub(super) book: Option<Book>,
    pub(super) findings: Findings,
    /// What each finding concerns.
    places: Vec<Where>,
    pub(super) compiled: Option<Compiled>,
}

impl Looked {
    pub(super) fn at(text: &str) -> Looked {
        let mut findings = Findings::new(super::FILE);
        let root = tree::parse(text, &mut findings);
        Looked::of(root, findings)
    }

    /// The same of a text that was parsed, with what was found so far.
    pub(super) fn of(root: Option<Node>, mut findings: Findings) -> Looked {
        let compiled = compile_tree(root.as_ref(), &mut findings);
        let mut book = root.as_ref().and_then(super::book::book);
        let locales = book.as_ref().map(|book| book.locales.clone()).unwrap_or_default();
        let of =
            |finding: &crate::Finding| root.as_ref().map(|root| place::at(root, finding.place, &locales)).unwrap_or_default();
        let places: Vec<Where> = findings.list.iter().map(of).collect();
        if let Some(book) = &mut book {
            for (finding, at) in findings.list.iter().zip(&places) {
                count(book, finding.severity, at);
            }
        }
        Looked { root, book, findings, places, compiled }
    }

    pub(super) fn view(&self, past: &Past, taught: Option<&Taught>) -> View {
        let mut book = self.book.clone();
        let mut findings: Vec<Finding> =
            self.findings.list.iter().zip(&self.places).map(|(finding, at)| told(finding, at)).collect();
        if let (Some(book), Some(taught)) = (&mut book, taught) {
            for finding in taught.overlaps(book) {
                count(book, Severity::Warning, &finding.at);
                findings.push(finding);
            }
            findings.sort_by_key(|finding| (finding.line, finding.column));
        }
        let errors = self.findings.errors();
        View {
            book,
            errors,
            warnings: findings.len() - errors,
            findings,
            can_undo: past.can_undo(),
            can_redo: past.can_redo(),
            is_trained: taught.is_some_and(|taught| self.compiled.as_ref().is_some_and(|compiled| taught.is_of(compiled))),
        }
    }
}

fn told(finding: &crate::Finding, at: &Where) -> Finding {
    Finding {
        severity: match finding.severity {
            Severity::Error => book::Severity::Error,
            Severity::Warning => book::Severity::Warning,
        },
        line: finding.place.line,
        column: finding.place.column,
        at: at.clone(),
        what: finding.what.clone(),
        help: finding.help.clone(),
    }
}

/// One more finding of what it concerns.
fn count(book: &mut Book, severity: Severity, at: &Where) {
    let add = |errors: &mut usize, warnings: &mut usize| match severity {
        Severity::Error => *errors += 1,
        Severity::Warning => *warnings += 1,
    };
    if let Some(id) = &at.intent {
        book.intents
            .iter_mut()
            .filter(|intent| intent.id == *id)
            .for_each(|intent| add(&mut intent.errors, &mut intent.warnings));
    }
    for flow in book.flows.iter_mut().filter(|flow| Some(&flow.id) == at.flow.as_ref()) {
        add(&mut flow.errors, &mut flow.warnings);
        for step in flow.steps.iter_mut().filter(|step| Some(&step.id) == at.step.as_ref()) {
            add(&mut step.errors, &mut step.warnings);
        }
    }
}
