//! Set phrases that attribute: "left open whether", "let slip that", "cast doubt on", "hopes for".
//!
//! Problem: in these no single word says anything (let, leave, play, make), so neither lists nor the network see a cue.
//! Policy: the phrases are closed, so they are read by rule, each with what must follow it; a subject stands right before,
//! and where the phrase takes a thing, somebody who can speak. Only where no claim has been found; a content ends at the
//! next comma, or with the sentence where "that" opens it. Owns nothing. Not handled: phrases inside quotations.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::passives::is_between;
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::entities::{EntityKind, roles};

/// What must follow a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// "That" or the subject of a clause.
    Clause,
    /// "Whether", "how" and their like.
    Question,
    /// A noun phrase.
    Thing,
    /// "For", which belongs to the content.
    For,
}

/// The forms of the first word, the words behind it, what follows.
type Phrase = (&'static [&'static str], &'static [&'static str], Follows);

const PHRASES: &[Phrase] = &[
    (&["made", "makes", "make"], &["clear"], Follows::Clause),
    (&["made", "makes", "make"], &["it", "clear"], Follows::Clause),
    (&["made", "makes", "make"], &["plain"], Follows::Clause),
    (&["made", "makes", "make"], &["the", "case"], Follows::Clause),
    (&["made", "makes", "make"], &["the", "case"], Follows::For),
    (&["let", "lets"], &["slip"], Follows::Clause),
    (&["let", "lets"], &["on"], Follows::Clause),
    (&["let", "lets"], &["it", "be", "known"], Follows::Clause),
    (&["left", "leaves", "leave"], &["open"], Follows::Question),
    (&["laid", "lays", "lay"], &["out"], Follows::Question),
    (&["laid", "lays", "lay"], &["out"], Follows::Thing),
    (&["wanted", "wants", "want"], &["to", "know"], Follows::Question),
    (&["cast", "casts"], &["doubt", "on"], Follows::Thing),
    (&["drew", "draws", "draw"], &["attention", "to"], Follows::Thing),
    (&["pointed", "points", "point"], &["to"], Follows::Thing),
    (&["played", "plays", "play"], &["down"], Follows::Thing),
    (&["talked", "talks", "talk"], &["up"], Follows::Thing),
    (&["shrugged", "shrugs", "laughed", "laughs", "brushed", "brushes"], &["off"], Follows::Thing),
    (&["waved", "waves", "brushed", "brushes", "swatted", "swats"], &["aside"], Follows::Thing),
    (&["sounded", "sounds", "sound"], &["the", "alarm", "about"], Follows::Thing),
    (&["sounded", "sounds", "sound"], &["the", "alarm", "over"], Follows::Thing),
    (&["distanced"], &["himself", "from"], Follows::Thing),
    (&["distanced"], &["herself", "from"], Follows::Thing),
    (&["distanced", "distance"], &["themselves", "from"], Follows::Thing),
    (&["distanced"], &["itself", "from"], Follows::Thing),
    (&["hoped", "hopes", "hope", "appealed", "appeals", "called", "pleaded", "pleads"], &[], Follows::For),
];

/// Adds the claims of set phrases that `claims` leaves out.
pub(super) fn idioms(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let Some(claim) = PHRASES.iter().find_map(|phrase| read(block, i, phrase)) else { continue };
        // A source in common is none: "she said it would close but left open when".
        let taken = |t: Tokens, c: &Linked| {
            c.parts().any(|p| p.overlaps(t) && !(c.source == Some(p) && claim.source == Some(t)))
        };
        if !claims.iter().any(|c| claim.parts().any(|t| taken(t, c))) {
            claims.push(claim);
        }
    }
}

