//! Names through the whole path, on sentences of our own: what a reader would ask of a card.

use super::*;

fn found(lines: &str) -> (Page, Entities) {
    let page = Page::from_lines(lines);
    let text = Text::read(&page, u32::MAX);
    let models = Models::embedded().expect("the embedded models open");
    let found = super::find(&page, &text, &models);
    (page, found)
}

/// Name, kind, number of mentions by name, number by description.
fn cards(lines: &str) -> Vec<(String, EntityKind, usize, usize)> {
    let (_, found) = found(lines);
    let count = |i: usize, form: MentionForm| {
        found.mentions.iter().filter(|m| m.entity.0 as usize == i && m.form == form).count()
    };
    found
        .entities
        .iter()
        .enumerate()
        .map(|(i, e)| {
            (e.name.clone(), e.kind, count(i, MentionForm::Name), count(i, MentionForm::Description))
        })
        .collect()
}

fn card(lines: &str, name: &str) -> (EntityKind, usize, usize) {
    let cards = cards(lines);
    let mut of_name = cards.iter().filter(|c| c.0 == name);
    let (_, kind, names, descriptions) = of_name.next().unwrap_or_else(|| panic!("{name} in {cards:?}"));
    assert!(of_name.next().is_none(), "{name} is one entity in {cards:?}");
    (*kind, *names, *descriptions)
}

use EntityKind::{Organisation as O, Person as P, Place as L};

#[test]
fn a_later_description_stands_for_the_name() {
    let text = "Venezuelan President Nicolás Maduro spoke in Caracas on Monday. The Venezuelan president said that \
                Nicolas Maduro would not leave. Maduro’s aides agreed.";
    assert_eq!(card(text, "Nicolás Maduro"), (P, 3, 1));
}

#[test]
fn an_acronym_is_its_expansion() {
    let text = "The European Union (EU) met in Brussels. The EU said it would wait.";
    assert_eq!(card(text, "European Union"), (O, 3, 0));
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let text = "Ruth Okello met Samuel Okello in Nairobi on Monday. Ruth Okello said that Okello was late.";
    assert_eq!(card(text, "Ruth Okello"), (P, 2, 0));
    assert_eq!(card(text, "Samuel Okello"), (P, 1, 0));
}

#[test]
fn a_person_is_not_the_administration() {
    let text =
        "Donald Trump spoke in Ohio on Monday. The Trump administration said it would wait. Trump left.";
    let (kind, names, _) = card(text, "Donald Trump");
    assert!(kind == P && names >= 2, "{:?}", cards(text));
    let (page, found) = found(text);
    let administration = text.find("Trump administration").expect("it stands there") as u32;
    let merged = found.mentions.iter().any(|m| {
        m.place.span.start == administration
            && m.place.span.text(&page.blocks[0].text) == "Trump administration"
            && found.entities[m.entity.0 as usize].name == "Donald Trump"
    });
    assert!(!merged, "{:?}", cards(text));
}

#[test]
fn a_title_in_capitals_is_one_person() {
    let text = "ANN MERIWETHER WINS\nAnn Meriwether won the vote in Dublin on Monday, her party said.";
    let (kind, names, _) = card(text, "Ann Meriwether");
    assert!(kind == P && names >= 1, "{:?}", cards(text));
}

#[test]
fn initials_join_one_person() {
    let text = "John F. Kennedy spoke in Berlin. J. F. Kennedy was late, and John Kennedy left.";
    assert_eq!(card(text, "John F. Kennedy"), (P, 3, 0));
}

#[test]
fn an_office_is_one_body() {
    let text = "Ola Brandt was charged by the U.S. Attorney’s Office for the Western District of New York on Monday.";
    assert_eq!(card(text, "U.S. Attorney’s Office for the Western District of New York"), (O, 1, 0));
    let text = "The court for the Western District of New York will hear him in May.";
    assert_eq!(card(text, "Western District of New York"), (L, 1, 0));
}

#[test]
fn a_leader_is_described_by_the_sentence_before() {
    let text = "Devon County Council said it would pay. Its leader, Martin Okafor, called the closure hard.";
    assert_eq!(card(text, "Martin Okafor").0, P);
    let (page, found) = found(text);
    let entity = found.entities.iter().find(|e| e.name == "Martin Okafor").expect("he is named");
    let description = entity.description.map(|d| d.span.text(&page.blocks[0].text));
    assert_eq!(description, Some("Its leader"));
}

mod joins;
mod kinds;
mod rough;
