//! Whole pages: who is taken to say what.

use crate::models::Models;
use crate::page::{Block, BlockKind, Page};
use crate::{Analysis, Options};

mod bad_input;
mod living;

/// Who is taken to say what on a page of paragraphs, as (speaker's name, content).
fn said(blocks: Vec<Block>) -> Vec<(String, String)> {
    let page = Page { language: "en".into(), blocks, ..Page::default() };
    let mut analysis = Analysis::new(Options::default());
    analysis.advance(&page, &Models::embedded().expect("the models open"), &mut || true);
    let found = analysis.finish();
    let text = |p: &crate::Place| p.span.text(&page.blocks[p.block.index()].text).to_owned();
    let name = |c: &super::Claim| {
        c.speaker
            .and_then(|s| found.entities.entities.get(s.0 as usize))
            .map_or_else(String::new, |e| e.name.clone())
    };
    found
        .claims
        .claims
        .iter()
        .map(|c| (name(c), c.content.iter().map(text).collect::<Vec<_>>().join(" | ")))
        .collect()
}

fn paragraph(text: &str) -> Block {
    Block::new(BlockKind::Paragraph, text)
}

#[test]
fn slices_change_nothing() {
    let blocks = vec![
        paragraph(
            "“The bridge is closed,” Ruth Okello said on Monday. “It stays closed until the engineers have gone.",
        ),
        paragraph(
            "“It will open in spring.” The council rejected the plan, according to a report seen by the mayor.",
        ),
        paragraph(
            "Martin Okafor said that the minister had told reporters that the harbour would be closed in May.",
        ),
        paragraph(
            "Sales rose by 12 percent last year. Okafor denied that he had asked whether the harbour would pay.",
        ),
    ];
    let page = Page { language: "en".into(), blocks, ..Page::default() };
    let models = Models::embedded().expect("the models open");
    let found = |time: bool| {
        let mut analysis = Analysis::new(Options::default());
        let mut slices = 1;
        while !analysis.advance(&page, &models, &mut || time) {
            slices += 1;
        }
        (analysis.finish().claims, slices)
    };
    let ((whole, one), (parts, many)) = (found(true), found(false));
    assert_eq!(one, 1);
    assert!(many > 100, "the network stops within a sentence: {many}");
    assert!(whole.claims.iter().any(|c| c.parent.is_some()), "{whole:?}");
    assert!(!whole.statements.is_empty());
    assert_eq!(parts, whole);
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    let got = said(vec![
        paragraph("“The bridge is closed,” Ruth Okello said on Monday. “It stays closed."),
        paragraph("“It will open in spring.”"),
    ]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert_eq!(got[0].0, "Ruth Okello");
    assert!(got[0].1.ends_with("“It will open in spring.”"), "{got:?}");
}

#[test]
fn a_block_without_words_stands_between_no_two() {
    let got = said(vec![
        paragraph("“The bridge is closed,” Ruth Okello said on Monday. “It stays closed."),
        paragraph(""),
        paragraph("“It will open in spring.”"),
    ]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(got[0].1.ends_with("“It will open in spring.”"), "{got:?}");
    let got = said(vec![
        paragraph("Ruth Okello, the mayor, put it this way:"),
        paragraph(" "),
        paragraph("“The water does not read at all.”"),
    ]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(got[0].0.contains("Okello"), "{got:?}");
}

#[test]
fn who_speaks_is_named_a_paragraph_late() {
    let got = said(vec![
        paragraph("“The bridge is closed and it stays closed until the engineers have gone."),
        paragraph("“It will open in spring,” Ruth Okello said on Monday."),
    ]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert_eq!(got[0].0, "Ruth Okello");
    assert!(got[0].1.starts_with("“The bridge") && got[0].1.ends_with("in spring,”"), "{got:?}");
}

#[test]
fn a_speech_left_open_goes_to_whom_its_next_paragraph_names() {
    let open = "“They moved the road first, and nobody asked us about it at all.";
    let before = "“The bridge is closed,” Ruth Okello said on Monday.";
    let got = said(vec![
        paragraph(before),
        paragraph(open),
        paragraph("“Then they moved the bridge,” Sam Wallace said."),
    ]);
    let of = |name: &str| {
        got.iter().filter(|(who, _)| who == name).map(|(_, what)| what.as_str()).collect::<String>()
    };
    assert!(!of("Ruth Okello").contains("road"), "{got:?}");
    assert!(of("Sam Wallace").contains("road") && of("Sam Wallace").contains("Then"), "{got:?}");
    // Where nobody else is named, it goes on with whom it stands behind.
    let got = said(vec![paragraph(before), paragraph(open), paragraph("“Then they moved the bridge.”")]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(got[0].0 == "Ruth Okello" && got[0].1.ends_with("the bridge.”"), "{got:?}");
}

#[test]
fn whoever_is_quoted_by_somebody_quoted_is_nobody_by_a_pronoun() {
    let got = said(vec![
        paragraph(
            "“My father pulled the ferry by hand,” Sam Wallace said on Monday. “He knew every stone of it.",
        ),
        paragraph("“He said that it was the engine.”"),
    ]);
    assert!(got.iter().all(|(who, what)| !what.starts_with("that it was") || who.is_empty()), "{got:?}");
}

#[test]
fn a_pull_quote_is_put_into_no_mouth() {
    let got = said(vec![
        paragraph("It took eleven minutes, according to a ticket found in the file."),
        Block::new(BlockKind::Quote, "“Eleven minutes is generous. I was looking for my gloves.”"),
    ]);
    assert!(
        got.iter().any(|(who, what)| who.is_empty() && what.contains("gloves") && !what.contains("It took")),
        "{got:?}"
    );
}

#[test]
fn two_people_of_one_surname_leave_a_surname_without_speaker() {
    let got = said(vec![
        paragraph("Ruth Okello and Sam Okello met on Monday."),
        paragraph("Okello said that the bridge was safe."),
    ]);
    assert!(got.iter().all(|(who, _)| who != "Ruth Okello" && who != "Sam Okello"), "{got:?}");
}

#[test]
fn a_pronoun_behind_somebody_without_a_name_is_theirs() {
    let got = said(vec![
        paragraph("Ruth Okello said on Monday that the bridge was safe."),
        paragraph("A spokeswoman for the port said that the bridge was old. She said that it would close."),
    ]);
    assert!(got.iter().any(|(who, what)| who == "Ruth Okello" && what.contains("safe")), "{got:?}");
    assert!(got.iter().all(|(who, what)| !what.contains("close") || who.is_empty()), "{got:?}");
}

#[test]
fn a_pronoun_behind_a_sentence_about_somebody_without_a_name_is_theirs() {
    let first = "“The bridge is safe,” Sam Wallace said on Monday.";
    for (second, named) in [
        ("A pharmacist on the quay answered with a photograph. “We did it without you,” he said.", false),
        ("Wallace’s lawyer called it fishing talk. “We did it without you,” he said.", false),
        // Sam may be a woman, and the paragraph has begun with other things.
        ("The photograph was old and out of focus. “We did it without you,” he said.", false),
        ("He had taken the photograph himself. “We did it without you,” he said.", true),
    ] {
        let got = said(vec![paragraph(first), paragraph(second)]);
        let quotation = got.iter().find(|(_, what)| what.contains("without you")).expect("it is found");
        assert_eq!(quotation.0 == "Sam Wallace", named, "{second} {got:?}");
    }
}

#[test]
fn bad_input_gives_no_panic() {
    let long = "“Ann said that ".repeat(400);
    for text in ["", "“", "said", ":::: “", "according to", "\u{0}“”\u{202e}said", "— —", &long] {
        let _ = said(vec![paragraph(text), paragraph(text)]);
    }
}

#[test]
fn a_label_in_capitals_names_one_person_of_the_page() {
    let got = said(vec![
        paragraph("Ruth Okello spoke to this paper on Monday."),
        paragraph("OKELLO: The bridge is closed and it will stay closed until spring."),
        paragraph("UPDATE: The bridge is closed and it will stay closed until spring."),
    ]);
    assert!(got.iter().any(|(who, what)| who == "Ruth Okello" && what.starts_with("The bridge")), "{got:?}");
    assert_eq!(got.iter().filter(|(_, what)| what.starts_with("The bridge")).count(), 1, "{got:?}");
}

#[test]
fn a_signature_is_no_part_of_the_quotation() {
    let got = said(vec![paragraph("“He cannot answer a question without scaring people.” — Ruth Okello")]);
    assert!(got.iter().all(|(_, what)| !what.contains("Okello")), "{got:?}");
}

#[test]
fn a_colon_at_the_end_gives_the_next_block_to_its_speaker() {
    let got = said(vec![
        paragraph("Ruth Okello, the mayor, put it this way:"),
        paragraph("“The water does not read at all.”"),
    ]);
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(got[0].0.contains("Okello"), "{got:?}");
    // A block between, or one without a quotation, is nobody's.
    let got = said(vec![
        paragraph("Ruth Okello, the mayor, continued:"),
        paragraph("The water does not read at all."),
    ]);
    assert!(got.is_empty(), "{got:?}");
}

#[test]
fn a_quoted_transcript_names_its_speakers() {
    let got = said(vec![
        paragraph("Ruth Okello and Sam Wallace met on Sunday."),
        paragraph("“WALLACE: Let us start with the breaking news of the day."),
        paragraph("“OKELLO: We are not going to talk about the bridge today."),
    ]);
    assert_eq!(got.len(), 2, "{got:?}");
    assert!(got[0].0.contains("Wallace") && got[1].0.contains("Okello"), "{got:?}");
}

#[test]
fn contents_stay_in_their_block_whatever_the_page() {
    let long = "and Ann Lee said the bridge was closed while the council met again ".repeat(770);
    let pages: [&[&str]; 7] = [
        // Open through the whole page.
        &["“The bridge is closed.", "It opens in spring.", "Nobody was hurt.", "Trains run late."],
        &["Q: Why is it closed?", "A: Because it moved.", "Q. Who says so?", "A. I do."],
        &["ANN LEE: We go.", "SAM ROE: We stay.", "(APPLAUSE)", "ANN LEE: So?"],
        &["I wandered lonely,", "said the cloud,", "‘And so,’", "said I."],
        &["The “experts” gave their “advice” to the “council” that “met”."],
        &[
            "'Bridge' closed, 'experts' say",
            "Le maire a dit : « Le pont est fermé », said »das ist gut« Lee.",
        ],
        &[&long],
    ];
    for texts in pages {
        let mut blocks: Vec<Block> = texts.iter().map(|t| paragraph(t)).collect();
        blocks.insert(1, Block::new(BlockKind::Subhead, "What happens next"));
        let page = Page { language: "en".into(), blocks, ..Page::default() };
        let mut analysis = Analysis::new(Options::default());
        analysis.advance(&page, &Models::embedded().expect("the models open"), &mut || true);
        for claim in analysis.finish().claims.claims {
            for place in claim.source.iter().chain(&claim.cue).chain(&claim.content) {
                let text = &page.blocks[place.block.index()].text;
                assert!(place.span.end as usize <= text.len() && !place.span.text(text).is_empty());
            }
            let subhead = |p: &crate::Place| p.block.0 == 1;
            assert!(claim.content.iter().all(subhead) || !claim.content.iter().any(subhead), "{claim:?}");
            assert!(
                claim.content.iter().all(|p| p.block.0 >= 2) || claim.content.iter().all(|p| p.block.0 < 2)
            );
        }
    }
}

#[test]
fn a_place_says_nothing_for_whoever_is_there() {
    for (text, who) in [
        ("The work pleased Anna Bell, a nurse from Leeds, who said the ward was quieter now.", "Anna Bell"),
        ("They met Sam Wallace of the Harbour Trust, who said the pier was safe.", "Sam Wallace"),
        ("Friends of Anna Bell, who said they were shocked, have raised the money.", ""),
        ("Some shops around Dublin have already said they will close at six.", ""),
        ("England, who said they would appeal, have lost again.", "England"),
    ] {
        let got = said(vec![paragraph(text)]);
        assert_eq!(got.first().map(|(name, _)| name.as_str()), Some(who), "{text} {got:?}");
    }
}

#[test]
fn a_name_in_a_noun_phrase_is_not_its_head() {
    for (text, who) in [
        ("“It is over,” Bell spokesman Sam Wallace said.", "Sam Wallace"),
        ("The Wallace campaign said the rally would go on.", ""),
        ("Sam Wallace himself said the rally would go on.", "Sam Wallace"),
        ("Anna Bell and other residents said the state had forgotten them.", ""),
        ("Proponents, including Anna Bell, said the law should stay.", ""),
        ("Anna Bell, Sam Wallace and Ruth Okello said the law should stay.", ""),
        ("Anna Bell, a friend of Sam Wallace and author of the law, said it should stay.", "Anna Bell"),
        ("Galois’ cousin, Gabriel Demante, said he was tired.", "Gabriel Demante"),
    ] {
        let got = said(vec![paragraph("Anna Bell and Sam Wallace met on Monday."), paragraph(text)]);
        assert_eq!(got.first().map(|(name, _)| name.as_str()), Some(who), "{text} {got:?}");
    }
}

#[test]
fn nobody_tells_of_themselves_by_name() {
    let got = said(vec![
        paragraph("The nominee also spoke of his opponent, Robin Okello."),
        paragraph("He said that Okello was late for the debate."),
    ]);
    assert!(!got.is_empty() && got.iter().all(|(name, _)| name.is_empty()), "{got:?}");
    // Two of one name: the surname alone may be the other's.
    let got = said(vec![
        paragraph("Barack Obama left. “It is late,” Michelle Obama said."),
        paragraph("She said Obama was the calm one. “It is early,” she said."),
    ]);
    assert!(got.len() > 2 && got.iter().all(|(name, _)| name == "Michelle Obama"), "{got:?}");
}

#[test]
fn a_paper_or_a_place_is_not_whoever_it_names() {
    for (text, who) in [
        ("A log obtained by the newspaper Harbour Herald showed that the gate was open.", ""),
        ("The memo, dated June 3 and signed by Sam Wallace, said the gate was open.", ""),
        ("Supporters of Gov. Anna Bell said the gate was open.", ""),
        ("The Leeds company said the gate was open.", ""),
        ("An official at the ferry company, Harbour Lines, said the gate was open.", ""),
        ("The Harbour Herald newspaper said the gate was open.", "Harbour Herald"),
    ] {
        let got = said(vec![paragraph(text)]);
        assert_eq!(got.first().map(|(name, _)| name.as_str()), Some(who), "{text} {got:?}");
    }
}
