//! Who speaks right behind a quotation: "“It is late,” said Ann Lee", "“Is it late?” Lee, a pilot, asked".
//!
//! Problem: in front of a long apposition, behind a question mark or in a crowd of clauses the network leaves the words
//! without their speaker, or gives the verb what is said next. Policy: a quotation that ends in a comma, question or
//! exclamation mark, somebody, and a finite verb of speech are one claim by their grammar; where the quotation only ends
//! a sentence's words, all of them are said. Only for quotations that no cue has yet. Owns nothing. Not handled: a verb
//! in front of its subject with an apposition in between.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::{Quotation, Quoted};
use super::tellings::{group, is_subject};
use super::voices::speaks;
use crate::order;

/// Most tokens between a quotation and its verb.
const REACH: u32 = 40;
/// Longest subject without a comma.
const LONGEST: u32 = 12;

/// Gives the quotations of `claims` without a cue to whoever speaks right behind them.
pub(super) fn behind(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for q in block.quotations.iter().filter(|q| q.closed && q.end - q.first >= 4) {
        let words = Tokens { first: q.first, end: q.end };
        let Some((source, cue)) = teller(block, q) else { continue };
        // Words that a verb before the quotation's own sentences took are not its, unless a colon gave them to it.
        let (sentence, _) = block.sentence_of(q.first);
        let given = q.first.checked_sub(1).is_some_and(|k| block.is(k, ":"));
        let mut said = false;
        for claim in claims.iter_mut().filter(|c| c.content.iter().any(|t| t.overlaps(words))) {
            let Some(own) = claim.cue else { continue };
            if own.end <= sentence && sentence == q.first && !given {
                claim.content.retain(|t| !t.overlaps(words));
            } else {
                said = true;
            }
        }
        claims.retain(|c| !c.content.is_empty());
        if said {
            continue;
        }
        let content = vec![whole(block, q, claims)];
        claims.retain(|c| c.cue.is_some() || !c.content.iter().any(|t| t.overlaps(words)));
        let taken = claims.iter().any(|c| c.source.iter().chain(&c.cue).any(|t| t.overlaps(cue)));
        let own = |c: &Linked| {
            c.cue.is_some_and(|t| t.overlaps(cue))
                && c.content
                    .iter()
                    .any(|t| t.first >= cue.end && block.quoted.get(t.first as usize) == Some(&Quoted::No))
        };
        if content[0].first == q.first && claims.iter().any(own) && sentence != q.first {
            continue;
        }
        match claims.iter_mut().find(|c| c.cue.is_some_and(|t| t.overlaps(cue))) {
            Some(claim) => {
                // What another speaker behind it says is not this one's.
                let other = |t: &Tokens| {
                    let next = block
                        .quotations
                        .iter()
                        .find(|o| o.first >= q.end && o.first < t.end && t.first < o.end);
                    next.and_then(|o| teller(block, o)).is_some_and(|(_, verb)| !verb.overlaps(cue))
                };
                claim.content.retain(|t| !other(t));
                claim.content.extend(content);
                order::sort(&mut claim.content);
                claim.source.get_or_insert(source);
            }
            None if taken => {}
            None => claims.push(Linked { source: Some(source), cue: Some(cue), content }),
        }
    }
    order::sort_by_key(claims, |c| c.cue.iter().chain(&c.content).map(|t| t.first).min());
}

/// The quotation, with the words of its sentence before it where it only ends them.
fn whole(block: &Prepared<'_>, q: &Quotation, claims: &[Linked]) -> Tokens {
    let (first, _) = block.sentence_of(q.first);
    let before = trim(block, Tokens { first, end: q.first });
    let free = (first..q.first)
        .all(|k| block.quoted.get(k as usize) == Some(&Quoted::No) && !block.is(k, ":"))
        && !claims.iter().any(|c| c.touches(before));
    let first = if before.is_empty() || !free { q.first } else { before.first };
    Tokens { first, end: q.end }
}

/// Source and cue of the words in the quotation `q`, which stand right behind it.
pub(super) fn teller(block: &Prepared<'_>, q: &Quotation) -> Option<(Tokens, Tokens)> {
    let comma = block.is(q.end, ",");
    // Inner marks may stand before the outer one.
    let last = (q.first..q.end).rev().find(|k| !block.is_mark(*k)).map_or("", |k| block.word(k));
    let asks = matches!(last, "?" | "!");
    if !comma && !asks && !among!(last, "," | "—" | "–" | "…") {
        return None;
    }
    let start = q.end + u32::from(comma);
    let (first, end) = block.sentence_of(start);
    if first > start {
        return None;
    }
    let stop = |k: &u32| matches!(block.word(*k), ";" | ":") || block.is_mark(*k);
    let end = (start..end.min(start + REACH)).find(stop).unwrap_or(end.min(start + REACH));
    let found = turned(block, start, end).or_else(|| straight(block, start, end));
    // "“Is it late?” Lee said he was tired": the verb has its own words behind it.
    let own = |cue: &Tokens| {
        let next = block.word(cue.end);
        next == "that" || asks && !comma && !closes(block, cue.end)
    };
    found.filter(|(_, cue)| !own(cue))
}

