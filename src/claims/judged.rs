//! What is made of a thing by nobody named: "the move is seen as a snub", "losses were put at 40 million", "is feared dead".
//!
//! Problem: in these the thing judged stands in front and nobody who judges it, so the network sees no source and leaves them
//! out. Policy: the participles and what each must be followed by are closed ("as" and a noun phrase, a figure, a word for
//! somebody's fate); the thing and what is made of it are the content, as the corpus has them, and an agent behind "by" is the
//! source. Only where no claim stands. Owns nothing. Not handled: the agent before "as" (`described_by`), infinitives
//! (`passives`).

use super::constructions::trim;
use super::link::{Linked, Tokens};
use super::passives::{is_be, is_between};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::is_subject;
use super::topics::is_past;
use super::voices::speaks;
use crate::page::BlockKind;

/// Longest thing that is judged, and longest agent, in tokens.
const LONGEST: u32 = 12;

/// What stands behind a participle of judgment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// "As" and what the thing is taken for.
    As,
    /// What the thing is called, right behind.
    Name,
    /// "At" and a figure.
    Figure,
    /// "To" or "on" and a cause.
    Cause(&'static str),
    /// A word for what became of somebody.
    Fate,
}

/// What can be behind the participle at `i`, and how many words belong to it behind the first.
fn judgment(block: &Prepared<'_>, i: u32) -> Option<(u32, Behind)> {
    let next = block.word(i + 1);
    Some(match block.word(i) {
        "described" | "seen" | "viewed" | "regarded" | "hailed" | "dismissed" | "denounced" | "billed"
        | "touted" | "portrayed" | "depicted" | "cited" | "interpreted" | "perceived" | "condemned"
        | "identified" | "lauded" | "characterised" | "characterized"
            if next == "as" =>
        {
            (0, Behind::As)
        }
        // A thing may wear its label: "the file was labelled “misc”".
        "labelled" | "labeled" if among!(next, "a" | "an" | "the") => (0, Behind::Name),
        "branded" | "dubbed" => (0, if next == "as" { Behind::As } else { Behind::Name }),
        "considered" | "deemed" | "judged" => (0, Behind::Name),
        "put" | "estimated" | "assessed" | "pegged" if next == "at" => (0, Behind::Figure),
        "put" if next == "down" && block.is(i + 2, "to") => (2, Behind::Cause("to")),
        "blamed" if next == "on" => (0, Behind::Cause("on")),
        "attributed" if next == "to" => (0, Behind::Cause("to")),
        "feared" | "believed" | "presumed" | "thought" => (0, Behind::Fate),
        _ => return None,
    })
}

/// Adds the judgments that `claims` leaves out, and mends those it has.
#[inline(never)]
pub(super) fn judged(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = judgment(block, i).and_then(|(rest, behind)| read(block, i, rest, behind)) else {
            continue;
        };
        // A claim of the same verb without the thing, or with it for its source, has found less.
        let same = |c: &Linked| c.cue.is_some_and(|cue| cue.holds(i) || cue.end == i);
        let other = |c: &Linked| !same(c) && claim.parts().any(|t| c.touches(t));
        if claims.iter().any(other) {
            continue;
        }
        claims.retain(|c| !same(c));
        claims.push(claim);
    }
}

/// Whether a word can begin what something is called: an article, "one of", or an adjective.
fn names(block: &Prepared<'_>, k: u32) -> bool {
    let word = block.word(k);
    let token = block.tokens.get(k as usize).is_some_and(|t| t.is_word());
    let open = among!(
        word,
        "for" | "to" | "by" | "in" | "on" | "at" | "and" | "or" | "but" | "with" | "from" | "of" | "as"
    ) || among!(word, "when" | "while" | "after" | "before" | "during" | "until" | "not" | "that");
    let when = among!(word, "this" | "last" | "next" | "yesterday" | "today" | "tomorrow" | "again");
    (token || block.is_mark(k)) && !open && !when && !word.ends_with("ly")
}

/// Whether the "as" before `first` opens a clause: "was seen as he left", "as the ship sailed".
fn clause(block: &Prepared<'_>, first: u32, end: u32) -> bool {
    let pronoun =
        among!(block.word(first), "it" | "he" | "she" | "they" | "we" | "i" | "you" | "there" | "if");
    let stop =
        |k: &u32| among!(block.word(*k), "," | ";" | ":" | "who" | "which" | "that" | "to" | "by" | "of");
    let stop = (first..end).find(stop).unwrap_or(end);
    pronoun
        || (first + 2..stop).any(|k| {
            is_be(block.word(k))
                || among!(block.word(k), "had" | "has" | "left" | "went" | "came")
                || is_past(block.word(k))
        })
}

