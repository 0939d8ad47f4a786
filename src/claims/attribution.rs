//! From a block to its claims: tag, link, and what rules add.
//!
//! Problem: the network knows open-class verbs from context but sees one block at a time and was
//! trained flat. Policy: network and linker propose; rules, each with a reason a reader would accept,
//! add the closed constructions ("according to", a colon speaker), read long contents again for
//! claims nested in them, and drop what cannot be a claim (a cue without content, scare quotes). A
//! content never leaves its block here; quotations that run on are joined by the caller.
//! The block's analysis owns its tokens' states; models are borrowed.

use super::according::according_to;
use super::behind::behind;
use super::clauses::{clauses, outer, reported, retold};
use super::complete::complete;
use super::constructions::{hearers, join_quotations, signed};
use super::cues::CueClass;
use super::features::Clusters;
use super::formulas::is_formula;
use super::headlines::headline;
use super::insertions::insertions;
use super::link::{Linked, Linker, Parts, Tokens};
use super::nearest::nearest;
use super::network::{Network, Run};
use super::prepared::{MAX_TOKENS, Prepared};
use super::quotations::Quoted;
use super::rarer::aside;
use super::relatives::relative;
use super::sound::sound;
use super::sources::{described, noun_phrase, subjects};
use super::turns::is_page_label;
use crate::order;
use crate::page::BlockKind;

/// Taken from the score of every cue's first token: a claim must be so much likelier than none. It is paid once,
/// because what is paid for every token would cut long contents short (chosen on the development texts and the claims
/// found where there are none).
const DOUBT: f32 = 1.0;
/// Longest piece of content outside quotation marks, in tokens: a longer "sentence" is a list or a lost full stop,
/// and where what is said ends in it no one can tell.
const LONGEST_CLAUSE: u32 = 200;
/// Shortest content, in tokens, that is read again for claims inside it.
const NESTED_FROM: u32 = 7;

/// What attribution needs from the models.
pub struct Attributor<'a> {
    /// The tagger.
    pub network: &'a Network,
    /// The linker.
    pub linker: &'a Linker,
    /// Word clusters.
    pub clusters: Clusters<'a>,
}

/// A claim of one block, with the claims nested in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its parts.
    pub linked: Linked,
    /// The index of the claim it is nested in, in the same list.
    pub parent: Option<usize>,
}

/// The claims of one block while they are being found.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    stage: Stage,
    /// The next of the block's windows, and the tags of all tokens.
    window: usize,
    tags: Vec<u8>,
    /// The network's reading of a window or piece.
    run: Option<Run>,
    found: Vec<Found>,
    /// The claim that is read again, the next piece of its content, and what was found inside it.
    outer: usize,
    piece: usize,
    inner: Vec<Linked>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Tag,
    Link,
    Nest,
    Done,
}

