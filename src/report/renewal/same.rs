//! Whether an entry of the earlier report, with its numbers moved, reads as one of the new report does.

use crate::report::{Claim, CopiedBlock, Difference, Entity, Mention, Piece, Quantity, Run, Statement};

/// New numbers by old ones; `u32::MAX` for what is gone.
pub(super) struct Moved {
    pub(super) blocks: Vec<u32>,
    pub(super) quantities: Vec<u32>,
    pub(super) claims: Vec<u32>,
}

impl Moved {
    fn block(&self, old: u32, new: u32) -> bool {
        self.blocks.get(old as usize) == Some(&new)
    }

    fn quantities(&self, old: &[u32], new: &[u32]) -> bool {
        old.len() == new.len()
            && old.iter().zip(new).all(|(o, n)| self.quantities.get(*o as usize) == Some(n))
    }

    fn claim(&self, old: Option<u32>, new: Option<u32>) -> bool {
        old.map(|o| self.claims.get(o as usize).copied().unwrap_or(u32::MAX)) == new
    }

    fn piece(&self, old: &Piece, new: &Piece) -> bool {
        (old.start, old.end) == (new.start, new.end) && self.block(old.block, new.block)
    }

    fn maybe(&self, old: Option<&Piece>, new: Option<&Piece>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.piece(old, new),
            _ => false,
        }
    }

    fn pieces(&self, old: &[Piece], new: &[Piece]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(o, n)| self.piece(o, n))
    }
}

/// An entry that may stand on in the next report.
pub(super) trait Same {
    fn same(&self, new: &Self, moved: &Moved) -> bool;
}

impl Same for Piece {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        moved.piece(self, new)
    }
}

impl Same for Mention {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        let Self { entity, form, block, start, end } = *self;
        (entity, form, start, end) == (new.entity, new.form, new.start, new.end)
            && moved.block(block, new.block)
    }
}

impl Same for Quantity {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        let Self { kind, block, start, end, value, unit, approximate } = self;
        (*kind, *start, *end, *approximate) == (new.kind, new.start, new.end, new.approximate)
            && *value == new.value
            && *unit == new.unit
            && moved.block(*block, new.block)
    }
}

impl Same for Statement {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        let Self { block, start, end, score, follows, quantities } = self;
        (*start, *end, score.to_bits()) == (new.start, new.end, new.score.to_bits())
            && moved.block(*block, new.block)
            && moved.claim(*follows, new.follows)
            && moved.quantities(quantities, &new.quantities)
    }
}

impl Same for Entity {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        let Self { id, kind, name, aliases, title, description, relations, guess, .. } = self;
        (*id, *kind, *guess) == (new.id, new.kind, new.guess)
            && (self.mentions, self.descriptions, self.claims) == (new.mentions, new.descriptions, new.claims)
            && *name == new.name
            && *aliases == new.aliases
            && *relations == new.relations
            && moved.maybe(title.as_ref(), new.title.as_ref())
            && moved.maybe(description.as_ref(), new.description.as_ref())
    }
}

impl Same for Claim {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        let Self { id, kind, speaker, source_kind, tone, negated, question, directive, attitude, .. } = self;
        (*kind, *speaker, *source_kind, *tone) == (new.kind, new.speaker, new.source_kind, new.tone)
            && (*negated, *question, *directive, *attitude)
                == (new.negated, new.question, new.directive, new.attitude)
            && self.score.to_bits() == new.score.to_bits()
            && moved.claim(Some(*id), Some(new.id))
            && moved.claim(self.parent, new.parent)
            && moved.claim(self.same, new.same)
            && moved.maybe(self.source.as_ref(), new.source.as_ref())
            && moved.maybe(self.target.as_ref(), new.target.as_ref())
            && moved.maybe(self.addressee.as_ref(), new.addressee.as_ref())
            && moved.pieces(&self.cue, &new.cue)
            && moved.pieces(&self.content, &new.content)
            && moved.pieces(&self.hedges, &new.hedges)
            && moved.quantities(&self.quantities, &new.quantities)
    }
}

impl Same for Difference {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        self.kind == new.kind
            && moved.maybe(self.original.as_ref(), new.original.as_ref())
            && moved.maybe(self.copy.as_ref(), new.copy.as_ref())
    }
}

impl Same for CopiedBlock {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        self.class == new.class
            && moved.block(self.block, new.block)
            && self.originals.len() == new.originals.len()
            && self.originals.iter().zip(&new.originals).all(|(o, n)| moved.block(*o, *n))
            && all_same(&self.differences, &new.differences, moved)
    }
}

impl Same for Run {
    fn same(&self, new: &Self, moved: &Moved) -> bool {
        self.kind == new.kind && all_same(&self.blocks, &new.blocks, moved)
    }
}

fn all_same<T: Same>(old: &[T], new: &[T], moved: &Moved) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(o, n)| o.same(n, moved))
}
