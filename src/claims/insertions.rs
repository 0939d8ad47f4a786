//! Words set between a subject and its verb: "the costumes, wrote Lee, are dull", "an aide who was not allowed to speak said".
//!
//! Problem: the network reads on over what is set between, so the subject of what is said is given the words ("the costumes wrote"),
//! a formula of anonymity becomes part of the cue, or a content ends at the comma of another source. Policy: a verb of speech with
//! somebody behind it between two commas is a speaker's; what a person may not do belongs to who she is; "that" alone is no content.
//! Owns nothing.

use super::constructions::trim;
use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::patients::{subject, whole_subject};
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::voices::speaks;
use crate::entities::EntityKind;

/// Mends the claims of `claims` that what is set between has led astray.
pub(super) fn insertions(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for claim in claims.iter_mut() {
        anonymous(block, claim);
        whose(block, claim);
        inverted(block, claim);
        resumed(block, claim);
    }
    lone_that(block, claims);
    remarked(block, claims);
    put_so(block, claims);
    quoting(block, claims);
}

/// "The ferry will stop, its owner says, | unless the fee goes": the condition belongs to what is said.
fn resumed(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source), [said]) = (claim.cue, claim.source, claim.content.as_slice()) else {
        return;
    };
    let between = said.end + 1 == source.first
        && block.is(said.end, ",")
        && source.end == cue.first
        && block.is(cue.end, ",");
    let first = cue.end + 1;
    let condition = among!(block.word(first), "unless" | "if" | "until" | "because" | "although" | "though");
    let (sentence, end) = block.sentence_of(cue.first);
    let plain = (said.first..end).all(|k| block.quoted.get(k as usize).is_none_or(|q| *q == Quoted::No));
    if between && condition && plain && said.first >= sentence {
        claim.content.push(trim(block, Tokens { first, end }));
    }
}

/// "An aide who was not allowed to speak | said": the formula tells who she is.
fn anonymous(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    let formula = (cue.first..cue.end.saturating_sub(3)).any(|k| {
        among!(block.word(k), "authorised" | "authorized" | "allowed" | "permitted" | "cleared" | "entitled")
            && block.is(k + 1, "to")
            && among!(block.word(k + 2), "speak" | "talk" | "comment" | "discuss" | "brief")
    });
    let verb = cue.end - 1;
    let class = block.verbs.get(verb as usize).copied().flatten();
    let says = matches!(class, Some(CueClass::Say | CueClass::State))
        && !among!(block.word(verb), "speak" | "talk" | "comment" | "discuss" | "brief");
    if formula && says && source.end == cue.first && block.is(source.end - 1, "who") {
        claim.source = Some(Tokens { first: source.first, end: verb });
        claim.cue = Some(Tokens { first: verb, end: cue.end });
    }
}

/// "Ruiz, whose lawyer | says he is innocent, did not speak": the lawyer says it, and the sentence goes on with its own verb.
fn whose(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    let inside = (source.first..source.end)
        .find(|k| block.is(*k, "whose") && (*k == source.first || block.is(*k - 1, ",")));
    let Some(first) = inside.filter(|k| {
        source.end == cue.first && source.end - k <= 4 && !(*k..source.end).any(|k| block.is(k, ","))
    }) else {
        return;
    };
    claim.source = Some(Tokens { first, end: source.end });
    let Some(piece) = claim.content.iter_mut().find(|t| t.first >= cue.end) else { return };
    let own = |k: &u32| {
        let next = block.word(*k + 1);
        block.is(*k, ",")
            && (cues::is_auxiliary(next) || super::topics::is_past(next) || next.ends_with("ed"))
    };
    if let Some(comma) = (piece.first + 1..piece.end).find(own) {
        piece.end = comma;
    }
}

