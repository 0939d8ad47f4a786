//! Cues that stand around their source: "by Lee's account", "as Lee put it", "to hear Lee tell it".
//!
//! Problem: such a cue is in two pieces with the source between, or opens with a preposition that the
//! network takes for an adverbial. Policy: the frames are closed, so they are read by rule; a frame counts
//! only where commas or the sentence's ends set it off. What is said is the rest of the sentence. A claim
//! keeps the first piece as its cue; the second follows from the words. Owns nothing. Not handled: "for
//! Lee, …", which as often says whom a thing befell as what she thinks.

use super::constructions::trim;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Longest source inside a frame, in tokens.
const LONGEST: u32 = 10;
/// Longest phrase of place or day behind a frame, in tokens.
const PLACE: u32 = 8;

/// A frame: its pieces around the source, and the end of it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    source: Tokens,
    before: Tokens,
    /// The second piece, behind the source.
    pub behind: Option<Tokens>,
}

impl Frame {
    fn end(&self) -> u32 {
        self.behind.map_or(self.source.end, |b| b.end)
    }

    /// Where the frame ends with the place and day behind it: "as Lee put it at the fair on Monday,".
    fn close(&self, block: &Prepared<'_>) -> u32 {
        let end = self.end();
        let puts = self.before.len() == 1 && block.is(self.before.first, "as");
        // "As the storm had it in for us" puts nothing.
        let thing = among!(block.word(end + 1), "a" | "an" | "the" | "his" | "her" | "their" | "its")
            || block.is_capital(end + 1);
        let phrase = thing && among!(block.word(end), "in" | "at" | "on" | "to" | "during" | "after")
            || block.is_capital(end) && block.word(end).ends_with("day");
        let stop = (end..end + PLACE).find(|k| is_stop(block, *k));
        stop.filter(|_| puts && phrase).unwrap_or(end)
    }
}

/// Whether a frame may end before token `k`.
fn is_stop(block: &Prepared<'_>, k: u32) -> bool {
    among!(block.word(k), "," | "." | ":" | "—" | "–" | ")" | "!" | "?" | ";") || block.is_mark(k)
}

/// Adds the claims of framed sources; a claim that the network found with parts of a frame gives way.
#[inline(never)]
pub(super) fn framed(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) == Some(&Quoted::Inside) {
            continue;
        }
        let Some(frame) = frame(block, i) else { continue };
        let content = around(block, i, frame.close(block));
        if content.is_empty() {
            continue;
        }
        // A claim whose cue stands elsewhere has found more than the frame tells.
        let (whole, cue) = (Tokens { first: i, end: frame.end() }, frame.before);
        let other = |c: &Linked| c.cue.is_some_and(|t| !t.overlaps(whole));
        let inside = |c: &Linked| c.content.iter().any(|t| t.overlaps(whole));
        if claims.iter().any(|c| other(c) && inside(c)) {
            continue;
        }
        claims.retain(|c| other(c) || (c.cue.is_none() && !content.iter().any(|t| overlaps(c, *t))));
        claims.push(Linked { source: Some(frame.source), cue: Some(cue), content });
    }
}

fn overlaps(claim: &Linked, part: Tokens) -> bool {
    claim.content.iter().any(|t| t.overlaps(part))
}

/// The frame that a claim's cue and source make.
pub(super) fn frame_of(block: &Prepared<'_>, claim: &Linked) -> Option<Frame> {
    let cue = claim.cue?;
    frame(block, cue.first).filter(|f| f.before == cue && claim.source == Some(f.source))
}

