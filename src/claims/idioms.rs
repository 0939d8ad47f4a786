//! Set phrases that attribute: "left open whether", "let slip that", "cast doubt on", "hopes for".
//!
//! Problem: in these no single word says anything (let, leave, play, make), so neither lists nor the network see a cue.
//! Policy: the phrases are closed, so they are read by rule, each with what must follow it; a subject stands right before,
//! and where the phrase takes a thing, somebody who can speak. Only where no claim has been found; a content ends at the
//! next comma, or with the sentence where "that" opens it. Owns nothing. Not handled: phrases inside quotations.

use super::constructions::trim;
use super::cues;
use super::followers::{aside, lists_on, opens};
use super::link::{Linked, Tokens};
use super::passives::{is_be, is_between};
use super::patients::whole_subject;
use super::phrases::{Follows, Phrase, phrases};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::tellings::{begins_clause, is_subject};
use super::topics::is_past;
use super::voices::speaks;
use crate::page::BlockKind;

/// Adds the claims of set phrases that `claims` leaves out.
#[inline(never)]
pub(super) fn idioms(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if block.quoted.get(i as usize) != Some(&Quoted::No) {
            continue;
        }
        let heading = block.kind == BlockKind::Headline;
        let owner = |begin: u32| joined(block, begin, claims);
        let read =
            |phrase: &Phrase| (heading || !phrase.headline).then(|| read(block, i, phrase, &owner)).flatten();
        let Some(claim) = phrases(block.word(i)).find_map(read) else { continue };
        part_from(block, &claim, claims);
        // A source in common is none: "she said it would close but left open when".
        let taken = |t: Tokens, c: &Linked| {
            c.parts().any(|p| p.overlaps(t) && !(c.source == Some(p) && claim.source == Some(t)))
        };
        if !claims.iter().any(|c| claim.parts().any(|t| taken(t, c))) {
            claims.push(claim);
        }
    }
}

/// Who does what stands at `begin` behind "and" or "but": whoever the sentence has already let speak, "she disclosed that it
/// was late, and | let slip". Where what she said has somebody for its subject, it may go on with that, unless a comma stands between.
fn joined(block: &Prepared<'_>, begin: u32, claims: &[Linked]) -> Option<Tokens> {
    let conjunction = begin.checked_sub(1)?;
    let (sentence, _) = block.sentence_of(begin);
    if !matches!(block.word(conjunction), "and" | "but") {
        return None;
    }
    let apart = block.is(conjunction - 1, ",");
    let before = |c: &&Linked| {
        c.source.zip(c.cue).is_some_and(|(source, cue)| {
            let outer = |o: &Linked| o.content.iter().any(|t| t.holds(cue.first));
            sentence <= source.first
                && source.end <= cue.first
                && cue.end < conjunction
                && !among!(block.word(source.first), "who" | "which" | "that")
                && block.quoted.get(cue.first as usize) == Some(&Quoted::No)
                && !claims.iter().any(outer)
        })
    };
    let last = claims.iter().filter(before).max_by_key(|c| c.cue.map(|t| t.first))?;
    let content = last.content.iter().find(|t| t.first >= last.cue.map_or(0, |c| c.end))?;
    // What commas set off in front of it, or another subject, takes the verb to itself.
    let near = content.end + 3 >= conjunction;
    let opens = content.first + u32::from(block.is(content.first, "that"));
    let head = Tokens { first: opens, end: (opens + 4).min(content.end) };
    let quoted = block.quoted.get(content.end as usize - 1) != Some(&Quoted::No);
    let clear = apart || quoted || !speaks(block, head);
    (near && clear).then_some(last.source).flatten()
}

/// Ends what was said before where the joined verb of `claim` begins.
fn part_from(block: &Prepared<'_>, claim: &Linked, claims: &mut [Linked]) {
    let Some((source, cue)) = claim.source.zip(claim.cue) else { return };
    if source.end >= cue.first {
        return;
    }
    for c in claims.iter_mut().filter(|c| c.source == Some(source)) {
        for piece in &mut c.content {
            let and = (piece.first + 2..piece.end.min(cue.first)).rev().find(|k| block.is(*k, ","));
            if piece.holds(cue.first)
                && let Some(and) = and.filter(|k| *k + 3 > cue.first)
            {
                piece.end = and;
            }
        }
    }
}