/// "The costumes, wrote Lee, are dull": Lee did.
fn inverted(block: &Prepared<'_>, claim: &mut Linked) {
    let (Some(cue), Some(source)) = (claim.cue, claim.source) else { return };
    // Of these verbs nobody is the object: "told the board, its owner,".
    let says = cue.len() == 1
        && among!(
            block.word(cue.first),
            "said"
                | "says"
                | "wrote"
                | "writes"
                | "argued"
                | "argues"
                | "added"
                | "adds"
                | "noted"
                | "thinks"
                | "thought"
        );
    // "Its leader, Ann Lee, said": what stands between commas of its own is the subject.
    let apposed = (source.first..source.end).any(|k| block.is(k, ","))
        || source.first.checked_sub(1).is_some_and(|k| matches!(block.word(k), "," | ")"));
    let before = source.end + 1 == cue.first && block.is(source.end, ",");
    if !says || !before || apposed || block.quoted.get(cue.first as usize) != Some(&Quoted::No) {
        return;
    }
    let (sentence, end) = block.sentence_of(cue.first);
    let close = (cue.end + 1..end.min(cue.end + 7)).find(|k| block.is(*k, ","));
    let Some(close) = close else { return };
    let behind = Tokens { first: cue.end, end: close };
    let named = block.name_at(cue.end).is_some_and(|(name, kind)| {
        name == behind && matches!(kind, EntityKind::Person | EntityKind::Organisation)
    });
    let determined =
        among!(block.word(cue.end), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one");
    let rest = trim(block, Tokens { first: close + 1, end });
    if !(named || determined && speaks(block, behind)) || rest.is_empty() || source.first < sentence {
        return;
    }
    claim.source = Some(behind);
    claim.content.retain(|t| !t.overlaps(source) && !t.overlaps(behind));
    claim.content.insert(0, source);
    if claim.content.len() == 1 {
        claim.content.push(rest);
    }
}

/// "She said that, according to the report, it was late": what is said goes on behind the other source.
fn lone_that(block: &Prepared<'_>, claims: &mut [Linked]) {
    for i in 0..claims.len() {
        let [only] = claims[i].content.as_slice() else { continue };
        let only = *only;
        let alone = only.len() == 1 && block.is(only.first, "that") && block.is(only.end, ",");
        let (_, end) = block.sentence_of(only.first);
        let other = claims
            .iter()
            .any(|c| c.cue.is_some_and(|cue| cue.first == only.end + 1 && block.is(cue.first, "according")));
        if alone && other && claims[i].cue.is_some_and(|cue| cue.end <= only.first) {
            claims[i].content = vec![trim(block, Tokens { first: only.first, end })];
        }
    }
}

/// "The sale, the memo makes clear, is off", "it was old, he let slip": phrases that attribute only in such a place, or with a
/// clause behind them.
fn remarked(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 2..block.tokens.len() as u32 {
        let close = match (block.word(i), block.word(i + 1)) {
            ("made" | "makes", "plain" | "clear")
            | ("let" | "lets", "slip" | "on")
            | ("went" | "goes", "on") => i + 2,
            ("reckons" | "reckoned" | "figures" | "figured", _) => i + 1,
            _ => continue,
        };
        let (sentence, end) = block.sentence_of(i);
        let outside = (sentence..end).all(|k| block.quoted.get(k as usize) == Some(&Quoted::No));
        let Some(source) = subject(block, i).filter(|s| outside && s.first > sentence + 1) else { continue };
        let paper = (source.first..source.end).any(|k| cues::is_document(block.word(k)));
        let set_off = block.is(source.first - 1, ",") && source.end == i && (speaks(block, source) || paper);
        if !set_off || !(matches!(block.word(close), "," | ".") || close >= end) {
            continue;
        }
        let before = trim(block, Tokens { first: sentence, end: source.first - 1 });
        let behind = Tokens { first: (close + 1).min(end), end };
        let mut content = vec![before];
        if block.is(close, ",") {
            content.push(trim(block, behind));
        }
        content.retain(|t| !t.is_empty());
        let cue = Tokens { first: i, end: close };
        let words: u32 = content.iter().map(|t| t.len()).sum();
        // A claim with a cue of its own there knows better.
        let taken = |c: &Linked| {
            c.cue.is_some_and(|t| t.overlaps(cue)) || content.iter().chain([&source]).any(|t| c.touches(*t))
        };
        if words >= 3 && !claims.iter().any(taken) {
            claims.push(Linked { source: Some(source), cue: Some(cue), content });
        }
    }
}

/// "The owner puts it differently: the storm was early": behind the colon stands how it is put.
fn put_so(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        let put = matches!(block.word(i), "put" | "puts") && block.is(i + 1, "it");
        let colon = match (block.word(i + 2), block.word(i + 3)) {
            ("differently" | "simply" | "bluntly" | "plainly" | "thus" | "so", ":") => i + 3,
            ("this" | "another", "way") if block.is(i + 4, ":") => i + 4,
            _ => continue,
        };
        let (_, end) = block.sentence_of(i);
        let Some(source) = whole_subject(block, i).filter(|s| put && speaks(block, *s)) else { continue };
        let content = trim(block, Tokens { first: colon + 1, end: end.max(colon + 1) });
        let parts = [source, Tokens { first: i, end: colon }, content];
        if content.len() >= 3 && !claims.iter().any(|c| parts.iter().any(|t| c.touches(*t))) {
            claims.push(Linked { source: Some(source), cue: Some(parts[1]), content: vec![content] });
        }
    }
}

