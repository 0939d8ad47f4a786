//! Sorting in little code.
//!
//! Problem: the standard library's sorts are the quickest there are, and each kind of item gets a copy of them in the core,
//! which every tab compiles and keeps. Policy: one of them sorts places, compiled once, and asks
//! the caller which of two items comes first; the items are then moved to their places. Sorts here are stable, so that
//! equal items never depend on how it is done; a list that is in order already costs one look. Not for hundreds of
//! thousands of items in a hot loop (there are none in the core). `clippy.toml` forbids the others.

use core::cmp::Ordering;

/// Sorts `items`.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, Ord::cmp);
}

/// Sorts `items` by a key.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts `items` as `compare` says.
fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b) != Ordering::Greater) {
        return;
    }
    let mut order = places(items.len(), &|a, b| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Along every cycle of places, each item is swapped to where it belongs.
    for first in 0..order.len() {
        let mut at = first;
        while let Some(from) = order.get_mut(at).map(|from| core::mem::replace(from, at as u32) as usize)
            && from != first
            && from != at
        {
            items.swap(at, from);
            at = from;
        }
    }
}

/// The places `0..n` in the order of what stands there.
#[inline(never)]
#[expect(clippy::disallowed_methods, reason = "the one sort that there is")]
fn places(n: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..n as u32).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<u8>) {
            // With the place, what is equal can be told apart.
            let mut ours: Vec<(u8, usize)> = items.iter().map(|item| *item / 8).zip(0..).collect();
            let mut theirs = ours.clone();
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            ours.reverse();
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
