//! Rules after tagging: what a reader would see at once.
//!
//! Policy: a rule needs a reason that holds for any page. A name that is a listed country, and listed as
//! nothing else, is a place; a listed demonym is no place; "Ann Lee and Bo Kim" are two people.

use super::gazetteer::{self, KINDS, phrase};
use super::table::Table;
use super::viterbi::{Tag, kind_of};
use super::words::{Word, key_of};

/// Mends the `tags` of one sentence's `words`.
pub(super) fn mend(words: &[Word], tags: &mut [Tag], gazetteer: &Table) {
    let mut i = 0;
    while i < tags.len() {
        let kind = kind_of(tags[i]);
        let mut end = i + 1;
        while kind > 0 && end < tags.len() && tags[end] > 0 && tags[end].is_multiple_of(2) {
            end += 1;
        }
        if kind > 0 {
            let Some(name) = words.get(i..end) else { return };
            let listed = gazetteer.get(phrase(name.iter().map(|w| w.key))) & KINDS;
            retype(listed, kind, &mut tags[i..end]);
            if kind_of(tags[i]) == 1 {
                split_persons(name, &mut tags[i..end]);
            }
        }
        i = end;
    }
}

fn retype(listed: u16, kind: usize, tags: &mut [Tag]) {
    const PEOPLE: u16 = gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::RARE_SURNAME;
    let only = |yes: u16, never: u16| listed & yes != 0 && listed & never == 0;
    let better = if kind != 3 && only(gazetteer::PLACE, gazetteer::ORGANISATION | PEOPLE | gazetteer::DEMONYM)
    {
        3
    } else if kind != 4 && only(gazetteer::DEMONYM, gazetteer::PLACE | gazetteer::CITY | PEOPLE) {
        4
    } else {
        return;
    };
    for (n, tag) in tags.iter_mut().enumerate() {
        *tag = 2 * better - Tag::from(n == 0);
    }
}

fn split_persons(name: &[Word], tags: &mut [Tag]) {
    const AND: u32 = key_of("and");
    for n in 1..name.len().saturating_sub(1) {
        if name[n].key == AND {
            tags[n] = 0;
            tags[n + 1] = 1;
        }
    }
}
