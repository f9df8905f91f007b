//! Encoder files cut down to what libFuzzer can change with effect.
//!
//! A file that can be read has two megabytes of matrices at least, of which no byte decides anything but a number. An input is the
//! rest: two bytes for the header's length, the header, and the sections that come first, small ones before large ones. What the
//! header asks for beyond that is filled with one byte, which makes small numbers of every kind.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use crate::files;

/// As a half-precision number `0x2424` is .016, as codes of 3 or 4 bits it is below the middle.
const FILL: u8 = 0x24;
/// More than the sections of the real header need, its table of pieces cut.
const BODY: usize = 2_300_000;
/// Pieces that are kept, and how many of them have a fine code.
const PIECES: usize = 80;
const FINE: u64 = 20;
/// Sections up to this size are in the input.
const SMALL: usize = 700;

/// The file of an input: of the bytes as they are, or with its body filled up.
#[must_use]
pub fn file(input: &[u8], is_filled: bool) -> Option<Vec<u8>> {
    let (length, rest) = input.split_first_chunk::<2>()?;
    let (header, body) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    if !is_filled {
        return Some(files::encoder(header, body));
    }
    let mut filled = body.to_vec();
    filled.resize(body.len().max(BODY), FILL);
    Some(files::encoder(header, &filled))
}

/// The real weights as an input.
///
/// # Errors
/// When they are no weights.
pub fn of(weights: &[u8]) -> Result<Vec<u8>> {
    let length = weights.get(8..12).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).context("too short")?;
    let (header, body) =
        weights.get(12..).and_then(|rest| rest.split_at_checked(u32::from_le_bytes(length) as usize)).context("cut")?;
    let mut header: Map<String, Value> = serde_json::from_slice(header)?;
    let mut rest = body;
    let mut sections = Vec::new();
    for section in header.get("sections").and_then(Value::as_array).context("no sections")? {
        let section = Section::of(section)?;
        let (bytes, after) = rest.split_at_checked(section.bytes()).context("a section is cut")?;
        sections.push(section.cut(bytes));
        rest = after;
    }
    sections.sort_by_key(|(section, _)| section.bytes());
    let listed = sections.iter().map(|(section, _)| section.json()).collect();
    header.insert("sections".to_owned(), Value::Array(listed));
    let header = Value::Object(header).to_string();
    let mut input = u16::try_from(header.len())?.to_le_bytes().to_vec();
    input.extend(header.bytes());
    let small = sections.into_iter().take_while(|(section, _)| section.bytes() <= SMALL);
    input.extend(small.flat_map(|(_, bytes)| bytes));
    Ok(input)
}

struct Section {
    name: String,
    kind: String,
    shape: Vec<u64>,
}

impl Section {
    fn of(json: &Value) -> Result<Self> {
        let text = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
        let shape = json.get("shape").and_then(Value::as_array).context("a section has no shape")?;
        let shape = shape.iter().filter_map(Value::as_u64).collect();
        Ok(Self {
            name: text("name").context("a section has no name")?,
            kind: text("kind").context("a section has no kind")?,
            shape,
        })
    }

    fn json(&self) -> Value {
        serde_json::json!({ "name": self.name, "kind": self.kind, "shape": self.shape })
    }

    fn bytes(&self) -> usize {
        let numbers = self.shape.iter().product::<u64>() as usize;
        match self.kind.as_str() {
            "f16" => numbers * 2,
            "b3" => (numbers * 3).div_ceil(8),
            "b4" => numbers.div_ceil(2),
            _ => numbers,
        }
    }

    /// The same of the first pieces only.
    fn cut(mut self, bytes: &[u8]) -> (Self, Vec<u8>) {
        let mut bytes = bytes.to_vec();
        match self.name.as_str() {
            "pieces" => {
                let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').take(PIECES).collect();
                bytes = lines.join(&b'\n');
                self.shape = vec![bytes.len() as u64];
            }
            "scores" => {
                bytes.truncate(PIECES);
                self.shape = vec![bytes.len() as u64];
            }
            "codes" => self.shape = vec![64, PIECES as u64],
            "fine_codes" => self.shape = vec![64, FINE],
            _ => (),
        }
        (self, bytes)
    }
}
