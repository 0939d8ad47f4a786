//! From a block to its claims: tag, link, and what rules add.
//!
//! Problem: the network knows open-class verbs from context but sees one block at a time and was
//! trained flat. Policy: network and linker propose; rules, each with a reason a reader would accept,
//! add the closed constructions ("according to", a colon speaker), read long contents again for
//! claims nested in them, and drop what cannot be a claim (a cue without content, scare quotes). A
//! content never leaves its block here; quotations that run on are joined by the caller.
//! The block's analysis owns its tokens' states; models are borrowed.

use super::cues;
use super::features::{Clusters, View, inputs};
use super::link::{Ground, Linked, Linker, Parts, Tokens};
use super::network::Network;
use super::quotations::{Quotation, Quoted, quotations, states};
use super::sound::sound;
use crate::entities::EntityKind;
use crate::page::BlockKind;
use crate::span::Span;
use crate::text::{BlockText, Token, TokenClass};

/// Longest run of tokens the network reads at once: longer blocks are cut at sentence ends.
const MAX_TOKENS: usize = 320;
/// Added to the outside tag's score: below zero trades precision for recall (chosen on the corpus's dev split).
const OUTSIDE: f32 = 0.0;
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

/// A block prepared for attribution.
pub struct Prepared<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its kind.
    pub kind: BlockKind,
    /// Lower-case words.
    pub words: Vec<String>,
    /// Sentence number of each token.
    pub sentence: Vec<u32>,
    /// First tokens of the sentences.
    pub starts: Vec<u32>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// What each token is to them.
    pub quoted: Vec<Quoted>,
    /// Names in it.
    pub names: Vec<(Span, EntityKind)>,
}

impl<'a> Prepared<'a> {
    /// Prepares a block.
    pub fn new(text: &'a str, read: &'a BlockText, kind: BlockKind, names: Vec<(Span, EntityKind)>) -> Self {
        let words = read.tokens.iter().map(|t| t.span.text(text).to_lowercase().replace('’', "'")).collect();
        let mut sentence = vec![0; read.tokens.len()];
        for (n, s) in read.sentences.iter().enumerate() {
            if let Some(range) = sentence.get_mut(s.first as usize..s.end as usize) {
                range.fill(n as u32);
            }
        }
        let quotations = quotations(text, &read.tokens);
        let quoted = states(&read.tokens, &quotations);
        let starts = read.sentences.iter().map(|s| s.first).collect();
        Self { text, tokens: &read.tokens, kind, words, sentence, starts, quotations, quoted, names }
    }

    /// The lower-case word at `i`, "" outside.
    pub fn word(&self, i: u32) -> &str {
        self.words.get(i as usize).map_or("", String::as_str)
    }

    /// The bytes of a range of tokens.
    pub fn span(&self, range: Tokens) -> Span {
        match self.tokens.get(range.first as usize..range.end as usize) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Whether an attribution is possible at all: a quotation, or a word that can be a cue.
    pub fn may_attribute(&self) -> bool {
        !self.quotations.is_empty()
            || self.words.iter().any(|w| {
                cues::verb(w).is_some()
                    || cues::is_noun_cue(w)
                    || cues::is_hedge(w)
                    || matches!(w.as_str(), "according" | "citing" | "per" | ":")
            })
    }

    /// The network's inputs of tokens `first..end`.
    pub fn inputs(
        &self,
        first: usize,
        end: usize,
        nested: bool,
        clusters: Clusters<'_>,
    ) -> Vec<super::network::Input> {
        let starts: Vec<u32> = self
            .starts
            .iter()
            .filter(|s| (first..end).contains(&(**s as usize)))
            .map(|s| s - first as u32)
            .collect();
        let view = View {
            text: self.text,
            tokens: self.tokens.get(first..end).unwrap_or(&[]),
            starts: &starts,
            quoted: self.quoted.get(first..end).unwrap_or(&[]),
            names: &self.names,
            kind: self.kind,
            nested,
        };
        inputs(&view, clusters)
    }

    /// Where a long block is cut: ranges of tokens of whole sentences, at most `MAX_TOKENS` each unless a
    /// sentence alone is longer (then it is cut hard).
    pub fn windows(&self) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut first = 0;
        let n = self.tokens.len();
        while first < n {
            let limit = first + MAX_TOKENS;
            let end = if n <= limit {
                n
            } else {
                self.starts
                    .iter()
                    .map(|s| *s as usize)
                    .filter(|s| *s > first && *s <= limit)
                    .max()
                    .unwrap_or(limit)
            };
            out.push((first, end));
            first = end;
        }
        out
    }

