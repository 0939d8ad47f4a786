//! Stretches of a changed page of which a pass comes to what the pass before came to.
//!
//! Problem: what is new in one paragraph changes the claims of a few others at most, and yet to put together those of all
//! blocks of a long page is most of what its claims cost after a change. Policy: a pass leaves how it came to each block
//! and what it came to ([`Past`]); as soon as the next one comes to a block in the same way, it takes over what stands,
//! up to the next block that differs. What a block's claims depend on is its text, kind and mentions, those of the
//! block above it, who is named on the page, who spoke last, and the quotations and announced words before it. A
//! plain block asks for none of the latter and leaves none of them: so a stretch begins and ends in front of one, and
//! no block outside it has a part in the claims inside it. The memory of the page's claims owns the past, a pass
//! the [`Stretches`] made of it. Not handled: blocks that have another number than before.

use alloc::vec::IntoIter;
use core::ops::Range;

use super::speakers::Spoken;
use super::{Claim, ClaimId, Statement};
use crate::entities::genders::Gender;
use crate::entities::{Entities, EntityKind, Mention};
use crate::page::{BlockKind, Page};

/// How a pass came to a block: as it is of that kind, who had spoken, and how much was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) kind: BlockKind,
    pub(super) spoken: Spoken,
    pub(super) claims: u32,
    pub(super) statements: u32,
    pub(super) longer: u32,
    /// Whether the block was plain: what it comes to depends on nothing else.
    pub(super) plain: bool,
}

/// What the blocks read have come to.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// One for each block that was come to.
    pub(super) entries: Vec<Entry>,
    pub(super) claims: Vec<Claim>,
    /// For each claim the number of what it says, or `u32::MAX`.
    pub(super) said: Vec<u32>,
    pub(super) statements: Vec<Statement>,
    /// Claims that go on in later blocks.
    pub(super) longer: Vec<ClaimId>,
}

/// A pass that is over.
#[derive(Debug, Default)]
pub(super) struct Past {
    read: Read,
    mentions: Vec<Mention>,
    /// Who is named: all of an entity that its claims depend on.
    named: Vec<(EntityKind, String, Option<Gender>)>,
}

/// What can be taken over from a past.
#[derive(Debug)]
pub(super) struct Stretches {
    entries: Vec<Entry>,
    claims: IntoIter<Claim>,
    /// How many claims were taken over or passed by.
    passed: usize,
    said: Vec<u32>,
    statements: Vec<Statement>,
    longer: Vec<ClaimId>,
    /// The blocks that differ, in their order.
    differ: Vec<u32>,
}

fn gender(entities: &Entities, i: usize) -> Option<Gender> {
    entities.genders.get(i).copied().flatten()
}

impl Past {
    /// What `read` came to on a page with these `entities`.
    pub(super) fn note(&mut self, read: Read, entities: &Entities) {
        self.read = read;
        self.mentions.clone_from(&entities.mentions);
        if !self.names(entities) {
            let named = entities.entities.iter().enumerate();
            self.named = named.map(|(i, e)| (e.kind, e.name.clone(), gender(entities, i))).collect();
        }
    }

    /// Whether the very same are named.
    fn names(&self, entities: &Entities) -> bool {
        self.named.len() == entities.entities.len()
            && self.named.iter().zip(&entities.entities).enumerate().all(|(i, ((kind, name, who), e))| {
                *kind == e.kind && *name == e.name && *who == gender(entities, i)
            })
    }

    /// What can be taken over of it on `page`, in which all blocks have the numbers they had and all but those that
    /// `changed` read as they did.
    pub(super) fn stretches(
        &mut self,
        page: &Page,
        entities: &Entities,
        changed: &[u32],
    ) -> Option<Stretches> {
        if self.read.entries.len() != page.blocks.len() || !self.names(entities) {
            return None;
        }
        let Read { entries, claims, said, statements, longer } = core::mem::take(&mut self.read);
        let (mut differ, mut marks) = (Vec::new(), changed.iter().copied().peekable());
        let mut mentioned = differing(&self.mentions, &entities.mentions).into_iter().peekable();
        for ((b, block), entry) in (0..).zip(&page.blocks).zip(&entries) {
            let differs = [marks.next_if_eq(&b).is_some(), mentioned.next_if_eq(&b).is_some()];
            if differs != [false; 2] || block.kind != entry.kind {
                differ.push(b);
            }
        }
        Some(Stretches { entries, claims: claims.into_iter(), passed: 0, said, statements, longer, differ })
    }
}

