//! A thing said that is itself the subject of its sentence: "the claim that the dam was safe was repeated by Lee".
//!
//! Problem: the clause behind the noun ends where the sentence's own verb begins, and nothing marks the place;
//! read on, the writer's words ("was repeated") are put into the mouth of whoever claimed. Policy: the clause
//! ends before a form of "be" and a word of a closed list of what becomes of things said, and only when the
//! clause before it has a verb of its own. Whose claim it is said to be is its source, else who repeats or raises
//! it; who denies, mocks or supports it is not. Where another verb is the sentence's own, a content that was found is cut
//! before it. Owns nothing.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::nouns::owner;
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::page::BlockKind;

/// What is done to a thing said by one who says it too.
const SAID_AGAIN: &[&str] = &[
    "repeated",
    "echoed",
    "made",
    "raised",
    "floated",
    "aired",
    "voiced",
    "advanced",
    "put",
    "levelled",
    "leveled",
    "circulated",
    "published",
    "reported",
];

/// What else becomes of it.
const MET: &[&str] = &[
    "rejected",
    "ignored",
    "denied",
    "dismissed",
    "disputed",
    "challenged",
    "contradicted",
    "questioned",
    "ridiculed",
    "mocked",
    "debunked",
    "disproved",
    "refuted",
    "rebutted",
    "withdrawn",
    "dropped",
    "retracted",
    "met",
    "greeted",
    "welcomed",
    "received",
    "repudiated",
    "rubbished",
    "condemned",
    "undermined",
    "confirmed",
    "investigated",
    "tested",
    "false",
    "true",
    "untrue",
    "baseless",
    "unfounded",
    "groundless",
    "wrong",
    "nonsense",
    "misleading",
    "implausible",
    "absurd",
    "ridiculous",
    "unproven",
    "contested",
    "endorsed",
    "backed",
    "supported",
    "spread",
    "shared",
];

/// Ends the contents of `claims` whose cue is the noun, and adds those that are left out.
#[inline(never)]
pub(super) fn topics(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        let noun = cues::is_noun_cue(block.word(i)) && block.quoted.get(i as usize) != Some(&Quoted::Inside);
        let opened = noun && block.is(i + 1, "that");
        if noun && block.is(i + 1, "of") {
            topic_of(block, claims, i);
        }
        if noun && let Some(that) = placed(block, i) {
            place(block, claims, i, that);
        }
        let Some((verb, source)) = opened.then(|| topic(block, i)).flatten() else {
            if noun && matches!(block.word(i + 1), "that" | "to") {
                shorten(block, claims, i);
            }
            continue;
        };
        let content = trim(block, Tokens { first: i + 1, end: verb });
        if let Some(claim) =
            claims.iter_mut().find(|c| c.cue.is_some_and(|cue| (cue.first..cue.end).contains(&i)))
        {
            claim.content = vec![content];
            claim.source = claim.source.filter(|s| s.end <= verb).or(source);
            continue;
        }
        let cue = Tokens { first: i, end: i + 1 };
        if !claims.iter().any(|c| c.touches(content) || c.touches(cue)) {
            claims.push(Linked { source, cue: Some(cue), content: vec![content] });
        }
    }
}

/// "Fears that the dam could give way | kept 600 people up": where the noun at `i` begins its sentence it is a subject, so
/// the sentence has a verb of its own, and what was feared ends before it. The last verb that can be the sentence's own is.
fn shorten(block: &Prepared<'_>, claims: &mut [Linked], i: u32) {
    let (first, end) = block.sentence_of(i);
    if determiner(block, i, first) != Some(first) || !matches!(block.kind, BlockKind::Paragraph) {
        return;
    }
    let own = |c: &&mut Linked| c.cue.is_some_and(|cue| cue.holds(i));
    let Some(content) = claims.iter_mut().find(own).and_then(|c| match c.content.as_mut_slice() {
        [only] => Some(only),
        _ => None,
    }) else {
        return;
    };
    let past = |k: u32| {
        let word = block.word(k);
        is_be(word) || is_past(word) || word == "came" || (word.ends_with("ed") && word.len() > 4)
    };
    let own_verb = |k: &u32| {
        let before = block.word(*k - 1);
        past(*k)
            && !is_be(before)
            && !cues::is_auxiliary(before)
            && !among!(
                before,
                "to" | "and"
                    | "or"
                    | "but"
                    | "who"
                    | "which"
                    | "that"
                    | "he"
                    | "she"
                    | "it"
                    | "they"
                    | "i"
                    | "we"
                    | "you"
                    | "a"
                    | "an"
                    | "the"
                    | ","
                    | "not"
            )
    };
    let plain =
        (content.first..content.end).all(|k| !block.is_mark(k) && !among!(block.word(k), "," | ";" | ":"));
    let verb = (content.first + 3..content.end).rev().find(own_verb);
    // The clause has a verb before that; an infinitive has its own.
    let clause = |verb: u32| {
        block.is(content.first, "to")
            || (content.first + 1..verb).any(|k| past(k) || cues::is_auxiliary(block.word(k)))
    };
    if let Some(verb) =
        verb.filter(|v| content.first == i + 1 && plain && content.end + 2 >= end && clause(*v))
    {
        content.end = verb;
    }
}

