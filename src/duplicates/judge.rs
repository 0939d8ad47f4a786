//! Is a chain a copy, or does it only look like one?
//!
//! Problem: the same likeness is a copy in an article that stands twice and a different fact in two
//! parts of a law, two recipes or two results. Policy: a copy is (1) evidence enough: two prose blocks
//! and [`LEAST`] words; (2) dense on both sides; (3) alike; and none of the vetoes: (4) a template, whose
//! differences are names and numbers while its other words never differ; (5) a frame, that is other
//! headings above the same text; (6) a formula, that stands unequally often; (7) verse; (8) a quotation
//! of the original. What is vetoed is "similar". Nothing here owns state. Not handled: meaning.

use super::align::align;
use super::chains::Chain;
use super::facts::{EVIDENCE, Facts, HEADING, MEMBER, PROSE};
use super::words::{NAME, NUMBER};
use crate::page::{Context, Page};

/// Words a run must share (exact runs: [`LEAST_EXACT`]).
const LEAST: u32 = 50;
const LEAST_EXACT: u32 = 40;
/// A long run proves itself with less density.
const LONG: u32 = 300;

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

pub(super) fn judge(facts: &Facts, page: &Page, chain: &Chain) -> Verdict {
    let sums = sums(facts, chain);
    let blocks = sums.prose_s.max(sums.prose_t);
    let all_exact = sums.exact == blocks;
    if blocks < 2 || sums.matched < if all_exact { LEAST_EXACT } else { LEAST } {
        return Verdict::Nothing;
    }
    let long = sums.matched >= LONG && blocks >= 4;
    let (dense_s, dense_t) = (density(facts, chain, false), density(facts, chain, true));
    let (most, least) = (dense_s.max(dense_t), dense_s.min(dense_t));
    let dense = if long { most >= 0.6 && least >= 0.4 } else { least >= 0.7 };
    let alike = sums.matched as f32 / sums.size_s.min(sums.size_t).max(1) as f32;
    if !dense || alike < if long { 0.68 } else { 0.72 } {
        return Verdict::Nothing;
    }
    let short = !long;
    if template(facts, chain, blocks)
        || framed(facts, chain, short)
        || short && formula(facts, chain)
        || short && verse(facts, page, chain)
        || quotation(facts, page, chain)
    {
        return Verdict::Similar;
    }
    Verdict::Copy
}

