//! What no reader would take for an attribution is none.
//!
//! Problem: the network finds cues of an open class, and on pages that are no tidy articles (sign-up
//! boxes, product texts, captions) it takes other verbs for cues and half noun phrases for sources.
//! Policy: precision before recall. A cue needs a word that can attribute (`cues`) or words in
//! quotation marks behind it; a source must be able to end where it ends; whoever writes "I", "we" or "you"
//! outside a quotation attributes nothing to a third party; "this" and "there" say nothing; an order to the
//! reader is none. Nothing is kept here.

use super::cues;
use super::deeds::deed;
use super::link::{Linked, Tokens};
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::entities::EntityKind;
use crate::entities::roles::{is_body, is_people, is_person_role};

/// Words that cannot end a noun phrase.
const OPEN_ENDED: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "for", "from", "by", "with", "to", "and", "or", "but", "that",
    "as", "if", "when", "while", "because", "than", "his", "its", "their", "our", "my", "your", "is", "was",
    "are", "were", "there", "(", "[", "-", "–", "—",
];

/// Whether `claim` can be an attribution; its source is mended or taken away.
pub(super) fn sound(block: &Prepared<'_>, claim: &mut Linked) -> bool {
    let Some(cue) = claim.cue else { return true };
    if empty(block, claim, cue) || relative(block, claim, cue) {
        return false;
    }
    if !quotes(block, claim)
        && (!(can_attribute(block, cue) || puts(block, claim, cue) || reports(block, claim, cue))
            || narrates(block, claim, cue)
            || bare(block, claim, cue)
            || deed(block, claim, cue)
            || phrase(block, claim, cue))
    {
        return false;
    }
    if let Some(source) = &mut claim.source {
        while source.end > source.first && OPEN_ENDED.contains(&block.word(source.end - 1)) {
            source.end -= 1;
        }
        if !(source.first..source.end).any(|i| block.tokens.get(i as usize).is_some_and(|t| t.is_word())) {
            claim.source = None;
        }
    }
    !orphan(block, claim, cue)
}

/// A verb in the active that no one is the subject of, over words that nobody is quoted with: the end of another
/// sentence's verb, or a heading's own words ("what he saw, described").
fn orphan(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let word = |i: u32| block.word(i);
    let told = (cue.first.saturating_sub(1)..cue.end).any(|i| {
        is_be(word(i))
            || cues::is_noun_cue(word(i))
            || cues::is_hedge(word(i))
            || among!(
                word(i),
                ":" | "according"
                    | "citing"
                    | "per"
                    | "account"
                    | "words"
                    | "telling"
                    | "by"
                    | "get"
                    | "gets"
                    | "got"
            )
    });
    claim.source.is_none() && !quotes(block, claim) && !told
}

/// Whether a word of the cue attributes, or is a sign that does.
fn can_attribute(block: &Prepared<'_>, cue: Tokens) -> bool {
    (cue.first..cue.end).map(|i| block.word(i)).any(|word| {
        cues::verb(word).is_some()
            || cues::is_noun_cue(word)
            || among!(
                word,
                "reportedly" | "allegedly" | "purportedly" | "supposedly" | "apparently" | "ostensibly"
            )
            || among!(word, ":" | "according" | "citing" | "per" | "account" | "words" | "telling")
    })
}

/// "Yodelled that he was late": somebody, a verb of any kind and a clause with "that" or "whether" right behind it. Which
/// verbs take such a clause no list can hold. Behind a noun ("kept the coat that he had left") the clause is the noun's.
fn reports(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let last = block.word(cue.end - 1);
    ["ed", "s", "ing"].iter().any(|ending| last.ends_with(ending))
        && claim.source.is_some_and(|source| source.end <= cue.first)
        && matches!(block.word(cue.end), "that" | "whether")
        && claim.content.first().is_some_and(|content| content.first == cue.end && content.len() > 2)
        && !points(block, cue.end)
}

