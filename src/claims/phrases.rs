//! The set phrases that attribute, as a table: forms of the first word, what stands behind it, what must follow.
//!
//! Problem: most words begin none of them, and every word of a page is asked. Policy: each phrase is kept once a line, and
//! found by any form of its first word. Owns the table, which is built at the first look-up; the lines stand in [`lines`],
//! in [`super::minds`] those of minds.

mod lines;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::minds::{LEANINGS, STATES};
use crate::order;
use lines::{JUDGE, PHRASES};

/// What must follow a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// "That" or the subject of a clause.
    Clause,
    /// "That" only: without it the words behind are a thing.
    That,
    /// "Whether", "how" and their like.
    Question,
    /// A noun phrase with its determiner.
    Thing,
    /// Any words.
    Any,
    /// A noun phrase with its determiner, and later "as".
    As,
    /// A noun phrase with its determiner, and later "down to".
    DownTo,
    /// A noun phrase with its determiner, and later "to".
    Origin,
    /// "For", which belongs to the content.
    For,
    /// "Of" or "that", which belong to the content.
    Of,
    /// "To" and an infinitive, which both belong to the content.
    To,
    /// "Never to" and an infinitive, which belong to the content.
    Never,
    /// A noun phrase with its determiner, and later "at".
    At,
    /// A word in "-ing".
    Gerund,
}

/// A phrase behind its first word.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words behind the first, a space between each two.
    pub rest: &'static str,
    /// What must follow.
    pub follows: Follows,
    /// Whether only a headline has it.
    pub headline: bool,
    /// Whether only a mind can be what it says, so that its subject is somebody.
    pub mind: bool,
}

/// What must follow, by the name it has in the table.
const FOLLOWS: [(&str, Follows); 15] = [
    ("clause", Follows::Clause),
    ("that", Follows::That),
    ("question", Follows::Question),
    ("thing", Follows::Thing),
    ("any", Follows::Any),
    ("as", Follows::As),
    ("down to", Follows::DownTo),
    ("origin", Follows::Origin),
    ("for", Follows::For),
    ("of", Follows::Of),
    ("to", Follows::To),
    ("never", Follows::Never),
    ("at", Follows::At),
    ("gerund", Follows::Gerund),
    ("headline", Follows::Any),
];

/// The phrases, once a line, and which of them each first word has: a copy for each form would be several times as much.
struct Table {
    phrases: Vec<Phrase>,
    /// Numbers of phrases, those of one first word side by side.
    listed: Vec<u16>,
    /// First and end of those of a first word.
    forms: FxHashMap<&'static str, (u16, u16)>,
}

static TABLE: OnceLock<Table> = OnceLock::new();

impl Table {
    fn new() -> Self {
        let tables = [(JUDGE, false), (PHRASES, false), (STATES, true), (LEANINGS, false)];
        let lines = || tables.iter().flat_map(|(text, mind)| text.lines().map(move |line| (line, *mind)));
        let (mut phrases, mut forms) =
            (Vec::with_capacity(lines().count() + STATES.lines().count()), Vec::new());
        for (line, mind) in lines() {
            let mut parts = line.split('|');
            let (firsts, rest, follows) = (parts.next(), parts.next().unwrap_or(""), parts.next());
            let headline = follows == Some("headline");
            let named = FOLLOWS.iter().find(|(name, _)| Some(*name) == follows);
            let follows = named.map_or(Follows::Any, |(_, follows)| *follows);
            let number = phrases.len() as u16;
            phrases.push(Phrase { rest, follows, headline, mind });
            forms.extend(firsts.unwrap_or("").split_ascii_whitespace().map(|first| (first, number)));
            if mind && !rest.is_empty() {
                let (first, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                forms.push((first, phrases.len() as u16));
                phrases.push(Phrase { rest, follows, headline: true, mind });
            }
        }
        order::sort_by_key(&mut forms, |(first, _)| *first);
        let mut table = Self {
            phrases,
            listed: forms.iter().map(|(_, number)| *number).collect(),
            forms: FxHashMap::default(),
        };
        let mut end = 0;
        for same in forms.chunk_by(|a, b| a.0 == b.0) {
            let first = end;
            end += same.len() as u16;
            table.forms.extend(same.first().map(|(word, _)| (*word, (first, end))));
        }
        table
    }
}

/// Builds the table; whether it was not there yet.
pub(super) fn build() -> bool {
    let is_new = TABLE.get().is_none();
    TABLE.get_or_init(Table::new);
    is_new
}

/// The phrases whose first word is `word`.
pub(super) fn phrases(word: &str) -> impl Iterator<Item = &'static Phrase> {
    let Table { phrases, listed, forms } = TABLE.get_or_init(Table::new);
    let (first, end) = forms.get(word).copied().unwrap_or_default();
    let numbers = listed.get(usize::from(first)..usize::from(end)).unwrap_or_default();
    numbers.iter().filter_map(|number| phrases.get(usize::from(*number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in [JUDGE, PHRASES, STATES, LEANINGS].iter().flat_map(|text| text.lines()) {
            let parts: Vec<&str> = line.split('|').collect();
            assert_eq!(parts.len(), 3, "{line}");
            for form in parts[0].split_ascii_whitespace() {
                assert!(phrases(form).next().is_some(), "{line}");
            }
            assert!(FOLLOWS.iter().any(|(name, _)| *name == parts[2]), "{line}");
        }
        assert!(phrases("banana").next().is_none());
    }
}
