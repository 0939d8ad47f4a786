//! Papers that speak as the object of a sentence: "signed a letter calling for a new ferry", "held a sign that said “Out”".
//!
//! Problem: the sentence is about who signed, sent or held the paper, and the network leaves what it says out. Policy: a
//! noun for something written, with its determiner, and right behind it "that", "which" or a participle of saying: what
//! follows is what the paper says, and whoever makes or signs it, up to the next comma, or to the sentence's own verb where
//! the paper begins it. Only where no claim has been found. Owns nothing. Not handled: words between the paper and its verb.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::relatives::own_verb;
use super::tellings::{group, is_subject};
use super::voices::speaks;

/// Adds the claims of papers that are objects.
#[inline(never)]
pub(super) fn papers(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        let that = matches!(block.before(i), "that" | "which");
        if !says(block.word(i), that) || block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = paper(block, i, i - u32::from(that)) else { continue };
        let own = Tokens { first: i, end: i + 1 };
        if !claims.iter().any(|c| {
            c.touches(own)
                || claim.cue.is_some_and(|t| c.touches(t))
                || claim.content.iter().any(|t| c.touches(*t))
        }) {
            claims.push(claim);
        }
    }
}

#[rustfmt::skip]
fn says(word: &str, finite: bool) -> bool {
    if finite {
        among!(
            word,
            "said" | "says" | "say" | "reads" | "read" | "calls" | "called" | "accuses" | "accused" | "describes" | "described"
                | "warns" | "warned" | "claims" | "claimed" | "asked" | "asks" | "urges" | "urged" | "alleges" | "alleged"
        )
    } else {
        among!(
            word,
            "saying" | "reading" | "calling" | "urging" | "demanding" | "accusing" | "warning" | "condemning" | "describing"
                | "alleging" | "claiming" | "denouncing" | "declaring" | "asking" | "stating" | "announcing"
        )
    }
}

#[rustfmt::skip]
fn is_paper(word: &str) -> bool {
    among!(
        word,
        "letter" | "petition" | "post" | "banner" | "sign" | "text" | "message" | "note" | "placard" | "poster" | "badge"
            | "leaflet" | "email" | "statement" | "report" | "article" | "memo" | "card" | "sticker" | "plaque" | "notice"
            | "resolution" | "motion" | "decree" | "tweet" | "telegram" | "postcard" | "slogan" | "pamphlet" | "essay" | "column"
            | "editorial" | "manifesto" | "declaration" | "circular" | "advert" | "caption" | "headline" | "inscription"
            | "t-shirt" | "flyer" | "letters" | "posts" | "signs" | "banners" | "placards" | "posters" | "messages" | "leaflets"
    )
}

/// What the paper in front of `end` says by the verb at `verb`.
fn paper(block: &Prepared<'_>, verb: u32, end: u32) -> Option<Linked> {
    let (sentence, stop) = block.sentence_of(verb);
    let last = end.checked_sub(1).filter(|k| *k >= sentence && is_paper(block.word(*k)))?;
    let plural = block.word(last).ends_with('s') && !block.is(last, "t-shirts");
    let determiner = (last.saturating_sub(3).max(sentence)..last).rev().find(|k| {
        let word = block.word(*k);
        among!(word, "a" | "an" | "the" | "his" | "her" | "their" | "its" | "one" | "'s" | "another")
    });
    let first = determiner.map_or(last, |k| if block.is(k, "'s") { last } else { k });
    if determiner.is_none() && !plural {
        return None;
    }
    let quotation = block.quotations.iter().find(|q| q.first == verb + 1 && q.closed);
    let ends = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(" | ")") || block.is_mark(*k);
    let mut close = (verb + 1..stop).find(ends).unwrap_or(stop);
    // "A petition calling for the ward to be shut | has 4,000 names".
    if first == sentence && quotation.is_none() {
        let clause = !among!(block.word(verb + 1), "for" | "on" | "of");
        close = own_verb(block, verb + 1, close, u32::from(clause)).unwrap_or(close);
    }
    let content = quotation.map_or_else(
        || trim(block, Tokens { first: verb + 1, end: close.max(verb + 1) }),
        |q| Tokens { first: q.first, end: q.end },
    );
    // "The statement reading was short", "a letter calling at the post office": nothing is said.
    let plain = !among!(block.word(verb), "reading" | "reads" | "read")
        && !among!(block.word(content.first), "at" | "in" | "round" | "by" | "off" | "out")
        && !cues::is_auxiliary(block.word(content.first));
    let said = quotation.is_some() || content.len() >= 2 && plain;
    let cue = Tokens { first: verb, end: verb + 1 };
    let (source, cue) =
        maker(block, first, verb).filter(|_| end == verb).unwrap_or((Tokens { first, end: last + 1 }, cue));
    said.then(|| Linked { source: Some(source), cue: Some(cue), content: vec![content] })
}

/// "Tabled a motion calling": whoever makes or signs the paper that begins at `paper` says what it says, and the verbs are
/// one cue.
fn maker(block: &Prepared<'_>, paper: u32, verb: u32) -> Option<(Tokens, Tokens)> {
    let (sentence, _) = block.sentence_of(paper);
    let out = u32::from(matches!(block.word(paper.checked_sub(1)?), "out" | "up"));
    let makes = paper.checked_sub(1 + out).filter(|k| *k > sentence)?;
    let listed = among!(
        block.word(makes),
        "signed"
            | "tabled"
            | "issued"
            | "put"
            | "released"
            | "published"
            | "sent"
            | "wrote"
            | "posted"
            | "filed"
            | "circulated"
            | "sponsored"
            | "launched"
            | "drafted"
            | "held"
            | "waved"
            | "carried"
            | "penned"
            | "submitted"
            | "passed"
            | "adopted"
    );
    let begin = group(block, makes, sentence).filter(|_| listed)?;
    let source = whole_subject(block, begin).filter(|s| is_subject(block, *s) && speaks(block, *s))?;
    Some((source, Tokens { first: begin, end: verb + 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], papers)
    }

    #[test]
    fn a_paper_says_what_follows_it() {
        for (text, claim) in [
            ("Lund bought a paper and a letter calling for a ferry.", "a letter | calling | for a ferry"),
            (
                "The mayor signed a letter calling for a ferry.",
                "The mayor | signed a letter calling | for a ferry",
            ),
            (
                "The union put out a statement condemning the tax.",
                "The union | put out a statement condemning | the tax",
            ),
            ("Lund held a sign that said “Out” and smiled.", "a sign | said | “Out”"),
            ("A banner reading “Save our ward” hung there.", "A banner | reading | “Save our ward”"),
            ("He liked a post that called the ward a trap, and left.", "a post | called | the ward a trap"),
            (
                "A petition calling for the ward to be shut has 4,000 names.",
                "A petition | calling | for the ward to be shut",
            ),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_things_say_nothing() {
        for text in [
            "Lund read a man calling for help a poem.",
            "The post calling was late.",
            "Sign reading is an art.",
            "A post reading for the blind is held.",
            "The mayor wrote a letter calling at the ward.",
            "She left a message and called the ward.",
            "The letter that was read was long.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
