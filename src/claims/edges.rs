//! Where a cue begins and ends.
//!
//! Problem: annotators and network differ over the words around a verb of speech. Policy: the corpus's guide decides: an
//! adverb of time in front of a lone verb stays outside ("then noted"), the preposition a verb needs stays inside ("called on"),
//! and so does a manner or medium right behind it ("said in an email"); the preposition of an accusation is no part of its
//! cue ("was charged | with theft"), nor is the thing judged ("cast | it as"). Owns nothing.

use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::claims::cues::{self, CueClass};

/// Sets the edges of the cues of `claims`.
pub(super) fn edges(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        let Some(cue) = claim.cue.filter(|cue| !cue.is_empty()) else { continue };
        let mut cue = adverb(block, cue);
        judged(block, &mut cue);
        accusation(block, &mut cue, &mut claim.content);
        blame(block, cue, &mut claim.content);
        preposition(block, &mut cue, &mut claim.content);
        manner(block, &mut cue, claim.source, &mut claim.content);
        claim.cue = Some(cue);
    }
}

/// "Then noted": outside, unless an auxiliary stands before.
fn adverb(block: &Prepared<'_>, mut cue: Tokens) -> Tokens {
    let loose = matches!(block.word(cue.first), "then" | "now" | "later");
    let verb = block.verbs.get(cue.first as usize + 1).is_some_and(Option::is_some)
        && !cues::is_auxiliary(block.word(cue.first + 1));
    let helped = cue.first.checked_sub(1).is_some_and(|i| cues::is_auxiliary(block.word(i)));
    if loose && verb && !helped && cue.len() > 1 {
        cue.first += 1;
    }
    cue
}

/// "Cast it as".
fn judged(block: &Prepared<'_>, cue: &mut Tokens) {
    let pronoun = |i: u32| matches!(block.word(i), "it" | "them" | "him" | "her" | "that" | "this");
    if cue.len() > 2 && block.word(cue.end - 1) == "as" && pronoun(cue.end - 2) {
        cue.end -= 2;
    }
}

/// "Was charged with", "are accused of": the preposition opens the content that stands right behind. In "was charged with
/// painting a horse" the deed is no part of the cue either.
fn accusation(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    let accuses = |i: u32| {
        matches!(block.word(i), "accused" | "accuses" | "charged" | "suspected" | "convicted" | "indicted")
    };
    let deed = (cue.first + 2..cue.end).find(|k| {
        block.word(*k).ends_with("ing") && matches!(block.word(*k - 1), "of" | "with") && accuses(*k - 2)
    });
    if let Some(at) = deed
        && let Some(piece) = content.iter_mut().find(|t| t.first == cue.end)
    {
        (piece.first, cue.end) = (at, at);
    }
    if cue.len() > 1 && matches!(block.word(cue.end - 1), "of" | "with") && accuses(cue.end - 2) {
        if let Some(piece) = content.iter_mut().find(|t| t.first == cue.end) {
            piece.first -= 1;
        }
        cue.end -= 1;
    }
}

/// "Pointed the finger at smugglers | for the missing maize": whom it is pointed at is no part of what they did.
fn blame(block: &Prepared<'_>, cue: Tokens, content: &mut [Tokens]) {
    let turned = cue.len() > 2
        && matches!(
            (block.word(cue.end - 2), block.word(cue.end - 1)),
            ("finger" | "out", "at") | ("blame" | "praise", "on")
        );
    let [only] = content else { return };
    let because =
        (only.first + 1..only.end.saturating_sub(1)).find(|k| matches!(block.word(*k), "for" | "over"));
    if let Some(at) = because.filter(|_| turned && only.first == cue.end) {
        only.first = at;
    }
}

/// "Called on", "pointed to": the verb alone would say something else.
fn preposition(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    let fits = match block.word(cue.end - 1) {
        "called" | "calls" | "call" | "calling" => matches!(block.word(cue.end), "on" | "upon"),
        "pointed" | "points" | "point" | "pointing" | "alluded" | "alludes" => block.word(cue.end) == "to",
        "hinted" | "hints" | "hinting" => block.word(cue.end) == "at",
        "spoke" | "speaks" | "speak" | "spoken" | "speaking" => block.word(cue.end) == "of",
        _ => false,
    };
    if !fits || block.quoted.get(cue.end as usize) != block.quoted.get(cue.end as usize - 1) {
        return;
    }
    let at = cue.end;
    match content.iter_mut().find(|t| t.holds(at)) {
        Some(piece) if piece.first == at && piece.len() > 1 => piece.first += 1,
        Some(_) => return,
        None => {}
    }
    cue.end += 1;
}

