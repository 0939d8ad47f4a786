//! Whom a pronoun means.
//!
//! Policy: whoever spoke last and fits, or the only one named near who does; where two fit, nobody. Nobody owns state
//! here but the pass over the page.

use super::source::Unnamed;
use super::words::{ends_with_preposition, is_preposition, is_quoted};
use super::{Gender, Speakers};
use crate::entities::{EntityId, EntityKind, Mention, MentionForm, roles};
use crate::order;
use crate::page::BlockId;
use crate::span::Place;

impl Speakers<'_> {
    /// Whether the subject of a sentence, given by where it begins in `block` and its words, is somebody without a name: "a
    /// pharmacist", "Lee's lawyer".
    fn brings_in(&self, block: BlockId, (from, sentence): (usize, &str)) -> bool {
        let mut words = sentence.splitn(2, ' ');
        let article = words.next().unwrap_or("").to_lowercase();
        if among!(article.as_str(), "a" | "an" | "one" | "another") {
            return is_somebody(words.next().unwrap_or(""));
        }
        let person = |m: &&Mention| self.kind(m.entity) == Some(EntityKind::Person);
        let owner = self.in_block(block).iter().find(|m| m.place.span.start as usize == from).filter(person);
        let behind = owner.and_then(|m| text_behind(sentence, m.place.span.len() as usize));
        behind.is_some_and(is_somebody)
    }

    /// Whom a relative pronoun at `place` stands for: the name right before it, with at most a comma between. Whatever a
    /// preposition governs is where somebody is or what they belong to, so that "who" goes on with the person it describes:
    /// "Ann Lee, a geologist from Leeds, who".
    pub(super) fn before_relative(&self, place: Place, who: bool) -> Option<EntityId> {
        let text = &*self.page.blocks.get(place.block.index())?.text;
        let between = |m: &Mention| text.get(m.place.span.end as usize..place.span.start as usize);
        let near = self.in_block(place.block).iter().rev().find(|m| m.place.span.end <= place.span.start)?;
        if !between(near)?.chars().all(|c| c.is_whitespace() || c == ',') {
            return None;
        }
        let before = text.get(..near.place.span.start as usize)?;
        let is_one = self.kind(near.entity) == Some(EntityKind::Person);
        // "Friends of Ann Lee, who": two fit.
        let friends = || {
            let owners = before.trim_end().strip_suffix(" of").and_then(|b| b.rsplit(' ').next());
            owners.is_some_and(|w| roles::is_people(&w.to_lowercase()))
        };
        if is_one || !who || !ends_with_preposition(before) {
            return Some(near.entity).filter(|_| !(is_one && who && friends()));
        }
        let is_person = |m: &&Mention| self.kind(m.entity) == Some(EntityKind::Person);
        let described = self.in_block(place.block).iter().rev();
        let person = described.filter(|m| m.place.span.end <= place.span.start).find(is_person)?;
        // "Ann Lee of the Harbour Trust, who".
        let preposition = text.get(person.place.span.end as usize..near.place.span.start as usize)?;
        if among!(preposition.trim_end_matches(" the ").trim(), "of" | "from" | "at") {
            return Some(person.entity);
        }
        let apposition = between(person)?.strip_prefix(", ")?.trim_end().strip_suffix(',')?;
        let (article, words) = apposition.split_once(' ')?;
        let describes = among!(article, "a" | "an" | "the" | "his" | "her" | "their") && !words.contains(',');
        (describes && is_somebody(words)).then_some(person.entity)
    }

    /// The last block with words before `block`.
    fn above(&self, block: BlockId) -> Option<BlockId> {
        let has_words =
            |b: &u32| self.page.blocks.get(*b as usize).is_some_and(|b| !b.text.trim().is_empty());
        (0..block.0).rev().find(has_words).map(BlockId)
    }

    /// The body that "it" or "they" at `place` stands for: whichever spoke last, when no other is named since in the block and
    /// no paper or body without a name has spoken.
    pub(super) fn body_before(&self, place: Place, word: &str) -> Option<EntityId> {
        let thing = word == "it" && self.has_since_spoken(Unnamed::Thing, place.block);
        let last = self.last(place.block).filter(|_| !thing)?;
        let before = self.in_block(place.block).iter().filter(|m| m.place.span.end <= place.span.start);
        let named = before.filter(|m| m.form == MentionForm::Name).rev();
        let other = named
            .take_while(|m| m.entity != last)
            .any(|m| self.kind(m.entity) == Some(EntityKind::Organisation));
        (!other).then_some(last)
    }

    /// The person a pronoun at `place` stands for: whoever spoke last and fits, else the only person of
    /// the sentence's block before it, else the first person of the block before.
    pub(super) fn antecedent(&self, place: Place, gender: Gender) -> Option<EntityId> {
        let fits = |e: EntityId| {
            self.kind(e) == Some(EntityKind::Person) && self.gender(e).is_none_or(|g| g == gender)
        };
        let known = |e: EntityId| self.gender(e) == Some(gender);
        let named_before = |m: &&Mention| m.form == MentionForm::Name && m.place.span.end <= place.span.start;
        // Who is named only in somebody's words is spoken of, and does not speak next.
        let text = self.page.blocks.get(place.block.index()).map_or("", |b| &*b.text);
        let spoken_of = |m: &&Mention| is_quoted(text, m.place.span.start);
        let told = self.in_block(place.block).iter().filter(named_before).filter(|m| fits(m.entity));
        let mut here: Vec<EntityId> = told.filter(|m| !spoken_of(m)).map(|m| m.entity).collect();
        here.dedup();
        // Whoever the sentence before brought in without a name goes on.
        let before = sentence_before(text, place.span.start as usize);
        let brought_in = match before {
            Some(sentence) => self.brings_in(place.block, sentence),
            None => self.above(place.block).is_some_and(|above| {
                let text = self.page.blocks.get(above.index()).map_or("", |b| &*b.text);
                last_sentence(text).is_some_and(|sentence| self.brings_in(above, sentence))
            }),
        };
        if brought_in {
            return None;
        }
        if let Some(last) = self.last(place.block).filter(|e| fits(*e)) {
            let far = || {
                let here = self
                    .in_block(place.block)
                    .iter()
                    .any(|m| m.entity == last && m.place.span.end <= place.span.start);
                let said = text.get(..place.span.start as usize).unwrap_or("").to_lowercase();
                let pronoun =
                    said.split(|c: char| !c.is_alphabetic()).any(|w| among!(w, "he" | "she" | "his" | "her"));
                !here && !pronoun && self.last.is_some_and(|(_, b)| b != place.block)
            };
            // A paragraph that has begun with other things may have another "she": without her gender, its last speaker is a
            // guess.
            if before.is_some() && !known(last) && far() {
                return None;
            }
            // Someone else named since then in this block may be meant, unless the gender tells.
            let others: Vec<EntityId> = here.iter().copied().filter(|e| *e != last).collect();
            if others.is_empty()
                || (known(last) && !others.iter().any(|e| known(*e) || self.gender(*e).is_none()))
            {
                return Some(last);
            }
            let mut sure: Vec<EntityId> = others.into_iter().filter(|e| known(*e)).collect();
            order::sort(&mut sure);
            sure.dedup();
            match sure.as_slice() {
                // The one whom the pronoun is known to fit, against one whom it may fit.
                [one] if !known(last) => return Some(*one),
                _ if self.last.is_some_and(|(_, b)| b == place.block) => return Some(last),
                _ => {}
            }
        }
        order::sort(&mut here);
        here.dedup();
        match here.as_slice() {
            [one] => return Some(*one),
            [_, ..] => return None,
            [] => {}
        }
        let mut near: Vec<EntityId> = self
            .in_block(self.above(place.block)?)
            .iter()
            .filter(|m| m.form == MentionForm::Name)
            .map(|m| m.entity)
            .filter(|e| fits(*e))
            .collect();
        order::sort(&mut near);
        near.dedup();
        match near.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// Where the sentence before the one at `at` begins, and its words: of the same block, and none when there is none. A
/// quotation in front of `at` belongs to the sentence of `at`.
fn sentence_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let mut head = text.get(..at)?.trim_end();
    if let Some(inside) = head.strip_suffix(['”', '"', '’']) {
        head = text.get(..inside.rfind(['“', '"', '‘'])?)?.trim_end();
    } else {
        // The pronoun opens its own sentence, or stands within it.
        let end = head.rfind(ends_sentence)? + 1;
        head = text.get(..end)?;
    }
    last_sentence(head)
}

