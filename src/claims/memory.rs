//! What attribution found in each block, kept for the next reading of a changed page.
//!
//! Problem: the network is most of the cost of a page, and one changed paragraph must not run it on all.
//! Policy: what a block's claims depend on is kept beside them: its text (by the caller's word that it is
//! unchanged), its kind, and the names in it; claims are taken over only when all are the same, so they are
//! those of a fresh reading by construction; what they come to but for who speaks ([`super::drafts`]) is kept with
//! them. What depends on the text alone (how it is prepared, the scores of its sentences, the letters of its
//! pieces) is kept as long as the text stands. The pass owns the memory while it lasts.

use alloc::rc::Rc;
use core::ops::Range;

use super::attribution::Found;
use super::drafts::Draft;
use super::prepared::{Body, Prepared};
use crate::entities::EntityKind;
use crate::page::{BlockId, BlockKind};
use crate::span::{Place, Span};
use crate::text::BlockText;

/// What depends on the names in a block, too.
#[derive(Debug, Clone)]
struct Claimed {
    kind: BlockKind,
    names: Vec<(Span, EntityKind)>,
    found: Rc<[Found]>,
    /// What they come to when that one of them goes on with an earlier block, and a label names the speaker.
    drafts: Option<(Option<usize>, bool, Rc<[Draft]>)>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    body: Option<Rc<Body>>,
    claimed: Option<Claimed>,
    /// Check-worthiness by range of tokens, and letters by range of bytes, of what was asked for.
    scores: Vec<((u32, u32), f32)>,
    lowest: Vec<((u32, u32), f32)>,
    letters: Vec<((u32, u32), Rc<str>)>,
}

/// What is known of a range, made unless it is known. `all` is in the order of ranges.
fn known<T: Clone>(all: &mut Vec<((u32, u32), T)>, range: (u32, u32), make: impl FnOnce() -> T) -> T {
    let at = all.partition_point(|(other, _)| *other < range);
    if let Some((_, known)) = all.get(at).filter(|(other, _)| *other == range) {
        return known.clone();
    }
    let made = make();
    all.insert(at, (range, made.clone()));
    made
}

/// What is known of each block.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    blocks: Vec<Known>,
    /// How many scores had to be found out.
    asked: usize,
}

impl Memory {
    /// The same for a changed page. `was` gives for each block the number it had when its text is
    /// unchanged, else `u32::MAX`.
    #[must_use]
    pub fn after(mut self, was: &[u32]) -> Self {
        let take = |b: &u32| self.blocks.get_mut(*b as usize).map(core::mem::take).unwrap_or_default();
        Self { blocks: was.iter().map(take).collect(), asked: 0 }
    }

    fn slot(&mut self, id: BlockId) -> &mut Known {
        if self.blocks.len() <= id.index() {
            self.blocks.resize(id.index() + 1, Known::default());
        }
        &mut self.blocks[id.index()]
    }

    /// How a block is prepared.
    pub(super) fn body(&mut self, id: BlockId, text: &str, read: &BlockText) -> Rc<Body> {
        Rc::clone(self.slot(id).body.get_or_insert_with(|| Rc::new(Body::new(text, read))))
    }

    /// The claims of a block, where they are known.
    pub(super) fn found(&mut self, id: BlockId, block: &Prepared<'_>) -> Option<Rc<[Found]>> {
        let known = self.slot(id).claimed.as_ref();
        known.filter(|k| k.kind == block.kind && k.names == block.names).map(|k| Rc::clone(&k.found))
    }

    /// Keeps the claims found in a block.
    pub(super) fn keep(&mut self, id: BlockId, block: &Prepared<'_>, found: Vec<Found>) -> Rc<[Found]> {
        let found: Rc<[Found]> = found.into();
        let names = block.names.clone();
        let claimed = Claimed { kind: block.kind, names, found: Rc::clone(&found), drafts: None };
        self.slot(id).claimed = Some(claimed);
        found
    }

    /// What the claims that were found last in a block come to, made by `make` unless it is known.
    pub(super) fn drafts(
        &mut self,
        id: BlockId,
        joined: Option<usize>,
        labelled: bool,
        make: impl FnOnce() -> Vec<Draft>,
    ) -> Rc<[Draft]> {
        let Some(claimed) = &mut self.slot(id).claimed else { return make().into() };
        match &claimed.drafts {
            Some((at, label, drafts)) if (*at, *label) == (joined, labelled) => Rc::clone(drafts),
            _ => {
                let drafts: Rc<[Draft]> = make().into();
                claimed.drafts = Some((joined, labelled, Rc::clone(&drafts)));
                drafts
            }
        }
    }

    /// The score of a range of a block's tokens, made by `score` unless it is known.
    pub(super) fn score(&mut self, id: BlockId, tokens: Range<u32>, score: impl FnOnce() -> f32) -> f32 {
        let mut asked = 0;
        let counted = || {
            asked = 1;
            score()
        };
        let score = known(&mut self.slot(id).scores, (tokens.start, tokens.end), counted);
        self.asked += asked;
        score
    }

    /// How many scores were not known when they were asked for.
    pub(super) const fn asked(&self) -> usize {
        self.asked
    }

    /// The lowest score with which a range of a block's tokens is listed, told by `lowest` unless it is known.
    pub(super) fn lowest(&mut self, id: BlockId, tokens: Range<u32>, lowest: impl FnOnce() -> f32) -> f32 {
        known(&mut self.slot(id).lowest, (tokens.start, tokens.end), lowest)
    }

    /// The letters and digits of a piece, in lower case.
    pub(super) fn letters(&mut self, place: Place, text: &str) -> Rc<str> {
        known(&mut self.slot(place.block).letters, (place.span.start, place.span.end), || {
            let piece = place.span.text(text).chars().filter(|c| c.is_alphanumeric());
            piece.flat_map(char::to_lowercase).collect::<String>().into()
        })
    }
}
