//! How texts lie side by side in one matrix, a row for each piece.

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

    /// Text by text, 1 for the rows that are its own.
    pub(super) fn of_text(&self) -> Vec<f32> {
        let rows = self.rows();
        let mut own = vec![0.0; self.lengths.len() * rows];
        for ((row, start), length) in own.chunks_exact_mut(rows.max(1)).zip(self.starts()).zip(&self.lengths) {
            row.iter_mut().skip(start).take(*length).for_each(|own| *own = 1.0);
        }
        own
    }

    /// 1 for the rows that are of a text, 0 for gaps; none where there is no gap.
    pub(super) fn is_text(&self) -> Option<Vec<f32>> {
        if self.lengths.len() < 2 {
            return None;
        }
        let mut is_text = vec![0.0; self.rows()];
        for (start, length) in self.starts().zip(&self.lengths) {
            is_text.iter_mut().skip(start).take(*length).for_each(|row| *row = 1.0);
        }
        Some(is_text)
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
        assert_eq!(layout.is_text(), Some(vec![1.0, 0.0, 0.0, 1.0, 1.0]));
        assert_eq!(layout.of_text(), [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
        assert_eq!((Layout::new(vec![3]).rows(), Layout::new(vec![3]).is_text()), (3, None));
    }
}
