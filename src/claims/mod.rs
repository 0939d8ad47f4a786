//! Who says so: claims with source, cue and content; statements no one is named for.

pub mod assemble;
pub mod attribution;
pub mod checkworthy;
pub mod cues;
pub mod features;
pub mod link;
pub mod network;
pub mod quotations;
pub mod speakers;

use crate::entities::{Entities, EntityId};
use crate::models::Models;
use crate::page::Page;
use crate::span::Place;
use crate::text::Text;

/// How a claim is put (first match in this order).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// "according to", per, citing, in the words of.
    AccordingTo,
    /// All content inside quotation marks.
    Direct,
    /// Some content inside quotation marks.
    Mixed,
    /// No quotation marks.
    Indirect,
    /// Nobody is named as vouching: reportedly, is accused of, was charged with.
    Allegation,
}

/// What kind of source stands behind a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A person with a name in the article.
    NamedPerson,
    /// An organisation or state with a name.
    NamedOrganisation,
    /// An official without a name.
    OfficialUnnamed,
    /// Other people without a name.
    UnnamedPeople,
    /// A report, poll, study, filing, letter.
    Document,
    /// Another news outlet.
    Outlet,
    /// "it is understood", "is said to".
    Passive,
    /// Nobody.
    NoneGiven,
}

/// What the cue says about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// said, told, according to.
    Neutral,
    /// claimed, alleged.
    Doubting,
    /// revealed, admitted, noted, warned.
    Asserting,
}

/// The number of a claim: its place in [`Claims::claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// An attributed statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// How it is put.
    pub kind: ClaimKind,
    /// The words that name the source; none when absent or not sure.
    pub source: Option<Place>,
    /// The words that attribute.
    pub cue: Vec<Place>,
    /// The words that are attributed; one or more pieces in reading order.
    pub content: Vec<Place>,
    /// The source resolved; none rather than a guess.
    pub speaker: Option<EntityId>,
    /// What kind of source.
    pub source_kind: SourceKind,
    /// What the cue implies.
    pub tone: Tone,
    /// Who is accused, for an allegation.
    pub target: Option<Place>,
    /// Who was told.
    pub addressee: Option<Place>,
    /// Hedging words in cue or content.
    pub hedges: Vec<Place>,
    /// Whether the cue denies or is negated.
    pub negated: bool,
    /// A question.
    pub question: bool,
    /// An order or call.
    pub directive: bool,
    /// A belief, wish, plan or feeling rather than a statement: hidden by default.
    pub attitude: bool,
    /// The claim it is nested in.
    pub parent: Option<ClaimId>,
    /// An earlier claim with the same content.
    pub same: Option<ClaimId>,
    /// Check-worthiness, 0 to 1, for ranking only.
    pub score: f32,
}

/// A check-worthy sentence that no one is named for.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The sentence.
    pub place: Place,
    /// Check-worthiness, 0 to 1, for ranking only.
    pub score: f32,
    /// The claim whose source a reader would carry on to this sentence.
    pub follows: Option<ClaimId>,
}

/// All claims of a page, in reading order of cue or content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims {
    /// The claims.
    pub claims: Vec<Claim>,
    /// The statements without a source.
    pub statements: Vec<Statement>,
}

/// Finds who says what on `page`.
pub fn find(_page: &Page, _text: &Text, _entities: &Entities, _models: &Models) -> Claims {
    Claims::default()
}
