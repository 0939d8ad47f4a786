//! Whom a claim is about or aimed at: the accused, the hearer, the one spoken of.
//!
//! Problem: in "Lee was told that", "Lee is accused of" and "Lee, suspected of theft," the name stands where a
//! source stands, and says nothing. Words in the wrong mouth are the worst fault. Policy: the subject of a
//! passive of telling, accusing or supposing is never its source; an agent behind "by" is. What the subject
//! is instead, target or addressee, follows from the verb. Owns nothing. Not handled: a target that is named
//! in another sentence.

use super::cues;
use super::hearsay::hearsay;
use super::link::{Linked, Tokens};
use super::passives::{agent, is_be, is_between};
use super::prepared::Prepared;
use super::quotations::Quoted;

/// What the subject of a passive, or the object of an active verb, is to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Is told.
    Hearer,
    /// Is accused.
    Accused,
    /// Is spoken of.
    Topic,
}

/// What a participle or verb makes of the one it is done to.
fn part(verb: &str) -> Option<Part> {
    Some(match verb {
        "told" | "warned" | "informed" | "advised" | "urged" | "ordered" | "asked" | "reminded"
        | "assured" | "notified" | "instructed" | "reassured" | "cautioned" | "invited" => Part::Hearer,
        "accused" | "charged" | "suspected" | "indicted" | "blamed" | "implicated" | "denounced" => {
            Part::Accused
        }
        "alleged" | "believed" | "thought" | "said" | "understood" | "reported" | "rumoured" | "rumored"
        | "claimed" | "expected" | "described" | "called" | "known" | "presumed" | "supposed" | "feared"
        | "declared" | "estimated" | "forecast" | "predicted" | "considered" | "assumed" | "reputed"
        | "portrayed" | "depicted" | "criticised" | "criticized" | "praised" | "dubbed" => Part::Topic,
        _ => return None,
    })
}

/// The participle of a passive cue: behind a form of "be" or "stand", or by itself for the accused
/// ("Lee, accused of theft,"). "Is quoted as saying" names its speaker by its subject.
pub(super) fn passive(block: &Prepared<'_>, cue: Tokens) -> Option<(u32, Part)> {
    let at = (cue.first..cue.end).find(|i| {
        let mut before = *i;
        while before > cue.first && is_between(block.word(before - 1)) {
            before -= 1;
        }
        let be = before > cue.first && (is_be(block.word(before - 1)) || stands(block.word(before - 1)));
        let reduced =
            before == cue.first && part(block.word(*i)) == Some(Part::Accused) && governs(block, *i + 1);
        part(block.word(*i)).is_some() && (be || reduced)
    })?;
    let saying = (at + 1..at + 8).any(|i| block.is(i, "as") && block.word(i + 1).ends_with("ing"));
    let lets = (cue.first..at).any(|i| among!(block.word(i), "let" | "lets" | "letting"));
    (!saying && !lets).then(|| Some((at, part(block.word(at))?))).flatten()
}

pub(super) fn stands(word: &str) -> bool {
    among!(word, "stand" | "stands" | "stood" | "remain" | "remains" | "remained")
}

/// Whether the preposition of an accusation follows: no object stands between, so it is no active verb.
fn governs(block: &Prepared<'_>, at: u32) -> bool {
    among!(block.word(at), "of" | "with" | "for" | "in" | "by")
}

