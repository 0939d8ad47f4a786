//! Which passives of hearsay are claims, and which are not.

use super::*;
use crate::claims::shown;

fn found(text: &str, before: &[Linked]) -> Vec<String> {
    shown::found(text, before, passives)
}

#[test]
fn a_headline_leaves_out_the_auxiliary() {
    let text = "Swimmers urged to stay out of the river";
    let read = crate::text::BlockText::read(text);
    for (kind, expected) in [(BlockKind::Headline, 1), (BlockKind::Paragraph, 0)] {
        let block = Prepared::new(text, &read, kind, Vec::new());
        let mut claims = Vec::new();
        passives(&block, &mut claims);
        assert_eq!(claims.len(), expected, "{kind:?}");
        assert!(claims.iter().all(|c| c.source.is_none()));
    }
}

#[test]
fn hearsay_without_a_speaker_is_found() {
    assert_eq!(
        found("It is understood that two bidders remain.", &[]),
        ["- | It is understood | that two bidders remain"]
    );
    assert_eq!(
        found("It was later conceded that two bidders remain.", &[]),
        ["- | It was later conceded | that two bidders remain"]
    );
    assert_eq!(
        found("The quay is reckoned to be two miles long.", &[]),
        ["- | is reckoned | to be two miles long"]
    );
    assert_eq!(
        found("Villagers were told to boil their water, officials being late.", &[]),
        ["- | were told | to boil their water"]
    );
    assert_eq!(
        found("The inspector reportedly works for the same firm today.", &[]),
        ["- | reportedly | The inspector … works for the same firm today"]
    );
}

#[test]
fn what_everybody_knows_has_no_speaker() {
    assert_eq!(
        found("It is no secret that two bidders remain.", &[]),
        ["- | It is no secret | that two bidders remain"]
    );
    assert_eq!(
        found("It was rumoured in the kitchens that two bidders remain.", &[]),
        ["- | It was rumoured | that two bidders remain"]
    );
    assert_eq!(
        found("The bribes, alleged to have been paid in gold, bought nothing.", &[]),
        ["- | alleged | to have been paid in gold"]
    );
}

#[test]
fn hearsay_inside_what_is_said_is_nested() {
    let tokens = |first, end| Tokens { first, end };
    let claim = Linked { source: Some(tokens(0, 1)), cue: Some(tokens(1, 2)), content: vec![tokens(2, 11)] };
    assert_eq!(
        found("She said that it was rumoured that the eggs were old, but he left.", &[claim]),
        [
            "She | said | that it was rumoured that the eggs were old",
            "- | it was rumoured | that the eggs were old"
        ]
    );
}

#[test]
fn hearsay_may_be_set_in() {
    assert_eq!(
        found("The doors, it was discovered, opened inwards.", &[]),
        ["- | it was discovered | The doors … opened inwards"]
    );
    assert_eq!(
        found("A second payment was made in gold, it is alleged.", &[]),
        ["- | it is alleged | A second payment was made in gold"]
    );
    let late = found("When the doors opened, it was said to be late.", &[]);
    assert!(!late.iter().any(|claim| claim.contains("doors opened")), "{late:?}");
    assert!(found("When the doors opened, it was closed.", &[]).is_empty());
}

#[test]
fn what_is_no_hearsay_is_left() {
    assert!(found("It is an allegedly stolen car from the yard.", &[]).is_empty());
    assert!(found("A coin, thought to be Roman and old, was found.", &[]).is_empty());
    assert!(found("“It is understood that two bidders remain.”", &[]).is_empty());
    assert!(found("I was told to boil my water.", &[]).is_empty());
    assert!(found("They told us to boil our water.", &[]).is_empty());
}

#[test]
fn the_agent_is_the_source() {
    let tokens = |first, end| Tokens { first, end };
    let claim = Linked { source: None, cue: Some(tokens(1, 3)), content: vec![tokens(7, 10)] };
    assert_eq!(
        found("Vasko is accused by the squad of selling twelve tractors.", &[claim]),
        ["the squad | is accused | selling twelve tractors"]
    );
}

#[test]
fn what_somebody_was_told_may_be_inside_what_she_says() {
    let tokens = |first, end| Tokens { first, end };
    let said = |source, cue, content: &[Tokens]| Linked {
        source: Some(source),
        cue: Some(cue),
        content: content.to_vec(),
    };
    assert_eq!(
        found(
            "The shop said it had been told its cellar would be safe.",
            &[said(tokens(0, 2), tokens(2, 3), &[tokens(3, 12)])]
        )[1],
        "- | had been told | its cellar would be safe"
    );
    assert_eq!(
        found(
            "She was told, he said, that the quay was old.",
            &[said(tokens(4, 5), tokens(5, 6), &[tokens(0, 3), tokens(7, 12)])]
        )[1],
        "- | was told | that the quay was old"
    );
    assert!(found("She was told the news of the day.", &[]).is_empty());
}
