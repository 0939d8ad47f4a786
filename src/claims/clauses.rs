//! Where what is said begins and ends beside its cue.
//!
//! Problem: the network starts a content at an inner clause, takes along what the speaker did while
//! speaking, or runs a cue on into the clause. Policy: grammar decides where it leaves one way to read:
//! "reported that" opens the content, a participle behind "she promised," is an action unless it speaks.
//! Nothing is kept here.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::passives::keeps_distance;
use super::patients::subject;
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Mends cues and contents of claims that stand in one sentence.
pub(super) fn clauses(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    rejoin(claims);
    for claim in claims.iter_mut() {
        split_cue(block, claim);
        reputed(block, claim);
        who(block, claim);
        before_that(block, claim);
        before_as(block, claim);
        that_clause(block, claim);
        quoted_subject(block, claim);
        participle(block, claim);
    }
}

/// "Lee suggests the firm | has lost hope | since May": the content of one claim is the subject of the next one's
/// cue, and both are given to one source: it is one clause.
fn rejoin(claims: &mut Vec<Linked>) {
    let mut i = 0;
    while i < claims.len() {
        let (Some(cue), [subject]) = (claims[i].cue, claims[i].content.as_slice()) else {
            i += 1;
            continue;
        };
        let subject = *subject;
        let next = claims.iter().position(|c| {
            c.cue.is_some_and(|t| t.first == subject.end)
                && c.source == claims[i].source
                && c.source.is_some()
        });
        let Some(next) = next.filter(|n| *n != i && subject.first == cue.end && subject.len() <= 6) else {
            i += 1;
            continue;
        };
        let rest = claims.remove(next);
        let i_now = i - usize::from(next < i);
        let end = rest.content.iter().chain(&rest.cue).map(|t| t.end).max().unwrap_or(subject.end);
        claims[i_now].content = vec![Tokens { first: subject.first, end: end.max(subject.end) }];
        i = i_now + 1;
    }
}

/// "Reported that Lee told the envoy that it rained": everything behind the first "that" was reported.
fn that_clause(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue else { return };
    let opens = block.is(cue.end, "that")
        && block.quoted.get(cue.end as usize) == block.quoted.get(cue.first as usize)
        && verb(block, cue.end - 1).is_some();
    let source = claim.source;
    let (_, end) = block.sentence_of(cue.end - 1);
    if let Some(content) = claim
        .content
        .iter_mut()
        .find(|t| t.first >= cue.end)
        .filter(|t| opens && t.first > cue.end && t.first < end)
        && !source.is_some_and(|s| s.overlaps(Tokens { first: cue.end, end: content.first }))
    {
        content.first = cue.end;
    }
}

/// "Fear that a “lone wolf” | was out there": quotation marks around the subject do not end the clause.
fn quoted_subject(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue else { return };
    let Some(content) = claim.content.iter_mut().find(|t| t.first == cue.end) else { return };
    let closes = block.quoted.get(content.end as usize - 1) == Some(&Quoted::Close);
    if block.is(content.first, "that") && closes && cues::is_auxiliary(block.word(content.end)) {
        let (_, end) = block.sentence_of(content.first);
        *content = trim(block, Tokens { first: content.first, end: end.max(content.end) });
    }
}

/// "The Post reported on Sunday that a monitor | had warned": a "that" in front of the cue is opened by a verb before
/// it, and that verb's claim goes on to the end of the sentence.
fn before_that(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source), Some(content)) = (claim.cue, claim.source, claim.content.first().copied())
    else {
        return;
    };
    let (sentence, end) = block.sentence_of(content.first);
    let opened = block.is(content.first, "that") && content.end <= cue.first && cue.end <= end;
    let speech = (source.end.max(sentence)..content.first).rev().find(|i| {
        matches!(verb(block, *i), Some(CueClass::Say | CueClass::State)) && !block.word(*i).ends_with("ing")
    });
    if let Some(at) = speech.filter(|at| opened && content.first - at <= 6) {
        claim.cue = Some(Tokens { first: at, end: at + 1 });
        claim.content = vec![trim(block, Tokens { first: content.first, end })];
    }
}

/// "Dismissed the audit | as | “a search”": "as" is not a cue, the verb it belongs to is.
fn before_as(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    if cue.len() != 1 || !block.is(cue.first, "as") || source.end > cue.first {
        return;
    }
    let judges = |i: &u32| matches!(verb(block, *i), Some(CueClass::State | CueClass::Say));
    if let Some(at) = (source.end..cue.first).rev().take(8).find(judges) {
        claim.cue = Some(Tokens { first: at, end: at + 1 });
    }
}

