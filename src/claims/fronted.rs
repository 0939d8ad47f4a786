//! What opens a sentence in front of the speaker, and what a list adds behind a semicolon.
//!
//! Problem: in "Sentencing Kell, the judge told him he was a menace" and "Asked about the claim, the chairman laughed" the
//! network puts the opening words, which are the writer's, into the speaker's mouth; and it leaves the last items of "said
//! he was cold; that it rained; and that he slept" out. Policy: a participle, or "asked" and its like, that opens the
//! sentence and ends with a comma right before the source is no content when the verb goes on to its own words; an item
//! behind a semicolon that opens as the clause before it did goes on with it. Owns nothing.

use super::constructions::trim;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Takes from the claims what only opens their sentence, and adds the items of lists.
#[inline(never)]
pub(super) fn fronted(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for claim in claims.iter_mut() {
        openings(block, claim);
    }
    claims.retain(|c| !c.content.is_empty());
    for at in 0..claims.len() {
        items(block, claims, at);
    }
}

/// Whether a word opens what somebody was asked or shown.
fn asks(word: &str) -> bool {
    among!(
        word,
        "asked"
            | "pressed"
            | "questioned"
            | "quizzed"
            | "challenged"
            | "pushed"
            | "shown"
            | "told"
            | "invited"
            | "confronted"
            | "reminded"
    )
}

/// Whether a word opens a clause that tells when or while doing what.
fn opens(word: &str) -> bool {
    among!(word, "when" | "while" | "after" | "before" | "upon") || word.ends_with("ing") && word.len() > 5
}

fn openings(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    let (sentence, _) = block.sentence_of(cue.first);
    let piece = claim.content.iter().position(|t| {
        t.first == sentence
            && block.is(t.end, ",")
            && t.end + 1 == source.first
            && source.end <= cue.first
            && (t.first..t.end).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No))
    });
    let Some(at) = piece else { return };
    let word = block.word(sentence);
    let own = claim.content.iter().any(|t| t.first >= cue.end);
    // "When the ice is thick, she said, we go": a comma behind the verb, and all is said.
    let goes_on = own && !block.is(cue.end, ",");
    if goes_on && (opens(word) || asks(word)) || asks(word) && !own {
        claim.content.remove(at);
    }
}

/// "That the path was unsafe; that the swamp was deep; | and that the mayor knew".
fn items(block: &Prepared<'_>, claims: &mut [Linked], at: usize) {
    let Some(cue) = claims[at].cue else { return };
    let (Some(first), Some(last)) = (claims[at].content.first().copied(), claims[at].content.last().copied())
    else {
        return;
    };
    let (_, end) = block.sentence_of(cue.first);
    let plain = |k: u32| block.quoted.get(k as usize) == Some(&Quoted::No);
    let listed = (first.first..last.end).any(|k| block.is(k, ";"));
    if first.first < cue.end || last.end >= end || !block.is(last.end, ";") || !plain(last.first) {
        return;
    }
    let rest = trim(block, Tokens { first: last.end + 1, end });
    let (opener, next) = (block.word(first.first), block.word(rest.first));
    let alike = next == "that" && (opener == "that" || listed)
        || next.ends_with("ing") && opener.ends_with("ing")
        || listed && block.is(cue.end, ":");
    let free = (rest.first..rest.end).all(plain)
        && !claims.iter().enumerate().any(|(other, c)| other != at && c.touches(rest));
    if alike && free && rest.len() >= 3 {
        claims[at].content.push(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn claim(source: (u32, u32), cue: (u32, u32), content: &[(u32, u32)]) -> Linked {
        let tokens = |(first, end)| Tokens { first, end };
        let content = content.iter().map(|t| tokens(*t)).collect();
        Linked { source: Some(tokens(source)), cue: Some(tokens(cue)), content }
    }

    fn found(text: &str, before: &Linked) -> Vec<String> {
        shown::found(text, core::slice::from_ref(before), fronted)
    }

    #[test]
    fn what_opens_the_sentence_is_not_said() {
        for (text, before, expected) in [
            (
                "Sentencing him, the judge told him he was late.",
                claim((3, 5), (5, 6), &[(0, 2), (7, 10)]),
                vec!["the judge | told | he was late"],
            ),
            ("Asked about the rain, the clerk laughed.", claim((5, 7), (7, 8), &[(0, 4)]), vec![]),
            (
                "When the ice is thick, the clerk said, it holds.",
                claim((6, 8), (8, 9), &[(0, 5), (10, 12)]),
                vec!["the clerk | said | When the ice is thick … it holds"],
            ),
            (
                "Fishing is over, the clerk says.",
                claim((4, 6), (6, 7), &[(0, 3)]),
                vec!["the clerk | says | Fishing is over"],
            ),
        ] {
            assert_eq!(found(text, &before), expected, "{text}");
        }
    }

    #[test]
    fn a_list_goes_on_behind_its_semicolons() {
        assert_eq!(
            found(
                "The clerk said that it rained; that he slept; and that he woke.",
                &claim((0, 2), (2, 3), &[(3, 10)])
            ),
            ["The clerk | said | that it rained; that he slept … that he woke"]
        );
        assert_eq!(
            found("The clerk said that it rained; the mayor slept.", &claim((0, 2), (2, 3), &[(3, 6)])),
            ["The clerk | said | that it rained"]
        );
    }
}