/// The claim of a phrase whose first word stands at `i`.
fn read(
    block: &Prepared<'_>,
    i: u32,
    Phrase { rest, follows, mind, .. }: &Phrase,
    joined: &dyn Fn(u32) -> Option<Tokens>,
) -> Option<Linked> {
    let owned = |word: &str| among!(word, "his" | "her" | "its" | "their");
    let mut behind = i + 1;
    let fits = rest.split_ascii_whitespace().all(|word| {
        let here = block.word(behind);
        behind += 1;
        here == word || word == "one's" && owned(here)
    });
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
    let it = begin.checked_sub(1).filter(|k| *k >= sentence && block.is(*k, "it"));
    // "Apologised and pointed to the roof": by itself the verb is a deed more often than not.
    let shared = joined(begin).filter(|_| !block.word(i).starts_with("point"));
    let own = || whole_subject(block, begin).or_else(|| it.map(|k| Tokens { first: k, end: begin }));
    let source = shared.or_else(own)?;
    // "Calling for a vote" by itself is a participle, "excluded a bid" by itself another verb.
    let verb = block.word(i);
    if begin == i && (verb.ends_with("ing") || among!(verb, "exclude" | "divided" | "split" | "torn")) {
        return None;
    }
    // "Doctors cannot exclude a stroke" leaves open, "the club will exclude him" does.
    if verb == "exclude" && !(begin..i).any(|k| cues::is_negation(block.word(k)) || block.is(k, "cannot")) {
        return None;
    }
    // "Is keen to" is a state of mind only behind its own "be".
    // "Jury told of threats": in a headline whoever stands before is the one told.
    let told = verb == "told" && block.kind == BlockKind::Headline;
    let passive =
        told || (verb.ends_with("ed") || verb == "told") && (begin..i).any(|k| is_be(block.word(k)));
    if passive && !among!(verb, "divided" | "split" | "torn")
        || !(is_subject(block, source) && begins_clause(block, source)) && it.is_none() && shared.is_none()
    {
        return None;
    }
    // "Backed her" is mostly a deed: what is praised or backed is a thing, or it is said of whom it is.
    let person = matches!(block.word(behind), "her" | "him")
        && !block.tokens.get(behind as usize + 1).is_some_and(|t| t.is_word());
    if person && *follows == Follows::Thing {
        return None;
    }
    // "Anyone who asked why", "the judge who opposed the plan": the clause only tells whom is meant.
    let tells_whom = source.len() == 1
        && matches!(block.word(source.first), "who" | "which")
        && rest.is_empty()
        && matches!(follows, Follows::Thing | Follows::Question);
    // "Has not endorsed a candidate", "welcomed a guest" are deeds or none.
    let judges = rest.is_empty() && *follows == Follows::Thing;
    let deed = judges
        && ((begin..i).any(|k| cues::is_negation(block.word(k)))
            || block.word(i).starts_with("welcome") && matches!(block.word(behind), "a" | "an"));
    // "When I asked why, she laughed": the question only leads to what comes of it.
    let before = source.first.checked_sub(1).filter(|k| *k >= sentence).map_or("", |k| block.word(k));
    let leads = *follows == Follows::Question
        && verb.starts_with("ask")
        && among!(before, "when" | "whenever" | "as" | "after" | "before" | "if");
    if tells_whom || deed || leads {
        return None;
    }
    let takes_thing = !matches!(follows, Follows::Clause | Follows::That | Follows::Question);
    if takes_thing && !*mind && !speaks(block, source) {
        return None;
    }
    // "Asked where, after two metres of river, it was": what a comma right behind the question word opens, another closes.
    let broken_off = *follows == Follows::Question
        && block.is(behind + 1, ",")
        && (behind + 3..end.min(behind + 12)).any(|k| block.is(k, ",") && k + 3 < end);
    let clausal = matches!(follows, Follows::Clause | Follows::That) || broken_off;
    let stops = |k: &u32| {
        let word = block.word(*k);
        // "Regretted the fine and left": a second verb ends what the first is about.
        let second = matches!(word, "and" | "but") && is_past(block.word(*k + 1));
        among!(word, ";" | ":" | "—" | "–" | "(")
            || !clausal && (word == "," && !lists_on(block, *k, end) || second)
    };
    let content = trim(block, Tokens { first: behind, end: (behind..end).find(stops).unwrap_or(end) });
    // "Read the clause as | a ban": as behind other verbs that describe, the thing is no part of it.
    let described = verb.starts_with("read") || verb == "interpreted";
    let as_what =
        (content.first + 1..content.end.saturating_sub(1)).find(|k| described && block.is(*k, "as"));
    // "Read the letter as the train left" tells when.
    if described
        && !as_what.is_some_and(|k| among!(block.word(k + 1), "a" | "an" | "another" | "proof" | "evidence"))
    {
        return None;
    }
    let pronoun = content.len() == 1 && among!(block.word(content.first), "it" | "that" | "this");
    let least = match follows {
        Follows::Any => 1,
        Follows::Thing
        | Follows::As
        | Follows::For
        | Follows::Of
        | Follows::To
        | Follows::At
        | Follows::Gerund => 2,
        Follows::DownTo | Follows::Origin => 4,
        Follows::Clause | Follows::That | Follows::Question | Follows::Never => 3,
    };
    let mut within = content.first + 1..content.end.saturating_sub(1);
    let put_to = match follows {
        Follows::As => within.any(|k| block.is(k, "as")),
        Follows::At => within.any(|k| block.is(k, "at")),
        Follows::DownTo => within.any(|k| block.is(k, "down") && block.is(k + 1, "to")),
        // "Traced the call to a flat" tells where it came from, "traced the letters to learn them" does not.
        Follows::Origin => within.any(|k| block.is(k, "to") && opens(block, k + 1, Follows::Origin)),
        _ => true,
    };
    let alone = pronoun && !matches!(follows, Follows::As | Follows::DownTo | Follows::Origin);
    let enough = alone || content.len() >= least && put_to;
    enough.then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: cue_end }),
        content: vec![Tokens { first: as_what.map_or(content.first, |k| k + 1), end: content.end }],
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
            ("A caretaker put it down to mice.", "A caretaker | put | it down to mice"),
            ("A caretaker put the noise down to mice.", "A caretaker | put | the noise down to mice"),
            ("Historians date the coin to about 300.", "Historians | date | the coin to about 300"),
            ("The engineers trace the leak to a bolt.", "The engineers | trace | the leak to a bolt"),
            ("Residents complain of noise, dust and rats.", "Residents | complain of | noise, dust and rats"),
            ("The mayor backed the plan.", "The mayor | backed | the plan"),
            ("The union has welcomed the offer, and left.", "The union | has welcomed | the offer"),
            (
                "The miners asked where, after a year of rain, it was.",
                "The miners | asked | where, after a year of rain, it was",
            ),
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
    fn a_joined_verb_has_the_subject_before_it() {
        let tokens = |first, end| Tokens { first, end };
        let said =
            |content| Linked { source: Some(tokens(0, 1)), cue: Some(tokens(1, 2)), content: vec![content] };
        let all = |text: &str, content| shown::found(text, &[said(content)], idioms);
        assert_eq!(
            all("She disclosed that it was late, and let slip that it was old.", tokens(2, 14)),
            ["She | disclosed | that it was late", "She | let slip | that it was old"]
        );
        assert_eq!(
            all("She doubted the poll but left open whether it was old.", tokens(2, 4))[1],
            "She | left open | whether it was old"
        );
        assert_eq!(
            all("She said the mayor was late and left open whether it was old.", tokens(2, 6)).len(),
            1
        );
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
            "The mayor backed her.",
            "When the clerk asked why, she laughed.",
            "The truck backed the trailer.",
            "The clerk traced the letters to learn them.",
            "“He left open whether it would close.”",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
