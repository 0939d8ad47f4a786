//! What a tagging knows of one block.
//!
//! Policy: what a block's tags depend on is kept beside them, so that they can be taken over, and taken out of what is
//! counted over the page, exactly as they were put in. [`super::tagging::Tagging`] owns it. Not handled: what other blocks say.

use super::FINE;
use super::document::{Keys, Said, Usage, Votes};
use super::viterbi::{SCORED, Tag};
use super::words::{Brief, Word};
use crate::entities::NameSpan;
use crate::text::BlockText;

/// What is known of one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) words: Vec<Brief>,
    /// First token and range of `words` of each sentence.
    pub(super) sentences: Vec<(u32, core::ops::Range<usize>)>,
    /// How the page capitalises each word ([`Usage::bucket`]).
    pub(super) usage: Vec<u8>,
    /// Scores by features.
    pub(super) sums: Vec<[i16; SCORED]>,
    pub(super) classes: Vec<u8>,
    /// Tags of the first round.
    pub(super) tags: Vec<Tag>,
    /// What the votes said of each capitalised word.
    pub(super) votes: Vec<Said>,
    /// Whether a longer name ends with each word.
    pub(super) longer: Vec<bool>,
    pub(super) names: Vec<NameSpan>,
    /// Whether it was taken from an earlier tagging with its scores and tags.
    pub(super) taken: bool,
}

impl Known {
    /// Reads and counts the words, unless they are known.
    #[inline(never)]
    pub(super) fn read(&mut self, text: &str, cut: &BlockText, usage: &mut Usage, votes: &mut Votes) {
        if !self.words.is_empty() && self.words.len() == cut.tokens.len() {
            self.taken = true;
            return;
        }
        self.withdraw(usage, votes);
        *self = Self::default();
        self.words = cut.tokens.iter().map(|t| Brief::from(&Word::new(t.span.text(text)))).collect();
        self.sentences.reserve_exact(cut.sentences.len());
        let mut from = 0;
        for sentence in &cut.sentences {
            let end = from + (sentence.end - sentence.first) as usize;
            self.sentences.push((sentence.first, from..end));
            usage.count(self.words.get(from..end).unwrap_or(&[]));
            from = end;
        }
    }

    /// Whether it is new, or has a word in `changed`.
    pub(super) fn is_touched(&self, changed: Option<&Keys>) -> bool {
        !self.taken || changed.is_none_or(|changed| changed.may_hold(&self.words))
    }

    /// Takes its words out of what is counted.
    pub(super) fn withdraw(&self, usage: &mut Usage, votes: &mut Votes) {
        for (_, range) in &self.sentences {
            usage.discount(self.words.get(range.clone()).unwrap_or(&[]));
        }
        self.vote(|words, tags, scores| votes.withdraw(words, tags, scores));
    }

    /// Calls `each` with every sentence as the first round tagged it.
    pub(super) fn vote(&self, mut each: impl FnMut(&[Brief], &[Tag], &[[i32; SCORED]])) {
        for (_, range) in &self.sentences {
            if let (Some(words), Some(tags), Some(sums)) =
                (self.words.get(range.clone()), self.tags.get(range.clone()), self.sums.get(range.clone()))
            {
                let scores: Vec<_> = sums.iter().map(scores).collect();
                each(words, tags, &scores);
            }
        }
    }
}

/// Sums of weights as scores.
pub(super) fn scores(sums: &[i16; SCORED]) -> [i32; SCORED] {
    sums.map(|sum| i32::from(sum) * FINE)
}
