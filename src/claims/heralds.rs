//! Nouns that herald words: "his advice to visitors is simple: stay", "back came the reply: “No”", "to cries of “Out”".
//!
//! Problem: the noun is the cue, but what stands between it and the colon or the marks (to whom, how blunt it was, that it
//! came) hides that from the network, which takes "was blunt" for a cue, or leaves the words without a speaker. Policy: a
//! noun of saying from a closed list, whose it is, and a colon, with nothing in between but for whom it is, that it came,
//! or one adjective for how plain it is; a noun of shouting, "of", and a quotation. Owns nothing. Not handled: nouns that
//! are nobody's in front of a colon without a quotation ("the message was clear: it stays"), which the writer may mean.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::nouns::owner;
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::voices::speaks;
use crate::page::BlockKind;

/// Farthest the colon may stand behind its noun, in tokens.
const REACH: u32 = 10;

/// Adds the claims that a noun heralds, and names the noun as the cue where its adjective was taken for one.
#[inline(never)]
pub(super) fn heralds(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        if is_cry(block.word(i)) && block.is(i + 1, "of") {
            cry(block, claims, i);
        } else if tells(block.word(i)) {
            herald(block, claims, i);
        }
    }
}

/// Nouns of saying that a colon may follow.
#[rustfmt::skip]
pub(super) fn tells(noun: &str) -> bool {
    among!(
        noun,
        "advice" | "answer" | "appeal" | "argument" | "assessment" | "claim" | "comment" | "complaint" | "conclusion"
            | "defence" | "defense" | "demand" | "diagnosis" | "excuse" | "explanation" | "finding" | "findings"
            | "forecast" | "judgement" | "judgment" | "line" | "message" | "motto" | "plea" | "pledge" | "point"
            | "position" | "prediction" | "promise" | "reaction" | "reasoning" | "recommendation" | "rejoinder" | "reply"
            | "request" | "response" | "retort" | "rule" | "suggestion" | "summary" | "theory" | "threat" | "tip"
            | "verdict" | "view" | "vow" | "warning"
    )
}

/// Nouns that name words as they were shouted.
#[rustfmt::skip]
fn is_cry(noun: &str) -> bool {
    among!(
        noun,
        "cry" | "cries" | "shout" | "shouts" | "chant" | "chants" | "yell" | "yells" | "scream" | "screams" | "roar" | "roars" | "murmur" | "murmurs" | "whispers" | "jeers"
    )
}

/// How plain a thing said is.
#[rustfmt::skip]
fn is_plain(word: &str) -> bool {
    among!(
        word,
        "clear" | "simple" | "blunt" | "stark" | "plain" | "short" | "brief" | "damning" | "scathing" | "unequivocal" | "terse"
            | "curt" | "straightforward" | "emphatic" | "withering" | "different" | "the" | "same" | "unambiguous" | "succinct"
            | "harsh" | "firm" | "swift" | "immediate" | "polite" | "dry" | "gloomy" | "bleak" | "brutal" | "familiar" | "always"
            | "very" | "more" | "equally" | "rather" | "just" | "as" | "one" | "word" | "this"
    )
}

/// "To cries of “Roe out”": what was cried.
fn cry(block: &Prepared<'_>, claims: &mut Vec<Linked>, i: u32) {
    let Some(q) = block.quotations.iter().find(|q| q.first == i + 2 && q.closed) else { return };
    let (cue, content) = (Tokens { first: i, end: i + 1 }, Tokens { first: q.first, end: q.end });
    let stop = |k: &u32| {
        let word = block.word(*k);
        among!(word, "," | "." | ";" | ":" | "and")
            || cues::is_auxiliary(word)
            || word.ends_with("ed")
            || block.is_mark(*k)
    };
    let (_, end) = block.sentence_of(i);
    let from = matches!(block.word(q.end), "from" | "by")
        .then(|| Tokens { first: q.end + 1, end: (q.end + 1..end).find(stop).unwrap_or(end) });
    let source = owner(block, i).or(from).filter(|s| !s.is_empty() && s.len() <= 6 && speaks(block, *s));
    claims.retain(|c| c.cue.is_some() || c.source.is_some() || !c.touches(content));
    if !claims.iter().any(|c| c.touches(content) || c.touches(cue)) {
        claims.push(Linked { source, cue: Some(cue), content: vec![content] });
    }
}

