//! "According to X", wherever it stands.
//!
//! Problem: the cue is closed-class and certain, and its source and content lie around it in many orders: the network cuts
//! them, or takes a clause behind the source into it. Policy: the source is what the network says, else what stands up to
//! the next comma or stop; where no comma parts it from the clause, it ends where a subject begins. What is said is the rest
//! of the sentence. Owns nothing.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;

/// "according to X": the cue is closed-class, so the claim is certain even where the network missed a part.
pub(super) fn according_to(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let n = block.tokens.len() as u32;
    for i in 0..n {
        if !block.is(i, "according")
            || !block.is(i + 1, "to")
            || block.quoted.get(i as usize) == Some(&Quoted::Inside)
        {
            continue;
        }
        let cue = Tokens { first: i, end: i + 2 };
        let (first, end) = block.sentence_of(i);
        // The source: what the network says, else up to the next comma or stop.
        let tagged = claims.iter().find(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
        let source_end = (i + 2..end)
            .find(|k| {
                among!(block.word(*k), "," | "." | ";" | ":" | "—" | "–" | ")" | "!" | "?")
                    || block.is_mark(*k)
            })
            .unwrap_or(end);
        let source = tagged
            .and_then(|c| c.source)
            .filter(|s| s.first == i + 2)
            .map(|s| before_verb(block, s))
            .or((source_end > i + 2).then_some(Tokens { first: i + 2, end: source_end }));
        let Some(source) = source else { continue };
        let unparted = unparted(block, i, source_end);
        let source = unparted.unwrap_or(source);
        // "According to plan", "priced according to height": a measure, which nobody speaks by.
        if source.len() == 1 && is_measure(block.word(source.first)) {
            claims.retain(|c| c.cue.is_none_or(|t| !t.overlaps(cue)));
            continue;
        }
        let existing: Vec<Tokens> =
            tagged.filter(|_| unparted.is_none()).map(|c| c.content.clone()).unwrap_or_default();
        // "According to Lee, her firm, which is old, is closing": a content without its subject was cut too late.
        let opens = (first..i).all(|k| block.is_mark(k) || matches!(block.word(k), "but" | "and"));
        let cut = opens
            && source.end > source_end
            && existing
                .first()
                .is_some_and(|t| t.first >= source.end && cues::is_auxiliary(block.word(t.first)));
        let source = if cut { Tokens { first: i + 2, end: source_end } } else { source };
        let existing = if cut { Vec::new() } else { existing };
        let mut content = if existing.is_empty() { beside(block, first, end, cue, source) } else { existing };
        // "The quay, according to Lee, is old": a verb behind the source goes on with what stands before.
        let goes_on = block.is(source.end, ",") && cues::is_auxiliary(block.word(source.end + 1));
        if let [only] = content.as_slice()
            && goes_on
            && i > first
            && block.before(i) == ","
            && only.end < cue.first
        {
            content.push(trim(block, Tokens { first: source.end, end }));
        }
        if content.is_empty() {
            continue;
        }
        match claims.iter_mut().find(|c| c.cue.is_some_and(|t| t.overlaps(cue))) {
            Some(claim) => *claim = Linked { source: Some(source), cue: Some(cue), content },
            None => claims.push(Linked { source: Some(source), cue: Some(cue), content }),
        }
    }
    crate::order::sort_by_key(claims, |c| c.cue.iter().chain(&c.content).map(|t| t.first).min());
}

/// "According to police | the man was armed": without a comma the source ends where the subject of a clause begins. None
/// where a comma follows, which parts the two, or where nothing tells.
fn unparted(block: &Prepared<'_>, i: u32, end: u32) -> Option<Tokens> {
    let (sentence, stop) = block.sentence_of(i);
    let opens = i == sentence || i == sentence + 1 && among!(block.word(sentence), "but" | "and" | "yet");
    if !opens || end + 1 < stop {
        return None;
    }
    let begins = |k: &u32| {
        let number = block.word(*k).starts_with(|c: char| c.is_ascii_digit());
        let name = block.name_at(*k).is_some_and(|(name, _)| name.first == *k);
        let small = among!(
            block.word(*k),
            "the"
                | "a"
                | "an"
                | "he"
                | "she"
                | "it"
                | "they"
                | "there"
                | "his"
                | "her"
                | "their"
                | "its"
                | "nobody"
                | "no"
                | "at"
                | "some"
                | "about"
                | "this"
                | "these"
        );
        let before = block.before(*k);
        let governed = among!(
            before,
            "of" | "in"
                | "at"
                | "on"
                | "from"
                | "by"
                | "for"
                | "with"
                | "to"
                | "and"
                | "the"
                | "a"
                | "an"
                | "near"
        ) || before.ends_with("ed")
            || before.ends_with("ing") && !block.is(*k, "it")
            || cues::is_auxiliary(before);
        (number || name || small) && !governed && block.name_at(*k).is_none_or(|(name, _)| name.first == *k)
    };
    let at = (i + 3..end).find(begins)?;
    let verbal =
        (at + 1..end).any(|k| cues::is_auxiliary(block.word(k)) || super::topics::is_past(block.word(k)));
    verbal.then_some(Tokens { first: i + 2, end: at })
}

/// What a thing may go by.
fn is_measure(word: &str) -> bool {
    among!(
        word,
        "plan"
            | "schedule"
            | "height"
            | "size"
            | "age"
            | "weight"
            | "rank"
            | "taste"
            | "need"
            | "season"
            | "income"
            | "colour"
            | "color"
            | "type"
            | "ability"
            | "price"
            | "custom"
            | "circumstances"
    )
}

/// The rest of the sentence beside "according to X": behind it when it opens the sentence, else in front.
fn beside(block: &Prepared<'_>, first: u32, end: u32, cue: Tokens, source: Tokens) -> Vec<Tokens> {
    let before = trim(block, Tokens { first, end: cue.first });
    let behind = trim(block, Tokens { first: source.end, end });
    let opening =
        (first..cue.first).all(|i| block.is_mark(i) || among!(block.word(i), "but" | "and" | "yet" | "also"));
    let chosen = if opening || before.is_empty() { behind } else { before };
    if chosen.len() < 2 { Vec::new() } else { vec![chosen] }
}

/// A source without the clause that goes on behind its comma: "the engineer, will close on Monday".
fn before_verb(block: &Prepared<'_>, source: Tokens) -> Tokens {
    let comma = (source.first + 1..source.end.saturating_sub(1))
        .find(|k| block.is(*k, ",") && cues::is_auxiliary(block.word(*k + 1)));
    Tokens { first: source.first, end: comma.unwrap_or(source.end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn block<T>(text: &str, kind: BlockKind, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        look(&Prepared::new(text, &read, kind, Vec::new()))
    }

    fn tokens(first: u32, end: u32) -> Tokens {
        Tokens { first, end }
    }

    #[test]
    fn no_comma_need_stand_behind_the_source() {
        for (text, source) in [
            ("According to police the man was armed.", Some((2, 3))),
            ("According to the police report the man was armed.", Some((2, 5))),
            ("According to people who were there he swam.", None),
            ("According to a study of the brain, crabs can count.", Some((2, 7))),
            ("According to a report the council published, the quay is old.", Some((2, 7))),
        ] {
            block(text, BlockKind::Paragraph, |b| {
                let mut claims = Vec::new();
                according_to(b, &mut claims);
                let found = claims.first().and_then(|c| c.source);
                assert_eq!(found, source.map(|(first, end)| tokens(first, end)), "{text}");
            });
        }
    }

    #[test]
    fn a_measure_says_nothing() {
        for (text, claims_there) in
            [("According to plan, the sluice closed.", 0), ("According to locals, the sluice closed.", 1)]
        {
            block(text, BlockKind::Paragraph, |b| {
                let mut claims = Vec::new();
                according_to(b, &mut claims);
                assert_eq!(claims.len(), claims_there, "{text}");
            });
        }
    }
}
