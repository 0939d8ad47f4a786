//! What the whole page says about a word: how it is capitalised elsewhere, and how the first pass
//! read it elsewhere.
//!
//! Problem: "Reading" alone may be a town, a name or a verb; the rest of the article knows. Policy:
//! counts per folded word, gathered once per pass, and turned into a few coarse features. The maps
//! are only looked up, never listed.

use rustc_hash::FxHashMap;

use super::features::{Line, line_of};
use super::viterbi::{SCORED, Tag, kind_of};
use super::words::{Brief, Case};

/// Which words are counted otherwise than before, by what was known of them.
type Before<C> = FxHashMap<u32, C>;

/// How words are capitalised on the page.
#[derive(Debug, Default)]
pub struct Usage {
    counts: FxHashMap<u32, [u32; 2]>,
    before: Option<Before<[u32; 2]>>,
}

const fn bucket([lower, upper]: [u32; 2]) -> u32 {
    (if lower < 2 { lower } else { 2 }) * 4 + if upper < 3 { upper } else { 3 }
}

impl Usage {
    /// Counts one sentence's words. A word at its start and words of lines in title case or capitals
    /// say nothing.
    pub fn count(&mut self, words: &[Brief]) {
        self.change(words, 1);
    }

    /// Counts one sentence's words no more.
    pub fn discount(&mut self, words: &[Brief]) {
        self.change(words, u32::MAX);
    }

    fn change(&mut self, words: &[Brief], by: u32) {
        if line_of(words.iter().copied()) != Line::Ordinary {
            return;
        }
        let mut start = true;
        for word in words {
            let column = match word.case() {
                Case::Lower => Some(0),
                Case::Capital | Case::Capitals | Case::Mixed if !start => Some(1),
                _ => None,
            };
            if let Some(column) = column {
                let counts = self.counts.entry(word.key()).or_default();
                if let Some(before) = &mut self.before {
                    before.entry(word.key()).or_insert(*counts);
                }
                counts[column] = counts[column].wrapping_add(by);
            }
            if word.case() != Case::Sign {
                start = false;
            }
        }
    }

    /// From now on it is noted which words are counted otherwise.
    pub fn watch(&mut self) {
        self.before = Some(FxHashMap::default());
    }

    /// The words whose [`Self::bucket`] is another than when it was watched; none when it was not.
    pub fn changed(&mut self) -> Option<Keys> {
        let before = self.before.take()?;
        let mut keys = Keys::default();
        for (key, then) in before {
            let now = self.counts.get(&key).copied().unwrap_or_default();
            if bucket(now) != bucket(then) {
                keys.insert(key);
            }
            if now == [0, 0] {
                self.counts.remove(&key);
            }
        }
        Some(keys)
    }

    /// A small number for how the word of this key is written on the page.
    pub fn bucket(&self, key: u32) -> u32 {
        bucket(self.counts.get(&key).copied().unwrap_or_default())
    }
}

/// A set of few words that holds many others: it is quickly compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter([u64; 8]);

impl Filter {
    /// Of some words.
    pub fn new(words: &[Brief]) -> Self {
        let mut filter = Self::default();
        for word in words {
            filter.insert(Keys::short(word.key()));
        }
        filter
    }

    fn insert(&mut self, key: u16) {
        self.0[(key >> 6 & 7) as usize] |= 1 << (key & 63);
    }

    /// Whether a word may be in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

/// A set of words, with a few that are not in it.
#[derive(Debug, Default)]
pub struct Keys(Option<Box<[u64; 1 << 10]>>, Filter);

impl Keys {
    /// What of a word's key the set tells it by.
    const fn short(key: u32) -> u16 {
        key as u16
    }

    /// The same as a quicker set.
    pub const fn filter(&self) -> &Filter {
        &self.1
    }

    fn insert(&mut self, key: u32) {
        let short = Self::short(key);
        self.1.insert(short);
        self.0.get_or_insert_with(|| Box::new([0; 1 << 10]))[(short >> 6) as usize] |= 1 << (short & 63);
    }

