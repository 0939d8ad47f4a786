//! Nouns that attribute: "the dean's reply was that", "there are fears that", "her verdict: it must go".
//!
//! Problem: a noun with a clause attributes like a verb, and the network often sees no cue in it. Policy: the
//! noun is read by rule where the clause behind it can be nothing but what is said; its owner is the source.
//! Only where no claim has been found. Not handled: a noun that is the subject of its sentence ("the claim
//! that it rained was repeated"), where the clause's end is not sure.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::moods::{alone, felt, is_mood};
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::raised::raised;
use super::tellings::relative;

/// Adds the claims of nouns that `claims` leaves out, and names the owners of others.
#[inline(never)]
pub(super) fn nouns(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for claim in claims.iter_mut() {
        alone(block, claim);
    }
    for claim in claims.iter_mut().filter(|c| c.source.is_none()) {
        // "Their demand that": whose it is says it.
        let Some(cue) = claim.cue.filter(|cue| cue.len() == 1 && attributes(block.word(cue.first))) else {
            continue;
        };
        let own = owner(block, cue.first)
            .filter(|o| o.end == cue.first || matches!(block.word(cue.first - 1), "'s" | "'"));
        let behind = claim.content.iter().all(|t| t.first >= cue.end);
        claim.source = own.filter(|o| behind && block.quoted.get(o.first as usize) == Some(&Quoted::No));
    }
    for i in 0..block.tokens.len() as u32 {
        if !attributes(block.word(i)) || block.quoted.get(i as usize) == Some(&Quoted::Inside) {
            continue;
        }
        let found = equated(block, i)
            .or_else(|| announced(block, i))
            .or_else(|| inverted(block, i))
            .or_else(|| raised(block, i))
            .or_else(|| held(block, i));
        let Some(claim) = found else { continue };
        // "The jury's verdict was that": the network takes the copula for the cue.
        let copula = |c: &Linked| {
            let be = c.cue.is_some_and(|t| t.first > i && t.len() == 1 && is_be(block.word(t.first)));
            let content = c.content.first().zip(claim.content.first());
            be && content.is_some_and(|(a, b)| a.first == b.first)
                && c.source.is_some_and(|s| s.holds(i) || claim.source == Some(s))
        };
        claims.retain(|c| !copula(c));
        let parts = || claim.cue.iter().chain(&claim.content).copied();
        // Inside what somebody else says it is nested: "the union doubted the firm's assertion that no jobs would go".
        let whole = parts().chain(claim.source).fold(None, |all: Option<Tokens>, t| {
            Some(all.map_or(t, |a| Tokens { first: a.first.min(t.first), end: a.end.max(t.end) }))
        });
        let plain = |t: Tokens| (t.first..t.end).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No));
        let within = |c: &Linked| {
            whole.filter(|w| plain(*w)).is_some_and(|w| {
                let apart =
                    c.cue.is_some_and(|cue| !cue.overlaps(w)) && c.source.is_none_or(|s| !s.overlaps(w));
                apart && c.content.iter().any(|t| t.first <= w.first && w.end <= t.end)
            })
        };
        let taken = claims.iter().any(|c| !within(c) && parts().any(|p| c.touches(p)));
        if !taken && claim.content.iter().all(|t| t.len() >= 3) {
            claims.push(claim);
        }
    }
}

pub(super) fn attributes(noun: &str) -> bool {
    cues::is_noun_cue(noun)
        || is_mood(noun)
        || among!(noun, "thesis" | "case" | "point" | "line" | "impression" | "advice" | "guess" | "reading")
        || among!(
            noun,
            "anger" | "unease" | "scepticism" | "skepticism" | "optimism" | "dismay" | "frustration"
        )
        || among!(noun, "doubt" | "confidence" | "alarm" | "agreement" | "notion" | "calls" | "doubts")
        || among!(noun, "position" | "consensus" | "excuse" | "explanation" | "diagnosis")
        || among!(noun, "suspicion" | "suspicions" | "hunch" | "speculation")
        || among!(noun, "word" | "talk" | "line" | "case" | "gossip" | "feeling")
}

