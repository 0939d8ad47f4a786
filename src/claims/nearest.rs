//! A speaker that begins too early: "Lee, who won towns most analysts believed would", "according to the Herald, Lee said".
//!
//! Problem: the network takes all that stands before a cue for the speaker. Policy: grammar decides where only one reading is
//! left; else nothing is touched. Nothing is kept here.

use super::constructions::trim;
use super::cues::is_auxiliary;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use crate::entities::EntityKind;
use crate::entities::roles::is_people;

/// Mends the sources that begin with what is not theirs.
pub(super) fn nearest(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        contact(block, claim);
        cited_before(block, claim);
        turned(block, claim);
    }
}

/// A verb by its own form.
fn is_finite(word: &str) -> bool {
    is_auxiliary(word) && !among!(word, "be" | "been" | "being" | "having" | "not" | "never")
        || among!(word, "can" | "must" | "may")
}

/// "Lee, who won towns | most analysts | believed would stay": the subject right before the cue speaks, and the noun before it
/// is what would stay.
fn contact(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(source), Some(cue)) = (claim.source, claim.cue) else { return };
    let adjoins = source.end == cue.first
        && claim.content.first().is_some_and(|t| t.first == cue.end)
        && is_finite(block.word(cue.end));
    let opens = |i: &u32| {
        among!(
            block.word(*i),
            "most" | "many" | "some" | "several" | "few" | "all" | "the" | "his" | "her" | "their"
        )
    };
    let Some(subject) = (source.first..source.end).rev().find(opens) else { return };
    let longer = subject > source.first + 1 && block.word(subject - 1).starts_with(char::is_alphabetic);
    let clause = (source.first..subject).any(|i| among!(block.word(i), "who" | "which" | "that"));
    if adjoins && longer && clause {
        claim.source = Some(Tokens { first: subject, end: source.end });
        // The sentence of whoever won goes on behind the comma.
        let around = |i: &u32| block.is(*i, ",") && is_finite(block.word(*i + 1));
        for content in &mut claim.content {
            content.end = (content.first + 1..content.end).find(around).unwrap_or(content.end);
        }
    }
}

/// "According to the Herald, | Ann Lee, its head, | said": whoever is cited and whoever said it are two.
fn cited_before(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(source), Some(cue)) = (claim.source, claim.cue) else { return };
    let cited = source.first >= 2
        && source.end <= cue.first
        && block.is(source.first - 1, "to")
        && block.is(source.first - 2, "according");
    let Some(comma) = (source.first..source.end).find(|i| block.is(*i, ",")).filter(|_| cited) else {
        return;
    };
    let rest = Tokens { first: comma + 1, end: source.end };
    let person = |i: u32| block.name_at(i).is_some_and(|(_, kind)| kind == EntityKind::Person);
    if (rest.first..rest.end).any(person) {
        claim.source = Some(rest);
    }
}

/// "Its cash sits in banks such as Lee & Co., | said | people with knowledge of the matter": people behind the verb, with what they
/// know and no verb of their own, speak, and what is before the comma is said.
fn turned(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(source), Some(cue), [told]) = (claim.source, claim.cue, claim.content.as_slice()) else {
        return;
    };
    let told = *told;
    let says = cue.len() == 1 && among!(block.word(cue.first), "said" | "say" | "says");
    let (sentence, _) = block.sentence_of(cue.first);
    if !says || block.before(cue.first) != "," || told.first != cue.end || source.end > cue.first {
        return;
    }
    let knows = |i: u32| {
        among!(
            block.word(i),
            "with" | "familiar" | "close" | "briefed" | "involved" | "who" | "in" | "at" | "on" | "from"
        )
    };
    let people = (told.first..told.end.min(told.first + 4)).any(|i| is_people(block.word(i)) && knows(i + 1));
    if people && !(told.first..told.end).any(|i| is_finite(block.word(i))) {
        claim.source = Some(told);
        claim.content = vec![trim(block, Tokens { first: sentence, end: cue.first - 1 })];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn mended(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> (String, String) {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let (source, cue) = (Some(tokens(source)), Some(tokens(cue)));
        let mut claims = [Linked { source, cue, content: vec![tokens(content)] }];
        nearest(&block, &mut claims);
        let said = |t: Tokens| block.span(t).text(text).to_owned();
        (claims[0].source.map(said).unwrap_or_default(), said(claims[0].content[0]))
    }

    #[test]
    fn people_behind_the_verb_speak() {
        let text = "It sits in banks, said people with knowledge of it.";
        let told = "It sits in banks".to_owned();
        assert_eq!(mended(text, (0, 4), (5, 6), (6, 11)), ("people with knowledge of it".to_owned(), told));
        let text = "Lee, its head, said people in it were late.";
        assert_eq!(mended(text, (0, 4), (5, 6), (6, 11)).1, "people in it were late");
    }

    #[test]
    fn the_nearest_subject_speaks() {
        let text = "Lee, who won towns most analysts believed would stay.";
        assert_eq!(mended(text, (0, 7), (7, 8), (8, 10)).0, "most analysts");
        let text = "Lee, who led the party, said it would stay.";
        assert_eq!(mended(text, (0, 7), (7, 8), (8, 11)).0, "Lee, who led the party,");
    }
}
