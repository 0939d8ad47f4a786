//! Who is named: people, organisations, places, other names; dates and amounts.

mod acronyms;
mod again;
mod aliases;
mod authors;
mod demonyms;
mod describe;
mod evidence;
mod forms;
pub mod genders;
mod known;
mod letters;
mod mended;
mod pairs;
#[cfg(test)]
mod placed;
pub mod quantities;
pub(crate) mod roles;
mod sketch;
mod surnames;
pub mod tagger;
mod written;

use alloc::sync::Arc;

use crate::models::Models;
use crate::page::Page;
use crate::span::Place;
use crate::text::Text;
pub use sketch::sketch;
pub use tagger::NameModel;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A name of something else: event, work, product, law, nationality.
    Other,
}

/// A name as the tagger found it, before mentions are joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NameSpan {
    /// Where.
    pub place: Place,
    /// What it is.
    pub kind: EntityKind,
    /// How sure the tagger is, 0 to 1.
    pub score: f32,
}

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By a description that stands for the name ("the Venezuelan president").
    Description,
    /// By a pronoun (only where it is the source of a claim).
    Pronoun,
}

/// The number of an entity: its place in [`Entities::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One occurrence of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Whose.
    pub entity: EntityId,
    /// Where.
    pub place: Place,
    /// How.
    pub form: MentionForm,
}

/// How another word is related to an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// A demonym of a place ("Belarusian").
    Demonym,
    /// An acronym and its expansion.
    Acronym,
}

/// A related word as it stands in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// How it is related.
    pub kind: RelationKind,
    /// The word.
    pub text: String,
}

/// All mentions of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name in the article.
    pub name: String,
    /// The other forms of the name in the article, in order of appearance.
    pub aliases: Vec<String>,
    /// A role before the name ("Russian President"), as it stands in the article.
    pub title: Option<Place>,
    /// What the article says it is, word for word.
    pub description: Option<Place>,
    /// Related words.
    pub relations: Vec<Relation>,
    /// Whether the kind is a guess ("probably a place").
    pub guess: bool,
}

/// What kind of quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityKind {
    /// A date or a span of dates.
    Date,
    /// A time of day.
    Time,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A count or measure with a unit.
    Measure,
    /// A bare number or ordinal.
    Number,
}

/// A date or an amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it is.
    pub kind: QuantityKind,
    /// Where.
    pub place: Place,
    /// Normalised: ISO 8601 for dates, a decimal number for the rest; ranges as `a/b`; empty when unresolved.
    pub value: Arc<str>,
    /// ISO 4217 currency, "%", or the counted noun; empty when none.
    pub unit: Arc<str>,
    /// Whether the text says "about", "nearly", "more than".
    pub approximate: bool,
}

/// All names and quantities of a page, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// The entities in order of their first mention.
    pub entities: Vec<Entity>,
    /// Their mentions in reading order; name spans never overlap each other.
    pub mentions: Vec<Mention>,
    /// Dates and amounts in reading order.
    pub quantities: Vec<Quantity>,
    /// The pronoun each entity goes by, in their order, where that is known.
    pub genders: Vec<Option<genders::Gender>>,
}

/// Joins tagged names to entities, describes them, and adds dates and amounts.
///
/// `names` are in reading order and do not overlap. A quantity that overlaps a name gives way:
/// "September 11 Museum" is a name.
pub fn assemble(page: &Page, text: &Text, names: &[NameSpan]) -> Entities {
    let mut known = known::Known::default();
    known.advance(page, text, &mut || true);
    let (entities, mentions) = aliases::join(page, &mut known, names);
    let mut found = Entities { entities, mentions, ..Entities::default() };
    describe::describe(page, text, &mut known, &mut found.entities, &mut found.mentions);
    found.quantities = beside(names, quantities::find(page, text));
    found
}

/// `quantities` without those that overlap a name; both in reading order.
fn beside(names: &[NameSpan], mut quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut next = 0;
    quantities.retain(|quantity| {
        while names.get(next).is_some_and(|n| {
            (n.place.block, n.place.span.end) <= (quantity.place.block, quantity.place.span.start)
        }) {
            next += 1;
        }
        names.get(next).is_none_or(|n| {
            n.place.block != quantity.place.block || !n.place.span.overlaps(quantity.place.span)
        })
    });
    quantities
}

