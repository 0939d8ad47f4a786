//! What a crowd thinks: "few doubt that he will win", "nobody here thought the wall would hold", "almost everyone agrees".
//!
//! Problem: a sentence that begins with a word for how many, and no noun, has no subject that the network knows for somebody.
//! Policy: quantifiers for people and verbs of opinion are closed, and with nothing but a place or a group between them they make
//! a claim; its content is the rest of the clause. Only where no claim stands. Owns nothing. Not handled: quantifiers of things
//! ("most of it believed"), and what somebody is made to think ("few are thought").

use super::constructions::trim;
use super::cues;
use super::followers::opens_subject;
use super::link::{Linked, Tokens};
use super::passives::is_between;
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Most words between the quantifier and the verb: "nobody in the market".
const BETWEEN: u32 = 5;

/// Adds what crowds think where `claims` has nothing.
#[inline(never)]
pub(super) fn crowds(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for first in block.starts.iter().copied() {
        let Some(claim) = opinion(block, first) else { continue };
        if !claims.iter().any(|c| claim.parts().any(|t| c.touches(t))) {
            claims.push(claim);
        }
    }
}

/// The end of a quantifier for people at `first`.
fn quantifier(block: &Prepared<'_>, first: u32) -> Option<u32> {
    let next = block.word(first + 1);
    match block.word(first) {
        "few" | "many" | "most" | "some" | "others" | "nobody" | "everyone" | "everybody" | "none"
        | "several" => Some(first + 1),
        "no" if next == "one" => Some(first + 2),
        "almost" | "hardly" | "nearly" | "not" | "practically" | "virtually" | "scarcely"
            if among!(next, "everyone" | "everybody" | "anyone" | "anybody" | "nobody") =>
        {
            Some(first + 2)
        }
        "not" if next == "a" && block.is(first + 2, "few") => Some(first + 3),
        _ => None,
    }
}

fn opinion(block: &Prepared<'_>, first: u32) -> Option<Linked> {
    let after = quantifier(block, first)?;
    let (_, end) = block.sentence_of(first);
    let verb = (after..end.min(after + BETWEEN)).find(|k| {
        among!(
            block.word(*k),
            "think"
                | "thinks"
                | "thought"
                | "believe"
                | "believes"
                | "believed"
                | "doubt"
                | "doubts"
                | "doubted"
                | "suspect"
                | "suspects"
                | "suspected"
                | "agree"
                | "agrees"
                | "agreed"
                | "dispute"
                | "disputes"
                | "disputed"
                | "expect"
                | "expects"
                | "expected"
                | "fear"
                | "feared"
                | "deny"
                | "denies"
                | "denied"
                | "imagined"
        )
    })?;
    // "Here", "in the market", "of the older fishermen", and an adverb.
    let placed =
        among!(block.word(after), "here" | "there" | "in" | "of" | "at" | "on" | "who" | "else" | "asked");
    let plain = (after..verb).all(|k| {
        block.quoted.get(k as usize) == Some(&Quoted::No)
            && block.tokens.get(k as usize).is_some_and(|t| t.is_word())
            && !cues::is_auxiliary(block.word(k))
            && !among!(block.word(k), "it" | "them" | "us" | "who" | "that")
    });
    let adverb = verb == after || (after..verb).all(|k| is_between(block.word(k)));
    if !(plain && (adverb || placed)) {
        return None;
    }
    let mut source_end = verb;
    while source_end > after && is_between(block.word(source_end - 1)) {
        source_end -= 1;
    }
    let clause = block.is(verb + 1, "that") || opens_subject(block, verb + 1);
    let stop = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(") || block.is_mark(*k);
    let content =
        trim(block, Tokens { first: verb + 1, end: (verb + 1..end).find(stop).unwrap_or(end).max(verb + 1) });
    (clause && content.len() >= 2).then(|| Linked {
        source: Some(Tokens { first, end: source_end }),
        cue: Some(Tokens { first: verb, end: verb + 1 }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], crowds)
    }

    #[test]
    fn a_crowd_thinks() {
        for (text, claim) in [
            ("Few doubt that he will win.", "Few | doubt | that he will win"),
            ("Not a few suspect a plot.", "Not a few | suspect | a plot"),
            ("Nobody here thought the wall would hold.", "Nobody here | thought | the wall would hold"),
            (
                "Almost everyone agrees the rink was a mistake.",
                "Almost everyone | agrees | the rink was a mistake",
            ),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_quantifiers_think_nothing() {
        for text in [
            "Few are thought to have lived.",
            "Most of it believed lost was found.",
            "Some thought is needed here.",
            "Many of the coins feared lost are here.",
            "Few agreed to go.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