/// "Bans cameras that “remembered” faces": behind a noun, and a verb that is no one's word, the clause is the noun's, whatever
/// it quotes.
fn relative(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let Some(content) = claim.content.first().filter(|content| content.first > cue.end) else { return false };
    block.is(content.first, "that")
        && !can_attribute(block, cue)
        && (cue.end..content.first).all(|i| block.tokens.get(i as usize).is_some_and(|t| t.is_word()))
}

/// Whether the "that" at `i` points at the noun behind it: "opens that tour on Monday" has no clause, for nothing in it can
/// be a verb.
pub(super) fn points(block: &Prepared<'_>, i: u32) -> bool {
    let (_, end) = block.sentence_of(i);
    let can_be_verb = |k: u32| {
        let word = block.word(k);
        cues::is_auxiliary(word)
            || block.verbs.get(k as usize).is_some_and(Option::is_some)
            || (word.len() > 3
                && ["ed", "s", "'d", "n't"].iter().any(|ending| word.ends_with(ending))
                && block.name_at(k).is_none())
            || among!(
                word,
                "can" | "must" | "may" | "came" | "went" | "took" | "got" | "made" | "'s" | "'re" | "'ll"
            )
    };
    block.is(i, "that") && !(i + 2..end).any(can_be_verb)
}

/// "Puts the cost at 4 million", "put the number at three".
fn puts(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let at = |t: &Tokens| (t.first + 1..t.end).any(|i| block.is(i, "at"));
    // "Put to sea at dawn" puts nothing at a figure.
    matches!(block.word(cue.end - 1), "put" | "puts")
        && claim.content.iter().any(|t| at(t) && !among!(block.word(t.first), "to" | "in" | "on" | "out"))
}

/// Whether the words are a formula that says nothing: "declined to comment", "accounts for", "all told", "his shows".
fn empty(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let word = |i: u32| block.word(i);
    let last = word(cue.end - 1);
    let first = claim.content.first().map_or(cue.end, |t| t.first);
    let before = cue.first.checked_sub(1).map_or("", word);
    let comment = (cue.first..cue.end.max(first + 2).min(cue.end + 4))
        .any(|i| matches!(word(i), "declined" | "refused") && (i..i + 3).any(|k| word(k) == "comment"));
    let counts = among!(last, "account" | "accounts" | "accounted") && word(cue.end) == "for";
    let told = before == "all" && word(cue.first) == "told";
    // "Berlanti's shows": what is owned is a thing, unless the noun itself attributes ("Lee's claim").
    let owner = match before {
        "it's" | "he's" | "she's" | "that's" | "there's" | "what's" | "who's" => false,
        word => word.ends_with("'s") || among!(word, "your" | "his" | "their" | "our" | "my" | "its"),
    };
    let cued = word(cue.first);
    let alone = cue.len() == 1 || cues::is_auxiliary(word(cue.first + 1));
    let owned = owner && alone && cued.ends_with('s') && !cues::is_noun_cue(cued);
    let nothing = claim.source.is_none()
        && !cues::is_noun_cue(last)
        && claim.content.iter().map(|t| t.len()).sum::<u32>() < 2
        && !quotes(block, claim);
    // "Two men called Bolamba" says what they are called.
    let name = among!(last, "called" | "named" | "dubbed" | "nicknamed")
        && claim.content.len() == 1
        && claim.content.iter().all(|t| (t.first..t.end).all(|i| block.is_capital(i)));
    // "Has made no comment on reports that".
    let mute = (cue.first..cue.end.saturating_sub(1)).any(|i| word(i) == "no" && word(i + 1) == "comment")
        && !quotes(block, claim);
    comment || mute || counts || told || owned || name || nothing
}

/// Whether a block begins with a phrase and a colon that gives the word to nobody: "Little Relief for Refugees: the
/// crisis is", where neither a person, a body nor a document stands before the colon.
fn phrase(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let Some(source) = claim.source.filter(|s| s.first == 0) else { return false };
    let voice = |i: u32| {
        let word = block.word(i);
        let named = block
            .name_at(i)
            .is_some_and(|(_, kind)| matches!(kind, EntityKind::Person | EntityKind::Organisation));
        named
            || is_person_role(word)
            || is_people(word)
            || is_body(word)
            || among!(
                word,
                "he" | "she"
                    | "they"
                    | "poll"
                    | "polls"
                    | "survey"
                    | "study"
                    | "report"
                    | "letter"
                    | "lawsuit"
            )
    };
    cue.len() == 1 && block.is(cue.first, ":") && !(source.first..source.end).any(voice)
}

