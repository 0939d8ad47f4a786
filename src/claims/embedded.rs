//! Claims set into another clause: "what it said were rebels", "the man police say lit the fire", "that is what she said".
//!
//! Problem: the thing spoken of stands in front of speaker and verb, and what is said of it behind them, so the network runs
//! the clauses together ("the army hit what it called") or sees none. Policy: a verb of saying or believing with its subject
//! right before it, and a finite verb right behind it, splits the clause it stands in; whatever the subject follows ("what",
//! "which", a noun) is what is spoken of. "Is what" with a subject and a verb of saying gives the words before it to the
//! subject. Owns nothing. Not handled: "What she said was that", where nothing is split.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::group;
use super::topics::is_past;
use super::voices::speaks;
use crate::entities::roles;

/// Farthest the clause of what is said may reach, in tokens.
const REACH: u32 = 24;

/// Adds the claims set into other clauses, and mends those that ran together with these.
#[inline(never)]
pub(super) fn embedded(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if !says(block.word(i)) || block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = split(block, i).or_else(|| summed(block, i)) else { continue };
        let cue = Tokens { first: i, end: i + 1 };
        // "Hit what it called": the network took the outer verb along.
        let ran = claims.iter().position(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
        if let Some(at) = ran {
            if claims[at].source != claim.source || claims[at].cue != claim.cue {
                claims[at] = claim;
            }
            continue;
        }
        let taken = [claim.source, Some(cue)]
            .into_iter()
            .flatten()
            .any(|t| claims.iter().any(|c| touches_role(c, t)));
        let said = || claims.iter().any(|c| c.content.iter().any(|t| t.holds(i)));
        if !(taken || is_own(block, &claim) && said()) {
            claims.push(claim);
        }
    }
}

/// "She condemned what she called a farce": what is called so is part of what she condemned, and hers already.
fn is_own(block: &Prepared<'_>, claim: &Linked) -> bool {
    let what = claim.source.filter(|s| s.len() == 1 && s.first > 0).map(|s| block.word(s.first - 1));
    let pronoun = claim.source.is_some_and(|s| among!(block.word(s.first), "he" | "she" | "they" | "it"));
    what == Some("what") && pronoun
}

/// Whether `part` shares a token with source or cue of `claim`: in what somebody else says it is nested.
fn touches_role(claim: &Linked, part: Tokens) -> bool {
    claim.source.iter().chain(&claim.cue).any(|t| t.overlaps(part))
}

#[rustfmt::skip]
fn says(word: &str) -> bool {
    among!(
        word,
        "said" | "says" | "say" | "claimed" | "claims" | "claim" | "believe" | "believes" | "believed" | "alleged" | "allege"
            | "alleges" | "insisted" | "insists" | "swore" | "swears" | "called" | "calls" | "call" | "described" | "describes"
            | "think" | "thinks" | "thought" | "suspect" | "suspects" | "admitted" | "admits" | "maintains" | "told" | "tells"
    )
}

/// The subject right before the verb group that ends with the verb at `verb`: a pronoun, a name, or somebody in at most
/// three words.
fn subject(block: &Prepared<'_>, verb: u32) -> Option<(Tokens, Tokens)> {
    let (sentence, _) = block.sentence_of(verb);
    let begin = group(block, verb, sentence)?;
    let last = begin.checked_sub(1).filter(|k| *k > sentence)?;
    let word = block.word(last);
    let cue = Tokens { first: begin, end: verb + 1 };
    if among!(word, "he" | "she" | "they" | "it") {
        return Some((Tokens { first: last, end: begin }, cue));
    }
    if let Some((name, _)) = block.name_at(last).filter(|(name, _)| name.end == begin) {
        let the = name.first.checked_sub(1).filter(|k| *k > sentence && block.is(*k, "the"));
        let source = Tokens { first: the.unwrap_or(name.first), end: begin };
        return speaks(block, source).then_some((source, cue));
    }
    let determined = (last.saturating_sub(2)..last)
        .rev()
        .find(|k| among!(block.word(*k), "the" | "its" | "his" | "her" | "their" | "a"))
        .filter(|k| *k > sentence);
    let bare = (roles::is_people(word) || among!(word, "police" | "doctors" | "experts")).then_some(last);
    let source = Tokens { first: determined.or(bare)?, end: begin };
    speaks(block, source).then_some((source, cue))
}

/// "What it | said | were rebels", "the man | police say | lit the fire".
fn split(block: &Prepared<'_>, verb: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(verb);
    let (source, cue) = subject(block, verb)?;
    let before = source.first.checked_sub(1).filter(|k| *k >= sentence)?;
    let what = block.is(before, "what");
    let relative = among!(block.word(before), "which" | "who" | "that" | "whom");
    let next = verb + 1;
    let names = among!(block.word(verb), "called" | "calls" | "call" | "described" | "describes" | "think");
    let finite = is_be(block.word(next)) && !block.is(next, "being")
        || among!(
            block.word(next),
            "had" | "has" | "have" | "would" | "will" | "could" | "did" | "does" | "lit"
        )
        || is_past(block.word(next));
    let noun = among!(block.word(next), "a" | "an" | "the" | "his" | "its" | "their" | "as")
        || block.quotations.iter().any(|q| q.first == next);
    // "What she said was that", "what he said was: no" split nothing.
    let cleft = what && (before == sentence || among!(block.word(next + 1), "that" | ":" | "this"));
    if cleft || !(finite && !names || what && names && noun) {
        return None;
    }
    // Without "what" or "which" a noun must stand before, and the clause must not begin there.
    let antecedent = if what {
        None
    } else if relative {
        // "He said that it said was": a conjunction.
        (!block.is(before, "that") || block.before(before) != ",")
            .then_some(Tokens { first: before, end: source.first })
    } else {
        Some(noun_before(block, source.first, sentence)?)
    };
    if block.is(before, "that")
        && before.checked_sub(1).is_none_or(|k| block.verbs.get(k as usize).is_some_and(Option::is_some))
    {
        return None;
    }
    let close = clause_end(block, next, end, sentence, before);
    let piece = trim(block, Tokens { first: next, end: close });
    let mut content: Vec<Tokens> = antecedent.into_iter().collect();
    content.push(piece);
    (piece.len() >= 2).then_some(Linked { source: Some(source), cue: Some(cue), content })
}

