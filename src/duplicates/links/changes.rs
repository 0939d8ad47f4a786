//! What changed between two pages: the seeds that came or went, and which blocks were edited in their place.
//!
//! Problem: a change may touch every block that shares a seed with it, and few do. Policy: the seeds that a
//! stretch of blocks had and those that come in its place are gathered; of a block that was edited and counts
//! for the same only those that it got or lost. [`super::again::Again`] asks block by block and owns the set
//! for one search. Not handled: moved words, which are gone in one place and come in another.

use super::{FRAGMENT, fingerprints};
use crate::duplicates::facts::{Facts, MEMBER};

/// A set of seeds, with a few that are not in it.
#[derive(Debug, Clone)]
pub(super) struct Seeds(Box<[u64; 1 << 10]>);

impl Seeds {
    pub(super) fn new() -> Self {
        Self(Box::new([0; 1 << 10]))
    }

    pub(super) fn insert(&mut self, prints: &[(u32, u32)]) {
        for (seed, _) in prints {
            self.0[(seed >> 6 & 0x3ff) as usize] |= 1 << (seed & 63);
        }
    }

    pub(super) fn may(&self, seed: u32) -> bool {
        self.0[(seed >> 6 & 0x3ff) as usize] >> (seed & 63) & 1 != 0
    }
}

/// A block that was edited in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    pub(super) then: u32,
    pub(super) now: u32,
    /// Its words then.
    pub(super) length: usize,
    /// Words that it has beside the beginning and the end of then: no alignment matches more of them anew.
    pub(super) added: u32,
}

/// The seeds by which a change may touch other blocks.
pub(super) struct Changes<'a> {
    then: &'a Facts,
    facts: &'a Facts,
    changed: Seeds,
    /// The same, each once and in order in the end: most of what the set says yes to is none of them.
    all: Vec<u32>,
    pub(super) edits: Vec<Edit>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(then: &'a Facts, facts: &'a Facts) -> Self {
        Self { then, facts, changed: Seeds::new(), all: Vec::new(), edits: Vec::new() }
    }

    fn insert(&mut self, prints: &[(u32, u32)]) {
        self.changed.insert(prints);
        self.all.extend(prints.iter().map(|(seed, _)| *seed));
    }

    /// Inserts those of `prints` that are not among `others`.
    #[expect(clippy::disallowed_methods, reason = "numbers by themselves, at every change of a page")]
    fn insert_beside(&mut self, prints: &[(u32, u32)], others: &[(u32, u32)]) {
        let mut others: Vec<u32> = others.iter().map(|(seed, _)| *seed).collect();
        others.sort_unstable();
        for print in prints.iter().filter(|(seed, _)| others.binary_search(seed).is_err()) {
            self.insert(&[*print]);
        }
    }

    #[expect(clippy::disallowed_methods, reason = "numbers by themselves, at every change of a page")]
    pub(super) fn settle(&mut self) {
        self.all.sort_unstable();
        self.all.dedup();
    }

    /// Whether one of `prints` is among them.
    pub(super) fn touch(&self, prints: &[(u32, u32)]) -> bool {
        prints.iter().any(|(seed, _)| self.changed.may(*seed) && self.all.binary_search(seed).is_ok())
    }

    /// Adds a stretch of blocks that are `gone` and those that `came` in their place.
    pub(super) fn add(&mut self, gone: core::ops::Range<u32>, came: &[u32]) {
        let edited = gone.len() == came.len();
        for (i, gone) in gone.clone().enumerate() {
            let came = came.get(i).filter(|b| edited && self.is_edited(gone, **b));
            let mine = seeds_of(self.then, gone);
            match came {
                // The seeds that it kept stand where they stood: who is nearest by them is so still.
                Some(came) => {
                    self.edits.push(self.edit(gone, *came));
                    let others = seeds_of(self.facts, *came);
                    self.insert_beside(&mine, &others);
                    self.insert_beside(&others, &mine);
                }
                None => self.insert(&mine),
            }
        }
        for (i, b) in came.iter().enumerate() {
            if !(edited && self.is_edited(gone.start + i as u32, *b)) {
                let seeds = seeds_of(self.facts, *b);
                self.insert(&seeds);
            }
        }
    }

    fn edit(&self, then: u32, now: u32) -> Edit {
        let (a, b) = (self.then.words(then), self.facts.words(now));
        let begins = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let ends =
            a.iter().skip(begins).rev().zip(b.iter().skip(begins).rev()).take_while(|(a, b)| a == b).count();
        Edit { then, now, length: a.len(), added: (b.len() - begins - ends) as u32 }
    }

    /// Whether `came` is `gone` with other words and counts for the same: neither is anybody's twin, and one seed is as
    /// much of both.
    fn is_edited(&self, gone: u32, came: u32) -> bool {
        let fragment = |facts: &Facts, b| facts.words(b).len() < FRAGMENT;
        self.then.roles.get(gone as usize) == self.facts.roles.get(came as usize)
            && self.then.copies(gone) <= 1
            && self.facts.copies(came) <= 1
            && fragment(self.then, gone) == fragment(self.facts, came)
    }
}

/// The seeds of a block that takes part.
fn seeds_of(facts: &Facts, b: u32) -> Vec<(u32, u32)> {
    let mut seeds = Vec::new();
    if facts.is(b, MEMBER) {
        fingerprints(facts.words(b), &mut seeds);
    }
    seeds
}
