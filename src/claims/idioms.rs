//! Set phrases that attribute: "left open whether", "let slip that", "cast doubt on", "hopes for".
//!
//! Problem: in these no single word says anything (let, leave, play, make), so neither lists nor the network see a cue.
//! Policy: the phrases are closed, so they are read by rule, each with what must follow it; a subject stands right before,
//! and where the phrase takes a thing, somebody who can speak. Only where no claim has been found; a content ends at the
//! next comma, or with the sentence where "that" opens it. Owns nothing. Not handled: phrases inside quotations.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::passives::{is_be, is_between};
use super::patients::whole_subject;
use super::phrases::{Follows, Phrase, phrases};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::{BETWEEN, adverbial, begins_clause, hearer, is_subject};
use super::topics::is_past;
use crate::entities::{EntityKind, roles};
use crate::page::BlockKind;

/// Adds the claims of set phrases that `claims` leaves out.
pub(super) fn idioms(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let heading = block.kind == BlockKind::Headline;
        let read = |(phrase, headline): &(Phrase, bool)| {
            (heading || !*headline).then(|| read(block, i, phrase)).flatten()
        };
        let Some(claim) = phrases(block.word(i)).iter().find_map(read) else { continue };
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
fn read(block: &Prepared<'_>, i: u32, (rest, follows): &Phrase) -> Option<Linked> {
    let fits = (i + 1..).zip(rest.iter()).all(|(k, word)| block.word(k) == *word);
    let behind = i + 1 + rest.len() as u32;
    if !fits {
        return None;
    }
    let (sentence, end) = block.sentence_of(i);
    let cue_end = behind;
    let behind = if opens(block, behind, *follows) { behind } else { aside(block, behind, end, *follows)? };
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
    // "Calling for a vote" by itself is a participle, "excluded a bid" by itself another verb.
    let verb = block.word(i);
    if begin == i && (verb.ends_with("ing") || matches!(verb, "exclude" | "divided" | "split" | "torn")) {
        return None;
    }
    // "Doctors cannot exclude a stroke" leaves open, "the club will exclude him" does.
    if verb == "exclude" && !(begin..i).any(|k| cues::is_negation(block.word(k)) || block.word(k) == "cannot")
    {
        return None;
    }
    // "Is keen to" is a state of mind only behind its own "be".
    let passive = verb.ends_with("ed") && (begin..i).any(|k| is_be(block.word(k)));
    if passive && !matches!(verb, "divided" | "split" | "torn")
        || !(is_subject(block, source) && begins_clause(block, source)) && it.is_none()
    {
        return None;
    }
    let takes_thing = !matches!(follows, Follows::Clause | Follows::That | Follows::Question);
    if takes_thing && !speaks(block, source) {
        return None;
    }
    let clausal = matches!(follows, Follows::Clause | Follows::That);
    let stops = |k: &u32| {
        let word = block.word(*k);
        // "Regretted the fine and left": a second verb ends what the first is about.
        let second = word == "and" && is_past(block.word(*k + 1));
        matches!(word, ";" | ":" | "—" | "–" | "(") || !clausal && (word == "," || second)
    };
    let content = trim(block, Tokens { first: behind, end: (behind..end).find(stops).unwrap_or(end) });
    let pronoun = content.len() == 1 && matches!(block.word(content.first), "it" | "that" | "this");
    let least = match follows {
        Follows::Any => 1,
        Follows::Thing | Follows::As | Follows::For | Follows::Of | Follows::To => 2,
        Follows::Clause | Follows::That | Follows::Question => 3,
    };
    let as_what = *follows != Follows::As
        || (content.first + 1..content.end.saturating_sub(1)).any(|k| block.word(k) == "as");
    let enough = pronoun && *follows != Follows::As || content.len() >= least && as_what;
    enough.then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: cue_end }),
        content: vec![content],
    })
}

/// Where the clause of a phrase opens behind a hearer or an adverbial: "made the case to shareholders that".
fn aside(block: &Prepared<'_>, at: u32, end: u32, follows: Follows) -> Option<u32> {
    if !matches!(follows, Follows::Clause | Follows::That) {
        return None;
    }
    let that = (at + 1..end.min(at + 1 + BETWEEN)).find(|k| block.word(*k) == "that")?;
    (hearer(block, at, that) || adverbial(block, at, that)).then_some(that)
}