/// "An announcement over the loudspeaker | that": where the "that" behind the place or medium stands.
fn placed(block: &Prepared<'_>, i: u32) -> Option<u32> {
    let (first, end) = block.sentence_of(i);
    let opens = among!(block.word(i + 1), "over" | "on" | "in" | "at" | "by");
    let that = (i + 3..end.min(i + 7)).find(|k| block.is(*k, "that")).filter(|_| opens)?;
    let verbal = (i + 1..that).any(|k| {
        matches!(block.word(k), "," | "and") || cues::is_auxiliary(block.word(k)) || block.is_mark(k)
    });
    (!verbal && determiner(block, i, first) == Some(first)).then_some(that)
}

/// The claim of the noun at `i` whose clause is opened by the "that" at `that` and ends before the sentence's own verb.
fn place(block: &Prepared<'_>, claims: &mut Vec<Linked>, i: u32, that: u32) {
    let (_, end) = block.sentence_of(i);
    let verbs: Vec<u32> = (that + 2..end)
        .filter(|k| {
            is_be(block.word(*k)) && !cues::is_auxiliary(block.word(*k - 1)) || is_past(block.word(*k))
        })
        .collect();
    // The clause has a verb, and so has the sentence.
    let &[_, own, ..] = verbs.as_slice() else { return };
    let content = trim(block, Tokens { first: that, end: own });
    let plain =
        (content.first..content.end).all(|k| !matches!(block.word(k), "," | ";") && !block.is_mark(k));
    let cue = Tokens { first: i, end: i + 1 };
    if plain && content.len() >= 4 && !claims.iter().any(|c| c.touches(content) || c.touches(cue)) {
        claims.push(Linked { source: owner(block, i), cue: Some(cue), content: vec![content] });
    }
}

/// "Hopes of a truce | rose with the moon": what is hoped for is no sentence, so the first verb is the sentence's own.
fn topic_of(block: &Prepared<'_>, claims: &mut [Linked], i: u32) {
    let (first, end) = block.sentence_of(i);
    if determiner(block, i, first) != Some(first) || block.kind != BlockKind::Paragraph {
        return;
    }
    let own = |c: &&mut Linked| c.cue.is_some_and(|cue| cue.holds(i));
    let Some([content]) = claims.iter_mut().find(own).map(|c| c.content.as_mut_slice()) else { return };
    let verb = (content.first + 2..content.end).find(|k| {
        let word = block.word(*k);
        let past = is_be(word)
            || is_past(word)
            || cues::is_auxiliary(word)
            || word.len() > 4 && word.ends_with("ed");
        past && block.name_at(*k).is_none()
            && !among!(block.word(*k - 1), "a" | "an" | "the" | "that" | "who" | "which")
    });
    let clause =
        |verb: u32| (content.first..verb).any(|k| among!(block.word(k), "that" | "who" | "which" | ","));
    if let Some(verb) = verb.filter(|v| content.first == i + 1 && content.end + 2 >= end && !clause(*v)) {
        content.end = verb;
    }
}

