//! The pack: a trained model as a file.
//!
//! | Bytes | Content |
//! |---|---|
//! | 4 | `FDIP` |
//! | 1 | format version |
//! | 1 | recipe: version of normalisation, features and weights |
//! | 4 | length of the body, little endian |
//! | 4 | CRC-32 (ISO-HDLC) of the ten bytes before and the body |
//! | … | body |
//!
//! The body is a row of numbers (LEB128), texts (length, UTF-8) and 32-bit floats, little endian: the intents' ids;
//! whether an out-of-scope class follows; the variants in use; the normalised utterances of each class as one text of
//! lines; the duals as three columns (how many, classes counted from the utterance's own, levels); the decision. Columns of one kind compress well: brotli
//! takes off two thirds. Every count is checked against the bytes that remain before anything is allocated for it.

use std::fmt;

use crate::{
    bytes::{Reader, Writer, open, seal},
    decide::Decider,
    head::Duals,
    normalize::Variants,
};

const MAGIC: &[u8; 4] = b"FDIP";
const FORMAT: u8 = 2;

/// A trained model, ready to be stored or to become a [`crate::Model`].
///
/// It holds the owner's example utterances in normalised form (lower case, digits folded): whoever can load the pack
/// can read them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    pub(crate) intents: Vec<String>,
    pub(crate) variants: Variants,
    /// Of each intent in turn, then of the out-of-scope class if there is one.
    pub(crate) utterances: Vec<Vec<String>>,
    pub(crate) duals: Duals,
    pub(crate) decider: Decider,
}

/// Why bytes are not a pack that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// Fewer or more bytes than the header says.
    Length {
        /// Bytes a whole pack has.
        expected: usize,
        /// Bytes given.
        found: usize,
    },
    /// Not a pack at all.
    Magic,
    /// Made by an older or newer program.
    Version {
        /// Format and recipe of the pack.
        found: (u8, u8),
        /// Format and recipe of this program.
        expected: (u8, u8),
    },
    /// Larger than any pack may be.
    TooLarge(usize),
    /// Damaged on the way or on disk.
    Checksum,
    /// Whole, but its content contradicts itself.
    Content(&'static str),
    /// A sense that was trained with another one of these.
    Foreign(&'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { expected, found } => write!(f, "the pack has {found} bytes instead of {expected}: load it again"),
            Self::Magic => f.write_str("this is not an intent pack"),
            Self::Version { found: (format, recipe), expected: (our_format, our_recipe) } => {
                write!(
                    f,
                    "the pack has version {format}.{recipe}, this program reads {our_format}.{our_recipe}: publish the site again"
                )
            }
            Self::TooLarge(bytes) => write!(f, "the pack claims {bytes} bytes, more than a pack may have"),
            Self::Checksum => f.write_str("the pack is damaged (checksum): load it again"),
            Self::Content(what) => write!(f, "the pack contradicts itself ({what}): publish the site again"),
            Self::Foreign(what) => write!(f, "the sense belongs to another {what}: publish the site again"),
        }
    }
}

impl std::error::Error for PackError {}

impl Pack {
    pub(crate) fn classes(&self) -> usize {
        self.utterances.len()
    }

    /// Equal for equal packs; what a sense names its pack by.
    #[cfg(any(feature = "train", feature = "encoder"))]
    pub(crate) fn fingerprint(&self) -> u32 {
        crate::bytes::crc32(&[&self.to_bytes()])
    }

    /// The pack as a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.number(self.intents.len());
        body.text(&self.intents.join("\n"));
        body.number(usize::from(self.utterances.len() > self.intents.len()));
        body.text(&self.variants.text());
        for utterances in &self.utterances {
            body.number(utterances.len());
        }
        // Not class by class: one without utterances has no line either.
        body.text(&self.utterances.concat().join("\n"));
        body.float(self.duals.scale);
        for row in &self.duals.rows {
            body.number(row.len());
        }
        let owners = self.utterances.iter().enumerate().flat_map(|(class, utterances)| utterances.iter().map(move |_| class));
        for (owner, row) in owners.zip(&self.duals.rows) {
            for (class, _) in row {
                body.number((usize::from(*class) + self.classes() - owner) % self.classes());
            }
        }
        body.0.extend(self.duals.rows.iter().flatten().map(|(_, level)| level.to_le_bytes()).map(|[byte]| byte));
        self.decider.write(&mut body);
        seal(*MAGIC, FORMAT, &body)
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged pack of this program's version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        read_body(&mut open(bytes, *MAGIC, FORMAT)?)
    }
}

fn read_body(body: &mut Reader<'_>) -> Result<Pack, PackError> {
    let count = body.count()?;
    let intents = lines(body.text()?, count, "intents")?;
    let classes = count + body.number()?.min(1);
    let variants = Variants::parse(body.text()?).ok_or(PackError::Content("variants"))?;
    let counts = (0..classes).map(|_| body.count()).collect::<Result<Vec<_>, _>>()?;
    let rows = counts.iter().try_fold(0_usize, |sum, count| sum.checked_add(*count)).ok_or(PackError::Content("utterances"))?;
    let mut all = lines(body.text()?, rows, "utterances")?.into_iter();
    let utterances = counts.iter().map(|count| all.by_ref().take(*count).collect()).collect();
    let scale = body.float()?;
    let lengths = (0..rows).map(|_| body.count()).collect::<Result<Vec<_>, _>>()?;
    let owners = counts.iter().enumerate().flat_map(|(class, count)| std::iter::repeat_n(class, *count));
    let mut duals = Vec::with_capacity(rows);
    for (owner, length) in owners.zip(lengths) {
        let mut row = Vec::new();
        for _ in 0..length {
            let class = u16::try_from((body.number()? + owner) % classes).map_err(|_| PackError::Content("classes"))?;
            row.push((class, 0));
        }
        duals.push(row);
    }
    for (_, level) in duals.iter_mut().flatten() {
        *level = i8::from_le_bytes([body.byte()?]);
    }
    let decider = Decider::read(body)?;
    if !body.0.is_empty() {
        return Err(PackError::Content("decision"));
    }
    Ok(Pack { intents, variants, utterances, duals: Duals { scale, rows: duals }, decider })
}

fn lines(text: &str, count: usize, what: &'static str) -> Result<Vec<String>, PackError> {
    let lines: Vec<String> =
        if count == 0 && text.is_empty() { Vec::new() } else { text.split('\n').map(str::to_owned).collect() };
    if lines.len() == count { Ok(lines) } else { Err(PackError::Content(what)) }
}
