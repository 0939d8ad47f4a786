//! What no reader would take for an attribution is none.
//!
//! Problem: the network finds cues of an open class, and on pages that are no tidy articles (sign-up
//! boxes, product texts, captions) it takes other verbs for cues and half noun phrases for sources.
//! Policy: precision before recall. A cue needs a word that can attribute (`cues`) or words in
//! quotation marks behind it; a source must be able to end where it ends. Nothing is kept here.

use super::attribution::Prepared;
use super::cues;
use super::link::{Linked, Tokens};
use super::quotations::Quoted;

/// Words that cannot end a noun phrase.
const OPEN_ENDED: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "for", "from", "by", "with", "to", "and", "or", "but", "that",
    "as", "if", "when", "while", "because", "than", "his", "its", "their", "our", "my", "your", "is", "was",
    "are", "were", "there", "(", "[", "-", "–", "—",
];

/// Whether `claim` can be an attribution; its source is mended or taken away.
pub(super) fn sound(block: &Prepared<'_>, claim: &mut Linked) -> bool {
    let Some(cue) = claim.cue else { return true };
    if !can_attribute(block, cue) && !quotes(block, claim) {
        return false;
    }
    if let Some(source) = &mut claim.source {
        while source.end > source.first && OPEN_ENDED.contains(&block.word(source.end - 1)) {
            source.end -= 1;
        }
        if !(source.first..source.end).any(|i| block.tokens.get(i as usize).is_some_and(|t| t.is_word())) {
            claim.source = None;
        }
    }
    true
}

/// Whether a word of the cue attributes, or is a sign that does.
fn can_attribute(block: &Prepared<'_>, cue: Tokens) -> bool {
    (cue.first..cue.end).map(|i| block.word(i)).any(|word| {
        cues::verb(word).is_some()
            || cues::is_noun_cue(word)
            || cues::is_hedge(word)
            || matches!(word, ":" | "according" | "citing" | "per" | "account" | "words" | "telling")
    })
}

/// Whether part of the content stands in quotation marks.
fn quotes(block: &Prepared<'_>, claim: &Linked) -> bool {
    let mut content = claim.content.iter().flat_map(|t| t.first..t.end);
    content.any(|i| block.quoted.get(i as usize) == Some(&Quoted::Inside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn check(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> Option<Linked> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let mut claim =
            Linked { source: Some(tokens(source)), cue: Some(tokens(cue)), content: vec![tokens(content)] };
        sound(&block, &mut claim).then_some(claim)
    }

    #[test]
    fn a_verb_that_attributes_nothing_is_no_cue() {
        assert_eq!(check("The model loses the old look.", (0, 2), (2, 3), (3, 6)), None);
        assert!(check("The model loses “its old look”.", (0, 2), (2, 3), (3, 8)).is_some());
        assert!(check("The board says the quay is old.", (0, 2), (2, 3), (3, 7)).is_some());
    }

    #[test]
    fn a_source_that_ends_in_the_middle_is_cut_or_goes() {
        let cut = check("Ann Lee of the said it rained.", (0, 4), (4, 5), (5, 7)).unwrap();
        assert_eq!(cut.source, Some(Tokens { first: 0, end: 2 }));
        assert_eq!(check("The said it rained.", (0, 1), (1, 2), (2, 4)).unwrap().source, None);
    }
}