/// Nouns of what is about, though nobody by name says it.
#[rustfmt::skip]
fn is_open(noun: &str) -> bool {
    among!(
        noun,
        "suspicion" | "theory" | "fear" | "hope" | "belief" | "expectation" | "rumour" | "rumor" | "word" | "talk" | "gossip" | "feeling"
    )
}

/// Who owns the noun at `i`, at most one adjective away: "his", "the dean's", "Lee's main".
pub(super) fn owner(block: &Prepared<'_>, i: u32) -> Option<Tokens> {
    let (first, _) = block.sentence_of(i);
    [1, 2].into_iter().find_map(|back| {
        let at = i.checked_sub(back).filter(|at| *at >= first)?;
        match block.word(at) {
            "his" | "her" | "their" => Some(Tokens { first: at, end: at + 1 }),
            "'s" | "'" => {
                let last = at.checked_sub(1).filter(|l| *l >= first)?;
                let name = block.name_at(last).map(|(name, _)| name.first);
                let noun = || {
                    (first..at)
                        .rev()
                        .take(6)
                        .find(|k| among!(block.word(*k), "the" | "a" | "an" | "his" | "her"))
                };
                name.or_else(noun).map(|begin| Tokens { first: begin, end: at })
            }
            _ => None,
        }
    })
}

fn claim(block: &Prepared<'_>, i: u32, source: Option<Tokens>, content: Tokens) -> Linked {
    Linked { source, cue: Some(Tokens { first: i, end: i + 1 }), content: vec![trim(block, content)] }
}

/// "The dean's reply was that it rained."
fn equated(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (_, end) = block.sentence_of(i);
    let (mut at, mut source) = (i + 1, owner(block, i));
    // "The consensus among economists is that".
    if among!(block.word(at), "among" | "of" | "from") {
        at = (at + 1..end.min(at + 6)).find(|k| matches!(block.word(*k), "is" | "was"))?;
        source = Some(Tokens { first: i + 2, end: at });
    }
    // "The hope in the boardroom is that": where it is felt stands between.
    let placed = (is_mood(block.word(i)) || is_open(block.word(i)))
        && among!(block.word(at), "in" | "at" | "inside" | "across" | "within" | "around" | "on");
    if placed {
        at = (at + 1..end.min(at + 6)).find(|k| matches!(block.word(*k), "is" | "was"))?;
    }
    // "Her complaint, heard by three magistrates, is that".
    if block.is(at, ",") {
        at = (at + 1..end.min(at + 10)).find(|k| block.is(*k, ","))? + 1;
    }
    let says = matches!(block.word(at), "is" | "was") && block.is(at + 1, "that");
    // "The suspicion is that", "one theory was that": nobody's by name, and still no fact.
    let open = source.is_none() && (placed || is_open(block.word(i)));
    let owned = source.as_ref().is_some_and(|s| !s.is_empty());
    (says && (owned || open)).then(|| claim(block, i, source, Tokens { first: at + 1, end }))
}

/// "Her verdict: the quay must go."
fn announced(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (first, end) = block.sentence_of(i);
    let source = owner(block, i).filter(|s| s.first == first && block.is(i + 1, ":"))?;
    Some(claim(block, i, Some(source), Tokens { first: i + 2, end }))
}

