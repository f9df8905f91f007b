//! Text to pieces: the cut whose pieces are likeliest together, found by Viterbi's method.

use super::{EncoderError, file::File};
use crate::normalize::{MAX_CHARS, compose};

/// Pieces with their scores (logarithms of probabilities), ordered by their bytes.
#[derive(Debug)]
pub(super) struct Pieces {
    /// All texts one after the other.
    text: String,
    entries: Vec<Piece>,
    /// What a character costs that no piece holds.
    unknown: f32,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    start: u32,
    end: u32,
    id: u32,
    score: f32,
}

const UNKNOWN: u32 = 0;
const FIRST: u32 = 1;
const LAST: u32 = 2;
/// The first ids are not of any text.
const SPECIAL: usize = 3;
/// Stands before each word.
const MARK: char = '\u{2581}';
/// A question is a sentence or two.
const MOST: usize = 46;
/// So much less likely than the rarest piece is a character that no piece holds.
const UNKNOWN_PENALTY: f32 = 10.0;

/// The best way to cut the text up to a place.
#[derive(Debug, Clone, Copy)]
struct Cut {
    score: f32,
    from: usize,
    id: u32,
}

impl Pieces {
    pub(super) fn read(file: &File<'_>) -> Result<Self, EncoderError> {
        let text = file.text("pieces")?.to_owned();
        let scores = file.numbers("scores")?;
        let mut entries = Vec::with_capacity(scores.len());
        let mut start = 0;
        for ((id, piece), score) in (0..).zip(text.split('\n')).zip(&scores) {
            let end = start + piece.len() as u32;
            entries.push(Piece { start, end, id, score: *score });
            start = end + 1;
        }
        if entries.len() != scores.len() || start as usize != text.len() + 1 || entries.len() <= SPECIAL {
            return Err(EncoderError::section("pieces"));
        }
        let rarest = scores.iter().copied().fold(0.0, f32::min);
        entries.drain(..SPECIAL);
        let mut pieces = Self { text, entries, unknown: rarest - UNKNOWN_PENALTY };
        let mut entries = std::mem::take(&mut pieces.entries);
        entries.sort_unstable_by(|left, right| pieces.bytes(left).cmp(pieces.bytes(right)));
        pieces.entries = entries;
        Ok(pieces)
    }

    pub(super) fn ids(&self, text: &str) -> Vec<u32> {
        let marked = marked(&compose(text));
        let mut ids = vec![FIRST];
        ids.extend(self.cut(&marked).into_iter().take(MOST));
        ids.push(LAST);
        ids
    }

    fn cut(&self, text: &str) -> Vec<u32> {
        let mut best: Vec<Option<Cut>> = vec![None; text.len() + 1];
        if let Some(start) = best.first_mut() {
            *start = Some(Cut { score: 0.0, from: 0, id: UNKNOWN });
        }
        for (at, character) in text.char_indices() {
            let Some(here) = best.get(at).copied().flatten() else { continue };
            let mut reach = |end: usize, id: u32, score: f32| {
                let score = here.score + score;
                if let Some(place) = best.get_mut(end)
                    && place.is_none_or(|other| score > other.score)
                {
                    *place = Some(Cut { score, from: at, id });
                }
            };
            let end = at + character.len_utf8();
            let mut is_alone_known = false;
            self.each_at(text.as_bytes().get(at..).unwrap_or_default(), |length, id, score| {
                is_alone_known |= at + length == end;
                reach(at + length, id, score);
            });
            if !is_alone_known {
                reach(end, UNKNOWN, self.unknown);
            }
        }
        let mut ids = Vec::new();
        let mut at = text.len();
        while at > 0 {
            let Some(cut) = best.get(at).copied().flatten() else { break };
            // Unknown characters that follow each other are one unknown.
            if cut.id != UNKNOWN || ids.last() != Some(&UNKNOWN) {
                ids.push(cut.id);
            }
            at = cut.from;
        }
        ids.reverse();
        ids
    }

    /// Every piece that `rest` begins with: the ordered list is narrowed byte by byte.
    fn each_at(&self, rest: &[u8], mut found: impl FnMut(usize, u32, f32)) {
        let mut range = self.entries.as_slice();
        for (depth, byte) in rest.iter().enumerate() {
            let at = |piece: &Piece| self.bytes(piece).get(depth).copied();
            let low = range.partition_point(|piece| at(piece) < Some(*byte));
            range = range.get(low..).unwrap_or_default();
            let high = range.partition_point(|piece| at(piece) <= Some(*byte));
            range = range.get(..high).unwrap_or_default();
            let Some(first) = range.first() else { return };
            if self.bytes(first).len() == depth + 1 {
                found(depth + 1, first.id, first.score);
            }
        }
    }

    fn bytes(&self, piece: &Piece) -> &[u8] {
        self.text.as_bytes().get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }
}

/// One mark before each word; nothing of an empty text. A text as long as a book costs no more than a long question.
fn marked(text: &str) -> String {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end).unwrap_or_default();
    let mut marked = String::with_capacity(text.len() + 3);
    for word in text.split_whitespace() {
        marked.push(MARK);
        marked.push_str(word);
    }
    marked
}