    /// What the linker looks at.
    pub fn ground<'b>(&'b self, parts: &'b Parts) -> Ground<'b> {
        Ground { sentence: &self.sentence, words: &self.words, quoted: &self.quoted, parts }
    }
}

/// A claim of one block, with the claims nested in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its parts.
    pub linked: Linked,
    /// The index of the claim it is nested in, in the same list.
    pub parent: Option<usize>,
}

impl Attributor<'_> {
    /// The claims of one block, outer before inner.
    pub fn claims(&self, block: &Prepared<'_>) -> Vec<Found> {
        if !block.may_attribute() {
            return Vec::new();
        }
        let mut tags = Vec::with_capacity(block.tokens.len());
        for (first, end) in block.windows() {
            tags.extend(self.network.tag(&block.inputs(first, end, false, self.clusters), OUTSIDE));
        }
        let mut parts = Parts::from_tags(&tags);
        tidy(block, &mut parts);
        let mut linked = self.linker.link(&block.ground(&parts));
        join_quotations(block, &mut linked);
        signed(block, &mut linked);
        according_to(block, &mut linked);
        linked.retain_mut(|claim| keep(block, claim) && sound(block, claim));
        let mut found: Vec<Found> = linked.into_iter().map(|linked| Found { linked, parent: None }).collect();
        let mut outer = 0;
        while outer < found.len() {
            let inner = self.nested(block, &found[outer].linked);
            found.extend(inner.into_iter().map(|linked| Found { linked, parent: Some(outer) }));
            outer += 1;
            // One level below the outermost is what readers can follow, and what the corpus teaches.
            if found.get(outer).is_some_and(|f| f.parent.is_some()) {
                break;
            }
        }
        found
    }

    /// Claims inside the content of `outer`: only with both a source and a cue of speech.
    fn nested(&self, block: &Prepared<'_>, outer: &Linked) -> Vec<Linked> {
        let mut out = Vec::new();
        if outer.cue.is_none() {
            return out;
        }
        for piece in &outer.content {
            if piece.len() < NESTED_FROM || !(piece.first..piece.end).any(|i| matters(block, i)) {
                continue;
            }
            let (first, end) =
                (piece.first as usize, (piece.end as usize).min(piece.first as usize + MAX_TOKENS));
            let tags = self.network.tag(&block.inputs(first, end, true, self.clusters), OUTSIDE);
            let mut all = vec![0; first];
            all.extend(tags);
            let mut parts = Parts::from_tags(&all);
            tidy(block, &mut parts);
            for claim in self.linker.link(&block.ground(&parts)) {
                let Some(cue) = claim.cue else { continue };
                let speech = (cue.first..cue.end).any(|i| {
                    matches!(cues::verb(block.word(i)), Some(cues::CueClass::Say | cues::CueClass::State))
                        || block.word(i) == "according"
                });
                let quoted = block.quoted.get(cue.first as usize) == Some(&Quoted::Inside);
                if speech && claim.source.is_some() && !quoted && keep(block, &claim) {
                    out.push(claim);
                }
            }
        }
        out
    }
}

/// Whether token `i` can be the verb of a nested claim.
fn matters(block: &Prepared<'_>, i: u32) -> bool {
    matches!(cues::verb(block.word(i)), Some(cues::CueClass::Say | cues::CueClass::State))
        || block.word(i) == "according"
}

fn is_mark(block: &Prepared<'_>, i: u32) -> bool {
    block.tokens.get(i as usize).is_some_and(|t| t.class == TokenClass::Quote)
}

/// Trims stray punctuation from spans and makes contents take their quotation marks along.
fn tidy(block: &Prepared<'_>, parts: &mut Parts) {
    let punctuation = |i: u32| matches!(block.word(i), "," | ";" | ":" | "." | "—" | "–" | "-" | "--");
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
    for span in &mut parts.contents {
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
                    .all(|i| is_mark(block, i) || punctuation(i) || matches!(block.word(i), "!" | "?"))
            {
                span.end = end;
            }
        }
    }
}

