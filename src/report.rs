//! Output: twins of the core types, camelCase, with UTF-16 offsets.
//!
//! Problem: what crosses to the browser must not change when the core does. Policy: core types never
//! cross the edge; `twins` makes the types below from them, converting each block's offsets once
//! (`utf16`). No u64, no maps: everything a caller gets is ordered, so that the same page gives the
//! same report. The caller owns the report.

mod counts;
mod names;
mod paint;
mod twins;
mod utf16;

use alloc::sync::Arc;

use serde::Serialize;

pub use counts::{Counts, Names, counts};
pub use paint::{margin, paint_table};
pub use twins::{regions, report, report_in, runs};
pub use utf16::Utf16;

/// A piece of text: block number and UTF-16 code units in that block's text, end-exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// Everything found on a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Number of blocks read.
    pub blocks: u32,
    /// Number of blocks of running text.
    pub paragraphs: u32,
    /// Number of words in them.
    pub words: u32,
    /// Whether the page is English and whole, so that names and claims were looked for.
    pub english: bool,
    /// Sentences of the running text.
    pub sentences: Vec<Piece>,
    /// What is repeated.
    pub duplicates: Duplicates,
    /// Who is named.
    pub entities: Vec<Entity>,
    /// Where they are named, in reading order.
    pub mentions: Vec<Mention>,
    /// Dates and amounts, in reading order.
    pub quantities: Vec<Quantity>,
    /// Who says so, in reading order.
    pub claims: Vec<Claim>,
    /// Statements to check that no one is named for.
    pub statements: Vec<Statement>,
    /// The articles of an endless page, in reading order; not there when the page has only one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
}

/// One article of an endless page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its first block.
    pub from: u32,
    /// One past its last block.
    pub to: u32,
    /// Number of its blocks of running text.
    pub paragraphs: u32,
    /// Number of words in them.
    pub words: u32,
}

/// What is repeated.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Duplicates {
    /// Number of repeated paragraphs (copies; not those on purpose, not the similar ones).
    pub repeated: u32,
    /// Number of paragraphs in all.
    pub of: u32,
    /// The runs in reading order.
    pub runs: Vec<Run>,
}

/// A run of copied blocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// "copy", "onPurpose" or "similar".
    pub kind: &'static str,
    /// Its blocks.
    pub blocks: Vec<CopiedBlock>,
}

/// A copied block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CopiedBlock {
    /// The copy's block number.
    pub block: u32,
    /// The blocks that keep its content.
    pub originals: Vec<u32>,
    /// "exact", "wording" or "substance".
    pub class: &'static str,
    /// Substance first.
    pub differences: Vec<Difference>,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// "number", "date", "name", "negation", "attribution", "quotation" or "wording".
    pub kind: &'static str,
    /// Words in the original, if any.
    pub original: Option<Piece>,
    /// Words in the copy, if any.
    pub copy: Option<Piece>,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entity {
    /// Its number in this report.
    pub id: u32,
    /// "person", "organisation", "place" or "other".
    pub kind: &'static str,
    /// The fullest name.
    pub name: String,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// Role before the name.
    pub title: Option<Piece>,
    /// What the article says it is.
    pub description: Option<Piece>,
    /// Related words.
    pub relations: Vec<Relation>,
    /// Whether the kind is a guess.
    pub guess: bool,
    /// Number of mentions by name.
    pub mentions: u32,
    /// Number of mentions by description.
    pub descriptions: u32,
    /// Number of claims it is the speaker of.
    pub claims: u32,
}

/// A related word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// "demonym" or "acronym".
    pub kind: &'static str,
    /// The word.
    pub text: String,
}

/// A mention.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mention {
    /// The entity's number.
    pub entity: u32,
    /// "name", "description" or "pronoun".
    pub form: &'static str,
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// A date or amount.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// "date", "time", "money", "percent", "measure" or "number".
    pub kind: &'static str,
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// Normalised value.
    pub value: Arc<str>,
    /// Unit.
    pub unit: Arc<str>,
    /// Whether it is approximate.
    pub approximate: bool,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Its number in this report.
    pub id: u32,
    /// "`according_to`", "direct", "mixed", "indirect" or "allegation".
    pub kind: &'static str,
    /// The words that name the source.
    pub source: Option<Piece>,
    /// The words that attribute.
    pub cue: Vec<Piece>,
    /// The words that are attributed.
    pub content: Vec<Piece>,
    /// The speaker's entity number.
    pub speaker: Option<u32>,
    /// "namedPerson", "namedOrganisation", "officialUnnamed", "unnamedPeople", "document", "outlet", "passive" or "noneGiven".
    pub source_kind: &'static str,
    /// "neutral", "doubting" or "asserting".
    pub tone: &'static str,
    /// Who is accused.
    pub target: Option<Piece>,
    /// Who was told.
    pub addressee: Option<Piece>,
    /// Hedging words.
    pub hedges: Vec<Piece>,
    /// Indices of the quantities inside the content.
    pub quantities: Vec<u32>,
    /// Whether the cue denies.
    pub negated: bool,
    /// A question.
    pub question: bool,
    /// An order.
    pub directive: bool,
    /// A belief, wish or plan.
    pub attitude: bool,
    /// The claim it is nested in.
    pub parent: Option<u32>,
    /// An earlier claim with the same content.
    pub same: Option<u32>,
    /// For ranking only, 0 to 1.
    pub score: f32,
}

/// A statement without a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// For ranking only, 0 to 1.
    pub score: f32,
    /// The claim whose source a reader would carry on.
    pub follows: Option<u32>,
    /// Indices of the quantities inside.
    pub quantities: Vec<u32>,
}
