//! What somebody is described as, and by whom: "the parade was described by a bystander as a jam".
//!
//! Problem: the describer stands behind "by", where the network seeks no source. Policy: the construction is closed, so it is
//! read by rule; the thing described and what it is described as are the content, as the corpus has them. Owns nothing. Not
//! handled: a passive without "as".

use super::constructions::trim;
use super::link::{Linked, Tokens};
use super::passives::is_be;
use super::patients::whole_subject;
use super::prepared::Prepared;

/// Longest agent behind "by", in tokens.
const AGENT: u32 = 10;

/// "The parade was described by a bystander as a jam": who it is by says so, of the subject.
pub(super) fn described(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let judges = among!(
        block.word(i),
        "described"
            | "seen"
            | "viewed"
            | "regarded"
            | "hailed"
            | "dismissed"
            | "denounced"
            | "branded"
            | "characterised"
            | "characterized"
    );
    if !judges || !block.is(i + 1, "by") || !i.checked_sub(1).is_some_and(|b| is_be(block.word(b))) {
        return None;
    }
    let (sentence, end) = block.sentence_of(i);
    let stop = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(" | ")");
    let by = Tokens { first: i + 2, end: (i + 3..end.min(i + 2 + AGENT)).find(|k| block.is(*k, "as"))? };
    if (by.first..by.end).any(|k| stop(&k) || block.is_mark(k)) {
        return None;
    }
    let mut first = i - 1;
    while first > sentence
        && (is_be(block.word(first - 1)) || among!(block.word(first - 1), "has" | "have" | "had" | "also"))
    {
        first -= 1;
    }
    let what = whole_subject(block, first).filter(|t| !(t.first..t.end).any(|k| stop(&k)))?;
    let as_what = trim(block, Tokens { first: by.end + 1, end: (by.end + 1..end).find(stop).unwrap_or(end) });
    (!as_what.is_empty()).then(|| Linked {
        source: Some(by),
        cue: Some(Tokens { first, end: i + 1 }),
        content: vec![what, as_what],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    #[test]
    fn whom_it_is_by_says_so_of_the_subject() {
        for (text, expected) in [
            (
                "The parade has been described by a bystander as a traffic jam.",
                &["a bystander | has been described | The parade … a traffic jam"][..],
            ),
            ("The parade was described by a bystander.", &[]),
            ("The gardener was seen by nobody, as he had hoped.", &[]),
        ] {
            let rule = |block: &Prepared<'_>, claims: &mut Vec<Linked>| {
                claims.extend((0..block.tokens.len() as u32).filter_map(|i| described(block, i)));
            };
            assert_eq!(shown::found(text, &[], rule), expected, "{text}");
        }
    }
}
