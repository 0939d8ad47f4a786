use super::*;
use crate::page::BlockKind;
use crate::text::BlockText;

/// Cue and contents once mended.
fn mended(text: &str, cue: (u32, u32), content: &[(u32, u32)]) -> String {
    let read = BlockText::read(text);
    let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
    let tokens = |(first, end): (u32, u32)| Tokens { first, end };
    let content = content.iter().copied().map(tokens).collect();
    let mut claims = vec![Linked { source: None, cue: Some(tokens(cue)), content }];
    clauses(&block, &mut claims);
    let parts = claims[0].cue.iter().chain(&claims[0].content);
    parts.map(|t| block.span(*t).text(text)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_follows_that_is_what_is_said() {
    assert_eq!(
        mended("Tass reported that Lee told us that it rained.", (1, 2), &[(6, 9)]),
        "reported | that Lee told us that it rained"
    );
}

#[test]
fn a_clause_belongs_to_the_verb_before_it() {
    let text = "It reported today that a monitor had warned them.";
    let read = BlockText::read(text);
    let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
    let tokens = |first, end| Tokens { first, end };
    let content = vec![tokens(3, 6)];
    let mut claims = vec![Linked { source: Some(tokens(0, 1)), cue: Some(tokens(6, 8)), content }];
    clauses(&block, &mut claims);
    assert_eq!(claims[0].cue, Some(tokens(1, 2)));
    assert_eq!(claims[0].content, [tokens(3, 9)]);
}

#[test]
fn a_reported_clause_that_tells_somebody_is_a_claim_of_its_own() {
    let inner = |text: &str| {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let found = reported(&block, Tokens { first: 2, end: block.tokens.len() as u32 - 1 })?;
        let parts = found.source.iter().chain(&found.cue).chain(&found.content);
        Some(parts.map(|t| block.span(*t).text(text)).collect::<Vec<_>>().join(" | "))
    };
    assert_eq!(
        inner("Tass reported that union officials had warned the authority about staffing.").as_deref(),
        Some("union officials | had warned | the authority about staffing")
    );
    assert_eq!(inner("Tass reported that the officials, when asked, told us of it."), None);
    assert_eq!(inner("Tass reported that officials had warned the authority twice."), None);
}

#[test]
fn an_action_beside_a_quotation_is_no_part_of_it() {
    let text = "“No,” she promised, jabbing at the map.";
    assert_eq!(mended(text, (5, 6), &[(0, 4), (7, 11)]), "promised | “No,”");
    let text = "“No,” she promised, adding it was late.";
    assert_eq!(mended(text, (5, 6), &[(0, 4), (7, 11)]), "promised | “No,” | adding it was late");
}

#[test]
fn the_verb_in_front_of_an_inner_claim_makes_the_outer() {
    let outer_of = |text: &str| -> Vec<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |first, end| Tokens { first, end };
        let inner =
            Linked { source: Some(tokens(3, 4)), cue: Some(tokens(4, 5)), content: vec![tokens(5, 8)] };
        let mut claims = vec![inner];
        outer(&block, &mut claims);
        let words = |t: Tokens| block.span(t).text(text);
        claims[1..]
            .iter()
            .map(|c| format!("{} | {}", c.source.map_or("-", words), words(c.content[0])))
            .collect()
    };
    assert_eq!(
        outer_of("The engineer says she warned the council twice."),
        ["The engineer | she warned the council twice"]
    );
    assert!(outer_of("The engineer when she warned the council twice.").is_empty());
}

#[test]
fn what_a_quoted_speaker_retells_is_found() {
    let found = |text: &str| -> Vec<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let piece = Tokens { first: 0, end: block.tokens.len() as u32 };
        let words = |t: Tokens| block.span(t).text(text);
        let one = |c: &Linked| format!("{} | {}", c.source.map_or("-", words), words(c.content[0]));
        retold(&block, piece).iter().map(one).collect()
    };
    assert_eq!(found("“The minister told me he would resign.”"), ["The minister | he would resign"]);
    assert_eq!(found("“My mother always said that it was cursed,”"), ["My mother | that it was cursed"]);
    for text in ["“I told him he would resign.”", "“He said no.”", "The minister told me he would resign."]
    {
        assert!(found(text).is_empty(), "{text}");
    }
}

#[test]
fn a_cue_ends_before_the_next_subject() {
    let text = "It said officials believed it was late.";
    assert_eq!(mended(text, (1, 4), &[(4, 7)]), "said | officials believed it was late");
}
