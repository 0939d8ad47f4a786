//! Who says so: claims with source, cue and content; statements no one is named for.

mod according;
mod ahead;
mod announced;
mod appraisals;
mod asides;
pub mod assemble;
pub mod attribution;
mod behind;
mod charges;
pub mod checkworthy;
mod clauses;
mod colons;
mod complete;
mod constructions;
mod crowds;
pub mod cues;
mod deeds;
mod described_by;
mod documents;
mod drafts;
mod edges;
mod embedded;
pub mod features;
mod followers;
mod following;
mod formulas;
mod framed;
mod fronted;
pub mod guide;
mod headlines;
mod hearsay;
mod heralds;
mod idioms;
mod insertions;
mod judged;
mod letters;
pub mod link;
mod manners;
pub mod memory;
mod minds;
mod moods;
mod namesakes;
mod nearest;
pub mod network;
mod nouns;
mod orders;
mod papers;
mod passives;
mod patients;
mod phrases;
pub mod prepared;
pub mod quotations;
mod raised;
mod rarer;
mod relatives;
mod retorts;
mod set_off;
#[cfg(test)]
mod shown;
mod sound;
mod sources;
pub mod speakers;
mod statements;
mod stretches;
mod tails;
mod tellings;
mod titles;
mod topics;
mod turns;
mod unsaid;
mod voices;

use crate::entities::{Entities, EntityId};
use crate::few::Few;
use crate::models::{ModelError, Models, Section};
use crate::page::Page;
use crate::span::Place;
use crate::text::{Text, is_english};

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
    pub cue: Few<Place>,
    /// The words that are attributed; one or more pieces in reading order.
    pub content: Few<Place>,
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
    pub hedges: Few<Place>,
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

#[cfg(test)]
impl Claim {
    /// For tests: `speaker` says `content`, and nothing else is known.
    pub(crate) const fn of(content: Place, speaker: Option<EntityId>) -> Self {
        Self {
            kind: ClaimKind::Indirect,
            source: None,
            cue: Few::None,
            content: Few::One(content),
            speaker,
            source_kind: SourceKind::NamedPerson,
            tone: Tone::Neutral,
            target: None,
            addressee: None,
            hedges: Few::None,
            negated: false,
            question: false,
            directive: false,
            attitude: false,
            parent: None,
            same: None,
            score: 0.0,
        }
    }
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

/// What the claims stage needs: tagger, linker, scorer.
#[derive(Debug, Clone)]
pub struct ClaimModel {
    network: network::Network,
    linker: link::Linker,
    scorer: checkworthy::Scorer,
}

impl ClaimModel {
    /// Opens the sections `attribution`, `links` and `checkworthy` of `models`.
    ///
    /// # Errors
    /// When a section is absent or of the wrong size.
    pub fn open(models: &Models) -> Result<Self, ModelError> {
        fn read<T>(models: &Models, name: &str, open: fn(&Section) -> Option<T>) -> Result<T, ModelError> {
            let section =
                models.section(name).ok_or_else(|| ModelError(format!("the section {name} is absent")))?;
            open(section).ok_or_else(|| ModelError(format!("the section {name} is of another version")))
        }
        Ok(Self {
            network: read(models, "attribution", network::Network::open)?,
            linker: read(models, "links", |section| link::Linker::from_bytes(section))?,
            scorer: read(models, "checkworthy", checkworthy::Scorer::open)?,
        })
    }
}

/// A search under way, to be done in slices.
#[derive(Debug, Default)]
pub struct Search {
    progress: assemble::Progress,
    /// The blocks that do not read as they did before a change, where all others have the numbers they had; none when the pass
    /// has begun.
    changed: Option<Vec<u32>>,
    /// Whether the page is in English, once a slice has found out.
    english: Option<bool>,
    /// The claims, once all blocks are read.
    claims: Option<Claims>,
}

impl Search {
    /// Begins on a changed page, with what an earlier search knew of unchanged blocks. `was` gives for each
    /// block the number it had when its text is unchanged, else `u32::MAX`.
    pub fn after(memory: memory::Memory, was: &[u32]) -> Self {
        Self { progress: assemble::Progress::remembering(memory.after(was)), ..Self::default() }
    }

    /// Takes over which blocks do not read as they did, where that is known.
    pub fn expect(&mut self, changed: Option<&[u32]>) {
        self.changed = changed.map(<[u32]>::to_vec);
    }

    /// Takes over whether the page is in English, where that was found out.
    pub fn hear(&mut self, english: Option<bool>) {
        self.english = self.english.or(english);
    }

    /// Gives away what is known of the blocks read, for a later search.
    pub fn memory(&mut self) -> memory::Memory {
        self.progress.memory()
    }

    /// Works until all is found (true) or `time_left` says stop (false).
    pub fn advance(
        &mut self,
        page: &Page,
        text: &Text,
        entities: &Entities,
        models: &Models,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Some(model) = models.claims() else { return true };
        if self.claims.is_none() {
            if !self.read(page, text, entities, models, model, time_left) {
                return false;
            }
            self.claims = Some(self.progress.claims(page, entities));
        }
        true
    }

    /// Reads on until all blocks are read (true) or `time_left` says stop (false).
    fn read(
        &mut self,
        page: &Page,
        text: &Text,
        entities: &Entities,
        models: &Models,
        model: &ClaimModel,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        if !*self.english.get_or_insert_with(|| is_english(page, text)) {
            return true;
        }
        // Each is a piece of work by itself: built on the way, both would fall into one block's slice.
        if cues::build() && !time_left() || phrases::build() && !time_left() {
            return false;
        }
        if let Some(changed) = self.changed.take() {
            self.progress.recall(page, entities, &changed);
        }
        let clusters = |word: &str| models.clusters(word);
        let attributor =
            attribution::Attributor { network: &model.network, linker: &model.linker, clusters: &clusters };
        let progress = core::mem::take(&mut self.progress);
        let mut pass = assemble::Assembly::resume(page, text, entities, attributor, &model.scorer, progress);
        let done = pass.advance(time_left);
        self.progress = pass.pause();
        done
    }

    /// Gives away the claims found, with scores and the statements no one is named for. What is known of the
    /// blocks stays for [`Self::memory`].
    pub fn finish(&mut self) -> Claims {
        self.claims.take().unwrap_or_default()
    }
}

/// Finds who says what on `page`.
pub fn find(page: &Page, text: &Text, entities: &Entities, models: &Models) -> Claims {
    let mut search = Search::default();
    search.advance(page, text, entities, models, &mut || true);
    search.finish()
}
