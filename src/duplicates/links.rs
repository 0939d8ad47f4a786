//! Which earlier blocks share words with a block.
//!
//! Problem: every block against every other is quadratic. Policy: winnowing (Schleimer, Wilkerson and
//! Aiken 2003: the least of each window of four 5-word hashes; any eight words in a row that two blocks
//! share give a seed). Each seed remembers the first and the latest block that had it, so a block is
//! linked to at most two others a seed however often a formula stands on the page. Twins are linked
//! without seeds. Links are then aligned word by word, those with most seeds first, as long as the words
//! of a block allow ([`ROUNDS`]); of a block longer than [`LIMIT`] words only the surroundings of the seeds.
//! Cost: O(words). The search owns the index.
//! Not handled: blocks that share no five words in a row (a run may still take them in between).

mod again;
mod changes;

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use again::{Again, Standing, Tried};

use super::align::{LIMIT, Masks, align, effort};
use super::facts::{EVIDENCE, Facts, NONE};
use super::words::spread;
use crate::order;

const GRAM: usize = 5;
const WINDOW: usize = 4;
/// Below this many words a block may be a fragment of another.
const FRAGMENT: usize = 24;
/// Share of the shorter side that must be found in the other.
const COVER: f32 = 0.6;
/// Blocks that a block is aligned with, however long they are.
const SOME: usize = 4;
/// How often the words of a block may be aligned beyond those: the originals of merged paragraphs lie side
/// by side in it, so that one round would do if all were found at once.
const ROUNDS: usize = 4;

/// Words of an earlier block that stand in a later one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    /// The earlier block.
    pub(super) s: u32,
    /// The later block.
    pub(super) t: u32,
    /// Words found on both sides.
    pub(super) matched: u32,
    /// First and one past the last matched word in the earlier block.
    pub(super) in_s: (u32, u32),
    /// The same in the later block.
    pub(super) in_t: (u32, u32),
    /// Whether both have the same words.
    pub(super) exact: bool,
}

impl Pair {
    pub(super) fn of(facts: &Facts, s: u32, t: u32) -> Self {
        let (a, b) = (facts.words(s), facts.words(t));
        if facts.class(s) == facts.class(t) || a == b {
            let n = b.len() as u32;
            return Self { s, t, matched: n, in_s: (0, n), in_t: (0, n), exact: true };
        }
        Self::within(facts, (s, (0, a.len())), (t, (0, b.len())))
    }

    /// Aligns a stretch of one block with a stretch of another.
    fn within(facts: &Facts, (s, a): (u32, (usize, usize)), (t, b): (u32, (usize, usize))) -> Self {
        let words = |block, range: (usize, usize)| facts.words(block).get(range.0..range.1).unwrap_or(&[]);
        let pairs = align(words(s, a), words(t, b));
        let core = core(&pairs);
        let ends = core.first().zip(core.last());
        let (in_s, in_t) = ends.map_or(((0, 0), (0, 0)), |(f, l)| {
            let (a, b) = (a.0 as u32, b.0 as u32);
            ((a + f.0, a + l.0 + 1), (b + f.1, b + l.1 + 1))
        });
        Self { s, t, matched: pairs.len() as u32, in_s, in_t, exact: false }
    }

    /// The same for a pair that may be far: then only its matched words are told, or the most that they can
    /// be. `masks` are those of `t`, kept from one call to the next.
    fn tried(
        facts: &Facts,
        (s, a): (u32, (usize, usize)),
        (t, b): (u32, (usize, usize)),
        masks: &mut Option<Masks>,
    ) -> Self {
        let (x, y) = (facts.words(s), facts.words(t));
        if x.len().max(y.len()) <= LIMIT && a == (0, x.len()) && b == (0, y.len()) {
            let masks = masks.get_or_insert_with(|| Masks::new(y));
            let far = Self::far(s, t, masks.common(x));
            if far.is_far(facts) {
                return far;
            }
        }
        Self::within(facts, (s, a), (t, b))
    }

    /// A pair of which nobody will ask where its words stand.
    const fn far(s: u32, t: u32, matched: u32) -> Self {
        Self { s, t, matched, in_s: (0, 0), in_t: (0, 0), exact: false }
    }

    /// Whether too little of the shorter block is found in the other to link them.
    fn is_far(&self, facts: &Facts) -> bool {
        self.cover(facts) < COVER
    }

    /// Share of the shorter block that is found in the other.
    pub(super) fn cover(&self, facts: &Facts) -> f32 {
        let shorter = facts.words(self.s).len().min(facts.words(self.t).len());
        self.matched as f32 / shorter.max(1) as f32
    }

    /// Share of the longer block that is found in the other.
    pub(super) fn likeness(&self, facts: &Facts) -> f32 {
        let longer = facts.words(self.s).len().max(facts.words(self.t).len());
        self.matched as f32 / longer.max(1) as f32
    }
}

