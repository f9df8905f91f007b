//! How texts lie side by side in one matrix, a row for each piece.

use super::matrix::Matrix;

/// Rows of zeros between two texts: a convolution looks no further than two places to either side.
const GAP: usize = 2;

/// The lengths of texts in pieces.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) lengths: Vec<usize>,
}

impl Layout {
    pub(super) fn new(lengths: Vec<usize>) -> Self {
        Self { lengths }
    }

    /// All rows, gaps among them.
    pub(super) fn rows(&self) -> usize {
        self.lengths.iter().sum::<usize>() + GAP * self.lengths.len().saturating_sub(1)
    }

    /// The first row of each text.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.lengths.iter().scan(0, |next, length| {
            let start = *next;
            *next += length + GAP;
            Some(start)
        })
    }

    /// Sets to zero what is of no text.
    pub(super) fn silence_gaps(&self, rows: &mut Matrix) {
        let mut left = self.lengths.iter();
        let mut until_gap = left.next().copied().unwrap_or_default();
        let mut silent = 0;
        for row in rows.rows_mut() {
            if until_gap == 0 && silent == 0 {
                silent = GAP;
                until_gap = left.next().copied().unwrap_or_default();
            }
            if silent > 0 {
                row.fill(0.0);
                silent -= 1;
            } else {
                until_gap -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_lie_between_texts_only() {
        let layout = Layout::new(vec![1, 2]);
        assert_eq!(layout.rows(), 5);
        assert_eq!(layout.starts().collect::<Vec<_>>(), [0, 3]);
        let silenced = |layout: &Layout| {
            let mut rows = Matrix::new(1, vec![1.0; layout.rows()]);
            layout.silence_gaps(&mut rows);
            rows.rows().flatten().copied().collect::<Vec<_>>()
        };
        assert_eq!(silenced(&layout), [1.0, 0.0, 0.0, 1.0, 1.0]);
        assert_eq!(silenced(&Layout::new(vec![3])), [1.0; 3]);
        assert_eq!(silenced(&Layout::new(vec![2, 1, 1])), [1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]);
    }
}
