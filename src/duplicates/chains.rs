//! Runs in the making: pairs of blocks that follow each other on both sides.
//!
//! Problem: one similar paragraph proves little, several in the same order prove a copy; advertisements
//! and new paragraphs may stand between. Policy: sweep the pairs in reading order; a pair extends the
//! chain whose last pair stands at most [`GAP`] evidence blocks before it on both sides, when original
//! and copy stay apart. The same original may be met again further on in its words (a split paragraph),
//! and so may the same copy (merged paragraphs). Then gaps and ends are filled with what corresponds
//! there: subheads, bylines, captions, heavily edited paragraphs, links. The search owns the chains and
//! says how much may be spent on filling them. Cost: O(pairs), as at most [`OPEN`] chains are looked at.
//! Not handled: order inside shuffled copies (see `singles.rs`).

use super::align::effort;
use super::facts::{Facts, HEADING, LINKS, MEMBER, PROSE};
use super::headings::{like_heading, same_heading};
use super::judge::LONG;
use super::links::Pair;
use super::vetoes::SAMPLE;
use crate::page::{Context, Page};

/// Evidence blocks that may stand between two pairs.
const GAP: u32 = 8;
/// Chains that may be extended at a time, the newest; an article and its copies need a few.
const OPEN: usize = 256;
/// Likeness of two blocks that stand in corresponding gaps.
const FILL: f32 = 0.6;
/// Blocks looked at in one gap or past an end, on each side.
const REACH: usize = 12;
/// Blocks stepped over in search of them, empty ones included.
const SIGHT: usize = 400;

/// Parts of a page that work rather than tell: a run does not grow into them.
const WORKING: Context = Context::NAV.with(Context::FORM);
/// Parts that work unless they belong to an article.
const OUTER: Context = Context::FOOTER.with(Context::HEADER);
const BODY: Context = Context::ARTICLE.with(Context::MAIN);

#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    /// In reading order; `s` and `t` never fall.
    pub(super) pairs: Vec<Pair>,
}

impl Chain {
    pub(super) fn first(&self) -> Option<&Pair> {
        self.pairs.first()
    }

    pub(super) fn last(&self) -> Option<&Pair> {
        self.pairs.last()
    }

    /// Matched words as a reader counts them.
    pub(super) fn size(&self, facts: &Facts) -> u32 {
        let size = |p: &Pair| (p.matched as f32 * facts.scale(p.t)) as u32;
        self.pairs.iter().map(size).sum()
    }

    /// What it costs to judge it: edited pairs are aligned again, originals with their neighbours.
    pub(super) fn effort(&self, facts: &Facts) -> usize {
        let length = |(from, to): (u32, u32)| (to - from) as usize;
        let edited = self.pairs.iter().filter(|p| !p.exact);
        let neighbours = self.pairs.windows(2).take(SAMPLE).filter_map(|w| match w {
            [a, b] if a.s != b.s => Some((facts.words(a.s).len(), facts.words(b.s).len())),
            _ => None,
        });
        edited.map(|p| effort(length(p.in_s), length(p.in_t))).sum::<usize>()
            + neighbours.map(|(a, b)| effort(a, b)).sum::<usize>()
    }

