//! Names that read as small words: "Will argued that it was late", "WHO says the virus is milder".
//!
//! Problem: in lower case, as network and rules read, such a name is an auxiliary or a pronoun, and the sentence seems to
//! have no subject. Policy: "Will" in front of a past or of a third person is a name, because behind the auxiliary a verb
//! has its base form; "WHO" in capitals in a block that is not all in capitals is the body. What follows its verb of
//! speech is said. Only where no claim has been found. Owns nothing.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::is_given_name;

/// Adds the claims of sentences whose subject is such a name.
#[inline(never)]
pub(super) fn namesakes(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..block.tokens.len() as u32 {
        let named = match block.word(i) {
            "will" => is_given_name(block, i),
            "who" => is_body(block, i),
            _ => false,
        };
        if !named || block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = said(block, i) else { continue };
        if !claims.iter().any(|c| claim.parts().any(|t| c.touches(t))) {
            claims.push(claim);
        }
    }
}

/// Whether the "who" at `i` stands in capitals that its block does not share.
fn is_body(block: &Prepared<'_>, i: u32) -> bool {
    let text = |k: u32| block.tokens.get(k as usize).map_or("", |t| t.span.text(block.text));
    let lower = |k: u32| text(k).starts_with(char::is_lowercase);
    text(i) == "WHO" && (lower(i + 1) || i > 0 && lower(i - 1))
}

/// What the name at `i` says.
fn said(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(i);
    let begins =
        i == sentence || among!(block.before(i), "," | ";" | ":" | "and" | "but" | "—" | "–" | "the");
    let verb = i + 1 + u32::from(cues::is_auxiliary(block.word(i + 1)) && block.is(i, "who"));
    let class = block.verbs.get(verb as usize).copied().flatten();
    let speech = matches!(class, Some(CueClass::Say | CueClass::State));
    let told = among!(
        block.word(verb),
        "told" | "tells" | "warned" | "warns" | "urged" | "urges" | "asked" | "asks"
    );
    let opens = |k: &u32| among!(block.word(*k), "that" | "to" | "whether" | "if" | "not");
    let first = if told { (verb + 1..end.min(verb + 6)).find(opens)? } else { verb + 1 };
    let stop = |k: &u32| {
        among!(block.word(*k), ";" | "—" | "–" | "(") || block.is(*k, ",") && !block.is(first, "that")
    };
    let content = trim(block, Tokens { first, end: (first..end).find(stop).unwrap_or(end).max(first) });
    (begins && speech && content.len() >= 2).then(|| Linked {
        source: Some(Tokens { first: i - u32::from(i > sentence && block.before(i) == "the"), end: i + 1 }),
        cue: Some(Tokens { first: i + 1, end: verb + 1 }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], namesakes)
    }

    #[test]
    fn a_name_may_read_as_a_small_word() {
        for (text, claim) in [
            ("Will argued that it was late.", "Will | argued | that it was late"),
            ("Will told the clerk that it was late.", "Will | told | that it was late"),
            ("Will says it is late, as ever.", "Will | says | it is late"),
            ("WHO says the virus is milder.", "WHO | says | the virus is milder"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn a_small_word_is_no_name() {
        for text in [
            "Will it be said that it was late?",
            "Will says.",
            "Will claim forms be sent?",
            "Who says the virus is milder?",
            "WHO SAYS THE VIRUS IS MILDER?",
            "Will drove to the court that was shut.",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
