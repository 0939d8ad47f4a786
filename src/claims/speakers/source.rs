//! The words of a source, and what they tell wherever they stand.
//!
//! Policy: what the words alone tell is read off once; who was meant is remembered together with the mentions
//! that told it, and holds only as long as these read the same. Nobody owns state here but the source
//! itself. Not handled: whom a pronoun means.

use core::cell::RefCell;

use super::words::before_preposition;
use crate::claims::SourceKind;
use crate::entities::{EntityKind, MentionForm, roles};
use crate::few::Few;
use crate::span::Span;
use crate::text::is_capitalised;

/// A speaker without a name who spoke after the last named one: the pronoun that follows is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// "A spokesman".
    One,
    /// "Analysts".
    Several,
    /// "The letter", "the company": what "it" may mean.
    Thing,
}

/// The words of a source, with what they tell wherever they stand.
#[derive(Debug, Clone)]
pub struct Source {
    pub(super) span: Span,
    /// Whether it begins with a pronoun: who that is, the words before it tell.
    pub(super) pronoun: bool,
    /// The pronoun that speaks: alone, or whoever is named behind it ("he asked about Acme").
    pub(super) stands: Option<&'static str>,
    pub(super) unnamed: Option<Unnamed>,
    /// Who it was last, without a pronoun.
    pub(super) known: RefCell<Option<Known>>,
}

/// What a source without a pronoun came to.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) heard: Few<Heard>,
    /// Which mention is the speaker.
    pub(super) speaks: Option<usize>,
    pub(super) kind: SourceKind,
}

/// A mention in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) span: Span,
    pub(super) form: MentionForm,
    pub(super) kind: Option<EntityKind>,
    /// Whether it is a news outlet.
    pub(super) outlet: bool,
    /// Which of the mentions is the first of the same entity.
    pub(super) first: usize,
}

const PRONOUNS: [&str; 12] =
    ["he", "him", "his", "she", "her", "it", "they", "who", "which", "i", "we", "you"];

impl Source {
    /// The words at `span` of a block's text.
    pub fn new(span: Span, text: &str) -> Self {
        let words = span.text(text);
        let lower = words.to_lowercase();
        let mut all = lower.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty());
        let first = all.next().unwrap_or("");
        let pronoun = PRONOUNS.into_iter().find(|p| *p == first);
        let alone = all.next().is_none();
        let stands = pronoun.filter(|p| alone || among!(*p, "he" | "she" | "it" | "they" | "i" | "we"));
        let known = RefCell::new(None);
        Self { span, pronoun: pronoun.is_some(), stands, unnamed: unnamed(words), known }
    }
}

pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'
}

/// Whether a source brings in somebody without a name: "a driver", "a spokesman for Acme", "analysts", or with one that
/// nobody has.
fn unnamed(source: &str) -> Option<Unnamed> {
    let lower = source.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_end_matches(',')).collect();
    let head = before_preposition(&words);
    let people = head.last().is_some_and(|w| roles::is_people(w));
    let person = head.last().is_some_and(|w| roles::is_person_role(w) || matches!(*w, "man" | "woman"));
    let new = matches!(words.first(), Some(&"a" | &"an" | &"one" | &"another"));
    let spokes = head.iter().any(|w| w.starts_with("spokes") && !w.ends_with("people"));
    if people {
        Some(Unnamed::Several)
    } else if (person && new) || spokes || is_name(source) {
        Some(Unnamed::One)
    } else {
        None
    }
}

/// Whether a source is a name by its capitals: where no entity has it, somebody else has spoken.
fn is_name(source: &str) -> bool {
    let mut words = source.split_whitespace();
    let pronoun = PRONOUNS.contains(&source.to_lowercase().as_str());
    !pronoun && source.split_whitespace().count() <= 3 && words.all(is_capitalised)
}