/// "The lift was never built, is the answer from the architects", "…, runs the argument of the majority".
fn inverted(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (first, end) = block.sentence_of(i);
    let owned = owner(block, i);
    let opens = owned.map_or_else(|| i.checked_sub(1).filter(|k| block.is(*k, "the")), |o| Some(o.first))?;
    let verb = opens.checked_sub(1).filter(|k| *k > first + 3)?;
    let turned =
        among!(block.word(verb), "is" | "was" | "goes" | "went" | "runs" | "ran") && block.is(verb - 1, ",");
    let stop = |k: &u32| among!(block.word(*k), "," | "." | ";" | ":" | "—" | "–" | "!") || block.is_mark(*k);
    let agent = || {
        among!(block.word(i + 1), "from" | "of" | "among")
            .then(|| Tokens { first: i + 2, end: (i + 2..end).find(stop).unwrap_or(end) })
    };
    let source = owned.or_else(agent).filter(|s| turned && !s.is_empty() && s.len() <= 10)?;
    let begin = (first..verb - 1)
        .rev()
        .find(|k| among!(block.word(*k), ";" | ":" | "—" | "–"))
        .map_or(first, |k| k + 1);
    let content = Tokens { first: begin, end: verb - 1 };
    // "The duty, imposed in May, is Lima's answer to a levy" has a noun for its subject.
    let plain = (content.first..content.end).all(|k| !block.is_mark(k) && !block.is(k, ","));
    let verb =
        (content.first + 1..content.end).any(|k| is_be(block.word(k)) || cues::is_auxiliary(block.word(k)));
    (plain && verb && !block.is(i + 1, "to")).then(|| claim(block, i, Some(source), content))
}

