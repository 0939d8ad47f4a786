//! The last stage: every copy beside its originals, word by word.
//!
//! Policy: a long run is compared in parts, so that a slice stays short; what an earlier search compared
//! and what has not changed is taken over. A short copy of a part of a very long block is compared with that
//! part, which the links know; the words of the long block are cut once for all such copies.

use super::{STRIDE, Search};
use crate::duplicates::align::LIMIT;
use crate::duplicates::differences::{Cut, compare, compare_part};
use crate::duplicates::facts::Facts;
use crate::duplicates::links::Pair;
use crate::duplicates::{CopiedBlock, Run};
use crate::order;
use crate::page::{BlockId, Page};

/// Words of a block with which a copy is compared although it is not known of which part: of a longer one it
/// is no copy.
const LONGEST: usize = 1 << 14;

impl Search {
    #[inline(never)]
    pub(super) fn compare(&mut self, page: &Page) -> bool {
        let mut left = STRIDE;
        while let Some((run, kind)) = self.listed.get_mut(self.next).zip(self.kinds.get(self.next)) {
            let mut blocks = std::mem::take(run);
            order::sort_by_key(&mut blocks, |(block, _)| *block);
            // A long run is compared in parts; the rest waits for the next slice.
            let part = blocks.len().min(1 + left / 256);
            let rest = blocks.split_off(part);
            let copied = blocks.into_iter().filter_map(|(block, originals)| {
                let same = |c: &CopiedBlock| c.originals.iter().map(|o| o.0).eq(originals.iter().copied());
                if let Some(copied) = self.compared.remove(&block).filter(same) {
                    return Some(copied);
                }
                left = left.saturating_sub(self.facts.words(block).len() * 6);
                let found = match originals.as_slice() {
                    [only] if is_part(&self.facts, block, *only) => {
                        if self.long.as_ref().is_none_or(|long| long.block != *only) {
                            self.long = Some(Cut::new(page, *only));
                        }
                        let long = self.long.as_ref()?;
                        let whole = || (long.words.len() <= LONGEST).then_some(0..long.words.len());
                        let stretch = stretch(&self.facts, &self.pairs, block, *only).or_else(whole)?;
                        compare_part(page, block, long, stretch)
                    }
                    _ => compare(page, block, &originals),
                };
                let (class, differences) = found?;
                let originals = originals.into_iter().map(BlockId).collect();
                Some(CopiedBlock { block: BlockId(block), originals, class, differences })
            });
            let copied: Vec<CopiedBlock> = copied.collect();
            let more = !rest.is_empty();
            *run = rest;
            if self.begun
                && let Some(last) = self.found.runs.last_mut()
            {
                last.blocks.extend(copied);
            } else if !copied.is_empty() {
                self.found.runs.push(Run { kind: *kind, blocks: copied });
                self.begun = true;
            }
            if !more {
                self.begun = false;
                self.next += 1;
            }
            if left == 0 {
                return false;
            }
        }
        order::sort_by_key(&mut self.found.runs, |run| run.blocks.first().map(|b| b.block));
        true
    }
}

/// Whether `copy` can only be a small part of `original`.
pub(super) fn is_part(facts: &Facts, copy: u32, original: u32) -> bool {
    let (short, long) = (facts.words(copy).len(), facts.words(original).len());
    long > LIMIT && long > 4 * short
}

/// Where the words of `copy`, or of the first of its twins, stand in `original`, with some room around.
fn stretch(facts: &Facts, pairs: &[Pair], copy: u32, original: u32) -> Option<std::ops::Range<usize>> {
    let (from, to) = [copy, facts.class(copy)].into_iter().find_map(|copy| {
        let (s, t) = (copy.min(original), copy.max(original));
        let at = pairs.binary_search_by_key(&(t, s), |p| (p.t, p.s)).ok()?;
        pairs.get(at).map(|p| if p.s == original { p.in_s } else { p.in_t })
    })?;
    let room = facts.words(copy).len() / 4;
    let end = facts.words(original).len();
    Some((from as usize).saturating_sub(room)..(to as usize + room).min(end))
}