impl Attributor<'_> {
    /// The claims of one block, outer before inner.
    pub fn claims(&self, block: &Prepared<'_>) -> Vec<Found> {
        let mut attribution = Attribution::default();
        self.advance(block, &mut attribution, &mut || true);
        attribution.finish()
    }

    /// Works on the claims of `block` until they are found (true) or `time_left` says stop (false).
    pub fn advance(
        &self,
        block: &Prepared<'_>,
        on: &mut Attribution,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        while on.stage != Stage::Done {
            let done = match on.stage {
                Stage::Tag => self.tag(block, on, time_left),
                Stage::Link => {
                    on.found = self.linked(block, &on.tags);
                    true
                }
                Stage::Nest => self.nest(block, on, time_left),
                Stage::Done => true,
            };
            if done {
                on.stage = match on.stage {
                    Stage::Tag => Stage::Link,
                    Stage::Link => Stage::Nest,
                    Stage::Nest | Stage::Done => Stage::Done,
                };
            }
            if !time_left() {
                break;
            }
        }
        on.stage == Stage::Done
    }

    /// Has the network read a window; true when there is no more.
    fn tag(&self, block: &Prepared<'_>, on: &mut Attribution, time_left: &mut dyn FnMut() -> bool) -> bool {
        on.tags.resize(block.tokens.len(), 0);
        let windows = block.windows();
        let Some(&(first, end)) = windows.get(on.window) else { return true };
        let Some(read) = self.read(block, (first, end), false, &mut on.run, time_left) else { return false };
        if let Some(part) = on.tags.get_mut(first..end).filter(|part| part.len() == read.len()) {
            part.copy_from_slice(&read);
        }
        on.window += 1;
        on.window >= windows.len()
    }

    /// The network's tags of tokens `first..end`; none when time is up before.
    fn read(
        &self,
        block: &Prepared<'_>,
        (first, end): (usize, usize),
        nested: bool,
        run: &mut Option<Run>,
        time_left: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<u8>> {
        let begin = || self.network.begin(&block.inputs(first, end, nested, self.clusters));
        if !self.network.advance(run.get_or_insert_with(begin), time_left) {
            return None;
        }
        run.take().map(|run| self.network.tags(&run, DOUBT))
    }

    /// The claims that the tags of a block and the rules tell.
    fn linked(&self, block: &Prepared<'_>, tags: &[u8]) -> Vec<Found> {
        let mut parts = Parts::from_tags(tags);
        tidy(block, &mut parts);
        let mut linked = self.linker.link(&block.ground(&parts));
        behind(block, &mut linked);
        join_quotations(block, &mut linked);
        signed(block, &mut linked);
        according_to(block, &mut linked);
        subjects(block, &mut linked);
        described(block, &mut linked);
        hearers(block, &mut linked);
        clauses(block, &mut linked);
        insertions(block, &mut linked);
        aside(block, &mut linked);
        headline(block, &mut linked);
        outer(block, &mut linked);
        nearest(block, &mut linked);
        linked.retain_mut(|claim| keep(block, claim) && sound(block, claim));
        complete(block, &mut linked);
        linked.retain(|claim| !runs_away(block, claim) && !is_formula(block, claim));
        order::sort_by_key(&mut linked, |c| c.cue.iter().chain(&c.content).map(|t| t.first).min());
        linked.into_iter().map(|linked| Found { linked, parent: None }).collect()
    }

    /// Reads a piece of a content again for claims nested in it; true when there is no more.
    fn nest(&self, block: &Prepared<'_>, on: &mut Attribution, time_left: &mut dyn FnMut() -> bool) -> bool {
        // One level below the outermost is what readers can follow, and what the corpus teaches.
        let Some(outer) = on.found.get(on.outer).filter(|f| f.parent.is_none()) else {
            enclose(&mut on.found);
            return true;
        };
        let piece = outer.linked.content.get(on.piece).copied();
        if let Some(piece) = piece {
            if piece.len() >= NESTED_FROM && (piece.first..piece.end).any(|i| matters(block, i)) {
                let (first, end) =
                    (piece.first as usize, (piece.end as usize).min(piece.first as usize + MAX_TOKENS));
                let Some(tags) = self.read(block, (first, end), true, &mut on.run, time_left) else {
                    return false;
                };
                self.nested(block, piece, &tags, &mut on.inner);
            }
            on.piece += 1;
            return false;
        }
        let mut inner = core::mem::take(&mut on.inner);
        inner.retain(|claim| {
            !on.found.iter().any(|f| f.linked.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b)))
        });
        let parent = Some(on.outer);
        on.found.extend(inner.into_iter().map(|linked| Found { linked, parent }));
        on.outer += 1;
        on.piece = 0;
        false
    }

    /// Adds to `out` the claims inside `piece`, whose tokens have `tags`: only with both a source and a cue of
    /// speech.
    fn nested(&self, block: &Prepared<'_>, piece: Tokens, tags: &[u8], out: &mut Vec<Linked>) {
        let mut all = vec![0; piece.first as usize];
        all.extend(tags);
        let mut parts = Parts::from_tags(&all);
        tidy(block, &mut parts);
        for mut claim in self.linker.link(&block.ground(&parts)) {
            let Some(cue) = claim.cue else { continue };
            let speech = (cue.first..cue.end).any(|i| matters(block, i));
            let Some(source) = claim.source.filter(|_| speech) else { continue };
            // A quoted speaker's own "I said" is no third party's word.
            let quoted = block.quoted.get(cue.first as usize) == Some(&Quoted::Inside);
            let own = among!(block.word(source.first), "i" | "we" | "you" | "who" | "that" | "this" | "it");
            let within = |t: &Tokens| outer_piece(*t, piece);
            relative(block, &mut claim);
            if keep(block, &claim)
                && sound(block, &mut claim)
                && (!quoted || (!own && within(&cue) && claim.content.iter().all(within)))
            {
                out.push(claim);
            }
        }
        let mut spoken = retold(block, piece);
        spoken.extend(reported(block, piece).filter(|claim| keep(block, claim)));
        let known =
            |claim: &Linked| out.iter().any(|c| c.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b)));
        let new: Vec<Linked> = spoken.into_iter().filter(|claim| !known(claim)).collect();
        out.extend(new);
    }
}

impl Attribution {
    /// The claims found, outer before inner.
    pub fn finish(self) -> Vec<Found> {
        self.found
    }
}

