//! What a tagging knows of one block.
//!
//! Policy: what a block's tags depend on is kept beside them, so that they can be taken over, and taken out of what is
//! counted over the page, exactly as they were put in. [`super::tagging::Tagging`] owns it. Not handled: what other blocks say.

use alloc::sync::Arc;

use super::FINE;
use super::document::{Keys, Said, Usage, Votes};
use super::viterbi::{SCORED, Tag};
use super::words::{Brief, Word};
use crate::entities::NameSpan;
use crate::text::BlockText;

/// What is known of one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The text it was read from, and how that was cut.
    source: Option<(Arc<str>, Arc<BlockText>)>,
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
    pub(super) fn read(
        &mut self,
        text: &Arc<str>,
        cut: &Arc<BlockText>,
        usage: &mut Usage,
        votes: &mut Votes,
    ) {
        if !self.words.is_empty() && self.words.len() == cut.tokens.len() {
            self.taken = true;
            return;
        }
        self.withdraw(usage, votes);
        *self = Self { source: Some((Arc::clone(text), Arc::clone(cut))), ..Self::default() };
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

/// A block as it was before it changed: a sentence that still stands in it, and whose words the page uses as it did, keeps its
/// scores and tags.
#[derive(Debug)]
pub(super) struct Former<'a> {
    known: &'a Known,
    full: Vec<Word>,
}

/// What the first round makes of a sentence: scores, classes, tags.
pub(super) type Tagged<'a> = (&'a [[i16; SCORED]], &'a [u8], &'a [Tag]);

impl<'a> Former<'a> {
    pub(super) fn new(known: &'a Known) -> Self {
        let full = known.source.as_ref().map_or_else(Vec::new, |(text, cut)| words_of(text, cut));
        Self { known, full }
    }

    /// What was made of a sentence of these words.
    pub(super) fn sentence(&self, words: &[Word], usage: &[u8]) -> Option<Tagged<'a>> {
        let known = self.known;
        let same = |range: &&core::ops::Range<usize>| {
            self.full.get((*range).clone()) == Some(words) && known.usage.get((*range).clone()) == Some(usage)
        };
        let range = known.sentences.iter().map(|(_, range)| range).find(same)?;
        let (sums, classes) = (known.sums.get(range.clone())?, known.classes.get(range.clone())?);
        Some((sums, classes, known.tags.get(range.clone())?))
    }
}

pub(super) fn words_of(text: &str, cut: &BlockText) -> Vec<Word> {
    cut.tokens.iter().map(|t| Word::new(t.span.text(text))).collect()
}

/// Sums of weights as scores.
pub(super) fn scores(sums: &[i16; SCORED]) -> [i32; SCORED] {
    sums.map(|sum| i32::from(sum) * FINE)
}
