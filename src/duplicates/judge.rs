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
use super::facts::{EVIDENCE, Facts, HEADING, MEMBER, NONE, PROSE};
use super::links::Pair;
use super::words::{NAME, NUMBER};
use crate::page::{Context, Page};

/// Words a run must share (exact runs: [`LEAST_EXACT`]).
const LEAST: u32 = 50;
const LEAST_EXACT: u32 = 40;
const LEAST_TEASER: u32 = 25;
/// Share of the shorter side that must be found in the other.
const ALIKE: f32 = 0.68;
/// The fixed words of a template differ no more often than this.
const FIXED: f32 = 0.06;
/// Members looked at to tell a series.
const SAMPLE: usize = 64;
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

pub(super) fn judge(facts: &Facts, page: &Page, places: &[u32], chain: &Chain) -> Verdict {
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
        || framed(facts, chain, short)
        || short && (formula(facts, chain) || listing(facts, page, chain))
        || series(facts, chain)
        || uneven(facts, places, chain)
        || short && verse(facts, page, chain)
        || quotation(facts, page, chain)
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

/// Whether what differs are names and numbers, in most blocks, while the words around never do.
fn template(facts: &Facts, chain: &Chain, blocks: u32) -> bool {
    // [names, numbers, other words]: all, differing.
    let (mut all, mut differ) = ([0_u32; 3], [0_u32; 3]);
    let mut differing_blocks = 0;
    let mut distinct: Vec<u32> = Vec::new();
    for pair in &chain.pairs {
        let (a, b) = (facts.words(pair.s), facts.words(pair.t));
        let (fa, fb) = (facts.word_flags(pair.s), facts.word_flags(pair.t));
        if pair.exact {
            for (word, flags) in a.iter().zip(fa) {
                let name = flags & NAME != 0;
                let kind = if flags & NUMBER != 0 {
                    1
                } else if name {
                    0
                } else {
                    2
                };
                if let Some(n) = all.get_mut(kind) {
                    *n += 2;
                }
                if name && distinct.len() < SAMPLE {
                    distinct.push(*word);
                }
            }
            continue;
        }
        let mut same = vec![false; a.len() + b.len()];
        for (i, j) in align(a, b) {
            for at in [i as usize, a.len() + j as usize] {
                if let Some(slot) = same.get_mut(at) {
                    *slot = true;
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
            if kind == 0 && *same && at < a.len() {
                distinct.extend(a.get(at));
            }
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
    if names + numbers < 3.0 || identity_rate < 0.2 || identity_rate < 3.0 * other_rate || other_rate > FIXED
    {
        return false;
    }
    // The same people in the same story with other figures: a corrected copy, not a template.
    distinct.sort_unstable();
    distinct.dedup();
    let same_names = distinct.len() >= 6 && name_rate < 0.1 && number_rate > name_rate;
    let most = differing_blocks as f32 >= 0.5 * blocks as f32;
    most && !(same_names && blocks >= 4)
}

/// The heading right above block `b` (one other block may stand between).
pub(super) fn heading_above(facts: &Facts, b: u32) -> Option<u32> {
    (b.saturating_sub(6)..b).rev().filter(|x| facts.is(*x, MEMBER)).take(2).find(|x| facts.is(*x, HEADING))
}

/// Whether two headings say the same; "Part 1" and "Part 2" do not.
pub(super) fn same_heading(facts: &Facts, s: u32, t: u32) -> bool {
    let numbers = |b: u32| {
        let both = facts.words(b).iter().zip(facts.word_flags(b));
        both.filter(|(_, f)| **f & NUMBER != 0).map(|(w, _)| *w).collect::<Vec<_>>()
    };
    s == t || like_heading(facts, s, t) && numbers(s) == numbers(t)
}

fn like_heading(facts: &Facts, s: u32, t: u32) -> bool {
    Pair::of(facts, s, t).likeness(facts) >= 0.6
}

/// Whether other headings stand above the same text.
fn framed(facts: &Facts, chain: &Chain, short: bool) -> bool {
    let (mut same, mut other) = (0_u32, 0_u32);
    // Above a heading only the one right before it counts ("Monday" above "18:00 News").
    let right_above = |b: u32| heading_above(facts, b).filter(|h| facts.is(b, PROSE) || h + 1 == b);
    for pair in &chain.pairs {
        if let (Some(hs), Some(ht)) = (right_above(pair.s), right_above(pair.t)) {
            // In a long copy a figure in a subhead may be edited like any other.
            if same_heading(facts, hs, ht) || !short && like_heading(facts, hs, ht) {
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    if short { other > 0 && other >= same } else { other > 1 && other > same }
}

/// Whether members are formulas, each used where it fits: they stand unequally often on the page, or
/// where one stands the next does not follow.
fn formula(facts: &Facts, chain: &Chain) -> bool {
    let members: Vec<&Pair> = chain.pairs.iter().filter(|p| p.exact && facts.is(p.t, PROSE)).collect();
    let counts = || members.iter().map(|p| facts.copies(p.t));
    let (Some(least), Some(most)) = (counts().min(), counts().max()) else { return false };
    if most < 3 {
        return false;
    }
    let twins = |b: u32| {
        let before = |b: &u32| facts.before.get(*b as usize).copied();
        let last = facts.latest.get(facts.class(b) as usize).copied();
        std::iter::successors(last, before)
            .take_while(|b| *b != NONE)
            .take(32)
            .map(|b| facts.rank(b))
            .collect::<Vec<_>>()
    };
    let steady = members.windows(2).all(|w| {
        let [a, b] = w else { return true };
        twins(a.t).iter().zip(&twins(b.t)).all(|(x, y)| y > x && y - x <= 8)
    });
    least != most || !steady
}

/// In how many places of the page each block has look-alikes, by its pairs.
pub(super) fn places(facts: &Facts, pairs: &[Pair]) -> Vec<u32> {
    let mut sides: Vec<(u32, u32)> = Vec::with_capacity(pairs.len() * 2);
    for pair in pairs.iter().filter(|p| p.likeness(facts) >= 0.6) {
        sides.push((pair.s, facts.rank(pair.t)));
        sides.push((pair.t, facts.rank(pair.s)));
    }
    sides.sort_unstable();
    let mut places = vec![0; facts.len()];
    let mut last: Option<(u32, u32)> = None;
    for (block, rank) in sides {
        let near = last.is_some_and(|(b, r)| b == block && rank - r <= 3);
        if !near && let Some(count) = places.get_mut(block as usize) {
            *count += 1;
        }
        last = Some((block, rank));
    }
    places
}

/// Whether the members have look-alikes in unequal numbers of places: sections of a collection (plans,
/// answers for each operator) that share what they happen to share. All of a copy has as many copies.
fn uneven(facts: &Facts, places: &[u32], chain: &Chain) -> bool {
    let side = |of: &dyn Fn(&Pair) -> u32| {
        let mut blocks: Vec<u32> = chain.pairs.iter().map(of).filter(|b| facts.is(*b, PROSE)).collect();
        blocks.dedup();
        let mut counts: Vec<u32> = blocks.iter().filter_map(|b| places.get(*b as usize).copied()).collect();
        // Two texts side by side may differ in how often they stand; members that take turns may not.
        let turns = counts.windows(2).filter(|w| w.first() != w.last()).count();
        counts.sort_unstable();
        let many = counts.iter().filter(|n| **n > 1).count();
        let commonest = counts.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
        many * 10 > counts.len() * 4 && commonest * 10 < counts.len() * 7 && turns * 5 >= counts.len()
    };
    side(&|p| p.s) || side(&|p| p.t)
}

/// Whether all of it are list items: listings, plans and ingredients repeat what they need.
fn listing(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let item = |b: u32| page.blocks.get(b as usize).is_some_and(|b| b.context.any(Context::ITEM));
    chain.pairs.iter().filter(|p| facts.is(p.t, PROSE)).all(|p| item(p.s) || item(p.t))
}

/// Whether the members are alike among themselves: one formula filled in again and again.
pub(super) fn series(facts: &Facts, chain: &Chain) -> bool {
    let mut members: Vec<u32> = chain.pairs.iter().filter(|p| facts.is(p.s, PROSE)).map(|p| p.s).collect();
    members.dedup();
    members.truncate(SAMPLE); // a longer run is one text or one series from its beginning
    let alike = members.windows(2).filter(|w| {
        let [a, b] = w else { return false };
        Pair::of(facts, *a, *b).likeness(facts) >= 0.6
    });
    let alike = alike.count();
    alike * 2 >= members.len() && alike > 0
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
    let prose = |p: &&Pair| facts.is(p.t, PROSE);
    let (mut all, mut one_side) = (0, 0);
    for pair in chain.pairs.iter().filter(prose) {
        all += 1;
        one_side += i32::from(quoted(pair.s) != quoted(pair.t));
    }
    one_side * 2 > all
}
