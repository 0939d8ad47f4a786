//! What the network sees of a block: one input per token.
//!
//! Policy: shallow features only (words, clusters, suffixes, quotation state, word lists, the names
//! found before), because parsers cost megabytes and bring nothing here (measured for Citron and for
//! the prototype). The same function serves training and the page.

use super::cues::{self, CueClass};
use super::network::{Input, SUFFIXES, WORDS};
use super::quotations::Quoted;
use crate::entities::EntityKind;
use crate::entities::roles;
use crate::page::BlockKind;
use crate::span::Span;
use crate::text::{Token, TokenClass};

/// A block as features are made from it.
pub struct View<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// First tokens of its sentences.
    pub starts: &'a [u32],
    /// What each token is to a quotation.
    pub quoted: &'a [Quoted],
    /// What each word may do as a verb of an attribution.
    pub verbs: &'a [Option<CueClass>],
    /// Names in it, in reading order.
    pub names: &'a [(Span, EntityKind)],
    /// What kind of block it is.
    pub kind: BlockKind,
    /// Whether this is the inside of a claim, read again for claims nested in it.
    pub nested: bool,
}

/// Looks a lower-case word up in the word clusters, coarse to fine; `u16::MAX` when it is in none.
pub type Clusters<'a> = &'a dyn Fn(&str) -> [u16; 3];

/// A 32-bit hash of bytes (FNV-1a): quick in both encodings of the core.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn spread(h: u32) -> u32 {
    let h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h ^ (h >> 12)
}

/// The inputs of all tokens of `view`.
pub fn inputs(view: &View<'_>, clusters: Clusters<'_>) -> Vec<Input> {
    let lower: Vec<String> = view.tokens.iter().map(|t| lower(t.span.text(view.text))).collect();
    let mut names = view.names.iter().peekable();
    let mut starts = view.starts.iter().peekable();
    let word = |i: usize| lower.get(i).map_or("", String::as_str);
    let mut out = Vec::with_capacity(view.tokens.len());
    for (i, token) in view.tokens.iter().enumerate() {
        let surface = token.span.text(view.text);
        let low = word(i);
        let mut flags = 0u64;
        let mut set = |bit: u32, on: bool| flags |= u64::from(on) << bit;
        set(0, i == 0);
        let start = starts.next_if(|s| **s as usize == i).is_some();
        set(1, start);
        let first = surface.chars().next().unwrap_or(' ');
        let letters = token.class == TokenClass::Word;
        set(2, letters && first.is_lowercase());
        set(3, letters && first.is_uppercase());
        set(4, letters && surface.len() > 1 && !surface.chars().any(char::is_lowercase));
        set(5, token.class == TokenClass::Number);
        set(6, surface == ",");
        set(7, among!(surface, "." | "!" | "?" | "…"));
        set(8, surface == ":");
        set(9, matches!(first, '—' | '–' | '-') && !letters);
        let quoted = view.quoted.get(i).copied().unwrap_or_default();
        set(10, quoted == Quoted::Open);
        set(11, quoted == Quoted::Close);
        set(12, quoted == Quoted::Inside);
        set(13, matches!(view.kind, BlockKind::Headline | BlockKind::Subhead));
        set(14, matches!(view.kind, BlockKind::Quote | BlockKind::Caption | BlockKind::Standfirst));
        let verb = view.verbs.get(i).copied().flatten().filter(|_| letters);
        set(15, verb == Some(CueClass::Say));
        set(16, verb == Some(CueClass::State));
        set(17, verb == Some(CueClass::Attitude));
        set(18, cues::is_noun_cue(low));
        set(19, cues::is_document(low));
        set(20, cues::is_hedge(low));
        set(21, cues::is_negation(low));
        set(
            22,
            among!(low, "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall"),
        );
        set(
            23,
            among!(
                low,
                "is" | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "being"
                    | "has"
                    | "have"
                    | "had"
                    | "do"
                    | "does"
                    | "did"
            ),
        );
        set(24, among!(low, "he" | "she" | "they" | "we" | "i" | "who" | "it" | "you"));
        set(25, among!(low, "that" | "whether" | "if" | "to" | "how" | "what" | "why"));
        set(26, among!(low, "according" | "per" | "citing" | "as" | "quoting"));
        set(27, letters && roles::is_person_role(low));
        set(28, letters && roles::is_people(low));
        while names.next_if(|(span, _)| span.end <= token.span.start).is_some() {}
        if let Some((span, kind)) = names.peek().filter(|(span, _)| span.overlaps(token.span)) {
            set(29, *kind == EntityKind::Person);
            set(30, *kind == EntityKind::Organisation);
            set(31, *kind == EntityKind::Place);
            set(32, *kind == EntityKind::Other);
            set(33, span.start >= token.span.start);
        }
        set(34, i > 0 && word(i - 1) == ",");
        set(35, view.quoted.get(i + 1) == Some(&Quoted::Open));
        set(36, i > 0 && view.quoted.get(i - 1) == Some(&Quoted::Close));
        set(
            37,
            among!(
                low,
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "these"
                    | "those"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "our"
                    | "my"
            ),
        );
        set(
            38,
            among!(
                low,
                "of" | "in"
                    | "on"
                    | "at"
                    | "by"
                    | "for"
                    | "from"
                    | "with"
                    | "about"
                    | "against"
                    | "after"
                    | "before"
                    | "during"
            ),
        );
        set(39, letters && low.ends_with("ly"));
        set(40, matches!(low, "'s" | "’s"));
        set(41, letters && low.len() > 4 && low.ends_with("ing"));
        set(42, letters && low.len() > 3 && low.ends_with("ed"));
        set(43, letters && roles::is_body(low));
        set(44, matches!(surface, "(" | ")"));
        set(45, view.nested);
        set(46, view.quoted.first() == Some(&Quoted::Open));
        set(
            47,
            among!(
                low,
                "and" | "but" | "while" | "when" | "because" | "although" | "though" | "which" | "where"
            ),
        );
        let suffix = low.char_indices().rev().nth(2).map_or(low, |(at, _)| &low[at..]);
        out.push(Input {
            word: [0, 131].map(|by| (spread(hash(low.bytes()).wrapping_add(by)) % WORDS as u32) as u16),
            clusters: if letters { clusters(low) } else { [u16::MAX; 3] },
            suffix: (spread(hash(suffix.bytes()).wrapping_add(77)) % SUFFIXES as u32) as u16,
            flags,
        });
    }
    out
}

/// A word in lower case with digits made alike, so that one number teaches the network about another.
fn lower(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if c.is_numeric() {
                '0'
            } else if matches!(c, '’' | '‘') {
                '\''
            } else {
                c
            }
        })
        .collect()
}
