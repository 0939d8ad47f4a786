//! Whoever says it named aside: "the bridge (so the engineer maintains) held", "the poet, her editor recalls, sang".
//!
//! Problem: brackets and a pair of commas part what is said, and between the parts the network loses the speaker, ends the
//! content at the aside, or takes the aside into the subject of the next verb. Policy: brackets or commas that hold nothing
//! but somebody and a finite verb of speech tell who says the sentence around them; "so" may open them, a hearer or an
//! adverb end them. Owns nothing. Not handled: asides between dashes, which as often hold what somebody does.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::patients::subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::{group, is_subject};
use super::topics::is_past;
use super::voices::speaks;
use crate::page::BlockKind;

/// Longest aside, in tokens, without its brackets or commas.
const LONGEST: u32 = 9;

/// Adds the claims whose speaker is named aside, and mends those that an aside has cut.
#[inline(never)]
pub(super) fn asides(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        agreed(block, claims, i);
        if let Some((source, cue, end)) = turned(block, i)
            && !claims.iter().any(|c| c.cue.is_some_and(|t| t.overlaps(cue)))
        {
            add(block, claims, (source, cue), i, end);
            continue;
        }
        let close = match block.word(i) {
            "(" => ")",
            "," => ",",
            _ => continue,
        };
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some((source, cue, end)) = aside(block, i, close) else { continue };
        match claims.iter().position(|c| c.cue.is_some_and(|t| t.overlaps(cue))) {
            Some(at) => mend(block, claims, at, i, end),
            None => add(block, claims, (source, cue), i, end),
        }
    }
}

/// Source and cue of the aside that the bracket or comma at `open` opens, and where it is closed.
fn aside(block: &Prepared<'_>, open: u32, close: &str) -> Option<(Tokens, Tokens, u32)> {
    let (sentence, stop) = block.sentence_of(open);
    let end = (open + 1..stop.min(open + 2 + LONGEST)).find(|k| block.word(*k) == close)?;
    let inside = Tokens { first: open + 1, end };
    let plain = |k: u32| block.quoted.get(k as usize) == Some(&Quoted::No) && !block.is_mark(k);
    if open < sentence + 1 || inside.len() < 2 || !(inside.first..end).all(plain) {
        return None;
    }
    let so = block.is(inside.first, "so");
    let first = inside.first + u32::from(so || block.is(inside.first, "as"));
    let listed = |k: u32| matches!(block.verbs.get(k as usize), Some(Some(CueClass::Say | CueClass::State)));
    let verb = (first + 1..end).find(|k| listed(*k) && block.name_at(*k).is_none())?;
    let word = block.word(verb);
    let finite = !word.ends_with("ing") && !cues::is_noun_cue(word) || matches!(word, "claims" | "claimed");
    // Nothing but an adverb or a hearer may follow.
    let rest = (verb + 1..end).all(|k| {
        let word = block.word(k);
        word.ends_with("ly") || among!(word, "us" | "me" | "now" | "later" | "too" | "today")
    });
    let begin = group(block, verb, first)?;
    let source = Tokens { first, end: begin };
    let somebody = finite && rest && speaks(block, source) && is_subject(block, source);
    let joined = among!(block.word(first), "and" | "but" | "or" | "who" | "which" | "that");
    (somebody && !joined).then_some((source, Tokens { first: begin, end: verb + 1 }, end))
}

/// ", says the coach,": the verb in front of its subject, where the subject ends with a comma or with the sentence.
fn turned(block: &Prepared<'_>, comma: u32) -> Option<(Tokens, Tokens, u32)> {
    let verb = comma + 1;
    let says = among!(
        block.word(verb),
        "said" | "says" | "argued" | "argues" | "insisted" | "insists" | "wrote" | "writes"
    );
    // A headline goes on with another verb of its subject: "Council trims hours, says no to lifts".
    if !block.is(comma, ",") || !says || block.kind != BlockKind::Paragraph {
        return None;
    }
    let (sentence, end) = block.sentence_of(comma);
    let close = (verb + 1..end).find(|k| among!(block.word(*k), "," | "." | ";" | "!" | "?")).unwrap_or(end);
    let source = Tokens { first: verb + 1, end: close };
    let plain = |k: u32| block.quoted.get(k as usize) == Some(&Quoted::No);
    let phrase = !among!(
        block.word(source.first),
        "to" | "in" | "by" | "on" | "that" | "he" | "she" | "they" | "it" | "at"
    );
    let somebody = !source.is_empty()
        && source.len() <= LONGEST
        && (sentence..close).all(plain)
        && phrase
        && speaks(block, source)
        && is_subject(block, source);
    somebody.then_some((source, Tokens { first: verb, end: verb + 1 }, close))
}

