//! What stands behind a verb of speech: by what medium, in what manner, where, on what occasion, when.
//!
//! Problem: "said in a statement", "said at a rally" and "said later" look alike, and annotators and network go both ways.
//! Policy: the corpus's guide decides, by the words of `guide`: what tells how the words reached anybody belongs to the cue when
//! it stands right behind the verb; where and when they were said never does. Owns nothing. Not handled: media known only by
//! their names ("on Moana TV").

use super::cues::{self, CueClass};
use super::guide::{OCCASIONS, TIMES, of_medium, parts_medium};
use super::link::Tokens;
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Most words from a preposition to its medium.
const REACH: u32 = 5;

/// Moves the end of a cue to where its manner ends, or its verb.
pub(super) fn manners(
    block: &Prepared<'_>,
    cue: &mut Tokens,
    source: Option<Tokens>,
    content: &mut [Tokens],
) {
    cut(block, cue);
    let last = cue.end - 1;
    let speaks = block
        .verbs
        .get(last as usize)
        .copied()
        .flatten()
        .is_some_and(|class| matches!(class, CueClass::Say | CueClass::State))
        && !cues::is_noun_cue(block.word(last));
    let Some(end) = medium(block, cue.end).filter(|_| speaks) else { return };
    let phrase = Tokens { first: cue.end, end };
    let plain = (phrase.first..phrase.end).all(|i| block.quoted.get(i as usize) == Some(&Quoted::No));
    if !plain || source.is_some_and(|s| s.overlaps(phrase)) {
        return;
    }
    match content.iter_mut().find(|t| t.overlaps(phrase)) {
        // The content took the phrase along.
        Some(piece) if piece.first == phrase.first && piece.end > phrase.end + 2 => {
            piece.first = phrase.end + u32::from(block.is(phrase.end, ","));
        }
        Some(_) => return,
        None => {}
    }
    cue.end = end;
}

/// "Said | at a news conference", "said | later": outside.
fn cut(block: &Prepared<'_>, cue: &mut Tokens) {
    while cue.len() > 1 && TIMES.contains(&block.word(cue.end - 1)) {
        cue.end -= 1;
    }
    let place = |k: &u32| {
        among!(block.word(*k), "at" | "on" | "in" | "over" | "from" | "before" | "after" | "during")
    };
    if cue.len() > 2 && OCCASIONS.contains(&block.word(cue.end - 1)) && !block.is(cue.end, "call") {
        let from = (cue.first + 1..cue.end - 1).rev().find(place);
        cue.end = from.unwrap_or(cue.end);
    }
}

/// Where a phrase of medium or manner that begins at `i` ends.
fn medium(block: &Prepared<'_>, i: u32) -> Option<u32> {
    let nouns = of_medium(block.word(i));
    if nouns.is_empty() {
        return None;
    }
    let is_medium = |k: u32| nouns.contains(&block.word(k)) && !block.is_capital(k);
    let first = (i + 1..=i + REACH)
        .take_while(|k| *k == i + 1 || !parts_medium(block.word(*k - 1)))
        .find(|k| is_medium(*k))?;
    // "In a telephone interview", "in a video message".
    let noun = if is_medium(first + 1) { first + 1 } else { first };
    // "On its front page" is where a paper prints it.
    let front = block.is(noun, "page") && matches!(block.word(noun - 1), "front" | "first");
    (!front).then_some(noun + 1)
}
