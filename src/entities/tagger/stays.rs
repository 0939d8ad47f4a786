//! What a tagging after a change need not look at.
//!
//! Problem: that a block stands is told by the block, and to ask all blocks of a long page, which lie apart, costs more than
//! to tag what changed. Policy: where blocks have the numbers they had, those that may have a word that counts
//! otherwise are told by small sets of their words, side by side; the names of the others are taken over with those of
//! their neighbours. [`super::tagging::Tagging`] owns this.

use super::document::{Filter, Keys};
use crate::entities::NameSpan;

/// The blocks of a page that changed in their places.
#[derive(Debug, Default)]
pub(super) struct Stays {
    /// Whether each block is read or tagged anew.
    anew: Vec<bool>,
    /// What words each has.
    filters: Vec<Filter>,
    earlier: Listed,
}

/// The names of a page, and one past the last of each block.
#[derive(Debug, Default)]
pub(super) struct Listed {
    names: Vec<NameSpan>,
    ends: Vec<u32>,
}

impl Stays {
    /// Of so many blocks all but those that `changed` are where they were. `filters` are those of an earlier change, if any,
    /// and `words` gives those of a block.
    pub(super) fn new(
        blocks: usize,
        changed: &[u32],
        filters: Vec<Filter>,
        words: impl Fn(usize) -> Filter,
        earlier: Listed,
    ) -> Self {
        let filters = if filters.len() == blocks { filters } else { (0..blocks).map(words).collect() };
        let mut stays = Self { anew: vec![false; blocks], filters, earlier };
        for b in changed {
            stays.touch(*b as usize);
        }
        stays
    }

    /// Block `b` is read or tagged anew.
    pub(super) fn touch(&mut self, b: usize) {
        if let Some(anew) = self.anew.get_mut(b) {
            *anew = true;
        }
    }

    /// Block `b` has these words now.
    pub(super) fn set(&mut self, b: usize, words: Filter) {
        if let Some(filter) = self.filters.get_mut(b) {
            *filter = words;
        }
    }

    /// The first block from `b` on that is read or tagged anew, or may have one of the words `changed`.
    pub(super) fn next(&self, b: usize, changed: Option<&Keys>) -> usize {
        let rest = self.anew.iter().zip(&self.filters).skip(b);
        let stands = |(anew, words): &(&bool, &Filter)| {
            !**anew && changed.is_none_or(|changed| !changed.filter().meets(words))
        };
        b + rest.take_while(stands).count()
    }

    /// The names that blocks `from..to` had.
    pub(super) fn names(&self, from: usize, to: usize) -> &[NameSpan] {
        self.earlier.of(from, to)
    }

    /// Gives away what words each block has.
    pub(super) fn filters(self) -> Vec<Filter> {
        self.filters
    }
}

impl Listed {
    /// `names` in reading order, of so many blocks.
    pub(super) fn new(names: &[NameSpan], blocks: usize) -> Self {
        let mut ends = vec![0; blocks];
        for name in names {
            if let Some(end) = ends.get_mut(name.place.block.index()) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { names: names.to_vec(), ends }
    }

    fn of(&self, from: usize, to: usize) -> &[NameSpan] {
        let start = |b: usize| b.checked_sub(1).and_then(|b| self.ends.get(b)).map_or(0, |end| *end as usize);
        self.names.get(start(from)..start(to)).unwrap_or_default()
    }
}
