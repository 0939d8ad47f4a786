//! Features: what speaks for or against a tag at each token of a sentence.
//!
//! Problem: a linear model is as good as what it is told. Policy: features are numbers of buckets,
//! computed from hashes; the trainer and the tagger call the same function, so that they cannot
//! differ. The recipe (words, affixes, shapes, neighbours, clusters, lists, the document's use of
//! capitals) is that of the literature on linear taggers, measured part by part on development data
//! (see `models/MODEL_CARD.md`). Nothing here keeps state.

use super::classes::{CLASSES, class_of};
use super::document::Usage;
use super::gazetteer::{Listed, look_up};
use super::table::Table;
use super::words::{Brief, Case, Word, key_of, mix};

/// Bits of a bucket's number.
pub const BUCKET_BITS: u32 = 18;

/// The bucket of a feature's hash.
pub const fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

/// One token of a sentence with all that features need.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The word by itself.
    pub word: Word,
    /// Clusters from fine to coarse; 0 for a word without one.
    pub(super) clusters: [u32; 3],
    pub(super) listed: Listed,
    pub(super) usage: u32,
    /// The tight run of capitalised words this token stands in (start, end).
    run: (u32, u32),
    /// The run that goes on over "of", "for", "and" and the like.
    long_run: (u32, u32),
    /// What the words of the tight run are listed as, all together.
    run_listed: u32,
    /// Its class for transitions.
    pub class: u8,
}

/// A sentence ready for features: two boundary tokens on either side.
#[derive(Debug, Default)]
pub struct Sentence {
    seen: Vec<Seen>,
    line: u32,
    keys: Vec<u32>,
    listed: Vec<Listed>,
}

/// The lists that features look into.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Fine cluster of each word, from 1.
    pub clusters: Table,
    /// Kinds of each listed phrase.
    pub gazetteer: Table,
    /// Middle and coarse cluster of each fine one.
    pub levels: Vec<[u8; 2]>,
}

const EDGE: usize = 2;

/// How a line is written: ordinary, in title case, or in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// As sentences are.
    Ordinary,
    /// Most Words Begin Like This.
    TitleCase,
    /// ALL OF IT.
    Capitals,
}

/// How the words of a sentence are written, as far as it says nothing about names.
pub fn line_of(words: impl IntoIterator<Item = Brief>) -> Line {
    let (mut long, mut capitalised, mut capitals, mut lower) = (0, 0, 0, 0);
    for word in words {
        match word.case() {
            Case::Capitals => capitals += 1,
            Case::Lower | Case::Mixed | Case::Capital => lower += 1,
            _ => {}
        }
        if word.is_long() {
            match word.case() {
                Case::Capital | Case::Mixed | Case::Capitals => {
                    (long, capitalised) = (long + 1, capitalised + 1);
                }
                Case::Lower => long += 1,
                _ => {}
            }
        }
    }
    if capitals >= 3 && capitals >= 4 * lower {
        Line::Capitals
    } else if long >= 4 && capitalised * 10 >= long * 8 {
        Line::TitleCase
    } else {
        Line::Ordinary
    }
}

/// Words that may stand inside a name between capitalised ones.
pub fn joins(key: u32) -> bool {
    const JOINERS: [u32; 20] = [
        key_of("of"),
        key_of("for"),
        key_of("and"),
        key_of("the"),
        key_of("&"),
        key_of("de"),
        key_of("la"),
        key_of("del"),
        key_of("von"),
        key_of("van"),
        key_of("der"),
        key_of("den"),
        key_of("bin"),
        key_of("al"),
        key_of("el"),
        key_of("da"),
        key_of("do"),
        key_of("dos"),
        key_of("des"),
        key_of("du"),
    ];
    JOINERS.contains(&key)
}

impl Sentence {
    /// Reads the words of one sentence.
    pub fn read(&mut self, words: &[Word], usage: &Usage, lists: &Lists) {
        self.keys.clear();
        self.keys.extend(words.iter().map(|w| w.key));
        let mut listed = core::mem::take(&mut self.listed);
        look_up(&lists.gazetteer, &self.keys, &mut listed);
        let line = line_of(words.iter().map(Brief::from));
        self.line = line as u32;
        let edge = |which: u32| Seen {
            word: Word { key: which, raw: which, shape: which, ..Word::new("") },
            clusters: [0; 3],
            listed: Listed::default(),
            usage: 0,
            run: (0, 0),
            long_run: (0, 0),
            run_listed: 0,
            class: CLASSES as u8 - 1,
        };
        self.seen.clear();
        self.seen.resize(EDGE, edge(1));
        for (word, listed) in words.iter().zip(&listed) {
            self.seen.push(Seen {
                word: *word,
                clusters: lists.clusters_of(word),
                listed: *listed,
                usage: usage.bucket(word.key),
                run: (0, 0),
                long_run: (0, 0),
                run_listed: 0,
                class: class_of(word, *listed),
            });
        }
        self.seen.resize(words.len() + 2 * EDGE, edge(2));
        self.listed = listed;
        self.find_runs();
    }

