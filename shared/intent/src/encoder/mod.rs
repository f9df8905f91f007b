//! Texts to vectors: a sentence encoder for English and Chinese that a browser can hold.
//!
//! The weights are a file of their own, one for all sites (`weights/encoder.bin`; how they are made stands in `train/README.md`).
//! They are the multilingual Universal Sentence Encoder (Yang et al. 2020, arXiv 1907.04307; its convolutional form), cut down to
//! pieces of English and Chinese, product-quantised, and tuned afterwards against larger teachers.
//!
//! # Life of a text
//!
//! 1. [`pieces`]: NFKC, then the likeliest way to cut it into pieces of words (a unigram model, Kudo 2018, arXiv 1804.10959).
//! 2. [`table`]: each piece's vector, put together from codebooks.
//! 3. [`network`]: three convolution branches beside the plain mean, then dense layers; a vector of unit length comes out.
//!
//! A cosine between two vectors says how near the meanings are. Nothing here knows a site.
//!
//! A damaged or foreign file is an [`EncoderError`], never a panic. Nothing is random; a browser and a server agree to 1e-4.

mod error;
mod file;
mod layout;
mod matrix;
mod network;
mod pieces;
mod table;

pub use error::EncoderError;

use file::File;
use layout::Layout;
use network::Network;
use pieces::Pieces;
use table::Table;

/// Texts that [`Encoder::encode_all`] takes through the network side by side.
pub const TOGETHER: usize = 16;

/// Weights made ready to encode.
#[derive(Debug)]
pub struct Encoder {
    id: String,
    pieces: Pieces,
    table: Table,
    network: Network,
}

impl Encoder {
    /// How long the vectors are.
    pub const DIMENSIONS: usize = 512;

    /// Reads a weights file; some ten milliseconds.
    ///
    /// # Errors
    /// [`EncoderError`] tells what is wrong with the file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EncoderError> {
        let file = File::read(bytes)?;
        Ok(Self {
            pieces: Pieces::read(&file)?,
            table: Table::read(&file)?,
            network: Network::read(&file)?,
            id: file.id().to_owned(),
        })
    }

    /// Names weights and arithmetic: a head trained on one encoder is refused by another.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The vector of a text, of unit length and [`Encoder::DIMENSIONS`] numbers. Any text has one, the empty one too. What
    /// comes after the first 46 pieces (some 200 letters) is not read.
    ///
    /// # Errors
    /// [`EncoderError::Arithmetic`] where the tensor library gives up, as when memory runs out.
    pub fn encode(&self, text: &str) -> Result<Vec<f32>, EncoderError> {
        Ok(self.encode_together(&[text])?.pop().unwrap_or_default())
    }

    /// The vectors of many texts, a few at a time, which takes a third of the time of one after the other. They are those of
    /// [`Encoder::encode`] but for the last bits.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    pub fn encode_all<T: AsRef<str>>(&self, texts: &[T]) -> Result<Vec<Vec<f32>>, EncoderError> {
        let mut vectors = Vec::with_capacity(texts.len());
        for together in texts.chunks(TOGETHER) {
            vectors.extend(self.encode_together(together)?);
        }
        Ok(vectors)
    }

    fn encode_together<T: AsRef<str>>(&self, texts: &[T]) -> Result<Vec<Vec<f32>>, EncoderError> {
        let ids: Vec<Vec<u32>> = texts.iter().map(|text| self.pieces.ids(text.as_ref())).collect();
        let layout = Layout::new(ids.iter().map(Vec::len).collect());
        let mut rows = vec![0.0; layout.rows() * Self::DIMENSIONS];
        for (ids, start) in ids.iter().zip(layout.starts()) {
            for (id, row) in ids.iter().zip(rows.chunks_exact_mut(Self::DIMENSIONS).skip(start)) {
                self.table.add_row(*id, row);
            }
        }
        Ok(self.network.run(rows, &layout)?)
    }

    /// The pieces of a text by their numbers, for looking at what the encoder sees.
    #[must_use]
    pub fn ids(&self, text: &str) -> Vec<u32> {
        self.pieces.ids(text)
    }
}
