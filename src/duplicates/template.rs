//! Templates: the same sentences filled in with other names and numbers.
//!
//! Problem: "The register in Harlow opens on 14 March" and "... in Lowick opens on 3 May" are as alike as
//! an article and its edited copy. Policy: the stretches that differ are sorted. A *slot* has a name or a
//! number on both sides; any other stretch (words changed, added, dropped) is an *edit*. A template has
//! hardly anything but slots, in most of its blocks, filled otherwise more often than not, while the words
//! around them never change. The same people with other figures are a corrected story, not a template.
//! Nothing here owns state. Not handled: templates of which only common words are filled in.

use super::align::{LIMIT, align};
use super::chains::Chain;
use super::facts::{Facts, PROSE};
use super::links::Pair;
use super::words::{NAME, NUMBER, OPENING};
use crate::order;

/// The fixed words of a template differ no more often than this.
const FIXED: f32 = 0.06;
/// Names that both sides must share to be the same story.
const SAME_NAMES: usize = 6;
/// Names kept to count distinct ones.
const SAMPLE: usize = 64;

/// What is counted over a run.
#[derive(Debug, Clone, Default)]
struct Count {
    /// Words by kind (names, numbers, others): all on both sides, and those that differ.
    all: [u32; 3],
    differ: [u32; 3],
    slots: u32,
    edits: u32,
    /// Prose blocks in which a name or number differs.
    blocks: u32,
    /// Names that stand on both sides.
    names: Vec<u32>,
}

/// Whether the run is a template filled in twice; `blocks` is its number of prose blocks.
pub(super) fn template(facts: &Facts, chain: &Chain, blocks: u32) -> bool {
    if chain.pairs.iter().all(|p| p.exact) {
        return false; // most copies: nothing is filled in otherwise
    }
    let mut count = Count::default();
    for pair in &chain.pairs {
        count.add(facts, pair);
    }
    let share = |part: u32, all: u32| part as f32 / all.max(1) as f32;
    let [names, numbers, others] = count.all;
    let [other_names, other_numbers, other_others] = count.differ;
    let identity = share(other_names + other_numbers, names + numbers);
    let fixed = share(other_others, others);
    if other_names + other_numbers < 3 || identity < 0.2 || identity < 3.0 * fixed || fixed > FIXED {
        return false;
    }
    if count.slots < 2 * count.edits {
        return false;
    }
    order::sort(&mut count.names);
    count.names.dedup();
    let (name_rate, number_rate) = (share(other_names, names), share(other_numbers, numbers));
    let same_story = count.names.len() >= SAME_NAMES && name_rate < 0.1 && number_rate > name_rate;
    count.blocks * 2 >= blocks && !(same_story && blocks >= 4)
}

/// Whether the two blocks of `pair` differ by edits only: no name was replaced, no number changed.
pub(super) fn edited_only(facts: &Facts, pair: &Pair) -> bool {
    let mut count = Count::default();
    count.add(facts, pair);
    let [_, numbers, _] = count.differ;
    count.slots == 0 && numbers == 0
}

const fn kind(flags: u8) -> usize {
    match flags & (NAME | NUMBER) {
        NAME => 0,
        0 => 2,
        _ => 1,
    }
}

impl Count {
    fn word(&mut self, flags: u8, differs: bool) {
        let kind = kind(flags);
        if let (Some(all), Some(differ)) = (self.all.get_mut(kind), self.differ.get_mut(kind)) {
            *all += 1;
            *differ += u32::from(differs);
        }
    }

    fn add(&mut self, facts: &Facts, pair: &Pair) {
        let (a, b) = (facts.words(pair.s), facts.words(pair.t));
        let (fa, fb) = (facts.word_flags(pair.s), facts.word_flags(pair.t));
        // Outside the matched stretch the words are those of a neighbour (split, merged), not differences.
        let whole = pair.likeness(facts) >= 0.6;
        let first = if whole { (0, 0) } else { (pair.in_s.0, pair.in_t.0) };
        let ends = if whole { (a.len() as u32, b.len() as u32) } else { (pair.in_s.1, pair.in_t.1) };
        // Of a very long block that holds the other one only the matched stretch is looked at again.
        let long = !whole && a.len().max(b.len()) > LIMIT;
        let (from, to) = if long { (first, ends) } else { ((0, 0), (a.len() as u32, b.len() as u32)) };
        let words =
            |words, from: u32, to: u32| <[u32]>::get(words, from as usize..to as usize).unwrap_or(&[]);
        let same: Vec<(u32, u32)> = if pair.exact {
            (0..a.len() as u32).map(|i| (i, i)).collect()
        } else {
            let same = align(words(a, from.0, to.0), words(b, from.1, to.1));
            same.into_iter().map(|(i, j)| (from.0 + i, from.1 + j)).collect()
        };
        let mut at = first;
        let mut identity = false;
        for (i, j) in same.into_iter().chain([ends]) {
            if i >= at.0 && j >= at.1 && (i, j) != at {
                let stretch = |flags: &[u8], from: u32, to: u32| {
                    flags.get(from as usize..to as usize).unwrap_or(&[]).to_vec()
                };
                identity |= self.stretch(&stretch(fa, at.0, i), &stretch(fb, at.1, j));
            }
            if let (Some(flags), Some(word)) = (fa.get(i as usize), a.get(i as usize))
                && (i, j) != ends
            {
                self.word(*flags, false);
                self.word(*flags, false);
                if kind(*flags) == 0 && self.names.len() < SAMPLE {
                    self.names.push(*word);
                }
            }
            at = (i + 1, j + 1);
        }
        if identity && (facts.is(pair.s, PROSE) || facts.is(pair.t, PROSE)) {
            self.blocks += 1;
        }
    }

    /// Counts a stretch that differs; whether a name or number is in it.
    fn stretch(&mut self, dropped: &[u8], added: &[u8]) -> bool {
        for flags in dropped.iter().chain(added) {
            self.word(*flags, true);
        }
        let identity = |side: &[u8]| side.iter().any(|f| kind(*f) != 2);
        // A name that opens a sentence cannot be told from any other word there.
        let opening = |side: &[u8]| side.iter().any(|f| f & OPENING != 0);
        let filled = |side: &[u8], other: &[u8]| identity(side) && (identity(other) || opening(other));
        if filled(dropped, added) || filled(added, dropped) {
            self.slots += 1;
        } else if !(opening(dropped) && opening(added)) {
            self.edits += 1;
        }
        identity(dropped) || identity(added)
    }
}