    pub(super) fn matched(&self) -> u32 {
        self.pairs.iter().map(|p| p.matched).sum()
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Chains {
    pub(super) all: Vec<Chain>,
    active: Vec<u32>,
}

impl Chains {
    /// Adds `pair`; pairs come by `t`, then by `s`.
    pub(super) fn push(&mut self, facts: &Facts, pair: Pair) {
        let (all, active) = (&mut self.all, &mut self.active);
        let rank_t = facts.rank(pair.t);
        active.retain(|c| {
            let last = all.get(*c as usize).and_then(Chain::last);
            last.is_some_and(|last| rank_t - facts.rank(last.t) <= GAP)
        });
        active.drain(..active.len().saturating_sub(OPEN));
        let mut best: Option<(u32, u32, u32)> = None;
        for &c in active.iter() {
            let Some((first, last)) = all.get(c as usize).and_then(|c| c.first().zip(c.last())) else {
                continue;
            };
            let apart = pair.s < first.t;
            if pair.s < last.s || pair.t < last.t || !apart || (pair.s == last.s && pair.t == last.t) {
                continue;
            }
            if pair.s == last.s && pair.in_s.0 + 2 < last.in_s.1
                || pair.t == last.t && pair.in_t.0 + 2 < last.in_t.1
            {
                continue;
            }
            let (ds, dt) = (facts.rank(pair.s) - facts.rank(last.s), rank_t - facts.rank(last.t));
            if ds > GAP {
                continue;
            }
            let length = all.get(c as usize).map_or(0, |c| c.pairs.len() as u32);
            let cost = (ds + dt + 2 * ds.abs_diff(dt), u32::MAX - length, c);
            if best.is_none_or(|b| cost < b) {
                best = Some(cost);
            }
        }
        if let Some(chain) = best.and_then(|b| all.get_mut(b.2 as usize)) {
            chain.pairs.push(pair);
        } else {
            active.push(all.len() as u32);
            all.push(Chain { pairs: vec![pair] });
        }
    }
}

/// Takes in what corresponds in the gaps and past the ends, as long as there is effort `left`.
pub(super) fn fill(facts: &Facts, page: &Page, chain: &mut Chain, left: &mut usize) {
    trim(facts, page, chain);
    let mut filled: Vec<Pair> = Vec::with_capacity(chain.pairs.len());
    for pair in &chain.pairs {
        if let Some(last) = filled.last().copied() {
            between(facts, (last.s + 1, pair.s), (last.t + 1, pair.t), &mut filled, left);
        }
        filled.push(*pair);
    }
    chain.pairs = filled;
    // Growth is bounded by what the chain had itself, or look-alike pages would cost their square.
    for forward in [false, true] {
        let most = 8 + 2 * chain.pairs.len();
        let _ = (0..most).take_while(|_| extend(facts, page, chain, forward, left)).count();
    }
}

/// Drops what hangs loosely on an end: lines that are no prose, and a sentence the original itself
/// repeats (the "copy" stands in the original's own container, the other copies do not).
fn trim(facts: &Facts, page: &Page, chain: &mut Chain) {
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let loose = |end: &Pair, rest: &[Pair]| {
        let of_source = rest.iter().take(8).any(|p| parent(p.s) == parent(end.t));
        let of_target = rest.iter().take(8).any(|p| parent(p.t) == parent(end.t));
        of_source && !of_target || !facts.is(end.s, PROSE) && !facts.is(end.t, PROSE)
    };
    let mut from = 0;
    while let Some([first, rest @ ..]) = chain.pairs.get(from..)
        && !rest.is_empty()
        && loose(first, rest)
    {
        from += 1;
    }
    chain.pairs.drain(..from);
    while let [rest @ .., last] = chain.pairs.as_slice()
        && !rest.is_empty()
        && loose(last, rest.get(rest.len().saturating_sub(8)..).unwrap_or(rest))
    {
        chain.pairs.pop();
    }
}

/// Pairs what is alike in two gaps, in order (the best total of matched words).
fn between(facts: &Facts, s: (u32, u32), t: (u32, u32), out: &mut Vec<Pair>, left: &mut usize) {
    let list = |(from, to): (u32, u32)| -> Vec<u32> {
        (from..to).take(SIGHT).filter(|b| facts.is(*b, MEMBER)).take(REACH * 3).collect()
    };
    if s.0 >= s.1 || t.0 >= t.1 {
        return;
    }
    let (us, ts) = (list(s), list(t));
    let width = ts.len() + 1;
    let mut best = vec![0_u32; (us.len() + 1) * width];
    let mut pairs = Vec::with_capacity(us.len() * ts.len());
    for (i, &u) in us.iter().enumerate() {
        for (j, &v) in ts.iter().enumerate() {
            let pair = alike(facts, u, v, left);
            let at = |x: usize| best.get(x).copied().unwrap_or(0);
            let take = pair.map_or(0, |p| at(i * width + j) + p.matched + 1);
            let most = take.max(at((i + 1) * width + j)).max(at(i * width + j + 1));
            if let Some(cell) = best.get_mut((i + 1) * width + j + 1) {
                *cell = most;
            }
            pairs.push(pair);
        }
    }
    let at = |i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    let (mut i, mut j) = (us.len(), ts.len());
    let start = out.len();
    while i > 0 && j > 0 {
        if at(i, j) == at(i - 1, j) {
            i -= 1;
        } else if at(i, j) == at(i, j - 1) {
            j -= 1;
        } else {
            out.extend(pairs.get((i - 1) * ts.len() + j - 1).copied().flatten());
            (i, j) = (i - 1, j - 1);
        }
    }
    if let Some(found) = out.get_mut(start..) {
        found.reverse();
    }
}

/// Two blocks that say the same, word for word or nearly.
fn alike(facts: &Facts, s: u32, t: u32, left: &mut usize) -> Option<Pair> {
    let (a, b) = (facts.words(s).len(), facts.words(t).len());
    if facts.class(s) == facts.class(t) {
        return Some(Pair::of(facts, s, t));
    }
    let close = a.min(b) as f32 >= FILL * a.max(b) as f32;
    if !close || a.min(b) < 3 {
        return None;
    }
    *left = left.checked_sub(effort(a, b))?;
    let pair = Pair::of(facts, s, t);
    (pair.likeness(facts) >= FILL).then_some(pair)
}

/// Takes in the next corresponding pair past one end; false when there is none.
fn extend(facts: &Facts, page: &Page, chain: &mut Chain, forward: bool, left: &mut usize) -> bool {
    let (Some(first), Some(last)) = (chain.first().copied(), chain.last().copied()) else { return false };
    let limit = facts.len() as u32;
    let beyond = |from: u32, low: u32, high: u32| -> Vec<u32> {
        let member = |b: &u32| facts.is(*b, MEMBER);
        if forward {
            (from + 1..high).take(SIGHT).filter(member).take(4).collect()
        } else {
            (low..from).rev().take(SIGHT).filter(member).take(4).collect()
        }
    };
    let long = chain.size(facts) >= LONG;
    let works = |b: u32| {
        page.blocks
            .get(b as usize)
            .is_none_or(|b| b.context.any(WORKING) || b.context.any(OUTER) && !b.context.any(BODY))
    };
    let (end_s, end_t) = if forward { (last.s, last.t) } else { (first.s, first.t) };
    // The original ends before the copy begins, on whichever end it grows.
    let us = beyond(end_s, 0, first.t);
    let ts = beyond(end_t, last.s + 1, limit);
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let parents = |side: &dyn Fn(&Pair) -> u32| -> Vec<_> {
        chain.pairs.iter().rev().take(8).chain(chain.pairs.iter().take(8)).map(|p| parent(side(p))).collect()
    };
    let (parents_s, parents_t) = (parents(&|p| p.s), parents(&|p| p.t));
    for sum in 0..us.len() + ts.len() {
        for i in 0..=sum {
            let (Some(&u), Some(&v)) = (us.get(i), ts.get(sum - i)) else { continue };
            let Some(pair) = alike(facts, u, v, left) else { continue };
            let siblings = parent(u) == parent(end_s) && parent(v) == parent(end_t);
            // A short run proves nothing about what stands in other containers around it.
            let fits = pair.exact
                || match (facts.is(u, HEADING), facts.is(v, HEADING)) {
                    (true, true) => {
                        let edited = long && sum == 0 && !facts.is(v, LINKS);
                        siblings || same_heading(facts, u, v) || edited && like_heading(facts, u, v)
                    }
                    (false, false) => true,
                    _ => siblings || pair.likeness(facts) >= 0.75,
                };
            let sure = pair.exact
                || facts.is(u, HEADING)
                || facts.size(v) >= 8 && sum <= 1
                || 2 * i == sum && pair.likeness(facts) >= 0.75;
            if !fits || parents_s.contains(&parent(v)) && !parents_t.contains(&parent(v)) {
                continue; // the original's own repetition, or another line of the same form
            }
            let near = siblings && (long || facts.size(v) >= 4)
                || pair.exact
                    && sum == 0
                    && facts.size(v) >= 4
                    && !facts.is(v, PROSE)
                    && !works(u)
                    && !works(v)
                || long && (sum == 0 || sure && facts.size(v) >= 4) && !works(u) && !works(v);
            if near {
                // What was stepped over on the way is taken in where it corresponds.
                let mut taken = Vec::new();
                if forward {
                    between(facts, (end_s + 1, u), (end_t + 1, v), &mut taken, left);
                    chain.pairs.extend(taken);
                    chain.pairs.push(pair);
                } else {
                    taken.push(pair);
                    between(facts, (u + 1, end_s), (v + 1, end_t), &mut taken, left);
                    chain.pairs.splice(0..0, taken);
                }
                return true;
            }
        }
    }
    false
}
