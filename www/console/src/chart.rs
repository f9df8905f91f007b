//! The history of a score as points of a picture.

/// The picture's size and the room for its labels, in units of its own.
pub const WIDTH: f64 = 640.0;
pub const HEIGHT: f64 = 200.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 28.0;

/// A point, and whose score it is: its place in the history.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub at: usize,
    pub x: f64,
    pub y: f64,
}

/// The height of a share in thousandths.
#[must_use]
pub fn y_of(permille: u16) -> f64 {
    let share = f64::from(permille.min(1_000)) / 1_000.0;
    TOP + (1.0 - share) * (HEIGHT - TOP - BOTTOM)
}

/// Points for shares in thousandths, the oldest first. A single one stands in the middle.
#[must_use]
pub fn points(shares: &[u16]) -> Vec<Point> {
    let room = WIDTH - LEFT - RIGHT;
    let last = shares.len().saturating_sub(1);
    let x_of = |at: usize| if last == 0 { LEFT + room / 2.0 } else { LEFT + room * at as f64 / last as f64 };
    shares.iter().enumerate().map(|(at, share)| Point { at, x: x_of(at), y: y_of(*share) }).collect()
}

/// The `points` of a line through them.
#[must_use]
pub fn line(points: &[Point]) -> String {
    let texts: Vec<String> = points.iter().map(|point| format!("{:.1},{:.1}", point.x, point.y)).collect();
    texts.join(" ")
}

/// Where the axis ends at the left and the right.
#[must_use]
pub fn axis() -> (f64, f64) {
    (LEFT, WIDTH - RIGHT)
}

/// A share as people write it: `87 %`, with a digit behind the point only where there is one.
#[must_use]
pub fn percent(permille: u32) -> String {
    if permille.is_multiple_of(10) { format!("{} %", permille / 10) } else { format!("{}.{} %", permille / 10, permille % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_go_from_left_to_right_and_better_ones_stand_higher() {
        let points = points(&[400, 900, 900]);
        assert!(points.windows(2).all(|two| matches!(two, [a, b] if a.x < b.x)));
        let [first, second, third] = points.as_slice() else { panic!("three points") };
        assert!(second.y < first.y);
        assert!((second.y - third.y).abs() < f64::EPSILON);
        assert_eq!((first.x, third.x), axis());
    }

    #[test]
    fn every_share_is_within_the_picture() {
        for share in [0, 1, 500, 1_000, 60_000] {
            assert!((TOP..=HEIGHT - BOTTOM).contains(&y_of(share)), "{share}");
        }
    }

    #[test]
    fn one_score_stands_in_the_middle_and_none_is_an_empty_line() {
        let (left, right) = axis();
        assert_eq!(points(&[500]).first().map(|point| point.x), Some((left + right) / 2.0));
        assert_eq!(line(&points(&[])), "");
        assert_eq!(line(&points(&[1_000])), "334.0,12.0");
    }

    #[test]
    fn shares_are_read_as_per_cent() {
        assert_eq!((percent(870).as_str(), percent(875).as_str(), percent(1_000).as_str()), ("87 %", "87.5 %", "100 %"));
    }
}
