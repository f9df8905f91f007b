//! The model of a playbook, and everything that is published together.

use intent::{Model, Pack, TrainOptions, TrainingIntent, TrainingSet};
use playbook::{Intent, PrivatePart, PublicBundle, Reply};

use crate::compile::Compiled;
use crate::hash::fingerprint;
use crate::read::Draft;

/// The three files of a site. They belong together: the bundle names the pack it was trained with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub public: PublicBundle,
    pub private: PrivatePart,
    /// The model's pack: normalised examples and weights; public, like the answers.
    pub pack: Vec<u8>,
}

impl Compiled {
    /// Trains the model; the same playbook gives the same bytes.
    #[must_use]
    pub fn train(&self) -> Published {
        let pack = intent::train(&self.training, &TrainOptions::default()).to_bytes();
        let mut public = self.public.clone();
        public.pack = fingerprint(&pack);
        Published { public, private: self.private.clone(), pack }
    }
}

impl Published {
    /// The model as a browser gets it: read back from the pack.
    ///
    /// # Errors
    /// A damaged pack.
    pub fn model(&self) -> Result<Model, intent::PackError> {
        Pack::from_bytes(&self.pack).map(Model::from_pack)
    }
}

pub(crate) fn training_set(draft: &Draft) -> TrainingSet {
    let of = |wanted: Option<&wire::IntentId>| -> Vec<String> {
        draft.examples.iter().filter(|example| example.intent.as_ref() == wanted).map(|example| example.text.clone()).collect()
    };
    let intents = draft.intents.iter().map(|intent| TrainingIntent {
        id: intent.id.to_string(),
        utterances: of(Some(&intent.id)),
        context: context(intent),
    });
    TrainingSet { intents: intents.collect(), out_of_scope: of(None) }
}

/// What an intent's title and answer say, by sentence.
fn context(intent: &Intent) -> Vec<String> {
    let mut sentences: Vec<String> = intent.title.iter().map(|(_, title)| title.clone()).collect();
    match &intent.reply {
        Reply::Answer(answers) => {
            for (_, answer) in answers.iter() {
                let text = answer.to_text();
                let lines = text.lines().flat_map(|line| line.split_inclusive(['。', '！', '？', '；']));
                let parts = lines.flat_map(|line| line.split_inclusive(". ")).map(str::trim);
                sentences.extend(parts.filter(|part| part.chars().any(char::is_alphabetic)).map(str::to_owned));
            }
        }
        Reply::Flow(_) | Reply::HandOff => {}
    }
    sentences
}