/// The blocks of which one list has other mentions than the other; both in reading order.
fn differing(earlier: &[Mention], now: &[Mention]) -> Vec<u32> {
    let (mut earlier, mut now) = (earlier.iter().peekable(), now.iter().peekable());
    let mut differ = Vec::new();
    loop {
        let (then, here) = (earlier.peek().copied(), now.peek().copied());
        if then.is_some() && then == here {
            earlier.next();
            now.next();
            continue;
        }
        let Some(block) = then.into_iter().chain(here).map(|m| m.place.block).min() else { return differ };
        differ.push(block.0);
        while earlier.next_if(|m| m.place.block == block).is_some() {}
        while now.next_if(|m| m.place.block == block).is_some() {}
    }
}

impl Stretches {
    /// The end of the stretch that begins with block `from`, when somebody `spoken` has spoken last; none when none begins
    /// there.
    pub(super) fn end(&self, page: &Page, from: u32, spoken: Spoken) -> Option<u32> {
        let entry = self.entries.get(from as usize)?;
        if !entry.plain || entry.spoken != spoken || !self.stands_below(page, from) {
            return None;
        }
        let Some(&differs) = self.differ.get(self.differ.partition_point(|b| *b < from)) else {
            return Some(self.entries.len() as u32);
        };
        let is_plain = |b: &u32| self.entries.get(*b as usize).is_some_and(|entry| entry.plain);
        (from + 1..differs).rev().find(is_plain)
    }

    /// Whether the block above `block` is the one it was, and stands.
    fn stands_below(&self, page: &Page, block: u32) -> bool {
        let has_words =
            |b: u32| page.blocks.get(b as usize).is_some_and(|block| !block.text.trim().is_empty());
        for above in (0..block).rev() {
            if self.differ.binary_search(&above).is_ok() {
                return false;
            }
            if has_words(above) {
                break;
            }
        }
        true
    }

    /// Adds to `read` what blocks `from..to` came to; gives who had spoken then.
    pub(super) fn take(&mut self, from: u32, to: u32, read: &mut Read) -> Spoken {
        let Some(&first) = self.entries.get(from as usize) else { return Spoken::default() };
        let end = self.entries.get(to as usize);
        let last = end.map_or_else(
            || [self.passed + self.claims.len(), self.statements.len(), self.longer.len()],
            |end| [end.claims as usize, end.statements as usize, end.longer as usize],
        );
        let [claims, statements, longer] = last;
        let base = [read.claims.len(), read.statements.len(), read.longer.len()].map(|n| n as u32);
        let moved = |n: u32, at: usize, from: u32| n.wrapping_sub(from).wrapping_add(base[at]);
        let claim = |c: ClaimId| ClaimId(moved(c.0, 0, first.claims));
        read.entries.extend(slice(&self.entries, from as usize..to as usize).iter().map(|entry| Entry {
            claims: moved(entry.claims, 0, first.claims),
            statements: moved(entry.statements, 1, first.statements),
            longer: moved(entry.longer, 2, first.longer),
            ..*entry
        }));
        if let Some(by) = (first.claims as usize).checked_sub(self.passed + 1) {
            self.claims.nth(by);
        }
        let taken = self.claims.by_ref().take(claims.saturating_sub(first.claims as usize));
        if base[0] == first.claims {
            read.claims.extend(taken);
        } else {
            read.claims.extend(taken.map(|c| Claim { parent: c.parent.map(claim), ..c }));
        }
        self.passed = claims;
        read.said.extend_from_slice(slice(&self.said, first.claims as usize..claims));
        let said = slice(&self.statements, first.statements as usize..statements).iter();
        read.statements.extend(said.map(|s| Statement { follows: s.follows.map(claim), ..s.clone() }));
        read.longer.extend(slice(&self.longer, first.longer as usize..longer).iter().map(|c| claim(*c)));
        end.map_or(first.spoken, |end| end.spoken)
    }
}

#[cfg(test)]
impl Stretches {
    /// How many claims were taken over or passed by.
    pub(super) const fn passed(&self) -> usize {
        self.passed
    }
}

fn slice<T>(all: &[T], range: Range<usize>) -> &[T] {
    all.get(range).unwrap_or_default()
}