/// Whether nothing that could be said follows a verb of speech at `k`.
fn closes(block: &Prepared<'_>, k: u32) -> bool {
    let word = block.word(k);
    let word_here = block.tokens.get(k as usize).is_some_and(|t| t.is_word());
    !word_here
        || word.ends_with("ly")
        || is_adjunct(word)
        || among!(
            word,
            "of" | "by"
                | "him"
                | "her"
                | "them"
                | "us"
                | "me"
                | "aloud"
                | "later"
                | "again"
                | "once"
                | "this"
                | "back"
        )
}

/// Whether a word may begin the time, place or circumstance in which somebody speaks.
fn is_adjunct(word: &str) -> bool {
    word.ends_with("day")
        || among!(
            word,
            "in" | "at"
                | "on"
                | "to"
                | "as"
                | "during"
                | "after"
                | "before"
                | "when"
                | "with"
                | "from"
                | "last"
        )
}

/// Whether the word at `k` is a finite verb of speech outside quotations.
pub(super) fn says(block: &Prepared<'_>, k: u32) -> bool {
    let word = block.word(k);
    let listed = matches!(block.verbs.get(k as usize), Some(Some(CueClass::Say | CueClass::State)));
    if goes_on(block, k) {
        return true;
    }
    let finite =
        word.ends_with("ed") || word.ends_with('s') && !cues::is_noun_cue(word) || cues::is_irregular(word);
    listed && finite && block.name_at(k).is_none() && block.quoted.get(k as usize) == Some(&Quoted::No)
}

/// "Went on", "shot back".
fn goes_on(block: &Prepared<'_>, k: u32) -> bool {
    match block.word(k) {
        "went" | "goes" => block.is(k + 1, "on") && !block.word(k + 2).starts_with("to"),
        "shot" | "hit" | "fired" | "shoots" | "hits" | "fires" => block.is(k + 1, "back"),
        _ => false,
    }
}

/// "…,” said Ann Lee": the verb, then the subject up to what ends it.
fn turned(block: &Prepared<'_>, start: u32, end: u32) -> Option<(Tokens, Tokens)> {
    if !says(block, start) {
        return None;
    }
    let ends = |k: &u32| {
        let word = block.word(*k);
        !block.tokens.get(*k as usize).is_some_and(|t| t.is_word())
            || is_adjunct(word)
            || among!(word, "who" | "while" | "and" | "but")
    };
    let stop =
        (start + 1..end).find(|k| ends(k) && block.name_at(*k).is_none_or(|(name, _)| name.first == *k));
    let source = Tokens { first: start + 1, end: stop.unwrap_or(end) };
    let somebody =
        !source.is_empty() && source.len() <= LONGEST && speaks(block, source) && is_subject(block, source);
    somebody.then_some((source, Tokens { first: start, end: start + 1 }))
}

/// "…,” Ann Lee, who flies it, said": the subject, then the verb.
fn straight(block: &Prepared<'_>, start: u32, end: u32) -> Option<(Tokens, Tokens)> {
    // Brackets behind a name belong to it.
    let bracketed = |k: u32| {
        (start..k).rev().find(|b| matches!(block.word(*b), "(" | ")")).is_some_and(|b| block.is(b, "("))
    };
    let comma = (start + 1..end).find(|k| block.is(*k, ",") && !bracketed(*k));
    let plain = Tokens { first: start, end: comma.unwrap_or(end) };
    // Without a comma between the two the first verb is the one.
    if let Some(verb) = (start + 1..plain.end).find(|k| says(block, *k) || passive(block, *k)) {
        let begin = if passive(block, verb) { verb - 1 } else { group(block, verb, start)? };
        let source = Tokens { first: start, end: begin };
        let somebody = source.len() <= LONGEST && somebody(block, source);
        return somebody.then(|| (source, cue(block, begin, verb)));
    }
    let comma = comma?;
    let head = Tokens { first: start, end: comma };
    if head.len() > LONGEST || !somebody(block, head) {
        return None;
    }
    // What is set off ends with a comma in front of the verb.
    let verb = (comma + 2..end).find(|k| {
        let at = k - u32::from(passive(block, *k));
        (says(block, *k) || passive(block, *k)) && block.is(at - 1, ",")
    })?;
    let begin = verb - u32::from(passive(block, verb));
    Some((Tokens { first: start, end: begin - 1 }, cue(block, begin, verb)))
}

