//! Which earlier blocks share words with a block.
//!
//! Problem: every block against every other is quadratic. Policy: winnowing (Schleimer, Wilkerson and
//! Aiken 2003: the least of each window of four 5-word hashes; any eight words in a row that two blocks
//! share give a seed). Each seed remembers the first and the latest block that had it, so a block is
//! linked to at most two others a seed however often a formula stands on the page. Twins are linked
//! without seeds. Every link is then aligned word by word. Cost: O(words). The search owns the index.
//! Not handled: blocks that share no five words in a row (a run may still take them in between).

use rustc_hash::FxHashMap;

use super::align::align;
use super::facts::{EVIDENCE, Facts, NONE};
use super::words::spread;

const GRAM: usize = 5;
const WINDOW: usize = 4;
/// Below this many words a block may be a fragment of another.
const FRAGMENT: usize = 24;
/// Share of the shorter side that must be found in the other.
const COVER: f32 = 0.6;

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
        let pairs = align(a, b);
        let core = core(&pairs);
        let ends = core.first().zip(core.last());
        let (in_s, in_t) = ends.map_or(((0, 0), (0, 0)), |(f, l)| ((f.0, l.0 + 1), (f.1, l.1 + 1)));
        Self { s, t, matched: pairs.len() as u32, in_s, in_t, exact: false }
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

/// The seeds met so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    seeds: FxHashMap<u32, (u32, u32)>,
    /// The last block met of each set of twins, by the first of them.
    latest: FxHashMap<u32, u32>,
    grams: Vec<u32>,
    counts: Vec<(u32, u32)>,
}

impl Links {
    /// Makes room for the seeds of so many words, so that the index never grows within a slice.
    pub(super) fn reserve(&mut self, words: usize) {
        self.seeds.reserve(words * 2 / 5);
    }

    /// Aligns block `t` with earlier blocks that share seeds or words, then indexes it.
    pub(super) fn push(&mut self, facts: &Facts, t: u32, out: &mut Vec<Pair>) {
        if facts.is(t, EVIDENCE) {
            self.link(facts, t, out);
            self.latest.insert(facts.class(t), t);
        }
    }

    fn link(&mut self, facts: &Facts, t: u32, out: &mut Vec<Pair>) {
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
                return;
            }
        }
        let words = facts.words(t);
        fingerprints(words, &mut self.grams);
        self.counts.clear();
        for gram in &self.grams {
            match self.seeds.get_mut(gram) {
                None => {
                    self.seeds.insert(*gram, (t, t));
                }
                Some((first, latest)) => {
                    for s in [*first, *latest] {
                        if s != t {
                            self.counts.push((s, 1));
                        }
                        if first == latest {
                            break;
                        }
                    }
                    *latest = t;
                }
            }
        }
        self.counts.sort_unstable();
        self.counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += u32::from(same);
            same
        });
        self.counts.sort_by_key(|(s, n)| (std::cmp::Reverse(*n), *s));
        // One shared seed is enough for a fragment, not for two long blocks.
        let enough = |s: u32, n: u32| n > 1 || words.len().min(facts.words(s).len()) < FRAGMENT;
        let most = 4 + words.len() / 40;
        let first = out.len();
        for (s, _) in self.counts.iter().filter(|(s, n)| enough(*s, *n)).take(most) {
            let pair = Pair::of(facts, *s, t);
            if pair.cover(facts) < COVER {
                continue;
            }
            out.push(pair);
            // The same words stand again nearer by: the run may go through that twin.
            let twin = self.latest.get(&facts.class(*s)).copied();
            if let Some(twin) = twin.filter(|twin| twin != s) {
                out.push(Pair { s: twin, ..pair });
            }
        }
        if let Some(found) = out.get_mut(first..) {
            found.sort_by_key(|p| p.s);
        }
    }
}

/// The winnowed 5-word hashes of `words`; a block of fewer words has one hash of all.
fn fingerprints(words: &[u32], out: &mut Vec<u32>) {
    out.clear();
    let key =
        |w: &[u32]| spread(w.iter().fold(3_u32, |h, x| (h ^ x).wrapping_mul(0x85eb_ca6b).rotate_left(11)));
    if words.len() < GRAM + WINDOW {
        out.extend(words.windows(GRAM.min(words.len().max(1))).map(key));
        return;
    }
    let mut window = [u32::MAX; WINDOW];
    let mut last = None;
    for (i, w) in words.windows(GRAM).enumerate() {
        if let Some(slot) = window.get_mut(i % WINDOW) {
            *slot = key(w);
        }
        if i + 1 >= WINDOW {
            let least = window.iter().copied().min();
            if least != last {
                out.extend(least);
                last = least;
            }
        }
    }
}
