//! Tagging a page block by block, in slices, and again after a change.
//!
//! Problem: looking features up is dear, and one changed paragraph must not cost the whole article.
//! Policy: three rounds over the blocks (count capitals, tag by features, tag again with the article's
//! votes). What a block's tags depend on is kept beside them: its words, how the page capitalises each
//! of them, and what the votes added. The counts of the page are kept, too: of a changed block the old words
//! are taken out and the new ones added, and only blocks with a word that counts otherwise than before are
//! looked at again. Their tags are taken over sentence by sentence when all they depend on is the same, so
//! the names are those of a fresh tagging by construction. The rounds are functions of their own: browsers do not
//! compile a function well that is as long as all of them, and the second encoding lives by that. The [`Tagging`] owns what it found; page, text and
//! models are borrowed while it advances.

use super::classes::CLASSES;
use super::document::{Filter, Keys, Usage, Votes};
use super::features::{Sentence, bucket};
use super::network::Space;
use super::stays::{Listed, Stays};
use super::tagged::{Former, Known, scores, words_of};
use super::viterbi::Viterbi;
use super::{ANY, NameModel, Sums, rules, spans};
use crate::entities::NameSpan;
use crate::models::Models;
use crate::page::{BlockId, Page};
use crate::span::Place;
use crate::text::{BlockText, Text, is_english};

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
    earlier: Vec<Option<Box<Known>>>,
    /// What need not be looked at, where blocks have the numbers they had.
    stays: Option<Stays>,
    /// The blocks that changed in their place, as they were.
    former: Vec<(u32, Known)>,
    /// For the next tagging: those that were tagged anew, what words blocks have, the names.
    tagged: Vec<u32>,
    filters: Vec<Filter>,
    listed: Listed,
    #[expect(clippy::vec_box, reason = "from one page to the next they are moved, twice")]
    blocks: Vec<Box<Known>>,
    usage: Usage,
    votes: Votes,
    /// The words that are used, and voted for, otherwise than before; none known when all are new.
    used: Option<Keys>,
    voted: Option<Keys>,
    names: Vec<NameSpan>,
    /// The blocks whose names are others than before; not known when all are new.
    renamed: Option<Vec<u32>>,
    /// How many names there were: room for as many.
    count: usize,
}