/// The frame that begins at token `i`.
fn frame(block: &Prepared<'_>, i: u32) -> Option<Frame> {
    let (sentence, end) = block.sentence_of(i);
    let opens = i == sentence
        || among!(block.word(i - 1), "," | "—" | "–" | "(" | "and" | "but")
        || block.is_mark(i - 1);
    if !opens {
        return None;
    }
    let found = match block.word(i) {
        "as" | "so" if block.is(i + 1, "far") && block.is(i + 2, "as") => concerned(block, i, end),
        "as" => put(block, i, end),
        "the" if block.is(i + 1, "way") => {
            put(block, i + 1, end).map(|f| Frame { before: Tokens { first: i, end: i + 2 }, ..f })
        }
        "to" if block.is(i + 1, "hear") => {
            let told = |k: &u32| block.is(*k, "tell") && block.is(*k + 1, "it");
            let tell = (i + 3..end.min(i + 3 + LONGEST)).find(told)?;
            Some(Frame {
                before: Tokens { first: i, end: i + 2 },
                source: Tokens { first: i + 2, end: tell },
                behind: Some(Tokens { first: tell, end: tell + 2 }),
            })
        }
        "if" if block.is(i + 1, "you") && matches!(block.word(i + 2), "ask" | "believe") => {
            let close = (i + 3..end.min(i + 3 + LONGEST)).find(|k| block.is(*k, ",")).unwrap_or(end);
            Some(Frame {
                before: Tokens { first: i, end: i + 3 },
                source: trim(block, Tokens { first: i + 3, end: close }),
                behind: None,
            })
        }
        "if" => {
            let believed = |k: &u32| {
                matches!(block.word(*k), "is" | "are")
                    && block.is(*k + 1, "to")
                    && block.is(*k + 2, "be")
                    && matches!(block.word(*k + 3), "believed" | "trusted")
            };
            let is = (i + 2..end.min(i + 2 + LONGEST)).find(believed)?;
            Some(Frame {
                before: Tokens { first: i, end: i + 1 },
                source: Tokens { first: i + 1, end: is },
                behind: Some(Tokens { first: is, end: is + 4 }),
            })
        }
        "going" | "judging" | "to" => gone_by(block, i, end),
        "on" if block.is(i + 1, "the") && matches!(block.word(i + 2), "evidence" | "word") => {
            named_behind(block, i, i + 4, end).filter(|_| block.is(i + 3, "of"))
        }
        "by" | "in" | "on" => owned(block, i, end).or_else(|| words_of(block, i, end)),
        _ => None,
    }?;
    let close = found.close(block);
    // "In her view the quay is old": at the head of a sentence no comma is needed.
    let heads = i == sentence
        && block.is(i, "in")
        && found
            .behind
            .is_some_and(|b| among!(block.word(b.end - 1), "view" | "opinion" | "judgment" | "telling"))
        && !among!(
            block.word(close),
            "of" | "on" | "from" | "that" | "and" | "or" | "as" | "at" | "to" | "about"
        );
    let closed = close >= end || is_stop(block, close) || heads;
    let plain = (found.source.first..found.source.end)
        .all(|k| !block.is_mark(k) && !among!(block.word(k), ":" | ";" | "." | "(" | ")"));
    let commas = (found.source.first..found.source.end).filter(|k| block.is(*k, ",")).count();
    // "As Lee, the old mayor, put it": an apposition has its own two commas.
    let apposition = commas == 2 && found.behind.is_some() && block.is(found.source.end - 1, ",");
    let whole = found.before.len() == 4 || commas == 0 || apposition;
    (closed && plain && whole && !found.source.is_empty()).then_some(found)
}

/// "As Lee put it", "as the union's newsletter has it".
fn put(block: &Prepared<'_>, i: u32, end: u32) -> Option<Frame> {
    let verb = (i + 2..end.min(i + 2 + 2 * LONGEST)).find(|k| {
        let verb = block.word(*k);
        let manner = among!(verb, "put" | "puts" | "tells" | "told" | "sees" | "saw" | "has" | "had")
            || among!(verb, "describes" | "described" | "explains" | "explained" | "phrased");
        manner && block.is(*k + 1, "it")
    })?;
    // "As it has it" says nothing.
    (!block.is(i + 1, "it")).then_some(Frame {
        before: Tokens { first: i, end: i + 1 },
        source: Tokens { first: i + 1, end: verb },
        behind: Some(Tokens { first: verb, end: verb + 2 }),
    })
}

/// "Going by the ledger", "judging from his letter", "to judge by the queue".
fn gone_by(block: &Prepared<'_>, i: u32, end: u32) -> Option<Frame> {
    let by = match block.word(i) {
        "to" if block.is(i + 1, "judge") => i + 2,
        "going" | "judging" => i + 1,
        _ => return None,
    };
    let fits = block.is(by, "by") || block.is(by, "from") && !block.is(i, "going");
    // "Going by freight", "judging by now": what is gone by is told with its owner or article.
    let told = among!(block.word(by + 1), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "what")
        || block.is_capital(by + 1);
    named_behind(block, i, by + 1, end).filter(|_| fits && told)
}

