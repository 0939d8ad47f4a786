use super::*;
use crate::page::BlockId;
use crate::span::Place;
use crate::text::Text;

fn mended(lines: &str, names: &[(EntityKind, &str)]) -> Vec<String> {
    let page = Page::from_lines(lines);
    let mut spans = Vec::new();
    let (mut block, mut from) = (0, 0);
    for (kind, name) in names {
        while page.blocks[block].text[from..].find(name).is_none() {
            (block, from) = (block + 1, 0);
        }
        let at = page.blocks[block].text[from..].find(name).expect("it stands there") + from;
        from = at + name.len();
        let place = Place::new(BlockId(block as u32), at as u32, from as u32);
        spans.push(NameSpan { place, kind: *kind, score: 1.0 });
    }
    let text = Text::read(&page, u32::MAX);
    let mut known = Known::of(&page, &text);
    let (names, _) = mend(&page, &mut known, &spans);
    drop_bare(&page, &text, &mut known, names)
        .iter()
        .map(|n| n.place.span.text(&page.blocks[n.place.block.index()].text).to_owned())
        .collect()
}

use EntityKind::{Organisation as O, Other as X, Person as P, Place as L};

#[test]
fn what_is_glued_to_a_name_is_cut_off() {
    assert_eq!(
        mended("Photo: Ida Moe/Tarnpress/NWA went out.", &[(P, "Ida Moe/Tarnpress/NWA")]),
        ["Ida Moe"]
    );
    assert_eq!(mended("The film Blue Harbour13had its day.", &[(X, "Blue Harbour13had")]), ["Blue Harbour"]);
    assert_eq!(mended("It was by Ola Brandt7 once more.", &[(P, "Ola Brandt7")]), ["Ola Brandt"]);
    assert_eq!(
        mended("It flew the new Heron X7 and a Falcon900 home.", &[(X, "Heron X7"), (X, "Falcon900")]).len(),
        2
    );
    assert_eq!(mended("It is called ‘Eye of Tarn’ there.", &[(X, "Eye of Tarn’")]), ["Eye of Tarn"]);
}

#[test]
fn what_cannot_be_a_name_is_none() {
    let text =
        "Oh, I. I like Ola [Brandt and D-Minn at a/b/c/d_E.pdf. Home › Silver Club. Happy New Year! There.";
    let names = [
        (X, "Oh"),
        (P, "I. I"),
        (P, "Ola [Brandt"),
        (P, "D-Minn"),
        (X, "a/b/c/d_E.pdf"),
        (O, "Home › Silver Club"),
        (X, "Happy New Year!"),
        (L, "There"),
    ];
    assert!(mended(text, &names).is_empty());
    assert_eq!(
        mended("WHO and IT People met Yahoo!", &[(O, "WHO"), (O, "IT People"), (O, "Yahoo!")]).len(),
        3
    );
}

#[test]
fn stamps_measures_and_notices_are_no_names() {
    assert_eq!(mended("Gianna Jun 20th at 3 pm", &[(P, "Gianna Jun")]), ["Gianna"]);
    assert_eq!(mended("Kim Jun left. It holds 20TB.", &[(P, "Kim Jun"), (O, "20TB")]), ["Kim Jun"]);
    assert!(
        mended(
            "All Rights Reserved by ida/iPic/Tarn Images",
            &[(X, "All Rights Reserved"), (O, "ida/iPic/Tarn Images")]
        )
        .is_empty()
    );
}

#[test]
fn title_case_makes_no_name() {
    let lines = "Meal Plan for Tarn\nThe Harbour Cup Begins\nThe Harbour Cup began in the rain on Monday.";
    let names = [(X, "Meal Plan"), (L, "Tarn"), (X, "Harbour Cup"), (X, "Harbour Cup")];
    assert_eq!(mended(lines, &names), ["Tarn", "Harbour Cup", "Harbour Cup"]);
}

#[test]
fn a_mere_post_and_a_loose_end_are_no_names() {
    let names = [(P, "Emperor of the"), (P, "Prince"), (P, "Assemblyman"), (P, "Ola Brandt")];
    let text = "He was Emperor of the moon. The Prince slept. But Assemblyman Ola Brandt did not.";
    assert_eq!(mended(text, &names), ["Ola Brandt"]);
    assert_eq!(mended("Later Bishop said no.", &[(P, "Bishop")]), ["Bishop"]);
}
