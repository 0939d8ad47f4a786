//! Tagging a page block by block, in slices, and again after a change.
//!
//! Problem: looking features up is dear, and one changed paragraph must not cost the whole article.
//! Policy: three rounds over the blocks (count capitals, tag by features, tag again with the article's
//! votes). What a block's tags depend on is kept beside them: its words, how the page capitalises each
//! of them, and what the votes added; a later tagging takes over the tags of an unchanged block only
//! when all of these are the same, so its names are those of a fresh tagging by construction. The
//! [`Tagging`] owns what it found; page, text and models are borrowed while it advances.

use super::classes::CLASSES;
use super::document::{Usage, Votes};
use super::features::{Sentence, bucket};
use super::viterbi::{SCORED, Tag, Viterbi};
use super::words::Word;
use super::{ANY, FINE, NameModel, Sums, rules, spans};
use crate::entities::NameSpan;
use crate::models::Models;
use crate::page::{BlockId, Page};
use crate::text::{Text, is_english};

/// What is known of one block.
#[derive(Debug, Clone, Default)]
struct Known {
    words: Vec<Word>,
    /// First token and range of `words` of each sentence.
    sentences: Vec<(u32, core::ops::Range<usize>)>,
    /// How the page capitalises each word ([`Usage::bucket`]).
    usage: Vec<u8>,
    /// Scores by features.
    sums: Vec<[i16; SCORED]>,
    classes: Vec<(u8, u8)>,
    /// Tags of the first round.
    tags: Vec<Tag>,
    /// What the votes made of each capitalised word: its scores, and whether a longer name ends with it.
    votes: Vec<([i32; SCORED], bool)>,
    names: Vec<NameSpan>,
    /// Whether it was taken from an earlier tagging with its scores and tags.
    taken: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Round {
    #[default]
    Begin,
    Count,
    Features,
    Votes,
    Done,
}

/// A tagging under way, and what it leaves for the next one.
#[derive(Debug, Default)]
pub struct Tagging {
    round: Round,
    /// Whether the page is in English, once that was asked.
    english: Option<bool>,
    next: usize,
    earlier: Vec<Known>,
    blocks: Vec<Known>,
    usage: Usage,
    votes: Votes,
    names: Vec<NameSpan>,
}

impl Tagging {
    /// Begins on a changed page. `was` gives for each block the number it had when its text is unchanged,
    /// else `u32::MAX`.
    pub fn after(earlier: Self, was: &[u32]) -> Self {
        let mut old = earlier.blocks;
        let take = |b: &u32| old.get_mut(*b as usize).map(core::mem::take).unwrap_or_default();
        Self { earlier: was.iter().map(take).collect(), ..Self::default() }
    }

    /// Works until all is tagged (true) or `time_left` says stop (false).
    pub fn advance(
        &mut self,
        page: &Page,
        text: &Text,
        models: &Models,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Some(model) = models.names() else { return true };
        let mut worker = Worker { model, sentence: Sentence::default(), viterbi: Viterbi::default() };
        while self.round != Round::Done {
            let id = BlockId(self.next as u32);
            match (self.round, page.blocks.get(self.next)) {
                (Round::Begin, _) => {
                    let english = is_english(page, text);
                    self.english = Some(english);
                    self.round = if english { Round::Count } else { Round::Done };
                    continue;
                }
                (Round::Count, Some(block)) => {
                    let mut known = self.earlier.get_mut(self.next).map(core::mem::take).unwrap_or_default();
                    known.read(&block.text, text.block(id));
                    for (_, range) in &known.sentences {
                        self.usage.count(known.words.get(range.clone()).unwrap_or(&[]));
                    }
                    self.blocks.push(known);
                }
                (Round::Features, Some(_)) => {
                    if let Some(known) = self.blocks.get_mut(self.next) {
                        worker.first(known, &self.usage);
                        for (_, range) in &known.sentences {
                            if let (Some(words), Some(tags), Some(sums)) = (
                                known.words.get(range.clone()),
                                known.tags.get(range.clone()),
                                known.sums.get(range.clone()),
                            ) {
                                let scores: Vec<_> = sums.iter().map(scores).collect();
                                self.votes.add(words, tags, &scores);
                            }
                        }
                    }
                }
                (Round::Votes, Some(_)) => {
                    if let Some(known) = self.blocks.get_mut(self.next) {
                        worker.second(known, id, text, &self.votes);
                        self.names.extend(&known.names);
                    }
                }
                (round, None) => {
                    self.next = 0;
                    self.round = match round {
                        Round::Count => Round::Features,
                        Round::Features => Round::Votes,
                        _ => Round::Done,
                    };
                    continue;
                }
                (Round::Done, Some(_)) => break,
            }
            self.next += 1;
            if !time_left() {
                return false;
            }
        }
        self.earlier = Vec::new();
        self.usage = Usage::default();
        self.votes = Votes::default();
        true
    }

