//! Linking after a change anywhere on the page.
//!
//! Problem: which earlier blocks share words with a block depends on all blocks before it. Policy: it depends
//! only on those that share a seed with it. A block that stands, with its role and in its order, and that shares
//! no seed with any that came, went or changed is not linked anew: its pairs are taken over. Of a block that was edited in
//! its place only the seeds count that it got or lost, and with whom it was aligned. Of the others the
//! seeds are met anew, among those of all blocks before them; what was aligned before and has not changed is not
//! aligned again. Sets of seeds may say yes to a few more: then more is done, and the same found. [`Links`] owns
//! this for one search. Not handled: blocks that are moved towards the beginning (all they pass is linked anew).

use alloc::rc::Rc;

use super::{FRAGMENT, Links, Pair, Prints, fingerprints};
use crate::duplicates::facts::{EVIDENCE, Facts, MEMBER, NONE};

/// A set of seeds, with a few that are not in it.
#[derive(Debug, Clone)]
struct Seeds(Box<[u64; 1 << 10]>);

impl Seeds {
    fn new() -> Self {
        Self(Box::new([0; 1 << 10]))
    }

    fn insert(&mut self, prints: &[(u32, u32)]) {
        for (seed, _) in prints {
            self.0[(seed >> 6 & 0x3ff) as usize] |= 1 << (seed & 63);
        }
    }

    /// Inserts those of `prints` that are not among `others`.
    fn insert_beside(&mut self, prints: &[(u32, u32)], others: &[(u32, u32)]) {
        let mut others: Vec<u32> = others.iter().map(|(seed, _)| *seed).collect();
        others.sort_unstable();
        for print in prints.iter().filter(|(seed, _)| others.binary_search(seed).is_err()) {
            self.insert(&[*print]);
        }
    }

    fn may(&self, seed: u32) -> bool {
        self.0[(seed >> 6 & 0x3ff) as usize] >> (seed & 63) & 1 != 0
    }

    /// Whether one of `prints` may be in it.
    fn may_hold(&self, prints: &[(u32, u32)]) -> bool {
        prints.iter().any(|(seed, _)| self.may(*seed))
    }
}

/// Stretches of two blocks that were aligned, with what came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tried {
    pub(super) a: (usize, usize),
    pub(super) b: (usize, usize),
    pub(super) pair: Pair,
}

/// What an earlier search found, and where it holds.
#[derive(Debug, Clone)]
pub(super) struct Again {
    /// For each block the number it had, and for each block then the number it has; `NONE` where it changed.
    was: Vec<u32>,
    now: Vec<u32>,
    pairs: Vec<Pair>,
    prints: Vec<Prints>,
    tried: Vec<Vec<Tried>>,
    /// Whether each block is linked anew, and the seeds of those that are.
    anew: Vec<bool>,
    asked: Seeds,
    /// The first pair of the block asked for last, or of the next one that has any.
    next: usize,
}

/// What is known of a block that stands.
#[derive(Debug, Clone)]
pub(super) struct Stood {
    pub(super) prints: Prints,
    pub(super) tried: Vec<Tried>,
    /// Whether it is linked anew all the same.
    pub(super) anew: bool,
}

impl Default for Stood {
    fn default() -> Self {
        Self { prints: None, tried: Vec::new(), anew: true }
    }
}

/// The seeds by which a change may touch other blocks.
struct Changes<'a> {
    then: &'a Facts,
    facts: &'a Facts,
    changed: Seeds,
}

impl Changes<'_> {
    /// Adds a stretch of blocks that are `gone` and those that `came` in their place.
    fn add(&mut self, gone: core::ops::Range<u32>, came: &[u32]) {
        let edited = gone.len() == came.len();
        for (i, gone) in gone.clone().enumerate() {
            let came = came.get(i).filter(|b| edited && self.is_edited(gone, **b));
            let mine = seeds_of(self.then, gone);
            match came {
                // The seeds that it kept stand where they stood: who is nearest by them is so still.
                Some(came) => {
                    let others = seeds_of(self.facts, *came);
                    self.changed.insert_beside(&mine, &others);
                    self.changed.insert_beside(&others, &mine);
                }
                None => self.changed.insert(&mine),
            }
        }
        for (i, b) in came.iter().enumerate() {
            if !(edited && self.is_edited(gone.start + i as u32, *b)) {
                let seeds = seeds_of(self.facts, *b);
                self.changed.insert(&seeds);
            }
        }
    }

    /// Whether `came` is `gone` with other words and counts for the same: neither is anybody's twin, and one seed is as
    /// much of both.
    fn is_edited(&self, gone: u32, came: u32) -> bool {
        let fragment = |facts: &Facts, b| facts.words(b).len() < FRAGMENT;
        self.then.roles.get(gone as usize) == self.facts.roles.get(came as usize)
            && self.then.copies(gone) <= 1
            && self.facts.copies(came) <= 1
            && fragment(self.then, gone) == fragment(self.facts, came)
    }
}

/// The seeds of a block that takes part.
fn seeds_of(facts: &Facts, b: u32) -> Vec<(u32, u32)> {
    let mut seeds = Vec::new();
    if facts.is(b, MEMBER) {
        fingerprints(facts.words(b), &mut seeds);
    }
    seeds
}

