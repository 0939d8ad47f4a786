//! The names of a page by themselves: mended and looked at, before they tell of one another.
//!
//! Problem: a changed paragraph must not have the names of all others mended, put together and looked up again. Policy:
//! what comes of the names of a block depends on these and on its text, so those of the blocks that have others than
//! before take their place among those that were kept. Where a line of title case has names, all text tells what
//! becomes of them: then nothing is kept, and all are mended. [`Gathering`] owns what is kept.

use super::{Gathering, known, pairs, written};
use crate::order;
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
        order::sort(&mut blocks);
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

#[cfg(all(test, feature = "embedded-models"))]
mod tests {
    use super::*;
    use crate::Models;
    use crate::entities::tagger::Tagging;
    use crate::text::Reading;

    #[test]
    fn what_takes_its_place_among_the_kept_is_what_is_mended_anew() {
        let models = Models::embedded().expect("the models open");
        let mut page = Page::from_lines(
            "Ann Lee told reporters in Paris on Monday that the river had fallen by two feet.\n\
             The mayor of Truro said that Martin Okafor of the Harbour Council had left for Lisbon.\n\
             Nobody in Truro knew where he was, said Helen Trevorrow, who lives beside the river.",
        );
        let mut text = Text::read(&page, u32::MAX);
        let (mut tagging, mut gathering) = (Tagging::default(), Gathering::default());
        let work = |page: &Page, text: &Text, tagging: &mut Tagging, gathering: &mut Gathering| {
            tagging.advance(page, text, &models, &mut || true);
            gathering.begin(tagging.names(), tagging.renamed());
            gathering.advance(page, text, &models, &mut || true);
            assert_eq!(gathering.finish(), crate::entities::find(page, text, &models));
            assert!(gathering.mended.is_some(), "no line of title case has names");
        };
        work(&page, &text, &mut tagging, &mut gathering);
        let edits = [
            (1, "Bo Roe of Rostock agreed with Ann Lee, and so did Paris."),
            (0, "It rained."),
            (2, "Martin Okafor Jr. is in Truro/Reuters, and Lee with him."),
            (0, "Ann Lee is back in Lisbon with Bo Roe."),
        ];
        for (at, words) in edits {
            page.blocks[at].text = words.into();
            let mut was = vec![0, 1, 2];
            was[at] = u32::MAX;
            let mut reading = Reading::after(&text, &was, u32::MAX);
            reading.advance(&page, &mut || true);
            let changed = reading.changed().map(<[u32]>::to_vec);
            text = reading.finish();
            tagging = Tagging::after(tagging, &was, changed.as_deref());
            gathering = Gathering::after(gathering, &was, changed.as_deref());
            work(&page, &text, &mut tagging, &mut gathering);
        }
    }
}
