//! The search for repeats, in slices, and again after a change.
//!
//! Problem: a million words must not hold up the browser, and a page that grows must not be read anew.
//! Policy: a [`Search`] reads, links, chains, judges and compares block by block and asks its caller's
//! clock in between. A search of the changed page goes on from the earlier one ([`Search::after`]).
//! The search owns what it found so far; the page must be the same in every call. Not handled: frames.

mod after;
mod compare;

use core::cmp::Reverse;
use std::collections::BTreeMap;

use after::Earlier;
use rustc_hash::FxHashMap;

use super::chains::{Chain, Chains, fill};
use super::differences::Cut;
use super::facts::{Facts, NONE, PROSE};
use super::judge::{Verdict, judge};
use super::keep::{Kept, Side, covered, side};
use super::links::{Links, Pair};
use super::singles::{self, Single};
use super::vetoes::{places, series};
use super::{CopiedBlock, Duplicates, RunKind};
use crate::order;
use crate::page::Page;

/// Bytes read, or words linked, before the clock is asked.
const STRIDE: usize = 1 << 13;
/// Effort that may be spent on judging runs, by words of the page and for any page (see
/// [`super::align::effort`]): a page that is used up on half of it is made of look-alikes.
const PATIENCE: usize = 32;
const PATIENCE_ANYWAY: usize = 1 << 20;
/// Words that two blocks must share to be listed as similar.
const SIMILAR_WORDS: u32 = 12;
/// Words that an edited paragraph must share to be looked at without a neighbour that shares seeds.
const LONE: u32 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Read,
    Room,
    Link,
    Places,
    Sort,
    Judge,
    Singles,
    Similar,
    Compare,
    Done,
}

/// A search under way.
#[derive(Debug, Clone)]
pub struct Search {
    stage: Stage,
    next: usize,
    facts: Facts,
    earlier: Option<Earlier>,
    /// Blocks already read and linked by the earlier search.
    linked: usize,
    /// What the earlier search compared, by copy.
    compared: FxHashMap<u32, CopiedBlock>,
    links: Links,
    pairs: Vec<Pair>,
    chains: Chains,
    order: Vec<u32>,
    /// Effort that may still be spent on judging.
    patience: usize,
    /// Per block, in how many places it has look-alikes.
    places: Vec<u32>,
    kept: Kept,
    kinds: Vec<RunKind>,
    similar: Vec<(u32, u32)>,
    /// Blocks of runs that were judged to be only similar: no single copies either.
    barred: Vec<bool>,
    listed: Vec<Vec<(u32, Vec<u32>)>>,
    /// The last very long block of which copies were compared.
    long: Option<Cut>,
    found: Duplicates,
    /// Whether the last run found is still being compared.
    begun: bool,
}

impl Search {
    /// Begins; nothing is computed yet.
    pub fn new(page: &Page) -> Self {
        // Too many rather than too few: what is too much is given back, what grows by doubling leaves gaps behind.
        Self::with_room(page, page.blocks.iter().map(|block| block.text.len() / 5).sum())
    }

    /// Begins, with room for so many words.
    fn with_room(page: &Page, words: usize) -> Self {
        Self {
            stage: Stage::Read,
            next: 0,
            facts: Facts::with_capacity(page.blocks.len(), words),
            earlier: None,
            linked: 0,
            compared: FxHashMap::default(),
            links: Links::default(),
            pairs: Vec::new(),
            chains: Chains::default(),
            order: Vec::new(),
            patience: 0,
            places: Vec::new(),
            kept: Kept::new(page.blocks.len()),
            kinds: Vec::new(),
            similar: Vec::new(),
            barred: Vec::new(),
            listed: Vec::new(),
            long: None,
            found: Duplicates::default(),
            begun: false,
        }
    }

    /// Works until all is found (true) or `time_left` says stop (false).
    pub fn advance(&mut self, page: &Page, time_left: &mut dyn FnMut() -> bool) -> bool {
        while self.stage != Stage::Done {
            if self.step(page) {
                self.next = 0;
                self.stage = match self.stage {
                    Stage::Read => Stage::Room,
                    Stage::Room => Stage::Link,
                    Stage::Link => Stage::Places,
                    Stage::Places => Stage::Sort,
                    Stage::Sort => Stage::Judge,
                    Stage::Judge => Stage::Singles,
                    Stage::Singles => Stage::Similar,
                    Stage::Similar => Stage::Compare,
                    Stage::Compare | Stage::Done => Stage::Done,
                };
            }
            if !time_left() {
                break;
            }
        }
        self.is_done()
    }

