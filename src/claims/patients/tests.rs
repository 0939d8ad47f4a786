use super::super::charges::accused;
use super::*;
use crate::page::BlockKind;
use crate::text::BlockText;

/// The tokens of the first `part` in the block's text.
fn tokens(block: &Prepared<'_>, part: &str) -> Tokens {
    let start = block.text.find(part).expect("a part of the text") as u32;
    let end = start + part.len() as u32;
    let first = block.tokens.partition_point(|t| t.span.end <= start) as u32;
    Tokens { first, end: block.tokens.partition_point(|t| t.span.start < end) as u32 }
}

fn with<T>(text: &str, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
    let read = BlockText::read(text);
    look(&Prepared::new(text, &read, BlockKind::Paragraph, Vec::new()))
}

/// The source, target and addressee of the claim with these parts, once patients are told from sources.
fn roles(text: &str, source: &str, cue: &str, content: &str) -> [String; 3] {
    with(text, |block| {
        let mut claims = vec![Linked {
            source: (!source.is_empty()).then(|| tokens(block, source)),
            cue: Some(tokens(block, cue)),
            content: vec![tokens(block, content)],
        }];
        patients(block, &mut claims);
        let aims = aims(block, &claims[0]);
        [claims[0].source, aims.target, aims.addressee]
            .map(|t| t.map_or_else(String::new, |t| block.span(t).text(text).to_owned()))
    })
}

#[test]
fn whoever_is_told_or_accused_says_nothing() {
    for (text, source, cue, content, roles_are) in [
        ("Guests were told that it was late.", "Guests", "were told", "that it was late", ["", "", "Guests"]),
        (
            "Lee was warned by the crew that it was late.",
            "Lee",
            "was warned",
            "that it was",
            ["the crew", "", "Lee"],
        ),
        (
            "Lee is accused by police of lying to them.",
            "Lee",
            "is accused",
            "lying to them",
            ["police", "Lee", ""],
        ),
        ("Lee, accused of lying, left.", "Lee", "accused of", "lying", ["", "Lee", ""]),
        ("It has emerged that it was late.", "It", "has emerged", "that it was late", ["", "", ""]),
        ("Lee is thought to be late.", "Lee", "is thought", "to be late", ["", "", ""]),
    ] {
        assert_eq!(roles(text, source, cue, content), roles_are, "{text}");
    }
}

#[test]
fn whoever_speaks_keeps_the_words() {
    for (text, source, cue, content, roles_are) in [
        ("Lee told the court that it was late.", "Lee", "told", "that it was late", ["Lee", "", "the court"]),
        ("Lee accused the union of lying.", "Lee", "accused", "lying", ["Lee", "the union", ""]),
        ("Lee blamed the fog for the delay.", "Lee", "blamed", "the delay", ["Lee", "the fog", ""]),
        (
            "Lee is quoted as saying it was late.",
            "Lee",
            "is quoted as saying",
            "it was late",
            ["Lee", "", ""],
        ),
        ("The crew urged him not to wait.", "The crew", "urged", "not to wait", ["The crew", "", "him"]),
    ] {
        assert_eq!(roles(text, source, cue, content), roles_are, "{text}");
    }
}

#[test]
fn a_charge_without_an_accuser_is_found() {
    let found = |text: &str| {
        with(text, |block| {
            let mut claims = Vec::new();
            accused(block, &mut claims);
            let words = |t: Tokens| block.span(t).text(text).to_owned();
            claims
                .iter()
                .map(|c| {
                    let target = aims(block, c).target.map_or_else(String::new, words);
                    format!("{target} | {}", c.content.iter().map(|t| words(*t)).collect::<String>())
                })
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(found("The two men were charged on Monday with theft."), ["The two men | theft"]);
    assert_eq!(found("The driver, suspected of speeding, left."), ["The driver | speeding"]);
    assert!(found("The battery was charged overnight with ease, she said.").is_empty());
    assert!(found("They accused the man of theft.").is_empty());
}

#[test]
fn whoever_is_urged_or_met_with_a_claim_says_nothing() {
    for (text, source, cue, content) in [
        ("Swimmers urged to stay out of it.", "Swimmers", "urged", "to stay out"),
        ("Kestrel Air faces claims that it was late.", "Kestrel Air", "faces claims", "that it was late"),
    ] {
        assert_eq!(roles(text, source, cue, content)[0], "", "{text}");
    }
    let text = "Ministers ordered to the quay that it be shut.";
    assert_eq!(roles(text, "Ministers", "ordered", "that it be shut")[0], "Ministers");
}

#[test]
fn by_hearsay_the_words_are_still_the_speakers() {
    let found = |text: &str, source: &str, cue: &str, content: &str| {
        with(text, |block| {
            let mut claims = vec![Linked {
                source: (!source.is_empty()).then(|| tokens(block, source)),
                cue: Some(tokens(block, cue)),
                content: vec![tokens(block, content)],
            }];
            patients(block, &mut claims);
            let words = |t: Tokens| block.span(t).text(text).to_owned();
            let content = claims[0].content.iter().map(|t| words(*t)).collect::<Vec<_>>().join(" + ");
            [
                claims[0].source.map_or_else(String::new, words),
                claims[0].cue.map_or_else(String::new, words),
                content,
            ]
        })
    };
    for (text, source, cue, content, expected) in [
        (
            "The union is expected to announce that it will strike.",
            "",
            "is expected",
            "to announce that it will strike",
            ["The union", "is expected to announce", "that it will strike"],
        ),
        (
            "The alliance is understood to have told the court that it would close.",
            "",
            "is understood",
            "to have told the court that it would close",
            ["The alliance", "is understood to have told", "the court that it would close"],
        ),
        (
            "The palace let it be known that the moat was full.",
            "The palace",
            "let it be known",
            "that the moat was full",
            ["The palace", "let it be known", "that the moat was full"],
        ),
        (
            "“It is late,” Lee was quoted as saying.",
            "Lee",
            "was quoted as saying",
            "“It is late,”",
            ["Lee", "was quoted as saying", "“It is late,”"],
        ),
        // Only what is done is hearsay here.
        (
            "The judge is expected to rule on the case in May.",
            "",
            "is expected",
            "to rule on the case",
            ["", "is expected", "to rule on the case"],
        ),
    ] {
        assert_eq!(found(text, source, cue, content), expected, "{text}");
    }
}
