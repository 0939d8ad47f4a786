//! Whether what was found earlier, with its numbers moved, reads in the report as what was found now does.
//!
//! Policy: findings are compared, not their twins: a place reads the same when its bytes are the same and its block
//! is the same block, whose offsets are converted as before ([`Moved`] holds no others).

use super::{Makings, NONE};
use crate::claims::{Claim, ClaimId, Statement};
use crate::duplicates::{CopiedBlock, Difference, Run};
use crate::entities::{Entity, Mention, Quantity};
use crate::page::BlockId;
use crate::report::twins::{Counts, inside};
use crate::span::Place;

/// New numbers by old ones; `u32::MAX` for what is gone.
pub(super) struct Moved<'a> {
    pub(super) earlier: Makings<'a>,
    pub(super) now: Makings<'a>,
    pub(super) blocks: Vec<u32>,
    pub(super) quantities: Vec<u32>,
    pub(super) claims: Vec<u32>,
    /// For each block now whether its quantities are those it had.
    pub(super) counted: Vec<bool>,
}

impl Moved<'_> {
    fn block(&self, old: BlockId, new: BlockId) -> bool {
        self.blocks.get(old.index()) == Some(&new.0)
    }

    fn place(&self, old: &Place, new: &Place) -> bool {
        old.span == new.span && self.block(old.block, new.block)
    }

    fn maybe(&self, old: Option<&Place>, new: Option<&Place>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.place(old, new),
            _ => false,
        }
    }

    fn places(&self, old: &[Place], new: &[Place]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(o, n)| self.place(o, n))
    }

    fn number(&self, old: Option<ClaimId>, new: Option<ClaimId>) -> bool {
        old.map(|o| self.claims.get(o.0 as usize).copied().unwrap_or(NONE)) == new.map(|n| n.0)
    }

    /// Whether the quantities inside places that read the same are the same.
    fn quantities(&self, old: &[Place], new: &[Place]) -> bool {
        let stands = |place: &Place| self.counted.get(place.block.index()).is_some_and(|counted| *counted);
        if new.iter().all(stands) {
            return true;
        }
        let before = inside(&self.earlier.findings.entities.quantities, old);
        let here = inside(&self.now.findings.entities.quantities, new);
        before.len() == here.len()
            && before.iter().zip(&here).all(|(o, n)| self.quantities.get(*o as usize) == Some(n))
    }

    pub(super) fn mention(&self, old: &Mention, new: &Mention) -> bool {
        (old.entity, old.form) == (new.entity, new.form) && self.place(&old.place, &new.place)
    }

    pub(super) fn quantity(&self, old: &Quantity, new: &Quantity) -> bool {
        let Quantity { kind, place, value, unit, approximate } = old;
        (*kind, *approximate) == (new.kind, new.approximate)
            && self.place(place, &new.place)
            && *value == new.value
            && *unit == new.unit
    }

    pub(super) fn statement(&self, old: &Statement, new: &Statement) -> bool {
        let Statement { place, score, follows } = old;
        score.to_bits() == new.score.to_bits()
            && self.place(place, &new.place)
            && self.number(*follows, new.follows)
            && self.quantities(&[*place], &[new.place])
    }

    pub(super) fn entity(&self, (old, counts): (&Entity, Counts), (new, now): (&Entity, Counts)) -> bool {
        let Entity { kind, name, aliases, title, description, relations, guess } = old;
        (*kind, *guess, counts) == (new.kind, new.guess, now)
            && *name == new.name
            && *aliases == new.aliases
            && *relations == new.relations
            && self.maybe(title.as_ref(), new.title.as_ref())
            && self.maybe(description.as_ref(), new.description.as_ref())
    }

    /// Of claims that were paired: their own numbers are moved, too.
    pub(super) fn claim(&self, old: &Claim, new: &Claim) -> bool {
        let Claim { kind, speaker, source_kind, tone, negated, question, directive, attitude, .. } = old;
        let Claim { source, cue, content, target, addressee, hedges, parent, same, score, .. } = old;
        (*kind, *speaker, *source_kind, *tone) == (new.kind, new.speaker, new.source_kind, new.tone)
            && (*negated, *question, *directive, *attitude)
                == (new.negated, new.question, new.directive, new.attitude)
            && score.to_bits() == new.score.to_bits()
            && self.number(*parent, new.parent)
            && self.number(*same, new.same)
            && self.maybe(source.as_ref(), new.source.as_ref())
            && self.maybe(target.as_ref(), new.target.as_ref())
            && self.maybe(addressee.as_ref(), new.addressee.as_ref())
            && self.places(cue, &new.cue)
            && self.places(content, &new.content)
            && self.places(hedges, &new.hedges)
            && self.quantities(content, &new.content)
    }

    pub(super) fn run(&self, old: &Run, new: &Run) -> bool {
        old.kind == new.kind
            && old.blocks.len() == new.blocks.len()
            && old.blocks.iter().zip(&new.blocks).all(|(o, n)| self.copied(o, n))
    }

    fn copied(&self, old: &CopiedBlock, new: &CopiedBlock) -> bool {
        let CopiedBlock { block, originals, class, differences } = old;
        *class == new.class
            && self.block(*block, new.block)
            && originals.len() == new.originals.len()
            && originals.iter().zip(&new.originals).all(|(o, n)| self.block(*o, *n))
            && differences.len() == new.differences.len()
            && differences.iter().zip(&new.differences).all(|(o, n)| self.difference(o, n))
    }

    fn difference(&self, old: &Difference, new: &Difference) -> bool {
        old.kind == new.kind
            && self.maybe(old.original.as_ref(), new.original.as_ref())
            && self.maybe(old.copy.as_ref(), new.copy.as_ref())
    }
}
