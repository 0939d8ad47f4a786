//! What is raised or grows by itself: "fears are growing that", "doubts have been cast on", "it later turned out that".
//!
//! Problem: the noun of a feeling or a charge is the subject of a verb that nobody does, or there is only an empty "it", so no
//! speaker stands anywhere near. Policy: noun, verb and what must follow are closed; what follows is the content, and the owner of
//! the noun, where it has one, the source. Owns nothing. Not handled: nouns as objects and behind "there is" (`nouns`).

use super::constructions::trim;
use super::cues;
use super::followers::opens_subject;
use super::link::{Linked, Tokens};
use super::nouns::owner;
use super::passives::{is_be, is_between};
use super::prepared::Prepared;

/// Nouns of feeling, charge or question that may be raised or grow.
fn feeling(noun: &str) -> bool {
    among!(
        noun,
        "fear"
            | "fears"
            | "hope"
            | "hopes"
            | "concern"
            | "concerns"
            | "suspicion"
            | "suspicions"
            | "speculation"
            | "rumours"
            | "rumors"
            | "warnings"
            | "claims"
            | "allegations"
            | "word"
            | "news"
            | "doubts"
            | "doubt"
            | "questions"
            | "worries"
            | "complaints"
            | "calls"
            | "anger"
            | "criticism"
            | "accusations"
            | "expectations"
            | "demands"
            | "pressure"
    )
}

/// "Fears are growing that the quay will fall", "word has spread that", "questions were raised about the pay".
pub(super) fn raised(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (first, end) = block.sentence_of(i);
    let noun = block.word(i);
    if !feeling(noun) || i > first + 3 {
        return None;
    }
    let mut at = i + 1;
    let mut passive = false;
    while cues::is_auxiliary(block.word(at)) || is_between(block.word(at)) {
        passive |= is_be(block.word(at));
        at += 1;
    }
    if at == i + 1 {
        return None;
    }
    let grows = among!(
        block.word(at),
        "growing"
            | "rising"
            | "mounting"
            | "spreading"
            | "circulating"
            | "swirling"
            | "emerged"
            | "grown"
            | "mounted"
            | "risen"
            | "spread"
            | "surfaced"
            | "emerging"
            | "intensifying"
            | "intensified"
    );
    let made = passive
        && among!(
            block.word(at),
            "raised" | "voiced" | "expressed" | "cast" | "levelled" | "leveled" | "aired" | "made" | "asked"
        );
    let (next, noun_only) = (block.word(at + 1), grows);
    let clause = next == "that"
        || among!(next, "over" | "about" | "on") && made
        || next == "for" && matches!(noun, "calls" | "demands");
    let preposition = among!(next, "over" | "about" | "on");
    let open = at + 1 + u32::from(preposition);
    let stop = |k: &u32| {
        among!(block.word(*k), ";" | ":" | "—" | "–")
            || block.is_mark(*k)
            || block.is(*k, ",") && next != "that"
    };
    let content = trim(block, Tokens { first: open, end: (open..end).find(stop).unwrap_or(end).max(open) });
    let cue = if noun_only { Tokens { first: i, end: i + 1 } } else { Tokens { first: i, end: open } };
    ((grows || made) && clause && content.len() >= if preposition { 2 } else { 4 }).then(|| Linked {
        source: owner(block, i),
        cue: Some(cue),
        content: vec![content],
    })
}

/// "It later turned out that the seal was forged", "it was put to her that she had lied": the empty "it" at `i` is part of the cue.
pub(super) fn turned_out(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    if !block.is(i, "it") {
        return None;
    }
    let (sentence, end) = block.sentence_of(i);
    // "After it turned out that": what is only the time of something else.
    let opens =
        i == sentence || among!(block.before(i), "," | ";" | "—" | "–" | "and" | "but" | "then" | ":");
    if !opens {
        return None;
    }
    let mut at = i + 1;
    while at < i + 5
        && (is_between(block.word(at))
            || is_be(block.word(at))
            || among!(block.word(at), "has" | "had" | "would" | "soon"))
    {
        at += 1;
    }
    let (cue_end, open) = match (block.word(at), block.word(at + 1)) {
        ("turned" | "turns", "out") => (at + 2, at + 2),
        ("came" | "come", "to") if block.is(at + 2, "light") => (at + 3, at + 3),
        ("put", "to") if is_be(block.before(at)) => {
            let that = (at + 3..end.min(at + 8)).find(|k| block.is(*k, "that"))?;
            (at + 1, that)
        }
        _ => return None,
    };
    // "It turned out well": only a clause follows, behind "that" or with a subject and a verb of its own.
    let (that, subject) = (block.is(open, "that"), opens_subject(block, open));
    let stop = |k: &u32| among!(block.word(*k), ";" | ":" | "—" | "–") || block.is_mark(*k);
    let content = trim(block, Tokens { first: open, end: (open..end).find(stop).unwrap_or(end).max(open) });
    let verb = (open + 1..content.end)
        .any(|k| is_be(block.word(k)) || cues::is_auxiliary(block.word(k)) || block.word(k).ends_with("ed"));
    (content.len() >= 3 && (that || subject && verb)).then(|| Linked {
        source: None,
        cue: Some(Tokens { first: i, end: cue_end }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], |block, claims| {
            claims.extend(
                (0..block.tokens.len() as u32)
                    .filter_map(|i| raised(block, i).or_else(|| turned_out(block, i))),
            );
        })
    }

    #[test]
    fn what_is_raised_is_claimed() {
        for (text, claim) in [
            ("Fears are growing that the quay will fall.", "- | Fears | that the quay will fall"),
            ("Doubts have been cast on the figures.", "- | Doubts have been cast on | the figures"),
            ("Questions were raised about her pay.", "- | Questions were raised about | her pay"),
            ("Calls are growing for the mayor to go.", "- | Calls | for the mayor to go"),
            (
                "It later turned out that the seal was forged.",
                "- | It later turned out | that the seal was forged",
            ),
            ("It turns out the ticket had been lost.", "- | It turns out | the ticket had been lost"),
            ("It was put to her that she had lied.", "- | It was put | that she had lied"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_things_are_no_claims() {
        for text in [
            "It turned out well for the crew.",
            "It was put to sea that night.",
            "Hopes were high for the derby.",
            "Calls were made to the office on Monday.",
            "The funds raised about a million crowns.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
