//! Who speaks at the very end: "nonsense, replies the mayor", "“No” was her only comment", "he feared for his life, the court was
//! told".
//!
//! Problem: behind a word or two, or behind a copula, the network sees no speaker. Policy: what stands at the end is closed (a
//! verb of speech and somebody, a noun of speech with its owner, somebody who was told), so it is read by rule where no claim
//! stands; what stands before is said. Owns nothing. Not handled: a speaker in the middle (`insertions`).

use super::behind::says;
use super::constructions::trim;
use super::cues::CueClass;
use super::link::{Linked, Tokens};
use super::nouns::owner;
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::{Quotation, Quoted};
use super::tellings::is_subject;
use super::voices::speaks;

/// Longest speaker at the end, in tokens.
const LONGEST: u32 = 9;

/// Adds the claims whose speaker stands at the end that `claims` leaves out.
#[inline(never)]
pub(super) fn tails(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for q in block.quotations.iter().filter(|q| q.closed) {
        let Some(claim) = comment(block, q).or_else(|| described(block, q)) else { continue };
        let cue = claim.cue;
        let own = |c: &Linked| c.cue.is_none_or(|t| cue.is_some_and(|own| own.overlaps(t)));
        let touched = |c: &Linked| claim.parts().any(|t| c.touches(t));
        // Whoever is known to have said the words has said them.
        let known = |c: &Linked| c.cue.is_some() && c.source.is_some() && c.content == claim.content;
        if claims.iter().any(known) {
            continue;
        }
        if !claims.iter().any(|c| !own(c) && touched(c)) {
            claims.retain(|c| !touched(c));
            claims.push(claim);
        }
    }
    for comma in 1..block.tokens.len() as u32 {
        if !block.is(comma, ",") || block.quoted.get(comma as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = inverted(block, comma).or_else(|| told(block, comma)) else { continue };
        if !claims.iter().any(|c| claim.parts().any(|t| c.touches(t))) {
            claims.push(claim);
        }
    }
}

/// What the sentence of the comma at `comma` says before it, where that is neither quoted nor in pieces of its own.
fn before(block: &Prepared<'_>, comma: u32) -> Option<Tokens> {
    let (sentence, _) = block.sentence_of(comma);
    let first = (sentence..comma)
        .rev()
        .find(|k| among!(block.word(*k), ";" | ":" | "—" | "–"))
        .map_or(sentence, |k| k + 1);
    let content = trim(block, Tokens { first, end: comma });
    let plain = (content.first..content.end).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No));
    (plain && !content.is_empty()).then_some(content)
}

/// "Nonsense, replies the mayor": a verb that needs nothing behind it, and somebody to the sentence's end.
fn inverted(block: &Prepared<'_>, comma: u32) -> Option<Linked> {
    let verb = comma + 1;
    let listed = among!(
        block.word(verb),
        "says"
            | "said"
            | "say"
            | "replies"
            | "replied"
            | "reply"
            | "adds"
            | "added"
            | "insists"
            | "insisted"
            | "insist"
            | "explains"
            | "explained"
            | "concedes"
            | "conceded"
            | "admits"
            | "admitted"
            | "argues"
            | "argued"
            | "argue"
            | "retorts"
            | "retorted"
            | "recalls"
            | "recalled"
            | "reckons"
            | "reckoned"
            | "reckon"
            | "jokes"
            | "joked"
            | "concludes"
            | "concluded"
            | "suggests"
            | "suggested"
            | "warns"
            | "warned"
            | "thinks"
            | "thought"
            | "believes"
    );
    let (_, end) = block.sentence_of(comma);
    let source = trim(block, Tokens { first: verb + 1, end: end.max(verb + 1) });
    let opens = block.is_capital(source.first)
        || among!(
            block.word(source.first),
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "some" | "many"
        )
        || source.len() <= 2
            && speaks(block, Tokens { first: source.end.saturating_sub(1), end: source.end });
    let whole = !source.is_empty()
        && opens
        && source.len() <= LONGEST
        && (source.first..source.end).all(|k| {
            block.tokens.get(k as usize).is_some_and(|t| t.is_word())
                && !among!(block.word(k), "and" | "that" | "to")
        });
    // "Came in, warned the mayor": behind a verb without its subject the words are no clause of somebody's.
    (listed && whole && speaks(block, source) && is_subject(block, source)).then_some(())?;
    let content = before(block, comma)?;
    let deed =
        among!(block.word(verb), "warned" | "warns" | "suggested" | "suggests" | "recalled" | "recalls")
            && !(content.first..content.end).any(|k| super::cues::is_auxiliary(block.word(k)));
    (!deed).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: verb, end: verb + 1 }),
        content: vec![content],
    })
}

