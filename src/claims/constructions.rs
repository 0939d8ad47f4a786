//! Constructions that are closed and need no learning: joined quotations, signatures, what is cited.
//!
//! Policy: each rule adds or mends a claim for a reason that can be told; what is open is the network's.

use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::sources::subjects;
use super::titles::titles;

/// Pieces of one quotation are one claim, and a quotation that follows "..., she said." without a cue of its
/// own goes on with that claim.
pub(super) fn join_quotations(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let quotation = |t: Tokens| block.quotations.iter().position(|q| q.first < t.end && t.first < q.end);
    let mut i = 0;
    while i < claims.len() {
        let orphan = claims[i].cue.is_none();
        let Some((piece, own)) =
            claims[i].content.first().copied().and_then(|t| Some((t, quotation(t)?))).filter(|_| orphan)
        else {
            i += 1;
            continue;
        };
        let same = claims
            .iter()
            .position(|c| c.cue.is_some() && c.content.iter().any(|t| quotation(*t) == Some(own)));
        let before = || {
            claims.iter().rposition(|c| {
                let end = c.parts().map(|t| t.end).max().unwrap_or(0);
                let quotes = c.content.iter().any(|t| quotation(*t).is_some_and(|q| q < own));
                let cue_between =
                    claims.iter().any(|o| o.cue.is_some_and(|t| t.first >= end && t.end <= piece.first));
                c.cue.is_some() && quotes && end <= piece.first && piece.first - end <= 3 && !cue_between
            })
        };
        let Some(owner) = same.or_else(before) else {
            i += 1;
            continue;
        };
        let taken = claims.remove(i);
        let owner = owner - usize::from(owner > i);
        claims[owner].content.extend(taken.content);
        crate::order::sort(&mut claims[owner].content);
    }
}

/// "“...” — Ann Lee": a quotation signed by a name at the end of its block.
pub(super) fn signed(block: &Prepared<'_>, claims: &mut [Linked]) {
    let n = block.tokens.len() as u32;
    let Some(last) = block.quotations.last().filter(|q| q.closed && q.end < n) else { return };
    if !among!(block.word(last.end), "—" | "–" | "-" | "--" | "―") || n - last.end > 10 || n - last.end < 2
    {
        return;
    }
    let source = Tokens { first: last.end + 1, end: n };
    for claim in claims.iter_mut().filter(|_| block.is_capital(source.first)) {
        let here = claim.content.iter().any(|t| last.first < t.end && t.first < last.end);
        if here && claim.cue.is_none() {
            claim.source = Some(source);
            // The signature is no part of what was said.
            for piece in &mut claim.content {
                piece.end = piece.end.min(last.end);
            }
            claim.content.retain(|t| t.first < t.end);
        }
    }
}

/// A part of a sentence without the marks and conjunctions at its edges.
pub(super) fn trim(block: &Prepared<'_>, mut part: Tokens) -> Tokens {
    let loose = |i: u32| {
        among!(block.word(i), "," | "." | ";" | ":" | "—" | "–" | "(" | ")" | "and" | "but" | "!" | "?")
    };
    while !part.is_empty() && loose(part.end - 1) {
        part.end -= 1;
    }
    while !part.is_empty() && loose(part.first) {
        part.first += 1;
    }
    part
}