/// Whether it is the writer's own voice: "I think that", "this means that", "there's a", "Think about that".
fn narrates(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let outside = |i: u32| block.quoted.get(i as usize).is_none_or(|q| *q == Quoted::No);
    let own = |i: u32| {
        outside(i)
            && among!(
                block.word(i),
                "i" | "we" | "you" | "this" | "that" | "there" | "there's" | "what" | "nothing" | "nobody"
            )
    };
    if let Some(source) = claim.source {
        // "Who thought of that?" asks the reader.
        let asks = among!(block.word(source.first), "who" | "which" | "how")
            && block.sentence_of(source.first).0 == source.first;
        let alone = source.len() == 1;
        return (alone && (asks || own(source.first)))
            || among!(block.word(source.first), "there" | "there's" | "here" | "here's")
            || tells_reader(block, claim);
    }
    let (sentence, _) = block.sentence_of(cue.first);
    let word = block.word(cue.first);
    let order = (cue.first == sentence || block.is(cue.first - 1, "("))
        && cues::verb(word).is_some()
        && !cues::is_noun_cue(word)
        && !["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    // "There is no suggestion that" attributes by its noun.
    if (cue.first..cue.end).any(|i| cues::is_noun_cue(block.word(i))) {
        return false;
    }
    let subject = || (cue.first.max(sentence + 1) - 1..cue.end).any(own);
    order || (outside(cue.first) && subject())
}

/// "This article tells you how": whoever is addressed as "you" outside a quotation reads, and the writer speaks.
fn tells_reader(block: &Prepared<'_>, claim: &Linked) -> bool {
    claim.content.first().is_some_and(|t| {
        block.is(t.first, "you")
            && claim.cue.is_some_and(|cue| {
                t.first == cue.end
                    && among!(block.word(cue.end - 1), "tell" | "tells" | "show" | "shows" | "ask" | "asks")
            })
    })
}

/// Whether the cue is a verb that attributes only when a clause follows ("posted that"), and none does: "posted the
/// licence back", "accepted a slice of cake", "accounts for half of it".
fn bare(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let weak = |word: &str| {
        cues::bases(word).any(|base| {
            among!(
                base.as_str(),
                "speak"
                    | "post"
                    | "write"
                    | "account"
                    | "accept"
                    | "read"
                    | "draw"
                    | "teach"
                    | "let"
                    | "hold"
                    | "serve"
                    | "list"
                    | "sign"
                    | "paint"
                    | "pen"
                    | "publish"
                    | "back"
                    | "run"
                    | "frame"
                    | "stand"
                    | "test"
                    | "approve"
                    | "discuss"
                    | "measure"
                    | "record"
                    | "document"
                    | "shout"
                    | "welcome"
                    | "show"
                    | "respond"
            )
        })
    };
    let verbs: Vec<&str> =
        (cue.first..cue.end).map(|i| block.word(i)).filter(|w| cues::verb(w).is_some()).collect();
    let written = claim.source.is_some_and(|s| (s.first..s.end).any(|i| cues::is_document(block.word(i))));
    let clause = |t: &Tokens| {
        among!(
            block.word(t.first),
            "that"
                | "to"
                | "whether"
                | "how"
                | "why"
                | "what"
                | "who"
                | "if"
                | "he"
                | "she"
                | "it"
                | "they"
                | "there"
                | "we"
                | "i"
        )
    };
    // "Spoke of a flash" attributes: the preposition makes it what was said.
    let of = matches!(block.word(cue.end - 1), "of" | "out");
    cue.len() <= 2
        && !of
        && !written
        && !verbs.is_empty()
        && verbs.iter().all(|w| weak(w))
        && claim.content.iter().all(|t| t.first >= cue.end && !clause(t))
}

/// Whether part of the content stands in quotation marks.
fn quotes(block: &Prepared<'_>, claim: &Linked) -> bool {
    let mut content = claim.content.iter().flat_map(|t| t.first..t.end);
    content.any(|i| block.quoted.get(i as usize) == Some(&Quoted::Inside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn check(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> Option<Linked> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let mut claim =
            Linked { source: Some(tokens(source)), cue: Some(tokens(cue)), content: vec![tokens(content)] };
        sound(&block, &mut claim).then_some(claim)
    }

    #[test]
    fn a_verb_that_attributes_nothing_is_no_cue() {
        assert_eq!(check("The model loses the old look.", (0, 2), (2, 3), (3, 6)), None);
        assert!(check("The model loses “its old look”.", (0, 2), (2, 3), (3, 8)).is_some());
        assert!(check("The board says the quay is old.", (0, 2), (2, 3), (3, 7)).is_some());
        assert!(check("The board puts the cost at 4 million.", (0, 2), (2, 3), (3, 8)).is_some());
        assert_eq!(check("The board puts the cat out.", (0, 2), (2, 3), (3, 6)), None);
        assert_eq!(check("The board put to sea at dawn.", (0, 2), (2, 3), (3, 7)), None);
    }

    #[test]
    fn a_clause_behind_any_verb_is_reported_and_behind_a_noun_is_not() {
        assert!(check("The cook yodelled that the egg was off.", (0, 2), (2, 3), (3, 8)).is_some());
        assert_eq!(check("The cook boiled the egg again.", (0, 2), (2, 3), (3, 6)), None);
        assert_eq!(check("The cook opens that tour in Portugal.", (0, 2), (2, 3), (3, 7)), None);
        assert_eq!(check("The cook kept the coat that he had.", (0, 2), (2, 5), (5, 8)), None);
        assert_eq!(check("The cook bans eggs that “sang” again.", (0, 2), (2, 3), (4, 9)), None);
        assert!(check("The cook told guests that eggs “sang” again.", (0, 2), (2, 3), (4, 10)).is_some());
    }

    #[test]
    fn the_writers_own_voice_is_no_attribution() {
        assert_eq!(check("We think the quay is old.", (0, 1), (1, 2), (2, 6)), None);
        assert_eq!(check("This means that it is old.", (0, 1), (1, 2), (2, 6)), None);
        assert!(check("She thinks the quay is old.", (0, 1), (1, 2), (2, 6)).is_some());
        assert!(check("We said “the quay is old”.", (0, 1), (1, 2), (2, 8)).is_some());
    }

    #[test]
    fn a_verb_that_needs_a_clause_attributes_no_thing() {
        assert_eq!(check("She posted a letter home.", (0, 1), (1, 2), (2, 5)), None);
        assert!(check("She posted that it was old.", (0, 1), (1, 2), (2, 6)).is_some());
        assert!(check("The survey showed a gain.", (0, 2), (2, 3), (3, 5)).is_some());
    }

    #[test]
    fn a_source_that_ends_in_the_middle_is_cut_or_goes() {
        let cut = check("Ann Lee of the said it rained.", (0, 4), (4, 5), (5, 7)).unwrap();
        assert_eq!(cut.source, Some(Tokens { first: 0, end: 2 }));
    }

    #[test]
    fn an_active_verb_without_a_subject_attributes_nothing() {
        assert_eq!(check("The said it rained.", (0, 1), (1, 2), (2, 4)), None);
        assert!(check("The is said to be old.", (0, 1), (1, 4), (4, 6)).is_some());
    }

    #[test]
    fn what_a_thing_is_called_is_no_claim() {
        assert_eq!(check("Two men called Bolamba Mase.", (0, 2), (2, 3), (3, 5)), None);
        assert!(check("Two men called it a sham.", (0, 2), (2, 3), (3, 6)).is_some());
    }

    #[test]
    fn a_phrase_before_a_colon_says_nothing() {
        assert_eq!(check("Relief for refugees: the crisis is old.", (0, 3), (3, 4), (4, 8)), None);
        assert!(check("Harbour officials: the quay is old.", (0, 2), (2, 3), (3, 7)).is_some());
    }
}
