//! A block as attribution reads it: words, sentences, quotations, names.

use alloc::rc::Rc;
use core::ops::Deref;

use super::cues::{self, CueClass};
use super::features::{Clusters, View, inputs};
use super::link::{Ground, Parts, Tokens};
use super::network::Input;
use super::quotations::{Quotation, Quoted, quotations, states};
use crate::entities::EntityKind;
use crate::page::BlockKind;
use crate::span::Span;
use crate::text::{BlockText, Token, TokenClass, is_capitalised};

/// Longest run of tokens the network reads at once: longer blocks are cut at sentence ends.
pub const MAX_TOKENS: usize = 320;

/// A block prepared for attribution.
pub struct Prepared<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its kind.
    pub kind: BlockKind,
    /// What its text alone tells.
    pub body: Rc<Body>,
    /// Names in it.
    pub names: Names,
}

/// The names in a block, shared with what is kept of it.
pub type Names = Rc<[(Span, EntityKind)]>;

/// Words one behind the other in one text: each by itself would take several times its letters.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    ends: Vec<u32>,
}

impl<S: AsRef<str>> FromIterator<S> for Words {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let mut out = Self::default();
        for word in words {
            out.letters.push_str(word.as_ref());
            out.ends.push(out.letters.len() as u32);
        }
        out.letters.shrink_to_fit();
        out.ends.shrink_to_fit();
        out
    }
}

impl Words {
    /// The word at `i`.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&str> {
        let end = *self.ends.get(i)?;
        let start = i.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.letters.get(start as usize..end as usize)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|i| self.get(i))
    }
}

/// What a block's text alone tells: kept as long as the text stands.
#[derive(Debug)]
pub struct Body {
    /// Lower-case words.
    pub words: Words,
    /// What each word may do as a verb of an attribution.
    pub verbs: Vec<Option<CueClass>>,
    /// Sentence number of each token.
    pub sentence: Vec<u32>,
    /// First tokens of the sentences.
    pub starts: Vec<u32>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// What each token is to them.
    pub quoted: Vec<Quoted>,
    /// The colon behind what may be a transcript's label.
    pub colon: Option<u32>,
    /// Whether it begins inside a quotation. This and the next ones are asked of every block whenever the page changes.
    pub reopens: bool,
    /// Whether it is nothing but one quotation.
    pub one_quotation: bool,
    /// Whether its last quotation is not closed.
    pub ends_open: bool,
    /// Whether its last token is a colon.
    pub ends_in_colon: bool,
}

impl Deref for Prepared<'_> {
    type Target = Body;

    fn deref(&self) -> &Body {
        &self.body
    }
}

impl Body {
    /// Reads a block's text.
    pub fn new(text: &str, read: &BlockText) -> Self {
        let words: Words =
            read.tokens.iter().map(|t| t.span.text(text).to_lowercase().replace('’', "'")).collect();
        let verbs = words.iter().map(cues::verb).collect();
        let mut sentence = vec![0; read.tokens.len()];
        for (n, s) in read.sentences.iter().enumerate() {
            if let Some(range) = sentence.get_mut(s.first as usize..s.end as usize) {
                range.fill(n as u32);
            }
        }
        let quotations = quotations(text, &read.tokens);
        let quoted = states(&read.tokens, &quotations);
        let starts = read.sentences.iter().map(|s| s.first).collect();
        // A transcript may stand in quotation marks, label and all.
        let first = u32::from(read.tokens.first().is_some_and(|t| t.class == TokenClass::Quote));
        let colon = (1..4 + first).find(|i| words.get(*i as usize).is_some_and(|word| word == ":"));
        let all = read.tokens.len() as u32;
        Self {
            reopens: quoted.first() == Some(&Quoted::Open),
            one_quotation: quotations.first().is_some_and(|q| q.first == 0 && q.end == all),
            ends_open: quotations.last().is_some_and(|q| !q.closed),
            ends_in_colon: all > 0 && words.get(all as usize - 1) == Some(":"),
            words,
            verbs,
            sentence,
            starts,
            quotations,
            quoted,
            colon,
        }
    }
}

impl<'a> Prepared<'a> {
    /// Prepares a block.
    pub fn new(text: &'a str, read: &'a BlockText, kind: BlockKind, names: Vec<(Span, EntityKind)>) -> Self {
        Self::with(Rc::new(Body::new(text, read)), text, read, kind, names.into())
    }

