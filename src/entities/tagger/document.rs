//! What the whole page says about a word: how it is capitalised elsewhere, and how the first pass
//! read it elsewhere.
//!
//! Problem: "Reading" alone may be a town, a name or a verb; the rest of the article knows. Policy:
//! counts per folded word, gathered once per pass, and turned into a few coarse features. The maps
//! are only looked up, never listed.

use rustc_hash::FxHashMap;

use super::features::{Line, line_of, second_bucket};
use super::viterbi::{TAGS, Tag, kind_of};
use super::words::{Case, Word, mix};

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

/// How the first pass read the page: votes for each word.
#[derive(Debug, Default)]
pub struct Votes {
    /// By word: tokens read as nothing, person, organisation, place, other.
    words: FxHashMap<u32, [u16; KINDS]>,
    /// By word: names of two words and more that begin or end with it, by kind.
    longer: FxHashMap<u32, [u16; KINDS]>,
    /// By pair of words: the tags of both.
    pairs: FxHashMap<u32, [u16; TAGS * TAGS]>,
}

impl Votes {
    /// Adds a sentence with its first-pass tags.
    pub fn add(&mut self, words: &[Word], tags: &[Tag]) {
        self.change(words, tags, true);
    }

    fn change(&mut self, words: &[Word], tags: &[Tag], add: bool) {
        let step =
            |count: &mut u16| *count = if add { count.saturating_add(1) } else { count.saturating_sub(1) };
        for (i, (word, tag)) in words.iter().zip(tags).enumerate() {
            if !word.is_capitalised() && *tag == 0 {
                continue;
            }
            step(&mut self.words.entry(word.key).or_default()[kind_of(*tag)]);
            if let (Some(next), Some(next_tag)) = (words.get(i + 1), tags.get(i + 1))
                && next.is_capitalised()
            {
                let pair = self.pairs.entry(mix(word.key, next.key)).or_insert([0; TAGS * TAGS]);
                step(&mut pair[*tag as usize * TAGS + *next_tag as usize]);
            }
        }
        let mut i = 0;
        while i < tags.len() {
            let kind = kind_of(tags[i]);
            let mut end = i + 1;
            if kind > 0 {
                while end < tags.len() && tags[end] > 0 && tags[end].is_multiple_of(2) {
                    end += 1;
                }
                if end > i + 1 {
                    step(&mut self.longer.entry(words[end - 1].key).or_default()[kind]);
                    step(&mut self.longer.entry(words[i].key).or_default()[kind]);
                }
            }
            i = end;
        }
    }

    /// Calls `emit` with the second pass's own features of token `i`.
    pub fn features(&self, words: &[Word], tags: &[Tag], i: usize, mut emit: impl FnMut(u32)) {
        let tag = |n: isize| {
            (i as isize + n).try_into().ok().and_then(|n: usize| tags.get(n)).map_or(15, |t| u32::from(*t))
        };
        let own = tag(0);
        let word = &words[i];
        let case = word.case as u32;
        emit(second_bucket(0, own, 0));
        emit(second_bucket(1, mix(tag(-1), own), tag(1)));
        emit(second_bucket(2, own, case));
        emit(second_bucket(3, mix(own, tag(1)), tag(2)));
        emit(second_bucket(4, mix(own, tag(-1)), tag(-2)));
        if !word.is_capitalised() && own == 0 {
            return;
        }
        let mut others = self.words.get(&word.key).copied().unwrap_or_default();
        others[kind_of(tags[i])] = others[kind_of(tags[i])].saturating_sub(1);
        let votes = summary(&others);
        emit(second_bucket(5, votes, own));
        emit(second_bucket(6, votes, case));
        emit(second_bucket(7, votes, mix(tag(-1), tag(1))));
        let mut longer = self.longer.get(&word.key).copied().unwrap_or_default();
        let inside = own > 0 && (tag(1) == own + own % 2 && own % 2 == 1 || own.is_multiple_of(2));
        if inside {
            longer[kind_of(tags[i])] = longer[kind_of(tags[i])].saturating_sub(1);
        }
        let longer = summary(&longer);
        emit(second_bucket(8, longer, own));
        emit(second_bucket(9, longer, mix(votes, own)));
        for (template, from) in [(10, i.checked_sub(1)), (11, Some(i))] {
            let best = from.and_then(|from| {
                let (a, b) = (words.get(from)?, words.get(from + 1)?);
                let mut counts = *self.pairs.get(&mix(a.key, b.key))?;
                let (ta, tb) = (*tags.get(from)? as usize, *tags.get(from + 1)? as usize);
                counts[ta * TAGS + tb] = counts[ta * TAGS + tb].saturating_sub(1);
                let best = (0..counts.len()).rev().max_by_key(|n| counts[*n])?;
                (counts[best] > 0).then_some(best as u32)
            });
            emit(second_bucket(template, best.unwrap_or(0xFF), own));
        }
    }
}

/// The leading kind, how clearly it leads, and how many votes there are, as one small number.
fn summary(counts: &[u16; KINDS]) -> u32 {
    let total: u32 = counts.iter().map(|c| u32::from(*c)).sum();
    if total == 0 {
        return 0;
    }
    let best = (0..KINDS).rev().max_by_key(|n| counts[*n]).unwrap_or(0);
    let share = u32::from(counts[best]) * 4 / total;
    1 + best as u32 + 8 * share.min(4) + 64 * total.min(4)
}
