//! The object that keeps the playbook its owners write, trains the site's model from it, and publishes it.
//!
//! The draft, its versions and tests are what [`backoffice`] makes of the object's records; a publication is of the draft as it stands in
//! this very object, so that nothing can come between looking at it and beginning.
//!
//! A training takes from seconds to minutes of computing. It is done in slices of a few milliseconds; between two of them the runtime
//! may serve whoever waits, in this object and in others of its isolate. An alarm works off some hundred slices and arms the next. The playbook is on disk
//! before its training begins; what is computed is in memory alone: when the object is lost, the next alarm begins again, and comes to the
//! same model.

pub(crate) mod command;
mod course;
mod office;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use authoring::{Compiled, compile};
use backoffice::{Change, Course as Enrolled, Refused};
use store::{Reading, Store};
use wire::console::{By, PublishRequest, TrainingState, TrainingView};
use wire::{SiteId, Write};
use worker::{Delay, DurableObject, Env, Request, Response, Result, State, console_error, durable_object};

use crate::clock;
use crate::digest::base64;
use crate::encoder::encoder;
use crate::error::Problem;
use crate::object::Name;
use crate::objects::{self, Address, Asked, Done};
use crate::site::command::{Publication, SiteCommand};
use crate::sql::DurableStore;
use command::TrainerCommand;
use course::Course;

/// Slices that an alarm works off: a second or two.
const SLICES: usize = 200;
/// From one alarm to the next, and after a failure of another object.
const NEXT: Duration = Duration::from_millis(5);
const RETRY: Duration = Duration::from_secs(2);
/// A training that was begun so often and never ended will not end.
const BEGINNINGS: u32 = 4;
/// Utterances (and sentences of answers) times intents that fit an isolate of 128 MB: the demo shop has 300,000 and takes 104 MB at most.
const LARGEST: usize = 400_000;

const REPORT: &str = "report";
/// What one record can hold.
const REPORT_BYTES: usize = 1_500_000;

#[durable_object]
pub struct Trainer {
    state: State,
    env: Env,
    course: RefCell<Option<Course>>,
    /// The playbook that was sent last, compiled, until its course begins.
    compiled: RefCell<Option<(u64, Compiled)>>,
    /// Of the course that is being worked off, while it is.
    percent: Cell<u32>,
}

impl DurableObject for Trainer {
    fn new(state: State, env: Env) -> Self {
        Self { state, env, course: RefCell::new(None), compiled: RefCell::new(None), percent: Cell::new(0) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.asked(request).await.or_else(Problem::into_response)
    }

    async fn alarm(&self) -> Result<Response> {
        let next = match self.work().await {
            Ok(is_over) => (!is_over).then_some(NEXT),
            Err(problem) => {
                console_error!("training: {problem}");
                Some(RETRY)
            }
        };
        if let Some(pause) = next {
            self.state.storage().set_alarm(pause).await?;
        }
        Response::empty()
    }

    crate::object::no_sockets!("a trainer has no TCP side");
}

impl Trainer {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        let Asked::Command(text) = objects::asked(&mut request).await? else {
            return Err(Problem::not_found("A trainer has no sockets."));
        };
        let mut store = DurableStore::open(&self.state)?;
        let command: TrainerCommand = objects::decode(&text)?;
        match command {
            TrainerCommand::Begin { playbook } => self.begin(&mut store, &playbook).await,
            TrainerCommand::Publish { request, by } => self.publish_draft(&mut store, &request, by).await,
            TrainerCommand::View => Ok(crate::body::answer(&self.view(&store)?)?),
            TrainerCommand::Report => {
                let report = store.get(REPORT)?;
                Ok(Response::ok(report.ok_or_else(|| Problem::not_found("No model was trained here yet. Send a playbook."))?)?)
            }
            command @ (TrainerCommand::Adopt { .. }
            | TrainerCommand::Seed { .. }
            | TrainerCommand::Draft
            | TrainerCommand::Save { .. }
            | TrainerCommand::Versions
            | TrainerCommand::Version { .. }
            | TrainerCommand::Restore { .. }
            | TrainerCommand::Tests
            | TrainerCommand::SaveTests { .. }
            | TrainerCommand::Score { .. }) => {
                office::answer(&mut store, command)?.ok_or_else(|| Problem::internal("a command nobody answers"))
            }
        }
    }

