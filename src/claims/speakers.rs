//! Who stands behind a source: its entity, and what kind of source it is.
//!
//! Problem: "he", "the minister" and "a spokesman for Acme" must not put words into the wrong mouth.
//! Policy: a name inside the source that is its head decides; a description or pronoun is resolved only
//! when one candidate is left; when two fit, none is chosen. The kind of source is said in words a
//! reader knows. State: who spoke last and who was named last, owned by one pass over the page.
//! Not handled: plural pronouns other than for the body that spoke last; dialogue without any cue.

mod antecedent;
mod head;
mod source;
mod words;

use core::ops::Range;

pub use source::Source;
use source::{Heard, Known, Unnamed, is_of_word};
use words::{before_preposition, is_official, is_outlet};

use super::{SourceKind, cues};
use crate::entities::genders::Gender;
use crate::entities::{Entities, EntityId, EntityKind, Mention, MentionForm, roles};
use crate::page::{BlockId, Page};
use crate::span::Place;

/// How many blocks back a pronoun may reach for the last speaker.
const REACH: u32 = 3;

/// Resolves sources in reading order.
pub struct Speakers<'a> {
    page: &'a Page,
    entities: &'a Entities,
    last: Option<(EntityId, BlockId)>,
    unnamed: Option<(Unnamed, BlockId)>,
    /// The block that is read, and its mentions.
    here: (Option<BlockId>, Range<usize>),
    /// Whether an entity is a news outlet, once that was asked for.
    outlets: Vec<Option<bool>>,
}

/// What is known between two slices of a pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The last speaker and the block where they spoke.
    last: Option<(EntityId, BlockId)>,
    /// Whether somebody without a name has spoken since, and where.
    unnamed: Option<(Unnamed, BlockId)>,
}

/// What a source turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The entity, when it is certain.
    pub speaker: Option<EntityId>,
    /// The kind of source.
    pub kind: SourceKind,
}

impl<'a> Speakers<'a> {
    /// Goes on with what is known; nothing is known at the start.
    pub fn resume(page: &'a Page, entities: &'a Entities, spoken: Spoken) -> Self {
        let Spoken { last, unnamed } = spoken;
        Self { page, entities, last, unnamed, here: (None, 0..0), outlets: Vec::new() }
    }

