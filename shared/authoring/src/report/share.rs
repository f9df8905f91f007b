//! A share and how sure it is.

use serde::Serialize;

/// For 95 of 100 intervals to hold the true share.
const WIDTH: f64 = 1.96;

/// A share of some cases with its interval (Wilson 1927, 95 %), which stays within 0 and 1 and is honest about few cases.
/// Of nothing: 0, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    pub count: usize,
    pub of: usize,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

impl Share {
    /// Of those that are so among all.
    #[must_use]
    pub fn of(cases: impl Iterator<Item = bool>) -> Self {
        let (count, of) = cases.fold((0, 0), |(count, of), is_so| (count + usize::from(is_so), of + 1));
        if of == 0 {
            return Self { count, of, share: 0.0, low: 0.0, high: 1.0 };
        }
        let (share, cases) = (count as f64 / of as f64, of as f64);
        let square = WIDTH * WIDTH / cases;
        let middle = (share + square / 2.0) / (1.0 + square);
        let half = WIDTH * (share * (1.0 - share) / cases + square / (4.0 * cases)).sqrt() / (1.0 + square);
        let round = |share: f64| (share.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
        Self { count, of, share: round(share), low: round(middle - half), high: round(middle + half) }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    fn of(count: usize, of: usize) -> (f64, f64, f64) {
        let Share { share, low, high, .. } = Share::of((0..of).map(|place| place < count));
        (share, low, high)
    }

    #[test]
    fn intervals_are_wilsons() {
        // Table values of Brown, Cai and DasGupta (2001).
        assert_eq!(of(0, 10), (0.0, 0.0, 0.2775));
        assert_eq!(of(8, 10), (0.8, 0.4902, 0.9433));
        assert_eq!(of(81, 263), (0.308, 0.2553, 0.3662));
        assert_eq!(of(0, 0), (0.0, 0.0, 1.0));
    }
}
