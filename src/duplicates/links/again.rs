//! Linking after a change anywhere on the page.
//!
//! Problem: which earlier blocks share words with a block depends on all blocks before it. Policy: it depends
//! only on those that share a seed with it. A block that stands, with its role and in its order, and that shares
//! no seed with any that came, went or changed is not linked anew: its pairs are taken over. Of a block that was edited in
//! its place only the seeds count that it got or lost; who was aligned with it is aligned with it again, unless
//! the words that it got are too few to make them alike. Of the others the
//! seeds are met anew, among those of all blocks before them; what was aligned before and has not changed is not
//! aligned again. Sets of seeds may say yes to a few more: then more is done, and the same found. [`Links`] owns
//! this for one search. Not handled: blocks that are moved towards the beginning (all they pass is linked anew).

use alloc::rc::Rc;

use super::super::align::{LIMIT, effort};
use super::changes::{Changes, Edit, Seeds};
use super::{Links, Pair, Prints, SOME, fingerprints};
use crate::duplicates::facts::{EVIDENCE, Facts, NONE};

/// Stretches of two blocks that were aligned, with what came of it; of a pair that is far, the most words that
/// may have matched.
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
    /// What is taken over of each block, and the seeds of those of which nothing is.
    standing: Vec<Standing>,
    asked: Seeds,
    /// The last of those: no seed is asked for behind it.
    last: u32,
    /// The blocks that were edited in their place, in their order.
    edits: Vec<Edit>,
    /// The first pair of the block asked for last, or of the next one that has any.
    next: usize,
}

/// How much of what is known of a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// All.
    All,
    /// With whom it is aligned; one of them was edited.
    Beside,
    /// Alignments only.
    Anew,
}

/// What is known of a block that stands, or was edited in its place.
#[derive(Debug, Clone)]
pub(super) struct Stood {
    pub(super) prints: Prints,
    pub(super) tried: Vec<Tried>,
    pub(super) standing: Standing,
}