impl Tagging {
    /// Begins on a changed page. `was` gives for each block the number it had when its text is unchanged,
    /// else `u32::MAX`; `changed` those that are cut otherwise, where all others have the numbers they had.
    pub fn after(earlier: Self, was: &[u32], changed: Option<&[u32]>) -> Self {
        if earlier.round != Round::Done {
            return Self::default();
        }
        let Self { mut blocks, mut usage, mut votes, count, tagged, filters, listed, .. } = earlier;
        usage.watch();
        votes.watch();
        if let Some(changed) = changed.filter(|_| blocks.len() == was.len()) {
            for b in tagged {
                blocks[b as usize].taken = true;
            }
            let take = |b: &u32| (*b, core::mem::take(&mut *blocks[*b as usize]));
            let former: Vec<(u32, Known)> = changed.iter().map(take).collect();
            for (_, known) in &former {
                known.withdraw(&mut usage, &mut votes);
            }
            let words = |b: usize| blocks.get(b).map_or_else(Filter::default, |b| Filter::new(&b.words));
            let stays = Some(Stays::new(blocks.len(), changed, filters, words, listed));
            let renamed = Some(Vec::new());
            return Self { stays, former, blocks, usage, votes, renamed, count, ..Self::default() };
        }
        let mut old: Vec<_> = blocks.into_iter().map(Some).collect();
        let earlier = was.iter().map(|b| old.get_mut(*b as usize).and_then(Option::take)).collect();
        for gone in old.iter().flatten() {
            gone.withdraw(&mut usage, &mut votes);
        }
        Self { earlier, blocks: Vec::with_capacity(was.len()), usage, votes, count, ..Self::default() }
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
        let mut worker = Worker {
            model,
            sentence: Sentence::default(),
            viterbi: Viterbi::default(),
            space: Space::default(),
        };
        while self.round != Round::Done {
            self.skip();
            let id = BlockId(self.next as u32);
            let mut is_new = true;
            match (self.round, page.blocks.get(self.next)) {
                (Round::Begin, _) => {
                    let english = is_english(page, text);
                    self.round = if english { Round::Count } else { Round::Done };
                    if self.round == Round::Done {
                        *self = Self { round: Round::Done, ..Self::default() };
                    }
                    self.english = Some(english);
                    continue;
                }
                (Round::Count, Some(block)) if self.stays.is_some() => {
                    if let (Some(known), Some(stays), Some(cut)) =
                        (self.blocks.get_mut(self.next), &mut self.stays, text.blocks.get(self.next))
                    {
                        known.read(&block.text, cut, &mut self.usage, &mut self.votes);
                        stays.set(self.next, Filter::new(&known.words));
                    }
                }
                (Round::Count, Some(block)) => {
                    let known = self.earlier.get_mut(self.next).and_then(Option::take);
                    let mut known = known.unwrap_or_default();
                    if let Some(cut) = text.blocks.get(self.next) {
                        known.read(&block.text, cut, &mut self.usage, &mut self.votes);
                    }
                    is_new = !known.taken;
                    self.blocks.push(known);
                }
                (Round::Features, Some(block)) => {
                    if let Some(known) = self.blocks.get_mut(self.next) {
                        is_new = known.is_touched(self.used.as_ref());
                        if is_new {
                            let former = self.former.iter().find(|(b, _)| *b == id.0);
                            let former = former.map(|(_, known)| Former::new(known));
                            let cut = text.block(id);
                            worker.first(
                                known,
                                former.as_ref(),
                                &block.text,
                                cut,
                                &self.usage,
                                &mut self.votes,
                            );
                        }
                        if let Some(stays) = self.stays.as_mut().filter(|_| !known.taken) {
                            stays.touch(self.next);
                        }
                    }
                }
                (Round::Votes, Some(_)) => {
                    if let Some(known) = self.blocks.get_mut(self.next) {
                        is_new = known.is_touched(self.voted.as_ref());
                        if is_new {
                            worker.second(known, id, text, &self.votes);
                        }
                        if !known.taken {
                            self.tagged.push(id.0);
                        }
                        let first = self.names.len();
                        let here = known.names.iter();
                        self.names
                            .extend(here.map(|n| NameSpan { place: Place { block: id, ..n.place }, ..*n }));
                        let before = self.stays.as_ref().map(|stays| stays.names(self.next, self.next + 1));
                        if let Some(renamed) =
                            self.renamed.as_mut().filter(|_| before != self.names.get(first..))
                        {
                            renamed.push(id.0);
                        }
                    }
                }
                (round, None) => {
                    self.next = 0;
                    self.round = match round {
                        Round::Count => {
                            for gone in core::mem::take(&mut self.earlier).into_iter().flatten() {
                                gone.withdraw(&mut self.usage, &mut self.votes);
                            }
                            self.used = self.usage.changed();
                            Round::Features
                        }
                        Round::Features => {
                            self.voted = self.votes.changed();
                            self.former = Vec::new();
                            self.names.reserve(self.count + self.count / 8);
                            Round::Votes
                        }
                        _ => {
                            self.listed = Listed::new(&self.names, page.blocks.len());
                            self.filters = self.stays.take().map_or_else(Vec::new, Stays::filters);
                            Round::Done
                        }
                    };
                    continue;
                }
                (Round::Done, Some(_)) => break,
            }
            self.next += 1;
            if (is_new || id.is_milestone()) && !time_left() {
                return false;
            }
        }
        true
    }

    /// Passes over blocks that need not be looked at.
    fn skip(&mut self) {
        let Some(stays) = &self.stays else { return };
        let to = match self.round {
            Round::Count => stays.next(self.next, None),
            Round::Features => stays.next(self.next, self.used.as_ref()),
            Round::Votes => stays.next(self.next, self.voted.as_ref()),
            Round::Begin | Round::Done => return,
        };
        if self.round == Round::Votes {
            self.names.extend_from_slice(stays.names(self.next, to));
        }
        self.next = to;
    }

    /// Whether the page is in English, where that was found out.
    pub fn english(&self) -> Option<bool> {
        self.english
    }

    /// Gives the names away, in reading order and without overlap; the rest stays for the next tagging.
    pub fn names(&mut self) -> Vec<NameSpan> {
        self.count = self.names.len();
        core::mem::take(&mut self.names)
    }

    /// Tells in which blocks names are others than before, where that is known.
    pub fn renamed(&mut self) -> Option<Vec<u32>> {
        self.renamed.take()
    }
}

/// What tagging a sentence needs besides the sentence.
struct Worker<'a> {
    model: &'a NameModel,
    sentence: Sentence,
    viterbi: Viterbi,
    space: Space,
}

