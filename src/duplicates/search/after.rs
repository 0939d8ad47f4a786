//! The search after a change: the entry point for whoever watches a page.
//!
//! Problem: a page that grows or changes by a paragraph must not be searched anew. Policy: the result is that of
//! a fresh search, always. A page that only grew at its end goes on where the earlier search stopped: words,
//! seeds, links and chains of what stood before are kept. After any other change the words of unchanged blocks
//! are kept, and the links of those that share no seed with what changed ([`super::super::links`]). Copies that were
//! compared are not compared again. What is decided from all of it (which chains are copies, what stays) is
//! decided again, as a new block may change it.

use super::Search;
use super::compare::is_part;
use crate::duplicates::facts::{Facts, Words};
use crate::duplicates::links::{Links, Pair};
use crate::duplicates::{CopiedBlock, Duplicates};
use crate::page::{Block, BlockId, Page};
use crate::span::Place;

/// What an earlier search knew.
#[derive(Debug, Clone)]
pub(super) struct Earlier {
    facts: Facts,
    was: Vec<u32>,
    /// The first block whose words are not taken over yet.
    next: usize,
    /// All links and what was compared, when it had found everything.
    links: Option<(Links, Vec<Pair>)>,
    found: Duplicates,
}

impl Earlier {
    /// What is known of the words of block `b` of so many, when they were cut; puts them into `facts`, with those of the blocks behind
    /// it that stood behind it.
    pub(super) fn words(&mut self, b: usize, blocks: usize, facts: &mut Facts) -> Option<Words> {
        let old = self.was.get(b).copied().filter(|old| (*old as usize) < self.facts.len())?;
        let known = self.facts.cut(old)?;
        if b >= self.next {
            let follow = |(old, was): &(u32, &u32)| {
                old == *was && (*old as usize) < self.facts.len() && !self.facts.words(*old).is_empty()
            };
            let was = self.was.get(b..self.was.len().min(blocks)).unwrap_or(&[]);
            let count = (old..).zip(was).take_while(follow).count();
            facts.take_words(&self.facts, old..old + count as u32);
            self.next = b + count;
        }
        Some(known)
    }
}

impl Search {
    /// Begins on a changed page. `was` gives for each block of `page` the number it had in the page that
    /// `earlier` searched when its text is unchanged, else `u32::MAX`; missing entries count as changed.
    /// Element, place and visibility of an unchanged text may be others than before. `earlier` may be
    /// unfinished. Costs O(blocks + copies + words of what changed and of what shares seeds with it).
    pub fn after(earlier: Self, page: &Page, was: Vec<u32>) -> Self {
        if earlier.is_grown(page, &was) {
            let compared = earlier.found.runs.into_iter().flat_map(|run| run.blocks);
            return Self {
                linked: earlier.facts.len(),
                compared: compared.map(|copied| (copied.block.0, copied)).collect(),
                facts: earlier.facts,
                links: earlier.links,
                pairs: earlier.pairs,
                chains: earlier.chains,
                ..Self::with_room(page, 0)
            };
        }
        let links = earlier.is_done().then_some((earlier.links, earlier.pairs));
        let (facts, found) = (earlier.facts, earlier.found);
        // Room for a few words too many: to move all of them for three that are new would cost more than to read.
        let count = |(b, block): (usize, &Block)| match was.get(b) {
            Some(old) if (*old as usize) < facts.len() => facts.words(*old).len(),
            _ => 8 + block.text.len() / 5,
        };
        let words = page.blocks.iter().enumerate().map(count).sum();
        Self { earlier: Some(Earlier { facts, was, next: 0, links, found }), ..Self::with_room(page, words) }
    }

    /// Before blocks are linked: takes over what is known of those that stand, or makes room for all seeds.
    #[inline(never)]
    pub(super) fn make_room(&mut self) {
        let Some(Earlier { facts, was, links, found, .. }) = self.earlier.take() else {
            if self.linked == 0 {
                self.facts.settle();
                self.links.reserve(self.facts.hashes.len());
            }
            return;
        };
        let Some((links, pairs)) = links else {
            return self.links.reserve(self.facts.hashes.len());
        };
        self.links = Links::again(links, pairs, &facts, &self.facts, &was);
        if found.runs.is_empty() {
            return;
        }
        let mut now = vec![None; facts.len()];
        for (b, old) in (0_u32..).zip(&was).take(self.facts.len()) {
            if let Some(slot) = now.get_mut(*old as usize) {
                *slot = Some(b);
            }
        }
        let now = |b: BlockId| now.get(b.index()).copied().flatten().map(BlockId);
        let copies = found.runs.into_iter().flat_map(|run| run.blocks);
        for copied in copies.filter_map(|copied| moved(copied, &now)) {
            // Of a part of a long block it is told by the links which part.
            let part =
                matches!(copied.originals.as_slice(), [only] if is_part(&self.facts, copied.block.0, only.0));
            if !part {
                self.compared.insert(copied.block.0, copied);
            }
        }
    }

    /// Whether all that was searched stands as it stood, with nothing before or in between.
    fn is_grown(&self, page: &Page, was: &[u32]) -> bool {
        let old = self.facts.len();
        self.is_done()
            && !self.links.is_partial()
            && page.blocks.len() >= old
            && was.len() >= old
            && (0_u32..)
                .zip(was.iter().zip(&page.blocks))
                .take(old)
                .all(|(b, (was, block))| b == *was && self.facts.still(b, block))
    }
}

/// A copy with the numbers that its blocks have now; none when one of them changed.
fn moved(copied: CopiedBlock, now: &dyn Fn(BlockId) -> Option<BlockId>) -> Option<CopiedBlock> {
    let place = |place: Option<Place>| match place {
        Some(place) => Some(Some(Place { block: now(place.block)?, ..place })),
        None => Some(None),
    };
    let mut differences = copied.differences;
    for difference in &mut differences {
        difference.original = place(difference.original)?;
        difference.copy = place(difference.copy)?;
    }
    Some(CopiedBlock {
        block: now(copied.block)?,
        originals: copied.originals.into_iter().map(now).collect::<Option<_>>()?,
        class: copied.class,
        differences,
    })
}
