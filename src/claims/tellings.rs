//! Sentences whose grammar reports: "fans taunted the keeper that", "a school wrote home that".
//!
//! Problem: which verbs report is an open question, and where the verb is rare, or a particle, a hearer or an adverb stands
//! behind it, the network sees no cue. Policy: somebody, a finite verb and a clause with "that" report by their grammar; with
//! words in between only a verb of speech does, and only when these are a particle, an adverb, a hearer or a short adverbial.
//! Orders ([`super::orders`]) are read in the same pass. Only where no claim has been found. Owns nothing. Not handled:
//! clauses without "that", and reports inside quotations.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::orders::order;
use super::passives::{is_be, is_between};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::sound::points;
use super::voices::speaks;
use crate::entities::roles;

/// Words that may stand between a verb of speech and its clause, and between a verb of ordering and its infinitive.
pub(super) const BETWEEN: u32 = 8;

/// Pasts that a clause with "that" may follow and that report nothing.
#[rustfmt::skip]
const NO_REPORT: &[&str] = &[
    "ensured", "needed", "provided", "required", "learned", "noticed", "discovered", "assumed", "realized", "realised",
    "insured", "happened", "seemed", "appeared", "proved", "turned", "preferred", "excited", "worried", "declined", "wanted",
    "pleased", "convinced", "armed", "given", "granted", "used",
];

/// Adds the claims of sentences that report or order by their grammar where `claims` has none.
#[inline(never)]
pub(super) fn tellings(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 2..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let found = match block.word(i) {
            "that" => report(block, i),
            "to" => order(block, i),
            _ => None,
        };
        let Some(claim) = found else { continue };
        // A source in common is none.
        let taken = |c: &Linked, t: Tokens| {
            c.parts().any(|p| p.overlaps(t) && !(c.source == Some(p) && claim.source == Some(t)))
        };
        if !claims.iter().any(|c| claim.parts().any(|t| taken(c, t))) {
            claims.push(claim);
        }
    }
}

/// The report whose clause the "that" at `that` opens.
fn report(block: &Prepared<'_>, that: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(that);
    // "The boat that sank" and "that tour" open no clause of their own.
    if relative(block, that) || points(block, that) {
        return None;
    }
    let (verb, cue_end) = verb_before(block, that, sentence)?;
    let begin = group(block, verb, sentence)?;
    let source = whole_subject(block, begin).filter(|s| is_subject(block, *s) && begins_clause(block, *s))?;
    let listed = block.verbs.get(verb as usize).copied().flatten();
    let spoken = matches!(listed, Some(CueClass::Say | CueClass::State));
    let adjacent = verb + 1 == that;
    // "Policies she supported that failed": behind a verb of attitude "that" may belong to the noun before.
    let any = adjacent && listed.is_none();
    if !(adjacent && spoken || speaks(block, source) && (spoken || any)) {
        return None;
    }
    let stop = |k: &u32| among!(block.word(*k), ";" | "—" | "–" | "(") || block.is_mark(*k);
    let content = trim(block, Tokens { first: that, end: (that..end).find(stop).unwrap_or(end) });
    (content.len() >= 4).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: cue_end }),
        content: vec![content],
    })
}

/// Whether the "that" at `that` stands for the noun before it: a verb, and no subject, follows.
pub(super) fn relative(block: &Prepared<'_>, that: u32) -> bool {
    let (next, third) = (block.word(that + 1), block.word(that + 2));
    let object = among!(
        third,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "him"
            | "them"
            | "it"
            | "to"
            | "in"
            | "on"
            | "from"
    );
    let verb = cues::is_auxiliary(next)
        || cues::verb(next).is_some_and(|_| !plural(next))
        || (next.ends_with("ed") || next.ends_with('s') && !among!(next, "his" | "its" | "this")) && object
        || next.ends_with("ly");
    block.name_at(that + 1).is_none() && verb
}

/// Nouns that look like verbs behind "that": "that claims were late".
fn plural(word: &str) -> bool {
    word.ends_with('s') && cues::is_noun_cue(word)
}