/// A source without what stands in front of its noun phrase: a dateline, a conjunction, or the phrase that
/// opens the sentence ("In a speech on Monday, the minister").
fn noun_phrase(block: &Prepared<'_>, mut span: Tokens) -> Tokens {
    if let Some(dash) =
        (span.first..span.end.saturating_sub(1)).rev().find(|i| matches!(block.word(*i), "--" | "—" | "–"))
    {
        span.first = dash + 1;
    }
    while span.len() > 1
        && matches!(
            block.word(span.first),
            "and" | "but" | "yet" | "so" | "then" | "however" | "," | "that" | "whether"
        )
    {
        span.first += 1;
    }
    let opens = matches!(
        block.word(span.first),
        "in" | "at"
            | "on"
            | "after"
            | "as"
            | "when"
            | "following"
            | "while"
            | "during"
            | "for"
            | "with"
            | "by"
            | "though"
            | "although"
            | "since"
            | "despite"
            | "before"
            | "if"
            | "because"
            | "asked"
            | "speaking"
            | "given"
            | "among"
            | "earlier"
            | "later"
            | "meanwhile"
            | "late"
    );
    if opens && let Some(comma) = (span.first..span.end.saturating_sub(1)).find(|i| block.word(*i) == ",") {
        span.first = comma + 1;
    }
    // "Lee, on her first day in office": what stands behind the comma says when, not who.
    let when = |word: &str| {
        matches!(
            word,
            "on" | "in"
                | "at"
                | "during"
                | "after"
                | "before"
                | "while"
                | "when"
                | "as"
                | "since"
                | "despite"
                | "speaking"
                | "adding"
        )
    };
    if let Some(comma) = (span.first + 1..span.end.saturating_sub(1))
        .find(|i| block.word(*i) == "," && when(block.word(*i + 1)))
    {
        span.end = comma;
    }
    // "Lee attacked the plan, saying": a name followed by a verb is the whole source.
    let first = block.span(span);
    if let Some((name, _)) = block.names.iter().find(|(name, _)| name.start == first.start) {
        let next = block.tokens.partition_point(|t| t.span.end <= name.end) as u32;
        let word = block.word(next);
        if next < span.end
            && word.len() > 4
            && word.ends_with("ed")
            && word.chars().all(|c| c.is_ascii_lowercase())
        {
            span.end = next.max(span.first + 1);
        }
    }
    span
}

/// Pieces of one quotation are one claim, and a quotation that follows "..., she said." without a cue of its
/// own goes on with that claim.
fn join_quotations(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let quotation = |t: Tokens| block.quotations.iter().position(|q| q.first < t.end && t.first < q.end);
    let mut i = 0;
    while i < claims.len() {
        let orphan = claims[i].cue.is_none();
        let Some((piece, own)) =
            claims[i].content.first().copied().and_then(|t| Some((t, quotation(t)?))).filter(|_| orphan)
        else {
            i += 1;
            continue;
        };
        let same = claims
            .iter()
            .position(|c| c.cue.is_some() && c.content.iter().any(|t| quotation(*t) == Some(own)));
        let before = || {
            claims.iter().rposition(|c| {
                let end = c.cue.iter().chain(&c.source).chain(&c.content).map(|t| t.end).max().unwrap_or(0);
                let quotes = c.content.iter().any(|t| quotation(*t).is_some_and(|q| q < own));
                let cue_between =
                    claims.iter().any(|o| o.cue.is_some_and(|t| t.first >= end && t.end <= piece.first));
                c.cue.is_some() && quotes && end <= piece.first && piece.first - end <= 3 && !cue_between
            })
        };
        let Some(owner) = same.or_else(before) else {
            i += 1;
            continue;
        };
        let taken = claims.remove(i);
        let owner = owner - usize::from(owner > i);
        claims[owner].content.extend(taken.content);
        claims[owner].content.sort_unstable();
    }
}