/// "Lee | allegedly called in | threats": who is said to have done a thing does not say it. The adverb alone is the cue.
fn reputed(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue.filter(|c| c.len() > 1 && keeps_distance(block.word(c.first))) else { return };
    if (cue.first + 1..cue.end).any(|i| verb(block, i).is_some()) {
        return;
    }
    claim.cue = Some(Tokens { first: cue.first, end: cue.first + 1 });
    let deed = Tokens { first: cue.first + 1, end: cue.end };
    match claim.content.iter_mut().find(|t| t.first == cue.end) {
        Some(content) => content.first = deed.first,
        None => claim.content.push(deed),
    }
    claim.content.splice(0..0, claim.source.take().filter(|s| s.end == cue.first));
}

/// "“No,” she promised, jabbing at the map": an action beside a quotation is no part of it.
fn participle(block: &Prepared<'_>, claim: &mut Linked) {
    let quotation = |t: &Tokens| block.quoted.get(t.first as usize) == Some(&Quoted::Open);
    if claim.cue.is_none() || !claim.content.iter().any(quotation) || claim.content.len() < 2 {
        return;
    }
    claim.content.retain(|t| {
        let first = block.word(t.first);
        let acts = first.ends_with("ing") && first.len() > 5 && verb(block, t.first).is_none();
        let plain = (t.first..t.end).all(|i| block.quoted.get(i as usize) == Some(&Quoted::No));
        !(acts && plain && t.first > 0 && block.is(t.first - 1, ","))
    });
}

/// "Agreed with the doctor who | said": a cue ends before "who", which is the subject of the verb behind it.
fn who(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue else { return };
    let who = (cue.first..cue.end.saturating_sub(1)).find(|k| *k > 0 && block.is(*k, "who"));
    let speaks = |at: &u32| {
        matches!(verb(block, *at + 1), Some(CueClass::Say | CueClass::State)) && !block.is(*at - 1, "those")
    };
    if let Some(at) = who.filter(speaks).filter(|at| *at > cue.first) {
        claim.source = Some(Tokens { first: at, end: at + 1 });
        claim.cue = Some(Tokens { first: at + 1, end: cue.end });
    }
}

/// "The paper said officials believed": a cue ends with its first finite verb of speech when a noun follows.
fn split_cue(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue else { return };
    let Some(said) = (cue.first..cue.end.saturating_sub(1))
        .find(|i| among!(block.word(*i), "said" | "says" | "told" | "tells" | "reported" | "reports"))
    else {
        return;
    };
    let noun = said + 1;
    let next = block.word(noun);
    let subject = (noun + 1..cue.end).any(|i| verb(block, i).is_some())
        && !cues::is_auxiliary(next)
        && !next.ends_with("ly")
        && (block.name_at(noun).is_some()
            || crate::entities::roles::is_people(next)
            || among!(next, "he" | "she" | "they" | "it" | "the" | "his" | "her" | "their"));
    if subject && let Some(content) = claim.content.iter_mut().find(|t| t.first >= cue.end) {
        claim.cue = Some(Tokens { first: cue.first, end: noun });
        content.first = noun;
    }
}

/// "Lee says | she | warned the council twice": where the network sees only the inner claim, the verb of speech right in
/// front of its source makes the outer one.
pub(super) fn outer(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let mut found: Vec<Linked> = Vec::new();
    for inner in claims.iter() {
        let (Some(source), Some(cue)) = (inner.source, inner.cue) else { continue };
        let that = source.first.checked_sub(1).is_some_and(|i| block.is(i, "that"));
        let Some(at) = source.first.checked_sub(if that { 2 } else { 1 }) else { continue };
        let says = among!(
            block.word(at),
            "said"
                | "says"
                | "added"
                | "adds"
                | "noted"
                | "notes"
                | "claimed"
                | "claims"
                | "reported"
                | "reports"
                | "announced"
                | "argued"
                | "argues"
                | "insisted"
                | "insists"
                | "warned"
                | "warns"
        );
        let plain = (at..cue.end).all(|i| block.quoted.get(i as usize) == Some(&Quoted::No));
        let behind = cue.first >= source.end && inner.content.iter().all(|t| t.first >= cue.end);
        let verb = Tokens { first: at, end: at + 1 };
        let taken = claims.iter().chain(&found).any(|c| c.touches(verb));
        let (_, end) = block.sentence_of(at);
        let last = inner.content.iter().map(|t| t.end).max().unwrap_or(cue.end);
        if says
            && plain
            && behind
            && !taken
            && last <= end
            && let Some(speaker) = subject(block, at)
        {
            let content = vec![Tokens { first: at + 1, end: last }];
            found.push(Linked { source: Some(speaker), cue: Some(verb), content });
        }
    }
    claims.extend(found);
}

