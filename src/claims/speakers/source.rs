//! The words of a source, and what they tell wherever they stand.
//!
//! Policy: what the words alone tell is read off once; who was meant is remembered together with the one mention
//! that told it, and holds only as long as that mention reads the same. Nobody owns state here but the source
//! itself. Not handled: whom a pronoun means.

use core::cell::Cell;

use super::words::before_preposition;
use crate::claims::SourceKind;
use crate::entities::{EntityKind, MentionForm, roles};
use crate::span::Span;

/// A speaker without a name who spoke after the last named one: the pronoun that follows is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// "A spokesman".
    One,
    /// "Analysts".
    Several,
}

/// The words of a source, with what they tell wherever they stand.
#[derive(Debug, Clone)]
pub struct Source {
    pub(super) span: Span,
    /// Whether it begins with a pronoun: who that is, the words before it tell.
    pub(super) pronoun: bool,
    pub(super) unnamed: Option<Unnamed>,
    /// Who it was when at most one mention stood in it.
    pub(super) known: Cell<Option<Known>>,
}

/// What a source with one mention or none came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The mention: where, how, of what kind, and whether of a news outlet.
    pub(super) mention: Option<(Span, MentionForm, Option<EntityKind>, bool)>,
    /// Whether the mention is the speaker.
    pub(super) speaks: bool,
    pub(super) kind: SourceKind,
}

impl Source {
    /// The words at `span` of a block's text.
    pub fn new(span: Span, text: &str) -> Self {
        let words = span.text(text);
        let first = words.split(|c: char| !is_of_word(c)).find(|w| !w.is_empty()).unwrap_or("");
        let pronoun = matches!(
            first.to_lowercase().as_str(),
            "he" | "him" | "his" | "she" | "her" | "it" | "they" | "who" | "which" | "i" | "we" | "you"
        );
        Self { span, pronoun, unnamed: unnamed(words), known: Cell::new(None) }
    }
}

pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'
}

/// Whether a source brings in somebody without a name: "a driver", "a spokesman for Acme", "analysts".
fn unnamed(source: &str) -> Option<Unnamed> {
    let lower = source.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let head = before_preposition(&words);
    let people = head.last().is_some_and(|w| roles::is_people(w));
    let person = head.last().is_some_and(|w| roles::is_person_role(w) || matches!(*w, "man" | "woman"));
    let new = matches!(words.first(), Some(&"a" | &"an" | &"one" | &"another"));
    let spokes = head.iter().any(|w| w.starts_with("spokes") && !w.ends_with("people"));
    if people {
        Some(Unnamed::Several)
    } else if (person && new) || spokes {
        Some(Unnamed::One)
    } else {
        None
    }
}