    /// Whether one of `words` may be in it.
    pub fn may_hold(&self, words: &[Brief]) -> bool {
        let Some(set) = &self.0 else { return false };
        words.iter().any(|word| {
            let key = Self::short(word.key());
            set[(key >> 6) as usize] >> (key & 63) & 1 != 0
        })
    }
}

const KINDS: usize = 5;

/// What all other occurrences of a word agreeing on a kind are worth, in the units of scores.
pub const AGREEMENT: i32 = 20 * super::FINE;
/// What it is worth that a longer name of the page ends with the word.
pub const LONGER_NAME: i32 = 20 * super::FINE;

/// The greatest distance between kinds at one place that counts at the word's other places.
const FARTHEST: i32 = 20 * super::FINE;

/// What the first pass made of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Ballot {
    /// Tokens read as nothing, person, organisation, place, other.
    words: [u32; KINDS],
    /// Names of two words and more that end with it, by kind.
    longer: [u32; KINDS],
    /// How far each kind lies behind the best one, summed over its occurrences in names; and how many.
    behind: [i32; KINDS],
    names: i32,
}

/// How the first pass read the page: votes for each word. Sums wrap, so that what is taken out leaves no trace.
#[derive(Debug, Default)]
pub struct Votes {
    ballots: FxHashMap<u32, Ballot>,
    before: Option<Before<Ballot>>,
}

/// What the other occurrences of a word say for each kind, at one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said([i16; KINDS - 1]);

impl Said {
    /// Scores with that added.
    pub fn added_to(self, mut scores: [i32; SCORED]) -> [i32; SCORED] {
        for (both, worth) in scores.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            for score in both {
                *score += i32::from(worth);
            }
        }
        scores
    }
}

/// How far each kind lies behind the best at one token; limited, so that no single place decides.
fn distances(scores: &[i32; SCORED]) -> [i32; KINDS] {
    let mut by_kind = [0; KINDS];
    for kind in 1..KINDS {
        by_kind[kind] = scores[2 * kind - 2].max(scores[2 * kind - 1]);
    }
    let best = by_kind[1..].iter().copied().max().unwrap_or(0);
    by_kind.map(|score| (score - best).max(-FARTHEST))
}

impl Votes {
    /// Adds a sentence with its first-pass tags.
    pub fn add(&mut self, words: &[Brief], tags: &[Tag], scores: &[[i32; SCORED]]) {
        self.change(words, tags, scores, 1);
    }

    /// Takes a sentence out that was added with the same tags and scores.
    pub fn withdraw(&mut self, words: &[Brief], tags: &[Tag], scores: &[[i32; SCORED]]) {
        self.change(words, tags, scores, -1);
    }

    fn change(&mut self, words: &[Brief], tags: &[Tag], scores: &[[i32; SCORED]], by: i32) {
        for (i, (word, tag)) in words.iter().zip(tags).enumerate() {
            if !word.is_capitalised() && *tag == 0 {
                continue;
            }
            let kind = kind_of(*tag);
            let ballot = self.ballots.entry(word.key()).or_default();
            if let Some(before) = &mut self.before {
                before.entry(word.key()).or_insert(*ballot);
            }
            ballot.words[kind] = ballot.words[kind].wrapping_add_signed(by);
            if let (true, Some(scores)) = (kind > 0, scores.get(i)) {
                let distances = distances(scores);
                ballot
                    .behind
                    .iter_mut()
                    .zip(distances)
                    .for_each(|(sum, d)| *sum = sum.wrapping_add(d.wrapping_mul(by)));
                ballot.names = ballot.names.wrapping_add(by);
            }
            let inside = *tag > 0 && tag.is_multiple_of(2);
            let ends = tags.get(i + 1).is_none_or(|next| *next != tag + tag % 2);
            if inside && ends {
                ballot.longer[kind] = ballot.longer[kind].wrapping_add_signed(by);
            }
        }
    }

    /// From now on it is noted which words' votes change.
    pub fn watch(&mut self) {
        self.before = Some(FxHashMap::default());
    }

