//! What attribution found in each block, kept for the next reading of a changed page.
//!
//! Problem: the network is most of the cost of a page, and one changed paragraph must not run it on all.
//! Policy: what a block's claims depend on is kept beside them: its text (by the caller's word that it is
//! unchanged), its kind, and the names in it; claims are taken over only when all are the same, so they are
//! those of a fresh reading by construction; what they come to but for who speaks, with the block's statements
//! ([`super::drafts`]), is kept with them. How the text is prepared is kept as long as it stands; where nothing but
//! what the claims come to is asked again, as of nearly all blocks, neither that nor the claims are: they are most of
//! what a page would take here, and found anew where they are asked for after all. The pass owns the memory while it
//! lasts.

use alloc::rc::Rc;
use alloc::sync::Arc;

use super::attribution::Found;
use super::drafts::{Around, Drafts};
use super::letters::Letters;
use super::prepared::{Body, Names, Prepared};
use super::stretches::Past;
use crate::entities::EntityKind;
use crate::page::{BlockId, BlockKind};
use crate::span::Span;
use crate::text::BlockText;

/// What depends on the names in a block, too.
#[derive(Debug)]
struct Claimed {
    kind: BlockKind,
    names: Names,
    /// Nothing in a plain block.
    found: Option<Rc<[Found]>>,
    /// What they come to with that around them.
    drafts: Option<(Around, Rc<Drafts>)>,
}

#[derive(Debug, Default)]
struct Known {
    body: Option<Rc<Body>>,
    claimed: Option<Claimed>,
    plain: Option<Plain>,
}

/// A block whose claims depend on nothing but its text and names, and which leaves nothing to the next one but perhaps an
/// open quotation. Side by side with those of other blocks: to ask each of its parts, which lie apart, takes longer
/// than what then is done.
#[derive(Debug)]
struct Plain {
    read: Arc<BlockText>,
    ends_open: bool,
}

/// What is known of each block.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: Vec<Known>,
    /// What the claims of the page say.
    pub(super) letters: Letters,
    /// How many there were last, and statements: there will be about as many.
    pub(super) claims: usize,
    pub(super) statements: usize,
    /// What the pass over them came to.
    pub(super) past: Past,
}

impl Memory {
    /// The same for a changed page. `was` gives for each block the number it had when its text is
    /// unchanged, else `u32::MAX`.
    #[must_use]
    pub fn after(mut self, was: &[u32]) -> Self {
        let stays = |(now, then): (usize, &u32)| *then as usize == now || *then == u32::MAX;
        if was.len() == self.blocks.len() && was.iter().enumerate().all(stays) {
            // What stays where it was is not moved.
            let changed = self.blocks.iter_mut().zip(was).filter(|(_, then)| **then == u32::MAX);
            changed.for_each(|(known, _)| *known = Known::default());
            return self;
        }
        let take = |b: &u32| self.blocks.get_mut(*b as usize).map(core::mem::take).unwrap_or_default();
        let blocks: Vec<Known> = was.iter().map(take).collect();
        Self { blocks, ..self }
    }

    fn slot(&mut self, id: BlockId) -> &mut Known {
        if self.blocks.len() <= id.index() {
            self.blocks.resize_with(id.index() + 1, Known::default);
        }
        &mut self.blocks[id.index()]
    }

    /// How a block is prepared.
    pub(super) fn body(&mut self, id: BlockId, text: &str, read: &BlockText) -> Rc<Body> {
        Rc::clone(self.slot(id).body.get_or_insert_with(|| Rc::new(Body::new(text, read))))
    }

    /// The names in a block, shared with those it had when they are the same.
    pub(super) fn names(
        &mut self,
        id: BlockId,
        names: impl Iterator<Item = (Span, EntityKind)> + Clone,
    ) -> Names {
        let known = self.slot(id).claimed.as_ref().map(|known| &known.names);
        match known {
            Some(known) if names.clone().eq(known.iter().copied()) => Rc::clone(known),
            _ => names.collect(),
        }
    }

    /// What the claims of a plain block come to that reads as it did, and whether it ends in an open quotation.
    pub(super) fn standing(
        &self,
        id: BlockId,
        kind: BlockKind,
        read: &Arc<BlockText>,
        names: impl Iterator<Item = (Span, EntityKind)>,
    ) -> Option<(Rc<Drafts>, bool)> {
        let Known { plain, claimed, .. } = self.blocks.get(id.index())?;
        let plain = plain.as_ref().filter(|plain| Arc::ptr_eq(&plain.read, read))?;
        let claimed = claimed.as_ref().filter(|claimed| claimed.kind == kind)?;
        let (_, drafts) = claimed.drafts.as_ref()?;
        names.eq(claimed.names.iter().copied()).then(|| (Rc::clone(drafts), plain.ends_open))
    }

    /// Says whether the block that was read last is plain.
    pub(super) fn settle(&mut self, id: BlockId, read: &Arc<BlockText>, is_plain: bool) {
        if let Some(known) = self.blocks.get_mut(id.index()) {
            let ends_open = known.body.as_ref().is_some_and(|body| body.ends_open);
            known.plain = is_plain.then(|| Plain { read: Arc::clone(read), ends_open });
            if is_plain {
                known.body = None;
                if let Some(claimed) = &mut known.claimed {
                    claimed.found = None;
                }
            }
        }
    }

    /// The claims of a block, where they are known.
    pub(super) fn found(&mut self, id: BlockId, block: &Prepared<'_>) -> Option<Rc<[Found]>> {
        let known = self.slot(id).claimed.as_ref();
        // Names that are the same are shared: nothing is compared twice.
        let same = |names: &Names| Rc::ptr_eq(names, &block.names) || *names == block.names;
        known.filter(|k| k.kind == block.kind && same(&k.names)).and_then(|k| k.found.clone())
    }

    /// Keeps the claims found in a block.
    pub(super) fn keep(&mut self, id: BlockId, block: &Prepared<'_>, found: Vec<Found>) -> Rc<[Found]> {
        let found: Rc<[Found]> = found.into();
        let names = Rc::clone(&block.names);
        let claimed = Claimed { kind: block.kind, names, found: Some(Rc::clone(&found)), drafts: None };
        self.slot(id).claimed = Some(claimed);
        found
    }

    /// What the claims that were found last in a block come to, made by `make` unless it is known.
    pub(super) fn drafts(
        &mut self,
        id: BlockId,
        around: Around,
        make: impl FnOnce(&mut Letters) -> Drafts,
    ) -> Rc<Drafts> {
        let claimed = self.blocks.get_mut(id.index()).and_then(|known| known.claimed.as_mut());
        let Some(claimed) = claimed else { return Rc::new(make(&mut self.letters)) };
        match &claimed.drafts {
            Some((known, drafts)) if *known == around => Rc::clone(drafts),
            _ => {
                let drafts = Rc::new(make(&mut self.letters));
                claimed.drafts = Some((around, Rc::clone(&drafts)));
                drafts
            }
        }
    }
}