/// The finite verb that the clause at `that` belongs to, and where its cue ends.
fn verb_before(block: &Prepared<'_>, that: u32, sentence: u32) -> Option<(u32, u32)> {
    let last = that - 1;
    let noun = |k: u32| {
        k.checked_sub(1).is_some_and(|b| {
            among!(block.word(b), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "'s" | "no" | "any")
        })
    };
    let spoken = |k: u32| {
        matches!(block.verbs.get(k as usize).copied().flatten(), Some(CueClass::Say | CueClass::State))
            && block.name_at(k).is_none()
            && !noun(k)
            && !block.word(k).ends_with("ing")
            // "Signal", "show", "stand" by themselves may be nouns: a verb shows its ending or its auxiliary.
            && finite(block, k)
    };
    if last > sentence && (spoken(last) || past(block.word(last)) && block.name_at(last).is_none()) {
        return Some((last, that));
    }
    let verb = (that.saturating_sub(BETWEEN).max(sentence + 1)..last).rev().find(|k| spoken(*k))?;
    // A noun of the same form has its clause beside it: "denied reports from Lee that".
    if cues::is_noun_cue(block.word(verb)) && !block.word(verb).ends_with("ed") {
        return None;
    }
    let mut at = verb + 1;
    let mut end = at;
    if among!(block.word(at), "out" | "up" | "in" | "back" | "home" | "off" | "on" | "again" | "down")
        && at < that
    {
        at += 1;
        end = at;
    }
    while at < that && is_between(block.word(at)) {
        at += 1;
    }
    (at == that || hearer(block, at, that) || adverbial(block, at, that)).then_some((verb, end))
}

/// Whether the word at `k` shows that it is a finite verb: by its ending, or by an auxiliary or a pronoun before it.
fn finite(block: &Prepared<'_>, k: u32) -> bool {
    let word = block.word(k);
    let past = word.ends_with("ed") || cues::is_irregular(word) && !word.ends_with('s');
    let before = k.checked_sub(1).map_or("", |b| block.word(b));
    let helped =
        cues::is_auxiliary(before) || among!(before, "he" | "she" | "they" | "who") || is_between(before);
    past || helped || word.ends_with('s') && !cues::is_noun_cue(word)
}

/// A past that need not be a verb of speech: nearly any verb may report when a clause follows it.
fn past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !NO_REPORT.contains(&word)
}

/// Whether `first..end` is somebody who is told: "the keeper", "to parents", "with a priest", "those who dive".
pub(super) fn hearer(block: &Prepared<'_>, first: u32, end: u32) -> bool {
    let first = first + u32::from(among!(block.word(first), "to" | "with" | "in"));
    let Some(last) = end.checked_sub(1).filter(|l| *l >= first) else { return false };
    let word = block.word(last);
    let pronoun = first == last
        && among!(word, "him" | "her" | "them" | "us" | "me" | "everyone" | "anyone" | "nobody");
    let named = block.name_at(last).is_some_and(|(name, _)| name.end == end);
    let people = roles::is_people(word) || roles::is_person_role(word) || roles::is_body(word);
    let plain = (first..end)
        .all(|k| !among!(block.word(k), "," | "of" | "that") && !cues::is_auxiliary(block.word(k)));
    let those =
        among!(block.word(first), "those" | "anyone" | "everyone" | "anybody") && block.is(first + 1, "who");
    pronoun || plain && (named || people) || those
}

/// Whether `first..end` tells when, where or how: "over breakfast", "on Friday", "for the first time", "in a speech".
pub(super) fn adverbial(block: &Prepared<'_>, first: u32, end: u32) -> bool {
    let opens = among!(
        block.word(first),
        "on" | "at"
            | "in"
            | "over"
            | "during"
            | "from"
            | "for"
            | "by"
            | "last"
            | "this"
            | "through"
            | "before"
            | "after"
            | "yesterday"
            | "today"
            | "later"
            | "under"
            | "via"
    );
    let broken = (first..end).any(|k| {
        let word = block.word(k);
        among!(word, "," | ";" | ":" | "and" | "who" | "which" | "that" | "to")
            || cues::is_auxiliary(word)
            || cues::is_noun_cue(word)
                && !among!(word, "letter" | "statement" | "speech" | "message" | "report")
            || block.is_mark(k)
    });
    opens && !broken && end - first <= 5
}

/// Where the verb group of the verb at `verb` begins; none when it is a passive, an infinitive or a participle.
pub(super) fn group(block: &Prepared<'_>, verb: u32, sentence: u32) -> Option<u32> {
    let mut begin = verb;
    while begin > sentence
        && (cues::is_auxiliary(block.word(begin - 1)) || is_between(block.word(begin - 1)))
        && !is_given_name(block, begin - 1)
    {
        begin -= 1;
    }
    let be = (begin..verb).any(|k| is_be(block.word(k)));
    let to = begin
        .checked_sub(1)
        .is_some_and(|k| among!(block.word(k), "to" | "so" | "too" | "and" | "or" | "but"));
    // An adverb alone stays outside.
    while begin < verb && is_between(block.word(begin)) {
        begin += 1;
    }
    (!be && !to).then_some(begin)
}