fn sums(facts: &Facts, chain: &Chain) -> Sums {
    let mut sums = Sums::default();
    let (mut last_s, mut last_t) = (None, None);
    for pair in &chain.pairs {
        let prose = facts.is(pair.s, PROSE) || facts.is(pair.t, PROSE);
        if !prose {
            continue;
        }
        // Half-size characters count as in `size`.
        let scale = facts.size(pair.t) as f32 / facts.words(pair.t).len().max(1) as f32;
        sums.matched += (pair.matched as f32 * scale) as u32;
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
    let side = |p: &super::links::Pair| if copy { p.t } else { p.s };
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

/// Whether what differs are names and numbers, in most blocks, while the words around never do.
fn template(facts: &Facts, chain: &Chain, blocks: u32) -> bool {
    // [names, numbers, other words]: all, differing.
    let (mut all, mut differ) = ([0_u32; 3], [0_u32; 3]);
    let mut differing_blocks = 0;
    for pair in &chain.pairs {
        let (a, b) = (facts.words(pair.s), facts.words(pair.t));
        let (fa, fb) = (facts.word_flags(pair.s), facts.word_flags(pair.t));
        let mut same = vec![false; a.len() + b.len()];
        if pair.exact {
            same.fill(true);
        } else {
            for (i, j) in align(a, b) {
                for at in [i as usize, a.len() + j as usize] {
                    if let Some(slot) = same.get_mut(at) {
                        *slot = true;
                    }
                }
            }
        }
        // Outside the matched stretch the words are those of a neighbour (split, merged), not differences.
        let whole = pair.likeness(facts) >= 0.6;
        let mut identity = false;
        for (at, (flags, same)) in fa.iter().chain(fb).zip(&same).enumerate() {
            let place =
                if at < a.len() { (at as u32, pair.in_s) } else { ((at - a.len()) as u32, pair.in_t) };
            if !whole && (place.0 < place.1.0 || place.0 >= place.1.1) {
                continue;
            }
            let kind = if flags & NUMBER != 0 {
                1
            } else if flags & NAME != 0 {
                0
            } else {
                2
            };
            if let (Some(n), Some(d)) = (all.get_mut(kind), differ.get_mut(kind)) {
                *n += 1;
                *d += u32::from(!same);
            }
            identity |= !same && kind != 2;
        }
        if identity && (facts.is(pair.s, PROSE) || facts.is(pair.t, PROSE)) {
            differing_blocks += 1;
        }
    }
    let rate = |kind: usize| {
        let (n, d) = (all.get(kind).copied().unwrap_or(0), differ.get(kind).copied().unwrap_or(0));
        (d as f32, d as f32 / n.max(1) as f32)
    };
    let ((names, name_rate), (numbers, number_rate), (_, other_rate)) = (rate(0), rate(1), rate(2));
    let total = all.iter().take(2).sum::<u32>().max(1) as f32;
    let identity_rate = (names + numbers) / total;
    if names + numbers < 3.0 || identity_rate < 0.2 || identity_rate < 3.0 * other_rate {
        return false;
    }
    // The same people in the same story with other figures: a corrected copy, not a template.
    let same_names = all.first().is_some_and(|n| *n >= 12) && name_rate < 0.1 && number_rate > name_rate;
    let most = differing_blocks as f32 >= 0.5 * blocks as f32;
    most && !(same_names && blocks >= 4)
}

/// The heading right above block `b` (one other block may stand between).
fn heading_above(facts: &Facts, b: u32) -> Option<u32> {
    (b.saturating_sub(6)..b).rev().filter(|x| facts.is(*x, MEMBER)).take(2).find(|x| facts.is(*x, HEADING))
}

/// Whether other headings stand above the same text.
fn framed(facts: &Facts, chain: &Chain, short: bool) -> bool {
    let (mut same, mut other) = (0_u32, 0_u32);
    for pair in chain.pairs.iter().filter(|p| !facts.is(p.t, HEADING)) {
        if let (Some(hs), Some(ht)) = (heading_above(facts, pair.s), heading_above(facts, pair.t)) {
            let like = super::links::Pair::of(facts, hs, ht);
            if like.likeness(facts) >= 0.6 {
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    if short { other > 0 && other >= same } else { other > 1 && other > same }
}

/// Whether members stand unequally often on the page: each is a formula, used where it fits.
fn formula(facts: &Facts, chain: &Chain) -> bool {
    let mut counts =
        chain.pairs.iter().filter(|p| p.exact && facts.is(p.t, PROSE)).map(|p| facts.copies(p.t));
    let Some(first) = counts.next() else { return false };
    let (least, most) = counts.fold((first, first), |(l, m), n| (l.min(n), m.max(n)));
    most >= 3 && least != most
}

/// Whether the copy is made of short lines.
fn verse(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let (mut lines, mut words) = (0, 0);
    for pair in &chain.pairs {
        let breaks = page.blocks.get(pair.t as usize).map_or(0, |b| b.breaks);
        lines += breaks + 1;
        words += facts.size(pair.t);
    }
    words < 9 * lines
}

/// Whether the copy stands in quotations and the original does not.
fn quotation(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let quoted = |b: u32| {
        page.blocks.get(b as usize).is_some_and(|b| b.context.any(Context::QUOTE.with(Context::COMMENT)))
    };
    let prose = |p: &&super::links::Pair| facts.is(p.t, PROSE);
    let (mut all, mut one_side) = (0, 0);
    for pair in chain.pairs.iter().filter(prose) {
        all += 1;
        one_side += i32::from(quoted(pair.s) != quoted(pair.t));
    }
    one_side * 2 > all
}