/// "The paper quoted an aide as saying that": two claims, the paper's and the aide's.
fn quoting(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 0..claims.len() {
        let (Some(cue), Some(source)) = (claims[i].cue, claims[i].source) else { continue };
        let saying =
            cue.len() == 2 && block.is(cue.first, "as") && block.word(cue.first + 1).ends_with("ing");
        let Some(verb) = source.first.checked_sub(1).filter(|_| saying && source.end == cue.first) else {
            continue;
        };
        if !among!(block.word(verb), "quoted" | "quotes" | "cited" | "cites") {
            continue;
        }
        let outer = Tokens { first: verb, end: verb + 1 };
        claims[i].cue = Some(Tokens { first: cue.first + 1, end: cue.end });
        let Some(paper) = whole_subject(block, verb) else { continue };
        if !claims.iter().any(|c| c.touches(outer)) {
            let content = claims[i].content.clone();
            claims.push(Linked { source: Some(paper), cue: Some(outer), content });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown::{self, claim};

    fn found(text: &str, before: &[Linked]) -> Vec<String> {
        shown::found(text, before, insertions)
    }

    #[test]
    fn a_condition_goes_on_with_what_is_said() {
        let before = [claim((4, 6), (6, 7), (0, 3))];
        let text = "Ferries will stop, its owner says, unless it pays.";
        assert_eq!(found(text, &before), ["its owner | says | Ferries will stop … unless it pays"]);
        let text = "Ferries will stop, its owner says, and it pays.";
        assert_eq!(found(text, &before), ["its owner | says | Ferries will stop"]);
    }

    #[test]
    fn a_formula_of_anonymity_belongs_to_its_source() {
        assert_eq!(
            found(
                "An aide who was not allowed to speak said it was late.",
                &[claim((0, 3), (3, 9), (9, 12))]
            ),
            ["An aide who was not allowed to speak | said | it was late"]
        );
        assert_eq!(
            found("An aide who was asked to speak said it was late.", &[claim((0, 3), (3, 8), (8, 11))]),
            ["An aide who | was asked to speak said | it was late"]
        );
    }

    #[test]
    fn whose_lawyer_says_it_the_lawyer_says() {
        assert_eq!(
            found("Ruiz, whose lawyer says he was asleep, did not speak.", &[claim((0, 4), (4, 5), (5, 12))]),
            ["whose lawyer | says | he was asleep"]
        );
        assert_eq!(
            found("Ruiz, whose lawyer was late, says he was asleep.", &[claim((0, 6), (7, 8), (8, 11))]),
            ["Ruiz, whose lawyer was late | says | he was asleep"]
        );
    }

    #[test]
    fn who_stands_behind_the_verb_between_commas_speaks() {
        assert_eq!(
            found("The hats, wrote the critic, are dull.", &[claim((0, 2), (3, 4), (7, 9))]),
            ["the critic | wrote | The hats … are dull"]
        );
        assert_eq!(
            found("The critic, said to be late, is dull.", &[claim((0, 2), (3, 4), (4, 7))]),
            ["The critic | said | to be late"]
        );
        assert_eq!(
            found("The clerk, Lee, said the judge, his uncle, is dull.", &[claim((0, 4), (5, 6), (6, 14))]),
            ["The clerk, Lee | said | the judge, his uncle, is dull"]
        );
    }

    #[test]
    fn that_alone_is_no_content() {
        let other = claim((6, 8), (4, 6), (9, 12));
        assert_eq!(
            found(
                "She said that, according to the report, it was late.",
                &[claim((0, 1), (1, 2), (2, 3)), other]
            )[0],
            "She | said | that, according to the report, it was late"
        );
    }

    #[test]
    fn a_remark_may_stand_between_commas() {
        for (text, claim) in [
            ("The sale, the memo makes clear, is off.", "the memo | makes clear | The sale … is off"),
            ("The quay was old, he let slip.", "he | let slip | The quay was old"),
            (
                "The mayor puts it differently: the quay was old.",
                "The mayor | puts it differently | the quay was old",
            ),
        ] {
            assert_eq!(found(text, &[]), [claim]);
        }
        for text in ["The feast, by the way, went on.", "The quay was old, the storm made clear."] {
            assert!(found(text, &[]).is_empty(), "{text}");
        }
    }

    #[test]
    fn whoever_quotes_says_it_too() {
        assert_eq!(
            found("The paper quoted an aide as saying it was late.", &[claim((3, 5), (5, 7), (7, 10))]),
            ["an aide | saying | it was late", "The paper | quoted | it was late"]
        );
    }
}