/// Whether a figure stands at `k`: digits, a sign for money, or a word that introduces one.
fn figure(block: &Prepared<'_>, k: u32) -> bool {
    let text = block.tokens.get(k as usize).map_or("", |t| t.span.text(block.text));
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€' | '¥'))
        || among!(
            block.word(k),
            "about" | "around" | "between" | "nearly" | "almost" | "roughly" | "some" | "half" | "one"
        )
        || among!(block.word(k), "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "ten")
        || matches!(block.word(k), "more" | "less") && block.is(k + 1, "than")
}

/// Words for what became of somebody or something.
fn fate(block: &Prepared<'_>, k: u32) -> bool {
    among!(
        block.word(k),
        "dead"
            | "drowned"
            | "lost"
            | "missing"
            | "extinct"
            | "trapped"
            | "killed"
            | "injured"
            | "buried"
            | "stolen"
            | "safe"
            | "sunk"
            | "destroyed"
            | "murdered"
            | "kidnapped"
            | "abducted"
            | "alive"
            | "likely"
            | "unlikely"
            | "responsible"
    )
}

fn read(block: &Prepared<'_>, i: u32, rest: u32, behind: Behind) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(i);
    let last = i + rest;
    let at = last + 1;
    let fits = match behind {
        Behind::As => names(block, at + 1) && !clause(block, at + 1, end),
        Behind::Name => names(block, at),
        Behind::Figure => figure(block, at + 1),
        Behind::Cause(_) => block.tokens.get(at as usize).is_some_and(|t| t.is_word()),
        Behind::Fate => fate(block, at),
    };
    if !fits {
        return None;
    }
    let mut first = i;
    while first > sentence && is_between(block.before(first)) || block.before(first) == "long" {
        first -= 1;
    }
    let headline = block.kind == BlockKind::Headline;
    let be = first > sentence && is_be(block.before(first));
    // "Boy, 9, feared drowned", "the species, long thought extinct": without its verb only for a fate.
    let comma = first > sentence && block.before(first) == ",";
    let bare = !be && behind == Behind::Fate && (comma || headline);
    if !(be || bare) || block.is(first.saturating_sub(1), "being") && behind == Behind::Name {
        return None;
    }
    while be
        && first > sentence
        && (is_be(block.before(first))
            || is_between(block.before(first))
            || among!(block.before(first), "has" | "have" | "had" | "also" | "not" | "never"))
    {
        first -= 1;
    }
    // A set-off participle has its subject elsewhere; a headline begins with it.
    let what = if bare && headline {
        Some(Tokens { first: sentence, end: first })
    } else {
        whole_subject(block, first)
    };
    let what = what.map(|t| trim(block, t)).filter(|t| {
        !t.is_empty()
            && t.len() <= LONGEST
            && !among!(block.word(t.first), "i" | "we" | "you" | "who" | "which" | "that" | "what" | "if")
    });
    let what =
        if bare && !headline { None } else { Some(what.filter(|t| headline || is_subject(block, *t))?) };
    let stop = |k: &u32| {
        among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(" | ")" | "but" | "after" | "when" | "while")
    };
    // "Identified as a baker" is a fact of the police's; "put at" and its like keep their figure's words.
    let begins = match behind {
        Behind::As => at + 1,
        Behind::Cause(_) if rest == 0 => at + 1,
        _ => at,
    };
    let cue_end = match behind {
        Behind::Cause(_) if rest == 0 => at + 1,
        _ => at,
    };
    let mut made =
        trim(block, Tokens { first: begins, end: (begins..end).find(stop).unwrap_or(end).max(begins) });
    let source = agent(block, &mut made);
    // “Death Alley” is all that it is called; what was thought until somebody looked is thought no more.
    if let Some(q) = block.quotations.iter().find(|q| q.first == made.first && q.end < made.end) {
        made.end = q.end;
    }
    if behind == Behind::Fate && (made.first..made.end).any(|k| matches!(block.word(k), "until" | "till")) {
        return None;
    }
    let enough = !made.is_empty() && (what.is_some() || bare);
    enough.then(|| Linked {
        source,
        cue: Some(Tokens { first, end: cue_end }),
        content: what.into_iter().chain([made]).collect(),
    })
}

/// The agent that ends what is made of a thing: "as a disgrace | by one councillor".
fn agent(block: &Prepared<'_>, made: &mut Tokens) -> Option<Tokens> {
    let by = (made.first + 1..made.end).rev().find(|k| block.is(*k, "by"))?;
    let source = Tokens { first: by + 1, end: made.end };
    let outside = block.quoted.get(by as usize) == Some(&Quoted::No);
    let somebody = outside && !source.is_empty() && source.len() <= LONGEST && speaks(block, source);
    if somebody {
        made.end = by;
    }
    somebody.then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], judged)
    }

    #[test]
    fn what_is_made_of_a_thing_is_claimed() {
        for (text, claim) in [
            ("Her exit is seen as a blow.", "- | is seen | Her exit … a blow"),
            ("The move is widely seen as a snub.", "- | is widely seen | The move … a snub"),
            (
                "The plan was described as a joke by one baker.",
                "one baker | was described | The plan … a joke",
            ),
            ("The match was billed as a feud.", "- | was billed | The match … a feud"),
            ("The lake is considered one of the best.", "- | is considered | The lake … one of the best"),
            ("Losses were put at 40 million.", "- | were put | Losses … at 40 million"),
            ("The rise is put down to warm winters.", "- | is put down to | The rise … warm winters"),
            ("The crash is blamed on fog.", "- | is blamed on | The crash … fog"),
            ("The twins are feared dead.", "- | are feared | The twins … dead"),
            ("The bird, long thought extinct, was seen.", "- | long thought | extinct"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_passives_judge_nothing() {
        for text in [
            "The boat was seen as it left.",
            "The horse was considered for the race.",
            "The offer is being considered this week.",
            "The offer was considered carefully.",
            "The vase was put at the back.",
            "She was seen by a nurse.",
            "She was thought of as one of us.",
            "She dismissed the cook as he came.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