/// "He feared for his life, the court was told."
fn told(block: &Prepared<'_>, comma: u32) -> Option<Linked> {
    let (_, end) = block.sentence_of(comma);
    let last = trim(block, Tokens { first: comma + 1, end: end.max(comma + 1) });
    if !(4..=8).contains(&last.len()) {
        return None;
    }
    let verb = last.end - 1;
    let begin = if block.before(verb) == "been" { verb - 2 } else { verb - 1 };
    if begin < comma + 2 {
        return None;
    }
    let hearer = Tokens { first: comma + 1, end: begin };
    let tells =
        among!(block.word(verb), "told" | "assured" | "informed" | "warned") && is_be(block.before(verb));
    let fits = tells
        && speaks(block, hearer)
        && is_subject(block, hearer)
        && among!(block.word(hearer.first), "the" | "a" | "an");
    let content = before(block, comma).filter(|c| fits && c.len() >= 3)?;
    // "When he came, the court was told" leads to something else.
    let leads = among!(
        block.word(content.first),
        "when" | "after" | "before" | "as" | "if" | "while" | "on" | "in" | "at" | "last" | "yesterday"
    );
    (!leads).then(|| Linked {
        source: None,
        cue: Some(Tokens { first: begin, end: verb + 1 }),
        content: vec![content],
    })
}

/// "“No” was her only comment", "“Dire” was the verdict of one diner".
fn comment(block: &Prepared<'_>, q: &Quotation) -> Option<Linked> {
    let be = q.end;
    if !among!(block.word(be), "was" | "is" | "were" | "came") {
        return None;
    }
    let (_, end) = block.sentence_of(be);
    let noun = (be + 2..end.min(be + 7)).find(|k| {
        among!(
            block.word(*k),
            "comment"
                | "answer"
                | "verdict"
                | "reply"
                | "response"
                | "reaction"
                | "summary"
                | "assessment"
                | "description"
                | "advice"
                | "message"
                | "explanation"
                | "conclusion"
                | "warning"
                | "retort"
                | "rejoinder"
                | "view"
                | "greeting"
                | "cry"
                | "judgment"
                | "words"
                | "phrase"
        )
    })?;
    let of = || {
        let source = trim(block, Tokens { first: noun + 2, end: end.max(noun + 2) });
        let stop = (source.first..source.end)
            .find(|k| among!(block.word(*k), "," | ";" | ":" | "when" | "to" | "on" | "about"));
        let source = Tokens { first: source.first, end: stop.unwrap_or(source.end) };
        (matches!(block.word(noun + 1), "of" | "from") && speaks(block, source)).then_some(source)
    };
    let came = block.is(be, "came");
    let source = owner(block, noun).filter(|o| o.first == be + 1 && !came).or_else(of)?;
    // "Came the answer from Lee": the verb gives it.
    let cue =
        if came { Tokens { first: be, end: source.first } } else { Tokens { first: noun, end: noun + 1 } };
    Some(Linked {
        source: Some(source),
        cue: Some(cue),
        content: vec![Tokens { first: q.first, end: q.end }],
    })
}

/// "“Rubbish” was how one trader described the plan": the verb behind "how" is said of the quotation.
fn described(block: &Prepared<'_>, q: &Quotation) -> Option<Linked> {
    let how = q.end + 1;
    let fits = matches!(block.word(q.end), "was" | "is") && matches!(block.word(how), "how" | "what");
    let verb = (how + 2..how + 2 + LONGEST).find(|k| {
        among!(block.word(*k), "put" | "puts" | "summed" | "sums" | "summarised" | "summarized")
            || matches!(block.verbs.get(*k as usize), Some(Some(CueClass::Say | CueClass::State)))
                && says(block, *k)
    })?;
    let source = Tokens { first: how + 1, end: verb };
    let plain = (source.first..source.end).all(|k| !is_be(block.word(k)) && !says(block, k));
    let spoken = fits && plain && speaks(block, source);
    let end = verb + 1 + u32::from(block.is(verb + 1, "it"));
    let end = end + u32::from(block.is(end, "up"));
    spoken.then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: verb, end }),
        content: vec![Tokens { first: q.first, end: q.end }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], tails)
    }

    #[test]
    fn who_speaks_may_stand_at_the_end() {
        for (text, claim) in [
            ("Nonsense, replies the mayor.", "the mayor | replies | Nonsense"),
            ("Cheaper, yes; better, no, says the owner.", "the owner | says | better, no"),
            ("He feared for his life, the court was told.", "- | was told | He feared for his life"),
            ("“No” was her only comment.", "her | comment | “No”"),
            ("“Dire” was the verdict of one diner.", "one diner | verdict | “Dire”"),
            ("“Rubbish” was how one trader described the plan.", "one trader | described | “Rubbish”"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_ends_say_nothing() {
        for text in [
            "She rang, warned the mayor.",
            "When he came, the court was told.",
            "“No” was written on the door.",
            "“Rubbish” was how the band began its song.",
            "The boat sank, says much about the crew.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
