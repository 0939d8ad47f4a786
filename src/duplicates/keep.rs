//! Which side of a copy stays, and that nothing is lost.
//!
//! Policy: the later side goes, unless the earlier side stands outside the article or main part and the
//! later inside, or the earlier side is a teaser (a container of its own whose prose is all in the run,
//! while the later side goes on). The target of the address's fragment stays. A block goes only when other blocks keep its words; those may have gone themselves, as long as
//! following them ends at blocks that stay. The search owns the [`Kept`] table. Not handled: taking
//! half of a run from each side.

use rustc_hash::FxHashSet;

use super::chains::Chain;
use super::facts::{Facts, PROSE};
use crate::order;
use crate::page::{Context, Page};

/// Share of a block's words that must stand in its originals.
const COVER: f32 = 0.6;
/// Steps followed from copy to copy.
const DEPTH: u32 = 64;

/// A block that goes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gone {
    pub(super) block: u32,
    pub(super) originals: Vec<u32>,
    pub(super) run: u32,
}

/// What goes and what keeps it.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    pub(super) gone: Vec<Gone>,
    /// Per block, one more than its place in `gone`; 0 for blocks that stay.
    at: Vec<u32>,
    keepers: FxHashSet<u32>,
}

impl Kept {
    pub(super) fn new(blocks: usize) -> Self {
        Self { gone: Vec::new(), at: vec![0; blocks], keepers: FxHashSet::default() }
    }

    pub(super) fn is_gone(&self, b: u32) -> bool {
        self.entry(b).is_some()
    }

    /// What keeps the words of `b` when it goes.
    pub(super) fn originals(&self, b: u32) -> Option<&[u32]> {
        self.entry(b).map(|gone| gone.originals.as_slice())
    }

    /// Whether `b` stays in place of others.
    pub(super) fn keeps(&self, b: u32) -> bool {
        self.keepers.contains(&b)
    }

    fn entry(&self, b: u32) -> Option<&Gone> {
        let at = self.at.get(b as usize).copied().unwrap_or(0);
        self.gone.get((at as usize).checked_sub(1)?)
    }

    /// Lets `block` go in favour of `originals`; false when that would lose its words.
    pub(super) fn let_go(&mut self, block: u32, originals: Vec<u32>, run: u32) -> bool {
        if originals.is_empty() || self.is_gone(block) {
            return false;
        }
        match self.resolve(&originals) {
            Some(stay) if !stay.contains(&block) => {}
            _ => return false,
        }
        self.keepers.extend(&originals);
        self.gone.push(Gone { block, originals, run });
        if let Some(slot) = self.at.get_mut(block as usize) {
            *slot = self.gone.len() as u32;
        }
        true
    }

    /// The blocks that stay and keep the words of `blocks`, in order; nothing when the way is too long.
    pub(super) fn resolve(&self, blocks: &[u32]) -> Option<Vec<u32>> {
        let (mut stay, mut open) = (Vec::new(), blocks.to_vec());
        let mut steps = 0;
        while let Some(b) = open.pop() {
            match self.entry(b) {
                None => stay.push(b),
                Some(gone) => {
                    open.extend(&gone.originals);
                    steps += 1;
                }
            }
            if steps > DEPTH {
                return None;
            }
        }
        order::sort(&mut stay);
        stay.dedup();
        Some(stay)
    }
}

/// Which side goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Later,
    Earlier,
    /// The earlier side, a teaser: repeated on purpose.
    Teaser,
}

pub(super) fn side(facts: &Facts, page: &Page, chain: &Chain) -> Side {
    let block = |b: u32| page.blocks.get(b as usize);
    let flag = |b: u32, c: Context| block(b).is_some_and(|b| b.context.any(c));
    let body = Context::ARTICLE.with(Context::MAIN);
    let apart = Context::ASIDE.with(Context::FOOTER).with(Context::NAV);
    let prose = || chain.pairs.iter().filter(|p| facts.is(p.t, PROSE) || facts.is(p.s, PROSE));
    let all = |test: &dyn Fn(u32, u32) -> bool| prose().all(|p| test(p.s, p.t));
    let target = |b: u32| block(b).is_some_and(|b| b.target);
    if prose().any(|p| target(p.t)) && !prose().any(|p| target(p.s)) {
        return Side::Earlier;
    }
    if all(&|s, t| !flag(s, body) && flag(t, body)) || all(&|s, t| flag(s, apart) && !flag(t, apart)) {
        return Side::Earlier;
    }
    if is_teaser(facts, page, chain) { Side::Teaser } else { Side::Later }
}

/// Whether the earlier side is all the prose of one container and the later side goes on after it.
fn is_teaser(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return false };
    let (ps, pt) = (parent(first.s), parent(last.t));
    let mut ours = 0;
    let mut seen = None;
    for pair in chain.pairs.iter().filter(|p| facts.is(p.s, PROSE)) {
        if parent(pair.s) != ps {
            return false;
        }
        // Words of the earlier side that the later side lacks: then it is no teaser of it.
        if (pair.matched as usize) * 100 < facts.words(pair.s).len() * 80
            && pair.in_t.1 as usize >= facts.words(pair.t).len()
        {
            return false;
        }
        if seen != Some(pair.s) {
            ours += facts.size(pair.s);
        }
        seen = Some(pair.s);
    }
    if ps == pt || ours == 0 || ours > 600 {
        return false;
    }
    let whole = |p: Option<u32>, around: (u32, u32)| -> u32 {
        let from = around.0.saturating_sub(60);
        let to = (around.1 + 200).min(facts.len() as u32);
        (from..to).filter(|b| facts.is(*b, PROSE) && parent(*b) == p).map(|b| facts.size(b)).sum()
    };
    let beside = whole(ps, (first.s, last.s));
    let there = whole(pt, (first.t, last.t));
    beside == ours && there as f32 >= 1.6 * ours as f32
}

/// The blocks of one side that are covered, each with the blocks that keep its words.
pub(super) fn covered(facts: &Facts, chain: &Chain, side: Side) -> Vec<(u32, Vec<u32>)> {
    let mut out: Vec<(u32, Vec<u32>, u32)> = Vec::new();
    for pair in &chain.pairs {
        let (goes, stays) = if side == Side::Later { (pair.t, pair.s) } else { (pair.s, pair.t) };
        match out.last_mut() {
            Some(last) if last.0 == goes => {
                last.1.push(stays);
                last.2 += pair.matched;
            }
            _ => out.push((goes, vec![stays], pair.matched)),
        }
    }
    out.retain(|(b, _, matched)| *matched as f32 >= COVER * facts.words(*b).len() as f32);
    out.into_iter().map(|(b, stays, _)| (b, stays)).collect()
}
