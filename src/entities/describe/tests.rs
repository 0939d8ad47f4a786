use super::super::MentionForm;
use super::super::aliases;
use super::*;
use crate::entities::placed::placed;

type Described = (String, Option<String>, Option<String>, usize);

fn described(text: &str, names: &[(EntityKind, &str)]) -> Vec<Described> {
    let page = Page::from_lines(text);
    let cut = Text::read(&page, u32::MAX);
    let spans = placed(text, names);
    let mut known = Known::of(&page, &cut);
    let (mut entities, mut mentions) = aliases::join(&page, &mut known, &spans);
    describe(&page, &cut, &mut known, &mut entities, &mut mentions);
    let shown = |p: Option<Place>| p.map(|p| p.span.text(text).to_owned());
    entities
        .iter()
        .enumerate()
        .map(|(i, e)| {
            let by_description = mentions
                .iter()
                .filter(|m| m.entity.0 as usize == i && m.form == MentionForm::Description)
                .count();
            (e.name.clone(), shown(e.title), shown(e.description), by_description)
        })
        .collect()
}

use EntityKind::{Organisation as O, Person as P};

#[test]
fn titles_before_names() {
    let got = described(
        "On Monday, Ruvian President Ola Brandt met state news agency Belpress.",
        &[(P, "Ola Brandt"), (O, "Belpress")],
    );
    assert_eq!(got[0].1.as_deref(), Some("Ruvian President"));
    assert_eq!(got[1].1.as_deref(), Some("state news agency"));
}

#[test]
fn an_apposition_must_be_closed_and_hold_a_role() {
    let got = described("Ola Brandt, the Ruvian president and close ally, met him.", &[(P, "Ola Brandt")]);
    assert_eq!(got[0].2.as_deref(), Some("the Ruvian president and close ally"));
    let got = described("In Tarn, Ola Brandt, the company said, was late.", &[(P, "Ola Brandt")]);
    assert_eq!(got[0].2, None);
    let got = described("Ann Lee, 34, a teacher from Tarn, left.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].2.as_deref(), Some("a teacher from Tarn"));
}

#[test]
fn a_description_stands_for_one_name_only() {
    let text = "Ola Brandt, the Ruvian president, spoke. The president left.";
    assert_eq!(described(text, &[(P, "Ola Brandt")])[0].3, 1);
    let text = "Ola Brandt, the Ruvian president, met Ida Moe, the Sarnian president. The president left. The Sarnian president stayed.";
    let got = described(text, &[(P, "Ola Brandt"), (P, "Ida Moe")]);
    assert_eq!((got[0].3, got[1].3), (0, 1));
}

#[test]
fn the_council_is_the_council_named_before() {
    let got = described(
        "Tarn County Council voted. The council met; the council chamber was full.",
        &[(O, "Tarn County Council")],
    );
    assert_eq!(got[0].3, 1);
}

#[test]
fn a_description_ends_where_its_noun_phrase_ends() {
    // The end of a list is not the end of a phrase.
    let got = described("Ann Lee is a veteran aerospace, car and navy reporter.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].2, None);
    let got = described(
        "Ann Lee, the head of Tarn’s Science, Technology and Society program, left.",
        &[(P, "Ann Lee")],
    );
    assert_eq!(got[0].2.as_deref(), Some("the head of Tarn’s Science, Technology and Society program"));
    let got = described("Ann Lee, the mayor of Tarn, Ohio, left.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].2.as_deref(), Some("the mayor of Tarn, Ohio"));
    // A dash is closed by a dash.
    let got = described("ANN Lee — a good mayor, twice elected — died.", &[(P, "ANN Lee")]);
    assert_eq!(got[0].2.as_deref(), Some("a good mayor, twice elected"));
    let got = described("He met ANN Lee—a good mayor, the people said.", &[(P, "ANN Lee")]);
    assert_eq!(got[0].2.as_deref(), Some("a good mayor"));
    let got = described("It is in Addison, a village southwest of Tarn.", &[(EntityKind::Place, "Addison")]);
    assert_eq!(got[0].2.as_deref(), Some("a village southwest of Tarn"));
}

#[test]
fn what_is_somebody_s_in_a_list_is_another() {
    let got = described("Lee, his secretary, his driver and his aides left.", &[(P, "Lee")]);
    assert_eq!(got[0].2, None);
    let got = described("Bo Kim, her lawyer, left.", &[(P, "Bo Kim")]);
    assert_eq!(got[0].2.as_deref(), Some("her lawyer"));
    let got = described("Lee, King, and Moe left.", &[(P, "Lee")]);
    assert_eq!(got[0].2, None);
}

#[test]
fn names_are_no_descriptions() {
    let got =
        described("They met at Tarn Hall, Mountain View, CA on Friday.", &[(EntityKind::Place, "Tarn Hall")]);
    assert_eq!(got[0].2, None);
    let got = described("The Board, the HSE or anyone in Government, left.", &[(O, "Board")]);
    assert_eq!(got[0].2, None);
}

#[test]
fn a_title_is_whole_or_none() {
    let got = described("He met hedge fund investor Ann Lee there.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].1.as_deref(), Some("investor"));
    let got = described("Wells Fargo analyst Ann Lee left.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].1.as_deref(), Some("Wells Fargo analyst"));
    let got = described("So DC Comics president Ann Lee left.", &[(P, "Ann Lee")]);
    assert_eq!(got[0].1.as_deref(), Some("DC Comics president"));
    let got = described("It changed its press office Chirper account.", &[(O, "Chirper")]);
    assert_eq!(got[0].1, None);
}

#[test]
fn a_capital_behind_the_role_makes_another_name() {
    let text = "Former treasury official Ann Lee left. She chairs the Official Money Forum.";
    assert_eq!(described(text, &[(P, "Ann Lee")])[0].3, 0);
}