    /// Comes to `block`; gives its mentions. Blocks are come to in their order.
    pub fn enter(&mut self, block: BlockId) -> &'a [Mention] {
        let mentions = &self.entities.mentions;
        let (came_from, there) = &self.here;
        let mut from = match came_from {
            Some(earlier) if *earlier <= block => there.start,
            _ => mentions.partition_point(|m| m.place.block < block),
        };
        let at = |i: usize| mentions.get(i).map(|m| m.place.block);
        while at(from).is_some_and(|at| at < block) {
            from += 1;
        }
        let mut end = from;
        while at(end) == Some(block) {
            end += 1;
        }
        self.here = (Some(block), from..end);
        self.in_block(block)
    }

    /// What is known now.
    pub fn spoken(&self) -> Spoken {
        Spoken { last: self.last, unnamed: self.unnamed }
    }

    fn text(&self, place: Place) -> &'a str {
        self.page.blocks.get(place.block.index()).map_or("", |b| place.span.text(&b.text))
    }

    /// The mentions that lie inside `place`, in reading order.
    fn inside(&self, place: Place) -> &'a [Mention] {
        let mentions = self.in_block(place.block);
        let from = mentions.partition_point(|m| m.place.span.end <= place.span.start);
        let rest = mentions.get(from..).unwrap_or(&[]);
        rest.get(..rest.iter().take_while(|m| m.place.span.start < place.span.end).count()).unwrap_or(&[])
    }

    /// The mentions of a block, in reading order.
    fn in_block(&self, block: BlockId) -> &'a [Mention] {
        let mentions = &self.entities.mentions;
        let (here, range) = &self.here;
        if *here == Some(block) {
            return mentions.get(range.clone()).unwrap_or(&[]);
        }
        let from = mentions.partition_point(|m| m.place.block < block);
        let rest = mentions.get(from..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|m| m.place.block == block)).unwrap_or(&[])
    }

    fn gender(&self, entity: EntityId) -> Option<Gender> {
        self.entities.genders.get(entity.0 as usize).copied().flatten()
    }

    fn kind(&self, entity: EntityId) -> Option<EntityKind> {
        self.entities.entities.get(entity.0 as usize).map(|e| e.kind)
    }

    /// Resolves `source` of a claim in `block` that says `content`: no pronoun stands for whoever it then names ("he said
    /// that Lee was late").
    pub fn resolve(&mut self, block: BlockId, source: &Source, content: &[Place]) -> Resolved {
        let resolved = self.recall(block, source, content);
        if let Some(speaker) = resolved.speaker {
            self.last = Some((speaker, block));
            self.unnamed = None;
        } else if let Some(unnamed) = source.unnamed {
            self.unnamed = Some((unnamed, block));
        } else if matches!(source.stands, Some("he" | "she")) {
            // Whoever goes on after one who could not be told is not told either.
            self.unnamed = Some((Unnamed::One, block));
        } else if matches!(resolved.kind, SourceKind::Document | SourceKind::NamedOrganisation) {
            self.unnamed = Some((Unnamed::Thing, block));
        }
        resolved
    }

    /// What a source is, by its words or as it was before: where no pronoun begins it, the words and the mentions in
    /// it tell all.
    fn recall(&mut self, block: BlockId, source: &Source, content: &[Place]) -> Resolved {
        let place = Place { block, span: source.span };
        if let Some(resolved) = source.stands.and_then(|word| self.pronoun(word, place, content)) {
            return resolved;
        }
        if source.pronoun {
            return self.source(place, content);
        }
        let inside = self.inside(place);
        let known = source.known.borrow();
        if let Some(known) = known.as_ref().filter(|known| self.are_as_heard(inside, &known.heard)) {
            let speaker = known.speaks.and_then(|at| inside.get(at)).map(|m| m.entity);
            return Resolved { speaker, kind: known.kind };
        }
        drop(known);
        let resolved = self.source(place, content);
        let speaks = resolved.speaker.and_then(|speaker| inside.iter().position(|m| m.entity == speaker));
        let heard = (0..inside.len()).map(|at| self.heard(inside, at)).collect();
        *source.known.borrow_mut() = Some(Known { heard, speaks, kind: resolved.kind });
        resolved
    }

    /// All of a mention that tells who speaks, and does not depend on how entities are numbered.
    fn heard(&mut self, mentions: &[Mention], at: usize) -> Heard {
        let Mention { entity, place, form } = mentions[at];
        let kind = self.kind(entity);
        let outlet = kind == Some(EntityKind::Organisation) && self.is_outlet(entity);
        let first = mentions.iter().position(|m| m.entity == entity).unwrap_or(at);
        Heard { span: place.span, form, kind, outlet, first }
    }

    fn are_as_heard(&mut self, mentions: &[Mention], heard: &[Heard]) -> bool {
        mentions.len() == heard.len()
            && heard.iter().enumerate().all(|(at, h)| self.heard(mentions, at) == *h)
    }

    fn is_outlet(&mut self, entity: EntityId) -> bool {
        let at = entity.0 as usize;
        let entities = &self.entities.entities;
        self.outlets.resize(entities.len(), None);
        let (Some(slot), Some(entity)) = (self.outlets.get_mut(at), entities.get(at)) else { return false };
        *slot.get_or_insert_with(|| is_outlet(&entity.name))
    }

    /// Resolves a source that stands in somebody's quotation: by name only, and it does not speak next.
    pub fn spoken_of(&self, block: BlockId, source: &Source) -> Resolved {
        let place = Place { block, span: source.span };
        let pronoun = among!(
            self.text(place).to_lowercase().as_str(),
            "he" | "she" | "it" | "they" | "who" | "which" | "i" | "we" | "you" | "him" | "her" | "his"
        );
        if pronoun {
            Resolved { speaker: None, kind: SourceKind::UnnamedPeople }
        } else {
            self.source(place, &[])
        }
    }

    /// Who spoke last before `block`, if that is near.
    pub fn last(&self, block: BlockId) -> Option<EntityId> {
        self.last.filter(|(_, at)| block.0.saturating_sub(at.0) <= REACH).map(|(who, _)| who)
    }

    /// Says that `speaker` goes on speaking in `block`.
    pub fn goes_on(&mut self, speaker: EntityId, block: BlockId) {
        self.last = Some((speaker, block));
        self.unnamed = None;
    }

    /// Whether someone without a name has spoken near `block` since the last who has one.
    fn has_since_spoken(&self, who: Unnamed, block: BlockId) -> bool {
        self.unnamed.is_some_and(|(other, at)| other == who && block.0.saturating_sub(at.0) <= REACH)
    }

    fn source(&self, place: Place, content: &[Place]) -> Resolved {
        let text = self.text(place);
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).collect();
        if let [pronoun] = words.as_slice()
            && let Some(resolved) = self.pronoun(pronoun, place, content)
        {
            return resolved;
        }
        // "he asked about Acme": the pronoun speaks, whoever is named behind it.
        if let Some(pronoun @ ("he" | "she" | "it" | "they" | "i" | "we")) = words.first().copied()
            && let Some(resolved) = self.pronoun(pronoun, place, content)
        {
            return resolved;
        }
        if let Some(speaker) = self.head(place, text) {
            let kind = match self.kind(speaker) {
                Some(EntityKind::Person) => SourceKind::NamedPerson,
                Some(EntityKind::Organisation)
                    if is_outlet(&self.entities.entities[speaker.0 as usize].name) =>
                {
                    SourceKind::Outlet
                }
                _ => SourceKind::NamedOrganisation,
            };
            return Resolved { speaker: Some(speaker), kind };
        }
        // Two people speak with one voice: nobody is singled out, but they are named.
        let named = self
            .inside(place)
            .iter()
            .filter(|m| m.form == MentionForm::Name && self.kind(m.entity) == Some(EntityKind::Person))
            .count();
        let head_words = before_preposition(&words);
        let kind = if named > 1 {
            SourceKind::NamedPerson
        } else if head_words.iter().any(|w| cues::is_document(w))
            && !head_words.iter().any(|w| roles::is_people(w) || roles::is_person_role(w))
        {
            SourceKind::Document
        } else if words.iter().any(|w| is_official(w)) {
            SourceKind::OfficialUnnamed
        } else if head_words.iter().any(|w| roles::is_body(w))
            && !head_words.iter().any(|w| roles::is_people(w))
        {
            // "the company", "the ministry": a body that the article names elsewhere or not at all.
            SourceKind::NamedOrganisation
        } else {
            SourceKind::UnnamedPeople
        };
        Resolved { speaker: None, kind }
    }

    /// Whether somebody else of the page has the last name of `entity`: alone it tells neither.
    fn shares_surname(&self, entity: EntityId) -> bool {
        let entities = &self.entities.entities;
        let last = |i: usize| {
            let person = entities.get(i).filter(|e| e.kind == EntityKind::Person);
            person.and_then(|e| e.name.rsplit(' ').next())
        };
        let own = entity.0 as usize;
        last(own).is_some() && (0..entities.len()).any(|i| i != own && last(i) == last(own))
    }

    /// Whether reported words name `entity`. In a quotation some speak of themselves by name.
    fn names(&self, content: &[Place], entity: EntityId) -> bool {
        let reported = |piece: &&Place| !self.text(**piece).starts_with(['“', '"', '‘', '\'', '«', '„']);
        let named = |m: &Mention| {
            m.entity == entity
                && m.form == MentionForm::Name
                && (self.text(m.place).contains(' ') || !self.shares_surname(entity))
        };
        content.iter().filter(reported).any(|piece| self.inside(*piece).iter().any(named))
    }

    fn pronoun(&self, word: &str, place: Place, content: &[Place]) -> Option<Resolved> {
        let person = |speaker: Option<EntityId>| Resolved {
            speaker,
            kind: if speaker.is_some() { SourceKind::NamedPerson } else { SourceKind::UnnamedPeople },
        };
        match word {
            "he" | "him" | "his" | "she" | "her" if self.has_since_spoken(Unnamed::One, place.block) => {
                Some(person(None))
            }
            "they" if self.has_since_spoken(Unnamed::Several, place.block) => Some(person(None)),
            "he" | "him" | "his" => {
                Some(person(self.antecedent(place, Gender::He).filter(|e| !self.names(content, *e))))
            }
            "she" | "her" => {
                Some(person(self.antecedent(place, Gender::She).filter(|e| !self.names(content, *e))))
            }
            "it" => {
                let body =
                    self.body_before(place, word).filter(|e| self.kind(*e) != Some(EntityKind::Person));
                Some(Resolved {
                    speaker: body,
                    kind: if body.is_some() { SourceKind::NamedOrganisation } else { SourceKind::NoneGiven },
                })
            }
            "they" => {
                let body =
                    self.body_before(place, word).filter(|e| self.kind(*e) == Some(EntityKind::Organisation));
                Some(Resolved {
                    speaker: body,
                    kind: if body.is_some() {
                        SourceKind::NamedOrganisation
                    } else {
                        SourceKind::UnnamedPeople
                    },
                })
            }
            "who" | "which" => {
                let speaker = self.before_relative(place, word == "who");
                Some(match speaker.and_then(|s| self.kind(s)) {
                    Some(EntityKind::Person) => person(speaker),
                    Some(_) => Resolved { speaker, kind: SourceKind::NamedOrganisation },
                    None => person(None),
                })
            }
            "i" | "we" | "you" => Some(Resolved { speaker: None, kind: SourceKind::NoneGiven }),
            _ => None,
        }
    }
}
