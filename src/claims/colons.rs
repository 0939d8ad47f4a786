//! What a colon hands over: "Keller was blunt: they had not trained", "her message was simple: vote", "the chef's advice? Rest".
//!
//! Problem: in front of these colons no verb of speech stands, so the network sees no cue. Policy: a colon hands over the words
//! behind it to somebody who is said to be outspoken, to the owner of a noun of speech, or to somebody "on" a matter; which
//! adjectives and nouns do so is closed. Only where no claim with a cue stands. Owns nothing. Not handled: labels of transcripts
//! (`turns`), roles before a headline's colon (`headlines`).

use super::constructions::trim;
use super::cues;
use super::heralds::tells;
use super::link::{Linked, Tokens};
use super::nouns::owner;
use super::passives::{is_be, is_between};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::is_subject;
use super::voices::speaks;
use crate::page::BlockKind;

/// How somebody is who speaks out.
#[rustfmt::skip]
const OUTSPOKEN: &[&str] = &[
    "adamant", "apologetic", "blunt", "blunter", "candid", "categorical", "clear", "coy", "curt", "damning", "defiant", "diplomatic",
    "dismissive", "emphatic", "enthusiastic", "explicit", "firm", "forthright", "frank", "gloomier", "laconic", "matter-of-fact",
    "philosophical", "plain", "sarcastic", "scathing", "sceptical", "skeptical", "succinct", "terse", "unapologetic", "unequivocal",
    "unimpressed", "unmoved", "unrepentant", "withering",
];
/// What words may be that are short or plain.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "simple", "clear", "blunt", "short", "brief", "stark", "straightforward", "plain", "curt", "unequivocal", "terse", "grim", "damning",
    "bleak", "succinct", "emphatic", "swift", "immediate", "firm", "uncompromising", "unambiguous", "scathing",
];

/// Adds the claims of colons that `claims` leaves out.
#[inline(never)]
pub(super) fn colons(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for colon in 1..block.tokens.len() as u32 {
        let word = block.word(colon);
        if !matches!(word, ":" | "?") || block.quoted.get(colon as usize) != Some(&Quoted::No) {
            continue;
        }
        let found = match word {
            "?" => advice(block, colon),
            _ => outspoken(block, colon)
                .or_else(|| gives(block, colon))
                .or_else(|| owned(block, colon))
                .or_else(|| matter(block, colon)),
        };
        let Some((source, cue)) = found else { continue };
        let content = handed_over(block, colon);
        let at_colon = |c: &Linked| c.cue.is_none_or(|t| t.first == colon && t.len() == 1);
        let other =
            |c: &Linked| !at_colon(c) && (c.touches(content) && !nested(c, content) || c.touches(cue));
        if content.is_empty() || claims.iter().any(other) {
            continue;
        }
        claims.retain(|c| !(at_colon(c) && (c.touches(content) || c.touches(cue))));
        claims.push(Linked { source, cue: Some(cue), content: vec![content] });
    }
}

/// Whether all of a claim lies in what is handed over.
fn nested(claim: &Linked, content: Tokens) -> bool {
    claim.parts().all(|t| content.first <= t.first && t.end <= content.end)
}

/// The words behind the mark at `colon`: a quotation whole, else the sentence.
fn handed_over(block: &Prepared<'_>, colon: u32) -> Tokens {
    let first = colon + 1;
    if let Some(q) = block.quotations.iter().find(|q| q.first == first) {
        return Tokens { first, end: q.end };
    }
    let (_, end) = block.sentence_of(first.min(block.tokens.len() as u32 - 1));
    trim(block, Tokens { first, end: end.max(first) })
}

/// "Keller was blunt", "her message was simple": somebody who is said to speak out, or words said to be plain.
fn outspoken(block: &Prepared<'_>, colon: u32) -> Option<(Option<Tokens>, Tokens)> {
    let how = block.word(colon - 1);
    let (frank, plain) = (OUTSPOKEN.contains(&how), PLAIN.contains(&how));
    if !frank && !plain {
        return None;
    }
    let (sentence, _) = block.sentence_of(colon);
    let mut begin = colon - 1;
    while begin > sentence
        && (is_be(block.before(begin))
            || is_between(block.before(begin))
            || among!(
                block.before(begin),
                "has" | "had" | "have" | "more" | "equally" | "even" | "just" | "as" | "very"
            )
            || among!(block.before(begin), "remained" | "remains" | "sounded" | "quite" | "rather" | "less"))
    {
        begin -= 1;
    }
    let verb = (begin..colon - 1)
        .any(|k| is_be(block.word(k)) || block.word(k).starts_with("remain") || block.is(k, "sounded"));
    let subject = whole_subject(block, begin).filter(|s| verb && is_subject(block, *s))?;
    let noun = subject.end - 1;
    if tells(block.word(noun)) {
        let whose = owner(block, noun);
        return plain.then_some((whose, Tokens { first: noun, end: noun + 1 }));
    }
    // "Her message to ministers was simple".
    let head = (subject.first..subject.end)
        .find(|k| tells(block.word(*k)) && among!(block.word(*k + 1), "to" | "for" | "from"));
    if let Some(noun) = head.filter(|_| plain) {
        let from = block.is(noun + 1, "from");
        let sender = Tokens { first: noun + 2, end: subject.end };
        let sender = Some(sender).filter(|s| from && s.first < s.end);
        return Some((owner(block, noun).or(sender), Tokens { first: noun, end: noun + 1 }));
    }
    (frank && speaks(block, subject)).then_some((Some(subject), Tokens { first: begin, end: colon }))
}