    /// The classes of token `i` and of the one after it.
    pub fn classes(&self, i: usize) -> (usize, usize) {
        (self.seen[i + EDGE].class as usize, self.seen[i + EDGE + 1].class as usize)
    }

    fn find_runs(&mut self) {
        let end = self.seen.len() - EDGE;
        let capital = |s: &Seen| s.word.is_capitalised();
        let mut i = EDGE;
        while i < end {
            if !capital(&self.seen[i]) {
                i += 1;
                continue;
            }
            let start = i;
            let mut pieces: [(usize, usize); 8] = [(0, 0); 8];
            let mut count = 0;
            loop {
                let from = i;
                while i < end && capital(&self.seen[i]) {
                    i += 1;
                }
                pieces[count] = (from, i);
                count += 1;
                let mut next = i;
                while next < end && next < i + 2 && joins(self.seen[next].word.key) {
                    next += 1;
                }
                if next == i || next >= end || count == pieces.len() || !capital(&self.seen[next]) {
                    break;
                }
                i = next;
            }
            let stop = i;
            for seen in &mut self.seen[start..stop] {
                seen.long_run = (start as u32, stop as u32);
            }
            for (from, to) in &pieces[..count] {
                let listed = self.seen[*from..*to].iter().fold(0, |all, s| all | u32::from(s.listed.word));
                for seen in &mut self.seen[*from..*to] {
                    seen.run_listed = listed;
                    seen.run = (*from as u32, *to as u32);
                }
            }
        }
    }

    /// Number of its tokens.
    pub fn len(&self) -> usize {
        self.seen.len().saturating_sub(2 * EDGE)
    }

    /// Whether it has no tokens.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Token `i`, and how its line is written.
    pub(super) fn token(&self, i: usize) -> (&Seen, u32) {
        (&self.seen[i + EDGE], self.line)
    }

