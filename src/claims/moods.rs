//! Feelings that are nobody's by name: "there is growing concern that", "the hope in the boardroom is that".
//!
//! Problem: the network takes "there is" or "it is his" along into the cue, and leaves feelings without an owner out. Policy: the
//! noun alone is the cue and its owner, where it has one, the source; which nouns tell a mood is closed. Read by `nouns`, which
//! owns the claims.

use super::cues;
use super::link::{Linked, Tokens};
use super::nouns::{attributes, owner};
use super::passives::is_be;
use super::prepared::Prepared;

/// "There is | growing concern", "it is his | hope": the noun alone is the cue, and its owner the source.
pub(super) fn alone(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue.filter(|cue| cue.len() > 1) else { return };
    let noun = cue.end - 1;
    let empty = (cue.first.saturating_sub(1)..noun)
        .find(|k| matches!(block.word(*k), "there" | "it") && is_be(block.word(*k + 1)));
    let Some(empty) = empty.filter(|_| attributes(block.word(noun))) else { return };
    // "It is claimed", "there was a warning that was late" have a verb in between.
    let verbal = (empty + 2..noun)
        .any(|k| block.word(k).ends_with("ed") || block.is(k, "to") || cues::is_auxiliary(block.word(k)));
    if verbal || block.sentence_of(empty) != block.sentence_of(noun) {
        return;
    }
    claim.cue = Some(Tokens { first: noun, end: cue.end });
    let whose = owner(block, noun);
    claim.source = whose.or(claim.source.filter(|s| s.first > empty + 1));
}

/// Nouns for what is felt or thought where somebody or many are.
pub(super) fn is_mood(noun: &str) -> bool {
    among!(
        noun,
        "feeling"
            | "mood"
            | "thinking"
            | "sense"
            | "hope"
            | "fear"
            | "view"
            | "word"
            | "expectation"
            | "talk"
            | "belief"
            | "worry"
            | "consensus"
            | "suspicion"
            | "theory"
            | "rumour"
            | "rumor"
            | "concern"
            | "assumption"
            | "verdict"
    )
}

/// "There is anger that": a feeling that nobody owns; a doubt only with those who have it, for "there is no doubt" is the writer's.
pub(super) fn felt(block: &Prepared<'_>, i: u32) -> bool {
    let feeling = among!(
        block.word(i),
        "anger"
            | "unease"
            | "scepticism"
            | "skepticism"
            | "optimism"
            | "dismay"
            | "frustration"
            | "alarm"
            | "agreement"
            | "confidence"
            | "expectation"
            | "feeling"
    ) || block.is(i, "doubt") && block.is(i + 1, "among");
    let (first, _) = block.sentence_of(i);
    feeling && (i.saturating_sub(4).max(first)..i).any(|k| block.is(k, "there") && is_be(block.word(k + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::nouns::nouns;
    use crate::claims::shown;

    #[test]
    fn the_noun_alone_is_the_cue() {
        let text = "There is growing concern that it leaks.";
        let whole = Linked {
            source: None,
            cue: Some(Tokens { first: 1, end: 4 }),
            content: vec![Tokens { first: 4, end: 7 }],
        };
        assert_eq!(shown::found(text, &[whole], nouns), ["- | concern | that it leaks"]);
        let text = "It is his hope that it holds.";
        let whole = Linked {
            source: None,
            cue: Some(Tokens { first: 0, end: 4 }),
            content: vec![Tokens { first: 4, end: 7 }],
        };
        assert_eq!(shown::found(text, &[whole], nouns), ["his | hope | that it holds"]);
    }

    #[test]
    fn an_infinitive_is_a_verb() {
        let text = "When she spoke, it was to promise a jet.";
        let whole = Linked {
            source: None,
            cue: Some(Tokens { first: 4, end: 8 }),
            content: vec![Tokens { first: 8, end: 10 }],
        };
        assert_eq!(shown::found(text, &[whole], nouns), ["- | it was to promise | a jet"]);
    }
}