/// The aligned words without strays at the ends: one or two common words that a fragment met far from the
/// rest of it.
fn core(mut pairs: &[(u32, u32)]) -> &[(u32, u32)] {
    const NEAR: u32 = 5;
    const STRAYS: usize = 2;
    let near = |a: &(u32, u32), b: &(u32, u32)| b.0 - a.0 <= NEAR && b.1 - a.1 <= NEAR;
    loop {
        let first = pairs.chunk_by(near).next().map_or(0, <[_]>::len);
        let last = pairs.chunk_by(near).next_back().map_or(0, <[_]>::len);
        if first.max(last) == pairs.len() || first.min(last) > STRAYS {
            return pairs;
        }
        let (from, to) = if first <= STRAYS { (first, 0) } else { (0, last) };
        pairs = pairs.get(from..pairs.len() - to).unwrap_or(&[]);
    }
}

/// An earlier block that shares seeds with the block being linked.
#[derive(Debug, Clone, Copy)]
struct Near {
    s: u32,
    /// Its seeds among the hits.
    hits: (usize, usize),
}

impl Near {
    const fn seeds(&self) -> usize {
        self.hits.1 - self.hits.0
    }
}

/// The winnowed hashes of a block and where they begin; none for a block that is no evidence.
type Prints = Option<Rc<[(u32, u32)]>>;

/// The seeds met so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// Where each seed stood first and in the latest block that has it, counted in words of the page.
    seeds: FxHashMap<u32, (u32, u32)>,
    /// For each block, the last one met of its twins when it is the first of them.
    latest: Vec<u32>,
    /// The seeds of each block, and what it was aligned with.
    prints: Vec<Prints>,
    tried: Vec<Vec<Tried>>,
    /// What an earlier search found, while blocks are linked; whether there was any.
    again: Option<Box<Again>>,
    partial: bool,
    /// Shared seeds: where they stand on the page and in the block being linked.
    hits: Vec<(u32, u32)>,
    near: Vec<Near>,
}

impl Links {
    /// Makes room for the seeds of so many words, so that the index never grows within a slice.
    pub(super) fn reserve(&mut self, words: usize) {
        self.seeds.reserve(words * 2 / 5);
    }

    /// Aligns block `t` with earlier blocks that share seeds or words, then indexes it. Gives the effort.
    pub(super) fn push(&mut self, facts: &Facts, t: u32, out: &mut Vec<Pair>) -> usize {
        let mut stood = self.again.as_mut().map(|again| again.take(t)).unwrap_or_default();
        let is_evidence = facts.is(t, EVIDENCE);
        let prints = stood.prints.take().filter(|_| is_evidence);
        let prints = prints.or_else(|| if is_evidence { Some(self.fresh_prints(facts, t)) } else { None });
        self.prints.push(prints);
        self.tried.push(Vec::new());
        self.latest.push(NONE);
        if !is_evidence {
            return 0;
        }
        let spent = if stood.standing == Standing::Anew {
            self.link(facts, t, &stood.tried, out)
        } else {
            self.take_over(facts, t, stood, out)
        };
        if let Some(latest) = self.latest.get_mut(facts.class(t) as usize) {
            *latest = t;
        }
        spent
    }

    /// The seeds of block `t`: those of its twin, or made anew.
    fn fresh_prints(&self, facts: &Facts, t: u32) -> Rc<[(u32, u32)]> {
        if let Some(Some(twin)) = self.prints.get(facts.class(t) as usize) {
            return Rc::clone(twin);
        }
        let mut prints = Vec::new();
        fingerprints(facts.words(t), &mut prints);
        prints.into()
    }

    /// `stood` is what the block was aligned with before.
    fn link(&mut self, facts: &Facts, t: u32, stood: &[Tried], out: &mut Vec<Pair>) -> usize {
        let class = facts.class(t);
        if class != t {
            let latest = facts.before.get(t as usize).copied().unwrap_or(NONE);
            for s in [class, latest] {
                if s != NONE && facts.is(s, EVIDENCE) && (s != class || latest != class || s == latest) {
                    out.push(Pair::of(facts, s, t));
                }
                if latest == class {
                    break;
                }
            }
            if facts.is(class, EVIDENCE) {
                return 0;
            }
        }
        self.meet(facts, t);
        let length = facts.words(t).len();
        let mut masks = None;
        // One shared seed is enough for a fragment, not for two long blocks.
        let hits = &self.hits;
        let enough = |near: &&Near| near.seeds() > 1 || length.min(facts.words(near.s).len()) < FRAGMENT;
        let (mut spent, mut words) = (0, 0);
        for (i, near) in self.near.iter().filter(enough).enumerate() {
            if i >= SOME && words > ROUNDS * length {
                break;
            }
            let hits = hits.get(near.hits.0..near.hits.1).unwrap_or(&[]);
            let (a, b) = stretches(facts, near.s, t, hits);
            words += (a.1 - a.0).min(b.1 - b.0);
            let known = self.again.as_ref().and_then(|again| again.tried(facts, stood, (near.s, a), (t, b)));
            let pair = known.unwrap_or_else(|| {
                spent += effort(a.1 - a.0, b.1 - b.0);
                Pair::tried(facts, (near.s, a), (t, b), &mut masks)
            });
            self.tried[t as usize].push(Tried { a, b, pair });
        }
        self.choose(facts, t, out);
        spent
    }

