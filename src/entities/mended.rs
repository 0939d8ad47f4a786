//! The names of a page by themselves: mended and looked at, before they tell of one another.
//!
//! Problem: a changed paragraph must not have the names of all others mended, put together and looked up again. Policy:
//! what comes of the names of a block depends on these and on its text, so those of the blocks that have others than
//! before take their place among those that were kept. Where a line of title case has names, all text tells what
//! becomes of them: then nothing is kept, and all are mended. [`Gathering`] owns what is kept.

use super::{Gathering, known, pairs, written};
use crate::page::Page;
use crate::text::Text;

impl Gathering {
    /// Mends all names.
    pub(super) fn mend(&mut self, page: &Page, text: &Text) {
        let known = &mut self.known;
        let (names, footnotes) = written::mend(page, known, &self.tagged);
        let by_themselves = !written::has_line(known, &names);
        self.tagged = pairs::unite(page, written::drop_bare(page, text, known, names));
        // The names are kept once they are looked at.
        self.mended = by_themselves.then(|| (known::Names::default(), footnotes));
    }

    /// Mends the names of the blocks that have others than before; nothing when that does not tell all.
    pub(super) fn mend_again(&mut self, page: &Page) -> Option<()> {
        let (before, cut) = self.mended.take()?;
        let mut blocks = self.renamed.take()?;
        let known = &mut self.known;
        blocks.extend(known.anew()?);
        blocks.sort_unstable();
        blocks.dedup();
        let footnotes = written::footnotes(known);
        let mut fresh = Vec::new();
        for b in &blocks {
            let from = self.tagged.partition_point(|n| n.place.block.0 < *b);
            let here = self.tagged.get(from..).unwrap_or_default();
            let here = here.get(..here.partition_point(|n| n.place.block.0 == *b)).unwrap_or_default();
            written::mend_block(page, known, here, footnotes, &mut fresh);
        }
        if footnotes != cut || written::has_line(known, &fresh) {
            return None;
        }
        let fresh = known::Names::new(page, known, pairs::unite(page, fresh));
        self.names = before.with(&blocks, &fresh);
        self.mended = Some((self.names.clone(), footnotes));
        Some(())
    }
}