impl Worker<'_> {
    /// The first round: scores by features, and the tags they give, which vote.
    #[inline(never)]
    fn first(
        &mut self,
        known: &mut Known,
        former: Option<&Former<'_>>,
        text: &str,
        cut: &BlockText,
        usage: &Usage,
        votes: &mut Votes,
    ) {
        let now: Vec<u8> = known.words.iter().map(|w| usage.bucket(w.key()) as u8).collect();
        if known.taken && now == known.usage {
            return;
        }
        known.vote(|words, tags, scores| votes.withdraw(words, tags, scores));
        // Read once more: kept since they were counted, all words of the page would take several times what is kept of them.
        let words = words_of(text, cut);
        let Known { sentences, sums, classes, tags, .. } = known;
        sums.clear();
        classes.clear();
        tags.clear();
        sums.reserve_exact(words.len());
        classes.reserve_exact(words.len());
        tags.reserve_exact(words.len());
        // Gathered first: to add the weights where each feature is made would make one function too long of it.
        let mut hashes = Vec::new();
        let (mut emissions, mut decoded) = (Vec::new(), Vec::new());
        for (_, range) in sentences.iter() {
            let words = words.get(range.clone()).unwrap_or(&[]);
            let used = now.get(range.clone()).unwrap_or(&[]);
            if let Some(same) = former.and_then(|former| former.sentence(words, used)) {
                sums.extend_from_slice(same.0);
                classes.extend_from_slice(same.1);
                tags.extend_from_slice(same.2);
                continue;
            }
            self.sentence.read(words, usage, &self.model.lists);
            let from = sums.len();
            for i in 0..words.len() {
                let mut row = Sums::default();
                hashes.clear();
                self.sentence.features(i, |hash| hashes.push(hash));
                for hash in &hashes {
                    row.add(self.model, bucket(*hash));
                }
                sums.push(row.apart());
                classes.push(self.sentence.classes(i).0 as u8);
            }
            let sums = sums.get_mut(from..).unwrap_or_default();
            self.model.network.add(&self.sentence, &mut self.space, sums);
            emissions.clear();
            emissions.extend(sums.iter().map(scores));
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
        known.vote(|words, tags, scores| votes.add(words, tags, scores));
    }

    /// The second round: the votes added, the tags they give, the names these stand for. A sentence to which the
    /// votes say what they said before keeps its names.
    #[inline(never)]
    fn second(&mut self, known: &mut Known, id: BlockId, text: &Text, votes: &Votes) {
        let cut = text.block(id);
        let Known { words, sentences, sums, classes, tags, taken, .. } = &*known;
        let (mut all, mut longer) = (Vec::with_capacity(known.votes.len()), Vec::with_capacity(words.len()));
        let (mut emissions, mut decoded) = (Vec::new(), Vec::new());
        let mut names = Vec::with_capacity(known.names.len());
        let mut old = known.names.as_slice();
        for (first, range) in sentences {
            let words = words.get(range.clone()).unwrap_or(&[]);
            let tags = tags.get(range.clone()).unwrap_or(&[]);
            let sums = sums.get(range.clone()).unwrap_or(&[]);
            let (from, begun) = (all.len(), longer.len());
            for (i, (word, row)) in words.iter().zip(sums).enumerate() {
                longer.push(votes.ends_longer(word.key()));
                if word.is_capitalised() {
                    all.push(votes.said(words, tags, i, &scores(row)));
                }
            }
            // The names it had.
            let last = (*first as usize + words.len()).checked_sub(1).and_then(|i| cut.tokens.get(i));
            let end = last.map_or(0, |t| t.span.end);
            let (here, rest) = old.split_at(old.partition_point(|n| n.place.span.end <= end));
            old = rest;
            if *taken
                && known.votes.get(from..all.len()) == all.get(from..)
                && known.longer.get(begun..longer.len()) == longer.get(begun..)
            {
                names.extend_from_slice(here);
                continue;
            }
            let mut next = all.get(from..).unwrap_or(&[]).iter();
            emissions.clear();
            for (word, row) in words.iter().zip(sums) {
                let said = if word.is_capitalised() { next.next() } else { None };
                let scores = scores(row);
                emissions.push(said.map_or(scores, |said| said.added_to(scores)));
            }
            let classes = classes.get(range.clone()).unwrap_or(&[]);
            self.viterbi.decode(
                &emissions,
                &self.model.transitions,
                |i| {
                    let class = |i: usize| classes.get(i).map(|class| usize::from(*class));
                    (class(i).unwrap_or(0), class(i + 1).unwrap_or(CLASSES - 1))
                },
                |_| ANY,
                &mut decoded,
            );
            rules::mend(words, &mut decoded, &self.model.lists.gazetteer, votes);
            spans(id, *first, text, &decoded, &emissions, &mut names);
        }
        all.shrink_to_fit();
        names.shrink_to_fit();
        (known.votes, known.longer, known.names) = (all, longer, names);
    }
}

#[cfg(all(test, feature = "embedded-models"))]
mod tests;