/// Whether a content has no end that a reader would find.
fn runs_away(block: &Prepared<'_>, claim: &Linked) -> bool {
    let quoted = |t: &Tokens| block.quoted.get(t.first as usize).is_some_and(|q| *q != Quoted::No);
    claim.content.iter().any(|t| t.len() > LONGEST_CLAUSE && !quoted(t))
}

/// Whether `part` lies in `piece` and is not all of it.
const fn outer_piece(part: Tokens, piece: Tokens) -> bool {
    piece.first <= part.first && part.end <= piece.end && part.len() < piece.len()
}

/// A claim that lies wholly in the content of another is nested in it.
fn enclose(found: &mut [Found]) {
    for inner in 0..found.len() {
        if found[inner].parent.is_some() || found[inner].linked.cue.is_none() {
            continue;
        }
        let own: Vec<Tokens> = found[inner].linked.parts().collect();
        let holds = |f: &Found| {
            f.linked.cue.is_some()
                && f.parent.is_none()
                && f.linked.content.iter().any(|piece| own.iter().all(|t| outer_piece(*t, *piece)))
        };
        let outer = (0..found.len()).find(|o| *o != inner && holds(&found[*o]));
        found[inner].parent = outer;
    }
}

/// Whether token `i` can be the verb of a nested claim: of speech; inside a quotation of plain speech.
fn matters(block: &Prepared<'_>, i: u32) -> bool {
    let verb = block.verbs.get(i as usize).copied().flatten();
    match block.quoted.get(i as usize) {
        None | Some(Quoted::No) => {
            matches!(verb, Some(CueClass::Say | CueClass::State)) || block.is(i, "according")
        }
        Some(_) => {
            among!(
                block.word(i),
                "said" | "says" | "told" | "tells" | "asked" | "promised" | "swore" | "say" | "saying"
            )
        }
    }
}

/// Trims stray punctuation from spans and makes contents take their quotation marks along.
fn tidy(block: &Prepared<'_>, parts: &mut Parts) {
    let punctuation = |i: u32| among!(block.word(i), "," | ";" | ":" | "." | "—" | "–" | "-" | "--");
    for span in parts.sources.iter_mut().chain(parts.cues.iter_mut()) {
        while span.len() > 1 && punctuation(span.end - 1) {
            span.end -= 1;
        }
        while span.len() > 1 && punctuation(span.first) {
            span.first += 1;
        }
    }
    for span in &mut parts.sources {
        *span = noun_phrase(block, *span);
    }
    let story = after_dateline(block);
    for span in &mut parts.contents {
        if span.first < story && story < span.end {
            span.first = story;
        }
        while span.len() > 1 && punctuation(span.first) {
            span.first += 1;
        }
        while span.len() > 1 && punctuation(span.end - 1) {
            span.end -= 1;
        }
        // A content that covers nearly all of a quotation is that quotation.
        for q in &block.quotations {
            let (first, end) = (q.first, q.end);
            if span.first > first && span.first <= first + 1 {
                span.first = first;
            }
            if span.end < end
                && span.end + 2 >= end
                && span.end > first
                && (span.end..end)
                    .all(|i| block.is_mark(i) || punctuation(i) || matches!(block.word(i), "!" | "?"))
            {
                span.end = end;
            }
        }
    }
}

/// The token a report's first sentence begins with, behind where and when it was written ("PORT MALIN, 4 March —"),
/// which nobody said; 0 without a dateline.
fn after_dateline(block: &Prepared<'_>) -> u32 {
    let shouted = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    let text = |i: u32| block.tokens.get(i as usize).map_or("", |t| t.span.text(block.text));
    if !shouted(text(0)) {
        return 0;
    }
    (1..12).find(|i| among!(block.word(*i), "—" | "–" | "-" | "--")).map_or(0, |dash| dash + 1)
}

/// Whether this can be a claim: content of some substance; without a cue only a real quotation.
fn keep(block: &Prepared<'_>, claim: &Linked) -> bool {
    let words = |t: &Tokens| {
        (t.first..t.end).filter(|i| block.tokens.get(*i as usize).is_some_and(|t| t.is_word())).count()
    };
    let total: usize = claim.content.iter().map(words).sum();
    if total == 0 {
        return false;
    }
    if claim.cue.is_some() {
        return !is_page_label(block, claim);
    }
    let inside = |t: &Tokens| {
        (t.first..t.end).filter(|i| block.quoted.get(*i as usize) == Some(&Quoted::Inside)).count()
    };
    let quoted: usize = claim.content.iter().map(inside).sum();
    // A heading that quotes takes its words from the text below, where they have a speaker.
    if block.kind == BlockKind::Subhead {
        return false;
    }
    quoted >= 4 && quoted * 10 >= total * 8
}