    /// Whether all is found.
    fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// What was found; empty before [`Self::advance`] has returned true.
    pub fn found(&self) -> &Duplicates {
        &self.found
    }

    /// Gives away what was found.
    pub fn finish(self) -> Duplicates {
        self.found
    }

    /// A part of a stage; true when the stage is finished. Every stage is a function of its own: browsers do not compile
    /// a function well that is as long as all of them, and the second encoding lives by that.
    fn step(&mut self, page: &Page) -> bool {
        match self.stage {
            Stage::Read => self.read(page),
            Stage::Room => {
                self.make_room();
                true
            }
            Stage::Link => self.link(),
            Stage::Places => {
                self.places = places(&self.facts, &self.pairs);
                true
            }
            Stage::Sort => self.sort(),
            Stage::Judge => self.judge(page),
            Stage::Singles => self.singles(page),
            Stage::Similar => self.similar(),
            Stage::Compare => self.compare(page),
            Stage::Done => true,
        }
    }

    #[inline(never)]
    fn read(&mut self, page: &Page) -> bool {
        self.next = self.next.max(self.linked);
        let mut left = STRIDE;
        while let Some(block) = page.blocks.get(self.next) {
            let blocks = page.blocks.len();
            let known = self.earlier.as_mut().and_then(|e| e.words(self.next, blocks, &mut self.facts));
            let cost = 32 + if known.is_some() { block.text.len() / 32 } else { block.text.len() };
            self.facts.push(block, known);
            self.next += 1;
            left = left.saturating_sub(cost);
            if left == 0 {
                return false;
            }
        }
        true
    }

    #[inline(never)]
    fn link(&mut self) -> bool {
        self.next = self.next.max(self.linked);
        let mut left = STRIDE;
        while self.next < self.facts.len() {
            let t = self.next as u32;
            let first = self.pairs.len();
            let spent = self.links.push(&self.facts, t, &mut self.pairs);
            for pair in self.pairs.get(first..).unwrap_or(&[]) {
                self.chains.push(&self.facts, *pair);
            }
            self.next += 1;
            left = left.saturating_sub(8 + self.facts.words(t).len() + spent / 4);
            if left == 0 {
                return false;
            }
        }
        self.links.settle();
        true
    }

    /// Chains that may be runs, those with most words first: two pairs or more, or one long edited
    /// paragraph, beside which a shorter one may be edited so much that it gave no seed.
    #[inline(never)]
    fn sort(&mut self) -> bool {
        let all = &self.chains.all;
        let may = |chain: &Chain| match chain.pairs.as_slice() {
            [only] => !only.exact && only.matched >= LONE && only.likeness(&self.facts) >= 0.75,
            more => more.len() > 1,
        };
        self.patience = PATIENCE_ANYWAY + PATIENCE * self.facts.hashes.len();
        let runs = (0..).zip(all).filter(|(_, chain)| may(chain));
        let mut runs: Vec<(u32, u32)> = runs.map(|(c, chain)| (chain.matched(), c)).collect();
        order::sort_by_key(&mut runs, |(matched, _)| Reverse(*matched));
        self.order = runs.into_iter().map(|(_, c)| c).collect();
        true
    }

    #[inline(never)]
    fn judge(&mut self, page: &Page) -> bool {
        let mut left = STRIDE;
        while let Some(&c) = self.order.get(self.next) {
            self.next += 1;
            let Some(chain) = self.chains.all.get(c as usize) else { continue };
            if chain.pairs.iter().all(|p| self.kept.is_gone(p.t) || self.kept.is_gone(p.s)) {
                continue;
            }
            let before = self.patience;
            // A later search goes on from the chains as they were linked: a copy of this one grows.
            let chain = &mut chain.clone();
            let verdict = self.verdict(page, chain);
            left = left.saturating_sub(64 + chain.pairs.len() * 8 + (before - self.patience) / 4);
            match verdict {
                Verdict::Copy => {
                    let side = side(&self.facts, page, chain);
                    let kind = if side == Side::Teaser { RunKind::OnPurpose } else { RunKind::Copy };
                    let run = self.kinds.len() as u32;
                    self.kinds.push(kind);
                    for (block, originals) in covered(&self.facts, chain, side) {
                        self.kept.let_go(block, originals, run);
                    }
                }
                Verdict::Similar => {
                    let prose = chain.pairs.iter().filter(|p| self.facts.is(p.t, PROSE));
                    self.similar.extend(prose.map(|p| (p.t, p.s)));
                }
                Verdict::Nothing => {}
            }
            if left == 0 {
                return false;
            }
        }
        true
    }

