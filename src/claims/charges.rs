//! Charges: "was arrested on suspicion of theft", "is blamed for the leak", "stands trial for fraud".
//!
//! Problem: nobody speaks in them, so the network often leaves them out. Policy: the words that charge are closed, and so is the
//! preposition each takes; what follows it is what is charged. Only where no claim stands. Owns nothing.

use super::link::{Linked, Tokens};
use super::passives::{agent, is_be, is_between};
use super::patients::stands;
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::page::BlockKind;

/// What the word at `i` charges somebody with: how many words belong to it behind the first, and the preposition of the
/// charge.
fn charge(block: &Prepared<'_>, i: u32) -> Option<(u32, &'static str)> {
    let next = |k: u32| block.word(i + k);
    Some(match block.word(i) {
        "accused" | "suspected" | "cleared" => (0, "of"),
        // "Man charged over theft".
        "charged" if next(1) == "over" => (0, "over"),
        "charged" => (0, "with"),
        "arrested" | "held" | "detained" if next(1) == "on" && next(2) == "suspicion" => (2, "of"),
        "indicted" if next(1) == "on" => (0, "on"),
        "blamed" | "indicted" => (0, "for"),
        "implicated" => (0, "in"),
        "wanted" if next(1) == "in" && next(2) == "connection" => (2, "with"),
        "wanted" if next(1) == "for" => (0, "for"),
        "charges" if faces(block, i) => (0, "of"),
        "trial" if faces(block, i) => match next(1) {
            "over" => (0, "over"),
            "on" => (0, "on"),
            _ => (0, "for"),
        },
        "under" if next(1) == "investigation" => (1, if next(2) == "over" { "over" } else { "for" }),
        "on" if next(1) == "trial" => (1, if next(2) == "over" { "over" } else { "for" }),
        _ => return None,
    })
}

/// Whether somebody faces what stands at `i`: "faces charges", "is facing trial", "stood trial".
fn faces(block: &Prepared<'_>, i: u32) -> bool {
    i.checked_sub(1).is_some_and(|k| {
        among!(
            block.word(k),
            "face" | "faces" | "faced" | "facing" | "stand" | "stands" | "stood" | "standing"
        )
    })
}

/// Adds "was charged on Monday with theft", "is blamed for the leak" where no claim stands: the preposition
/// belongs to the verb, and what follows it is what is charged.
#[inline(never)]
pub(super) fn accused(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        let Some((rest, wanted)) = charge(block, i) else { continue };
        let (sentence, end) = block.sentence_of(i);
        let mut first = i;
        while first > sentence && is_between(block.word(first - 1)) {
            first -= 1;
        }
        let faced = faces(block, i);
        first -= u32::from(faced);
        let be = faced || first > sentence && (is_be(block.word(first - 1)) || stands(block.word(first - 1)));
        // A headline leaves out the "is".
        let cleared = block.is(i, "cleared");
        let headline = block.kind == BlockKind::Headline && block.is_capital(sentence) && !cleared;
        let reduced = first > sentence
            && (matches!(block.word(first - 1), ",") || headline)
            && block.word(i + rest + 1) == wanted;
        if !(be || reduced) || block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        while be
            && first > sentence
            && (is_be(block.word(first - 1))
                || stands(block.word(first - 1))
                || among!(block.word(first - 1), "has" | "have" | "had" | "also"))
        {
            first -= 1;
        }
        // "Charged on Monday with", "accused by prosecutors of": a date or an agent at most stands between.
        let last = i + rest;
        let Some(at) = (last + 1..end.min(last + 9)).find(|k| block.word(*k) == wanted) else { continue };
        let plain = (last + 1..at).all(|k| !among!(block.word(k), "," | ";" | ":" | "and" | "that"));
        let between = at == last + 1 || among!(block.word(last + 1), "by" | "on" | "in" | "last" | "this");
        let stop = |k: &u32| {
            among!(block.word(*k), "," | ";" | ":" | "." | "—" | "–" | "(" | "!" | "?") || block.is_mark(*k)
        };
        let content = Tokens { first: at + 1, end: (at + 1..end).find(stop).unwrap_or(end) };
        let cue = Tokens { first, end: last + 1 };
        let taken = claims.iter().any(|c| c.touches(cue) || c.touches(content));
        if plain && between && !content.is_empty() && !taken {
            let mut claim = Linked { source: None, cue: Some(cue), content: vec![content] };
            agent(block, &mut claim);
            claims.push(claim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], accused)
    }

    #[test]
    fn charges_are_claims() {
        for (text, claim) in [
            ("A man was arrested on suspicion of theft.", "- | was arrested on suspicion | theft"),
            ("The clerk was charged on Monday with hiding a log.", "- | was charged | hiding a log"),
            (
                "The club is under investigation for hiding a log.",
                "- | is under investigation | hiding a log",
            ),
            ("The twins are wanted in connection with a theft.", "- | are wanted in connection | a theft"),
            ("The clerk faces charges of theft.", "- | faces charges | theft"),
            ("The clerk is facing trial over a forged will.", "- | is facing trial | a forged will"),
            (
                "The priest has been implicated in the sale of icons.",
                "- | has been implicated | the sale of icons",
            ),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_uses_charge_nobody() {
        for text in [
            "He was held for an hour.",
            "She charged the phone with care.",
            "The seat is wanted by all.",
            "The club faces charges in May.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
