//! Words announced at the end of a paragraph: "Caddell continued:", "The lock-keeper put it this way:".
//!
//! Problem: the words themselves stand in the next paragraph or in a block quotation, without a cue of their own, and look
//! like nobody's. Policy: a paragraph that ends in a colon behind somebody and a verb of speech announces; the next block
//! alone, and only when it begins with a quotation or is one, is what was announced. The caller owns what is announced.

use super::attribution::Found;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::{group, is_subject};
use super::voices::speaks;
use crate::page::BlockKind;

/// Most tokens between the verb and the colon: "told reporters in the harbour on Monday:".
const BEHIND: u32 = 10;

/// Source and cue of what the end of `block` announces.
pub(super) fn announced(block: &Prepared<'_>) -> Option<(Tokens, Tokens)> {
    let colon = (block.tokens.len() as u32).checked_sub(1)?;
    if !block.ends_in_colon || block.kind != BlockKind::Paragraph {
        return None;
    }
    let (sentence, _) = block.sentence_of(colon);
    let outside = |k: u32| block.quoted.get(k as usize) == Some(&Quoted::No);
    let speech = |k: &u32| {
        let class = block.verbs.get(*k as usize).copied().flatten();
        // "The Times reports:" speaks, "the latest reports:" are nouns.
        let verbal = !cues::is_noun_cue(block.word(*k)) || block.name_at(*k - 1).is_some();
        let says = matches!(class, Some(CueClass::Say | CueClass::State)) && verbal;
        let put = matches!(block.word(*k), "put" | "puts")
            && block.is(*k + 1, "it")
            && among!(
                block.word(*k + 2),
                "this" | "like" | "thus" | "so" | "simply" | "bluntly" | "plainly" | ":"
            );
        let on = among!(block.word(*k), "went" | "goes" | "reads" | "read")
            && matches!(block.word(*k + 1), "on" | ":");
        (says || put || on) && outside(*k) && !block.word(*k).ends_with("ing")
    };
    let verb = (colon.saturating_sub(BEHIND).max(sentence + 1)..colon).rev().find(speech)?;
    let plain = (verb + 1..colon).all(|k| outside(k) && !among!(block.word(k), "," | ";" | "that" | "and"));
    let begin = group(block, verb, sentence)?;
    let source = whole_subject(block, begin).filter(|s| is_subject(block, *s))?;
    let paper = (source.first..source.end).any(|k| cues::is_document(block.word(k)));
    let way = block.is(verb + 1, "it");
    let on = block.is(verb + 1, "on");
    let end = if way { colon } else { verb + 1 + u32::from(on) };
    (plain && (speaks(block, source) || paper)).then_some((source, Tokens { first: begin, end }))
}

/// Makes one claim of the quotation that `block` begins with, or of a block quotation, which the block before
/// announced. Gives its number among those `found`.
pub(super) fn take_up(block: &Prepared<'_>, found: &mut Vec<Found>) -> Option<usize> {
    let quotation = block.quotations.first().filter(|q| q.first == 0).map(|q| q.end);
    let whole = (block.kind == BlockKind::Quote).then_some(block.tokens.len() as u32);
    let words = Tokens { first: 0, end: quotation.or(whole)? };
    let mut here =
        found.iter().enumerate().filter(|(_, f)| f.linked.content.iter().any(|t| t.overlaps(words)));
    let at = match (here.next(), here.next()) {
        (None, _) => {
            found.push(Found { linked: Linked::default(), parent: None });
            found.len() - 1
        }
        (Some((at, f)), None) if f.linked.cue.is_none() && f.linked.source.is_none() => at,
        // A cue of its own, or more than one claim: the words are somebody's already.
        _ => return None,
    };
    found.get_mut(at)?.linked.content = vec![words];
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockText;

    fn found(text: &str) -> Option<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let words = |t: Tokens| block.span(t).text(text).to_owned();
        announced(&block).map(|(source, cue)| format!("{} | {}", words(source), words(cue)))
    }

    #[test]
    fn a_colon_at_the_end_announces() {
        for (text, expected) in [
            ("The mayor continued:", "The mayor | continued"),
            ("It rained. The clerk put it this way:", "The clerk | put it this way"),
            ("The minister told reporters on Monday:", "The minister | told"),
            ("The letter said:", "The letter | said"),
        ] {
            assert_eq!(found(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_colons_announce_nothing() {
        for text in
            ["The following were late:", "The mayor said it was late.", "The mayor was told:", "Late:"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