/// "His advice to visitors is simple: stay on the path": what stands behind the colon.
fn herald(block: &Prepared<'_>, claims: &mut Vec<Linked>, i: u32) {
    let (first, end) = block.sentence_of(i);
    let Some(colon) = (i + 1..end.min(i + 1 + REACH)).find(|k| block.is(*k, ":")) else { return };
    let Some(found) = between(block, i, colon) else { return };
    let own = owner(block, i).filter(|s| s.first <= first + 1);
    let source = own.or(Some(found).filter(|s| !s.is_empty() && speaks(block, *s)));
    let quotes = block.quotations.iter().find(|q| q.first == colon + 1);
    let content = match quotes {
        Some(q) => Tokens { first: q.first, end: q.end },
        None => trim(block, Tokens { first: colon + 1, end }),
    };
    let begins = i <= first + 3 || own.is_some() || among!(block.word(first), "back" | "then" | "among");
    let heading = matches!(block.kind, BlockKind::Headline | BlockKind::Subhead);
    let nobodys = source.is_none();
    if !begins || heading || nobodys && quotes.is_none() || content.len() < 3 {
        return;
    }
    let cue = Tokens { first: i, end: i + 1 };
    // Words without a cue, or with one between noun and colon, are the noun's.
    let between = Tokens { first: i, end: colon + 1 };
    let weak = |c: &Linked| {
        let same =
            c.content.iter().all(|t| t.first >= colon) && c.content.iter().any(|t| t.overlaps(content));
        same && c.cue.is_none_or(|t| between.holds(t.first) && t.first > i)
    };
    let hidden = claims.iter().position(weak);
    let taken = |(at, c): (usize, &Linked)| Some(at) != hidden && (c.touches(content) || c.touches(cue));
    if claims.iter().enumerate().any(taken) {
        return;
    }
    let pieces = hidden.map_or_else(|| vec![content], |at| claims.remove(at).content);
    claims.push(Linked { source, cue: Some(cue), content: pieces });
}

/// Whether nothing stands between the noun at `i` and the colon but for whom, from whom, that it came and how plain it is;
/// gives from whom, without words when that is not said.
fn between(block: &Prepared<'_>, i: u32, colon: u32) -> Option<Tokens> {
    let mut at = i + 1;
    let mut from = Tokens { first: i, end: i };
    if among!(block.word(at), "to" | "for" | "from" | "of" | "on") {
        let close = (at + 1..colon).find(|k| is_be(block.word(*k)) || block.is(*k, "came")).unwrap_or(colon);
        let phrase = Tokens { first: at + 1, end: close };
        let plain = (phrase.first..close).all(|k| {
            !cues::is_auxiliary(block.word(k)) && !among!(block.word(k), "," | "who" | "which" | "that")
        });
        if !plain || phrase.is_empty() || phrase.len() > 6 {
            return None;
        }
        if matches!(block.word(at), "from" | "of") {
            from = phrase;
        }
        at = close;
    }
    if block.is(at, "came") {
        let how = (at + 1..colon).all(|k| !cues::is_auxiliary(block.word(k)) && !block.is(k, ","));
        return (how && colon - at <= 5).then_some(from);
    }
    if is_be(block.word(at)) || block.is(at, "remains") {
        at += 1;
        let plain =
            at < colon && (at..colon).all(|k| is_plain(block.word(k)) || block.word(k).ends_with("ly"));
        return plain.then_some(from);
    }
    // "Her advice to visitors:" is whole; a bare noun and colon are another rule's when it is somebody's.
    (at == colon).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], heralds)
    }

    #[test]
    fn a_noun_heralds_what_stands_behind_the_colon() {
        for (text, claim) in [
            ("The mayor's message was clear: the swamp stays.", "The mayor | message | the swamp stays"),
            ("His advice to visitors is simple: stay on the path.", "His | advice | stay on the path"),
            (
                "The message from the mayor was clear: the swamp stays.",
                "the mayor | message | the swamp stays",
            ),
            ("The mayor's reply came by text: it is late.", "The mayor | reply | it is late"),
            ("Back came the reply: “Not today.”", "- | reply | “Not today.”"),
            ("Her only comment: “It was small.”", "Her | comment | “It was small.”"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn an_adjective_is_no_cue() {
        let tokens = |first, end| Tokens { first, end };
        let before =
            Linked { source: Some(tokens(0, 4)), cue: Some(tokens(4, 6)), content: vec![tokens(7, 13)] };
        assert_eq!(
            shown::found("The mayor's verdict was damning: “It is a swamp”", &[before], heralds),
            ["The mayor | verdict | “It is a swamp”"]
        );
    }

    #[test]
    fn cries_are_words() {
        for (text, claim) in [
            ("To cries of “Roe out”, the mayor left.", "- | cries | “Roe out”"),
            ("There were shouts of “Roe out” from the fans.", "the fans | shouts | “Roe out”"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_colons_herald_nothing() {
        for text in [
            "The message was clear: the swamp stays.",
            "The mayor's answer to the floods, a wall of sand, had failed: the town was wet.",
            "His theory had one flaw: the light was green.",
            "The rule applies to three towns: Holm, Tarn and Ode.",
            "Cries of joy rang out.",
            "The roar of the “Jumbo” rang out.",
            "The shouts of joy were loud.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
