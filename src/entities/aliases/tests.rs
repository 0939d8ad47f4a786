use super::*;
use crate::entities::placed::placed;

/// Names in a text are given as (kind, words), found in order.
fn joined(text: &str, names: &[(EntityKind, &str)]) -> Vec<(String, Vec<String>)> {
    let page = Page::from_lines(text);
    let spans = placed(text, names);
    join(&page, &mut Known::default(), &spans).0.into_iter().map(|e| (e.name, e.aliases)).collect()
}

use EntityKind::{Organisation as O, Person as P, Place as L};

fn entity(name: &str, aliases: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), aliases.iter().map(|a| (*a).to_owned()).collect())
}

#[test]
fn surname_before_and_after_the_full_name() {
    let got = joined(
        "Okello out. Ruth Okello left. Okello’s aide spoke; OKELLO",
        &[(P, "Okello"), (P, "Ruth Okello"), (P, "Okello"), (P, "OKELLO")],
    );
    assert_eq!(got, [entity("Ruth Okello", &["Okello", "OKELLO"])]);
}

#[test]
fn two_people_of_one_surname_stay_apart() {
    let got = joined(
        "Ruth Okello and Sam Okello met. Okello left.",
        &[(P, "Ruth Okello"), (P, "Sam Okello"), (P, "Okello")],
    );
    assert_eq!(got, [entity("Ruth Okello", &[]), entity("Sam Okello", &[]), entity("Okello", &[])]);
}

#[test]
fn family_name_first() {
    assert_eq!(
        joined("Ban Min-jae spoke. Ban left.", &[(P, "Ban Min-jae"), (P, "Ban")]),
        [entity("Ban Min-jae", &["Ban"])]
    );
}

#[test]
fn acronyms_in_brackets_and_by_initials() {
    let got = joined(
        "The Harbour Workers Union (HWU) met. HWU left.",
        &[(O, "Harbour Workers Union"), (O, "HWU"), (O, "HWU")],
    );
    assert_eq!(got, [entity("Harbour Workers Union", &["HWU"])]);
}

#[test]
fn person_and_organisation_of_one_name_stay_apart() {
    assert_eq!(joined("Lomax sued Lomax Group.", &[(P, "Lomax"), (O, "Lomax Group")]).len(), 2);
}

#[test]
fn company_endings_and_word_order() {
    let got = joined(
        "Tarn Corp fell. Tarn rose. Department of Ports, Ports Department",
        &[(O, "Tarn Corp"), (O, "Tarn"), (O, "Department of Ports"), (O, "Ports Department")],
    );
    assert_eq!(got, [entity("Tarn Corp", &["Tarn"]), entity("Department of Ports", &["Ports Department"])]);
}

#[test]
fn states_everyone_abbreviates() {
    assert_eq!(
        joined("the United States, the U.S. and US", &[(L, "United States"), (L, "U.S."), (L, "US")]),
        [entity("United States", &["U.S.", "US"])]
    );
}

#[test]
fn states_as_newspapers_shorten_them() {
    assert_eq!(
        joined("Reno, Nev., is in Nevada. Nev. votes.", &[(L, "Nev."), (L, "Nevada"), (L, "Nev.")]),
        [entity("Nevada", &["Nev."])]
    );
    assert_eq!(joined("The U. S. and the U.S.", &[(L, "U. S."), (L, "U.S.")]).len(), 1);
}

#[test]
fn a_body_s_first_or_last_word_after_its_whole_name() {
    let got = joined(
        "Lanting Tea fell. Lanting said so. Pilbara Advocate wrote, and the Advocate knew.",
        &[(O, "Lanting Tea"), (O, "Lanting"), (O, "Pilbara Advocate"), (O, "Advocate")],
    );
    assert_eq!(got, [entity("Lanting Tea", &["Lanting"]), entity("Pilbara Advocate", &["Advocate"])]);
    let got = joined("The House of Lords met. The House rose.", &[(O, "House of Lords"), (O, "House")]);
    assert_eq!(got, [entity("House of Lords", &["House"])]);
}

#[test]
fn a_body_is_not_its_part_nor_one_of_two_nor_what_is_named_later() {
    let apart = |text: &str, names: &[(EntityKind, &str)]| {
        assert_eq!(joined(text, names).len(), names.len(), "{text}");
    };
    apart("Senate Finance Committee, then Senate.", &[(O, "Senate Finance Committee"), (O, "Senate")]);
    apart("The White House waits. The House votes.", &[(O, "White House"), (O, "House")]);
    apart("BBC Studios, then the BBC.", &[(O, "BBC Studios"), (O, "BBC")]);
    apart("Lanting fell. Lanting Tea rose.", &[(O, "Lanting"), (O, "Lanting Tea")]);
    apart(
        "Lanting Tea and Lanting Steel fell. Lanting rose.",
        &[(O, "Lanting Tea"), (O, "Lanting Steel"), (O, "Lanting")],
    );
}

