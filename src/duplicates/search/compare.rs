//! The last stage: every copy beside its originals, word by word.
//!
//! Policy: a long run is compared in parts, so that a slice stays short; what an earlier search compared
//! and what has not changed is taken over.

use super::{STRIDE, Search};
use crate::duplicates::differences::compare;
use crate::duplicates::{CopiedBlock, Run};
use crate::page::{BlockId, Page};

impl Search {
    pub(super) fn compare(&mut self, page: &Page) -> bool {
        let mut left = STRIDE;
        while let Some((run, kind)) = self.listed.get_mut(self.next).zip(self.kinds.get(self.next)) {
            let mut blocks = std::mem::take(run);
            blocks.sort_by_key(|(block, _)| *block);
            // A long run is compared in parts; the rest waits for the next slice.
            let part = blocks.len().min(1 + left / 256);
            let rest = blocks.split_off(part);
            let copied = blocks.into_iter().filter_map(|(block, originals)| {
                let same = |c: &CopiedBlock| c.originals.iter().map(|o| o.0).eq(originals.iter().copied());
                if let Some(copied) = self.compared.remove(&block).filter(same) {
                    return Some(copied);
                }
                left = left.saturating_sub(self.facts.words(block).len() * 6);
                let (class, differences) = compare(page, block, &originals)?;
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
        self.found.runs.sort_by_key(|run| run.blocks.first().map(|b| b.block));
        true
    }
}
