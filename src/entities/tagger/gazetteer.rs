//! The gazetteer: what a word or phrase is listed as.
//!
//! Problem: names are better told by knowing some. Policy: one table from a phrase's hash to a set of
//! kinds; the entry of a phrase's first word says how long the longest phrase is that starts with it,
//! so that most words cost one look-up. The lists and their licences stand in `data/gazetteers`.

use super::table::Table;
use super::words::{finish, mix};

/// Kinds of lists, as bits.
pub const PLACE: u16 = 1;
/// Cities of 200,000 people and more.
pub const CITY: u16 = 1 << 1;
/// Smaller cities.
pub const TOWN: u16 = 1 << 2;
/// First-level divisions of countries.
pub const REGION: u16 = 1 << 3;
/// Given names.
pub const GIVEN: u16 = 1 << 4;
/// Common surnames.
pub const SURNAME: u16 = 1 << 5;
/// Rare surnames.
pub const RARE_SURNAME: u16 = 1 << 6;
/// Organisations.
pub const ORGANISATION: u16 = 1 << 7;
/// Words that organisations' names are made of.
pub const ORGANISATION_WORD: u16 = 1 << 8;
/// Demonyms, religions, peoples.
pub const DEMONYM: u16 = 1 << 9;
/// Words that places' names are made of.
pub const PLACE_WORD: u16 = 1 << 10;
/// Titles and roles before names.
pub const TITLE: u16 = 1 << 11;
/// Months, weekdays, feasts.
pub const CALENDAR: u16 = 1 << 12;
/// All kinds.
pub const KINDS: u16 = (1 << 13) - 1;
/// Where the length in words of the longest phrase is kept (3 bits, 0 when there is none).
pub const LENGTH_SHIFT: u32 = 13;

/// The hash of a phrase of words with these keys.
pub fn phrase(keys: impl IntoIterator<Item = u32>) -> u32 {
    finish(keys.into_iter().fold(0x2545_F491, mix))
}

/// What is listed at one token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed {
    /// Kinds of the word by itself.
    pub word: u16,
    /// Kinds of the longest phrase (two words and more) that covers it.
    pub phrase: u16,
    /// 1 first, 2 inside, 3 last word of that phrase; 0 without one.
    pub position: u8,
}

/// Looks up every word and the longest phrases of a sentence, given by keys.
pub fn look_up(table: &Table, keys: &[u32], out: &mut Vec<Listed>) {
    out.clear();
    out.resize(keys.len(), Listed::default());
    let mut covered = 0;
    for i in 0..keys.len() {
        let value = table.get(phrase([keys[i]]));
        out[i].word = value & KINDS;
        let longest = ((value >> LENGTH_SHIFT) as usize).min(keys.len() - i);
        for length in (2..=longest).rev() {
            if i + length <= covered {
                break;
            }
            let kinds = table.get(phrase(keys[i..i + length].iter().copied())) & KINDS;
            if kinds != 0 && i >= covered {
                for (n, listed) in out[i..i + length].iter_mut().enumerate() {
                    listed.phrase = kinds;
                    listed.position = if n == 0 {
                        1
                    } else if n + 1 == length {
                        3
                    } else {
                        2
                    };
                }
                covered = i + length;
                break;
            }
        }
    }
}