    /// Pairs block `t` with those it was aligned with that have enough of its words.
    fn choose(&self, facts: &Facts, t: u32, out: &mut Vec<Pair>) {
        let first = out.len();
        for Tried { pair, .. } in self.tried.get(t as usize).into_iter().flatten() {
            if pair.is_far(facts) {
                continue;
            }
            out.push(*pair);
            // The same words stand again nearer by: the run may go through that twin.
            let twin = self.latest.get(facts.class(pair.s) as usize).copied();
            if let Some(twin) = twin.filter(|twin| *twin != pair.s && *twin != NONE) {
                out.push(Pair { s: twin, ..*pair });
            }
        }
        if let Some(found) = out.get_mut(first..) {
            order::sort_by_key(found, |p| p.s);
        }
    }

    /// Finds the earlier blocks that share seeds with `t`, those with most first, and indexes its seeds.
    fn meet(&mut self, facts: &Facts, t: u32) {
        let base = facts.start(t);
        self.hits.clear();
        for &(gram, at) in self.prints[t as usize].as_deref().unwrap_or_default() {
            match self.seeds.get_mut(&gram) {
                None => {
                    self.seeds.insert(gram, (base + at, base + at));
                }
                Some((first, latest)) => {
                    if *first < base {
                        self.hits.push((*first, at));
                    }
                    if *latest < base {
                        if latest != first {
                            self.hits.push((*latest, at));
                        }
                        *latest = base + at;
                    }
                }
            }
        }
        order::sort(&mut self.hits);
        self.near.clear();
        let mut from = 0;
        while let Some((at, _)) = self.hits.get(from) {
            let s = facts.block_of(*at);
            let end = facts.start(s + 1);
            let rest = self.hits.get(from..).unwrap_or(&[]);
            let to = from + rest.partition_point(|(at, _)| *at < end).max(1);
            self.near.push(Near { s, hits: (from, to) });
            from = to;
        }
        order::sort_by_key(&mut self.near, |near| (std::cmp::Reverse(near.seeds()), near.s));
    }
}

/// The stretches of `s` and `t` that may be the same text: all of both, but of a very long block only what
/// lies around the middle one of the shared seeds, as far as the shorter block reaches.
fn stretches(facts: &Facts, s: u32, t: u32, hits: &[(u32, u32)]) -> ((usize, usize), (usize, usize)) {
    let (a, b) = (facts.words(s).len(), facts.words(t).len());
    let reach = a.min(b) + a.min(b) / 4 + GRAM;
    if a.max(b) <= LIMIT.max(2 * reach) {
        return ((0, a), (0, b));
    }
    let around = |mut places: Vec<usize>, length: usize| {
        order::sort(&mut places);
        let middle = places.get(places.len() / 2).copied().unwrap_or(0);
        (middle.saturating_sub(reach), (middle + reach).min(length))
    };
    if a > b {
        let base = facts.start(s);
        (around(hits.iter().map(|(at, _)| (at - base) as usize).collect(), a), (0, b))
    } else {
        ((0, a), around(hits.iter().map(|(_, at)| *at as usize).collect(), b))
    }
}

/// The winnowed 5-word hashes of `words` and where they begin; a block of fewer words has one hash of all.
fn fingerprints(words: &[u32], out: &mut Vec<(u32, u32)>) {
    out.clear();
    let key =
        |w: &[u32]| spread(w.iter().fold(3_u32, |h, x| (h ^ x).wrapping_mul(0x85eb_ca6b).rotate_left(11)));
    if words.len() < GRAM + WINDOW {
        out.extend(words.windows(GRAM.min(words.len().max(1))).map(key).zip(0..));
        return;
    }
    let mut window = [(u32::MAX, 0); WINDOW];
    let mut last = None;
    for (i, w) in words.windows(GRAM).enumerate() {
        if let Some(slot) = window.get_mut(i % WINDOW) {
            *slot = (key(w), i as u32);
        }
        if i + 1 >= WINDOW {
            let least = window.iter().min().copied();
            let hash = least.map(|(hash, _)| hash);
            if hash != last {
                out.extend(least);
                last = hash;
            }
        }
    }
}
