//! Claims in and beside relative clauses: "Kell, who denies it, smiled", "the man who said it was late has left".
//!
//! Problem: what "who" says ends where the sentence's own verb begins, and the network reads on, so the writer's words ("has
//! left") are put into somebody's mouth; "which the clerk disputes" and "had heard the mayor say" turn subject and verb
//! around. Policy: behind a comma the clause ends at the next comma that a finite verb follows; without one, only where the
//! relative clause begins its sentence, which then has a verb of its own. Owns nothing. Not handled: main verbs in the
//! present tense other than auxiliaries.

use super::cues;
use super::link::{Linked, Tokens};
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::group;
use super::topics::is_past;
use super::voices::speaks;

/// Longest noun phrase in front of "who" that can be the subject of its sentence.
const HEAD: u32 = 7;

/// Mends the claims of relative clauses, and adds what "which" stands for.
#[inline(never)]
pub(super) fn relatives(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for claim in claims.iter_mut() {
        relative(block, claim);
    }
    disputed(block, claims);
}

/// Mends a claim whose source is whoever is heard, or "who".
pub(super) fn relative(block: &Prepared<'_>, claim: &mut Linked) {
    overheard(block, claim);
    by_agent(block, claim);
    termed(block, claim);
    ends(block, claim);
    set_off(block, claim);
}

/// "She had heard the mayor | say": whoever is heard says it.
fn overheard(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    let verb = cue.end - 1;
    let bare =
        among!(block.word(verb), "say" | "tell" | "ask" | "claim" | "shout" | "admit" | "promise" | "argue");
    let from = source.first.min(cue.first);
    let hears = |k: &u32| among!(block.word(*k), "heard" | "hear" | "hears" | "hearing" | "overheard");
    let Some(heard) = (from..verb).rev().find(hears).filter(|_| bare) else { return };
    let whom = Tokens { first: heard + 1, end: verb };
    let plain = (whom.first..whom.end)
        .all(|k| !cues::is_auxiliary(block.word(k)) && !among!(block.word(k), "," | "to" | "and" | "that"));
    if !whom.is_empty() && whom.len() <= 5 && plain {
        claim.source = Some(whom);
        claim.cue = Some(Tokens { first: verb, end: verb + 1 });
    }
}

/// "The man, | described by police as armed": whoever describes stands behind "by".
fn by_agent(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    let describes = cue.len() == 1
        && among!(block.word(cue.first), "described" | "hailed" | "dismissed" | "branded" | "denounced")
        && block.is(cue.end, "by")
        && source.end <= cue.first;
    let (_, end) = block.sentence_of(cue.first);
    let as_at = (cue.end + 2..end.min(cue.end + 10)).find(|k| block.is(*k, "as")).filter(|_| describes);
    let Some(as_at) = as_at else { return };
    let by = Tokens { first: cue.end + 1, end: as_at };
    let plain = (by.first..by.end).all(|k| !among!(block.word(k), "," | ";" | "and") && !block.is_mark(k));
    if plain && speaks(block, by) {
        claim.source = Some(by);
    }
}

/// "The closure, | termed “vandalism” by the union,": whoever terms it so stands behind the quotation.
fn termed(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue.filter(|cue| cue.len() == 1 && claim.source.is_none()) else { return };
    let terms = among!(
        block.word(cue.first),
        "termed" | "called" | "dubbed" | "branded" | "labelled" | "labeled" | "described" | "billed"
    );
    let first = cue.end + u32::from(block.is(cue.end, "as"));
    let Some(q) = block.quotations.iter().find(|q| q.first == first && q.closed).filter(|_| terms) else {
        return;
    };
    let (_, end) = block.sentence_of(cue.first);
    let stop = |k: &u32| among!(block.word(*k), "," | "." | ";" | "and" | "—" | "–" | ")");
    let by = Tokens { first: q.end + 1, end: (q.end + 1..end).find(stop).unwrap_or(end) };
    if block.is(q.end, "by") && !by.is_empty() && by.len() <= 8 && speaks(block, by) {
        claim.source = Some(by);
        claim.content = vec![Tokens { first: q.first, end: q.end }];
    }
}

/// Ends what "who" says before the sentence's own verb.
fn ends(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue else { return };
    // "The man who is said to": a passive has no source.
    let before = cue.first.saturating_sub(1);
    let who = claim.source.map_or(before, |source| {
        let behind = among!(block.word(source.end), "who" | "which" | "that") && cue.first <= source.end + 1;
        if behind { source.end } else { source.end.saturating_sub(1) }
    });
    let relative = among!(block.word(who), "who" | "which" | "that" | "whom")
        && cue.first <= who + 2
        && block.quoted.get(who as usize) == Some(&Quoted::No);
    let pieces = claim.content.len();
    let Some(content) = claim.content.last_mut().filter(|_| pieces == 1 || pieces == 2) else { return };
    let plain = (content.first..content.end).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No));
    if !relative || !plain || content.first < cue.end || content.first > cue.end + 4 {
        return;
    }
    let set_off = who.checked_sub(1).is_some_and(|k| block.is(k, ","));
    let end = if set_off { before_comma(block, *content, who) } else { before_verb(block, *content, who) };
    if let Some(end) = end {
        content.end = end;
    }
}