/// Where the sentence's own verb begins whose subject is the noun at `i`, and who says the thing too.
fn topic(block: &Prepared<'_>, i: u32) -> Option<(u32, Option<Tokens>)> {
    let (first, end) = block.sentence_of(i);
    // Its noun phrase begins the sentence, or stands behind a sign or a conjunction.
    let begin = determiner(block, i, first)?;
    let before = begin.checked_sub(1).filter(|k| *k >= first).map_or("", |k| block.word(k));
    let is_subject = among!(before, "" | "," | ";" | ":" | "—" | "–" | "and" | "but" | "-");
    // "The claim that was made" is no clause of its own.
    let next = block.word(i + 2);
    if !is_subject || is_be(next) || cues::is_auxiliary(next) || cues::verb(next).is_some() {
        return None;
    }
    let verb = (i + 4..end).find(|k| is_be(block.word(*k)) && fate(block, *k, end).is_some())?;
    let clause = i + 2..verb;
    // Words of the clause's own sentence only: behind a comma or a mark another clause may have begun.
    let whole =
        clause.clone().all(|k| !among!(block.word(k), "," | ";" | ":" | "—" | "–") && !block.is_mark(k));
    let has_verb = clause.clone().any(|k| {
        let word = block.word(k);
        is_be(word) || cues::is_auxiliary(word) || (word.ends_with("ed") && word.len() > 4) || is_past(word)
    });
    let at = fate(block, verb, end)?;
    let by = (at + 1..end.min(at + 3)).find(|k| block.is(*k, "by"));
    // Whose claim it is, not who repeats it, is its source: "Lee's claim that it was safe was repeated by Hardy".
    let owned = i > first && among!(block.word(i - 1), "its" | "our" | "my" | "your");
    let again = by.filter(|_| SAID_AGAIN.contains(&block.word(at)) && !owned);
    let source = owner(block, i).or_else(|| again.and_then(|by| agent(block, by + 1, end)));
    // "has been", "will be": the helping verbs belong to the sentence's own verb.
    let begin = (clause.start..verb).rev().take_while(|k| cues::is_auxiliary(block.word(*k))).last();
    (whole && has_verb).then_some((begin.unwrap_or(verb), source))
}

/// Where the word stands that tells what becomes of the thing said, at most an adverb or two behind `verb`.
fn fate(block: &Prepared<'_>, verb: u32, end: u32) -> Option<u32> {
    let known = |k: &u32| SAID_AGAIN.contains(&block.word(*k)) || MET.contains(&block.word(*k));
    let at = (verb + 1..end.min(verb + 4)).find(known)?;
    let adverbs = (verb + 1..at).all(|k| {
        let word = block.word(k);
        word.ends_with("ly")
            || is_be(word)
            || among!(word, "first" | "also" | "later" | "soon" | "then" | "often")
    });
    adverbs.then_some(at)
}

/// Common verbs whose past does not end in -ed.
pub(super) fn is_past(word: &str) -> bool {
    among!(
        word,
        "took"
            | "gave"
            | "sent"
            | "paid"
            | "hid"
            | "knew"
            | "went"
            | "came"
            | "left"
            | "broke"
            | "stole"
            | "lost"
            | "made"
            | "met"
            | "kept"
            | "sold"
            | "bought"
            | "ran"
            | "rose"
            | "fell"
            | "cost"
            | "costs"
            | "does"
            | "wrote"
            | "told"
            | "saw"
            | "led"
            | "held"
            | "began"
            | "got"
            | "shot"
            | "won"
            | "built"
            | "cut"
            | "spent"
            | "spread"
            | "put"
            | "let"
            | "set"
            | "hurt"
            | "caused"
            | "causes"
    )
}

/// The noun phrase from `from` on: to the next comma, mark, time or preposition of place, a name whole.
fn agent(block: &Prepared<'_>, from: u32, end: u32) -> Option<Tokens> {
    let stop = (from..end).find(|k| {
        block.name_at(*k).is_none()
            && (among!(
                block.word(*k),
                "," | ";"
                    | "."
                    | ":"
                    | "("
                    | "in"
                    | "on"
                    | "at"
                    | "during"
                    | "when"
                    | "after"
                    | "before"
                    | "and"
                    | "but"
                    | "as"
                    | "last"
                    | "this"
                    | "who"
                    | "which"
                    | "yesterday"
            ) || block.is_mark(*k))
    });
    let source = Tokens { first: from, end: stop.unwrap_or(end) };
    let sure = !source.is_empty() && source.len() <= 8 && !stop.is_some_and(|k| block.is_mark(k));
    sure.then_some(source)
}

/// Where the noun phrase of the noun at `i` begins: a plural alone, or a determiner or genitive at most one
/// adjective away. "The union hopes that" has none: what looks like a noun is its verb.
fn determiner(block: &Prepared<'_>, i: u32, first: u32) -> Option<u32> {
    let at = |back: u32| i.checked_sub(back).filter(|k| *k >= first);
    let opens = |k: u32| {
        among!(
            block.word(k),
            "the"
                | "a"
                | "an"
                | "this"
                | "any"
                | "no"
                | "every"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
        )
    };
    if i == first {
        return block.word(i).ends_with('s').then_some(i);
    }
    if let Some(k) = at(1).filter(|k| opens(*k)) {
        return Some(k);
    }
    // A verb in -s or -ed behind a noun looks like a noun behind an adjective.
    let verbal = block.word(i).ends_with('s') && cues::verb(block.word(i)).is_some();
    if let Some(k) = at(2).filter(|k| opens(*k) && !verbal) {
        return Some(k);
    }
    at(1).filter(|k| block.is(*k, "'s"))?;
    owner(block, i).map(|owner| owner.first)
}

#[cfg(test)]
mod tests;