#[test]
fn a_part_of_a_double_surname() {
    assert_eq!(
        joined("Ana Villegas-Otero left. Villegas rests.", &[(P, "Ana Villegas-Otero"), (P, "Villegas")]),
        [entity("Ana Villegas-Otero", &["Villegas"])]
    );
}

#[test]
fn honours_and_forms_of_address_are_no_part_of_a_name() {
    let got = joined(
        "Dame Zaha Hadid DBE RA spoke. Zaha Hadid left. Hadid won.",
        &[(P, "Zaha Hadid DBE RA"), (P, "Zaha Hadid"), (P, "Hadid")],
    );
    assert_eq!(got.len(), 1);
    assert_eq!(joined("St. Jerome wrote. Jerome died.", &[(P, "St. Jerome"), (P, "Jerome")]).len(), 1);
    assert_eq!(joined("Malcolm X spoke. Malcolm Y left.", &[(P, "Malcolm X"), (P, "Malcolm Y")]).len(), 2);
}

#[test]
fn who_has_a_number_goes_by_the_given_name() {
    let text = "Leo XIV spoke. Pope Leo left. Leo slept.";
    assert_eq!(joined(text, &[(P, "Leo XIV"), (P, "Leo"), (P, "Leo")]), [entity("Leo XIV", &["Leo"])]);
    let text = "Elizabeth I and Elizabeth II ruled. Queen Elizabeth spoke.";
    assert_eq!(joined(text, &[(P, "Elizabeth I"), (P, "Elizabeth II"), (P, "Elizabeth")]).len(), 3);
    let text = "Elizabeth II met Elizabeth Okello. Queen Elizabeth spoke, and Elizabeth left.";
    let names = [(P, "Elizabeth II"), (P, "Elizabeth Okello"), (P, "Elizabeth"), (P, "Elizabeth")];
    assert_eq!(
        joined(text, &names),
        [entity("Elizabeth II", &["Elizabeth"]), entity("Elizabeth Okello", &["Elizabeth"])]
    );
}

#[test]
fn a_prince_is_not_who_has_his_given_name() {
    let text = "Harry Okello won. Prince Harry spoke.";
    assert_eq!(joined(text, &[(P, "Harry Okello"), (P, "Harry")]).len(), 2);
    assert_eq!(joined(text, &[(P, "Harry Okello"), (P, "Prince Harry")]).len(), 2);
}

#[test]
fn other_names_that_the_article_gives() {
    let got = joined(
        "Joshua Okello (1818 – 1880), known as Emperor Okello, died. Okello was loved.",
        &[(P, "Joshua Okello"), (P, "Emperor Okello"), (P, "Okello")],
    );
    assert_eq!(got.len(), 1, "{got:?}");
    let got = joined("Kopra (formerly Zanwick) fell.", &[(O, "Kopra"), (O, "Zanwick")]);
    assert_eq!(got, [entity("Kopra", &["Zanwick"])]);
    let text = "The bridge over the Tarn, known as the Crossing, is shut.";
    assert_eq!(joined(text, &[(L, "Tarn"), (L, "Crossing")]).len(), 2);
    let text = "York is known as England's jewel.";
    assert_eq!(joined(text, &[(L, "York"), (L, "England")]).len(), 2);
}

#[test]
fn places_by_their_short_forms() {
    for (text, names) in [
        ("The City of Tarnmouth paid. Tarnmouth slept.", ["City of Tarnmouth", "Tarnmouth"]),
        ("The Chatham Islands lie far off. The Chathams are cold.", ["Chatham Islands", "Chathams"]),
        ("They saw Glacier National Park. Glacier was cold.", ["Glacier National Park", "Glacier"]),
        ("They met at Henga Lodge. The Lodge was full.", ["Henga Lodge", "Lodge"]),
        ("They met on Main Street. Later Main St. was shut.", ["Main Street", "Main St."]),
    ] {
        assert_eq!(joined(text, &names.map(|n| (L, n))).len(), 1, "{text}");
    }
    for (text, names) in [
        ("The City of London is rich. London is big.", ["City of London", "London"]),
        ("The Lodge was full. Henga Lodge was not.", ["Lodge", "Henga Lodge"]),
        ("South Sudan voted. Sudan did not.", ["South Sudan", "Sudan"]),
        ("Vancouver Island is long. Vancouver is not there.", ["Vancouver Island", "Vancouver"]),
    ] {
        assert_eq!(joined(text, &names.map(|n| (L, n))).len(), 2, "{text}");
    }
}

#[test]
fn a_chamber_before_its_whole_name_and_a_short_form_in_brackets() {
    let text = "The House voted. The House of Representatives rose.";
    assert_eq!(joined(text, &[(O, "House"), (O, "House of Representatives")]).len(), 1);
    let text = "The House voted. The House of Saud waits.";
    assert_eq!(joined(text, &[(O, "House"), (O, "House of Saud")]).len(), 2);
    let text = "The American College of Pediatricians (ACPeds) wrote. ACPeds left.";
    let names = [(O, "American College of Pediatricians"), (O, "ACPeds"), (O, "ACPeds")];
    assert_eq!(joined(text, &names).len(), 1);
}