/// "Is quoted as saying".
fn passive(block: &Prepared<'_>, verb: u32) -> bool {
    block.is(verb, "quoted")
        && verb > 0
        && super::passives::is_be(block.word(verb - 1))
        && block.is(verb + 1, "as")
        && block.is(verb + 2, "saying")
}

fn cue(block: &Prepared<'_>, begin: u32, verb: u32) -> Tokens {
    let more = if passive(block, verb) { 2 } else { u32::from(goes_on(block, verb)) };
    Tokens { first: begin, end: verb + 1 + more }
}

/// Whether a source is somebody and whole.
fn somebody(block: &Prepared<'_>, source: Tokens) -> bool {
    let one = source.len() <= 2
        && among!(block.word(source.end.saturating_sub(1)), "i" | "we" | "one" | "other" | "another");
    !source.is_empty() && (one || speaks(block, source) && is_subject(block, source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;
    use crate::entities::EntityKind;
    use crate::page::BlockKind;
    use crate::span::Span;
    use crate::text::BlockText;

    fn with<T>(text: &str, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        let names = ["Ann Lee", "Sam Roe"].iter().flat_map(|name| {
            let found = text.match_indices(name);
            found.map(|(at, name)| (Span::new(at as u32, (at + name.len()) as u32), EntityKind::Person))
        });
        look(&Prepared::new(text, &read, BlockKind::Paragraph, names.collect()))
    }

    /// The claims of `text`, as "source | cue | content", beginning with none.
    fn found(text: &str) -> Vec<String> {
        with(text, |block| {
            let mut claims = Vec::new();
            behind(block, &mut claims);
            claims.iter().map(|c| shown::line(block, text, c)).collect()
        })
    }

    #[test]
    fn whoever_stands_behind_a_quotation_says_it() {
        for (text, expected) in [
            ("“It is a mine now,” Ann Lee said.", "Ann Lee | said | “It is a mine now,”"),
            ("“It is a mine now,” said Ann Lee on Monday.", "Ann Lee | said | “It is a mine now,”"),
            ("“Is it a mine now?” she asked.", "she | asked | “Is it a mine now?”"),
            ("‘It is a mine now’, he told the jury.", "he | told | ‘It is a mine now’"),
            ("“It is a mine now,” he said on the radio.", "he | said | “It is a mine now,”"),
            ("“It is a mine now,” he went on.", "he | went on | “It is a mine now,”"),
            (
                "“It is a mine now,” Ann Lee, who teaches law in Ode, said in an interview.",
                "Ann Lee, who teaches law in Ode | said | “It is a mine now,”",
            ),
            (
                "“It is a mine now,” Ann Lee (R-Utah) said in a statement.",
                "Ann Lee (R-Utah) | said | “It is a mine now,”",
            ),
            (
                "“It is a mine now,” Ann Lee, the founder, is quoted as saying.",
                "Ann Lee, the founder | is quoted as saying | “It is a mine now,”",
            ),
            (
                "The pit, however, “is now a mine again,” Ann Lee added.",
                "Ann Lee | added | The pit, however, “is now a mine again,”",
            ),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_stands_behind_says_nothing() {
        for text in [
            "“It is a mine now.” Ann Lee said that she would go.",
            "“Is it a mine now?” Ann Lee said it was late.",
            "“It is a mine now,” a sign of the firm, fell down.",
            "“It is a mine now” hung above the door, and Ann Lee said nothing.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_verb_of_the_sentence_before_gives_the_words_back() {
        let text = "Sam Roe said it was late. “It is a mine now,” Ann Lee said.";
        with(text, |block| {
            let q = block.quotations[0];
            let taken = Tokens { first: q.first, end: q.end };
            let mut claims = vec![Linked {
                source: Some(Tokens { first: 0, end: 2 }),
                cue: Some(Tokens { first: 2, end: 3 }),
                content: vec![Tokens { first: 3, end: 6 }, taken],
            }];
            behind(block, &mut claims);
            assert_eq!(claims.len(), 2, "{claims:?}");
            assert_eq!(claims[0].content, [Tokens { first: 3, end: 6 }]);
            assert_eq!(claims[1].content, [taken]);
        });
    }
}
