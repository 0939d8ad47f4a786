//! What is new in a report since an earlier one of the same page.
//!
//! Problem: the report of a long page is tens of thousands of objects, and making them anew for the browser
//! after every change of a paragraph costs more than finding what changed. Policy: the findings of then and now
//! are compared, and twins are made only of what differs. A [`Renewal`] says for each list which entries of the
//! earlier report stand and carries only the others; numbers of blocks, quantities and claims that moved are given as
//! moves. An entry stands only when it reads, with its numbers
//! moved, as the fresh one does, so that the renewed report is the fresh one by construction. Lists are
//! matched block by block, never by what they say. The caller owns what is compared; `src/dom/renewal.js` puts
//! the new one together. Not handled: entries that moved to another block (they are sent again).

mod apply;
mod same;

use std::collections::BTreeMap;

use serde::Serialize;

use super::twins::{Counts, Head, Twins, counts};
use super::{Claim, Entity, Mention, Piece, Quantity as Amount, Region, Run, Statement, Utf16};
use crate::analysis::Findings;
use crate::claims;
use crate::duplicates;
use crate::entities::Quantity;
use crate::page::{BlockId, Page};
use crate::span::Place;
use same::Moved;

/// No number: the entry did not stand in the earlier report, or stands no more.
const NONE: u32 = u32::MAX;

/// Runs of numbers that moved: first before, first now, how many. Empty when none did; a number in no run
/// is gone.
pub type Moves = Vec<[u32; 3]>;

/// One list of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part<T> {
    /// Its entries in order: (first, how many) entries of the earlier list, or (`u32::MAX`, how many) of `fresh`.
    pub order: Vec<[u32; 2]>,
    /// The entries that are not taken over.
    pub fresh: Vec<T>,
}

/// How a report follows from the earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Renewal {
    /// As in [`Report`].
    pub blocks: u32,
    /// As in [`Report`].
    pub paragraphs: u32,
    /// As in [`Report`].
    pub words: u32,
    /// As in [`Report`].
    pub english: bool,
    /// Number of repeated paragraphs.
    pub repeated: u32,
    /// How blocks, quantities and claims were renumbered, in this order.
    pub moves: [Moves; 3],
    /// Sentences.
    pub sentences: Part<Piece>,
    /// Repeats.
    pub runs: Part<Run>,
    /// Entities.
    pub entities: Part<Entity>,
    /// Mentions.
    pub mentions: Part<Mention>,
    /// Quantities.
    pub quantities: Part<Amount>,
    /// Claims.
    pub claims: Part<Claim>,
    /// Statements.
    pub statements: Part<Statement>,
    /// As in [`Report`].
    pub regions: Vec<Region>,
}

/// What a report is made of, beside the page.
#[derive(Debug, Clone, Copy)]
pub struct Makings<'a> {
    /// What was found.
    pub findings: &'a Findings,
    /// The page's offsets.
    pub utf16: &'a Utf16,
}