    /// The words whose votes are others than when it was watched; none when it was not.
    pub fn changed(&mut self) -> Option<Keys> {
        let before = self.before.take()?;
        let mut keys = Keys::default();
        for (key, then) in before {
            let now = self.ballots.get(&key).copied().unwrap_or_default();
            if now != then {
                keys.insert(key);
            }
            if now == Ballot::default() {
                self.ballots.remove(&key);
            }
        }
        Some(keys)
    }

    /// Whether a longer name of the page ends with the word of this key.
    pub fn ends_longer(&self, key: u32) -> bool {
        self.ballots.get(&key).is_some_and(|ballot| ballot.longer != [0; KINDS])
    }

    /// What the other occurrences of token `i`, which has these scores, say of its word.
    pub fn said(&self, words: &[Brief], tags: &[Tag], i: usize, scores: &[i32; SCORED]) -> Said {
        let mut said = [0; KINDS - 1];
        self.gather(words, tags, i, scores, &mut said);
        // At most what a word's names, a word and a longer name are worth.
        Said(said.map(|worth| worth as i16))
    }

    fn gather(
        &self,
        words: &[Brief],
        tags: &[Tag],
        i: usize,
        scores: &[i32; SCORED],
        said: &mut [i32; KINDS - 1],
    ) {
        let (Some(word), Some(tag)) = (words.get(i), tags.get(i)) else { return };
        if !word.is_capitalised() {
            return;
        }
        let own = kind_of(*tag);
        let Some(ballot) = self.ballots.get(&word.key()) else { return };
        if ballot.names > 0 {
            let here = if own > 0 { distances(scores) } else { [0; KINDS] };
            let others = ballot.names - i32::from(own > 0);
            for kind in 1..KINDS {
                said[kind - 1] += (ballot.behind[kind] - here[kind]) / (others + 1);
            }
        }
        let mut share = |counts: &[u32; KINDS], own_counted: bool, worth: i32| {
            let mut counts = counts.map(|count| count.min(u16::MAX.into()) as i32);
            if own_counted {
                counts[own] = (counts[own] - 1).max(0);
            }
            let total: i32 = counts.iter().sum();
            for kind in 1..KINDS {
                said[kind - 1] += worth * counts[kind] / (total + 1);
            }
        };
        share(&ballot.words, true, AGREEMENT);
        let inside = *tag > 0 && tag.is_multiple_of(2);
        share(&ballot.longer, inside, LONGER_NAME);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Brief> {
        text.split(' ').map(|word| Brief::from(&super::super::words::Word::new(word))).collect()
    }

    #[test]
    fn what_is_taken_out_leaves_no_trace() {
        let (stays, goes) = (words("He met Ann Lee in Paris ."), words("Then Paris and Lee left ann ."));
        let all: Vec<Brief> = stays.iter().chain(&goes).copied().collect();
        let scores = vec![[40, 30, 20, 10, 0, -10, -20, -30]; 7];
        let (stay, go): ([Tag; 7], [Tag; 7]) = ([0, 0, 1, 2, 0, 5, 0], [0, 3, 0, 1, 0, 0, 0]);
        let (mut usage, mut votes) = (Usage::default(), Votes::default());
        usage.count(&stays);
        votes.add(&stays, &stay, &scores);
        for comes in [true, false, true, false] {
            usage.watch();
            votes.watch();
            if comes {
                usage.count(&goes);
                votes.add(&goes, &go, &scores);
            } else {
                usage.discount(&goes);
                votes.withdraw(&goes, &go, &scores);
            }
            assert!(usage.changed().is_some_and(|changed| changed.may_hold(&all)));
            assert!(votes.changed().is_some_and(|changed| changed.may_hold(&all)));
        }
        usage.watch();
        votes.watch();
        usage.count(&goes);
        votes.add(&goes, &go, &scores);
        usage.discount(&goes);
        votes.withdraw(&goes, &go, &scores);
        assert!(!usage.changed().is_some_and(|changed| changed.may_hold(&all)));
        assert!(!votes.changed().is_some_and(|changed| changed.may_hold(&all)));
        let (mut only, mut voted) = (Usage::default(), Votes::default());
        only.count(&stays);
        voted.add(&stays, &stay, &scores);
        assert_eq!((usage.counts, votes.ballots), (only.counts, voted.ballots));
    }
}
