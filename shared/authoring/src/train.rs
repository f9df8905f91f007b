//! The model of a playbook, and everything that is published together.

use intent::{Model, Pack, Sense, TrainOptions, Trained, Training, TrainingIntent, TrainingSet};
use playbook::{Intent, PrivatePart, PublicBundle, Reply};

use crate::compile::Compiled;
use crate::hash::fingerprint;
use crate::read::Draft;
use crate::report::Report;

/// The files of a site. They belong together: the bundle names the pack and the sense it was trained with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub public: PublicBundle,
    pub private: PrivatePart,
    /// The model's pack: normalised examples and weights; public, like the answers.
    pub pack: Vec<u8>,
    /// What the full engine adds to it, if an encoder was there to train with.
    pub sense: Option<Vec<u8>>,
}

impl Compiled {
    /// Trains the lite engine's model; the same playbook gives the same bytes.
    #[must_use]
    pub fn train(&self) -> Published {
        self.publish(&self.training(None).run())
    }

    /// Trains both engines' models; the same playbook and encoder give the same bytes.
    ///
    /// # Errors
    /// What the encoder tells, as when memory runs out.
    #[cfg(feature = "encoder")]
    pub fn train_full(&self, encoder: &intent::encoder::Encoder) -> Result<Published, intent::encoder::EncoderError> {
        let training = self.training(Some(encoder.id()));
        Ok(self.publish(&training.run_by(intent::encoder::TOGETHER, |texts| encoder.encode_all(texts))?))
    }

    /// Training as a machine, for hosts that have other duties too; `encoder` is the id of the one they will ask. What comes out is
    /// for [`Compiled::publish`] and [`Compiled::report`].
    #[must_use]
    pub fn training(&self, encoder: Option<&str>) -> Training {
        let training = Training::new(&self.training, &TrainOptions::default());
        match encoder {
            Some(id) => training.with_encoder(id),
            None => training,
        }
    }

    /// The files of the site, with what training gave.
    #[must_use]
    pub fn publish(&self, trained: &Trained) -> Published {
        let pack = trained.pack.to_bytes();
        let sense = trained.sense.as_ref().map(Sense::to_bytes);
        let mut public = self.public.clone();
        public.pack = fingerprint(&pack);
        public.sense = sense.as_deref().map(fingerprint);
        Published { public, private: self.private.clone(), pack, sense }
    }

    /// What cross-validation says of the playbook.
    #[must_use]
    pub fn report(&self, trained: &Trained) -> Report {
        Report::new(&self.training, &trained.held_out)
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