/// "There are fears that it will fall", "despite assurances from Lee that it was clean, …", "repeated his belief
/// that": a noun that no relative clause follows.
fn held(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let noun = block.word(i);
    let clausal = among!(
        noun.strip_suffix('s').unwrap_or(noun),
        "fear"
            | "belief"
            | "assurance"
            | "rumour"
            | "rumor"
            | "insistence"
            | "assertion"
            | "contention"
            | "suggestion"
            | "allegation"
            | "accusation"
            | "conviction"
            | "warning"
            | "denial"
            | "admission"
            | "hope"
            | "concern"
            | "hunch"
            | "suspicion"
            | "speculation"
            | "consensus"
            | "complaint"
    ) || owner(block, i).is_some() && cues::is_noun_cue(noun)
        || felt(block, i);
    let (first, end) = block.sentence_of(i);
    // "Examining claims that", "despite claims that": behind a preposition or a verb of dealing it is no verb.
    let dealt = matches!(noun, "claims" | "notion")
        && i > first
        && (block.word(i - 1).ends_with("ing")
            || noun == "notion" && i >= first + 2 && block.is(i - 1, "the")
            || among!(
                block.word(i - 1),
                "despite"
                    | "amid"
                    | "after"
                    | "over"
                    | "of"
                    | "by"
                    | "on"
                    | "denied"
                    | "denies"
                    | "rejected"
                    | "rejects"
                    | "dismissed"
                    | "disputed"
            ));
    // "Had a hunch that" is somebody's: a set phrase.
    let had = among!(noun, "hunch" | "suspicion" | "theory")
        && i >= first + 2
        && among!(block.word(i - 2), "had" | "has" | "have");
    if had || !clausal && !dealt {
        return None;
    }
    let (mut that, mut source) = (i + 1, owner(block, i));
    if among!(block.word(that), "from" | "by" | "among") {
        that = (that + 1..end.min(that + 8)).find(|k| block.is(*k, "that"))?;
        source = Some(Tokens { first: i + 2, end: that });
    } else if among!(block.word(that), "in" | "at" | "across" | "within" | "inside" | "around") {
        // "A belief in Bukhara that": where it is held stands between.
        that = (that + 1..end.min(that + 5)).find(|k| block.is(*k, "that"))?;
        if (i + 1..that).any(|k| matches!(block.word(k), "," | "and") || cues::is_auxiliary(block.word(k))) {
            return None;
        }
    }
    // A noun in front of its sentence's verb: where its clause ends is not sure.
    let subject = (first..i).all(|k| {
        let verb = block.verbs.get(k as usize).is_some_and(Option::is_some);
        !verb && !cues::is_auxiliary(block.word(k)) && !among!(block.word(k), "despite" | "amid" | "after")
    });
    // "The fears that were raised", "the plan that matches it" are relative: no subject follows.
    let clause = block.is(that, "that") && !relative(block, that);
    let outside = |k: u32| block.quoted.get(k as usize) == Some(&Quoted::No);
    let stop = (that + 1..end).find(|k| outside(*k) && among!(block.word(*k), "," | ";" | ":" | "—" | "–"));
    let content = Tokens { first: that, end: stop.unwrap_or(end) };
    let broken = source.is_some_and(|s| s.is_empty() || (s.first..s.end).any(|k| block.is(k, ",")));
    (clause && !subject && !broken && content.len() >= 5).then(|| claim(block, i, source, content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], nouns)
    }

    #[test]
    fn a_noun_with_an_owner_attributes() {
        assert_eq!(found("The dean's reply was that it rained."), ["The dean | reply | that it rained"]);
        assert_eq!(found("Her verdict: the quay must go."), ["Her | verdict | the quay must go"]);
        assert_eq!(
            found("Her complaint, heard by three, is that it sings."),
            ["Her | complaint | that it sings"]
        );
        assert_eq!(
            found("The consensus among economists is that it will cost more."),
            ["economists | consensus | that it will cost more"]
        );
    }

    #[test]
    fn a_feeling_may_be_nobodys() {
        for (text, claim) in [
            ("There is anger that the inquiry sat alone.", "- | anger | that the inquiry sat alone"),
            ("There is little doubt among engineers that it must go.", "engineers | doubt | that it must go"),
            ("The hope in the boardroom is that nobody knows.", "- | hope | that nobody knows"),
            ("The author's thesis is that tea made it.", "The author | thesis | that tea made it"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
        assert!(found("There is no doubt that the inquiry sat alone.").is_empty());
        assert!(found("The point on the map is that of a mill.").is_empty());
    }

    #[test]
    fn a_noun_with_a_clause_attributes() {
        assert_eq!(
            found("There are fears that the quay will fall."),
            ["- | fears | that the quay will fall"]
        );
        assert_eq!(
            found("The board is examining claims that the app charged twice."),
            ["- | claims | that the app charged twice"]
        );
        assert!(found("The board claims that the app charged twice.").is_empty());
        assert_eq!(
            found("Despite assurances from the council that the water was clean, they left."),
            ["the council | assurances | that the water was clean"]
        );
        assert_eq!(found("He has a belief that the quay is safe."), ["- | belief | that the quay is safe"]);
    }

    #[test]
    fn a_noun_may_stand_behind_what_is_said_or_apart_from_it() {
        for (text, claim) in [
            (
                "The lift was never built, is the answer from the board.",
                "the board | answer | The lift was never built",
            ),
            (
                "The gap is a myth, runs the argument of the union.",
                "the union | argument | The gap is a myth",
            ),
            ("Fears are growing that the quay will fall.", "- | Fears | that the quay will fall"),
            ("There is a belief in Bukhara that the tower hums.", "- | belief | that the tower hums"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
        assert!(found("The gap, wide and old, is the pride of the union.").is_empty());
    }

    #[test]
    fn whose_it_is_says_it() {
        let text = "Their demand that the school reopen was late.";
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let (cue, content) = (Some(Tokens { first: 1, end: 2 }), vec![Tokens { first: 2, end: 6 }]);
        let mut claims = vec![Linked { source: None, cue, content }];
        nouns(&block, &mut claims);
        assert_eq!(claims[0].source, Some(Tokens { first: 0, end: 1 }));
    }

    #[test]
    fn a_noun_inside_what_is_said_is_nested() {
        let text = "The union said it doubted the firm's assertion that no jobs would go.";
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |first, end| Tokens { first, end };
        let outer =
            Linked { source: Some(tokens(0, 2)), cue: Some(tokens(2, 3)), content: vec![tokens(3, 14)] };
        let mut claims = vec![outer];
        nouns(&block, &mut claims);
        assert_eq!(claims.len(), 2, "{claims:?}");
        assert_eq!(claims[1].source.map(|s| block.span(s).text(text)), Some("the firm"));
    }

    #[test]
    fn a_relative_clause_is_nothing_said() {
        for text in [
            "She has fears that were never told.",
            "We heard warnings that said nothing.",
            "Fears that he knew",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
