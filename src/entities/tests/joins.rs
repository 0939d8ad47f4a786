//! Which names are one, as a reader would say.

use super::*;

fn entity(lines: &str, name: &str) -> Entity {
    let (_, found) = found(lines);
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    found.entities.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name} in {names:?}")).clone()
}

fn related(lines: &str, name: &str) -> Vec<(RelationKind, String)> {
    entity(lines, name).relations.into_iter().map(|r| (r.kind, r.text)).collect()
}

#[test]
fn an_acronym_in_either_order() {
    let acronym = |word: &str| vec![(RelationKind::Acronym, word.to_owned())];
    let text = "The United Nations Development Programme (UNDP) met in Nairobi. UNDP said on Monday that it would pay.";
    assert_eq!(related(text, "United Nations Development Programme"), acronym("UNDP"));
    let text =
        "Officials of the EU (European Union) met in Brussels on Monday. The EU said that it would wait.";
    assert_eq!(card(text, "European Union"), (O, 3, 0));
    assert_eq!(related(text, "European Union"), acronym("EU"));
}

#[test]
fn a_foreign_name_and_its_acronym() {
    let text = "The Cartel de los Soles (CDS) was named by the United States on Monday. Officials said that the CDS sold drugs.";
    let (_, names, _) = card(text, "Cartel de los Soles");
    assert_eq!(names, 3, "{:?}", cards(text));
}

#[test]
fn a_demonym_stands_beside_its_place_and_is_no_mention_of_it() {
    let text = "Venezuela said on Monday that it would wait. The Venezuelan army was in Caracas, and Venezuela’s navy was not.";
    assert_eq!(card(text, "Venezuela"), (L, 2, 0));
    assert_eq!(related(text, "Venezuela"), [(RelationKind::Demonym, "Venezuelan".to_owned())]);
}

#[test]
fn possessives_and_accents_make_no_second_entity() {
    let text = "Nicolás Maduro spoke on Monday in Caracas. Nicolas Maduro’s aides agreed, and Maduro's party did, too.";
    assert_eq!(card(text, "Nicolás Maduro"), (P, 3, 0));
}

#[test]
fn a_post_that_she_never_had_is_another_s() {
    let text = "First Lady Michelle Obama spoke in Chicago on Monday. She said that President Obama had kept his word.";
    assert_eq!(card(text, "Michelle Obama").1, 1);
    assert_eq!(card(text, "Obama").1, 1);
    // A post that the full name lacks in this article may be his all the same.
    let text = "Donald Trump spoke in Ohio on Monday. Later President Trump left for Iowa.";
    assert_eq!(card(text, "Donald Trump").1, 2);
}

#[test]
fn a_mr_and_a_mrs_of_one_surname_are_two() {
    let text =
        "Samuel Okello spoke in Nairobi on Monday. Mr. Okello was late, and Mrs. Okello was not there.";
    let all = cards(text);
    assert!(!all.iter().any(|c| c.0 == "Samuel Okello" && c.2 > 1), "{all:?}");
}

#[test]
fn a_place_s_two_letters_are_no_acronym_by_chance() {
    let text = "They played at the Verizon Amphitheatre in Richmond, VA, on Monday. The Verizon Amphitheatre was full.";
    let all = cards(text);
    assert!(all.iter().any(|c| c.0 == "Verizon Amphitheatre" && c.2 == 2), "{all:?}");
}

#[test]
fn the_name_to_show_is_in_ordinary_case_and_without_its_article() {
    let text = "MALCOLM Fraser died in Melbourne on Friday. Malcolm Fraser led Australia and met the United States on Monday.";
    card(text, "Malcolm Fraser");
    card(text, "United States");
}
