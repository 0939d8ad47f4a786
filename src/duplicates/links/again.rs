//! Linking after a change anywhere on the page.
//!
//! Problem: which earlier blocks share words with a block depends on all blocks before it. Policy: it depends
//! only on those that share a seed with it. A block that stands, with its role and in its order, and that shares
//! no seed with any that came, went or changed is not linked anew: its pairs are taken over. Of the others the
//! seeds are met anew, among those of all blocks before them; what was aligned before and has not changed is not
//! aligned again. Sets of seeds may say yes to a few more: then more is done, and the same found. [`Links`] owns
//! this for one search. Not handled: blocks that are moved towards the beginning (all they pass is linked anew).

use alloc::rc::Rc;

use super::{Links, Pair, Prints, fingerprints};
use crate::duplicates::facts::{EVIDENCE, Facts, MEMBER, NONE};

/// A set of seeds, with a few that are not in it.
#[derive(Debug, Clone)]
struct Seeds(Vec<u64>);

impl Seeds {
    fn new() -> Self {
        Self(vec![0; 1 << 10])
    }

    fn insert(&mut self, prints: &[(u32, u32)]) {
        for (seed, _) in prints {
            self.0[(seed >> 6 & 0x3ff) as usize] |= 1 << (seed & 63);
        }
    }

    fn may(&self, seed: u32) -> bool {
        self.0[(seed >> 6 & 0x3ff) as usize] >> (seed & 63) & 1 != 0
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
        };
        let (mut changed, mut scratch) = (Seeds::new(), Vec::new());
        let mut first = n;
        let mut next = 0;
        let mut change = |facts: &Facts, b: u32| {
            if facts.is(b, MEMBER) {
                fingerprints(facts.words(b), &mut scratch);
                changed.insert(&scratch);
            }
        };
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
                (next..old).for_each(|gone| change(then, gone));
                next = old + 1;
            } else {
                first = first.min(b);
                change(facts, b);
            }
        }
        (next..before).for_each(|gone| change(then, gone));
        for t in (0..n).filter(|t| facts.is(*t, EVIDENCE)) {
            let old = again.was[t as usize];
            let Some(Some(prints)) = again.prints.get(old as usize) else {
                fingerprints(facts.words(t), &mut scratch);
                again.asked.insert(&scratch);
                continue;
            };
            let hit = t >= first && prints.iter().any(|(seed, _)| changed.may(*seed))
                || again.pairs_of(old).iter().any(|p| again.now[p.s as usize] == NONE);
            if hit {
                again.asked.insert(&Rc::clone(prints));
            } else {
                again.anew[t as usize] = false;
            }
        }
        again
    }

    fn pairs_of(&self, t: u32) -> &[Pair] {
        let from = self.pairs.partition_point(|p| p.t < t);
        let rest = self.pairs.get(from..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|p| p.t == t)).unwrap_or(&[])
    }

    /// What block `t` was, when it stands.
    fn old(&self, t: u32) -> Option<usize> {
        self.was.get(t as usize).map(|old| *old as usize).filter(|old| *old != NONE as usize)
    }

    /// The seeds of block `t`, when it stands.
    pub(super) fn prints(&self, t: u32) -> Prints {
        self.prints.get(self.old(t)?)?.clone()
    }

    /// The alignment of those stretches, when it was made before.
    pub(super) fn tried(&self, s: u32, t: u32, a: (usize, usize), b: (usize, usize)) -> Option<Pair> {
        let same = |k: &&Tried| self.now.get(k.pair.s as usize) == Some(&s) && k.a == a && k.b == b;
        let known = self.tried.get(self.old(t)?)?.iter().find(same)?;
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
        let again = Some(Rc::new(Again::new(earlier, pairs, then, facts, was)));
        Self { again, partial: true, ..Self::default() }
    }

    /// Says that all blocks are linked.
    pub(in crate::duplicates) fn settle(&mut self) {
        self.again = None;
    }

    /// Whether it knows the seeds of blocks that were linked anew only, so that no search can go on from it.
    pub(in crate::duplicates) fn is_partial(&self) -> bool {
        self.partial
    }

    /// Takes over what is known of block `t`; false when it is to be linked anew.
    pub(super) fn take_over(&mut self, facts: &Facts, t: u32, out: &mut Vec<Pair>) -> bool {
        let Some(again) = self.again.clone().filter(|again| again.anew.get(t as usize) == Some(&false))
        else {
            return false;
        };
        let Some(old) = again.old(t) else { return false };
        let now = |s: u32| again.now.get(s as usize).copied().unwrap_or(NONE);
        out.extend(again.pairs_of(old as u32).iter().map(|p| Pair { s: now(p.s), t, ..*p }));
        let tried = again.tried.get(old).into_iter().flatten();
        let tried = tried.map(|k| Tried { pair: Pair { s: now(k.pair.s), t, ..k.pair }, ..*k });
        self.tried[t as usize] = tried.filter(|k| k.pair.s != NONE).collect();
        let class = facts.class(t);
        if class == t || !facts.is(class, EVIDENCE) {
            let base = facts.start(t);
            for (seed, at) in self.prints[t as usize].iter().flat_map(|p| p.iter()) {
                if again.asked.may(*seed) {
                    let place = self.seeds.entry(*seed).or_insert((base + at, base + at));
                    if place.1 < base {
                        place.1 = base + at;
                    }
                }
            }
        }
        true
    }
}