    /// The operator's playbook.
    async fn begin(&self, store: &mut DurableStore, playbook: &str) -> Result<Response, Problem> {
        let (compiled, notes) = self.fit(playbook)?;
        let change = backoffice::push(&Reading(&*store), playbook, intents_of(&compiled), notes, clock::now())?;
        self.enrol(store, change, compiled).await
    }

    /// The draft, if it is what was looked at and nothing else is being published.
    async fn publish_draft(&self, store: &mut DurableStore, request: &PublishRequest, by: By) -> Result<Response, Problem> {
        let playbook = match backoffice::fit_to_publish(&Reading(&*store), request.version) {
            Ok(playbook) => playbook,
            Err(refused) => {
                if matches!(refused, Refused::Busy(_)) {
                    // Should its alarm have been lost, it goes on now.
                    self.state.storage().set_alarm(NEXT).await?;
                }
                return Err(refused.into());
            }
        };
        let (compiled, notes) = self.fit(&playbook)?;
        let change = backoffice::begin(&Reading(&*store), request, by, intents_of(&compiled), notes)?;
        self.enrol(store, change, compiled).await
    }

    /// Compiles it, with what is to be mended all the same; refuses what is unfit, of another site, or too large to be trained here.
    fn fit(&self, playbook: &str) -> Result<(Compiled, Vec<String>), Problem> {
        let (compiled, warnings) =
            compile("playbook", playbook).map_err(|findings| Problem::new(422, "unfit_playbook", findings.to_string()))?;
        if compiled.public.site != self.site()? {
            return Err(Problem::bad_request("The playbook is of another site. Send it under its own name."));
        }
        let utterances = compiled.training.intents.iter().map(|intent| intent.utterances.len() + intent.context.len());
        if utterances.sum::<usize>() * compiled.training.intents.len() > LARGEST {
            return Err(Problem::new(
                413,
                "too_long",
                "The playbook is too large to be trained here. Compile it on a computer and publish the files.",
            ));
        }
        Ok((compiled, warnings.to_string().lines().map(str::to_owned).collect()))
    }

    async fn enrol(&self, store: &mut DurableStore, change: Change<Enrolled>, compiled: Compiled) -> Result<Response, Problem> {
        store.commit(&change.writes)?;
        self.compiled.replace(Some((change.answer.number, compiled)));
        self.percent.set(0);
        self.state.storage().set_alarm(NEXT).await?;
        Ok(crate::body::answer(&self.view(store)?)?)
    }

    fn view(&self, store: &DurableStore) -> Result<TrainingView, Problem> {
        let Some(enrolled) = enrolled(store)? else {
            return Ok(TrainingView { state: TrainingState::None, percent: 0, notes: Vec::new(), number: 0, by: None });
        };
        let percent = match enrolled.state {
            TrainingState::Training => self.percent.get(),
            TrainingState::Published => 100,
            TrainingState::None | TrainingState::Failed => 0,
        };
        let Enrolled { state, notes, number, by, .. } = enrolled;
        Ok(TrainingView { state, percent, notes, number, by })
    }