/// "The council says, and the mill agrees, that it was green": whoever agrees says it too.
fn agreed(block: &Prepared<'_>, claims: &mut Vec<Linked>, open: u32) {
    if !among!(block.word(open), "," | "—" | "–")
        || !among!(block.word(open + 1), "and" | "but" | "though" | "although")
    {
        return;
    }
    let (_, stop) = block.sentence_of(open);
    let mark = block.word(open);
    let Some(close) = (open + 3..stop.min(open + 2 + LONGEST)).find(|k| block.word(*k) == mark) else {
        return;
    };
    let verb = close - 1 - u32::from(block.before(close) == "it");
    let agrees = among!(
        block.word(verb),
        "agrees"
            | "agree"
            | "agreed"
            | "accepts"
            | "accept"
            | "accepted"
            | "confirms"
            | "confirm"
            | "confirmed"
            | "concedes"
            | "conceded"
            | "denies"
            | "deny"
            | "denied"
            | "disputes"
            | "dispute"
            | "disputed"
    );
    let Some(begin) = group(block, verb, open + 1).filter(|_| agrees) else { return };
    let (source, cue) = (Tokens { first: open + 2, end: begin }, Tokens { first: begin, end: verb + 1 });
    let outer = |c: &&Linked| {
        c.cue.is_some_and(|t| t.end == open) && c.content.first().is_some_and(|t| t.first > close)
    };
    let somebody = source.first < source.end && speaks(block, source) && is_subject(block, source);
    let nearer = claims.iter().find(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
    let farther = claims.iter().find(outer);
    // The network gives the content to one of the two verbs.
    let missed = match (nearer, farther) {
        (None, Some(outer)) if somebody => {
            Some(Linked { source: Some(source), cue: Some(cue), content: outer.content.clone() })
        }
        (Some(inner), None) if inner.content.iter().all(|t| t.first > close) => {
            let said = open.saturating_sub(1);
            let listed =
                matches!(block.verbs.get(said as usize), Some(Some(CueClass::Say | CueClass::State)));
            subject(block, said).filter(|s| listed && s.end == said && speaks(block, *s)).map(|speaker| {
                Linked {
                    source: Some(speaker),
                    cue: Some(Tokens { first: said, end: open }),
                    content: inner.content.clone(),
                }
            })
        }
        _ => None,
    };
    if let Some(claim) =
        missed.filter(|m| !claims.iter().any(|c| c.cue.zip(m.cue).is_some_and(|(a, b)| a.overlaps(b))))
    {
        claims.push(claim);
    }
}

/// The sentence's words in front of the aside `open..=close` and behind it.
fn around(block: &Prepared<'_>, open: u32, close: u32) -> Vec<Tokens> {
    let (sentence, stop) = block.sentence_of(open);
    let begin = (sentence..open)
        .rev()
        .find(|k| matches!(block.word(*k), ";" | ":") || block.is_mark(*k))
        .map_or(sentence, |k| k + 1);
    let end = (close + 1..stop).find(|k| matches!(block.word(*k), ";") || block.is_mark(*k)).unwrap_or(stop);
    let before = trim(block, Tokens { first: begin, end: open });
    let behind = trim(block, Tokens { first: close + 1, end: end.max(close + 1) });
    [before, behind].into_iter().filter(|t| !t.is_empty()).collect()
}

/// Adds what the network left out: only where no other claim has a part in it.
fn add(
    block: &Prepared<'_>,
    claims: &mut Vec<Linked>,
    (source, cue): (Tokens, Tokens),
    open: u32,
    close: u32,
) {
    let content = around(block, open, close);
    let words: u32 = content.iter().map(|t| t.len()).sum();
    // "Socrates, Plato tells us, | said that": the network takes the aside into the subject of the next verb.
    let swallowed = claims
        .iter_mut()
        .find(|c| c.source.is_some_and(|s| s.first < open && s.end > cue.first && s.end <= close + 1));
    if let Some(claim) = swallowed {
        claim.source = claim.source.map(|s| Tokens { first: s.first, end: open });
        claims.push(Linked { source: Some(source), cue: Some(cue), content });
        return;
    }
    let taken = |c: &Linked| content.iter().chain([&source, &cue]).any(|t| c.touches(*t));
    // A comma in front of the verb, and its subject behind: one word is enough ("Maybe, says the coach").
    let turned = cue.end == source.first;
    if (words >= 3 || words >= 1 && turned) && !claims.iter().any(taken) {
        claims.push(Linked { source: Some(source), cue: Some(cue), content });
    }
}

/// Mends the claim `at` of the aside `open..=close`: a subject in front of it has its verb behind it.
fn mend(block: &Prepared<'_>, claims: &mut [Linked], at: usize, open: u32, close: u32) {
    let &[before] = claims[at].content.as_slice() else { return };
    let auxiliary =
        |k: u32| cues::is_auxiliary(block.word(k)) || block.is(k, "used") || is_past(block.word(k));
    let verbal = (before.first..before.end)
        .any(|k| auxiliary(k) || block.word(k).ends_with("ed") || block.word(k).ends_with("ing"));
    if before.end != open || verbal || block.is(close, ")") {
        return;
    }
    // "The poet, her editor recalls, | used to say that": the subject of the second verb stands in front of the aside.
    let source = claims[at].source;
    let next = |c: &Linked| {
        c.source == source && c.cue.is_some_and(|cue| cue.first == close + 1) && source.is_some()
    };
    if let Some(inner) = claims.iter().position(next).filter(|inner| *inner != at) {
        claims[inner].source = Some(before);
        let end = claims[inner].content.iter().map(|t| t.end).max().unwrap_or(close + 1);
        claims[at].content.push(Tokens { first: close + 1, end });
        return;
    }
    let (_, stop) = block.sentence_of(open);
    let rest = trim(block, Tokens { first: close + 1, end: stop });
    if auxiliary(close + 1) && rest.len() >= 2 && !claims.iter().any(|c| c.touches(rest)) {
        claims[at].content.push(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown::{self, claim};

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], asides)
    }

    #[test]
    fn a_speaker_may_be_named_aside() {
        for (text, claim) in [
            (
                "The bridge (so the engineer maintains) would hold.",
                "the engineer | maintains | The bridge … would hold",
            ),
            (
                "The bridge, so the engineer insists, would hold.",
                "the engineer | insists | The bridge … would hold",
            ),
            ("It was a very small fish (he says).", "he | says | It was a very small fish"),
            ("It was (she tells us) a small fish.", "she | tells | It was … a small fish"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn a_verb_may_stand_before_its_subject() {
        for (text, claim) in [
            ("Time, says the coach, will tell.", "the coach | says | Time … will tell"),
            ("Maybe, says the coach.", "the coach | says | Maybe"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
        for text in [
            "The coach, said to be ill, left.",
            "The coach, said the mayor to be his heir.",
            "He wrote, said little.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn whoever_agrees_says_it_too() {
        let said = claim((0, 2), (2, 3), (9, 14));
        assert_eq!(
            shown::found("The council says, and the firm agrees, that the light was green.", &[said], asides),
            ["The council | says | that the light was green", "the firm | agrees | that the light was green"]
        );
        let agreed = claim((5, 7), (7, 8), (9, 14));
        assert_eq!(
            shown::found(
                "The council says, and the firm agrees, that the light was green.",
                &[agreed],
                asides
            ),
            ["the firm | agrees | that the light was green", "The council | says | that the light was green"]
        );
        let said = claim((0, 2), (2, 3), (8, 13));
        assert_eq!(
            shown::found(
                "The council says, and the firm, that the light was green.",
                core::slice::from_ref(&said),
                asides
            )
            .len(),
            1
        );
    }

    #[test]
    fn other_brackets_name_no_speaker() {
        for text in [
            "The bridge (which he says little of) would hold.",
            "The bridge (and the engineer) would hold.",
            "The bridge (see the engineer's report) would hold.",
            "The bridge (the engineer left) would hold.",
            "The cook, the mayor said to be his heir, and the maid left.",
            "The mayor, who says it is late, left.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn an_aside_is_no_part_of_the_next_subject() {
        assert_eq!(
            shown::found(
                "The sage, the teacher tells us, said that it rained.",
                &[claim((0, 7), (8, 9), (9, 12))],
                asides
            ),
            ["The sage | said | that it rained", "the teacher | tells | The sage … said that it rained"]
        );
        assert_eq!(
            shown::found(
                "The poet, her editor recalls, used to say that it rained.",
                &[claim((3, 5), (5, 6), (0, 2)), claim((3, 5), (7, 10), (10, 13))],
                asides
            ),
            [
                "her editor | recalls | The poet … used to say that it rained",
                "The poet | used to say | that it rained"
            ]
        );
        assert_eq!(
            shown::found("The mine, the paper reported, is dry.", &[claim((3, 5), (5, 6), (0, 2))], asides),
            ["the paper | reported | The mine … is dry"]
        );
    }
}
