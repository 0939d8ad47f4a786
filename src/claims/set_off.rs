//! What stands set off at the edges of a source: "Lund – a quiet woman – (told)", "Rep. Ann Lee (D-Ohio)", "never has Lund".
//!
//! Problem: the network cuts sources at brackets and dashes, or takes along what turns the sentence around. Policy: brackets
//! belong to the name before them; what a pair of dashes sets off only describes; a negation in front of an auxiliary, and
//! somebody whom "and" joins a pronoun to, are no part of the subject. Nothing is kept here.

use super::cues;
use super::link::Tokens;
use super::prepared::Prepared;
use super::titles::titles;

/// "Lund – a quiet woman – (told)": what dashes set off describes who stands before them.
pub(super) fn dashes(block: &Prepared<'_>, span: Tokens) -> Option<Tokens> {
    let dashed = |k: u32| among!(block.word(k), "--" | "—" | "–");
    if !(dashed(span.end) || dashed(span.end.saturating_sub(1))) {
        return None;
    }
    let (sentence, _) = block.sentence_of(span.first);
    let open =
        (span.first.saturating_sub(1).max(sentence)..span.end.saturating_sub(1)).find(|k| dashed(*k))?;
    let (name, _) =
        open.checked_sub(1).and_then(|k| block.name_at(k)).filter(|(name, _)| name.end == open)?;
    Some(Tokens { first: titles(block, name.first, sentence), end: open })
}

/// "Never has Lund (said)", "ask Lund and she (will tell)": the subject behind what is turned around or joined on.
pub(super) fn behind_opening(block: &Prepared<'_>, mut span: Tokens) -> Tokens {
    let turned =
        among!(block.word(span.first), "never" | "nor" | "nowhere" | "rarely" | "seldom" | "neither");
    if span.len() > 2 && turned && cues::is_auxiliary(block.word(span.first + 1)) {
        span.first += 2;
    }
    let last = span.end.saturating_sub(1);
    if span.len() > 2 && among!(block.word(last), "he" | "she" | "they") && block.before(last) == "and" {
        span.first = last;
    }
    span
}

/// A source with the whole of a bracket that it touches: "Rep. Ann Lee (D-Ohio)".
pub(super) fn brackets(block: &Prepared<'_>, mut span: Tokens) -> Tokens {
    let bracket = |from: u32, to: u32, what: &str| (from..to).rev().find(|i| block.word(*i) == what);
    let open = bracket(span.first, span.end, "(");
    let close = bracket(span.first, span.end, ")");
    if open.is_some() && close < open {
        if let Some(end) = (span.end..span.end + 5).find(|i| block.is(*i, ")")) {
            span.end = end + 1;
        }
    } else if open.is_none()
        && (close.is_some() || block.is(span.end, ")"))
        && let Some(open) = bracket(span.first.saturating_sub(5), span.first, "(")
        && let Some((name, _)) = open.checked_sub(1).and_then(|i| block.name_at(i))
    {
        span.first = name.first;
        span.end = span.end.max(close.map_or(span.end + 1, |i| i + 1));
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::EntityKind;
    use crate::page::BlockKind;
    use crate::span::Span;
    use crate::text::BlockText;

    fn with<T>(text: &str, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        let names = text
            .match_indices("Lund")
            .map(|(at, name)| (Span::new(at as u32, (at + name.len()) as u32), EntityKind::Person));
        look(&Prepared::new(text, &read, BlockKind::Paragraph, names.collect()))
    }

    fn tokens(first: u32, end: u32) -> Tokens {
        Tokens { first, end }
    }

    #[test]
    fn what_dashes_set_off_only_describes() {
        with("Lund – a quiet woman – told him.", |block| {
            assert_eq!(dashes(block, tokens(2, 5)), Some(tokens(0, 1)));
            assert_eq!(dashes(block, tokens(0, 5)), Some(tokens(0, 1)));
        });
        with("He left – Lund said so.", |block| assert_eq!(dashes(block, tokens(3, 4)), None));
    }

    #[test]
    fn what_turns_a_sentence_around_is_no_subject() {
        with("Never has Lund said so.", |block| {
            assert_eq!(behind_opening(block, tokens(0, 3)), tokens(2, 3));
        });
        with("Ask Lund and she will say so.", |block| {
            assert_eq!(behind_opening(block, tokens(1, 4)), tokens(3, 4));
        });
        with("Roe and Lund said so.", |block| assert_eq!(behind_opening(block, tokens(0, 3)), tokens(0, 3)));
    }
}
