//! Words of speech with which nothing is said: "without explaining", "said nothing", "asked not to be named".
//!
//! Problem: denial of speech, questions that only lead to their answer and formulas of anonymity look like claims. Policy:
//! each is told by its grammar and says nothing, or not yet; words in quotation marks are left alone by the caller. Nothing
//! is kept here.

use super::cues;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;

/// Whether a claim of `cue` that quotes nothing leaves unsaid what would be its content.
pub(super) fn unsaid(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    withheld(block, claim, cue)
        || silent(block, cue, content)
        || unmentioned(block, cue, content)
        || answers_to(block, cue, content)
        || claim_for(block, cue, content)
        || anonymity(block, cue, content)
        || stands(block, cue)
}

/// "The chairman stood down", "stands by the door": a verb of place, unless it is a word that one stands by.
fn stands(block: &Prepared<'_>, cue: Tokens) -> bool {
    let last = cue.end - 1;
    among!(block.word(last), "down" | "aside" | "up")
        && last > cue.first
        && among!(block.word(last - 1), "stood" | "stand" | "stands" | "standing")
}

/// "Without explaining", "had not been told whether", "if confirmed", "is blamed": nothing is said, or not yet.
fn withheld(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let words = || (cue.first..cue.end).map(|i| block.word(i));
    let last = block.word(cue.end - 1);
    // "Asked whether it would close, Lee said": the question only leads to the answer.
    let (sentence, _) = block.sentence_of(cue.first);
    let leads = claim.source.is_none() && cue.first == sentence && cue.len() == 1 && last == "asked";
    // "Had a long answer to that": what was said is not there.
    let content = claim.content.first().copied().unwrap_or(cue);
    let pointed = claim.content.len() == 1
        && content.len() == 1
        && cues::verb(last).is_none()
        && among!(block.word(content.first), "that" | "this" | "it" | "so" | "them");
    // "What each side argues, and what the evidence supports" are two clauses.
    let coordinated = content.first == cue.end + 1
        && block.is(cue.end, ",")
        && among!(block.word(content.first), "and" | "or" | "but");
    let without = words().any(|w| w == "without");
    let untold = last == "told"
        && words().any(cues::is_negation)
        && words().any(|w| among!(w, "been" | "was" | "were" | "is" | "are"));
    let condition =
        claim.source.is_none() && among!(block.word(cue.first), "if" | "when" | "once" | "unless");
    let be = cue.len() > 1 && among!(block.word(cue.end - 2), "is" | "are" | "was" | "were" | "be" | "been");
    let behind = block.word(cue.end);
    let accused = matches!(last, "blamed" | "accused")
        && be
        && !among!(behind, "for" | "of" | "on" | "by" | "in" | "as" | "with");
    leads || pointed || coordinated || without || untold || condition || accused
}

/// "Said nothing for a minute": nothing is said.
fn silent(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let says = |word: &str| among!(word, "said" | "says" | "say" | "saying");
    let inside =
        (cue.first..cue.end).any(|k| says(block.word(k)) && block.is(k + 1, "nothing") && k + 1 < cue.end);
    inside || content.first == cue.end && says(block.word(cue.end - 1)) && block.is(content.first, "nothing")
}

/// "The contract did not mention it".
fn unmentioned(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    matches!(block.word(cue.end - 1), "mention" | "mentioned")
        && (cue.first..cue.end).any(|i| cues::is_negation(block.word(i)))
        && content.len() == 1
        && among!(block.word(content.first), "it" | "that" | "this" | "them" | "him" | "her")
}

/// "Reports to eleven governments": whom somebody answers to, unless a verb stands there ("is reported to have left").
fn answers_to(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let whom = content.first + 1;
    let behind = || (content.first..content.end).any(|i| block.is(i, "that"));
    (among!(block.word(cue.end - 1), "report" | "reports" | "answers")
        || block.is(cue.end - 1, "reported") && cue.len() == 1 && !behind())
        && block.is(content.first, "to")
        && (block.is_capital(whom)
            || block.word(whom).starts_with(|c: char| c.is_ascii_digit())
            || among!(
                block.word(whom),
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "no"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "eleven"
                    | "twelve"
                    | "several"
                    | "many"
            ))
}

/// "His claim for damages", "a call for the doctor": what is asked for is no statement.
fn claim_for(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    cue.len() == 1
        && content.first == cue.end
        && block.is(content.first, "for")
        && matches!(block.word(cue.first), "claim" | "claims")
        && cue.first.checked_sub(1).is_some_and(|i| {
            among!(block.word(i), "a" | "an" | "the" | "his" | "her" | "their" | "its" | "'s")
        })
}

/// "Asked not to be named", "begged us to keep their names out of it", "spoke on condition of anonymity": how somebody
/// wants to stay unknown is not what they have to say.
fn anonymity(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let asks = (cue.first..cue.end).any(|i| {
        cues::bases(block.word(i)).any(|b| {
            among!(b.as_str(), "ask" | "beg" | "request" | "speak" | "insist" | "demand" | "prefer" | "plead")
        })
    });
    let near = cue.first..content.end.min(content.first + 10);
    let named = near.clone().any(|i| {
        among!(block.word(i), "named" | "identified" | "quoted")
            && (i.saturating_sub(4)..i).any(|k| matches!(block.word(k), "not" | "n't"))
    });
    let kept = near.clone().any(|i| {
        (block.is(i, "anonymity") && matches!(block.word(i.saturating_sub(1)), "of" | "for"))
            || (matches!(block.word(i), "name" | "names") && block.is(i + 1, "out") && block.is(i + 2, "of"))
    });
    asks && (named || kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn is_unsaid(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> bool {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let source = Some(tokens(source)).filter(|s| !s.is_empty());
        let claim = Linked { source, cue: Some(tokens(cue)), content: vec![tokens(content)] };
        unsaid(&block, &claim, tokens(cue), tokens(content))
    }

    #[test]
    fn nothing_is_said() {
        for (text, source, cue, content) in [
            ("She left without explaining how it works.", (0, 1), (1, 4), (4, 7)),
            ("They had not been told whether it works.", (0, 0), (1, 5), (5, 8)),
            ("She said nothing for a minute.", (0, 1), (1, 2), (2, 6)),
            ("The contract did not mention it.", (0, 2), (2, 5), (5, 6)),
            ("The network, which reports to eleven governments.", (3, 4), (4, 5), (5, 8)),
            ("Staff reported to their desks at ten.", (0, 1), (1, 2), (2, 7)),
            ("His claim for damages was settled.", (0, 0), (1, 2), (2, 6)),
            ("One who asked not to be named because it is late.", (1, 2), (2, 3), (3, 11)),
            ("Amid claims that it leaks, he stood down.", (6, 7), (7, 9), (0, 5)),
            ("Two begged us to keep their names out of it.", (0, 1), (1, 2), (3, 10)),
            ("All spoke on condition of anonymity.", (0, 1), (1, 2), (2, 6)),
        ] {
            assert!(is_unsaid(text, source, cue, content), "{text}");
        }
    }

    #[test]
    fn something_is_said() {
        for (text, source, cue, content) in [
            ("He said nobody had been named.", (0, 1), (1, 2), (2, 6)),
            ("She asked who had been named.", (0, 1), (1, 2), (2, 6)),
            ("The contract did not mention the fish.", (0, 2), (2, 5), (5, 7)),
            ("He is reported to have left.", (0, 1), (1, 3), (3, 6)),
            ("His claim that it rained was false.", (0, 1), (1, 2), (2, 5)),
        ] {
            assert!(!is_unsaid(text, source, cue, content), "{text}");
        }
    }
}