/// "Who denies the charge | , was cold": the first comma, when the sentence's own verb follows it.
fn before_comma(block: &Prepared<'_>, content: Tokens, who: u32) -> Option<u32> {
    let commas = || (content.first + 1..content.end).filter(|k| block.is(*k, ","));
    let helped = |k: u32| cues::is_auxiliary(block.word(k + 1)) || is_be(block.word(k + 1));
    let comma = commas().next()?;
    let next = block.word(comma + 1);
    let past = is_past(next) || next.len() > 4 && next.ends_with("ed");
    // "Who said the plan, backed by Lee, was late": another comma brings the verb.
    let only = commas().nth(1).is_none();
    // "The clerk, who denies it, lives alone": a subject's clause is closed by its comma.
    let (_, end) = block.sentence_of(who);
    let closed = is_head(block, who - 1) && content.end + 1 >= end;
    (helped(comma) || only && (past || closed)).then_some(comma)
}

/// "The man who said the light was green | has left": the clause has a verb, and so has the sentence.
fn before_verb(block: &Prepared<'_>, content: Tokens, who: u32) -> Option<u32> {
    let (_, end) = block.sentence_of(who);
    let broken = (content.first..content.end)
        .any(|k| among!(block.word(k), "," | ";" | ":" | "—" | "–" | "and" | "but"));
    if !is_head(block, who) || broken || content.end + 1 < end {
        return None;
    }
    let clause = !block.is(content.first, "to");
    own_verb(block, content.first + 1, content.end, u32::from(clause))
}

/// Whether nothing but a noun phrase stands between the beginning of the sentence and `at`.
fn is_head(block: &Prepared<'_>, at: u32) -> bool {
    let (sentence, _) = block.sentence_of(at);
    let plain = |k: u32| {
        let word = block.word(k);
        let verb = block.verbs.get(k as usize).is_some_and(Option::is_some) && block.name_at(k).is_none();
        let own = cues::is_auxiliary(word) || is_past(word) || verb && word.ends_with("ed");
        !own && !among!(word, "," | ";" | ":" | "and" | "but") && !block.is_mark(k)
    };
    at > sentence && at - sentence <= HEAD && (sentence..at).all(plain)
}

/// The sentence's own verb in `first..end`, behind as many clauses that have one of their own as are `due`, and one more for
/// each that opens on the way.
pub(super) fn own_verb(block: &Prepared<'_>, first: u32, end: u32, mut due: u32) -> Option<u32> {
    let own = |k: u32| {
        let (word, before) = (block.word(k), block.before(k));
        let helps = cues::is_auxiliary(before) || is_be(before) || among!(before, "to" | "not" | "never");
        let verb = is_be(word) || cues::is_auxiliary(word) || is_past(word);
        let noun = among!(before, "the" | "a" | "an" | "his" | "her" | "their" | "its");
        verb && !helps && !noun
    };
    for k in first..end {
        let opens = among!(
            block.word(k),
            "that" | "who" | "which" | "because" | "when" | "while" | "if" | "as" | "what" | "where" | "how"
        );
        if opens {
            due += 1;
        } else if own(k) {
            if due == 0 {
                return Some(k);
            }
            due -= 1;
        }
    }
    None
}

/// "The man, believed to be armed, | fled": a participle that commas set off ends with them, and "described by police" is
/// the police's.
fn set_off(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(cue) = claim.cue.filter(|cue| cue.len() <= 2) else { return };
    let open = cue.first.checked_sub(1).is_some_and(|k| block.is(k, ","));
    let participle = among!(
        block.word(cue.first),
        "described"
            | "believed"
            | "said"
            | "thought"
            | "suspected"
            | "accused"
            | "known"
            | "rumoured"
            | "reported"
            | "alleged"
            | "understood"
            | "hailed"
            | "dismissed"
            | "branded"
    );
    // A finite verb may stand behind a comma, too: "the paper, founded in May, reported that".
    let passive = among!(block.word(cue.end), "to" | "by" | "as" | "of");
    if !open || !participle || !passive || block.quoted.get(cue.first as usize) != Some(&Quoted::No) {
        return;
    }
    let [content] = claim.content.as_mut_slice() else { return };
    if content.first < cue.end || content.first > cue.end + 8 {
        return;
    }
    let stops = |k: &u32| {
        let next = block.word(*k + 1);
        block.is(*k, ",")
            && (cues::is_auxiliary(next) || is_past(next) || next.len() > 3 && next.ends_with("ed"))
    };
    let Some(comma) = (content.first + 1..content.end).find(stops) else { return };
    content.end = comma;
}