/// Where the last sentence of `text` begins, and its words.
fn last_sentence(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_end_matches(|c: char| ends_sentence(c) || c == ':');
    let start = words.rfind(". ").max(words.rfind("? ")).max(words.rfind("! ")).map_or(0, |end| end + 2);
    let sentence = words.get(start..)?;
    (!sentence.is_empty()).then_some((start, sentence))
}

const fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// What stands behind the possessive of a name of `length` bytes.
fn text_behind(sentence: &str, length: usize) -> Option<&str> {
    let behind = sentence.get(length..)?;
    behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s "))
}

/// Whether a noun phrase ends before `word`.
fn ends_phrase(word: &str) -> bool {
    is_preposition(word)
        || among!(
            word,
            "after" | "before" | "until" | "since" | "when" | "while" | "as" | "if" | "but" | "and"
        )
        || among!(
            word,
            "because" | "although" | "though" | "who" | "which" | "that" | "is" | "was" | "has" | "had"
        )
}

/// Whether words behind an article or an owner name a person by what they are: "pharmacist on Ikaria", "old woman".
fn is_somebody(words: &str) -> bool {
    for word in words.split(' ').take(5) {
        let bare = word.trim_end_matches([',', '.']);
        let lower = bare.to_lowercase();
        if ends_phrase(&lower) {
            return false;
        }
        let person =
            roles::is_person_role(&lower) || among!(lower.as_str(), "man" | "woman" | "boy" | "girl");
        if person {
            return true;
        }
        if bare.len() < word.len() {
            return false;
        }
    }
    false
}
