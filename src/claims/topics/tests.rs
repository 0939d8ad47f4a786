//! What a thing said leaves its sentence.

use super::*;
use crate::claims::shown;

fn found(text: &str, claims: &[Linked]) -> Vec<String> {
    shown::found(text, claims, topics)
}

#[test]
fn what_is_said_ends_before_the_sentences_own_verb() {
    for (text, expected) in [
        (
            "The claim that the dam was safe was repeated by the minister on Tuesday.",
            "the minister | claim | that the dam was safe",
        ),
        (
            "Accusations that the firm hid a leak were rejected by its chairman.",
            "- | Accusations | that the firm hid a leak",
        ),
        (
            "The dean's claim that the dam was safe was repeated by the minister.",
            "The dean | claim | that the dam was safe",
        ),
        (
            "The claim that the dam was safe is supported by a photograph.",
            "- | claim | that the dam was safe",
        ),
        ("The idea that taxes would rise has been widely mocked.", "- | idea | that taxes would rise"),
    ] {
        assert_eq!(found(text, &[]), [expected], "{text}");
    }
}

#[test]
fn a_content_that_ran_on_is_cut() {
    let ran_on = Linked {
        source: None,
        cue: Some(Tokens { first: 1, end: 2 }),
        content: vec![Tokens { first: 2, end: 9 }],
    };
    assert_eq!(
        found("The claim that the dam was safe was false.", &[ran_on]),
        ["- | claim | that the dam was safe"]
    );
}

#[test]
fn a_subject_leaves_its_sentence_the_verb() {
    for (text, content, expected) in [
        ("Fears that the dam could give way kept them up.", (1, 10), "Fears | that the dam could give way"),
        ("The rumour that the bank would close emptied it.", (2, 9), "rumour | that the bank would close"),
        ("The promise to plant a million trees was old.", (2, 9), "promise | to plant a million trees"),
        ("The claim that it was late.", (2, 6), "claim | that it was late"),
    ] {
        let cue = Some(Tokens { first: content.0 - 1, end: content.0 });
        let content = vec![Tokens { first: content.0, end: content.1 }];
        let ran_on = Linked { source: None, cue, content };
        assert_eq!(found(text, &[ran_on]), [format!("- | {expected}")], "{text}");
    }
}

#[test]
fn nothing_is_added_where_the_end_is_not_sure() {
    for text in [
        "The claim that the dam was safe.",
        "The claim that was repeated was false.",
        "The claim that the dam, he said, was false angered many.",
        "He heard the claim that the dam was rejected.",
        "The claim that the offer was rejected is old.",
        "The union hopes that the last stage he paid can be shared.",
        "Their paper reports that half believed it was false.",
        "She took the view that what he paid was put aside.",
    ] {
        assert!(found(text, &[]).is_empty(), "{text}");
    }
}