/// "Citing officials, the paper said it rained", "it rained, the paper said, citing officials": what was cited is what
/// the claim beside it says.
#[inline(never)]
pub(super) fn citing(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        if !matches!(block.word(i), "citing" | "quoting")
            || block.quoted.get(i as usize) == Some(&Quoted::Inside)
        {
            continue;
        }
        let (first, end) = block.sentence_of(i);
        let stop = (i + 1..end)
            .find(|k| among!(block.word(*k), "," | "." | ";" | ":" | "—" | "–") || block.is_mark(*k))
            .unwrap_or(end);
        let source = Tokens { first: i + 1, end: stop };
        let cue = Tokens { first: i, end: i + 1 };
        let says = |c: &Linked| c.content.iter().any(|t| t.len() >= 3);
        let known = claims.iter().any(|c| c.cue.is_some_and(|t| t.overlaps(cue)) && says(c));
        // "The Post reported, citing tax records, that": what was cited is what the paper reported.
        let verb = i.checked_sub(2).filter(|v| *v > first && block.is(i - 1, ","));
        let speaks =
            |v: u32| matches!(block.verbs.get(v as usize), Some(Some(CueClass::Say | CueClass::State)));
        if let Some(at) = verb.filter(|v| known && speaks(*v)) {
            let reported = Tokens { first: at, end: at + 1 };
            let cited = claims.iter().find(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
            let content = cited.map(|c| c.content.clone()).unwrap_or_default();
            if claims.iter().all(|c| c.cue.is_none_or(|t| !t.overlaps(reported))) {
                let mut outer = [Linked { source: None, cue: Some(reported), content }];
                subjects(block, &mut outer);
                claims.extend(outer.into_iter().filter(|c| c.source.is_some()));
            }
        }
        if source.is_empty() || source.len() > 12 || known {
            continue;
        }
        // "Reuters, citing two officials, reported": the network took the paper for what was cited.
        claims.retain(|c| c.cue.is_none_or(|t| !t.overlaps(cue)));
        let beside = claims.iter_mut().find(|c| {
            c.cue.is_some_and(|t| first <= t.first && t.end <= end && !t.overlaps(source))
                && !c.content.iter().any(|t| t.overlaps(source) || t.overlaps(cue))
        });
        let Some(outer) = beside else { continue };
        if let Some(own) = outer.source.as_mut().filter(|own| own.overlaps(source)) {
            // The network ran the two sources together: the one behind the comma speaks.
            own.first = stop + 1;
            if own.first >= own.end {
                outer.source = None;
            }
        }
        if outer.source.is_none()
            && block.is(stop, ",")
            && outer.cue.is_some_and(|t| t.first == stop + 1)
            && i > first
            && block.is(i - 1, ",")
            && let Some((name, _)) =
                i.checked_sub(2).and_then(|k| block.name_at(k)).filter(|(n, _)| n.end == i - 1)
        {
            outer.source = Some(Tokens { first: titles(block, name.first, first), end: name.end });
        }
        let content = outer.content.clone();
        claims.push(Linked { source: Some(source), cue: Some(cue), content });
    }
}

/// "told its citizens to avoid the road": who is told stands between the cue and what is said, and is no
/// part of it.
pub(super) fn hearers(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        let (Some(cue), Some(content)) = (claim.cue, claim.content.first_mut()) else { continue };
        let tells = among!(
            block.word(cue.end - 1),
            "told"
                | "tells"
                | "tell"
                | "telling"
                | "asked"
                | "asks"
                | "urged"
                | "urges"
                | "ordered"
                | "orders"
                | "advised"
                | "reminded"
                | "informed"
        );
        let opens = |i: u32| among!(block.word(i), "to" | "that" | "whether");
        if !tells || content.first != cue.end || opens(content.first) {
            continue;
        }
        // A verb or a mark in between: the words before "to" are more than a hearer.
        let more = |i: u32| {
            among!(
                block.word(i),
                "," | ";" | ":" | "." | "for" | "about" | "what" | "how" | "why" | "where" | "not" | "if"
            ) || cues::is_auxiliary(block.word(i))
                || block.is_mark(i)
        };
        let open = (content.first + 1..content.end.min(content.first + 12)).find(|i| opens(*i) || more(*i));
        if let Some(at) = open.filter(|at| opens(*at)) {
            content.first = at;
        }
    }
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
    fn what_is_cited_is_what_is_said() {
        block("Citing officials, the paper said it rained.", BlockKind::Paragraph, |b| {
            let said =
                Linked { source: Some(tokens(1, 5)), cue: Some(tokens(5, 6)), content: vec![tokens(6, 8)] };
            let mut claims = vec![said];
            citing(b, &mut claims);
            assert_eq!(claims[0].source, Some(tokens(3, 5)));
            assert_eq!(claims[1].source, Some(tokens(1, 2)));
            assert_eq!(claims[1].content, claims[0].content);
        });
    }

    #[test]
    fn whoever_is_told_is_no_part_of_what_is_said() {
        block("The embassy told its citizens to avoid the road.", BlockKind::Paragraph, |b| {
            let mut claims = vec![Linked {
                source: Some(tokens(0, 2)),
                cue: Some(tokens(2, 3)),
                content: vec![tokens(3, 9)],
            }];
            hearers(b, &mut claims);
            assert_eq!(claims[0].content, [tokens(5, 9)]);
        });
    }
}
