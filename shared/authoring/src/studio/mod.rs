//! Where an owner writes: one open text, what it says, changes that can be undone, training and trying.
//!
//! [`Studio`] is the console's core. It is asked by [`book::Request`] and tells by [`book::Answer`]; a host (a Web Worker) carries both. The
//! text is the truth: the book that is shown is read from it after each change, and each change goes through `edit`, so that the owner's
//! comments and wording stay.
//!
//! # Life
//!
//! [`Studio::ask`] answers at once, but for `train` and `score`: these begin a course of work. While [`Studio::is_busy`], the host calls
//! [`Studio::work`] again and again, each time some milliseconds, and between two calls reads its messages, so that `stop` is heard and a
//! change need not wait. A course is of the text as it was when it began. A new one ends the one before, which answers `stopped`.
//!
//! Where an encoder is there (`meaning`), a training is by words and meanings, as in most customers' browsers; else by words alone, and the
//! report says so.
//!
//! What was trained stays until the next training; what the text says meanwhile is told by `is_trained`. The edge trains again when the
//! playbook is published: nothing that is trained here leaves the browser.
//!
//! It performs no IO and has no clock. Whatever it is asked, it answers; what cannot be done is `refused` and changes nothing.

mod book;
mod differ;
mod import;
mod lead;
mod meaning;
mod op;
mod past;
mod place;
mod score;
mod taught;
mod teach;
mod tried;
mod view;

use std::rc::Rc;

use ::book::{Answer, Asked, Op, Request, Told};

pub use self::meaning::Meaning;

use self::meaning::{Encoder, Vectors};
use self::op::Refusal;
use self::past::Past;
use self::score::Scoring;
use self::taught::Taught;
use self::teach::Teaching;
use self::view::Looked;
use crate::edit;
use crate::finding::{Findings, Place};

/// What findings call the text.
const FILE: &str = "playbook.yaml";

/// One open text.
#[derive(Debug, Default)]
pub struct Studio {
    text: String,
    looked: Looked,
    past: Past,
    taught: Option<Taught>,
    encoder: Encoder,
    work: Option<(u32, Work)>,
}

/// What takes its time.
#[derive(Debug)]
enum Work {
    /// A training that has not begun.
    ToTeach(Box<crate::Compiled>),
    Teaching(Box<Teaching>),
    Scoring(Scoring),
}

impl Studio {
    /// With nothing open.
    #[must_use]
    pub fn new() -> Studio {
        Studio::default()
    }

    /// Lets trainings wait for an encoder, until [`Studio::meet`] or [`Studio::miss`].
    pub fn await_meaning(&mut self) {
        self.encoder = Encoder::Awaited;
    }

    /// From now on trainings are by words and meanings, as customers' browsers decide.
    pub fn meet(&mut self, meaning: Rc<dyn Meaning>) {
        self.encoder = Encoder::There(meaning);
    }

    /// No encoder can be had: words alone decide.
    pub fn miss(&mut self) {
        self.encoder = Encoder::None;
    }

    /// What is to be told now: the answer, unless work has begun for it; and before it that other work was stopped.
    pub fn ask(&mut self, asked: Asked) -> Vec<Told> {
        let Asked { id, request } = asked;
        let mut told = Vec::new();
        if matches!(request, Request::Train | Request::Score { .. } | Request::Stop | Request::Open { .. })
            && let Some((running, _)) = self.work.take()
        {
            told.push(Told { id: running, answer: Answer::Stopped });
        }
        let answer = match self.answer(id, request) {
            Ok(answer) => answer,
            Err(Refusal { what, help }) => Some(Answer::Refused { what, help }),
        };
        told.extend(answer.map(|answer| Told { id, answer }));
        told
    }