/// "…, which the clerk disputes.": "which" stands for what is disputed.
fn disputed(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 2..block.tokens.len() as u32 {
        if !block.is(i, "which") || block.before(i) != "," {
            continue;
        }
        let (_, end) = block.sentence_of(i);
        let stop = |k: &u32| among!(block.word(*k), "," | "." | ";" | "—" | "–" | ")") || block.is_mark(*k);
        let close = (i + 1..end).find(stop).unwrap_or(end);
        let Some(verb) = close.checked_sub(1).filter(|v| *v > i + 1 && close - i <= 9) else { continue };
        let disputes = among!(
            block.word(verb),
            "denies"
                | "denied"
                | "deny"
                | "disputes"
                | "disputed"
                | "dispute"
                | "rejects"
                | "rejected"
                | "reject"
                | "contests"
                | "contested"
                | "contest"
                | "disputing"
                | "confirmed"
                | "confirms"
        );
        let Some(begin) = group(block, verb, i + 1).filter(|_| disputes) else { continue };
        let (source, cue) = (Tokens { first: i + 1, end: begin }, Tokens { first: begin, end: verb + 1 });
        let outside = (i..close).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No));
        let which = Tokens { first: i, end: i + 1 };
        let taken = claims.iter().any(|c| c.cue.is_some_and(|t| t.overlaps(cue)));
        let plain = (source.first..source.end).all(|k| !cues::is_auxiliary(block.word(k)));
        if outside && !taken && !source.is_empty() && plain && speaks(block, source) {
            claims.push(Linked { source: Some(source), cue: Some(cue), content: vec![which] });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown::{self, claim};

    fn found(text: &str, before: &[Linked]) -> Vec<String> {
        shown::found(text, before, relatives)
    }

    #[test]
    fn what_who_says_ends_before_the_sentences_verb() {
        for (text, before, expected) in [
            (
                "The clerk, who denies the charge, was cold.",
                claim((3, 4), (4, 5), (5, 9)),
                "who | denies | the charge",
            ),
            (
                "The clerk, who denies arson, lives alone.",
                claim((3, 4), (4, 5), (5, 9)),
                "who | denies | arson",
            ),
            ("The clerk, who denies arson, smiled.", claim((3, 4), (4, 5), (5, 8)), "who | denies | arson"),
            (
                "The man who said the light was green has left.",
                claim((0, 3), (3, 4), (4, 10)),
                "The man who | said | the light was green",
            ),
            (
                "Anyone who says the light was out because the lamp was lost is lying.",
                claim((1, 2), (2, 3), (3, 14)),
                "who | says | the light was out because the lamp was lost",
            ),
        ] {
            assert_eq!(found(text, &[before]), [expected], "{text}");
        }
    }

    #[test]
    fn what_who_says_goes_on_where_no_verb_follows() {
        for (text, before, expected) in [
            (
                "The clerk, who said the plan, backed by the mayor, was late.",
                claim((3, 4), (4, 5), (5, 15)),
                "who | said | the plan, backed by the mayor, was late",
            ),
            (
                "She met the clerk, who said it was late, of course.",
                claim((5, 6), (6, 7), (7, 13)),
                "who | said | it was late, of course",
            ),
            (
                "It was the man who said the light was green.",
                claim((2, 5), (5, 6), (6, 10)),
                "the man who | said | the light was green",
            ),
            (
                "The man who said the light was green",
                claim((0, 3), (3, 4), (4, 8)),
                "The man who | said | the light was green",
            ),
        ] {
            assert_eq!(found(text, &[before]), [expected], "{text}");
        }
    }

    #[test]
    fn what_commas_set_off_ends_with_them() {
        assert_eq!(
            found("The man, described by police as armed, fled.", &[claim((0, 2), (3, 4), (7, 10))]),
            ["police | described | armed"]
        );
        assert_eq!(
            found("The man, said to be old, ill, and armed.", &[claim((0, 2), (3, 4), (4, 12))]),
            ["The man | said | to be old, ill, and armed"]
        );
        assert_eq!(
            found("A petition that says the ward is old has names.", &[claim((0, 2), (3, 4), (4, 10))]),
            ["A petition | says | the ward is old"]
        );
    }

    #[test]
    fn whoever_terms_it_so_stands_behind() {
        let mut before = claim((0, 2), (3, 4), (4, 13));
        before.source = None;
        assert_eq!(
            found("The closure, termed “folly” by the union, will cost jobs.", &[before]),
            ["the union | termed | “folly”"]
        );
    }

    #[test]
    fn whoever_is_heard_says_it() {
        assert_eq!(
            found("She had heard the mayor say it was late.", &[claim((0, 5), (5, 6), (6, 9))]),
            ["the mayor | say | it was late"]
        );
        assert_eq!(
            found("She had heard enough to say it was late.", &[claim((0, 1), (5, 6), (6, 9))]),
            ["She | say | it was late"]
        );
    }

    #[test]
    fn which_stands_for_what_is_disputed() {
        assert_eq!(
            found("The clerk was cold, which the mayor disputes.", &[]),
            ["the mayor | disputes | which"]
        );
        for text in ["The lamp, which the mayor lost, was green.", "The lamp, which was disputed, was green."]
        {
            assert!(found(text, &[]).is_empty(), "{text}");
        }
    }
}
