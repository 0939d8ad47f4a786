//! Is a chain a copy, or does it only look like one?
//!
//! Problem: the same likeness is a copy in an article that stands twice and a different fact in two
//! parts of a law, two recipes or two results. Policy: a copy is (1) evidence enough: two prose blocks
//! and [`LEAST`] words; (2) dense on both sides; (3) alike; and none of the vetoes of
//! `template` and `vetoes`. What is vetoed is "similar". Nothing here owns state. Not handled: meaning.

use super::chains::Chain;
use super::facts::{EVIDENCE, Facts, PROSE};
use super::links::Pair;
use super::template::template;
use super::vetoes::{formula, framed, is_clone, listing, quotation, series, uneven, verse, windows};
use crate::page::Page;

/// Words a run must share (exact runs: [`LEAST_EXACT`]).
const LEAST: u32 = 50;
const LEAST_EXACT: u32 = 40;
const LEAST_TEASER: u32 = 25;
/// Share of the shorter side that must be found in the other.
const ALIKE: f32 = 0.68;
/// A long run proves itself with less density.
pub(super) const LONG: u32 = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Copy,
    Similar,
    Nothing,
}

/// What is counted over a chain.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    prose_s: u32,
    prose_t: u32,
    exact: u32,
    matched: u32,
    size_s: u32,
    size_t: u32,
}

/// What becomes of `chain`, which was no series as it was linked and has or has not `grown` since.
pub(super) fn judge(facts: &Facts, page: &Page, places: &[u32], chain: &Chain, grown: bool) -> Verdict {
    let sums = sums(facts, chain);
    let blocks = sums.prose_s.max(sums.prose_t);
    let all_exact = sums.exact == blocks;
    let least = if truncated(facts, page, chain) {
        LEAST_TEASER
    } else if all_exact {
        LEAST_EXACT
    } else {
        LEAST
    };
    if blocks < 2 || sums.matched < least {
        return Verdict::Nothing;
    }
    let long = sums.matched >= LONG && blocks >= 4;
    let (dense_s, dense_t) = (density(facts, chain, false), density(facts, chain, true));
    let (most, least) = (dense_s.max(dense_t), dense_s.min(dense_t));
    // An extract is dense in itself and may skip in its original.
    let dense = if long { most >= 0.6 && least >= 0.4 } else { least >= 0.7 || most >= 0.9 && least >= 0.4 };
    let alike = sums.matched as f32 / sums.size_s.min(sums.size_t).max(1) as f32;
    if !dense || alike < ALIKE {
        return Verdict::Nothing;
    }
    let short = !long;
    if template(facts, chain, blocks)
        || framed(facts, page, chain, short)
        || short && listing(facts, page, chain)
        || grown && series(facts, chain)
        || (short && formula(facts, chain) || uneven(facts, places, chain)) && !windows(facts, page, chain)
        || short && verse(facts, page, chain)
        || quotation(facts, page, chain)
        || chain.pairs.iter().any(|p| is_clone(page, p.s, p.t))
    {
        return Verdict::Similar;
    }
    Verdict::Copy
}

/// Whether the run ends in a text cut short with an ellipsis, which goes on on the other side.
fn truncated(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    chain.last().is_some_and(|p| is_cut(facts, page, p.s, p.t, p) || is_cut(facts, page, p.t, p.s, p))
}

/// Whether block `cut` is the beginning of `whole` with an ellipsis at its end (and "read more").
pub(super) fn is_cut(facts: &Facts, page: &Page, cut: u32, whole: u32, pair: &Pair) -> bool {
    let text = page.blocks.get(cut as usize).map_or("", |b| b.text.trim_end());
    let tail: String = text.chars().rev().take(20).collect();
    let (short, long) = (facts.words(cut).len() as u32, facts.words(whole).len() as u32);
    let (range, other) = if cut == pair.s { (pair.in_s, pair.in_t) } else { (pair.in_t, pair.in_s) };
    let begins = range.0 == 0 && other.0 == 0 && short < long && facts.size(cut) >= 8;
    begins
        && pair.matched + 3 >= short
        && other.1 <= range.1 + 1
        && (tail.contains('…') || tail.contains("..."))
}

fn sums(facts: &Facts, chain: &Chain) -> Sums {
    let mut sums = Sums::default();
    let (mut last_s, mut last_t) = (None, None);
    for pair in &chain.pairs {
        let prose = facts.is(pair.s, PROSE) || facts.is(pair.t, PROSE);
        if !prose {
            continue;
        }
        sums.matched += (pair.matched as f32 * facts.scale(pair.t)) as u32;
        sums.exact += u32::from(pair.exact);
        if last_s != Some(pair.s) {
            sums.prose_s += u32::from(facts.is(pair.s, PROSE));
            sums.size_s += facts.size(pair.s);
        }
        if last_t != Some(pair.t) {
            sums.prose_t += u32::from(facts.is(pair.t, PROSE));
            sums.size_t += facts.size(pair.t);
        }
        (last_s, last_t) = (Some(pair.s), Some(pair.t));
    }
    sums
}

/// Share of the evidence between the chain's ends that belongs to it, on one side.
fn density(facts: &Facts, chain: &Chain, copy: bool) -> f32 {
    let side = |p: &Pair| if copy { p.t } else { p.s };
    let (Some(first), Some(last)) = (chain.first().map(side), chain.last().map(side)) else { return 0.0 };
    let mut inside: u32 = 0;
    let mut at = chain.pairs.iter().map(side).peekable();
    let mut all: u32 = 0;
    for b in first..=last {
        let mut member = false;
        while at.peek() == Some(&b) {
            member = true;
            at.next();
        }
        if facts.is(b, EVIDENCE) || member {
            all += facts.size(b);
            inside += if member { facts.size(b) } else { 0 };
        }
    }
    inside as f32 / all.max(1) as f32
}