    /// Whether [`Studio::work`] has something to do.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        match (&self.work, &self.encoder) {
            (None, _) | (Some((_, Work::ToTeach(_))), Encoder::Awaited) => false,
            (Some(_), _) => true,
        }
    }

    /// Some milliseconds of work, and what is to be told of it.
    pub fn work(&mut self) -> Option<Told> {
        let (id, mut work) = self.work.take()?;
        let answer = match &mut work {
            Work::ToTeach(compiled) => {
                let meaning = match &self.encoder {
                    Encoder::None => None,
                    Encoder::Awaited => {
                        self.work = Some((id, work));
                        return None;
                    }
                    Encoder::There(meaning) => Some(Rc::clone(meaning)),
                };
                let vectors = self.taught.as_ref().map_or_else(Vectors::default, Taught::vectors);
                work = Work::Teaching(Box::new(Teaching::new((**compiled).clone(), meaning, vectors)));
                None
            }
            Work::Teaching(teaching) => match teaching.slice() {
                None => teaching.progress(),
                Some(taught) => {
                    let report = taught.report();
                    self.taught = Some(taught);
                    return Some(Told { id, answer: Answer::Trained { report } });
                }
            },
            Work::Scoring(scoring) => match self.taught.as_ref().and_then(|taught| scoring.slice(taught)) {
                None => Some(scoring.progress()),
                Some(scored) => return Some(Told { id, answer: Answer::Scored { scored } }),
            },
        };
        self.work = Some((id, work));
        answer.map(|answer| Told { id, answer })
    }

    /// None where work has begun that will answer.
    fn answer(&mut self, id: u32, request: Request) -> Result<Option<Answer>, Refusal> {
        Ok(Some(match request {
            Request::Open { text } => {
                self.past = Past::default();
                self.show(text);
                Answer::Opened { view: self.view() }
            }
            Request::Edit { op, joins } => self.edit(op, joins)?,
            Request::Replace { text } => {
                self.turn_to(text);
                self.edited(None)
            }
            Request::Undo => {
                let text = self.past.undo(&self.text).ok_or_else(|| Refusal::new("there is nothing to undo", "go on"))?;
                self.show(text);
                self.edited(None)
            }
            Request::Redo => {
                let text = self.past.redo(&self.text).ok_or_else(|| Refusal::new("there is nothing to redo", "go on"))?;
                self.show(text);
                self.edited(None)
            }
            Request::Import { files } => {
                let merged = import::merge(&self.text, &self.looked, &files)?;
                self.turn_to(merged.text);
                Answer::Imported {
                    text: self.text.clone(),
                    view: self.view(),
                    notes: merged.notes,
                    added: merged.added,
                    extended: merged.extended,
                    examples: merged.examples,
                    flows: merged.flows,
                }
            }
            Request::Train => {
                self.work = Some((id, Work::ToTeach(Box::new(self.compiled()?.clone()))));
                return Ok(None);
            }
            Request::Stop => Answer::Stopped,
            Request::Try { text, locale } => {
                let tried = tried::tried(self.taught()?, self.looked.compiled.as_ref(), &text, &locale);
                Answer::Tried { tried }
            }
            Request::Score { tests } => {
                self.taught()?;
                self.work = Some((id, Work::Scoring(Scoring::new(tests))));
                return Ok(None);
            }
            Request::Diff { from, to } => {
                Answer::Differs { changes: differ::changes(&from, to.as_deref().unwrap_or(&self.text))? }
            }
            Request::Compile => {
                let bundle = String::from_utf8(self.compiled()?.public.encode()).unwrap_or_default();
                Answer::Compiled { bundle }
            }
            Request::Lead { flow, locale, said, inputs, today } => {
                Answer::Led { turns: lead::turns(self.compiled()?, &flow, &locale, &said, &inputs, today)? }
            }
        }))
    }

    fn edit(&mut self, op: Op, joins: bool) -> Result<Answer, Refusal> {
        let root =
            self.looked.root.as_ref().ok_or_else(|| unreadable(self.looked.findings.list.first().map(|found| found.place)))?;
        let mut value = edit::value_of(root).map_err(|stuck| unreadable(stuck.place))?;
        let at = op::act(&mut value, op)?;
        let (text, root) = edit::rewrite_tree(&self.text, root, &value).map_err(|stuck| unreadable(stuck.place))?;
        if text != self.text {
            self.past.keep(std::mem::replace(&mut self.text, text), joins);
            self.looked = Looked::of(Some(root), Findings::new(FILE));
        }
        Ok(self.edited(at))
    }

    /// Another text, behind which the one before can be come back to.
    fn turn_to(&mut self, text: String) {
        if text != self.text {
            let old = std::mem::take(&mut self.text);
            self.past.keep(old, false);
            self.show(text);
        }
    }

    fn show(&mut self, text: String) {
        self.looked = Looked::at(&text);
        self.text = text;
    }

    fn edited(&self, at: Option<String>) -> Answer {
        Answer::Edited { text: self.text.clone(), view: self.view(), at }
    }

    fn view(&self) -> ::book::View {
        self.looked.view(&self.past, self.taught.as_ref())
    }

    fn compiled(&self) -> Result<&crate::Compiled, Refusal> {
        let errors = self.looked.findings.errors();
        let help = "mend what is marked as an error first";
        self.looked.compiled.as_ref().ok_or_else(|| Refusal::new(format!("the playbook has {errors} errors"), help))
    }

    fn taught(&self) -> Result<&Taught, Refusal> {
        self.taught.as_ref().ok_or_else(|| Refusal::new("nothing is trained yet", "train first"))
    }
}

fn unreadable(place: Option<Place>) -> Refusal {
    match place {
        Some(place) => Refusal::new(format!("line {} is no YAML that can be read", place.line), "mend it in the text first"),
        None => Refusal::new("this cannot be changed here", "change it in the text"),
    }
}
