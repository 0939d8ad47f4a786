//! Whether the article speaks of a person as "she" or "he".
//!
//! Problem: a pronoun taken for the wrong person puts words into the wrong mouth. Policy: the
//! article's own words come first (a title or role that tells: "Mr", "spokeswoman", "her husband" does
//! not); else a given name that is borne by women only or by men only (`data/gazetteers`); where both
//! or neither is told, nothing is known, and a reader of this must treat the person as either. The
//! table is the models'; nothing is kept here.

use super::known::Known;
use super::tagger::gazetteer::phrase;
use super::tagger::table::Table;
use super::tagger::words::Word;
use super::{Entity, EntityKind, Mention, MentionForm};
use crate::models::{ModelError, Section};
use crate::page::Page;
use crate::span::Span;

/// The pronoun a person goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "she", "her".
    She,
    /// "he", "him", "his".
    He,
}

/// Value of a given name in the table.
const SHE: u16 = 1;
const HE: u16 = 2;

/// Given names that tell the pronoun.
#[derive(Debug, Clone)]
pub struct GivenNames(Table);

impl GivenNames {
    /// Opens the section `given`.
    ///
    /// # Errors
    /// When the bytes are no table.
    pub fn open(section: &Section) -> Result<Self, ModelError> {
        Ok(Self(Table::open(&mut section.clone())?))
    }

    /// Writes the section from both lists of names.
    pub fn build(she: &[&str], he: &[&str]) -> Vec<u8> {
        let entry = |name: &&str, value| (hash(name), value);
        let entries: Vec<(u32, u16)> =
            she.iter().map(|n| entry(n, SHE)).chain(he.iter().map(|n| entry(n, HE))).collect();
        super::tagger::table::build(&entries)
    }

    pub(super) fn of(&self, name: &str) -> Option<Gender> {
        match self.0.get(hash(name)) {
            SHE => Some(Gender::She),
            HE => Some(Gender::He),
            _ => None,
        }
    }
}

fn hash(name: &str) -> u32 {
    phrase([Word::new(name).key])
}

/// The gender of each of `entities`, in their order.
pub(super) fn find(
    page: &Page,
    known: &mut Known,
    entities: &[Entity],
    mentions: &[Mention],
    names: Option<&GivenNames>,
) -> Vec<Option<Gender>> {
    let mut told = vec![Told::default(); entities.len()];
    for mention in mentions.iter().filter(|m| m.form == MentionForm::Name) {
        if let Some(told) = told.get_mut(mention.entity.0 as usize) {
            told.hear(known.spot(page, mention.place).gender);
        }
    }
    for (entity, told) in entities.iter().zip(&mut told) {
        for place in entity.title.iter().chain(&entity.description) {
            let words = page.blocks.get(place.block.index()).map_or("", |b| place.span.text(&b.text));
            // The head of "the mother of two" tells, the end of "a lawyer for her husband" does not.
            let head = words.split_whitespace().take_while(|w| !is_preposition(w));
            for word in head {
                told.hear(by_role(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()));
            }
        }
    }
    entities
        .iter()
        .zip(told)
        .map(|(entity, told)| {
            if entity.kind != EntityKind::Person {
                return None;
            }
            told.known().or_else(|| {
                let mut words = entity.name.split_whitespace();
                // A name alone may be a surname.
                let (first, more) = (words.next()?, words.next().is_some());
                names.filter(|_| more && !told.heard())?.of(first)
            })
        })
        .collect()
}

/// What the article's words tell.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    she: bool,
    he: bool,
}

impl Told {
    fn hear(&mut self, gender: Option<Gender>) {
        self.she |= gender == Some(Gender::She);
        self.he |= gender == Some(Gender::He);
    }

    const fn heard(self) -> bool {
        self.she || self.he
    }

    const fn known(self) -> Option<Gender> {
        match (self.she, self.he) {
            (true, false) => Some(Gender::She),
            (false, true) => Some(Gender::He),
            _ => None,
        }
    }
}

fn is_preposition(word: &str) -> bool {
    among!(word, "of" | "for" | "to" | "from" | "in" | "at" | "by" | "with" | "and" | "who" | "whose")
}

/// What the word right before a name tells.
pub(super) fn by_word_before(text: &str, name: Span) -> Option<Gender> {
    let before = text.get(..name.start as usize)?.split_whitespace().next_back()?.to_lowercase();
    match before.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "herr" => Some(Gender::He),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "frau" | "madame" => Some(Gender::She),
        role => by_role(role),
    }
}

fn by_role(word: &str) -> Option<Gender> {
    match word {
        "spokesman" | "chairman" | "businessman" | "congressman" | "councilman" | "assemblyman"
        | "policeman" | "father" | "husband" | "son" | "brother" | "king" | "prince" | "actor"
        | "widower" | "uncle" | "fisherman" | "grandson" | "nephew" | "man" => Some(Gender::He),
        "spokeswoman" | "chairwoman" | "businesswoman" | "congresswoman" | "councilwoman"
        | "assemblywoman" | "policewoman" | "mother" | "wife" | "daughter" | "sister" | "queen"
        | "princess" | "actress" | "widow" | "aunt" | "granddaughter" | "niece" | "woman" => {
            Some(Gender::She)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{EntityId, Mention};
    use crate::span::Place;

    fn gender(text: &str, name: &str, description: &str) -> Option<Gender> {
        let page = Page::from_lines(text);
        let place = |words: &str| {
            let start = text.find(words).unwrap() as u32;
            Place::new(crate::page::BlockId(0), start, start + words.len() as u32)
        };
        let entity = Entity {
            kind: EntityKind::Person,
            name: name.into(),
            aliases: Vec::new(),
            title: None,
            description: (!description.is_empty()).then(|| place(description)),
            relations: Vec::new(),
            guess: false,
        };
        let mention = Mention { entity: EntityId(0), place: place(name), form: MentionForm::Name };
        let names = GivenNames::open(&GivenNames::build(&["Michelle"], &["Donald"]).into()).unwrap();
        find(&page, &mut Known::default(), &[entity], &[mention], Some(&names))[0]
    }

    #[test]
    fn a_given_name_tells_and_a_lone_name_does_not() {
        assert_eq!(gender("Michelle Ode left.", "Michelle Ode", ""), Some(Gender::She));
        assert_eq!(gender("Donald Ode left.", "Donald Ode", ""), Some(Gender::He));
        assert_eq!(gender("Robin Ode left.", "Robin Ode", ""), None);
        assert_eq!(gender("Donald left.", "Donald", ""), None);
    }

    #[test]
    fn the_article_s_words_come_before_the_name() {
        assert_eq!(gender("Ms. Donald Ode left.", "Donald Ode", ""), Some(Gender::She));
        assert_eq!(
            gender("Robin Ode, a spokeswoman, left.", "Robin Ode", "a spokeswoman"),
            Some(Gender::She)
        );
        let lawyer = "a lawyer for the wife";
        assert_eq!(gender("Robin Ode, a lawyer for the wife, left.", "Robin Ode", lawyer), None);
        let both = "Mr. Michelle Ode, a widow, left.";
        assert_eq!(gender(both, "Michelle Ode", "a widow"), None, "told both ways is not known");
    }
}
