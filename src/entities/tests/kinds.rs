//! Headlines, ledes, captions, bylines, datelines: each is read as the kind of text it is.

use super::*;
use crate::page::{Block, BlockKind};

/// Names as they stand, block by block, and the entities' names.
fn read(blocks: &[(BlockKind, &str)]) -> (Vec<Vec<String>>, Vec<String>) {
    let page = Page {
        blocks: blocks.iter().map(|(kind, text)| Block::new(*kind, *text)).collect(),
        ..Page::default()
    };
    let text = Text::read(&page, u32::MAX);
    let models = Models::embedded().expect("the embedded models open");
    let found = super::super::find(&page, &text, &models);
    let names = page
        .numbered()
        .map(|(id, block)| {
            let here = found.mentions.iter().filter(|m| m.place.block == id && m.form == MentionForm::Name);
            here.map(|m| m.place.span.text(&block.text).to_owned()).collect()
        })
        .collect();
    (names, found.entities.iter().map(|e| e.name.clone()).collect())
}

const BODY: &str = "Ruth Okello said on Monday that the harbour would close. Okello, the mayor of Dublin, told Reuters \
                    that the council had voted. The council met in Geneva last week, and Ruth Okello was there.";

#[test]
fn a_headline_in_title_case_is_not_all_names() {
    let (names, _) = read(&[
        (BlockKind::Headline, "Storm Closes Harbour as Council Weighs New Sea Wall"),
        (BlockKind::Subhead, "What We Know So Far About the Big Night"),
        (BlockKind::Headline, "Ruth Okello Wins Vote in Dublin as Party Celebrates"),
        (BlockKind::Paragraph, BODY),
    ]);
    assert_eq!(names[0], [""; 0]);
    assert_eq!(names[1], [""; 0]);
    assert_eq!(names[2], ["Ruth Okello", "Dublin"]);
}

#[test]
fn a_lede_in_capitals_names_whom_the_article_names() {
    let (names, entities) = read(&[
        (BlockKind::Standfirst, "THE HARBOUR WILL CLOSE ON MONDAY, RUTH OKELLO SAID IN DUBLIN"),
        (BlockKind::Paragraph, BODY),
    ]);
    for name in &names[0] {
        assert!(["RUTH OKELLO", "DUBLIN"].contains(&name.as_str()), "{names:?}");
    }
    assert!(names[0].contains(&"RUTH OKELLO".to_owned()), "{names:?}");
    assert_eq!(entities.iter().filter(|e| e.to_lowercase().contains("okello")).count(), 1, "{entities:?}");
}

#[test]
fn a_caption_gives_its_people_and_the_photographer_without_the_agency() {
    let (names, _) = read(&[
        (BlockKind::Paragraph, BODY),
        (BlockKind::Caption, "Ruth Okello at the quay in Dublin on Friday. Photo: Ida Moe/Tarnpress"),
        (BlockKind::Caption, "Photograph: Ida Moe/AFP/Getty Images"),
    ]);
    assert_eq!(names[1], ["Ruth Okello", "Dublin", "Ida Moe"]);
    assert!(names[2].contains(&"Ida Moe".to_owned()), "{names:?}");
    assert!(names[2].iter().all(|n| !n.contains('/')), "{names:?}");
}

#[test]
fn a_byline_gives_its_authors_and_nobody_else() {
    for (line, authors) in [
        ("By Ann Lee and Bo Roe, Staff Writer", vec!["Ann Lee", "Bo Roe"]),
        ("By Ann Lee, Bo Roe and Ida Moe", vec!["Ann Lee", "Bo Roe", "Ida Moe"]),
        ("By Ann Lee, Political Correspondent", vec!["Ann Lee"]),
        ("BY ANN LEE", vec!["ANN LEE"]),
        ("Ann Lee | Senior Reporter", vec!["Ann Lee"]),
    ] {
        let (names, _) = read(&[(BlockKind::Byline, line), (BlockKind::Paragraph, BODY)]);
        assert_eq!(names[0], authors, "in {line:?}");
    }
}

#[test]
fn an_author_is_nobody_in_the_story() {
    // The story's Okello is the mayor, whatever its author is called.
    let (names, entities) = read(&[
        (BlockKind::Byline, "By Samuel Okello"),
        (BlockKind::Paragraph, BODY),
        (BlockKind::Credit, "Reporting by Samuel Okello; editing by Jane Okello"),
    ]);
    assert_eq!(names[0], ["Samuel Okello"]);
    assert!(entities.contains(&"Ruth Okello".to_owned()), "{entities:?}");
    assert!(!entities.contains(&"Okello".to_owned()), "the bare surname is Ruth's: {entities:?}");
    assert_eq!(entities.iter().filter(|e| e.as_str() == "Samuel Okello").count(), 1);
}

#[test]
fn a_dateline_gives_place_day_and_agency() {
    let line = "GENEVA, March 3 (Reuters) - Ruth Okello said on Monday that the harbour would close.";
    let page = Page::from_lines(&format!("{line}\n{BODY}"));
    let text = Text::read(&page, u32::MAX);
    let found = super::super::find(&page, &text, &Models::embedded().expect("the embedded models open"));
    let first: Vec<(String, &str)> = found
        .mentions
        .iter()
        .filter(|m| m.place.block.0 == 0)
        .map(|m| (m.place.span.text(line).to_owned(), found.entities[m.entity.0 as usize].name.as_str()))
        .collect();
    assert_eq!(
        first,
        [
            ("GENEVA".to_owned(), "Geneva"),
            ("Reuters".to_owned(), "Reuters"),
            ("Ruth Okello".to_owned(), "Ruth Okello")
        ]
    );
    assert_eq!(found.quantities[0].place.span.text(line), "March 3");
}

#[test]
fn a_full_dateline_says_which_monday() {
    let line = "GENEVA, March 3, 2031 (Reuters) - The harbour closed on Sunday.";
    let page = Page::from_lines(line);
    let text = Text::read(&page, u32::MAX);
    let found = quantities::find(&page, &text);
    assert_eq!(found.last().map(|q| &*q.value), Some("2031-03-02"));
}