/// Finds who and what is named on `page`.
pub fn find(page: &Page, text: &Text, models: &Models) -> Entities {
    let mut gathering = Gathering::default();
    gathering.begin(tagger::tag(page, text, models), None);
    gathering.advance(page, text, models, &mut || true);
    gathering.finish()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Step {
    #[default]
    Read,
    Prepare,
    Mend,
    Look,
    Weigh,
    Acronyms,
    Surnames,
    Again,
    Join,
    Describe,
    Quantities,
    Genders,
    Done,
}

/// From tagged names to entities, a step at a time, and again after a change.
#[derive(Debug, Default)]
pub struct Gathering {
    step: Step,
    known: known::Known,
    tagged: Vec<NameSpan>,
    /// The next of them, where a step goes over them in slices.
    next: usize,
    /// The blocks in which they are others than before, where that is known.
    renamed: Option<Vec<u32>>,
    names: known::Names,
    /// What came of the names by themselves, and whether footnotes were cut off; not kept where lines of title case have
    /// names, of which all text tells.
    mended: Option<(known::Names, bool)>,
    found: Entities,
    quantities: quantities::Search,
}

impl Gathering {
    /// The same for a changed page: what is known of unchanged blocks and their quantities are taken over. `was` gives for each block
    /// the number it had when its text is unchanged, else `u32::MAX`; `changed` those that are cut otherwise than before,
    /// where all others have the numbers they had.
    pub fn after(earlier: Self, was: &[u32], changed: Option<&[u32]>) -> Self {
        Self {
            known: earlier.known.after(was, changed),
            quantities: quantities::Search::after(earlier.quantities, was),
            mended: earlier.mended,
            ..Self::default()
        }
    }

    /// Takes the names as the tagger found them; `renamed` are the blocks in which they are others than before, where
    /// that is known.
    pub fn begin(&mut self, names: Vec<NameSpan>, renamed: Option<Vec<u32>>) {
        (self.tagged, self.renamed) = (names, renamed);
    }

    /// Works until all is found (true) or `time_left` says stop (false).
    pub fn advance(
        &mut self,
        page: &Page,
        text: &Text,
        models: &Models,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        while self.step != Step::Done {
            let (found, known) = (&mut self.found, &mut self.known);
            self.step = match self.step {
                Step::Read => {
                    if !known.advance(page, text, time_left) {
                        return false;
                    }
                    Step::Prepare
                }
                Step::Prepare => {
                    if !prepare(page, known, &self.tagged, &mut self.next, time_left) {
                        return false;
                    }
                    self.next = 0;
                    Step::Mend
                }
                Step::Mend => {
                    if self.mend_again(page).is_some() {
                        Step::Weigh
                    } else {
                        self.mend(page, text);
                        Step::Look
                    }
                }
                Step::Look => {
                    if !known.look(page, &self.tagged, &mut self.next, time_left) {
                        return false;
                    }
                    self.names = known::Names::new(page, known, core::mem::take(&mut self.tagged));
                    if let Some((mended, _)) = &mut self.mended {
                        *mended = self.names.clone();
                    }
                    Step::Weigh
                }
                Step::Weigh => {
                    evidence::weigh(page, text, models.given(), known, &mut self.names);
                    Step::Acronyms
                }
                Step::Acronyms => {
                    acronyms::complete(page, text, known, &mut self.names);
                    Step::Surnames
                }
                Step::Surnames => {
                    surnames::complete(page, text, known, &mut self.names);
                    Step::Again
                }
                Step::Again => {
                    again::complete(page, text, known, &mut self.names);
                    Step::Join
                }
                Step::Join => {
                    (found.entities, found.mentions) = aliases::join(page, known, self.names.spans());
                    Step::Describe
                }
                Step::Describe => {
                    describe::describe(page, text, known, &mut found.entities, &mut found.mentions);
                    Step::Quantities
                }
                Step::Quantities => {
                    if !self.quantities.advance(page, text, time_left) {
                        return false;
                    }
                    found.quantities = beside(self.names.spans(), self.quantities.found());
                    self.names = known::Names::default();
                    Step::Genders
                }
                Step::Genders => {
                    found.genders =
                        genders::find(page, known, &found.entities, &found.mentions, models.given());
                    Step::Done
                }
                Step::Done => Step::Done,
            };
            if !time_left() {
                break;
            }
        }
        self.step == Step::Done
    }

    /// The name of the step that comes next, for whoever measures.
    pub fn step(&self) -> &'static str {
        match self.step {
            Step::Read => "Entities: read",
            Step::Prepare => "Entities: prepare",
            Step::Mend => "Entities: mend",
            Step::Weigh => "Entities: weigh",
            Step::Look => "Entities: look",
            Step::Acronyms => "Entities: acronyms",
            Step::Surnames => "Entities: surnames",
            Step::Again => "Entities: again",
            Step::Join => "Entities: join",
            Step::Describe => "Entities: describe",
            Step::Quantities => "Entities: quantities",
            Step::Genders | Step::Done => "Entities: genders",
        }
    }

    /// Gives the entities away; what the next gathering needs stays.
    pub fn finish(&mut self) -> Entities {
        core::mem::take(&mut self.found)
    }
}

/// Mends the names of the blocks of which it is not known what comes of theirs, block by block from name `next` on,
/// so that to mend all at once has little left to do; true when there are no more, false when `time_left` says stop.
fn prepare(
    page: &Page,
    known: &mut known::Known,
    names: &[NameSpan],
    next: &mut usize,
    time_left: &mut dyn FnMut() -> bool,
) -> bool {
    let footnotes = written::footnotes(known);
    while let Some(here) = known.names_of_new(names, next) {
        let block = here.first().and_then(|n| known.block(n.place.block));
        if block.is_some_and(known::KnownBlock::is_unmended) {
            written::mend_block(page, known, here, footnotes, &mut Vec::new());
            if !time_left() {
                return false;
            }
        }
    }
    true
}

#[cfg(all(test, feature = "embedded-models"))]
mod tests;