/// "“...” — Ann Lee": a quotation signed by a name at the end of its block.
fn signed(block: &Prepared<'_>, claims: &mut [Linked]) {
    let n = block.tokens.len() as u32;
    let Some(last) = block.quotations.last().filter(|q| q.closed && q.end < n) else { return };
    if !matches!(block.word(last.end), "—" | "–" | "-" | "--" | "―") || n - last.end > 10 || n - last.end < 2
    {
        return;
    }
    let source = Tokens { first: last.end + 1, end: n };
    let capital = block
        .tokens
        .get(source.first as usize)
        .is_some_and(|t| t.span.text(block.text).starts_with(char::is_uppercase));
    for claim in claims.iter_mut().filter(|_| capital) {
        let here = claim.content.iter().any(|t| last.first < t.end && t.first < last.end);
        if here && claim.source.is_none() && claim.cue.is_none() {
            claim.source = Some(source);
        }
    }
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
        return true;
    }
    let inside = |t: &Tokens| {
        (t.first..t.end).filter(|i| block.quoted.get(*i as usize) == Some(&Quoted::Inside)).count()
    };
    let quoted: usize = claim.content.iter().map(inside).sum();
    quoted >= 4 && quoted * 10 >= total * 8
}

/// "according to X": the cue is closed-class, so the claim is certain even where the network missed a part.
fn according_to(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let n = block.tokens.len() as u32;
    for i in 0..n {
        if block.word(i) != "according"
            || block.word(i + 1) != "to"
            || block.quoted.get(i as usize) == Some(&Quoted::Inside)
        {
            continue;
        }
        let cue = Tokens { first: i, end: i + 2 };
        let (first, end) = sentence(block, i);
        // The source: what the network says, else up to the next comma or stop.
        let tagged = claims.iter().find(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
        let source_end = (i + 2..end)
            .find(|k| {
                matches!(block.word(*k), "," | "." | ";" | ":" | "—" | "–" | ")" | "!" | "?")
                    || is_mark(block, *k)
            })
            .unwrap_or(end);
        let source = tagged
            .and_then(|c| c.source)
            .filter(|s| s.first == i + 2)
            .or((source_end > i + 2).then_some(Tokens { first: i + 2, end: source_end }));
        let Some(source) = source else { continue };
        let existing: Vec<Tokens> = tagged.map(|c| c.content.clone()).unwrap_or_default();
        let content = if existing.is_empty() { beside(block, first, end, cue, source) } else { existing };
        if content.is_empty() {
            continue;
        }
        match claims.iter_mut().find(|c| c.cue.is_some_and(|t| t.overlaps(cue))) {
            Some(claim) => *claim = Linked { source: Some(source), cue: Some(cue), content },
            None => claims.push(Linked { source: Some(source), cue: Some(cue), content }),
        }
    }
    claims.sort_by_key(|c| c.cue.iter().chain(&c.content).map(|t| t.first).min());
}

/// The rest of the sentence beside "according to X": behind it when it opens the sentence, else in front.
fn beside(block: &Prepared<'_>, first: u32, end: u32, cue: Tokens, source: Tokens) -> Vec<Tokens> {
    let trim = |mut t: Tokens| {
        let loose =
            |i: u32| matches!(block.word(i), "," | "." | ";" | ":" | "—" | "–" | "and" | "but" | "!" | "?");
        while !t.is_empty() && loose(t.end - 1) {
            t.end -= 1;
        }
        while !t.is_empty() && loose(t.first) {
            t.first += 1;
        }
        t
    };
    let before = trim(Tokens { first, end: cue.first });
    let behind = trim(Tokens { first: source.end, end });
    let opening = (first..cue.first)
        .all(|i| is_mark(block, i) || matches!(block.word(i), "but" | "and" | "yet" | "also"));
    let chosen = if opening || before.is_empty() { behind } else { before };
    if chosen.len() < 2 { Vec::new() } else { vec![chosen] }
}

/// First token and end of the sentence of token `i`.
pub fn sentence(block: &Prepared<'_>, i: u32) -> (u32, u32) {
    let n = block.sentence.get(i as usize).copied().unwrap_or(0) as usize;
    let first = block.starts.get(n).copied().unwrap_or(0);
    let end = block.starts.get(n + 1).copied().unwrap_or(block.tokens.len() as u32);
    (first, end)
}
