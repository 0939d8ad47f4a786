//! Names put into a text by hand: for the tests of the rules that come after the tagger.

use super::{EntityKind, NameSpan};
use crate::page::BlockId;
use crate::span::Place;

/// The first block's names, given as (kind, words) in the order in which they stand.
///
/// # Panics
/// When a name does not stand behind the one before it.
pub(super) fn placed(text: &str, names: &[(EntityKind, &str)]) -> Vec<NameSpan> {
    let mut from = 0;
    let place = |&(kind, name): &(EntityKind, &str)| {
        let at = text[from..].find(name).expect("the name stands in the text") + from;
        from = at + name.len();
        NameSpan { place: Place::new(BlockId(0), at as u32, from as u32), kind, score: 1.0 }
    };
    names.iter().map(place).collect()
}
