//! Quotations that go on, and claims inside what is claimed, which nothing but their place tells.
//!
//! Problem: behind "“…,” as Lee puts it." a next sentence in marks is Lee's as well, and in "the coach believes the referee
//! thinks it stood" the referee's thought is the coach's word; the network marks neither. Policy: a sentence of nothing but a
//! quotation right behind a sentence that quotes goes on with it, when no claim has a part in it; a noun phrase of somebody
//! and a verb of opinion at the very beginning of what is claimed make a nested claim. Owns nothing.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::is_subject;
use super::voices::speaks;

/// Joins quotations that go on to the claims of `claims` before them.
#[inline(never)]
pub(super) fn following(block: &Prepared<'_>, claims: &mut [Linked]) {
    for q in &block.quotations {
        let piece = Tokens { first: q.first, end: q.end };
        let (first, _) = block.sentence_of(q.first);
        let (_, end) = block.sentence_of(q.end.saturating_sub(1));
        let alone = first == q.first && q.first > 0 && q.end >= end && q.closed && piece.len() >= 6;
        if !alone || claims.iter().any(|c| c.touches(piece)) {
            continue;
        }
        let (before, _) = block.sentence_of(q.first - 1);
        let last = |c: &Linked| c.parts().map(|t| t.end).max().unwrap_or(0);
        let owner = claims.iter_mut().filter(|c| last(c) <= q.first).max_by_key(|c| last(c));
        let Some(owner) = owner else { continue };
        let quotes = |t: &Tokens| {
            t.end > before && (t.first..t.end).any(|k| block.quoted.get(k as usize) == Some(&Quoted::Inside))
        };
        // The claim's words end with the sentence before, and it quotes there.
        if owner.cue.is_some() && owner.content.iter().any(quotes) && last(owner) + 4 >= q.first {
            owner.content.push(piece);
        }
    }
}

/// Adds the claims that begin what is claimed: "the coach believes | the referee thinks the goal should have stood".
#[inline(never)]
pub(super) fn inner(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let found: Vec<Linked> = claims.iter().filter_map(|outer| opinion(block, outer)).collect();
    for claim in found {
        let taken = |c: &Linked| c.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b));
        if !claims.iter().any(taken) {
            claims.push(claim);
        }
    }
}

fn opinion(block: &Prepared<'_>, outer: &Linked) -> Option<Linked> {
    let (cue, [piece]) = (outer.cue?, outer.content.as_slice()) else { return None };
    let plain = block.quoted.get(piece.first as usize) == Some(&Quoted::No);
    if piece.first != cue.end || !plain {
        return None;
    }
    let first = piece.first + u32::from(block.is(piece.first, "that"));
    let verb = (first + 1..piece.end.min(first + 7)).find(|k| {
        among!(
            block.word(*k),
            "thinks"
                | "think"
                | "thought"
                | "believes"
                | "believe"
                | "believed"
                | "expects"
                | "expect"
                | "expected"
                | "hopes"
                | "hoped"
                | "fears"
                | "feared"
                | "wants"
                | "wanted"
                | "intends"
                | "intended"
                | "suspects"
                | "suspected"
                | "doubts"
                | "doubted"
        )
    })?;
    let mut begin = verb;
    while begin > first + 1 && cues::is_auxiliary(block.word(begin - 1)) {
        begin -= 1;
    }
    let passive = (begin..verb).any(|k| super::passives::is_be(block.word(k)));
    let source = Tokens { first, end: begin };
    let stop = |k: &u32| {
        let second = block.is(*k, "and") && cues::is_auxiliary(block.word(*k + 1));
        second || among!(block.word(*k), "," | ";" | ":" | "—" | "–") || block.is_mark(*k)
    };
    let content =
        trim(block, Tokens { first: verb + 1, end: (verb + 1..piece.end).find(stop).unwrap_or(piece.end) });
    // "Lee said she expects": a pronoun is most likely the speaker of the whole.
    let pronoun = source.len() == 1
        && among!(
            block.word(first),
            "he" | "she"
                | "they"
                | "we"
                | "i"
                | "it"
                | "who"
                | "nobody"
                | "everyone"
                | "one"
                | "some"
                | "many"
                | "most"
        );
    // Whatever thinks is somebody: "the hunter", whom no list holds, as well.
    let determined =
        source.len() <= 3 && among!(block.word(first), "the" | "a" | "an" | "his" | "her" | "their");
    let somebody = !pronoun
        && !passive
        && is_subject(block, source)
        && (speaks(block, source) || determined && source.len() > 1);
    (somebody && content.len() >= 2).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: verb + 1 }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn tokens(first: u32, end: u32) -> Tokens {
        Tokens { first, end }
    }

    fn with<T>(text: &str, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        look(&Prepared::new(text, &read, BlockKind::Paragraph, Vec::new()))
    }

    #[test]
    fn a_quotation_goes_on_behind_its_speaker() {
        let said =
            || Linked { source: Some(tokens(7, 8)), cue: Some(tokens(8, 9)), content: vec![tokens(0, 7)] };
        with("“It is a mine,” Lee said. “It was never a school at all.”", |block| {
            let mut claims = [said()];
            following(block, &mut claims);
            assert_eq!(claims[0].content.len(), 2);
        });
        with("“It is a mine,” Lee said. He left. “It was never a school at all.”", |block| {
            let mut claims = [said()];
            following(block, &mut claims);
            assert_eq!(claims[0].content.len(), 1);
        });
    }

    #[test]
    fn an_opinion_begins_what_is_claimed() {
        with("The manager believes the minister thinks the goal stood.", |block| {
            let outer =
                Linked { source: Some(tokens(0, 2)), cue: Some(tokens(2, 3)), content: vec![tokens(3, 9)] };
            let mut claims = vec![outer];
            inner(block, &mut claims);
            assert_eq!(claims.len(), 2, "{claims:?}");
            assert_eq!(claims[1].source, Some(tokens(3, 5)));
        });
        with("The manager believes the beekeeper thinks the goal stood.", |block| {
            let outer =
                Linked { source: Some(tokens(0, 2)), cue: Some(tokens(2, 3)), content: vec![tokens(3, 9)] };
            let mut claims = vec![outer];
            inner(block, &mut claims);
            assert_eq!(claims.len(), 2, "{claims:?}");
        });
        with("The manager believes the minister was thought to go.", |block| {
            let outer =
                Linked { source: Some(tokens(0, 2)), cue: Some(tokens(2, 3)), content: vec![tokens(3, 9)] };
            let mut claims = vec![outer];
            inner(block, &mut claims);
            assert_eq!(claims.len(), 1, "{claims:?}");
        });
    }
}