/// What somebody quoted retells: "“The minister told me he would resign,”". Plain speech of a third party with its
/// subject right before it, and a clause behind.
pub(super) fn retold(block: &Prepared<'_>, piece: Tokens) -> Vec<Linked> {
    let quoted = |i: u32| block.quoted.get(i as usize) == Some(&Quoted::Inside);
    let mut out = Vec::new();
    for i in (piece.first + 1..piece.end).filter(|i| quoted(*i)) {
        let tells = among!(block.word(i), "told" | "tells" | "promised" | "assured");
        if !(tells || matches!(block.word(i), "said" | "says")) {
            continue;
        }
        let hears = among!(block.word(i + 1), "me" | "us" | "him" | "her" | "them" | "you");
        let first = if tells && hears { i + 2 } else { i + 1 };
        let that = block.is(first, "that");
        let subject = block.word(if that { first + 1 } else { first });
        let clause = among!(subject, "he" | "she" | "it" | "they" | "there" | "we" | "i" | "you")
            || among!(subject, "the" | "a" | "his" | "her" | "their" | "its" | "my" | "our" | "no");
        let (_, sentence) = block.sentence_of(i);
        let stops = |k: &u32| {
            among!(block.word(*k), "," | "." | ";" | ":" | "—" | "–" | "!" | "?" | "but") || block.is_mark(*k)
        };
        let end = (first..sentence.min(piece.end)).find(stops).unwrap_or(sentence.min(piece.end));
        let content = Tokens { first, end: end.max(first) };
        if tells == hears
            && (clause || that)
            && content.len() >= 3
            && let Some(source) = teller(block, piece, i)
        {
            out.push(Linked {
                source: Some(source),
                cue: Some(Tokens { first: i, end: i + 1 }),
                content: vec![content],
            });
        }
    }
    out
}

/// What a reported clause itself reports to somebody: "that union officials had warned the authority about staffing". The
/// subject stands right behind "that", the verb of telling right behind the subject.
pub(super) fn reported(block: &Prepared<'_>, piece: Tokens) -> Option<Linked> {
    let outside = |i: &u32| block.quoted.get(*i as usize) == Some(&Quoted::No);
    let first = piece.first + 1;
    let speaks =
        |i: &u32| among!(block.word(*i), "told" | "warned" | "informed" | "assured" | "reminded" | "alerted");
    let cue = (first + 1..piece.end.min(first + 8)).find(speaks).filter(outside)?;
    let auxiliary = |i: u32| among!(block.word(i), "had" | "has" | "have" | "also");
    let mut end = cue;
    while end > first && auxiliary(end - 1) {
        end -= 1;
    }
    let source = Tokens { first, end };
    let noun = |i: u32| {
        block.tokens.get(i as usize).is_some_and(|t| t.is_word())
            && (block.name_at(i).is_some()
                || !(cues::is_auxiliary(block.word(i)) || verb(block, i).is_some()))
            && !among!(
                block.word(i),
                "if" | "when" | "while" | "after" | "what" | "to" | "who" | "which" | "that"
            )
    };
    let plain = block.is(piece.first, "that") && (first..end).all(noun) && !source.is_empty();
    let content = Tokens { first: cue + 1, end: piece.end };
    let topic = (content.first + 1..content.end.min(content.first + 6))
        .any(|i| among!(block.word(i), "about" | "of" | "that" | "to"));
    (plain && topic && content.len() >= 3).then_some(Linked {
        source: Some(source),
        cue: Some(Tokens { first: end, end: cue + 1 }),
        content: vec![content],
    })
}

/// Who tells, right before a verb in a quotation: a pronoun, a name, or two words and their determiner; never the
/// quoted speaker.
fn teller(block: &Prepared<'_>, piece: Tokens, verb: u32) -> Option<Tokens> {
    let (sentence, _) = block.sentence_of(verb);
    let from = sentence.max(piece.first);
    let mut end = verb;
    while end > from && among!(block.word(end - 1), "always" | "never" | "also" | "just" | "then" | "once") {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|l| *l >= from)?;
    if among!(block.word(last), "he" | "she" | "they") {
        return Some(Tokens { first: last, end });
    }
    let name = block.name_at(last).filter(|(name, _)| name.end == end).map(|(name, _)| name.first);
    let noun = || {
        (from..last)
            .rev()
            .take(3)
            .find(|k| among!(block.word(*k), "the" | "a" | "my" | "our" | "his" | "her" | "their"))
    };
    let first = name.or_else(noun)?;
    let edge = first == from
        || block.is_mark(first - 1)
        || among!(
            block.word(first - 1),
            "," | "." | "and" | "but" | "because" | "when" | "then" | "so" | "that"
        );
    edge.then_some(Tokens { first, end })
}

fn verb(block: &Prepared<'_>, i: u32) -> Option<CueClass> {
    block.verbs.get(i as usize).copied().flatten()
}

#[cfg(test)]
mod tests;