impl Again {
    fn new(earlier: Links, pairs: Vec<Pair>, then: &Facts, facts: &Facts, was: &[u32]) -> Self {
        let (n, before) = (facts.len() as u32, then.len() as u32);
        let mut again = Self {
            was: vec![NONE; facts.len()],
            now: vec![NONE; then.len()],
            pairs,
            prints: earlier.prints,
            tried: earlier.tried,
            anew: vec![true; facts.len()],
            asked: Seeds::new(),
            next: 0,
        };
        let mut changes = Changes { then, facts, changed: Seeds::new() };
        let mut first = n;
        let mut next = 0;
        // The blocks that stand at the place of those that are gone.
        let mut came = Vec::new();
        for (b, old) in (0..n).zip(was.iter().copied().chain(core::iter::repeat(NONE))) {
            let same = (next..before).contains(&old)
                && then.roles.get(old as usize) == facts.roles.get(b as usize)
                && then.words(old).len() == facts.words(b).len();
            if same {
                again.was[b as usize] = old;
                again.now[old as usize] = b;
                if old > next {
                    first = first.min(b);
                }
                changes.add(next..old, &came);
                came.clear();
                next = old + 1;
            } else {
                first = first.min(b);
                came.push(b);
            }
        }
        changes.add(next..before, &came);
        let (changed, mut scratch) = (changes.changed, Vec::new());
        let mut pair = 0;
        for t in (0..n).filter(|t| facts.is(*t, EVIDENCE)) {
            let old = again.was[t as usize];
            let Some(Some(prints)) = again.prints.get(old as usize) else {
                fingerprints(facts.words(t), &mut scratch);
                again.asked.insert(&scratch);
                continue;
            };
            let is_gone = |pair: &Pair| again.now[pair.s as usize] == NONE;
            let hit = t >= first && changed.may_hold(prints)
                || again.pairs_of(&mut pair, old).iter().any(is_gone)
                || again.tried[old as usize].iter().any(|k| is_gone(&k.pair));
            if hit {
                again.asked.insert(&Rc::clone(prints));
            } else {
                again.anew[t as usize] = false;
            }
        }
        again
    }

    /// The pairs of block `t` as it was numbered then. Asked in the order of blocks; `next` is where to go on.
    fn pairs_of(&self, next: &mut usize, t: u32) -> &[Pair] {
        let rest = self.pairs.get(*next..).unwrap_or(&[]);
        let before = rest.iter().take_while(|p| p.t < t).count();
        *next += before;
        let rest = rest.get(before..).unwrap_or(&[]);
        rest.get(..rest.iter().take_while(|p| p.t == t).count()).unwrap_or(&[])
    }

    /// What block `t` was, when it stands.
    fn old(&self, t: u32) -> Option<usize> {
        self.was.get(t as usize).map(|old| *old as usize).filter(|old| *old != NONE as usize)
    }

    /// Gives away what is known of block `t`, when it stands.
    pub(super) fn take(&mut self, t: u32) -> Stood {
        let Some(old) = self.old(t) else { return Stood::default() };
        Stood {
            prints: self.prints.get_mut(old).and_then(Option::take),
            tried: self.tried.get_mut(old).map(core::mem::take).unwrap_or_default(),
            anew: self.anew.get(t as usize) != Some(&false),
        }
    }

    /// The alignment of those stretches, when it was made before.
    pub(super) fn tried(
        &self,
        stood: &[Tried],
        s: u32,
        t: u32,
        a: (usize, usize),
        b: (usize, usize),
    ) -> Option<Pair> {
        let same = |k: &&Tried| self.now.get(k.pair.s as usize) == Some(&s) && k.a == a && k.b == b;
        let known = stood.iter().find(same)?;
        Some(Pair { s, t, ..known.pair })
    }
}

impl Links {
    /// Begins anew on a changed page with what `earlier` found. `was` gives for each block the number it had
    /// when its text is unchanged.
    pub(in crate::duplicates) fn again(
        earlier: Self,
        pairs: Vec<Pair>,
        then: &Facts,
        facts: &Facts,
        was: &[u32],
    ) -> Self {
        let again = Some(Box::new(Again::new(earlier, pairs, then, facts, was)));
        let blocks = facts.len();
        let (latest, prints, tried) =
            (Vec::with_capacity(blocks), Vec::with_capacity(blocks), Vec::with_capacity(blocks));
        Self { latest, prints, tried, again, partial: true, ..Self::default() }
    }

    /// Says that all blocks are linked.
    pub(in crate::duplicates) fn settle(&mut self) {
        self.again = None;
    }

    /// Whether it knows the seeds of blocks that were linked anew only, so that no search can go on from it.
    pub(in crate::duplicates) fn is_partial(&self) -> bool {
        self.partial
    }

    /// Takes over what is known of block `t`, which stands and is not linked anew.
    pub(super) fn take_over(&mut self, facts: &Facts, t: u32, mut tried: Vec<Tried>, out: &mut Vec<Pair>) {
        let Some(mut again) = self.again.take() else { return };
        let now = |again: &Again, s: u32| again.now.get(s as usize).copied().unwrap_or(NONE);
        if let Some(old) = again.old(t) {
            let mut next = again.next;
            out.extend(again.pairs_of(&mut next, old as u32).iter().map(|p| Pair {
                s: now(&again, p.s),
                t,
                ..*p
            }));
            again.next = next;
        }
        for known in &mut tried {
            known.pair = Pair { s: now(&again, known.pair.s), t, ..known.pair };
        }
        tried.retain(|known| known.pair.s != NONE);
        self.tried[t as usize] = tried;
        let class = facts.class(t);
        if class == t || !facts.is(class, EVIDENCE) {
            let base = facts.start(t);
            for (seed, at) in self.prints[t as usize].as_deref().unwrap_or_default() {
                if again.asked.may(*seed) {
                    let place = self.seeds.entry(*seed).or_insert((base + at, base + at));
                    if place.1 < base {
                        place.1 = base + at;
                    }
                }
            }
        }
        self.again = Some(again);
    }
}
