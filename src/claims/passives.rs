//! The passives of hearsay: "it is understood that", "residents were told to", "was accused by".
//!
//! Problem: nobody stands in front of these cues, so the network, which leans on a source, often leaves
//! them out. Policy: the constructions are closed, so they are read by rule, and only where no claim has
//! been found; a content ends with its clause, in doubt earlier. Owns nothing. Not handled: a passive
//! whose parts stand in two sentences.

use super::constructions::trim;
use super::cues;
use super::described_by::described;
use super::link::{Linked, Tokens};
use super::patients::subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::raised::turned_out;
use crate::page::BlockKind;

/// Adds the claims of the passives of hearsay that `claims` leaves out, and names the agents of others.
#[inline(never)]
pub(super) fn passives(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        if block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No) {
            continue;
        }
        let found = impersonal(block, i)
            .or_else(|| turned_out(block, i))
            .or_else(|| inserted(block, i))
            .or_else(|| told(block, i))
            .or_else(|| described(block, i))
            .or_else(|| adverb(block, i));
        let Some(mut claim) = found else { continue };
        // "He said that it was rumoured that": nested, and it ends where what he said ends.
        if let Some(outer) = claims.iter().find(|outer| encloses(block, outer, &claim)) {
            // A quotation inside goes on to where the outer words end.
            let piece = |t: &Tokens| outer.content.iter().find(|p| p.first <= t.first && t.end <= p.end);
            if let Some(t) = claim.content.last_mut().filter(|t| block.is_mark(t.end))
                && let Some(outer) = piece(t)
            {
                *t = trim(block, Tokens { first: t.first, end: outer.end });
            }
            claims.push(claim);
        } else if let Some(end) = claims.iter().find_map(|outer| holds(block, outer, i)) {
            claim.content.iter_mut().for_each(|t| t.end = t.end.min(end));
            claim.content.retain(|t| t.first + 2 < t.end);
            if !claim.content.is_empty() {
                claims.push(claim);
            }
        } else if !claims.iter().any(|c| shares(c, &claim)) {
            claims.push(claim);
        }
    }
    for claim in claims {
        agent(block, claim);
        // Of whom a thing is reportedly so is not who says it.
        if claim.cue.is_some_and(|c| c.len() == 1 && keeps_distance(block.word(c.first))) {
            claim.source = None;
        }
    }
}

/// Whether the two claims share a word.
fn shares(a: &Linked, b: &Linked) -> bool {
    a.parts().any(|part| b.touches(part))
}

/// Where the content of `outer` ends in which the "it" at `i` begins a clause of hearsay: "he said that | it was rumoured".
fn holds(block: &Prepared<'_>, outer: &Linked, i: u32) -> Option<u32> {
    let apart = outer.cue.is_some_and(|cue| cue.end <= i) && outer.source.is_none_or(|s| s.end <= i);
    let opened = block.is(i, "it") && i.checked_sub(1).is_some_and(|k| block.is(k, "that"));
    let piece = outer.content.iter().find(|t| t.first < i && i < t.end)?;
    (apart && opened).then_some(piece.end)
}

/// Whether a claim of what somebody was told lies in what `outer` claims: "she said | she had been told that the shop was safe",
/// "she had been told, | she said, | that the shop was safe". Its own source would stand in between.
fn encloses(block: &Prepared<'_>, outer: &Linked, claim: &Linked) -> bool {
    let told = claim.cue.is_some_and(|cue| {
        among!(block.word(cue.end - 1), "told" | "warned" | "assured" | "promised" | "informed" | "reminded")
    });
    let within = |t: &Tokens| {
        outer.content.iter().any(|piece| {
            piece.first < t.first && t.end <= piece.end || {
                // The first of two pieces may begin with who was told.
                outer.content.len() > 1 && piece.first <= t.first && t.end <= piece.end
            }
        })
    };
    let apart = |t: &Tokens| {
        !outer.cue.is_some_and(|c| c.overlaps(*t)) && !outer.source.is_some_and(|s| s.overlaps(*t))
    };
    told && outer.cue.is_some()
        && claim.source.is_none()
        && claim.cue.iter().chain(&claim.content).all(|t| within(t) && apart(t))
}

