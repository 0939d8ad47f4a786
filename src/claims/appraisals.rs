//! Verbs that judge a thing in a frame of their own: "rates the shares a buy", "values the firm at £4m", "dates it to 1640".
//!
//! Problem: the verb alone says nothing ("rates", "values", "dates" are nouns as often), so the network leaves most out.
//! Policy: somebody, the verb, a thing of a few words, and what the verb needs behind it: a grade, "at" or "to" with a
//! figure; with "innocence", what somebody upholds of themselves. All behind the verb is vouched for. Only where no claim
//! has been found. Owns nothing. Not handled: passives.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::{group, is_subject};
use super::voices::speaks;

/// Longest thing judged, in tokens.
const THING: u32 = 8;

/// Adds the claims of verbs that judge.
#[inline(never)]
pub(super) fn appraisals(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        let (_, end) = block.sentence_of(i);
        let framed = match block.word(i) {
            "rates" | "rated" => grade(block, i, end),
            "values" | "valued" | "prices" => figure(block, i, end, "at"),
            "dates" | "dated" => figure(block, i, end, "to"),
            "maintained" | "maintains" | "protested" | "protests" | "professed" | "professes" => {
                block.is(i + 2, "innocence").then_some(i + 3)
            }
            "entered" => plea(block, i),
            _ => continue,
        };
        let Some(close) = framed.filter(|_| block.quoted.get(i as usize) == Some(&Quoted::No)) else {
            continue;
        };
        let (sentence, _) = block.sentence_of(i);
        let Some(begin) = group(block, i, sentence) else { continue };
        let Some(source) = whole_subject(block, begin) else { continue };
        let first = if block.is(i, "entered") { i + 4 } else { i + 1 };
        let cue = Tokens { first: begin, end: first };
        let content = trim(block, Tokens { first, end: close });
        let parts = [source, cue, content];
        let somebody = is_subject(block, source) && speaks(block, source);
        if somebody && !content.is_empty() && !claims.iter().any(|c| parts.iter().any(|t| c.touches(*t))) {
            claims.push(Linked { source: Some(source), cue: Some(cue), content: vec![content] });
        }
    }
}

/// Whether the words `first..end` can be a thing: no verb that helps, no mark, no clause.
fn is_thing(block: &Prepared<'_>, first: u32, end: u32) -> bool {
    first < end
        && end - first <= THING
        && (first..end).all(|k| {
            let word = block.word(k);
            !cues::is_auxiliary(word)
                && !among!(word, "," | ";" | ":" | "that" | "who" | "which" | "and" | "—" | "–")
                && !block.is_mark(k)
        })
}

/// "The shares a buy", "it a hold": where the grade ends.
fn grade(block: &Prepared<'_>, verb: u32, end: u32) -> Option<u32> {
    let grades = |k: &u32| {
        among!(
            block.word(*k),
            "buy"
                | "sell"
                | "hold"
                | "neutral"
                | "outperform"
                | "underperform"
                | "overweight"
                | "underweight"
        )
    };
    let at = (verb + 2..end.min(verb + 2 + THING)).find(grades)?;
    is_thing(block, verb + 1, at).then_some(at + 1)
}

/// "The firm at £4m", "it to about 1640": where the figure's phrase ends.
fn figure(block: &Prepared<'_>, verb: u32, end: u32, preposition: &str) -> Option<u32> {
    let at = (verb + 2..end.min(verb + 2 + THING)).find(|k| block.word(*k) == preposition)?;
    let digit = |k: u32| block.word(k).starts_with(|c: char| c.is_ascii_digit() || "$£€₦".contains(c));
    let near = (at + 1..end.min(at + 5)).any(digit)
        || among!(block.word(at + 2), "century" | "age" | "reign" | "hundred" | "thousand" | "million");
    let stop = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(" | "and" | "but");
    let close = (at + 1..end).find(stop).unwrap_or(end);
    (near && is_thing(block, verb + 1, at)).then_some(close)
}

/// "Entered a plea of | not guilty".
fn plea(block: &Prepared<'_>, verb: u32) -> Option<u32> {
    let plea = block.is(verb + 1, "a") && block.is(verb + 2, "plea") && block.is(verb + 3, "of");
    let guilty = verb + 4 + u32::from(block.is(verb + 4, "not"));
    (plea && block.is(guilty, "guilty")).then_some(guilty + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], appraisals)
    }

    #[test]
    fn somebody_judges_a_thing() {
        for (text, claim) in [
            ("The broker rates the shares a buy.", "The broker | rates | the shares a buy"),
            ("She rates it a hold, as before.", "She | rates | it a hold"),
            ("The broker values the firm at £4m.", "The broker | values | the firm at £4m"),
            (
                "The archivist dates the drawing to about 1640.",
                "The archivist | dates | the drawing to about 1640",
            ),
            ("The clerk maintains his innocence.", "The clerk | maintains | his innocence"),
            ("The clerk entered a plea of not guilty.", "The clerk | entered a plea of | not guilty"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_uses_judge_nothing() {
        for text in [
            "The broker rates of 1640 were low.",
            "The council maintains the road.",
            "The clerk values her garden.",
            "The clerk dates a baker.",
            "The church dates to 1640.",
            "The clerk entered a plea for mercy.",
            "The house was valued at £4m.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