/// How the report of `page`, where `now` is known, follows from the report where `earlier` was known. `was` gives for
/// each block of the page the number it had when its text is unchanged, else `u32::MAX`.
pub fn renew(page: &Page, earlier: Makings<'_>, now: Makings<'_>, was: &[u32]) -> Renewal {
    let (twins, counts, head) = (Twins::new(now), counts(earlier.findings), Head::of(page, now.findings));
    let blocks = stood(earlier.utf16, now.utf16, was);
    let (before, here) = (&earlier.findings.claims, &now.findings.claims);
    let (old, new) = (&earlier.findings.entities, &now.findings.entities);
    let claims = paired(&before.claims, &here.claims, &blocks, claim_block);
    let quantities = paired(&old.quantities, &new.quantities, &blocks, |q| q.place.block);
    let mentions = paired(&old.mentions, &new.mentions, &blocks, |m| m.place.block);
    let statements = paired(&before.statements, &here.statements, &blocks, |s| s.place.block);
    let (old_runs, new_runs) = (&earlier.findings.duplicates.runs, &now.findings.duplicates.runs);
    let runs = paired_runs(old_runs, new_runs, &blocks);
    let mut moved = Moved {
        earlier,
        now,
        quantities: forward(&quantities, &old.quantities),
        claims: forward(&claims, &before.claims),
        blocks,
        counted: Vec::new(),
    };
    let quantities = settled(&old.quantities, &new.quantities, quantities, |o, n| moved.quantity(o, n));
    moved.counted = counted(page.blocks.len(), &old.quantities, &new.quantities, &quantities, &moved.blocks);
    let claims = settled(&before.claims, &here.claims, claims, |o, n| moved.claim(o, n));
    let mentions = settled(&old.mentions, &new.mentions, mentions, |o, n| moved.mention(o, n));
    let statements = settled(&before.statements, &here.statements, statements, |o, n| moved.statement(o, n));
    let runs = settled(old_runs, new_runs, runs, |o, n| moved.run(o, n));
    let counted = |counts: &[Counts], i: usize| counts.get(i).copied().unwrap_or_default();
    let entity = |(i, entity)| {
        let stands = old
            .entities
            .get(i)
            .is_some_and(|old| moved.entity((old, counted(&counts, i)), (entity, counted(&twins.counts, i))));
        if stands { i as u32 } else { NONE }
    };
    let entities: Vec<u32> = new.entities.iter().enumerate().map(entity).collect();
    Renewal {
        sentences: sentences(page, &moved, was, &twins),
        runs: part(new_runs, &runs, |_, run| twins.run(run)),
        entities: part(&new.entities, &entities, |i, entity| twins.entity(i, entity)),
        mentions: part(&new.mentions, &mentions, |_, mention| twins.mention(mention)),
        quantities: part(&new.quantities, &quantities, |_, quantity| twins.quantity(quantity)),
        claims: part(&here.claims, &claims, |i, claim| twins.claim(i, claim)),
        statements: part(&here.statements, &statements, |_, statement| twins.statement(statement)),
        moves: [moves(&moved.blocks), moves(&moved.quantities), moves(&moved.claims)],
        blocks: head.blocks,
        paragraphs: head.paragraphs,
        words: head.words,
        english: head.english,
        repeated: head.repeated,
        regions: head.regions,
    }
}

/// New numbers by old ones of the blocks that stand. A block whose offsets are converted in another way does not,
/// whatever `was` says.
fn stood(earlier: &Utf16, now: &Utf16, was: &[u32]) -> Vec<u32> {
    let mut blocks = vec![NONE; earlier.blocks()];
    for (new, old) in (0_u32..).zip(was) {
        if let Some(slot) = blocks.get_mut(*old as usize).filter(|_| earlier.is_same(*old, now, new)) {
            *slot = new;
        }
    }
    blocks
}

/// The sentences, block by block: where a block's text is the same, all of its sentences are.
fn sentences(page: &Page, moved: &Moved<'_>, was: &[u32], twins: &Twins<'_>) -> Part<Piece> {
    let (before, here) = (&moved.earlier.findings.text, &moved.now.findings.text);
    let mut next = 0;
    let first: Vec<u32> = before
        .blocks
        .iter()
        .map(|block| {
            next += block.sentences.len() as u32;
            next - block.sentences.len() as u32
        })
        .collect();
    let mut out = Part::default();
    for (id, _) in page.numbered() {
        let block = here.block(id);
        let old = was.get(id.index()).map_or(NONE as usize, |old| *old as usize);
        // Blocks' texts are shared where they stand: nothing is compared.
        let stands =
            moved.blocks.get(old) == Some(&id.0) && before.blocks.get(old) == here.blocks.get(id.index());
        match first.get(old).filter(|_| stands) {
            Some(first) => out.stand(*first, block.sentences.len() as u32),
            None => block.sentences.iter().for_each(|s| {
                out.add(twins.piece(&Place { block: id, span: block.span(*s) }));
            }),
        }
    }
    out
}

/// For each of so many blocks now whether its quantities are those it had: as many, and all stand.
fn counted(blocks: usize, earlier: &[Quantity], now: &[Quantity], from: &[u32], moved: &[u32]) -> Vec<bool> {
    let (mut before, mut here) = (vec![0_u32; blocks], vec![0_u32; blocks]);
    for quantity in earlier {
        let block = moved.get(quantity.place.block.index()).copied().unwrap_or(NONE);
        if let Some(count) = before.get_mut(block as usize) {
            *count += 1;
        }
    }
    let mut out = vec![true; blocks];
    for (quantity, old) in now.iter().zip(from) {
        let at = quantity.place.block.index();
        if let (Some(count), Some(all)) = (here.get_mut(at), out.get_mut(at)) {
            *count += 1;
            *all &= *old != NONE;
        }
    }
    for ((all, before), here) in out.iter_mut().zip(before).zip(here) {
        *all &= before == here;
    }
    out
}

