//! Deterministic simulation: a whole site in one process, in virtual time, under faults.
//!
//! One seed decides everything: how many customers, tabs and agents there are, what they do and when, which messages between
//! objects are dropped, delayed, doubled or overtaken, when sockets are cut, when an object falls asleep or dies between two
//! effects, when the whole process is killed, which commits fail before or after persisting, and how the clocks step. The machines
//! are the ones that are deployed (`chat`, `routing`, `directory`), over the store that is deployed, on native SQLite.
//!
//! After every input the rules M1–M3 and R1–R4 of ARCHITECTURE.md are checked against a slow, obvious model ([`model`]) that
//! was told what people did and what they were promised. After a while the faults end; then everything must come to rest:
//! every message stored exactly once, every view equal to the log, every conversation in the place its log says, nobody waiting
//! beside a free agent.
//!
//! A run that breaks a rule returns a [`Failure`] whose text holds the seed; the same seed breaks the same rule at the same
//! step. The way is that of FoundationDB's and TigerBeetle's simulators. There is no real time, no thread, no file and no network here.

#![expect(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "visitors, agents and tabs are addressed by the numbers they were made with; a miss is a bug of the simulator and ends the run"
)]

mod agent;
mod calls;
mod dice;
mod files;
mod host;
mod machines;
mod model;
mod network;
mod objects;
mod rest;
pub mod saga;
mod visitor;
mod world;

/// What a run did, to show that it was worth running.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Inputs fed to machines of the edge.
    pub inputs: u64,
    /// Messages acknowledged to their senders.
    pub acknowledged: u64,
    pub resolved: u64,
    pub assignments: u64,
    /// Objects that died between two effects, or with the whole process.
    pub crashes: u64,
    pub commits_failed: u64,
    pub calls_lost: u64,
    pub sockets_cut: u64,
}

/// A rule that did not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("seed {seed}, step {step}, {at} ms: {rule}: {what}\nreplay: cargo xtask simulate --seeds 1 --first {seed}")]
pub struct Failure {
    pub seed: u64,
    pub step: u64,
    /// Virtual time since the beginning, in milliseconds.
    pub at: u64,
    pub rule: &'static str,
    pub what: String,
}

/// Runs one seed to its end.
///
/// # Errors
/// The first [`Failure`].
pub fn run(seed: u64) -> Result<Stats, Failure> {
    world::World::new(seed).run()
}

/// Runs seeds on every core, telling `progress` after each how many are done; the totals, or the failure of the lowest seed that
/// was found to fail.
///
/// # Errors
/// A [`Failure`]; seeds not yet begun are left out then.
pub fn run_many(seeds: std::ops::Range<u64>, progress: &(dyn Fn(u64) + Sync)) -> Result<Stats, Failure> {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU64, Ordering};
    let next = AtomicU64::new(seeds.start);
    let total = Mutex::new((Stats::default(), None::<Failure>));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let result = run(seed);
                    let Ok(mut total) = total.lock() else { return };
                    match result {
                        Ok(stats) => total.0.add(&stats),
                        Err(failure) => {
                            next.store(seeds.end, Ordering::Relaxed);
                            if total.1.as_ref().is_none_or(|known| failure.seed < known.seed) {
                                total.1 = Some(failure);
                            }
                        }
                    }
                    progress(seed + 1 - seeds.start);
                }
            });
        }
    });
    match total.into_inner() {
        Ok((stats, None)) => Ok(stats),
        Ok((_, Some(failure))) => Err(failure),
        // A thread panicked; the scope has passed the panic on already.
        Err(_) => Ok(Stats::default()),
    }
}

impl Stats {
    fn add(&mut self, other: &Stats) {
        self.inputs += other.inputs;
        self.acknowledged += other.acknowledged;
        self.resolved += other.resolved;
        self.assignments += other.assignments;
        self.crashes += other.crashes;
        self.commits_failed += other.commits_failed;
        self.calls_lost += other.calls_lost;
        self.sockets_cut += other.sockets_cut;
    }
}

#[cfg(feature = "mutations")]
pub mod mutations {
    //! The deliberate bugs the simulator must notice.

    /// A bug in one machine.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Mutation {
        /// The conversation acknowledges before it persists.
        AcknowledgeBeforePersist,
        /// The desk forgets to queue again what a lost agent held.
        ForgetRequeue,
        /// The desk counts capacity late.
        LateCapacity,
    }

    impl Mutation {
        pub const ALL: [Mutation; 3] = [Mutation::AcknowledgeBeforePersist, Mutation::ForgetRequeue, Mutation::LateCapacity];
    }

    /// Switches this thread's machines to one bug, or back to none.
    pub fn set(mutation: Option<Mutation>) {
        chat::mutations::set(
            (mutation == Some(Mutation::AcknowledgeBeforePersist)).then_some(chat::mutations::Mutation::AcknowledgeBeforePersist),
        );
        routing::mutations::set(match mutation {
            Some(Mutation::ForgetRequeue) => Some(routing::mutations::Mutation::ForgetRequeue),
            Some(Mutation::LateCapacity) => Some(routing::mutations::Mutation::LateCapacity),
            Some(Mutation::AcknowledgeBeforePersist) | None => None,
        });
    }
}
