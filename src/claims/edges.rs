//! Where a cue begins and ends.
//!
//! Problem: annotators and network differ over the words around a verb of speech. Policy: the corpus's guide decides, by the
//! words of `guide`: an auxiliary belongs to the verb and an adverb of time in front of a lone verb does not ("then | noted"),
//! nor does another deed before it ("shrugged and | said"); the preposition a verb needs stays inside ("called on", "warned against"),
//! the one that introduces what is said opens the content ("was charged | with theft", "pressed | for more"), and "as" belongs
//! to no part. What stands behind the verb is read in `manners`. Owns nothing. Not handled: other adverbs ("flatly denied"), which
//! the guide has outside and other corpora inside: they stay where the network leaves them.

use super::cues;
use super::guide::{AUXILIARIES, CHARGES, DESCRIBING, NEEDED, SAYING, begins, is_adverb, is_participle};
use super::link::{Linked, Tokens};
use super::manners::manners;
use super::prepared::Prepared;

/// A person accused or thanked is no longer than this, in tokens.
const PERSON: u32 = 14;

/// Sets the edges of the cues of `claims`.
#[inline(never)]
pub(super) fn edges(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        let Some(cue) = claim.cue.filter(|cue| !cue.is_empty()) else { continue };
        let mut cue = first_word(block, second_verb(block, cue), claim.source);
        judged(block, &mut cue);
        as_what(block, &mut cue, &mut claim.content);
        accusation(block, &mut cue, &mut claim.content);
        blame(block, cue, &mut claim.content);
        introduced(block, &mut cue, &mut claim.content);
        needed(block, &mut cue, &mut claim.content);
        occasion(block, &mut cue);
        manners(block, &mut cue, claim.source, &mut claim.content);
        claim.cue = Some(cue);
    }
}

/// "Smiled and said", "retreated a little, saying": the first verb says nothing.
fn second_verb(block: &Prepared<'_>, mut cue: Tokens) -> Tokens {
    let said = |k: &u32| block.is(*k - 1, "and") && SAYING.contains(&block.word(*k));
    let commas = || (cue.first..cue.end).filter(|k| block.is(*k, ","));
    let saying = |comma: u32| {
        let word = block.word(comma + 1);
        (comma + 1 < cue.end && word.ends_with("ing") && word != "laughing").then_some(comma + 1)
    };
    let first = (cue.first + 1..cue.end)
        .rev()
        .find(said)
        .or_else(|| commas().next().filter(|_| commas().count() == 1).and_then(saying));
    cue.first = first.unwrap_or(cue.first);
    cue
}

/// "Then | noted": outside, unless an auxiliary stands before, which belongs to the verb with what is between: "has flatly denied".
fn first_word(block: &Prepared<'_>, mut cue: Tokens, source: Option<Tokens>) -> Tokens {
    let verb = |k: u32| {
        block.verbs.get(k as usize).is_some_and(Option::is_some) && !cues::is_auxiliary(block.word(k))
    };
    let taken = |k: u32| source.is_some_and(|s| s.holds(k));
    let mut lead = cue.first;
    while let Some(k) = lead.checked_sub(1).filter(|k| is_adverb(block.word(*k)) || block.is(*k, "never")) {
        lead = k;
    }
    let auxiliary = lead.checked_sub(1).filter(|k| cues::is_auxiliary(block.word(*k)) && !taken(*k));
    let lone = (cue.first..cue.end).find(|k| !is_adverb(block.word(*k))).unwrap_or(cue.first);
    match auxiliary {
        Some(k) if AUXILIARIES.contains(&block.word(k)) && is_participle(block.word(lone)) => cue.first = k,
        Some(_) => {}
        None => {
            let loose = among!(block.word(cue.first), "then" | "now" | "later" | "once" | "first");
            if loose && verb(cue.first + 1) && cue.len() > 1 {
                cue.first += 1;
            }
        }
    }
    cue
}

/// "Cast it as".
fn judged(block: &Prepared<'_>, cue: &mut Tokens) {
    let pronoun = |i: u32| among!(block.word(i), "it" | "them" | "him" | "her" | "that" | "this");
    if cue.len() > 2 && block.is(cue.end - 1, "as") && pronoun(cue.end - 2) {
        cue.end -= 2;
    }
}

/// "Describes it | as", "quoted him | as | saying": in no part.
fn as_what(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    if cue.len() > 1 && block.is(cue.end - 1, "as") && !block.is(cue.end - 2, "far") {
        cue.end -= 1;
    }
    if cue.len() > 1 && block.is(cue.first, "as") && block.is(cue.first + 1, "saying") {
        cue.first += 1;
    }
    if begins(block.word(cue.end - 1), &DESCRIBING)
        && let Some(piece) = content.iter_mut().find(|t| t.first >= cue.end)
        && block.is(piece.first, "as")
        && piece.len() > 1
    {
        piece.first += 1;
    }
}