    /// Prepares a block whose text was read before.
    pub fn with(body: Rc<Body>, text: &'a str, read: &'a BlockText, kind: BlockKind, names: Names) -> Self {
        Self { text, tokens: &read.tokens, kind, body, names }
    }

    /// The lower-case word at `i`, "" outside. A function of its own: it is asked for in hundreds of places.
    #[inline(never)]
    pub fn word(&self, i: u32) -> &str {
        self.words.get(i as usize).unwrap_or("")
    }

    /// Whether the lower-case word at `i` is `word`. A function of its own, as that one.
    #[inline(never)]
    pub fn is(&self, i: u32, word: &str) -> bool {
        self.words.get(i as usize).unwrap_or("") == word
    }

    /// The lower-case word before `i`, "" at the beginning.
    pub fn before(&self, i: u32) -> &str {
        i.checked_sub(1).map_or("", |i| self.word(i))
    }

    /// The bytes of a range of tokens.
    pub fn span(&self, range: Tokens) -> Span {
        match self.tokens.get(range.first as usize..range.end as usize) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Whether an attribution is possible in tokens `first..end`: a quotation, a word that can be a cue, or the clause
    /// that follows one.
    fn may_attribute(&self, first: usize, end: usize) -> bool {
        let clause = |i: usize| i > first + 1 && matches!(self.words.get(i), Some("that" | "whether"));
        (first..end).any(|i| {
            clause(i)
                || self.verbs.get(i).is_some_and(Option::is_some)
                || self.quoted.get(i).is_some_and(|q| *q != Quoted::No)
                || self.words.get(i).is_some_and(|w| {
                    among!(
                        w,
                        "according" | "citing" | "per" | ":" | "reportedly" | "allegedly" | "put" | "puts"
                    ) || cues::is_noun_cue(w)
                })
        })
    }

    /// The network's inputs of tokens `first..end`.
    pub fn inputs(&self, first: usize, end: usize, nested: bool, clusters: Clusters<'_>) -> Vec<Input> {
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
            verbs: self.verbs.get(first..end).unwrap_or(&[]),
            kind: self.kind,
            nested,
        };
        inputs(&view, clusters)
    }

    /// What the network reads: ranges of tokens of whole sentences where an attribution is possible, at most
    /// `MAX_TOKENS` each unless a sentence alone is longer (then it is cut hard).
    pub fn windows(&self) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        let ends = self.starts.iter().skip(1).map(|s| *s as usize).chain([self.tokens.len()]);
        for (first, end) in self.starts.iter().map(|s| *s as usize).zip(ends) {
            if !self.may_attribute(first, end) {
                continue;
            }
            match out.last_mut().filter(|(from, to)| *to == first && end - *from <= MAX_TOKENS) {
                Some(window) => window.1 = end,
                None => out
                    .extend((first..end).step_by(MAX_TOKENS).map(|from| (from, end.min(from + MAX_TOKENS)))),
            }
        }
        out
    }

    /// What the linker looks at.
    pub fn ground<'b>(&'b self, parts: &'b Parts) -> Ground<'b> {
        Ground { sentence: &self.sentence, words: &self.words, quoted: &self.quoted, parts }
    }

    /// Whether token `i` is a quotation mark.
    pub fn is_mark(&self, i: u32) -> bool {
        self.tokens.get(i as usize).is_some_and(|t| t.class == TokenClass::Quote)
    }

    /// Whether token `i` begins with a capital.
    pub fn is_capital(&self, i: u32) -> bool {
        self.tokens.get(i as usize).is_some_and(|t| is_capitalised(t.span.text(self.text)))
    }

    /// First token and end of the sentence of token `i`.
    pub fn sentence_of(&self, i: u32) -> (u32, u32) {
        let n = self.sentence.get(i as usize).copied().unwrap_or(0) as usize;
        let first = self.starts.get(n).copied().unwrap_or(0);
        let end = self.starts.get(n + 1).copied().unwrap_or(self.tokens.len() as u32);
        (first, end)
    }

    /// The name that token `i` belongs to, as tokens.
    pub fn name_at(&self, i: u32) -> Option<(Tokens, EntityKind)> {
        let token = self.tokens.get(i as usize)?.span;
        let (span, kind) = self.names.iter().find(|(span, _)| span.overlaps(token))?;
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        Some((Tokens { first: first as u32, end: end as u32 }, *kind))
    }
}