/// The block a claim was found in.
fn claim_block(claim: &claims::Claim) -> BlockId {
    claim.cue.first().or(claim.source.as_ref()).or(claim.content.first()).map_or(BlockId(NONE), |p| p.block)
}

/// For each entry now the one it may be the continuation of: the entries of a block that stands are paired in
/// order. Both lists are in the order of their blocks; where they are not, less is paired.
fn paired<T>(earlier: &[T], now: &[T], blocks: &[u32], block: impl Fn(&T) -> BlockId) -> Vec<u32> {
    let block = |entry: &T| block(entry).0;
    let mut from = vec![NONE; now.len()];
    let mut starts: Vec<u32> =
        vec![NONE; now.iter().map(|n| block(n) as usize + 1).max().unwrap_or(0).min(1 << 24)];
    for (i, entry) in now.iter().enumerate() {
        if let Some(start) = starts.get_mut(block(entry) as usize).filter(|s| **s == NONE) {
            *start = i as u32;
        }
    }
    let mut old = 0;
    for entries in earlier.chunk_by(|a, b| block(a) == block(b)) {
        let here = entries.first().and_then(|e| blocks.get(block(e) as usize)).copied().unwrap_or(NONE);
        let start = starts.get(here as usize).copied().unwrap_or(NONE) as usize;
        for n in 0..entries.len() {
            if now.get(start.saturating_add(n)).is_none_or(|entry| block(entry) != here) {
                break;
            }
            if let Some(slot) = from.get_mut(start + n) {
                *slot = old + n as u32;
            }
        }
        old += entries.len() as u32;
    }
    from
}

/// The same for repeats, which are few and in no order of blocks: paired by their first block.
fn paired_runs(earlier: &[duplicates::Run], now: &[duplicates::Run], blocks: &[u32]) -> Vec<u32> {
    let first = |run: &duplicates::Run| run.blocks.first().map_or(NONE, |b| b.block.0);
    let mut known = BTreeMap::new();
    for (i, run) in (0_u32..).zip(earlier) {
        let here = blocks.get(first(run) as usize).copied().unwrap_or(NONE);
        known.entry((here, run.kind)).or_insert(i);
    }
    now.iter().map(|run| known.remove(&(first(run), run.kind)).unwrap_or(NONE)).collect()
}

/// From numbers before to numbers now.
fn forward<T>(from: &[u32], earlier: &[T]) -> Vec<u32> {
    let mut to = vec![NONE; earlier.len()];
    for (new, old) in (0_u32..).zip(from) {
        if let Some(slot) = to.get_mut(*old as usize) {
            *slot = new;
        }
    }
    to
}

/// What moved, as runs.
fn moves(to: &[u32]) -> Moves {
    if (0_u32..).zip(to).all(|(old, new)| *new == old || *new == NONE) {
        return Vec::new();
    }
    let mut out: Moves = Vec::new();
    for (old, &new) in (0_u32..).zip(to).filter(|(_, new)| **new != NONE) {
        match out.last_mut() {
            Some([first, now, count]) if *first + *count == old && *now + *count == new => *count += 1,
            _ => out.push([old, new, 1]),
        }
    }
    out
}

/// `from` without the pairs that do not read the same.
fn settled<T>(earlier: &[T], now: &[T], mut from: Vec<u32>, same: impl Fn(&T, &T) -> bool) -> Vec<u32> {
    for (old, entry) in from.iter_mut().zip(now) {
        if !earlier.get(*old as usize).is_some_and(|before| same(before, entry)) {
            *old = NONE;
        }
    }
    from
}

/// The list `now`, of which those stand that are `from` somewhere; the others' twins are made.
fn part<T, U>(now: &[T], from: &[u32], twin: impl Fn(usize, &T) -> U) -> Part<U> {
    let mut out = Part::default();
    for ((i, entry), &old) in now.iter().enumerate().zip(from) {
        if old == NONE { out.add(twin(i, entry)) } else { out.stand(old, 1) }
    }
    out
}

impl<T> Part<T> {
    /// `count` entries from `first` on stand.
    fn stand(&mut self, first: u32, count: u32) {
        match self.order.last_mut() {
            Some([from, before]) if *from != NONE && *from + *before == first => *before += count,
            _ if count > 0 => self.order.push([first, count]),
            _ => {}
        }
    }

    fn add(&mut self, entry: T) {
        self.fresh.push(entry);
        match self.order.last_mut() {
            Some([NONE, count]) => *count += 1,
            _ => self.order.push([NONE, 1]),
        }
    }
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { order: Vec::new(), fresh: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
