//! What is repeated: article text that stands on the page twice, or nearly.
//!
//! Problem: copies hide in other markup, with edits, advertisements between them, split, merged or
//! shuffled, while laws, recipes, results and choruses repeat without being copies. Policy, in this
//! order: cut words that see through typography (`words`), find twins (`facts`), link blocks that share
//! seeds and align them (`links`, `align`), chain links that follow each other (`chains`), tell copies
//! from what only looks like one (`judge`, `template`, `vetoes`, `headings`), add the narrow kinds that
//! stand alone (`singles`), choose the side that stays (`keep`), and say what differs (`differences`).
//! [`Search`] does it in slices, goes on from an earlier one when the page grew, and owns the state
//! in between. Cost: O(words + blocks) expected. Not handled: paraphrase, translation, copies on other
//! pages.

mod align;
mod chains;
mod differences;
mod facts;
mod folds;
mod headings;
mod judge;
mod keep;
mod links;
mod part;
mod search;
mod singles;
mod template;
mod vetoes;
mod words;

pub use search::Search;

use crate::page::{BlockId, Page};
use crate::span::Place;

/// How a copy differs from its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyClass {
    /// The same words.
    Exact,
    /// Other words, the same facts.
    Wording,
    /// A number, date, name, negation, attribution or quotation differs: never folded silently.
    Substance,
}

/// Why a run is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunKind {
    /// Repeated text: counted, folded when its class allows.
    Copy,
    /// Repeated on purpose (pull quote, standfirst, caption, teaser): listed, never counted.
    OnPurpose,
    /// Similar, but a rule forbids to call it a copy (template, quotation, ...): listed only.
    Similar,
}

/// What kind of words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// A number or amount.
    Number,
    /// A date, weekday or month.
    Date,
    /// A name.
    Name,
    /// A negation.
    Negation,
    /// Who says so.
    Attribution,
    /// Words inside quotation marks.
    Quotation,
    /// Any other words.
    Wording,
}

/// One difference between a copy and its original. One side may be missing (added, dropped).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// What differs; substance sorts before wording.
    pub kind: DifferenceKind,
    /// The words in the original.
    pub original: Option<Place>,
    /// The words in the copy.
    pub copy: Option<Place>,
}

/// One block recognised as a copy.
#[derive(Debug, Clone, PartialEq)]
pub struct CopiedBlock {
    /// The copy.
    pub block: BlockId,
    /// The blocks that keep its content, in order; never empty, all visible.
    pub originals: Vec<BlockId>,
    /// How it differs.
    pub class: CopyClass,
    /// The differences, substance first, then in reading order.
    pub differences: Vec<Difference>,
}

/// A run of blocks that stands on the page already: one bar when folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Why it is listed.
    pub kind: RunKind,
    /// The copied blocks in reading order; never empty.
    pub blocks: Vec<CopiedBlock>,
}

/// All that is repeated on a page, runs in reading order of their first block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duplicates {
    /// The runs.
    pub runs: Vec<Run>,
}

/// Finds what is repeated on `page`, in one call.
pub fn find(page: &Page) -> Duplicates {
    let mut search = Search::new(page);
    search.advance(page, &mut || true);
    search.finish()
}