    /// Whether the page is in English, where that was found out.
    pub fn english(&self) -> Option<bool> {
        self.english
    }

    /// Gives the names away, in reading order and without overlap; the rest stays for the next tagging.
    pub fn names(&mut self) -> Vec<NameSpan> {
        core::mem::take(&mut self.names)
    }
}

impl Known {
    /// Reads the words, unless they are known.
    fn read(&mut self, text: &str, cut: &crate::text::BlockText) {
        if !self.words.is_empty() && self.words.len() == cut.tokens.len() {
            self.taken = true;
            return;
        }
        *self = Self::default();
        for sentence in &cut.sentences {
            let from = self.words.len();
            let tokens = cut.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
            self.words.extend(tokens.iter().map(|t| Word::new(t.span.text(text))));
            self.sentences.push((sentence.first, from..self.words.len()));
        }
    }
}

/// Sums of weights as scores.
fn scores(sums: &[i16; SCORED]) -> [i32; SCORED] {
    sums.map(|sum| i32::from(sum) * FINE)
}

/// What tagging a sentence needs besides the sentence.
struct Worker<'a> {
    model: &'a NameModel,
    sentence: Sentence,
    viterbi: Viterbi,
}

impl Worker<'_> {
    /// The first round: scores by features, and the tags they give.
    fn first(&mut self, known: &mut Known, usage: &Usage) {
        let now: Vec<u8> = known.words.iter().map(|w| usage.bucket(w) as u8).collect();
        if known.taken && now == known.usage {
            return;
        }
        let Known { words, sentences, sums, classes, tags, .. } = known;
        sums.clear();
        classes.clear();
        tags.clear();
        let (mut emissions, mut decoded) = (Vec::new(), Vec::new());
        for (_, range) in sentences.iter() {
            let words = words.get(range.clone()).unwrap_or(&[]);
            self.sentence.read(words, usage, &self.model.lists);
            emissions.clear();
            for i in 0..words.len() {
                let mut row = Sums::default();
                self.sentence.features(i, |hash| row.add(self.model, bucket(hash)));
                let row = row.apart();
                sums.push(row);
                emissions.push(scores(&row));
                let (here, next) = self.sentence.classes(i);
                classes.push((here as u8, next as u8));
            }
            self.viterbi.decode(
                &emissions,
                &self.model.transitions,
                |i| self.sentence.classes(i),
                |_| ANY,
                &mut decoded,
            );
            tags.extend(&decoded);
        }
        known.usage = now;
        known.taken = false;
    }

    /// The second round: the votes added, the tags they give, the names these stand for.
    fn second(&mut self, known: &mut Known, id: BlockId, text: &Text, votes: &Votes) {
        let mut weighed = Vec::new();
        for (_, range) in &known.sentences {
            let words = known.words.get(range.clone()).unwrap_or(&[]);
            let tags = known.tags.get(range.clone()).unwrap_or(&[]);
            let sums = known.sums.get(range.clone()).unwrap_or(&[]);
            for (i, (word, row)) in words.iter().zip(sums).enumerate() {
                if word.is_capitalised() {
                    let mut scores = scores(row);
                    votes.weigh(words, tags, i, &mut scores);
                    weighed.push((scores, votes.ends_longer(word.key)));
                }
            }
        }
        if known.taken && weighed == known.votes {
            for name in &mut known.names {
                name.place.block = id;
            }
            return;
        }
        let mut next = weighed.iter();
        let (mut emissions, mut tags) = (Vec::new(), Vec::new());
        known.names.clear();
        for (first, range) in &known.sentences {
            let words = known.words.get(range.clone()).unwrap_or(&[]);
            emissions.clear();
            for (word, row) in words.iter().zip(known.sums.get(range.clone()).unwrap_or(&[])) {
                let weighed = if word.is_capitalised() { next.next() } else { None };
                emissions.push(weighed.map_or_else(|| scores(row), |(scores, _)| *scores));
            }
            let classes = known.classes.get(range.clone()).unwrap_or(&[]);
            self.viterbi.decode(
                &emissions,
                &self.model.transitions,
                |i| classes.get(i).map_or((0, CLASSES - 1), |c| (c.0.into(), c.1.into())),
                |_| ANY,
                &mut tags,
            );
            rules::mend(words, &mut tags, &self.model.lists.gazetteer, votes);
            spans(id, *first, text, &tags, &emissions, &mut known.names);
        }
        known.votes = weighed;
    }
}
