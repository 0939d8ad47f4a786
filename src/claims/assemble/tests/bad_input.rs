//! Pages that are no tidy articles: no run-away span, and no words in a mouth that did not say them.

use super::{paragraph, said};
use crate::page::{Block, BlockKind};

/// Longest content, in words, that any claim of these paragraphs has.
fn longest(texts: &[&str]) -> usize {
    let got = said(texts.iter().map(|t| paragraph(t)).collect());
    got.iter().map(|(_, what)| what.split_whitespace().count()).max().unwrap_or(0)
}

fn of(texts: &[&str]) -> Vec<(String, String)> {
    said(texts.iter().map(|t| paragraph(t)).collect())
}

#[test]
fn an_open_quotation_ends_with_its_block() {
    let got = of(&[
        "“The bridge is closed,” Ruth Okello said on Monday. “It stays closed until spring.",
        "Nobody was hurt in the fire.",
        "Trains ran late all day.",
    ]);
    assert!(got.iter().any(|(who, what)| who == "Ruth Okello" && what.contains("stays closed")), "{got:?}");
    assert!(got.iter().all(|(_, what)| !what.contains("Nobody") && !what.contains("Trains")), "{got:?}");
}

#[test]
fn a_content_crosses_no_heading() {
    let got = said(vec![
        paragraph("“The bridge is closed,” Ruth Okello said on Monday. “It stays closed."),
        Block::new(BlockKind::Subhead, "What happens next"),
        paragraph("“It will open in spring when the ice is gone.”"),
    ]);
    assert!(got.iter().all(|(_, what)| !(what.contains("closed") && what.contains("ice"))), "{got:?}");
    assert!(got.iter().all(|(who, what)| !what.contains("ice") || who.is_empty()), "{got:?}");
}

#[test]
fn questions_and_answers_are_put_into_no_named_mouth() {
    let got = of(&[
        "Ruth Okello runs the bridge.",
        "Q: Why is the bridge closed this week?",
        "A: Because it moved by four centimetres.",
        "Q. Who says so?",
    ]);
    assert!(got.iter().all(|(who, _)| who.is_empty()), "{got:?}");
}

#[test]
fn each_turn_of_a_transcript_is_its_speakers() {
    let got = of(&[
        "Ruth Okello met Samuel Roe on Monday.",
        "Ruth Okello: We are closing the bridge because it moved.",
        "Samuel Roe: That is not what your own engineers say.",
        "(APPLAUSE)",
    ]);
    let who = |words: &str| got.iter().find(|(_, what)| what.starts_with(words)).map(|(who, _)| who.as_str());
    assert_eq!(who("We are closing"), Some("Ruth Okello"), "{got:?}");
    assert_eq!(who("That is not"), Some("Samuel Roe"), "{got:?}");
    assert!(got.iter().all(|(_, what)| !what.contains("APPLAUSE")), "{got:?}");
}

#[test]
fn a_clause_before_a_colon_is_no_label() {
    let got = of(&["Ruth Okello was blunt: “We were late, and we knew it.”", "Harry Potter: Book of Spells"]);
    assert_eq!(got.len(), 1, "{got:?}");
}

#[test]
fn lines_of_a_poem_have_no_speaker() {
    let got = of(&[
        "The quay is grey and lonely,",
        "and grey the cloud above,",
        "and no one knows but only",
        "the gull",
    ]);
    assert!(got.is_empty(), "{got:?}");
}

#[test]
fn marks_of_sarcasm_quote_nobody() {
    let got =
        of(&["The “experts” sold their “cure” to the “clinic” in “spring”.", "Kai “the Hammer” Olsen won."]);
    assert!(got.is_empty(), "{got:?}");
}

#[test]
fn single_marks_in_a_headline_quote_only_in_pairs() {
    let headline = |text: &str| said(vec![Block::new(BlockKind::Headline, text)]);
    assert!(headline("Residents’ fury at ‘ghost’ tram").iter().all(|(who, _)| who.is_empty()));
    let got = headline("‘We were late and we knew it,’ says Ruth Okello");
    assert!(
        got.iter().any(|(who, what)| who == "Ruth Okello" && what.starts_with("‘We were late")),
        "{got:?}"
    );
}

#[test]
fn foreign_marks_quote_as_their_own_do() {
    for said in [
        "«The bridge is closed for good»",
        "« The bridge is closed for good »",
        "„The bridge is closed for good“",
        "»The bridge is closed for good«",
        "‹The bridge is closed for good›",
        "「The bridge is closed for good」",
        "”The bridge is closed for good”",
    ] {
        let text = format!("{said}, said Ruth Okello.");
        let got = of(&[&text, "The trams run late."]);
        let right = |(who, what): &(String, String)| who == "Ruth Okello" && what.contains(said);
        assert!(got.len() == 1 && right(&got[0]), "{text} {got:?}");
    }
    // A dash that opens a dialogue quotes nobody for certain; it must not swallow the page.
    let got = of(&["— I am late, said Ruth Okello.", "— So am I.", "The trams run late."]);
    assert!(got.iter().all(|(_, what)| !what.contains("trams")), "{got:?}");
}

#[test]
fn a_sentence_without_end_has_no_content_without_end() {
    let and = "and the bridge was closed while the council met again ".repeat(1_100);
    for start in [
        "It is understood that the quay moved ",
        "Ruth Okello said that the quay moved ",
        "Residents were told to wait ",
    ] {
        assert!(longest(&[&format!("{start}{and}")]) <= 330, "{start}");
    }
}