    /// Goes on with the course, begun anew if memory has lost it; true when there is nothing left to do.
    async fn work(&self) -> Result<bool, Problem> {
        let mut store = DurableStore::open(&self.state)?;
        let Some(enrolled) = enrolled(&store)?.filter(|enrolled| enrolled.state == TrainingState::Training) else {
            return Ok(true);
        };
        let kept = self.course.take().filter(|course| course.number == enrolled.number);
        let mut course = match kept {
            Some(course) => course,
            None if enrolled.beginnings >= BEGINNINGS => {
                self.fail(
                    &mut store,
                    enrolled,
                    "Training was cut short again and again. Send the playbook once more, or a smaller one.",
                )?;
                return Ok(true);
            }
            None => self.enter(&mut store, &enrolled).await?,
        };
        for _ in 0..SLICES {
            match course.slice() {
                Ok(true) => {
                    let is_over = self.publish(&mut store, &course).await;
                    self.course.replace(Some(course));
                    return is_over.map(|()| false);
                }
                Ok(false) => {}
                Err(error) => {
                    self.fail(&mut store, enrolled, &format!("The encoder failed: {error}."))?;
                    return Ok(true);
                }
            }
            self.percent.set(course.percent());
            Delay::from(Duration::ZERO).await;
        }
        self.course.replace(Some(course));
        Ok(false)
    }

    async fn enter(&self, store: &mut DurableStore, enrolled: &Enrolled) -> Result<Course, Problem> {
        store.commit(&backoffice::begun(enrolled))?;
        self.percent.set(0);
        let encoder = encoder(&self.env).await?;
        let compiled = match self.compiled.take() {
            Some((number, compiled)) if number == enrolled.number => compiled,
            Some(_) | None => {
                let playbook = backoffice::in_training(&Reading(&*store))?;
                compile("playbook", &playbook).map_err(|_| Problem::internal("a playbook that was fit and no longer is"))?.0
            }
        };
        Ok(Course::new(enrolled.number, compiled, encoder))
    }

    /// Hands the model to the site, unless another playbook has come meanwhile.
    async fn publish(&self, store: &mut DurableStore, course: &Course) -> Result<(), Problem> {
        let Some((published, report)) = course.published() else { return Ok(()) };
        let authoring::Published { public, private, pack, sense } = published;
        let (pack, sense) = (base64(&pack), sense.as_deref().map(base64));
        let publication = Box::new(Publication { public, private, pack, sense, playbook: None });
        if enrolled(store)?.is_none_or(|enrolled| enrolled.number != course.number) {
            return Ok(());
        }
        let site = self.site()?;
        let told: Result<Done, Problem> =
            objects::call(&self.env, Address::Site(&site), &SiteCommand::Publish { publication }).await;
        let Some(enrolled) = enrolled(store)?.filter(|enrolled| enrolled.number == course.number) else { return Ok(()) };
        match told {
            Ok(Done {}) => {}
            // What the site does not take it will not take later either.
            Err(problem) if (400..500).contains(&problem.status) => return self.fail(store, enrolled, &problem.message),
            Err(problem) => return Err(problem),
        }
        let report = Some(report.to_json()).filter(|report| report.len() <= REPORT_BYTES);
        let report = report.map(|body| Write::Put { key: REPORT.to_owned(), body });
        let published = backoffice::published(&Reading(&*store), enrolled, clock::now())?;
        Ok(store.commit(&report.into_iter().chain(published).collect::<Vec<_>>())?)
    }

    fn fail(&self, store: &mut DurableStore, enrolled: Enrolled, why: &str) -> Result<(), Problem> {
        Ok(store.commit(&backoffice::failed(enrolled, why))?)
    }

    fn site(&self) -> Result<SiteId, Problem> {
        let name = self.state.id().name().and_then(|name| Name::parse(&name));
        Ok(name.ok_or_else(|| Problem::internal("a trainer without a name"))?.site)
    }
}

fn enrolled(store: &DurableStore) -> Result<Option<Enrolled>, Problem> {
    Ok(backoffice::course(&Reading(store))?)
}

fn intents_of(compiled: &Compiled) -> u32 {
    u32::try_from(compiled.public.intents.len()).unwrap_or(u32::MAX)
}
