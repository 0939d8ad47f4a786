//! Classes of tokens: what the change from one tag to the next depends on.
//!
//! Policy: words that stand inside names or between them have classes of their own; capitalised words
//! are classed by the lists they are in, the most telling list first.

use super::gazetteer::{self, Listed};
use super::words::{Case, Word, key_of};

/// Number of classes of tokens that transitions are told apart by.
pub const CLASSES: usize = 34;

/// The class of a token that transitions between tags depend on.
pub(super) fn class_of(word: &Word, listed: Listed) -> u8 {
    const WORDS: [(u32, u8); 30] = [
        (key_of("of"), 1),
        (key_of("for"), 2),
        (key_of("and"), 3),
        (key_of("the"), 4),
        (key_of("&"), 5),
        (key_of(","), 6),
        (key_of("'s"), 7),
        (key_of("'"), 8),
        (key_of("\""), 8),
        (key_of("-"), 9),
        (key_of("("), 10),
        (key_of(")"), 11),
        (key_of("in"), 12),
        (key_of("at"), 12),
        (key_of("on"), 12),
        (key_of("to"), 12),
        (key_of("from"), 12),
        (key_of("de"), 13),
        (key_of("del"), 13),
        (key_of("la"), 13),
        (key_of("al"), 13),
        (key_of("el"), 13),
        (key_of("bin"), 13),
        (key_of("van"), 13),
        (key_of("von"), 13),
        (key_of("da"), 13),
        (key_of("."), 14),
        (key_of("a"), 4),
        (key_of("an"), 4),
        (key_of("with"), 12),
    ];
    if !word.is_capitalised() {
        if let Some((_, class)) = WORDS.iter().find(|(key, _)| *key == word.key) {
            return *class;
        }
        return match word.case {
            Case::Number => 15,
            Case::Sign => 16,
            _ if listed.word & gazetteer::TITLE != 0 => 17,
            _ => 0,
        };
    }
    let is = |kinds: u16| listed.word & kinds != 0;
    if word.case == Case::Initial {
        18
    } else if is(gazetteer::CALENDAR) {
        19
    } else if is(gazetteer::TITLE) {
        20
    } else if is(gazetteer::DEMONYM) {
        21
    } else if is(gazetteer::ORGANISATION_WORD) {
        22
    } else if is(gazetteer::PLACE_WORD) {
        23
    } else if is(gazetteer::PLACE) {
        24
    } else if is(gazetteer::CITY | gazetteer::REGION) {
        25
    } else if is(gazetteer::GIVEN) {
        26
    } else if is(gazetteer::SURNAME) {
        27
    } else if is(gazetteer::RARE_SURNAME) {
        28
    } else if is(gazetteer::ORGANISATION) {
        29
    } else if word.case == Case::Capitals {
        30
    } else if word.case == Case::Mixed {
        31
    } else {
        32
    }
}