/// The claim of a phrase whose first word stands at `i`.
fn read(block: &Prepared<'_>, i: u32, (first, rest, follows): &Phrase) -> Option<Linked> {
    let fits =
        first.contains(&block.word(i)) && (i + 1..).zip(rest.iter()).all(|(k, word)| block.word(k) == *word);
    let behind = i + 1 + rest.len() as u32;
    if !fits || !opens(block, behind, *follows) {
        return None;
    }
    let (sentence, end) = block.sentence_of(i);
    let mut begin = i;
    let helps = |word: &str| cues::is_auxiliary(word) || is_between(word);
    while begin > sentence && i - begin < 4 && helps(block.word(begin - 1)) {
        begin -= 1;
    }
    // An adverb alone stays outside.
    while begin < i && is_between(block.word(begin)) {
        begin += 1;
    }
    // "It made clear that": an "it" that makes something clear is somebody.
    let it = begin.checked_sub(1).filter(|k| *k >= sentence && block.word(*k) == "it");
    let source = whole_subject(block, begin).or_else(|| it.map(|k| Tokens { first: k, end: begin }))?;
    let takes_thing = matches!(follows, Follows::Thing | Follows::For);
    if takes_thing && !speaks(block, source) {
        return None;
    }
    let stops = |k: &u32| {
        let word = block.word(*k);
        matches!(word, ";" | ":" | "—" | "–" | "(") || (word == "," && *follows != Follows::Clause)
    };
    let content = trim(block, Tokens { first: behind, end: (behind..end).find(stops).unwrap_or(end) });
    let pronoun = content.len() == 1 && matches!(block.word(content.first), "it" | "that" | "this");
    let enough = pronoun || content.len() >= if takes_thing { 2 } else { 3 };
    enough.then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: behind }),
        content: vec![content],
    })
}

fn opens(block: &Prepared<'_>, at: u32, follows: Follows) -> bool {
    let word = block.word(at);
    match follows {
        Follows::Clause => {
            matches!(word, "that" | "he" | "she" | "they" | "it" | "there" | "nothing" | "no")
        }
        Follows::Question => {
            matches!(word, "whether" | "how" | "why" | "who" | "what" | "when" | "where" | "which" | "if")
        }
        Follows::Thing => {
            matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "any"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "this"
                    | "that"
                    | "it"
                    | "talk"
            ) || matches!(word, "plans" | "fears" | "claims" | "reports" | "suggestions" | "concerns")
        }
        Follows::For => word == "for",
    }
}

/// Whether a source is somebody: a pronoun, a person or body by name or by role.
fn speaks(block: &Prepared<'_>, source: Tokens) -> bool {
    (source.first..source.end).any(|i| {
        let word = block.word(i);
        let one = word.strip_suffix('s').unwrap_or(word);
        matches!(word, "he" | "she" | "they" | "who" | "others" | "critics")
            || block
                .name_at(i)
                .is_some_and(|(_, kind)| matches!(kind, EntityKind::Person | EntityKind::Organisation))
            || [word, one]
                .iter()
                .any(|w| roles::is_people(w) || roles::is_person_role(w) || roles::is_body(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    /// The claims of `text`, as "source | cue | content".
    fn found(text: &str) -> Vec<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let mut claims = Vec::new();
        idioms(&block, &mut claims);
        let words = |t: &Tokens| block.span(*t).text(text).to_owned();
        let part = |t: Option<Tokens>| t.as_ref().map_or_else(|| "-".to_owned(), words);
        claims
            .iter()
            .map(|c| format!("{} | {} | {}", part(c.source), part(c.cue), words(&c.content[0])))
            .collect()
    }

    #[test]
    fn set_phrases_attribute() {
        for (text, claim) in [
            ("He left open whether it would close.", "He | left open | whether it would close"),
            ("The mayor has let slip that it is old.", "The mayor | has let slip | that it is old"),
            ("The minister cast doubt on the count.", "The minister | cast doubt on | the count"),
            (
                "The board was late, and it made clear that it was sorry.",
                "it | made clear | that it was sorry",
            ),
            ("The mayor pointed to a case in May.", "The mayor | pointed to | a case in May"),
            ("The union hopes for a second ship.", "The union | hopes | for a second ship"),
            ("Reporters wanted to know when she heard.", "Reporters | wanted to know | when she heard"),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn other_uses_are_left() {
        for text in [
            "He left open the window.",
            "The storm cast doubt on the count.",
            "A film played down the road.",
            "She let the boat go.",
            "The road was laid out in May.",
            "“He left open whether it would close.”",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