/// "Was charged | with painting a horse": the deed is no part of the cue; `introduced` moves the preposition.
fn accusation(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    let accuses = |i: u32| {
        among!(block.word(i), "accused" | "accuses" | "charged" | "suspected" | "convicted" | "indicted")
    };
    let deed = (cue.first + 2..cue.end).find(|k| {
        block.word(*k).ends_with("ing") && matches!(block.word(*k - 1), "of" | "with") && accuses(*k - 2)
    });
    if let Some(at) = deed
        && let Some(piece) = content.iter_mut().find(|t| t.first == cue.end)
    {
        (piece.first, cue.end) = (at, at);
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

/// "Said | during a rally in Leeds": when and where is neither how it was said nor by which paper.
fn occasion(block: &Prepared<'_>, cue: &mut Tokens) {
    let says = |k: u32| {
        among!(block.word(k), "say" | "says" | "saying" | "wrote" | "writes" | "argued")
            || SAYING.contains(&block.word(k))
    };
    let told =
        |k: &u32| among!(block.word(*k), "at" | "during" | "after" | "before" | "while") && says(*k - 1);
    if let Some(at) = (cue.first + 1..cue.end).find(told) {
        cue.end = at;
    }
}

/// "Pressed | for more", "warned | of frost", "accused the man | of theft": what is said begins with the word that introduces it.
fn introduced(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    let introduces = |k: u32, verb: &str| match block.word(k) {
        "for" | "whether" => true,
        "of" => begins(verb, &CHARGES) || among!(verb, "idea" | "possibility" | "prospect" | "picture"),
        "with" => verb.starts_with("charg") || verb.starts_with("credit"),
        _ => false,
    };
    if cue.len() > 1 && introduces(cue.end - 1, block.word(cue.end - 2)) {
        cue.end -= 1;
        if let Some(piece) = content.iter_mut().find(|t| t.first == cue.end + 1) {
            piece.first -= 1;
        }
        return;
    }
    let last = block.word(cue.end - 1);
    let behind_person = |k: u32| match block.word(k) {
        "of" => begins(last, &["accus", "suspect", "convict"]),
        "with" => begins(last, &["charg", "credit"]),
        "for" => begins(last, &["blam", "prais", "thank"]),
        _ => false,
    };
    let Some(piece) = content.iter_mut().find(|t| t.first > cue.end) else { return };
    let at = piece.first - 1;
    if at == cue.end && introduces(at, last) || at < cue.end + PERSON && behind_person(at) {
        piece.first = at;
    }
}

/// "Called on", "pointed to", "warned against": the verb alone would say something else. "Wanted to know" and "would say only" are
/// whole as well.
fn needed(block: &Prepared<'_>, cue: &mut Tokens, content: &mut [Tokens]) {
    let (last, next) = (block.word(cue.end - 1), block.word(cue.end));
    let calls = among!(last, "called" | "calls" | "call" | "calling") && matches!(next, "on" | "upon");
    let alludes = matches!(last, "alluded" | "alludes") && next == "to";
    let needs = NEEDED.iter().any(|(preposition, verbs)| next == *preposition && begins(last, verbs));
    let noun = last.ends_with("warning") && cue.len() == 1;
    let knows = next == "to" && block.is(cue.end + 1, "know") && begins(last, &["want", "demand"]);
    let follows = |k: u32| content.iter().any(|t| t.first == k || t.first == k + 1);
    let words = if knows {
        2
    } else if calls || alludes || needs && !noun || next == "only" && follows(cue.end) {
        1
    } else {
        return;
    };
    let end = cue.end + words;
    if (cue.end..end).any(|k| block.quoted.get(k as usize) != block.quoted.get(cue.end as usize - 1)) {
        return;
    }
    match content.iter_mut().find(|t| t.first < end && cue.end < t.end) {
        Some(piece) if piece.first >= cue.end && piece.end > end => piece.first = end,
        Some(_) => return,
        None => {}
    }
    cue.end = end;
}

/// The second piece of a cue that has whom or what it speaks of in its midst: "likened it | to".
pub(super) fn likened(block: &Prepared<'_>, claim: &Linked) -> Option<Tokens> {
    let cue = claim.cue?;
    let at = claim.content.first()?.first.checked_sub(1)?;
    let likens = begins(block.word(cue.end - 1), &["liken", "compar", "attribut"]);
    (likens && at > cue.end && at < cue.end + PERSON && block.is(at, "to"))
        .then_some(Tokens { first: at, end: at + 1 })
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
            ("He smiled and said it was late.", (1, 4), (4, 7), ("said", "it was late")),
            ("Ann has flatly denied the theft.", (2, 4), (4, 6), ("has flatly denied", "the theft")),
            ("He described it as a joke.", (1, 2), (3, 6), ("described", "a joke")),
            ("They pressed for a second vote.", (1, 3), (3, 6), ("pressed", "for a second vote")),
            ("She accused the mayor of theft.", (1, 2), (5, 6), ("accused", "of theft")),
            ("He warned against the dam.", (1, 2), (2, 5), ("warned against", "the dam")),
            ("She wanted to know who paid.", (1, 2), (2, 6), ("wanted to know", "who paid")),
            ("He would say only that it held.", (1, 3), (4, 7), ("would say only", "that it held")),
            ("Lee said later it was late.", (1, 3), (3, 6), ("said", "it was late")),
            ("Lee said at a rally it was late.", (1, 5), (5, 8), ("said", "it was late")),
            ("Lee said on the radio it was late.", (1, 2), (5, 8), ("said on the radio", "it was late")),
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