/// "He had a simple explanation", "she has one request": the verb only carries the noun.
fn gives(block: &Prepared<'_>, colon: u32) -> Option<(Option<Tokens>, Tokens)> {
    let (sentence, _) = block.sentence_of(colon);
    let noun = (colon.saturating_sub(6).max(sentence)..colon).rev().find(|k| tells(block.word(*k)))?;
    // "A message for drivers": whom it is for stands between.
    let tail = noun + 1 == colon || among!(block.word(noun + 1), "to" | "for" | "about" | "on");
    let verb = (noun.saturating_sub(4).max(sentence + 1)..noun).rev().find(|k| {
        among!(
            block.word(*k),
            "had"
                | "has"
                | "have"
                | "gave"
                | "gives"
                | "offered"
                | "offers"
                | "issued"
                | "delivered"
                | "sent"
                | "brought"
        )
    })?;
    let article = among!(
        block.word(verb + 1),
        "a" | "an" | "one" | "another" | "this" | "no" | "only" | "some" | "his" | "her" | "their"
    );
    let subject = whole_subject(block, verb).filter(|s| is_subject(block, *s) && speaks(block, *s))?;
    (tail && article).then_some((Some(subject), Tokens { first: verb, end: noun + 1 }))
}

/// "Mother's plea: find my son", "the conclusion of the inspectors: nobody was in charge".
fn owned(block: &Prepared<'_>, colon: u32) -> Option<(Option<Tokens>, Tokens)> {
    let (sentence, _) = block.sentence_of(colon);
    let noun = (sentence + 1..colon).take(8).find(|k| tells(block.word(*k)))?;
    let cue = Tokens { first: noun, end: noun + 1 };
    if among!(block.word(noun + 1), "of" | "from" | "among") && noun + 2 < colon {
        let source = Tokens { first: noun + 2, end: colon };
        let opens = among!(block.word(sentence), "the" | "one" | "a" | "another") || noun == sentence;
        return (opens && noun <= sentence + 3 && speaks(block, source)).then_some((Some(source), cue));
    }
    let tail = noun + 1 == colon
        || colon - noun <= 6
            && among!(block.word(noun + 1), "to" | "for" | "on" | "after" | "over" | "about");
    let whose = owner(block, noun).or_else(|| {
        // A headline has no article before the owner.
        let mark = noun.checked_sub(1).filter(|k| matches!(block.word(*k), "'s" | "'"))?;
        (block.kind == BlockKind::Headline && mark > sentence)
            .then_some(Tokens { first: sentence, end: mark })
    })?;
    (tail && whose.first == sentence).then_some((Some(whose), cue))
}

/// "The chef's advice? Never wash a mushroom."
fn advice(block: &Prepared<'_>, mark: u32) -> Option<(Option<Tokens>, Tokens)> {
    let (sentence, end) = block.sentence_of(mark);
    let noun = mark - 1;
    let whose = owner(block, noun).filter(|o| o.first == sentence && tells(block.word(noun)))?;
    (end == mark + 1 && (block.tokens.len() as u32) > end)
        .then_some((Some(whose), Tokens { first: noun, end: mark }))
}

/// "Baker Tom Rudd on why he closed: “I was tired”": who has the word on a matter stands before "on".
fn matter(block: &Prepared<'_>, colon: u32) -> Option<(Option<Tokens>, Tokens)> {
    let (sentence, _) = block.sentence_of(colon);
    let quoted = block.quotations.iter().any(|q| q.first == colon + 1);
    let on = (sentence + 1..colon.min(sentence + 8)).find(|k| block.is(*k, "on"))?;
    let source = Tokens { first: sentence, end: on };
    let verbless = (sentence..colon).all(|k| {
        let plain =
            k > on && (block.is(on + 1, "why") || block.is(on + 1, "how") || block.is(on + 1, "what"));
        plain
            || !(cues::is_auxiliary(block.word(k))
                || is_be(block.word(k))
                || k < on && block.word(k).ends_with("ed"))
    });
    let named = block.name_at(on - 1).is_some_and(|(name, _)| name.end == on);
    let somebody = named && is_subject(block, source) && speaks(block, source);
    (quoted && verbless && somebody && !block.is(colon - 1, "on"))
        .then_some((Some(source), Tokens { first: colon, end: colon + 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], colons)
    }

    #[test]
    fn a_colon_hands_over() {
        for (text, claim) in [
            ("The mayor was blunt: it had failed.", "The mayor | was blunt | it had failed"),
            ("The committee was unmoved: the fine stands.", "The committee | was unmoved | the fine stands"),
            ("Her message was simple: vote early.", "Her | message | vote early"),
            ("His answer was short: never.", "His | answer | never"),
            (
                "The mayor had a simple explanation: the clock was flat.",
                "The mayor | had a simple explanation | the clock was flat",
            ),
            (
                "The conclusion of the inspectors: nobody was there.",
                "the inspectors | conclusion | nobody was there",
            ),
            ("The chef's advice? Never wash a mushroom.", "The chef | advice | Never wash a mushroom"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_colons_hand_over_nothing() {
        for text in [
            "The sky was clear: it would be a cold night.",
            "The recipe is simple: flour and eggs.",
            "The mayor had a simple lunch: bread.",
            "The answer: nobody knows.",
            "The chef's knife? It was in the sink.",
            "The road was plain: no trees.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