    /// Grows `chain` and judges it. Where patience has run out it is only similar: nothing is folded
    /// that was not looked at.
    fn verdict(&mut self, page: &Page, chain: &mut Chain) -> Verdict {
        let own = chain.effort(&self.facts);
        let Some(left) = self.patience.checked_sub(own) else { return Verdict::Similar };
        self.patience = left;
        // A series is told before its chain grows: on a page full of them growing would cost most.
        if series(&self.facts, chain) {
            return Verdict::Similar;
        }
        let before = chain.pairs.len();
        fill(&self.facts, page, chain, &mut self.patience);
        judge(&self.facts, page, &self.places, chain, chain.pairs.len() > before)
    }

    #[inline(never)]
    fn singles(&mut self, page: &Page) -> bool {
        if self.next == 0 {
            let mut found: Vec<Single> = singles::headlines(&self.facts, page);
            self.barred = vec![false; self.facts.len()];
            for (t, s) in &self.similar {
                for b in [t, s] {
                    if let Some(slot) = self.barred.get_mut(*b as usize) {
                        *slot = true;
                    }
                }
            }
            found.extend(singles::shuffled(&self.facts, page, &self.barred));
            found.extend(singles::companions(&self.facts, page, &self.pairs, &self.kept));
            self.take(&found);
        }
        let mut left = 512;
        while let Some(&pair) = self.pairs.get(self.next) {
            self.next += 1;
            if self.kept.is_gone(pair.s) || self.kept.is_gone(pair.t) {
                continue;
            }
            let barred = self.barred.get(pair.t as usize).copied().unwrap_or(false);
            let single = (!barred)
                .then(|| singles::paragraph(&self.facts, page, &pair))
                .flatten()
                .or_else(|| singles::pull_quote(&self.facts, page, &pair))
                .or_else(|| singles::teaser(&self.facts, page, &pair))
                .filter(|(block, _, on_purpose)| !on_purpose || !self.kept.keeps(*block));
            if let Some(single) = single {
                self.take(&[single]);
            } else if pair.matched >= SIMILAR_WORDS
                && (pair.exact || pair.likeness(&self.facts) >= 0.8)
                && self.facts.is(pair.t, PROSE)
            {
                self.similar.push((pair.t, pair.s));
            }
            left -= 1;
            if left == 0 {
                return false;
            }
        }
        true
    }

    /// Lets single copies go; neighbours in reading order share a run.
    fn take(&mut self, singles: &[Single]) {
        let mut last: Option<(u32, bool)> = None;
        for &(block, original, on_purpose) in singles {
            let joins = last.is_some_and(|(b, p)| {
                p == on_purpose && b < block && self.facts.rank(block) <= self.facts.rank(b) + 1
            });
            if !joins {
                self.kinds.push(if on_purpose { RunKind::OnPurpose } else { RunKind::Copy });
            }
            let run = self.kinds.len() as u32 - 1;
            if self.kept.let_go(block, vec![original], run) {
                last = Some((block, on_purpose));
            }
        }
    }

    /// Gathers what goes by run, and what is only similar by original.
    #[inline(never)]
    fn similar(&mut self) -> bool {
        let mut runs: Vec<Vec<(u32, Vec<u32>)>> = vec![Vec::new(); self.kinds.len()];
        for gone in &self.kept.gone {
            if let (Some(run), Some(originals)) =
                (runs.get_mut(gone.run as usize), self.kept.resolve(&gone.originals))
            {
                run.push((gone.block, originals));
            }
        }
        let mut by_original: BTreeMap<u32, Vec<(u32, Vec<u32>)>> = BTreeMap::new();
        order::sort(&mut self.similar);
        let mut last = NONE;
        for &(t, s) in &self.similar {
            if t != last && !self.kept.is_gone(t) && !self.kept.is_gone(s) {
                by_original.entry(s).or_default().push((t, vec![s]));
                last = t;
            }
        }
        self.kinds.extend(by_original.iter().map(|_| RunKind::Similar));
        runs.extend(by_original.into_values());
        self.listed = runs;
        true
    }
}