/// A frame whose cue is tokens `i..at` and whose source ends with its comma or sentence.
fn named_behind(block: &Prepared<'_>, i: u32, at: u32, end: u32) -> Option<Frame> {
    let stop = (at..end.min(at + LONGEST + 2)).find(|k| {
        among!(block.word(*k), "," | "." | ":" | ";" | "—" | "–" | ")" | "!" | "?") || block.is_mark(*k)
    })?;
    (stop > at).then_some(Frame {
        before: Tokens { first: i, end: at },
        source: Tokens { first: at, end: stop },
        behind: None,
    })
}

/// "As far as Lee is concerned", "so far as Lee can tell".
fn concerned(block: &Prepared<'_>, i: u32, end: u32) -> Option<Frame> {
    let verb = (i + 4..end.min(i + 4 + LONGEST)).find(|k| {
        let (verb, next) = (block.word(*k), block.word(*k + 1));
        among!(verb, "is" | "was" | "are" | "were") && next == "concerned"
            || matches!(verb, "can" | "could")
                && among!(next, "tell" | "see" | "judge" | "remember" | "recall")
    })?;
    Some(Frame {
        before: Tokens { first: i, end: i + 3 },
        source: Tokens { first: i + 3, end: verb },
        behind: Some(Tokens { first: verb, end: verb + 2 }),
    })
}

/// A noun for what somebody makes of a matter.
fn is_account(preposition: &str, noun: &str) -> bool {
    match preposition {
        "by" => among!(
            noun,
            "account"
                | "accounts"
                | "estimate"
                | "estimates"
                | "reckoning"
                | "count"
                | "admission"
                | "telling"
                | "figures"
                | "calculation"
                | "calculations"
                | "tally"
        ),
        "in" => among!(
            noun,
            "view"
                | "opinion"
                | "words"
                | "telling"
                | "estimation"
                | "judgment"
                | "judgement"
                | "assessment"
                | "version"
                | "account"
                | "phrase"
                | "reckoning"
        ),
        _ => among!(noun, "reckoning" | "account" | "telling"),
    }
}

/// "By Lee's own account", "in her view": whose it is stands between.
fn owned(block: &Prepared<'_>, i: u32, end: u32) -> Option<Frame> {
    let noun = (i + 2..end.min(i + 2 + LONGEST)).find(|k| is_account(block.word(i), block.word(*k)))?;
    let before = |k: u32| noun.checked_sub(k).map_or("", |at| block.word(at));
    let owner = if matches!(before(1), "own" | "latest") { noun - 1 } else { noun };
    let last = owner.checked_sub(1).filter(|l| *l > i)?;
    let word = block.word(last);
    let pronoun = last == i + 1 && among!(word, "his" | "her" | "their" | "its");
    let possessive = word == "'s";
    let begins = block.is_capital(i + 1)
        || among!(block.word(i + 1), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "some");
    (pronoun || (possessive && begins)).then_some(Frame {
        before: Tokens { first: i, end: i + 1 },
        source: Tokens { first: i + 1, end: if pronoun { owner } else { last } },
        behind: Some(Tokens { first: noun, end: noun + 1 }),
    })
}

/// "In the words of Lee", "by the reckoning of the union".
fn words_of(block: &Prepared<'_>, i: u32, end: u32) -> Option<Frame> {
    let fits =
        block.is(i + 1, "the") && is_account(block.word(i), block.word(i + 2)) && block.is(i + 3, "of");
    let stop = (i + 4..end).find(|k| {
        among!(block.word(*k), "," | "." | ":" | ";" | "—" | "–" | ")" | "!" | "?") || block.is_mark(*k)
    });
    let mut source = Tokens { first: i + 4, end: stop.unwrap_or(end).max(i + 4) };
    // "In the words of the mukhtar, Ann Lee, it", "of Lee, who cleans it, it": an apposition is set off by its own commas.
    if block.is(source.end, ",") {
        let next = source.end + 1;
        let name = block.name_at(next).filter(|(name, _)| name.first == next && block.is(name.end, ","));
        let clause = || {
            matches!(block.word(next), "who" | "whose")
                .then(|| (next + 1..end.min(next + 10)).find(|k| block.is(*k, ",")))
                .flatten()
        };
        if let Some(close) = name.map(|(name, _)| name.end).or_else(clause) {
            source.end = close;
        }
    }
    (fits && source.len() <= 2 * LONGEST).then_some(Frame {
        before: Tokens { first: i, end: i + 4 },
        source,
        behind: None,
    })
}

