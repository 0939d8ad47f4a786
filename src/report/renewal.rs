//! What is new in a report since an earlier one of the same page.
//!
//! Problem: the report of a long page is tens of thousands of objects, and making them anew for the browser
//! after every change of a paragraph costs more than finding what changed. Policy: a [`Renewal`] says for
//! each list which entries of the earlier report stand and carries only the others; numbers of blocks,
//! quantities and claims that moved are given as moves. An entry stands only when it reads, with its numbers
//! moved, as the fresh one does, so that the renewed report is the fresh one by construction. Lists are
//! matched block by block, never by what they say. The caller owns both reports; `src/dom/renewal.js` puts
//! the new one together. Not handled: entries that moved to another block (they are sent again).

mod apply;
mod same;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Claim, Entity, Mention, Piece, Quantity, Region, Report, Run, Statement};
use same::{Moved, Same};

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
    pub quantities: Part<Quantity>,
    /// Claims.
    pub claims: Part<Claim>,
    /// Statements.
    pub statements: Part<Statement>,
    /// As in [`Report`].
    pub regions: Vec<Region>,
}

/// How `now` follows from `earlier`. `was` gives for each block of the page the number it had when its text
/// is unchanged, else `u32::MAX`.
pub fn renew(earlier: &Report, now: &Report, was: &[u32]) -> Renewal {
    let mut blocks = vec![NONE; earlier.blocks as usize];
    for (new, old) in (0_u32..).zip(was) {
        if let Some(slot) = blocks.get_mut(*old as usize) {
            *slot = new;
        }
    }
    let claims = paired(&earlier.claims, &now.claims, &blocks, claim_block);
    let quantities = paired(&earlier.quantities, &now.quantities, &blocks, |q| q.block);
    let moved = Moved {
        quantities: forward(&quantities, &earlier.quantities),
        claims: forward(&claims, &earlier.claims),
        blocks,
    };
    let mentions = paired(&earlier.mentions, &now.mentions, &moved.blocks, |m| m.block);
    let statements = paired(&earlier.statements, &now.statements, &moved.blocks, |s| s.block);
    let sentences = paired(&earlier.sentences, &now.sentences, &moved.blocks, |s| s.block);
    let entities: Vec<u32> = (0..now.entities.len() as u32).collect();
    let runs = paired_runs(&earlier.duplicates.runs, &now.duplicates.runs, &moved.blocks);
    Renewal {
        blocks: now.blocks,
        paragraphs: now.paragraphs,
        words: now.words,
        english: now.english,
        repeated: now.duplicates.repeated,
        sentences: part(&earlier.sentences, &now.sentences, &sentences, &moved),
        runs: part(&earlier.duplicates.runs, &now.duplicates.runs, &runs, &moved),
        entities: part(&earlier.entities, &now.entities, &entities, &moved),
        mentions: part(&earlier.mentions, &now.mentions, &mentions, &moved),
        quantities: part(&earlier.quantities, &now.quantities, &quantities, &moved),
        claims: part(&earlier.claims, &now.claims, &claims, &moved),
        statements: part(&earlier.statements, &now.statements, &statements, &moved),
        regions: now.regions.clone(),
        moves: [moves(&moved.blocks), moves(&moved.quantities), moves(&moved.claims)],
    }
}

/// The block a claim was found in.
fn claim_block(claim: &Claim) -> u32 {
    claim.cue.first().or(claim.source.as_ref()).or(claim.content.first()).map_or(NONE, |p| p.block)
}

/// For each entry now the one it may be the continuation of: the entries of a block that stands are paired in
/// order. Both lists are in the order of their blocks; where they are not, less is paired.
fn paired<T>(earlier: &[T], now: &[T], blocks: &[u32], block: impl Fn(&T) -> u32) -> Vec<u32> {
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
fn paired_runs(earlier: &[Run], now: &[Run], blocks: &[u32]) -> Vec<u32> {
    let first = |run: &Run| run.blocks.first().map_or(NONE, |b| b.block);
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

fn part<T: Same + Clone>(earlier: &[T], now: &[T], from: &[u32], moved: &Moved) -> Part<T> {
    let mut out = Part { order: Vec::new(), fresh: Vec::new() };
    for (entry, &old) in now.iter().zip(from) {
        let stands = earlier.get(old as usize).is_some_and(|before| before.same(entry, moved));
        let old = if stands { old } else { NONE };
        if !stands {
            out.fresh.push(entry.clone());
        }
        match out.order.last_mut() {
            Some([NONE, count]) if !stands => *count += 1,
            Some([first, count]) if stands && *first != NONE && *first + *count == old => *count += 1,
            _ => out.order.push([old, 1]),
        }
    }
    out
}

#[cfg(test)]
mod tests;