/// Takes the words out of the mouth of whoever is only told, accused or spoken of.
#[inline(never)]
pub(super) fn patients(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for claim in claims.iter_mut() {
        let Some(cue) = claim.cue else { continue };
        if let Some((be, cue)) = as_saying(block, cue) {
            claim.source = subject(block, be);
            claim.cue = Some(cue);
            // The words may stand before it: "“It is late,” she is quoted as saying".
            if claim.content.iter().any(|t| t.first >= cue.end) {
                claim.content.retain(|t| t.first >= cue.end);
            }
            continue;
        }
        // "Swimmers urged to stay out": with nobody behind the verb, whoever stands before it is the one urged.
        if urged(block, cue) && claim.source.is_some_and(|s| s.end == cue.first) {
            claim.source = None;
        }
        // "The airline faces claims that": who is met with a claim does not make it.
        if let Some(noun) = met(block, cue) {
            claim.cue = Some(Tokens { first: noun, end: cue.end });
            claim.source = None;
            continue;
        }
        // "It has emerged": nobody is "it".
        let empty = claim.source.is_some_and(|s| s.len() == 1 && block.is(s.first, "it"))
            && (passive(block, cue).is_some()
                || among!(
                    block.word(cue.end - 1),
                    "emerged" | "transpired" | "appears" | "seems" | "appeared"
                ));
        if let Some(source) = claim.source.filter(|s| empty && s.end == cue.first) {
            claim.cue = Some(Tokens { first: source.first, end: cue.end });
            claim.source = None;
            continue;
        }
        if hearsay(block, claim, cue) {
            continue;
        }
        if passive(block, cue).is_some() && claim.source.is_some_and(|s| s.end <= cue.first) {
            claim.source = None;
            agent(block, claim);
        }
        supposed(block, claim, cue);
        // "The mayor | was asked | if she knew": who is asked is no part of the question.
        let hearer = passive(block, cue).is_some_and(|(_, part)| part == Part::Hearer);
        if hearer && claim.content.len() > 1 {
            claim.content.retain(|t| t.end != cue.first);
        }
        // "Three men | are suspected | of theft", but "the crash | is blamed on | fog".
        if !block.is(cue.end - 1, "on")
            && passive(block, cue).is_some_and(|(_, part)| part == Part::Accused)
            && claim.content.iter().any(|t| t.first >= cue.end)
        {
            claim.content.retain(|t| t.end > cue.first);
        }
        // "Declared safe by the engineer": who declares is no part of what is declared.
        if passive(block, cue).is_some() && claim.source.is_none() {
            trailing_agent(block, claim);
        }
    }
    claims.retain(|c| !c.content.is_empty());
}

/// "The man believed to be behind it | is a clown": nobody believes "to be", so the man is believed to be, and the sentence goes
/// on with its own verb.
fn supposed(block: &Prepared<'_>, claim: &mut Linked, cue: Tokens) {
    let [only] = claim.content.as_slice() else { return };
    let bare = cue.len() == 1
        && among!(
            block.word(cue.first),
            "believed"
                | "thought"
                | "said"
                | "alleged"
                | "rumoured"
                | "rumored"
                | "understood"
                | "known"
                | "presumed"
                | "reputed"
        )
        && only.first == cue.end
        && block.is(cue.end, "to")
        && matches!(block.word(cue.end + 1), "be" | "have");
    let Some(source) = claim.source.filter(|s| bare && s.end == cue.first) else { return };
    let own = (only.first + 3..only.end).find(|k| {
        among!(block.word(*k), "is" | "are" | "was" | "were" | "has" | "had" | "have" | "will")
            && !among!(block.word(*k - 1), "who" | "which" | "that" | "to")
    });
    let rest = Tokens { first: only.first, end: own.unwrap_or(only.end) };
    claim.source = None;
    claim.content = vec![source, rest];
}

/// Whether the cue is a bare participle of telling with the infinitive right behind it, which no active verb has.
fn urged(block: &Prepared<'_>, cue: Tokens) -> bool {
    let behind = cue.end + u32::from(block.is(cue.end, "not"));
    cue.len() == 1
        && among!(
            block.word(cue.first),
            "urged" | "told" | "warned" | "ordered" | "advised" | "instructed" | "reminded"
        )
        && block.is(behind, "to")
        && !among!(block.word(behind + 1), "the" | "a" | "an" | "his" | "her" | "their")
}

/// The noun of a cue that tells of meeting a claim: "faces claims", "had received a warning", "is investigating the
/// allegation".
fn met(block: &Prepared<'_>, cue: Tokens) -> Option<u32> {
    let noun = cue.end.checked_sub(1).filter(|k| *k > cue.first && cues::is_noun_cue(block.word(*k)))?;
    let meets = (cue.first..noun).any(|k| {
        among!(
            block.word(k),
            "face"
                | "faces"
                | "faced"
                | "facing"
                | "receive"
                | "receives"
                | "received"
                | "investigates"
                | "investigated"
                | "investigating"
                | "examines"
                | "examined"
                | "examining"
        )
    });
    meets.then_some(noun)
}

/// "Was quoted by the Post as saying": the subject says it, whoever quotes. The first token of the passive, and
/// its cue.
fn as_saying(block: &Prepared<'_>, cue: Tokens) -> Option<(u32, Tokens)> {
    let (sentence, _) = block.sentence_of(cue.first);
    let at = (cue.first.saturating_sub(8).max(sentence)..cue.end).find(|i| {
        among!(block.word(*i), "quoted" | "reported" | "cited") && *i > sentence && is_be(block.word(*i - 1))
    })?;
    let saying = (at + 1..cue.end.max(at + 1)).any(|i| {
        let known = among!(block.word(i + 1), "saying" | "telling" | "warning" | "calling" | "describing");
        block.is(i, "as") && (known || at < cue.first && block.word(i + 1).ends_with("ing"))
    });
    let mut first = at - 1;
    while first > sentence && among!(block.word(first - 1), "has" | "had" | "have" | "been") {
        first -= 1;
    }
    let end = if (at + 1..cue.first.max(at + 1)).any(|i| block.is(i, "by")) { at + 1 } else { cue.end };
    saying.then_some((first, Tokens { first, end }))
}

