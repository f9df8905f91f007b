//! Lists kept in order.

/// Inserts behind everything that is not greater. Items come nearly in order, so the place is looked for from the end; and a
/// browser loads this, where a sort would be ten times the code.
pub(super) fn insert<T, K: Ord>(list: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    let place = list.iter().rposition(|known| key(known) <= key(&item)).map_or(0, |place| place + 1);
    list.insert(place, item);
}
