//! What a `Trainer` is asked, and what it answers.

use json::Json;
use wire::console::{By, NewScore, PlaybookSave, PublishRequest, Restore, Stale, TestsSave};

/// To a `Trainer`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum TrainerCommand {
    /// Trains and publishes this playbook of the operator, in place of one that is being trained; it becomes the draft. Answered with
    /// `TrainingView`.
    Begin { playbook: String },
    /// What the operator compiled and published elsewhere, and how many intents it has. Answered with `Done`.
    Adopt { playbook: String, intents: u32 },
    /// The first draft of a site that has none. Answered with `Done`.
    Seed { text: String, by: By },
    /// Answered with `TrainingView`.
    View,
    /// What cross-validation said of the model that was published last. Answered with `authoring::Report` as JSON.
    Report,
    /// Answered with `Playbook`.
    Draft,
    /// Answered with [`Settled`].
    Save { save: PlaybookSave, by: By },
    /// Answered with `TrainingView`.
    Publish { request: PublishRequest, by: By },
    /// Answered with a list of `Version`.
    Versions,
    /// Answered with `VersionText`.
    Version { number: u64 },
    /// Answered with [`Settled`].
    Restore { number: u64, restore: Restore, by: By },
    /// Answered with `TestSet`.
    Tests,
    /// Answered with [`Settled`].
    SaveTests { save: TestsSave, by: By },
    /// Answered with `Score`.
    Score { score: NewScore, by: By },
}

/// What came of a save.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Settled {
    Saved {
        version: u64,
    },
    /// Somebody else saved meanwhile; nothing was stored.
    Stale {
        stale: Box<Stale>,
    },
}