/// The agent that ends the content: "called a ruin by Lee".
fn trailing_agent(block: &Prepared<'_>, claim: &mut Linked) {
    let Some(content) = claim.content.last_mut() else { return };
    let Some(by) = (content.first + 1..content.end).rev().find(|i| block.is(*i, "by")) else { return };
    let source = Tokens { first: by + 1, end: content.end };
    let named = block.name_at(by + 1).is_some_and(|(name, _)| name.first == by + 1 && name.end == source.end);
    let role = (source.first..source.end).all(|i| !block.is_mark(i) && !block.is(i, ","))
        && source.len() <= 5
        && source.len() > 1
        && is_speaker(block.word(source.end - 1));
    if (named || role) && block.quoted.get(by as usize) == Some(&Quoted::No) {
        content.end = by;
        claim.source = Some(source);
    }
}

fn is_speaker(word: &str) -> bool {
    crate::entities::roles::is_people(word) || crate::entities::roles::is_person_role(word)
}

/// Who is accused and who is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Aims {
    /// Who is accused.
    pub target: Option<Tokens>,
    /// Who is told.
    pub addressee: Option<Tokens>,
}

/// Whom a claim is aimed at, by its verb: the subject of its passive, or the object behind it.
pub(super) fn aims(block: &Prepared<'_>, claim: &Linked) -> Aims {
    let Some(cue) = claim.cue else { return Aims::default() };
    let mut aims = Aims::default();
    if let Some((_, what)) = passive(block, cue) {
        let whole = subject(block, cue.first).filter(|s| !claim.content.iter().any(|t| t.overlaps(*s)));
        match what {
            Part::Hearer => aims.addressee = whole,
            Part::Accused => aims.target = whole,
            Part::Topic => {}
        }
        return aims;
    }
    match (cue.first..cue.end).rev().find_map(|i| active(block.word(i))) {
        Some(Part::Accused) => aims.target = object(block, claim, cue, true),
        Some(_) => aims.addressee = object(block, claim, cue, false),
        None => {}
    }
    aims
}

/// What an active verb makes of its object.
fn active(verb: &str) -> Option<Part> {
    match verb {
        "tells" | "tell" | "telling" | "warns" | "warning" | "asks" | "asking" | "assures" | "assuring"
        | "reminds" | "reminding" | "informs" | "informing" | "advises" | "advising" | "urges" | "urging"
        | "orders" | "ordering" => Some(Part::Hearer),
        "accuses" | "accusing" | "accuse" | "blames" | "blaming" | "blame" | "suspects" | "suspect"
        | "charges" | "denounces" => Some(Part::Accused),
        _ => part(verb).filter(|p| *p != Part::Topic),
    }
}

/// The noun phrase between a cue and what is said: up to the word that opens the content, or that belongs
/// to the verb ("of", "for", "with" behind an accusation).
fn object(block: &Prepared<'_>, claim: &Linked, cue: Tokens, accuses: bool) -> Option<Tokens> {
    let next = claim.content.iter().map(|t| t.first).filter(|f| *f >= cue.end).min();
    let (_, sentence) = block.sentence_of(cue.end - 1);
    let stop = (cue.end..sentence.min(cue.end + 12)).find(|i| {
        let word = block.word(*i);
        let ends = among!(word, "," | "." | ":" | ";" | "—" | "–" | "that" | "to" | "during" | "after")
            || among!(word, "whether" | "why" | "how" | "what" | "when" | "if" | "not")
            || if accuses {
                among!(word, "of" | "for" | "with")
            } else {
                matches!(word, "about" | "against")
            }
            || (!accuses && among!(word, "on" | "in" | "at") && !within_name(block, *i));
        ends || block.quoted.get(*i as usize) == Some(&Quoted::Open) || block.is_mark(*i)
    });
    let end = match (next, stop) {
        (Some(next), Some(stop)) => next.min(stop),
        (None, Some(stop)) => stop,
        (Some(next), None) if next <= cue.end + 12 => next,
        _ => return None,
    };
    let first = block.word(cue.end);
    let begins = !among!(first, "of" | "about" | "for" | "in" | "on" | "at" | "by" | "with" | "as");
    (end > cue.end && begins).then_some(Tokens { first: cue.end, end })
}

