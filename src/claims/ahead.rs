//! Who speaks right in front of a quotation: "a voice shouted “Swamp!” and the hall laughed".
//!
//! Problem: of a quotation of one or two words in the middle of a sentence the network thinks scare quotes, and leaves the
//! claim out. Policy: somebody, a finite verb of uttering, and the quotation right behind it are one claim by their grammar,
//! however short. Only where no claim has been found. Owns nothing. Not handled: verbs that also name or judge ("called",
//! "read"), which put other things in marks.

use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::tellings::{group, is_subject};
use super::voices::speaks;

/// Adds the claims of verbs right in front of quotations that have none.
#[inline(never)]
pub(super) fn ahead(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for q in block.quotations.iter().filter(|q| q.closed && q.first >= 2) {
        let opened = u32::from(matches!(block.before(q.first), "," | ":"));
        let Some(verb) = q.first.checked_sub(1 + opened) else { continue };
        let content = Tokens { first: q.first, end: q.end };
        if !utters(block.word(verb)) || claims.iter().any(|c| c.cue.is_some() && c.touches(content)) {
            continue;
        }
        let (sentence, _) = block.sentence_of(verb);
        let Some(begin) = group(block, verb, sentence) else { continue };
        let Some(source) = whole_subject(block, begin).or_else(|| nobody(block, begin)) else { continue };
        let cue = Tokens { first: begin, end: verb + 1 };
        let somebody = is_subject(block, source) && (speaks(block, source) || nobody(block, begin).is_some());
        if somebody && !claims.iter().any(|c| c.touches(cue) || c.touches(source)) {
            claims.retain(|c| !c.touches(content));
            claims.push(Linked { source: Some(source), cue: Some(cue), content: vec![content] });
        }
    }
}

#[rustfmt::skip]
fn utters(word: &str) -> bool {
    among!(
        word,
        "said" | "says" | "shouted" | "shouts" | "cried" | "cries" | "yelled" | "yells" | "screamed" | "muttered" | "mutters"
            | "whispered" | "whispers" | "answered" | "answers" | "replied" | "replies" | "chanted" | "roared" | "bellowed"
            | "murmured" | "snapped" | "barked" | "hissed" | "tweeted" | "texted" | "wrote" | "writes" | "asked" | "asks"
    )
}

/// "Someone", "a voice": nobody in particular.
fn nobody(block: &Prepared<'_>, end: u32) -> Option<Tokens> {
    let last = end.checked_sub(1)?;
    match block.word(last) {
        "someone" | "somebody" | "everyone" | "everybody" => Some(Tokens { first: last, end }),
        "voice" | "heckler" | "crowd" | "stranger" | "boy" | "girl" | "man" | "woman" => {
            let first = last.checked_sub(1).filter(|k| among!(block.word(*k), "a" | "the" | "one"))?;
            Some(Tokens { first, end })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], ahead)
    }

    #[test]
    fn whoever_utters_a_quotation_says_it() {
        for (text, claim) in [
            ("The mayor shouted “Swamp” and left.", "The mayor | shouted | “Swamp”"),
            ("Someone shouted “Swamp” and the hall laughed.", "Someone | shouted | “Swamp”"),
            ("A voice cried “Out” from the back.", "A voice | cried | “Out”"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_marks_are_not_uttered() {
        for text in [
            "The mayor wore a “Swamp” badge.",
            "The mayor called it “mad” and left.",
            "The sign read “Swamp” in red.",
            "The cries “Out” were heard.",
            "The shouts “Out” were heard.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
