//! What the whole page says about a word: how it is capitalised elsewhere, and how the first pass
//! read it elsewhere.
//!
//! Problem: "Reading" alone may be a town, a name or a verb; the rest of the article knows. Policy:
//! counts per folded word, gathered once per pass, and turned into a few coarse features. The maps
//! are only looked up, never listed.

use rustc_hash::FxHashMap;

use super::features::{Line, line_of};
use super::viterbi::{SCORED, Tag, kind_of};
use super::words::{Case, Word};

/// How words are capitalised on the page.
#[derive(Debug, Default)]
pub struct Usage {
    counts: FxHashMap<u32, [u16; 2]>,
}

impl Usage {
    /// Counts one sentence's words. A word at its start and words of lines in title case or capitals
    /// say nothing.
    pub fn count(&mut self, words: &[Word]) {
        if line_of(words) != Line::Ordinary {
            return;
        }
        let mut start = true;
        for word in words {
            match word.case {
                Case::Lower => self.counts.entry(word.key).or_default()[0] += 1,
                Case::Capital | Case::Capitals | Case::Mixed if !start => {
                    self.counts.entry(word.key).or_default()[1] += 1;
                }
                _ => {}
            }
            if word.case != Case::Sign {
                start = false;
            }
            for count in self.counts.get_mut(&word.key).into_iter().flatten() {
                *count = (*count).min(1000);
            }
        }
    }

    /// A small number for how `word` is written on the page.
    pub fn bucket(&self, word: &Word) -> u32 {
        let [lower, upper] = self.counts.get(&word.key).copied().unwrap_or_default();
        u32::from(lower.min(2)) * 4 + u32::from(upper.min(3))
    }
}

const KINDS: usize = 5;

/// What all other occurrences of a word agreeing on a kind are worth, in the units of scores.
pub const AGREEMENT: i32 = 14 * super::FINE;
/// What it is worth that a longer name of the page ends with the word.
pub const LONGER_NAME: i32 = 14 * super::FINE;

/// The greatest distance between kinds at one place that counts at the word's other places.
const FARTHEST: i32 = 20 * super::FINE;

/// How the first pass read the page: votes for each word.
#[derive(Debug, Default)]
pub struct Votes {
    /// By word: tokens read as nothing, person, organisation, place, other.
    words: FxHashMap<u32, [u16; KINDS]>,
    /// By word: names of two words and more that end with it, by kind.
    longer: FxHashMap<u32, [u16; KINDS]>,
    /// By word: how far each kind lies behind the best one, summed over its occurrences in names.
    behind: FxHashMap<u32, ([i32; KINDS], i32)>,
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
    pub fn add(&mut self, words: &[Word], tags: &[Tag], scores: &[[i32; SCORED]]) {
        for (i, (word, tag)) in words.iter().zip(tags).enumerate() {
            if !word.is_capitalised() && *tag == 0 {
                continue;
            }
            let kind = kind_of(*tag);
            let count = &mut self.words.entry(word.key).or_default()[kind];
            *count = count.saturating_add(1);
            if let (true, Some(scores)) = (kind > 0, scores.get(i)) {
                let (sums, count) = self.behind.entry(word.key).or_default();
                sums.iter_mut().zip(distances(scores)).for_each(|(sum, d)| *sum = sum.saturating_add(d));
                *count += 1;
            }
            let inside = *tag > 0 && tag.is_multiple_of(2);
            let ends = tags.get(i + 1).is_none_or(|next| *next != tag + tag % 2);
            if inside && ends {
                let count = &mut self.longer.entry(word.key).or_default()[kind];
                *count = count.saturating_add(1);
            }
        }
    }

    /// Whether a longer name of the page ends with the word of this key.
    pub fn ends_longer(&self, key: u32) -> bool {
        self.longer.contains_key(&key)
    }

    /// Adds to the scores of token `i` what the other occurrences of its word say.
    pub fn weigh(&self, words: &[Word], tags: &[Tag], i: usize, scores: &mut [i32; SCORED]) {
        let (Some(word), Some(tag)) = (words.get(i), tags.get(i)) else { return };
        if !word.is_capitalised() {
            return;
        }
        let own = kind_of(*tag);
        if let Some((sums, count)) = self.behind.get(&word.key) {
            let here = if own > 0 { distances(scores) } else { [0; KINDS] };
            let others = count - i32::from(own > 0);
            for kind in 1..KINDS {
                let bonus = (sums[kind] - here[kind]) / (others + 1);
                scores[2 * kind - 2] += bonus;
                scores[2 * kind - 1] += bonus;
            }
        }
        let share =
            |counts: Option<&[u16; KINDS]>, own_counted: bool, worth: i32, scores: &mut [i32; SCORED]| {
                let Some(counts) = counts else { return };
                let mut counts = counts.map(i32::from);
                if own_counted {
                    counts[own] = (counts[own] - 1).max(0);
                }
                let total: i32 = counts.iter().sum();
                for kind in 1..KINDS {
                    let bonus = worth * counts[kind] / (total + 1);
                    scores[2 * kind - 2] += bonus;
                    scores[2 * kind - 1] += bonus;
                }
            };
        share(self.words.get(&word.key), true, AGREEMENT, scores);
        let inside = *tag > 0 && tag.is_multiple_of(2);
        share(self.longer.get(&word.key), inside, LONGER_NAME, scores);
    }
}
