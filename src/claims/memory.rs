//! What attribution found in each block, kept for the next reading of a changed page.
//!
//! Problem: the network is most of the cost of a page, and one changed paragraph must not run it on all.
//! Policy: what a block's claims depend on is kept beside them: its text (by the caller's word that it is
//! unchanged), its kind, and the names in it; claims are taken over only when all are the same, so they are
//! those of a fresh reading by construction. The pass owns the memory while it lasts.

use super::attribution::Found;
use super::prepared::Prepared;
use crate::entities::EntityKind;
use crate::page::{BlockId, BlockKind};
use crate::span::Span;

#[derive(Debug, Clone)]
struct Known {
    kind: BlockKind,
    names: Vec<(Span, EntityKind)>,
    found: Vec<Found>,
}

/// What is known of each block.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    blocks: Vec<Option<Known>>,
}

impl Memory {
    /// The same for a changed page. `was` gives for each block the number it had when its text is
    /// unchanged, else `u32::MAX`.
    #[must_use]
    pub fn after(mut self, was: &[u32]) -> Self {
        Self { blocks: was.iter().map(|b| self.blocks.get_mut(*b as usize).and_then(Option::take)).collect() }
    }

    /// The claims of a block, found anew by `find` unless they are known.
    pub(super) fn found(
        &mut self,
        id: BlockId,
        block: &Prepared<'_>,
        find: impl FnOnce() -> Vec<Found>,
    ) -> Vec<Found> {
        if self.blocks.len() <= id.index() {
            self.blocks.resize(id.index() + 1, None);
        }
        let Some(slot) = self.blocks.get_mut(id.index()) else { return find() };
        if let Some(known) = slot.as_ref().filter(|k| k.kind == block.kind && k.names == block.names) {
            return known.found.clone();
        }
        let found = find();
        *slot = Some(Known { kind: block.kind, names: block.names.clone(), found: found.clone() });
        found
    }
}
