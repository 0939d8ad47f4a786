//! Which name of a source is its head: "Acme spokesman Lee" is Lee, "the Lee campaign" nobody.
//!
//! Policy: a name speaks only where nothing else in the phrase can: no noun behind it, no preposition, participle or
//! clause that it belongs to, no second voice beside it. Nothing is kept here.

use super::words::{before_preposition, begins_with_noun, ends_with_preposition, governs, within_clause};
use super::{Speakers, cues};
use crate::entities::{EntityId, EntityKind, Mention, roles};
use crate::order;
use crate::span::Place;

impl Speakers<'_> {
    /// The one mention that is the head of the source.
    pub(super) fn head(&self, place: Place, text: &str) -> Option<EntityId> {
        let subject: Vec<&str> = text.split(',').next().unwrap_or("").split_whitespace().collect();
        let heads = before_preposition(&subject);
        // A name may hold such a word: "Rosh Data, which".
        let noun = heads.last().filter(|w| text.contains(',') && w.starts_with(char::is_lowercase));
        // "The memo, signed by the director, Lee": the paper says it.
        if heads.len() < 4 && noun.is_some_and(|w| cues::is_document(w)) {
            return None;
        }
        // "An official at the ferry company, Acme": whoever is not named says it.
        let somebody = |w: &&&str| roles::is_person_role(w) || roles::is_people(w);
        let unnamed = heads.len() < subject.len() && noun.is_some_and(|w| somebody(&w));
        if self.are_listed(place, text) {
            return None;
        }
        let mut people = Vec::new();
        let mut bodies = Vec::new();
        for mention in self.inside(place) {
            let end = (mention.place.span.end - place.span.start.min(mention.place.span.end)) as usize;
            let behind = text.get(end..).unwrap_or("");
            let start = mention.place.span.start.checked_sub(place.span.start);
            let before = start.and_then(|s| text.get(..s as usize)).unwrap_or("");
            // "Trump's lawyer", "a spokesman for Acme", "the mayor of Tarn": the name is not the head.
            let owns = ["'s", "’s", "s’", "' ", "’ "].iter().any(|mark| behind.starts_with(mark));
            let possessive = owns && behind.len() > 3;
            // What stands behind the first comma describes the head, it is not the head; a relative clause is another's.
            let described = before.contains(',') && !(people.is_empty() && bodies.is_empty());
            if possessive || described || ends_with_preposition(before) || within_clause(before) {
                continue;
            }
            // "Lee and other residents": two voices, and nobody is singled out.
            if behind.starts_with(" and ") {
                return None;
            }
            let phrase = behind.split(',').next().unwrap_or("");
            match self.kind(mention.entity) {
                // "A Clinton ad": the noun speaks.
                Some(EntityKind::Person) if !begins_with_noun(phrase) => people.push(mention.entity),
                Some(kind @ (EntityKind::Organisation | EntityKind::Place)) => {
                    // "Kremlin spokesman", "a New York man": a noun right behind takes the head away, a role
                    // noun also later.
                    let roles = phrase.split_whitespace().any(|w| {
                        let w = w.to_lowercase();
                        roles::is_person_role(&w)
                            || roles::is_people(&w)
                            || cues::is_document(&w)
                            || (kind == EntityKind::Place && roles::is_body(&w))
                    });
                    let outside = kind == EntityKind::Place
                        && (before.ends_with(", ") || before.is_empty() && self.stands_in(place));
                    let owned = roles || unnamed || outside || governs(before);
                    if !owned && !begins_with_noun(phrase) {
                        bodies.push(mention.entity);
                    }
                }
                _ => {}
            }
        }
        order::sort(&mut people);
        people.dedup();
        order::sort(&mut bodies);
        bodies.dedup();
        match (people.as_slice(), bodies.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        }
    }

    /// "Lee, Roe and Poe": three voices.
    fn are_listed(&self, place: Place, text: &str) -> bool {
        let people = || self.inside(place).iter().filter(|m| self.kind(m.entity) == Some(EntityKind::Person));
        let before = |m: &Mention| {
            let start = m.place.span.start.checked_sub(place.span.start)?;
            text.get(..start as usize)
        };
        let behind = |mark: &str| people().any(|m| before(m).is_some_and(|b| b.ends_with(mark)));
        text.contains(" and ") && behind(", ") && behind(" and ")
    }

    /// Whether a source is where something happens: "court in | Rosario".
    fn stands_in(&self, place: Place) -> bool {
        let text = self.page.blocks.get(place.block.index()).map_or("", |b| &*b.text);
        let before = text.get(..place.span.start as usize).unwrap_or("").split_whitespace().next_back();
        before.is_some_and(|w| among!(&*w.to_lowercase(), "in" | "near" | "at" | "outside" | "around"))
    }
}
