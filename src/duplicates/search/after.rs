//! The search after a change: the entry point for whoever watches a page.
//!
//! Problem: a page that grows by a paragraph must not be searched anew. Policy: the result is that of a
//! fresh search, always. A page that only grew at its end goes on where the earlier search stopped: words,
//! seeds, links and chains of what stood before are kept, and copies that were compared are not compared
//! again; what is decided from all of it (which chains are copies, what stays) is decided again, as a new
//! block may change it. Any other change keeps the words of unchanged blocks only: cutting and folding
//! them is most of the cost. Not handled: keeping links across changes in the middle.

use super::Search;
use crate::page::Page;

impl Search {
    /// Begins on a changed page. `was` gives for each block of `page` the number it had in the page that
    /// `earlier` searched when its text is unchanged, else `u32::MAX`; missing entries count as changed.
    /// Element, place and visibility of an unchanged text may be others than before. `earlier` may be
    /// unfinished. Costs O(blocks + copies + new words) when all old blocks stand in their places and
    /// new ones only follow, else as much as a fresh search without cutting the unchanged words.
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
                ..Self::new(page)
            };
        }
        Self { earlier: Some((earlier.facts, was)), ..Self::new(page) }
    }

    /// Whether all that was searched stands as it stood, with nothing before or in between.
    fn is_grown(&self, page: &Page, was: &[u32]) -> bool {
        let old = self.facts.len();
        self.is_done()
            && page.blocks.len() >= old
            && was.len() >= old
            && (0_u32..)
                .zip(was.iter().zip(&page.blocks))
                .take(old)
                .all(|(b, (was, block))| b == *was && self.facts.still(b, block))
    }
}