/// What the sentence says around a frame in `first..end`.
fn around(block: &Prepared<'_>, first: u32, end: u32) -> Vec<Tokens> {
    let (from, to) = block.sentence_of(first);
    let mut parts =
        [trim(block, Tokens { first: from, end: first }), trim(block, Tokens { first: end, end: to })];
    // A quotation on one side is what was said; else both halves of the sentence.
    let quoted = |t: &Tokens| block.is_mark(t.first) || (!t.is_empty() && block.is_mark(t.end - 1));
    if parts.iter().filter(|t| !t.is_empty()).count() == 2 && parts.iter().any(quoted) {
        parts = parts.map(|t| if quoted(&t) { t } else { Tokens { first: t.first, end: t.first } });
    }
    let words: u32 = parts.iter().map(|t| t.len()).sum();
    parts.into_iter().filter(|t| !t.is_empty() && words >= 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    /// The framed claims of `text`, as "source | cue … cue | content … content".
    fn found(text: &str) -> Vec<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let mut claims = Vec::new();
        framed(&block, &mut claims);
        let words = |t: &Tokens| block.span(*t).text(text).to_owned();
        let all = |parts: Vec<Tokens>| parts.iter().map(words).collect::<Vec<_>>().join(" … ");
        let cue = |c: &Linked| c.cue.into_iter().chain(frame_of(&block, c).and_then(|f| f.behind)).collect();
        claims
            .iter()
            .map(|c| {
                let source = c.source.into_iter().collect();
                format!("{} | {} | {}", all(source), all(cue(c)), all(c.content.clone()))
            })
            .collect()
    }

    #[test]
    fn a_cue_may_stand_around_its_source() {
        for (text, claim) in [
            ("By Lee's own account, the quay is old.", "Lee | By … account | the quay is old"),
            (
                "As Lee, the mayor, put it at the fair, the quay is old.",
                "Lee, the mayor, | As … put it | the quay is old",
            ),
            ("In her view the quay is old.", "her | In … view | the quay is old"),
            ("The quay is old, in her view.", "her | in … view | The quay is old"),
            ("The quay, as the mayor puts it, is old.", "the mayor | as … puts it | The quay … is old"),
            ("To hear Lee tell it, the quay is old.", "Lee | To hear … tell it | the quay is old"),
            ("If Lee is to be believed, the quay is old.", "Lee | If … is to be believed | the quay is old"),
            (
                "As far as Lee is concerned, the quay is old.",
                "Lee | As far as … is concerned | the quay is old",
            ),
            ("The way Lee tells it, the quay is old.", "Lee | The way … tells it | the quay is old"),
            ("If you ask Lee, the quay is old.", "Lee | If you ask | the quay is old"),
            ("By the board's own figures, the quay is old.", "the board | By … figures | the quay is old"),
            ("Going by the log, the quay is old.", "the log | Going by | the quay is old"),
            ("The quay is old, to judge from the moss.", "the moss | to judge from | The quay is old"),
            ("On the word of two boys, the quay is old.", "two boys | On the word of | the quay is old"),
            ("In the words of Lee, it is “old”.", "Lee | In the words of | it is “old”"),
            (
                "In the words of Lee, who cleans it, the quay is old.",
                "Lee, who cleans it | In the words of | the quay is old",
            ),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_phrases_are_no_frames() {
        for text in [
            "By all accounts, the quay is old.",
            "A boat came into his view at noon.",
            "She paid in her own words and coins.",
            "In the view from the hill the quay is old.",
            "On account of the rain, the quay is wet.",
            "Going by train, we saw the quay.",
            "Judging by now is hard.",
            "As the storm had it in for us, we left.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