/// "Said in a statement", "cautioned by email", "testified under oath".
fn manner(block: &Prepared<'_>, cue: &mut Tokens, source: Option<Tokens>, content: &mut [Tokens]) {
    let last = cue.end - 1;
    let speaks = block
        .verbs
        .get(last as usize)
        .copied()
        .flatten()
        .is_some_and(|class| matches!(class, CueClass::Say | CueClass::State))
        && !cues::is_noun_cue(block.word(last));
    let Some(end) = medium(block, cue.end).filter(|_| speaks) else { return };
    let phrase = Tokens { first: cue.end, end };
    let plain = (phrase.first..phrase.end).all(|i| block.quoted.get(i as usize) == Some(&Quoted::No));
    if !plain || source.is_some_and(|s| s.overlaps(phrase)) {
        return;
    }
    match content.iter_mut().find(|t| t.overlaps(phrase)) {
        // The content took the phrase along.
        Some(piece) if piece.first == phrase.first && piece.end > phrase.end + 2 => {
            piece.first = phrase.end + u32::from(block.word(phrase.end) == ",");
        }
        Some(_) => return,
        None => {}
    }
    cue.end = end;
}

/// Where a phrase of medium that begins at `i` ends.
fn medium(block: &Prepared<'_>, i: u32) -> Option<u32> {
    let is_medium = |k: u32| {
        matches!(
            block.word(k),
            "statement"
                | "statements"
                | "email"
                | "e-mail"
                | "letter"
                | "filing"
                | "interview"
                | "memo"
                | "note"
                | "message"
                | "tweet"
                | "post"
                | "telephone"
                | "phone"
                | "fax"
                | "lawyer"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
        )
    };
    match block.word(i) {
        "under" if block.word(i + 1) == "oath" => Some(i + 2),
        "by" | "via" if is_medium(i + 1) => Some(i + 2),
        "in" | "through" if matches!(block.word(i + 1), "a" | "an" | "his" | "her" | "its" | "their") => {
            let noun = (i + 2..i + 4).find(|k| is_medium(*k))?;
            // An adjective at most stands between: "in a joint statement".
            Some(noun + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    /// Cue and contents of a claim of these parts of `text` once its edges are set.
    fn set(text: &str, cue: (u32, u32), content: (u32, u32)) -> (String, String) {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let mut claims = [Linked { source: None, cue: Some(tokens(cue)), content: vec![tokens(content)] }];
        edges(&block, &mut claims);
        let words = |t: Tokens| block.span(t).text(text).to_owned();
        (words(claims[0].cue.unwrap()), words(claims[0].content[0]))
    }

    #[test]
    fn the_guide_decides_where_a_cue_ends() {
        for (text, cue, content, expected) in [
            ("She then noted that it was late.", (1, 3), (3, 7), ("noted", "that it was late")),
            ("She has then noted that it was late.", (1, 4), (4, 8), ("has then noted", "that it was late")),
            ("Lee was charged with theft.", (1, 4), (4, 5), ("was charged", "with theft")),
            ("He called on Lee to go.", (1, 2), (2, 6), ("called on", "Lee to go")),
            (
                "He pointed the finger at Lee for the loss.",
                (1, 5),
                (5, 9),
                ("pointed the finger at", "for the loss"),
            ),
            ("He cast it as a joke.", (1, 4), (4, 6), ("cast", "a joke")),
            ("Lee said in a statement it was late.", (1, 2), (2, 8), ("said in a statement", "it was late")),
            (
                "Lee warned by email that it was late.",
                (1, 2),
                (4, 8),
                ("warned by email", "that it was late"),
            ),
        ] {
            let (cue, content) = set(text, cue, content);
            assert_eq!((cue.as_str(), content.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn where_the_guide_says_nothing_the_cue_stays() {
        for (text, cue, content) in [
            ("He called for Lee to go.", (1, 2), (2, 6)),
            ("Lee said in a way it was late.", (1, 2), (2, 8)),
            ("“I called on him,” he said.", (8, 9), (0, 7)),
        ] {
            let read = BlockText::read(text);
            let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
            let before = block.span(Tokens { first: cue.0, end: cue.1 }).text(text).to_owned();
            assert_eq!(set(text, cue, content).0, before, "{text}");
        }
    }
}
