//! Deeds that look like speech: "took notes", "found a coin", "left without explaining why".
//!
//! Problem: many verbs and nouns of speech also name what is done, and a word behind them looks like a
//! content. Policy: a deed says nothing, so it is no claim; each test names the grammar that tells the two
//! apart, and words in quotation marks are left alone by the caller. Nothing is kept here.

use super::cues::{self, is_auxiliary};
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::unsaid::unsaid;
use crate::entities::{EntityKind, roles};

/// Whether a claim of `cue` that quotes nothing only tells what was done.
pub(super) fn deed(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let Some(content) = claim.content.first().copied() else { return true };
    unsaid(block, claim, cue, content)
        || relative(block, cue, content)
        || headless(block, claim, content)
        || noun_of_deed(block, cue, content)
        || object_only(block, claim, cue, content)
        || phoned(block, cue, content)
        || thing_on_thing(block, claim, cue, content)
        || bare_form(block, claim, cue, content)
        || (cue.len() == 1 && block.is(cue.first, ":") && (mute(block, claim) || title(block, content)))
}

/// "A budget that would have paid": behind a noun and before a verb "that" is a relative pronoun.
fn relative(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let behind_noun = content.first > cue.end
        && block.tokens.get(content.first as usize - 1).is_some_and(|t| t.is_word())
        && !cues::is_noun_cue(block.word(content.first - 1));
    behind_noun
        && among!(block.word(content.first), "that" | "which" | "who")
        && is_auxiliary(block.word(content.first + 1))
        && !cues::is_noun_cue(block.word(cue.end - 1))
}

/// A content that begins with a finite auxiliary has its subject elsewhere: "(with the mistake) corrected were on
/// every desk".
fn headless(block: &Prepared<'_>, claim: &Linked, content: Tokens) -> bool {
    let first = block.word(content.first);
    // "Cars that analysts say will sell": a verb of opinion may stand between the two.
    let inserted = |cue: Tokens| {
        (cue.first..cue.end).any(|i| {
            cues::bases(block.word(i)).any(|b| {
                among!(
                    b.as_str(),
                    "say"
                        | "think"
                        | "believe"
                        | "claim"
                        | "argue"
                        | "insist"
                        | "hope"
                        | "fear"
                        | "contend"
                        | "predict"
                        | "allege"
                        | "suggest"
                        | "warn"
                        | "feel"
                        | "estimate"
                        | "expect"
                )
            })
        })
    };
    (is_auxiliary(first) || among!(first, "can" | "must" | "may"))
        && !among!(first, "not" | "never" | "having" | "being")
        && claim.cue.is_some_and(|cue| {
            let comma = block.is(cue.end, ",");
            content.first == cue.end + u32::from(comma) && !inserted(cue)
        })
}

/// What opens a clause or stands for one.
fn opens_clause(word: &str) -> bool {
    among!(
        word,
        "that"
            | "to"
            | "of"
            | "whether"
            | "how"
            | "why"
            | "what"
            | "who"
            | "when"
            | "where"
            | "if"
            | "as"
            | "about"
            | "against"
            | "on"
            | "not"
    )
}

/// "Took notes with a green pen", "keeps one promise secret": a noun of speech attributes only with a clause.
fn noun_of_deed(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let Some(noun) = (cue.first..cue.end).rev().find(|i| cues::is_noun_cue(block.word(*i))) else {
        return false;
    };
    let before = noun.checked_sub(1).map_or("", |i| block.word(i));
    let counted =
        among!(before, "a" | "an" | "one" | "two" | "no" | "any" | "some" | "more" | "several" | "long")
            || (noun > cue.first
                && among!(before, "took" | "take" | "takes" | "taking" | "made" | "kept" | "up"));
    // "Drew up plans": the verb only carries the noun.
    let carries = |i: u32| {
        cues::bases(block.word(i))
            .any(|b| among!(b.as_str(), "draw" | "take" | "have" | "keep" | "hold" | "raise" | "sign"))
    };
    let said = (cue.first..noun)
        .any(|i| cues::verb(block.word(i)).is_some() && !is_auxiliary(block.word(i)) && !carries(i));
    let colon = content.first.checked_sub(1).is_some_and(|i| among!(block.word(i), ":" | "," | "—" | "–"));
    let first = block.word(content.first);
    let clause = opens_clause(first)
        && (first != "of" || !among!(block.word(noun), "plans" | "plan" | "call" | "letter"));
    counted && !said && !colon && content.first >= cue.end && !clause
}