/// "The man (police say)", "a building (it said)": the noun phrase with its determiner that ends right before `at`.
fn noun_before(block: &Prepared<'_>, at: u32, sentence: u32) -> Option<Tokens> {
    let last = at.checked_sub(1).filter(|k| *k > sentence)?;
    let plain = block.tokens.get(last as usize).is_some_and(|t| t.is_word())
        && !block.is_capital(last)
        && block.verbs.get(last as usize).is_none_or(Option::is_none)
        && !cues::is_auxiliary(block.word(last));
    let first = (last.saturating_sub(2).max(sentence)..last)
        .rev()
        .find(|k| among!(block.word(*k), "the" | "a" | "an"))?;
    let whole = (first + 1..at).all(|k| block.tokens.get(k as usize).is_some_and(|t| t.is_word()));
    let small = among!(block.word(last), "time" | "day" | "moment" | "year" | "week" | "way" | "reason");
    (plain && whole && !small).then_some(Tokens { first, end: at })
}

/// Where the clause that begins with the verb at `first` ends: at a comma or mark, or before the verb of the sentence
/// whose subject it belongs to.
fn clause_end(block: &Prepared<'_>, first: u32, end: u32, sentence: u32, before: u32) -> u32 {
    let stop = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(");
    let end = (first + 1..end.min(first + REACH)).find(stop).unwrap_or(end.min(first + REACH));
    let begins = before <= sentence + 3
        && (sentence..before).all(|k| {
            block.verbs.get(k as usize).is_none_or(Option::is_none) && !cues::is_auxiliary(block.word(k))
        });
    let own = |k: &u32| {
        let (word, prior) = (block.word(*k), block.before(*k));
        (is_be(word) || cues::is_auxiliary(word) || is_past(word))
            && !cues::is_auxiliary(prior)
            && !is_be(prior)
            && !among!(prior, "to" | "not" | "the" | "a" | "an" | "who" | "which" | "that")
    };
    if begins { (first + 2..end).find(own).unwrap_or(end) } else { end }
}

/// "“Mad” is how she describes it", "that is what the maid says": the words before are what is said.
fn summed(block: &Prepared<'_>, verb: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(verb);
    let (source, cue) = subject(block, verb)?;
    let what =
        source.first.checked_sub(1).filter(|k| *k > sentence && matches!(block.word(*k), "what" | "how"))?;
    let be = what.checked_sub(1).filter(|k| among!(block.word(*k), "is" | "was" | "'s"))?;
    // Nothing else is said behind the verb.
    let closes = verb + 1 >= end
        || among!(block.word(verb + 1), "." | "," | "him" | "her" | "me" | "us" | "them" | "it" | "all");
    // "“Mad” is how", "“Mad”: that is how".
    let begin = be - u32::from(among!(block.before(be), "that" | "which" | "this"));
    let begin = begin - u32::from(among!(block.before(begin), ":" | "," | "—" | "–"));
    let q = block.quotations.iter().find(|q| q.closed && q.end == begin && q.first <= sentence + 1)?;
    closes.then(|| Linked {
        source: Some(source),
        cue: Some(cue),
        content: vec![Tokens { first: q.first, end: q.end }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], embedded)
    }

    #[test]
    fn a_clause_may_be_split() {
        for (text, claim) in [
            ("The ministry showed what it said was the pilot.", "it | said | was the pilot"),
            ("The army hit what it called a nest of rebels.", "it | called | a nest of rebels"),
            ("The man police say lit the fire has fled.", "police | say | The man … lit the fire"),
            ("The tonic, which he said was honey, is gone.", "he | said | which … was honey"),
            ("They struck a house the army said was empty.", "the army | said | a house … was empty"),
            ("“Mad” is how she describes it.", "she | describes | “Mad”"),
            ("“Mad”: that is how she describes it.", "she | describes | “Mad”"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn an_outer_verb_is_no_part_of_the_cue() {
        let tokens = |first, end| Tokens { first, end };
        let before =
            Linked { source: Some(tokens(0, 2)), cue: Some(tokens(2, 6)), content: vec![tokens(6, 9)] };
        assert_eq!(
            shown::found("The army struck what it said was a house.", &[before], embedded),
            ["it | said | was a house"]
        );
    }

    #[test]
    fn whole_clauses_are_not_split() {
        for text in [
            "What he said was that it was late.",
            "What she said was a lie.",
            "He did what he said.",
            "The mayor said lost time was lost.",
            "By the time police said it was over, it was late.",
            "The mayor knew that he said was late.",
            "This is what the mayor says about the quay.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