pub(super) fn is_be(word: &str) -> bool {
    among!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

/// An adverb that keeps a thing at a distance by itself.
pub(super) fn keeps_distance(word: &str) -> bool {
    among!(word, "reportedly" | "allegedly" | "purportedly")
}

/// An adverb that may stand between an auxiliary and its participle.
pub(super) fn is_between(word: &str) -> bool {
    // "The family said", "the tally gives": nouns that only end like adverbs.
    let noun = among!(
        word,
        "family" | "assembly" | "tally" | "ally" | "bully" | "butterfly" | "italy" | "july" | "rally"
    );
    word.ends_with("ly") && !noun
        || among!(word, "also" | "now" | "since" | "then" | "still" | "widely" | "later")
}

/// The end of the clause that begins at `first`: before the next comma, stop or mark, in its sentence.
fn clause(block: &Prepared<'_>, first: u32, commas: bool) -> u32 {
    let (_, end) = block.sentence_of(first);
    let stops = |i: &u32| {
        let word = block.word(*i);
        among!(word, ";" | ":" | "—" | "–" | "(") || (commas && word == ",") || block.is_mark(*i)
    };
    let mut end = (first..end).find(stops).unwrap_or(end);
    while end > first && among!(block.word(end - 1), "." | "!" | "?" | "…" | ",") {
        end -= 1;
    }
    end
}

fn claim(block: &Prepared<'_>, cue: Tokens, first: u32, commas: bool) -> Option<Linked> {
    let content = Tokens { first, end: clause(block, first, commas).max(first) };
    (content.len() >= 3).then(|| Linked { source: None, cue: Some(cue), content: vec![content] })
}

/// "It is understood that …", "it has since emerged that …": the empty "it" is part of the cue.
fn impersonal(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    if !block.is(i, "it") {
        return None;
    }
    let mut at = i + 1;
    let mut passive = false;
    while is_be(block.word(at))
        || among!(block.word(at), "has" | "had" | "have" | "later")
        || is_between(block.word(at))
    {
        passive |= is_be(block.word(at));
        at += 1;
    }
    // "It is no secret that": nobody says it, and everybody knows it.
    let open = match (block.word(at), block.word(at + 1), block.word(at + 2)) {
        ("no", "secret", _) | ("common", "knowledge", _) => Some(at + 2),
        ("an", "open", "secret") => Some(at + 3),
        _ => None,
    };
    if let Some(end) = open.filter(|end| passive && block.is(*end, "that")) {
        return claim(block, Tokens { first: i, end }, end, false);
    }
    let verb = block.word(at);
    let listed = cues::verb(verb).is_some() && (verb.ends_with("ed") || cues::is_irregular(verb));
    let hearsay = matches!(verb, "emerged" | "transpired") || passive && listed;
    // "It was rumoured in the kitchens that": where, at most, stands between.
    let (_, end) = block.sentence_of(i);
    let place = among!(block.word(at + 1), "in" | "at" | "on" | "among" | "by" | "last" | "yesterday");
    let that = if place { (at + 2..end.min(at + 6)).find(|k| block.is(*k, "that"))? } else { at + 1 };
    let broken = (at + 1..that).any(|k| block.is(k, ",") || block.is_mark(k));
    (hearsay && !broken && block.is(that, "that"))
        .then(|| claim(block, Tokens { first: i, end: at + 1 }, that, false))
        .flatten()
}

/// "The doors, it was discovered, opened inwards", "it was paid in gold, it is alleged": set off by commas, about the rest
/// of its sentence.
fn inserted(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(i);
    let set_off = i > sentence && block.is(i - 1, ",") && block.is(i, "it");
    if !set_off {
        return None;
    }
    let past = |k: u32| {
        among!(
            block.word(k),
            "alleged"
                | "claimed"
                | "understood"
                | "said"
                | "believed"
                | "thought"
                | "reported"
                | "rumoured"
                | "rumored"
                | "feared"
                | "discovered"
                | "hoped"
        )
    };
    let close = match (block.word(i + 1), block.word(i + 2)) {
        ("is" | "was", _) if past(i + 2) => i + 3,
        ("turns" | "turned", "out") | ("has", "emerged" | "transpired") => i + 3,
        ("emerged" | "transpired", _) => i + 2,
        _ => return None,
    };
    if !(close >= end || among!(block.word(close), "," | "." | "!" | "?")) {
        return None;
    }
    let parts =
        [trim(block, Tokens { first: sentence, end: i }), trim(block, Tokens { first: close.min(end), end })];
    let content: Vec<Tokens> = parts.into_iter().filter(|t| !t.is_empty()).collect();
    let words: u32 = content.iter().map(|t| t.len()).sum();
    let plain = content.iter().all(|t| (t.first..t.end).all(|k| !block.is_mark(k)));
    (words >= 3 && plain).then_some(Linked {
        source: None,
        cue: Some(Tokens { first: i, end: close }),
        content,
    })
}

/// "Residents were told to boil their water": what was told, by nobody named.
fn told(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let tells = among!(
        block.word(i),
        "told" | "warned" | "urged" | "advised" | "ordered" | "asked" | "reminded" | "informed" | "assured"
    );
    // "Is rumoured to be": hearsay of the subject itself.
    let hearsay = among!(
        block.word(i),
        "rumoured"
            | "rumored"
            | "alleged"
            | "believed"
            | "thought"
            | "said"
            | "reported"
            | "known"
            | "presumed"
            | "assumed"
            | "reputed"
            | "understood"
            | "feared"
            | "considered"
            | "deemed"
            | "reckoned"
            | "estimated"
            | "claimed"
            | "declared"
            | "judged"
            | "tipped"
            | "acknowledged"
            | "predicted"
            | "forecast"
            | "found"
            | "shown"
            | "revealed"
    );
    // "Were told by the council that": the agent stands between.
    let (_, end) = block.sentence_of(i);
    let agent = block.is(i + 1, "by");
    let behind = |k: &u32| matches!(block.word(*k), "to" | "that");
    let open = if agent { (i + 2..end.min(i + 9)).find(behind)? } else { i + 1 };
    // "She had been told, she said, that": whose words these are stands between.
    let inserted = block.is(open, ",")
        && block.is(open + 3, ",")
        && cues::verb(block.word(open + 2)).is_some()
        && block.is(open + 4, "that");
    let open = if inserted { open + 4 } else { open };
    let opens = block.word(open);
    // "Had been told its shop would be safe": a clause without "that" shows its verb.
    let clause = among!(block.word(i), "told" | "warned" | "assured" | "informed" | "promised")
        && among!(
            opens,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "its"
                | "their"
                | "he"
                | "she"
                | "it"
                | "they"
                | "there"
                | "this"
                | "no"
        )
        && (open + 1..self::clause(block, open, true))
            .any(|k| cues::is_auxiliary(block.word(k)) && !block.is(k, "not"));
    // "Was ordered to the border" has no infinitive.
    let place = opens == "to" && among!(block.word(open + 1), "the" | "a" | "an" | "his" | "her" | "their");
    let broken = place || !inserted && (i + 1..open).any(|k| block.is(k, ",") || block.is_mark(k));
    if broken || !(tells && among!(opens, "to" | "that" | "not") || clause || hearsay && opens == "to") {
        return None;
    }
    let (sentence, _) = block.sentence_of(i);
    let mut first = i;
    while first > sentence && is_between(block.word(first - 1)) {
        first -= 1;
    }
    // "The bribes, alleged to have been paid,": set off by a comma the participle stands alone.
    // "A coin, thought to be Roman," only describes.
    let set_off = hearsay && first == i && i > sentence && block.is(i - 1, ",");
    let told = among!(block.word(i), "alleged" | "rumoured" | "rumored" | "reported" | "said");
    if set_off && (block.is(open + 1, "have") || told && block.is(open + 1, "be")) {
        return claim(block, Tokens { first, end: i + 1 }, open, true);
    }
    if first == sentence {
        return None;
    }
    // "Swimmers urged to stay out": a headline leaves out the auxiliary, and tells what somebody does in the present tense.
    if block.kind == BlockKind::Headline && tells && matches!(opens, "to" | "not") {
        return claim(block, Tokens { first, end: i + 1 }, open, true);
    }
    if !is_be(block.word(first - 1)) {
        return None;
    }
    while first > sentence
        && (is_be(block.word(first - 1))
            || among!(block.word(first - 1), "has" | "have" | "had" | "having" | "also"))
    {
        first -= 1;
    }
    // "I was told to": whoever narrates is no third party's hearer.
    let hearer = first.checked_sub(1).filter(|h| *h >= sentence).map_or("", |h| block.word(h));
    (!among!(hearer, "" | "i" | "we" | "you" | "," | "and" | "or"))
        .then(|| claim(block, Tokens { first, end: i + 1 }, open, true))
        .flatten()
}

/// "The inspector reportedly works for the firm": what the adverb keeps at a distance.
fn adverb(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    if !keeps_distance(block.word(i)) {
        return None;
    }
    let (sentence, _) = block.sentence_of(i);
    let before = i.checked_sub(1).filter(|b| *b >= sentence).map(|b| block.word(b));
    // Behind an article the adverb belongs to an adjective: "an allegedly stolen car".
    if before.is_some_and(|w| among!(w, "a" | "an" | "the" | "his" | "her" | "their" | "its" | "of" | ",")) {
        return None;
    }
    let first = if block.is(i + 1, ",") { i + 2 } else { i + 1 };
    let mut kept = claim(block, Tokens { first: i, end: i + 1 }, first, true)?;
    // Of whom it is told stands before the adverb: "one creditor | reportedly | came".
    kept.content.splice(0..0, subject(block, i).filter(|s| s.end == i));
    Some(kept)
}

/// "Lee was accused by prosecutors of taking bribes": who stands between "by" and the content.
pub(super) fn agent(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), None) = (claim.cue, claim.source) else { return };
    let Some(content) = claim.content.iter().map(|t| t.first).find(|first| *first > cue.end) else { return };
    let passive = (cue.first..cue.end).any(|i| is_be(block.word(i)));
    // Whom a paper quotes is who says it.
    let quoted = block.is(cue.end - 1, "quoted");
    if !passive || quoted || !block.is(cue.end, "by") {
        return;
    }
    let mut source = Tokens { first: cue.end + 1, end: content };
    while !source.is_empty() && among!(block.word(source.end - 1), "of" | "as" | "for" | "to" | "with" | ",")
    {
        source.end -= 1;
    }
    // "Attributed by experts | to a pupil".
    if block.is(cue.end - 1, "attributed")
        && let Some(to) = (source.first..source.end).find(|k| block.is(*k, "to"))
    {
        source.end = to;
    }
    // "Informed by text": a means is no speaker.
    let means = source.len() == 1
        && among!(
            block.word(source.first),
            "text" | "email" | "letter" | "phone" | "post" | "mail" | "radio" | "fax"
        );
    let broken = means || (source.first..source.end).any(|i| block.is(i, ",") || block.is_mark(i));
    if !source.is_empty() && source.len() <= 12 && !broken {
        claim.source = Some(source);
    }
}

#[cfg(test)]
mod tests;