/// A verb that says something only with a clause, and has a thing behind it: "found a coin", "claimed three
/// points", "showed them how to read", "will know whether", "answered with two goals".
fn object_only(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    let last = block.word(cue.end - 1);
    let first = block.word(content.first);
    let base = |wanted: &str| (cue.first..cue.end).any(|i| cues::bases(block.word(i)).any(|b| b == wanted));
    let asks = among!(first, "whether" | "how" | "what" | "who" | "why" | "when" | "where" | "which");
    let lesson = first == "how" && block.is(content.first + 1, "to") && (base("show") || base("teach"));
    let known = asks && base("know") && cue.len() <= 3;
    let noted = base("take") && (cue.first..cue.end).any(|i| block.is(i, "notes")) && first != "that";
    let returned = last == "with" && ["answer", "reply", "respond"].iter().any(|b| base(b));
    let written = claim.source.is_some_and(|s| {
        (s.first..s.end).any(|i| {
            let word = block.word(i);
            cues::is_document(word) || roles::is_body(word) || roles::is_people(word)
        })
    });
    let direct = content.first == cue.end && claim.content.len() == 1;
    let inner = (content.first + 1..content.end)
        .find(|i| among!(block.word(*i), "that" | "which" | "who" | "where"))
        .unwrap_or(content.end);
    let clause = (content.first + 1..inner)
        .any(|i| is_auxiliary(block.word(i)) || among!(block.word(i), "to" | "guilty" | "responsible"));
    let thing =
        among!(first, "a" | "an" | "his" | "her" | "their" | "its" | "all" | "one" | "two" | "three" | "the")
            || first.starts_with(|c: char| c.is_ascii_digit());
    let taken = direct && !written && !clause && thing && cue.len() <= 2 && (base("find") || base("allow"));
    let won = direct && !clause && thing && cue.len() <= 2 && base("claim") && has_score(block, content);
    // "The rumour proved false", "said a prayer" say what became of it, or a rite.
    let turned_out = direct
        && base("prove")
        && cue.len() <= 2
        && among!(
            first,
            "false"
                | "true"
                | "wrong"
                | "right"
                | "correct"
                | "unfounded"
                | "groundless"
                | "popular"
                | "decisive"
        );
    let rite = direct
        && base("say")
        && (among!(first, "goodbye" | "farewell" | "grace" | "mass")
            || first == "a" && block.is(content.first + 1, "prayer"));
    lesson || known || noted || returned || taken || won || turned_out || rite
}

/// "Called the mayor twice": what somebody is called stands behind them; only when or how often follows one who is rung up.
fn phoned(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let calls = among!(block.word(cue.end - 1), "called" | "calls" | "calling" | "call");
    let object = match block.word(content.first) {
        "him" | "her" | "them" | "me" | "us" => 1,
        "the" | "a" | "an" | "his" | "their" | "its" | "my" | "our" => 2,
        _ => return false,
    };
    let behind = content.first + object;
    let (_, end) = block.sentence_of(content.first);
    let rest = among!(
        block.word(behind),
        "" | "."
            | ","
            | ";"
            | "twice"
            | "once"
            | "again"
            | "back"
            | "on"
            | "at"
            | "in"
            | "yesterday"
            | "last"
            | "from"
            | "after"
            | "before"
            | "and"
            | "but"
    );
    calls && content.first == cue.end && (rest || behind >= end)
}

/// "Pressure resisting capabilities", "the scan revealed a side": with a thing in front and a thing behind, these verbs
/// tell what the one does to the other.
fn thing_on_thing(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    let Some(source) = claim.source else { return false };
    let physical = cues::bases(block.word(cue.end - 1)).any(|b| {
        among!(
            b.as_str(),
            "resist"
                | "demand"
                | "reveal"
                | "estimate"
                | "predict"
                | "describe"
                | "detail"
                | "assume"
                | "measure"
                | "record"
                | "identify"
                | "support"
                | "answer"
                | "signal"
                | "advance"
                | "appreciate"
                | "draw"
                | "cut"
        )
    });
    let named = block.names.iter().any(|(span, kind)| {
        block.span(source).contains(*span) && matches!(kind, EntityKind::Person | EntityKind::Organisation)
    });
    let speaks = (source.first..source.end).any(|i| {
        let word = block.word(i);
        let one = word.strip_suffix('s').unwrap_or(word);
        cues::is_document(word)
            || [word, one]
                .iter()
                .any(|w| roles::is_people(w) || roles::is_person_role(w) || roles::is_body(w))
            || (block.is_capital(i) && i != block.sentence_of(i).0)
            || among!(
                word,
                "he" | "she"
                    | "they"
                    | "who"
                    | "i"
                    | "we"
                    | "one"
                    | "some"
                    | "many"
                    | "others"
                    | "most"
                    | "people"
                    | "which"
            )
    });
    let clause = opens_clause(block.word(content.first))
        || (content.first..content.end).any(|i| is_auxiliary(block.word(i)) || block.is(i, "at"));
    physical && content.first == cue.end && claim.content.len() == 1 && !named && !speaks && !clause
}