/// "Will argued": behind a verb that helps, another has its base form; in front of a past it is somebody's name.
pub(super) fn is_given_name(block: &Prepared<'_>, k: u32) -> bool {
    let next = block.word(k + 1);
    let listed = block.verbs.get(k as usize + 1).is_some_and(Option::is_some);
    let past = next.ends_with("ed") || next.ends_with('s') || cues::is_irregular(next);
    block.is(k, "will") && block.is_capital(k) && listed && past
}

/// Words that a subject may follow: conjunctions, and what tells when.
fn opens_clause(word: &str) -> bool {
    among!(
        word,
        "and"
            | "but"
            | "as"
            | "while"
            | "because"
            | "when"
            | "although"
            | "though"
            | "that"
            | "so"
            | "where"
            | "since"
            | "after"
            | "before"
            | "yet"
            | "or"
            | "whereas"
            | "week"
            | "month"
            | "year"
            | "years"
            | "days"
            | "weeks"
            | "months"
            | "morning"
            | "night"
            | "evening"
            | "afternoon"
            | "ago"
            | "yesterday"
            | "today"
            | "tomorrow"
            | "once"
            | "meanwhile"
    ) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a clause begins with `source`: behind a noun ("the speech his lawyers had begged him to give") the clause is the
/// noun's.
pub(super) fn begins_clause(block: &Prepared<'_>, source: Tokens) -> bool {
    let (sentence, _) = block.sentence_of(source.first);
    let Some(at) = source.first.checked_sub(1).filter(|at| *at >= sentence) else { return true };
    let before = block.word(at);
    let word = block.tokens.get(at as usize).is_some_and(|t| t.is_word());
    let who = matches!(block.word(source.first), "who" | "which");
    who || !word || block.is_capital(at) || is_between(before) || opens_clause(before)
}

/// Whether `source` can be all of a subject: nothing in it is another verb, and it does not end in the middle.
pub(super) fn is_subject(block: &Prepared<'_>, source: Tokens) -> bool {
    let open = among!(
        block.word(source.end.saturating_sub(1)),
        "to" | "of"
            | "in"
            | "on"
            | "at"
            | "for"
            | "with"
            | "by"
            | "the"
            | "a"
            | "an"
            | "as"
            | "than"
            | "from"
            | ","
            | "not"
    );
    // What commas set off has verbs of its own.
    let comma = (source.first..source.end).find(|k| block.is(*k, ",")).unwrap_or(source.end);
    let who =
        (source.first..comma).find(|k| among!(block.word(*k), "who" | "which" | "that")).unwrap_or(comma);
    let verbal = (source.first..who).any(|k| {
        let word = block.word(k);
        let nominal = block.name_at(k).is_some()
            || cues::is_noun_cue(word)
            || cues::is_document(word)
            || roles::is_person_role(word)
            || roles::is_people(word);
        let listed = block.verbs.get(k as usize).is_some_and(Option::is_some);
        let ending = word.ends_with("ed") || word.ends_with('s') || word.ends_with("ing");
        let irregular = cues::is_irregular(word);
        let verb = listed && (ending || irregular) && k > source.first;
        !nominal && (cues::is_auxiliary(word) || among!(word, "to" | "it" | "there" | "if") || verb)
    });
    let open = open || among!(block.word(source.first), "(" | "," | ")" | "most" | "only");
    // "Whether the judges would rule": a question's or condition's clause claims nothing.
    let before = source.first.checked_sub(1).map_or("", |k| block.word(k));
    let asked = among!(before, "whether" | "if" | "unless" | "until" | "than" | "what" | "which" | "how");
    !source.is_empty() && !asked && !open && !verbal && who > source.first
        || source.len() == 1 && !open && !asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], tellings)
    }

    #[test]
    fn a_clause_behind_a_verb_is_reported() {
        for (text, claim) in [
            ("The manager yodelled that the egg was off.", "The manager | yodelled | that the egg was off"),
            (
                "The union wrote home to parents that it was late.",
                "The union | wrote home | that it was late",
            ),
            ("The mayor argued over breakfast that it was late.", "The mayor | argued | that it was late"),
            (
                "The mayor has warned the minister that it was late.",
                "The mayor | has warned | that it was late",
            ),
            ("The sister piped up that the will was lost.", "The sister | piped up | that the will was lost"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_clauses_are_not_reported() {
        for text in [
            "The manager wore the coat that he had bought.",
            "The manager opened that tour in Portugal.",
            "The manager was so tired that he left.",
            "The board ensured that it was open.",
            "The manager denied reports from Lee that it was late.",
            "“The manager yodelled that it was late.”",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