fn opens(block: &Prepared<'_>, at: u32, follows: Follows) -> bool {
    let word = block.word(at);
    match follows {
        Follows::Clause => {
            matches!(word, "that" | "he" | "she" | "they" | "it" | "there" | "nothing" | "no" | "this")
        }
        Follows::Question => {
            matches!(word, "whether" | "how" | "why" | "who" | "what" | "when" | "where" | "which" | "if")
        }
        Follows::Thing | Follows::As => {
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
        Follows::Of => matches!(word, "of" | "that"),
        Follows::To => {
            word == "to" && !opens(block, at + 1, Follows::Thing) && !block.word(at + 1).ends_with("ing")
        }
        Follows::That => word == "that",
        Follows::Any => {
            block.tokens.get(at as usize).is_some_and(|t| t.is_word() || t.span.text(block.text) == "$")
                && !cues::is_auxiliary(word)
                && !matches!(word, "and" | "or" | "but" | "by" | "in" | "on" | "at" | "as" | "with")
        }
    }
}

/// Whether a source is somebody: a pronoun, a person or body by name or by role, a state by its place.
pub(super) fn speaks(block: &Prepared<'_>, source: Tokens) -> bool {
    (source.first..source.end).any(|i| {
        let word = block.word(i);
        let one = word.strip_suffix('s').unwrap_or(word);
        matches!(
            word,
            "he" | "she" | "they" | "who" | "others" | "critics" | "everyone" | "everybody" | "nobody"
        ) || source.len() <= 3
            && matches!(word, "both" | "neither" | "each" | "latter" | "former" | "elder" | "younger")
            || source.len() == 1
                && matches!(word, "many" | "few" | "most" | "all" | "some" | "one" | "none" | "another")
            || block
                .name_at(i)
                .is_some_and(|(_, kind)| matches!(kind, EntityKind::Person | EntityKind::Organisation))
            || source.len() == 1 && block.name_at(i).is_some_and(|(_, kind)| kind == EntityKind::Place)
            || [word, one]
                .iter()
                .any(|w| roles::is_people(w) || roles::is_person_role(w) || roles::is_body(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], idioms)
    }

    #[test]
    fn set_phrases_attribute() {
        for (text, claim) in [
            ("He left open whether it would close.", "He | left open | whether it would close"),
            ("The mayor raised the prospect of a strike.", "The mayor | raised the prospect | of a strike"),
            ("The mayor framed the cut as a gift.", "The mayor | framed | the cut as a gift"),
            ("The mayor has let slip that it is old.", "The mayor | has let slip | that it is old"),
            ("The minister cast doubt on the count.", "The minister | cast doubt on | the count"),
            (
                "The board was late, and it made clear that it was sorry.",
                "it | made clear | that it was sorry",
            ),
            ("The mayor pointed to a case in May.", "The mayor | pointed to | a case in May"),
            ("The union hopes for a second ship.", "The union | hopes | for a second ship"),
            ("Reporters wanted to know when she heard.", "Reporters | wanted to know | when she heard"),
            ("The cabinet is leaning towards a ban.", "The cabinet | is leaning towards | a ban"),
            ("Doctors cannot exclude a second stroke.", "Doctors | cannot exclude | a second stroke"),
            (
                "Experts are divided over whether it matters.",
                "Experts | are divided over | whether it matters",
            ),
            ("The clerk had a hunch that it was old.", "The clerk | had a hunch | that it was old"),
            ("The captain regretted the fine and left.", "The captain | regretted | the fine"),
            ("The bank agreed to sell the mine.", "The bank | agreed | to sell the mine"),
            ("The bank agreed to the sale.", "The bank | agreed to | the sale"),
            ("A caretaker put it down to mice.", "A caretaker | put it down to | mice"),
            (
                "The mayor made the case to shareholders that it was late.",
                "The mayor | made the case | that it was late",
            ),
            (
                "The mayor made the case on Tuesday that it was late.",
                "The mayor | made the case | that it was late",
            ),
            ("Gossip had it that the king was late.", "Gossip | had it | that the king was late"),
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
            "The mayor decided to rule out a bid.",
            "The bank was looked forward to by all.",
            "The minister tips a waiter.",
            "The club will exclude the players.",
            "“He left open whether it would close.”",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
