//! Which utterances stand for all of a class.

use super::dot;

/// Utterances kept for an intent: beyond a dozen, more bytes bring no better judgement.
pub(super) const OF_INTENT: usize = 12;
/// The same for what is out of scope, which is no one thing.
pub(super) const OF_OUT_OF_SCOPE: usize = 64;
/// Of a class with more utterances, this many evenly spaced ones are looked at.
const LOOKED_AT: usize = 400;

/// The places of up to `most` rows such that every row is near one of them: the greedy choice that adds most to the sum of all
/// rows' best cosines (facility location; Nemhauser, Wolsey and Fisher 1978: within 63 % of the best choice). In order.
pub(super) fn representatives(rows: &[&[f32]], most: usize) -> Vec<usize> {
    if rows.len() <= most {
        return (0..rows.len()).collect();
    }
    let stride = rows.len().div_ceil(LOOKED_AT);
    let looked_at: Vec<(usize, &[f32])> = rows.iter().copied().enumerate().step_by(stride).collect();
    let cosines: Vec<Vec<f32>> =
        looked_at.iter().map(|(_, row)| looked_at.iter().map(|(_, other)| dot(row, other)).collect()).collect();
    let mut best = vec![-1.0_f32; looked_at.len()];
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < most.min(looked_at.len()) {
        let gain = |candidate: &Vec<f32>| -> f32 { candidate.iter().zip(&best).map(|(new, old)| (new - old).max(0.0)).sum() };
        let mut next = (0, f32::MIN);
        for (place, candidate) in cosines.iter().enumerate().filter(|(place, _)| !chosen.contains(place)) {
            let gain = gain(candidate);
            if gain > next.1 {
                next = (place, gain);
            }
        }
        let (place, _) = next;
        if let Some(added) = cosines.get(place) {
            best.iter_mut().zip(added).for_each(|(best, new)| *best = best.max(*new));
        }
        chosen.push(place);
    }
    let mut places: Vec<usize> = chosen.into_iter().filter_map(|place| looked_at.get(place).map(|(row, _)| *row)).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_all_stand_for_themselves() {
        let rows = [[1.0, 0.0], [0.0, 1.0]];
        assert_eq!(representatives(&rows.each_ref().map(|row| row.as_slice()), 2), [0, 1]);
        assert!(representatives(&[], 2).is_empty());
    }

    #[test]
    fn one_of_each_bunch_is_chosen() {
        let bunch = |x: f32, y: f32| (0..50).map(move |place| [x + 0.001 * place as f32, y]);
        let rows: Vec<[f32; 2]> = bunch(1.0, 0.0).chain(bunch(0.0, 1.0)).chain(bunch(-1.0, 0.0)).collect();
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        let bunches: Vec<usize> = representatives(&rows, 3).into_iter().map(|row| row / 50).collect();
        assert_eq!(bunches, [0, 1, 2]);
    }

    #[test]
    fn a_class_of_thousands_is_looked_at_in_strides() {
        let rows: Vec<[f32; 2]> = (0..5_000).map(|place| [(place as f32).sin(), (place as f32).cos()]).collect();
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        assert_eq!(representatives(&rows, 12).len(), 12);
    }
}
