//! What a `Trainer` is asked, and what it answers.

use json::Json;

/// To a `Trainer`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum TrainerCommand {
    /// Trains and publishes this playbook, in place of one that is being trained. Answered with [`TrainingView`].
    Begin { playbook: String },
    /// Answered with [`TrainingView`].
    View,
    /// What cross-validation said of the model that was published last. Answered with `authoring::Report` as JSON.
    Report,
}

/// `GET /api/v1/operator/sites/{site}/playbook/training`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct TrainingView {
    pub(crate) state: TrainingState,
    /// How much is done.
    pub(crate) percent: u32,
    /// What to mend, though it did not keep the playbook from being trained; or why training failed.
    pub(crate) notes: Vec<String>,
}

/// How a training stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub(crate) enum TrainingState {
    /// No playbook was ever sent here.
    None,
    Training,
    Published,
    Failed,
}
