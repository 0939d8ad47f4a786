//! Where a relative clause ends, and whose word it gives: "who warned of rain, will meet", "towns most analysts believed would".
//!
//! Problem: the network runs what is said in a relative clause on into the sentence around it, or takes all of the sentence
//! for the speaker. Policy: grammar decides where only one reading is left; else nothing is touched. Nothing is kept here.

use super::cues::is_auxiliary;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::entities::EntityKind;

/// Mends the claims of relative clauses.
pub(super) fn relatives(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        ends_at_comma(block, claim);
        contact(block, claim);
        cited_before(block, claim);
    }
}

/// A verb by its own form.
fn is_finite(word: &str) -> bool {
    is_auxiliary(word) && !matches!(word, "be" | "been" | "being" | "having" | "not" | "never")
        || matches!(word, "can" | "must" | "may")
}

/// "Lee, who warned of higher prices, | will meet the farmers": behind the comma that closes the clause goes on the sentence of
/// whoever the clause is about.
fn ends_at_comma(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(source), Some(cue)) = (claim.source, claim.cue) else { return };
    let opened = source.len() == 1
        && matches!(block.word(source.first), "who" | "which")
        && source.first > 0
        && block.word(source.first - 1) == ",";
    let Some(content) = claim.content.iter_mut().find(|t| t.first == cue.end).filter(|_| opened) else {
        return;
    };
    let plain = |i: u32| block.quoted.get(i as usize).is_none_or(|q| *q == Quoted::No);
    let Some(comma) = (content.first + 1..content.end).find(|i| block.word(*i) == "," && plain(*i)) else {
        return;
    };
    // A thing that is told of has no verb behind its comma; a clause has had its own before.
    let told = matches!(block.word(content.first), "of" | "about" | "against" | "for")
        || (content.first..comma).any(|i| is_finite(block.word(i)));
    let inner = (content.first..comma).any(|i| matches!(block.word(i), "who" | "which" | "if" | "when"));
    if told && !inner && is_finite(block.word(comma + 1)) {
        content.end = comma;
    }
}

/// "Lee, who won towns | most analysts | believed would stay": the subject right before the cue speaks, and the noun before it
/// is what would stay.
fn contact(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(source), Some(cue)) = (claim.source, claim.cue) else { return };
    let adjoins = source.end == cue.first
        && claim.content.first().is_some_and(|t| t.first == cue.end)
        && is_finite(block.word(cue.end));
    let opens = |i: &u32| {
        matches!(
            block.word(*i),
            "most" | "many" | "some" | "several" | "few" | "all" | "the" | "his" | "her" | "their"
        )
    };
    let Some(subject) = (source.first..source.end).rev().find(opens) else { return };
    let longer = subject > source.first + 1 && block.word(subject - 1).starts_with(char::is_alphabetic);
    let clause = (source.first..subject).any(|i| matches!(block.word(i), "who" | "which" | "that"));
    if adjoins && longer && clause {
        claim.source = Some(Tokens { first: subject, end: source.end });
        // The sentence of whoever won goes on behind the comma.
        let around = |i: &u32| block.word(*i) == "," && is_finite(block.word(*i + 1));
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
        && block.word(source.first - 1) == "to"
        && block.word(source.first - 2) == "according";
    let Some(comma) = (source.first..source.end).find(|i| block.word(*i) == ",").filter(|_| cited) else {
        return;
    };
    let rest = Tokens { first: comma + 1, end: source.end };
    let person = |i: u32| block.name_at(i).is_some_and(|(_, kind)| kind == EntityKind::Person);
    if (rest.first..rest.end).any(person) {
        claim.source = Some(rest);
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
        relatives(&block, &mut claims);
        let said = |t: Tokens| block.span(t).text(text).to_owned();
        (claims[0].source.map(said).unwrap_or_default(), said(claims[0].content[0]))
    }

    #[test]
    fn the_clause_ends_at_its_comma() {
        let text = "Lee, who warned of higher prices, will meet them.";
        assert_eq!(mended(text, (2, 3), (3, 4), (4, 11)).1, "of higher prices");
        let text = "Lee, who said the ward was full, will retire.";
        assert_eq!(mended(text, (2, 3), (3, 4), (4, 11)).1, "the ward was full");
        let text = "Lee, who said prices, once low, will rise.";
        assert_eq!(mended(text, (2, 3), (3, 4), (4, 11)).1, "prices, once low, will rise");
    }

    #[test]
    fn the_nearest_subject_speaks() {
        let text = "Lee, who won towns most analysts believed would stay.";
        assert_eq!(mended(text, (0, 7), (7, 8), (8, 10)).0, "most analysts");
        let text = "Lee, who led the party, said it would stay.";
        assert_eq!(mended(text, (0, 7), (7, 8), (8, 11)).0, "Lee, who led the party,");
    }
}
