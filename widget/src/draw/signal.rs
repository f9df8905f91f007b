//! What happened, and what is done again because of it.
//!
//! As Leptos' reactive graph does it (an effect runs, what it reads is noted, what is told of later runs it again), without what a page of
//! a dozen topics does not need: no values, no derived signals, no arena, no threads. That is 6 kB less on the line.
//!
//! An effect lives as long as its handle. What is told of in one go runs each effect once, before the browser draws, the older
//! first: a part of the page is drawn anew before what stands in it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Something that happens.
#[derive(Debug, Default)]
pub struct Trigger {
    /// Who asked to hear of it, and in which of their runs: one that has run since without asking again is not meant.
    heard_by: RefCell<Vec<(Weak<Run>, u32)>>,
}

/// Something done now and again when what it read has changed, until this is dropped.
pub struct Effect(#[allow(dead_code, reason = "holding it is all")] Rc<Run>);

struct Run {
    /// Grows with each effect.
    age: u32,
    count: Cell<u32>,
    is_due: Cell<bool>,
    act: RefCell<Box<dyn FnMut()>>,
}

thread_local! {
    static AGE: Cell<u32> = const { Cell::new(0) };
    /// Who runs just now.
    static READER: RefCell<Option<Rc<Run>>> = const { RefCell::new(None) };
    static DUE: RefCell<Vec<Weak<Run>>> = const { RefCell::new(Vec::new()) };
}

impl std::fmt::Debug for Run {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Run")
    }
}

impl Trigger {
    /// The effect that runs just now shall run again when it happens.
    pub fn track(&self) {
        READER.with_borrow(|reader| {
            let Some(run) = reader else { return };
            let weak = Rc::downgrade(run);
            let mut heard_by = self.heard_by.borrow_mut();
            heard_by.retain(|(other, _)| !other.ptr_eq(&weak));
            heard_by.push((weak, run.count.get()));
        });
    }

    /// It happened.
    pub fn notify(&self) {
        for (run, count) in self.heard_by.take() {
            if let Some(run) = run.upgrade().filter(|run| run.count.get() == count) {
                Run::mark(&run);
            }
        }
    }
}

impl Effect {
    /// Runs at once.
    pub fn new(act: impl FnMut() + 'static) -> Effect {
        let effect = Effect::of(Box::new(act));
        Run::go(&effect.0);
        effect
    }

    /// Runs for the first time with what is due next.
    pub fn later(act: Box<dyn FnMut()>) -> Effect {
        let effect = Effect::of(act);
        Run::mark(&effect.0);
        effect
    }

    fn of(act: Box<dyn FnMut()>) -> Effect {
        let age = AGE.get();
        AGE.set(age.wrapping_add(1));
        Effect(Rc::new(Run { age, count: Cell::default(), is_due: Cell::default(), act: RefCell::new(act) }))
    }
}

impl Run {
    fn go(run: &Rc<Run>) {
        run.is_due.set(false);
        run.count.set(run.count.get().wrapping_add(1));
        let before = READER.replace(Some(Rc::clone(run)));
        (run.act.borrow_mut())();
        READER.set(before);
    }

    /// It is due, once.
    fn mark(run: &Rc<Run>) {
        if run.is_due.replace(true) {
            return;
        }
        let is_first = DUE.with_borrow_mut(|due| {
            due.push(Rc::downgrade(run));
            due.len() == 1
        });
        if is_first {
            soon();
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn soon() {
    wasm_bindgen_futures::spawn_local(async { run_due() });
}

/// Tests say when.
#[cfg(not(target_arch = "wasm32"))]
fn soon() {}

/// Runs what is due, and what becomes due by that.
fn run_due() {
    loop {
        let oldest = DUE.with_borrow_mut(|due| {
            due.retain(|run| run.strong_count() > 0);
            let runs = due.iter().enumerate().filter_map(|(at, run)| Some((run.upgrade()?.age, at)));
            let (_, at) = runs.min()?;
            due.swap_remove(at).upgrade()
        });
        let Some(run) = oldest else { return };
        Run::go(&run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Log = Rc<RefCell<Vec<String>>>;

    fn note(log: &Log, text: &str) {
        log.borrow_mut().push(text.to_owned());
    }

    #[test]
    fn an_effect_runs_at_once_and_again_once_for_all_that_happened() {
        let (a, b, log) = (Rc::new(Trigger::default()), Rc::new(Trigger::default()), Log::default());
        let effect = Effect::new({
            let (a, b, log) = (Rc::clone(&a), Rc::clone(&b), Rc::clone(&log));
            move || {
                a.track();
                b.track();
                note(&log, "run");
            }
        });
        a.notify();
        b.notify();
        a.notify();
        assert_eq!(log.borrow().len(), 1, "not before it is due");
        run_due();
        assert_eq!(log.borrow().len(), 2);
        drop(effect);
        a.notify();
        run_due();
        assert_eq!(log.borrow().len(), 2, "dropped");
    }

    #[test]
    fn only_what_the_last_run_read_is_heard() {
        let (a, b, log) = (Rc::new(Trigger::default()), Rc::new(Trigger::default()), Log::default());
        let _effect = Effect::new({
            let (a, b, log) = (Rc::clone(&a), Rc::clone(&b), Rc::clone(&log));
            let mut is_first = true;
            move || {
                if std::mem::take(&mut is_first) {
                    a.track();
                }
                b.track();
                note(&log, "run");
            }
        });
        b.notify();
        run_due();
        a.notify();
        run_due();
        assert_eq!(log.borrow().len(), 2);
        b.notify();
        run_due();
        assert_eq!(log.borrow().len(), 3);
    }

    #[test]
    fn the_older_runs_first_and_what_it_drops_does_not_run() {
        let (happened, log) = (Rc::new(Trigger::default()), Log::default());
        let inner: Rc<RefCell<Option<Effect>>> = Rc::default();
        let _outer = Effect::new({
            let (happened, log, inner) = (Rc::clone(&happened), Rc::clone(&log), Rc::clone(&inner));
            move || {
                happened.track();
                note(&log, "outer");
                let (happened, log) = (Rc::clone(&happened), Rc::clone(&log));
                inner.replace(Some(Effect::new(move || {
                    happened.track();
                    note(&log, "inner");
                })));
            }
        });
        happened.notify();
        run_due();
        assert_eq!(*log.borrow(), ["outer", "inner", "outer", "inner"]);
    }

    #[test]
    fn an_effect_may_tell_of_more_and_one_for_later_waits() {
        let (a, log) = (Rc::new(Trigger::default()), Log::default());
        let _later = Effect::later(Box::new({
            let (a, log) = (Rc::clone(&a), Rc::clone(&log));
            move || {
                note(&log, "later");
                a.notify();
            }
        }));
        let _reads = Effect::new({
            let (a, log) = (Rc::clone(&a), Rc::clone(&log));
            move || {
                a.track();
                note(&log, "reads");
            }
        });
        assert_eq!(*log.borrow(), ["reads"]);
        run_due();
        assert_eq!(*log.borrow(), ["reads", "later", "reads"]);
    }
}
