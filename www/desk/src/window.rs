//! Which rows of a long list are drawn: those in view and some around them.

use std::ops::Range;

/// The height of every row, in CSS pixels; the style sheet has the same.
pub const ROW: usize = 58;

/// Rows drawn beyond the view, so that scrolling shows no gap.
const MARGIN: usize = 8;

/// The places to draw in a list of `total` rows that is scrolled by `top` in a view of `height` CSS pixels.
#[must_use]
pub fn shown(top: usize, height: usize, total: usize) -> Range<usize> {
    let first = (top / ROW).min(total);
    let end = (top.saturating_add(height) / ROW).saturating_add(1 + MARGIN).min(total);
    first.saturating_sub(MARGIN)..end
}

/// How far to scroll so that a row is wholly in view; none where it is.
#[must_use]
pub fn revealing(at: usize, top: usize, height: usize) -> Option<usize> {
    let (above, below) = (at * ROW, (at + 1) * ROW);
    if above < top {
        Some(above)
    } else if below > top + height {
        Some(below.saturating_sub(height))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_long_the_list_a_screenful_is_drawn() {
        for top in [0, 1_000, 100_000, 289_000, usize::MAX] {
            let drawn = shown(top, 580, 5_000);
            assert!(drawn.len() <= 11 + 2 * MARGIN, "{drawn:?}");
            assert!(drawn.end <= 5_000);
        }
        assert_eq!(shown(0, 580, 3), 0..3);
        assert_eq!(shown(0, 580, 0), 0..0);
    }

    #[test]
    fn what_is_in_view_is_drawn() {
        let drawn = shown(ROW * 100, ROW * 10, 5_000);
        assert!(drawn.contains(&100) && drawn.contains(&110));
    }

    #[test]
    fn a_row_is_revealed_by_as_little_scrolling_as_it_takes() {
        assert_eq!(revealing(5, 0, ROW * 10), None);
        assert_eq!(revealing(10, 0, ROW * 10), Some(ROW));
        assert_eq!(revealing(2, ROW * 4, ROW * 10), Some(ROW * 2));
    }
}