    /// Calls `emit` with the hash of every feature of token `i`; its upper bits are the bucket.
    #[inline]
    pub fn features(&self, i: usize, mut emit: impl FnMut(u32)) {
        let at = i + EDGE;
        let s = &self.seen;
        let (pp, p, c, n, nn) = (&s[at - 2], &s[at - 1], &s[at], &s[at + 1], &s[at + 2]);
        let case = c.word.case as u32 | (self.line << 4) | u32::from(at == EDGE) << 6;
        let mut f = |template: u32, a: u32, b: u32| {
            let h = (template.wrapping_mul(0x9E37_79B1) ^ a).wrapping_mul(0x85EB_CA6B);
            let h = ((h ^ h >> 15) ^ b).wrapping_mul(0xC2B2_AE35);
            let h = (h ^ h >> 13).wrapping_mul(0x27D4_EB2F);
            emit(h);
        };
        f(0, case, 0);
        // Words.
        f(1, c.word.raw, 0);
        f(2, c.word.key, 0);
        f(3, c.word.key, case);
        f(4, p.word.key, 0);
        f(5, n.word.key, 0);
        f(6, pp.word.key, 0);
        f(7, nn.word.key, 0);
        f(8, p.word.key, c.word.key);
        f(9, c.word.key, n.word.key);
        f(10, p.word.key, n.word.key);
        f(11, pp.word.key, p.word.key);
        f(12, n.word.key, nn.word.key);
        f(13, p.word.key, case);
        f(14, n.word.key, case);
        // Shapes and affixes.
        f(15, c.word.shape, 0);
        f(16, p.word.shape, c.word.shape);
        f(17, c.word.shape, n.word.shape);
        f(18, mix(p.word.shape, n.word.shape), c.word.shape);
        f(19, pp.word.shape, p.word.shape);
        f(20, n.word.shape, nn.word.shape);
        for k in 0..4 {
            if c.word.prefixes[k] != 0 {
                f(21, c.word.prefixes[k], k as u32);
            }
            if c.word.suffixes[k] != 0 {
                f(22, c.word.suffixes[k], k as u32);
            }
        }
        f(23, c.word.suffixes[2], case);
        f(24, c.word.suffixes[1], case);
        f(25, p.word.suffixes[2], c.word.suffixes[2]);
        f(26, n.word.suffixes[2], case);
        f(27, p.word.suffixes[2], case);
        if c.word.tail != 0 {
            f(28, c.word.tail, 0);
            f(29, c.word.head, 0);
        }
        // Clusters.
        let (c0, c1, c2) = (c.clusters[0], c.clusters[1], c.clusters[2]);
        f(30, c0, 0);
        f(31, c1, 0);
        f(32, c2, case);
        f(33, c0, case);
        f(34, p.clusters[0], 0);
        f(35, n.clusters[0], 0);
        f(36, pp.clusters[1], 0);
        f(37, nn.clusters[1], 0);
        f(38, p.clusters[1], c1);
        f(39, c1, n.clusters[1]);
        f(40, p.clusters[1], n.clusters[1]);
        f(41, mix(p.clusters[2], c2), n.clusters[2]);
        f(42, pp.clusters[1], p.clusters[1]);
        f(43, n.clusters[1], nn.clusters[1]);
        f(44, p.clusters[1], case);
        f(45, n.clusters[1], case);
        f(46, p.clusters[0], c0);
        f(47, c0, n.clusters[0]);
        // Lists.
        let listed = |s: &Seen| u32::from(s.listed.word) | u32::from(s.listed.phrase) << 16;
        let place = u32::from(c.listed.position);
        f(48, u32::from(c.listed.word), case);
        if c.listed.phrase != 0 {
            f(49, u32::from(c.listed.phrase), place);
            f(50, u32::from(c.listed.phrase), mix(place, u32::from(c.listed.word)));
        }
        let mut bits = c.listed.word;
        while bits != 0 {
            f(51, bits.trailing_zeros(), case);
            bits &= bits - 1;
        }
        f(52, u32::from(p.listed.word), u32::from(c.listed.word));
        f(53, u32::from(c.listed.word), u32::from(n.listed.word));
        f(54, u32::from(p.listed.word), case);
        f(55, u32::from(n.listed.word), case);
        f(56, mix(listed(p), listed(c)), listed(n));
        f(57, listed(p), p.listed.position.into());
        f(58, listed(n), n.listed.position.into());
        f(59, u32::from(c.listed.word), c2);
        // The document's use of the word.
        f(60, c.usage, case);
        f(61, c.usage, u32::from(c.listed.word));
        f(62, mix(p.usage, c.usage), n.usage);
        f(63, c.usage, c1);
        // The run of capitalised words around.
        if c.run.1 > 0 {
            let (first, last) = (&s[c.run.0 as usize], &s[c.run.1 as usize - 1]);
            let (before, after) = (&s[c.run.0 as usize - 1], &s[c.run.1 as usize]);
            let offset = (at as u32 - c.run.0).min(3) << 4 | (c.run.1 - 1 - at as u32).min(3);
            f(64, offset, case);
            f(65, last.word.key, offset);
            f(66, last.clusters[0], offset);
            f(67, last.clusters[1], mix(offset, u32::from(c.listed.word)));
            f(68, first.word.key, offset);
            f(69, first.clusters[0], offset);
            f(70, before.word.key, offset);
            f(71, after.word.key, offset);
            f(72, before.clusters[0], offset);
            f(73, after.clusters[0], offset);
            f(74, u32::from(last.listed.word), mix(offset, u32::from(first.listed.word)));
            f(75, before.clusters[1], mix(after.clusters[1], offset));
            f(76, after.clusters[1], last.clusters[1]);
            f(77, before.clusters[1], first.clusters[1]);
            // What the words farther out say: "the drug maker X", "X, a rights group".
            let before_that = c.run.0.checked_sub(2).map_or(before, |n| &s[n as usize]);
            let out = |n: usize| s.get(c.run.1 as usize + n).unwrap_or(after);
            f(88, before_that.word.key, before.word.key);
            f(89, before_that.clusters[0], before.clusters[1]);
            f(90, mix(after.word.key, out(1).word.key), out(2).clusters[0]);
            f(91, mix(after.word.key, out(1).clusters[1]), out(2).clusters[1]);
            f(92, mix(after.word.key, out(1).word.key), out(3).clusters[1]);
            // What any word of the run is listed as.
            f(93, c.run_listed, offset);
            if c.long_run != c.run {
                let (first, last) = (&s[c.long_run.0 as usize], &s[c.long_run.1 as usize - 1]);
                let side = u32::from(c.long_run.0 == c.run.0) | u32::from(c.long_run.1 == c.run.1) << 1;
                f(78, first.word.key, side);
                f(79, last.word.key, side);
                f(80, first.clusters[1], mix(last.clusters[1], side));
                f(81, u32::from(first.listed.word), mix(u32::from(last.listed.word), side));
            }
        } else if c.long_run.1 > 0 {
            // A word that joins two runs: what stands on either side decides whether it is inside.
            let (first, last) = (&s[c.long_run.0 as usize], &s[c.long_run.1 as usize - 1]);
            f(82, first.word.key, c.word.key);
            f(83, last.word.key, c.word.key);
            f(84, first.clusters[1], mix(last.clusters[1], c.word.key));
            f(85, mix(u32::from(first.listed.word), c.word.key), u32::from(last.listed.word));
            f(86, p.clusters[1], mix(n.clusters[1], c.word.key));
            f(87, mix(listed(p), c.word.key), listed(n));
        }
    }
}

impl Lists {
    fn clusters_of(&self, word: &Word) -> [u32; 3] {
        let mut fine = self.clusters.get(word.key);
        if fine == 0 && word.tail != 0 {
            fine = self.clusters.get(word.tail);
        }
        if fine == 0 {
            // Words without a vector: told apart by how they are written.
            return [0xF000 | word.case as u32; 3];
        }
        let levels = self.levels.get(fine as usize - 1).copied().unwrap_or_default();
        [u32::from(fine), u32::from(levels[0]), u32::from(levels[1])]
    }
}