/// "To estimate body fat", "forgo inviting people": an infinitive or participle by itself, with a thing behind it, is
/// no verb that attributes.
fn bare_form(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    let clause = opens_clause(block.word(content.first))
        || (content.first..content.end.min(content.first + 8)).any(|i| is_auxiliary(block.word(i)));
    let infinitive = block.is(cue.first, "to") && cue.len() <= 3 && !block.is(cue.first + 1, "hear");
    let participle = claim.source.is_none()
        && (cue.first..cue.end).all(|i| {
            let word = block.word(i);
            (word.ends_with("ing") && !cues::is_noun_cue(word)) || among!(word, "and" | "or" | ",")
        });
    // "Rules will trigger": in front of an auxiliary a word of speech is a noun.
    let attributing = (cue.first..cue.end)
        .filter(|i| cues::verb(block.word(*i)).is_some() || cues::is_noun_cue(block.word(*i)))
        .collect::<Vec<_>>();
    let subject = matches!(attributing.as_slice(), [only] if *only == cue.first
        && cue.len() > 1
        && among!(block.word(cue.first + 1), "will" | "would" | "is" | "are" | "was" | "were" | "can" | "could"));
    // "Showed up", "could see up to 300": the particle makes another verb.
    let up = block.is(cue.end - 1, "up")
        && cue.len() > 1
        && cues::bases(block.word(cue.end - 2))
            .any(|b| among!(b.as_str(), "show" | "see" | "hold" | "draw" | "write"));
    ((infinitive || participle) && !clause) || (subject && claim.source.is_none()) || up
}

/// "Potter: Book of Spells", "VIP: 60,000": a few words without a verb behind a colon are a title or a listing.
pub(super) fn title(block: &Prepared<'_>, content: Tokens) -> bool {
    let word = |i: u32| block.word(i);
    let says = (content.first..content.end).any(|i| {
        is_auxiliary(word(i))
            || block.is_mark(i)
            || (block.verbs.get(i as usize).is_some_and(Option::is_some) && !block.is_capital(i))
            || word(i).ends_with("ed")
            || among!(
                word(i),
                "?" | "!" | "i" | "we" | "you" | "it" | "he" | "she" | "they" | "to" | "yes" | "no" | "can"
            )
            || among!(word(i), "that" | "'m" | "'s" | "not")
    });
    let colon = content.first.checked_sub(1).is_some_and(|i| word(i) == ":");
    colon && !says && content.len() <= 7
}

/// "All three points", "a win", "the title": what teams claim without a word.
fn has_score(block: &Prepared<'_>, content: Tokens) -> bool {
    (content.first..content.end.min(content.first + 5)).any(|i| {
        among!(
            block.word(i),
            "points"
                | "point"
                | "win"
                | "victory"
                | "title"
                | "medal"
                | "gold"
                | "silver"
                | "bronze"
                | "crown"
                | "trophy"
                | "prize"
                | "place"
                | "wicket"
                | "wickets"
                | "lives"
                | "life"
                | "seat"
                | "seats"
                | "top"
                | "lead"
        )
    })
}

/// What stands before a colon speaks only when it can: "Greece election: pills dear" is a subject.
fn mute(block: &Prepared<'_>, claim: &Linked) -> bool {
    let Some(last) = claim.source.filter(|s| !s.is_empty()).map(|s| s.end - 1) else { return false };
    // "Alexander (Russian: Александр)": the colon stands in a bracket.
    let open =
        (claim.source.map_or(last, |s| s.first)..=last).rev().find(|i| matches!(block.word(*i), "(" | ")"));
    if open.is_some_and(|i| block.is(i, "(")) {
        return true;
    }
    let word = block.word(last);
    let speaks = roles::is_people(word)
        || roles::is_person_role(word)
        || roles::is_body(word)
        || cues::is_document(word)
        || cues::is_noun_cue(word)
        || among!(word, "police" | "officials" | "he" | "she" | "they" | "i" | "we" | ")" | ".");
    let named = block.name_at(last).is_some_and(|(_, kind)| {
        matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place)
    });
    !(speaks || named || block.is_capital(last))
}

#[cfg(test)]
mod tests;