fn within_name(block: &Prepared<'_>, i: u32) -> bool {
    block.name_at(i).is_some_and(|(name, _)| name.first < i)
}

/// The subject before a verb at `at`, with what commas set off behind or before its name: "Ann Lee, who heads the board, |
/// laid out", "his aide, Ann Lee, | laid out".
pub(super) fn whole_subject(block: &Prepared<'_>, at: u32) -> Option<Tokens> {
    let (sentence, _) = block.sentence_of(at);
    let Some(close) = at.checked_sub(1).filter(|k| *k > sentence && block.is(*k, ",")) else {
        return subject(block, at).filter(|s| {
            s.first.checked_sub(1).is_none_or(|k| k < sentence || !matches!(block.word(k), "who" | "which"))
        });
    };
    let open = (sentence + 1..close).rev().find(|k| block.is(*k, ","))?;
    let name = |end: u32| {
        block.name_at(end - 1).filter(|(name, _)| name.end == end && name.first >= sentence).map(|(n, _)| n)
    };
    // "His aide, Ann Lee,": what stands before the name from its determiner on belongs to it.
    let with_role = |name: Tokens| {
        let comma = name.first.checked_sub(1).filter(|k| *k > sentence && block.is(*k, ","));
        let determined = among!(block.word(sentence), "the" | "a" | "an" | "his" | "her" | "their" | "its");
        let plain = |comma: u32| {
            comma - sentence <= 8
                && (sentence..comma).all(|k| block.verbs.get(k as usize).is_none_or(Option::is_none))
        };
        comma.filter(|comma| determined && plain(*comma)).map_or(name.first, |_| sentence)
    };
    if let Some(name) = name(close).filter(|n| n.first == open + 1) {
        return Some(Tokens { first: with_role(name), end: close });
    }
    let described =
        among!(block.word(open + 1), "who" | "whose" | "a" | "an" | "the" | "his" | "her" | "its");
    let name = name(open).filter(|_| described)?;
    Some(Tokens { first: with_role(name), end: close })
}

/// Whether the mark at `k` is the apostrophe of "the farmers' union".
fn possessive(block: &Prepared<'_>, k: u32) -> bool {
    matches!(block.word(k), "'" | "’")
        && block.quoted.get(k as usize) == Some(&Quoted::No)
        && k.checked_sub(1).is_some_and(|b| block.word(b).ends_with('s'))
}

/// The subject that ends right before `at`: a pronoun, a name, or a noun phrase from its determiner on.
pub(super) fn subject(block: &Prepared<'_>, at: u32) -> Option<Tokens> {
    let (sentence, _) = block.sentence_of(at);
    let mut end = at;
    while end > sentence && (matches!(block.word(end - 1), "," | "also") || is_between(block.word(end - 1))) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|l| *l >= sentence && !block.is_mark(*l))?;
    if among!(block.word(last), "it" | "there" | "and" | "but" | "or" | "then" | "yet") {
        return None;
    }
    if among!(block.word(last), "he" | "she" | "they" | "who" | "i" | "we") {
        return Some(Tokens { first: last, end });
    }
    let name = block.name_at(last).filter(|(name, _)| name.end == end);
    let head = name.map_or(last, |(name, _)| name.first);
    let breaks = |k: u32| {
        among!(
            block.word(k),
            "," | ";" | ":" | "—" | "–" | "that" | "and" | "but" | "when" | "while" | "after"
        ) || among!(block.word(k), "because" | "as" | "if" | "where" | "who" | "which")
            || block.is_mark(k) && !possessive(block, k)
    };
    let mut first = head;
    while first > sentence && head - first < 8 && !breaks(first - 1) {
        let determines = among!(block.word(first), "the" | "a" | "an" | "his" | "her" | "their" | "its");
        if determines && !among!(block.word(first - 1), "of" | "for" | "in" | "at" | "from" | "with" | "by") {
            break;
        }
        first -= 1;
    }
    let begins = first == sentence
        || breaks(first - 1)
        || name.is_some_and(|(name, _)| first == name.first)
        || among!(block.word(first), "the" | "a" | "an" | "his" | "her" | "their" | "its");
    match name {
        // No edge in sight: the name alone is sure.
        Some((name, _)) if !begins => Some(name),
        _ => begins.then_some(Tokens { first, end }),
    }
}

#[cfg(test)]
mod tests;