impl Default for Stood {
    fn default() -> Self {
        Self { prints: None, tried: Vec::new(), standing: Standing::Anew }
    }
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
            standing: vec![Standing::Anew; facts.len()],
            asked: Seeds::new(),
            last: 0,
            edits: Vec::new(),
            next: 0,
        };
        let mut changes = Changes::new(then, facts);
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
        changes.settle();
        again.edits = core::mem::take(&mut changes.edits);
        let mut scratch = Vec::new();
        let mut pair = 0;
        for t in (0..n).filter(|t| facts.is(*t, EVIDENCE)) {
            let old = again.was[t as usize];
            let Some(Some(prints)) = again.prints.get(old as usize) else {
                fingerprints(facts.words(t), &mut scratch);
                again.asked.insert(&scratch);
                again.last = t;
                continue;
            };
            let standing = if t >= first && changes.touch(prints) {
                Standing::Anew
            } else {
                let gone = |pair: &&Pair| again.now[pair.s as usize] == NONE;
                let pairs = again.pairs_of(&mut pair, old).iter().filter(gone);
                let tried = again.tried[old as usize].iter().filter(|known| gone(&&known.pair));
                let pairs = pairs.map(|pair| again.edit_of(pair.s).is_some());
                match pairs.chain(tried.map(|known| again.holds(facts, t, known))).min() {
                    None => Standing::All,
                    Some(true) if facts.class(t) == t => Standing::Beside,
                    Some(_) => Standing::Anew,
                }
            };
            if standing == Standing::Anew {
                again.asked.insert(&Rc::clone(prints));
                again.last = t;
            }
            again.standing[t as usize] = standing;
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

    /// How the block that was `then` was edited.
    fn edit_of(&self, then: u32) -> Option<&Edit> {
        self.edits.binary_search_by_key(&then, |edit| edit.then).ok().and_then(|at| self.edits.get(at))
    }

    /// How what is block `now` was edited.
    fn edited(&self, now: u32) -> Option<&Edit> {
        self.edits.binary_search_by_key(&now, |edit| edit.now).ok().and_then(|at| self.edits.get(at))
    }

    /// Whether block `t`, which shares the seeds that it shared, is aligned still with the block of `known`,
    /// which was edited, and with no more blocks after it.
    fn holds(&self, facts: &Facts, t: u32, known: &Tried) -> bool {
        let Some(edit) = self.edit_of(known.pair.s) else { return false };
        let (before, after, own) = (edit.length, facts.words(edit.now).len(), facts.words(t).len());
        let budget = self.tried.get(known.pair.t as usize).is_some_and(|all| all.len() < SOME);
        before.max(after).max(own) <= LIMIT && (budget || before.min(own) == after.min(own))
    }

    /// What block `t` was, when it stands.
    fn old(&self, t: u32) -> Option<usize> {
        self.was.get(t as usize).map(|old| *old as usize).filter(|old| *old != NONE as usize)
    }

    /// Gives away what is known of block `t`, when it stands or was edited.
    pub(super) fn take(&mut self, t: u32) -> Stood {
        let edited = || self.edited(t).map(|edit| edit.then as usize);
        let stands = self.old(t);
        let Some(old) = stands.or_else(edited) else { return Stood::default() };
        Stood {
            prints: self.prints.get_mut(old).and_then(Option::take).filter(|_| stands.is_some()),
            tried: self.tried.get_mut(old).map(core::mem::take).unwrap_or_default(),
            standing: self.standing.get(t as usize).copied().unwrap_or(Standing::Anew),
        }
    }

    /// The alignment of those stretches, when it was made before, or when one or both blocks were edited and are
    /// far from each other all the same.
    pub(super) fn tried(
        &self,
        facts: &Facts,
        stood: &[Tried],
        (s, a): (u32, (usize, usize)),
        (t, b): (u32, (usize, usize)),
    ) -> Option<Pair> {
        let (in_s, in_t) = (self.edited(s), self.edited(t));
        let then = in_s.map_or_else(|| self.old(s), |edit| Some(edit.then as usize))?;
        let known = stood.iter().find(|known| known.pair.s as usize == then)?;
        if in_s.is_none() && in_t.is_none() {
            return (known.a == a && known.b == b).then_some(Pair { s, t, ..known.pair });
        }
        let whole = |edit: Option<&Edit>, now: u32, then: (usize, usize), range: (usize, usize)| {
            let length = facts.words(now).len();
            range == (0, length) && then == (0, edit.map_or(length, |edit| edit.length)) && length <= LIMIT
        };
        let added = in_s.map_or(0, |edit| edit.added) + in_t.map_or(0, |edit| edit.added);
        let far = Pair::far(s, t, known.pair.matched + added);
        (whole(in_s, s, known.a, a) && whole(in_t, t, known.b, b) && far.is_far(facts)).then_some(far)
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

    /// Takes over what is known of block `t`, which is not linked anew. Gives the effort.
    pub(super) fn take_over(&mut self, facts: &Facts, t: u32, stood: Stood, out: &mut Vec<Pair>) -> usize {
        let Some(mut again) = self.again.take() else { return 0 };
        let now = |again: &Again, s: u32| again.now.get(s as usize).copied().unwrap_or(NONE);
        let (mut spent, mut tried) = (0, stood.tried);
        if stood.standing == Standing::Beside {
            let mut masks = None;
            let renew = |known: &Tried| {
                let s =
                    again.edit_of(known.pair.s).map_or_else(|| now(&again, known.pair.s), |edit| edit.now);
                let (a, b) = again
                    .edit_of(known.pair.s)
                    .map_or((known.a, known.b), |_| ((0, facts.words(s).len()), known.b));
                let pair = again.tried(facts, &tried, (s, a), (t, b)).unwrap_or_else(|| {
                    spent += effort(a.1 - a.0, b.1 - b.0);
                    Pair::tried(facts, (s, a), (t, b), &mut masks)
                });
                Tried { a, b, pair }
            };
            tried = tried.iter().map(renew).collect();
        } else if let Some(old) = again.old(t) {
            let mut next = again.next;
            out.extend(again.pairs_of(&mut next, old as u32).iter().map(|p| Pair {
                s: now(&again, p.s),
                t,
                ..*p
            }));
            again.next = next;
            for known in &mut tried {
                known.pair = Pair { s: now(&again, known.pair.s), t, ..known.pair };
            }
            tried.retain(|known| known.pair.s != NONE);
        }
        self.tried[t as usize] = tried;
        if stood.standing == Standing::Beside {
            self.choose(facts, t, out);
        }
        let class = facts.class(t);
        if t < again.last && (class == t || !facts.is(class, EVIDENCE)) {
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
        spent
    }
}
