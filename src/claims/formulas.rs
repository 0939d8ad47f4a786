//! Set phrases and plain facts that the words of speech are used for: "rest assured that", "guests may be charged for".
//!
//! Problem: pages are full of orders, prices, permissions and asides of the writer whose words are also those of speech.
//! Policy: each is told by its own words, and nobody speaks in it. Nothing is kept here.

use super::cues;
use super::link::{Linked, Tokens};
use super::passives::is_be;
use super::prepared::Prepared;
use super::quotations::Quoted;
use crate::entities::EntityKind;

/// Whether nobody says the words of `claim`.
pub(super) fn is_formula(block: &Prepared<'_>, claim: &Linked) -> bool {
    claim.cue.zip(claim.content.first()).is_some_and(|(cue, content)| formula(block, claim, cue, *content))
}

fn formula(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    let unquoted = block.quoted.get(cue.first as usize).is_none_or(|q| *q == Quoted::No);
    let last = block.word(cue.end - 1);
    let phrase = match last {
        "assured" => cue.first > 0 && (cue.first - 1..cue.end).any(|i| block.is(i, "rest")),
        "noting" | "remembering" | "mentioning" | "stressing" | "repeating" | "recalling" => {
            (cue.first.saturating_sub(2)..cue.end - 1).any(|i| block.is(i, "worth"))
        }
        "think" => block.is(content.first, "tank"),
        "allowed" | "permitted" | "authorised" | "authorized" => {
            content.first == cue.end && (cue.first.saturating_sub(1)..cue.end).any(|i| is_be(block.word(i)))
        }
        "charged" => block.is(cue.end, "for") && (cue.first..cue.end).any(|i| may_be(block.word(i))),
        "offer" | "offers" | "offered" | "offering" => block.is(cue.end, "that"),
        "maintain" | "maintains" | "maintained" | "maintaining" => keeps(block, content),
        "hope" | "guess" | "bet" => unquoted && wishes(block, cue, content),
        "noted" | "known" | "famed" | "renowned" => block.is(cue.end, "for"),
        "note" => opens_aside(block, cue),
        "called" | "named" | "dubbed" => also_called(block, cue),
        "aka" => true,
        "boast" | "boasts" => among!(block.word(content.first), "a" | "an" | "the" | "some" | "its"),
        "proposed" | "proposes" => to_a_person(block, content),
        _ => false,
    };
    phrase
        || supposed(block, claim, cue)
        || received(block, cue)
        || reminds(block, claim, cue)
        || glossed(block, claim, cue, content)
        || bracketed_colon(block, cue)
        || caused(block, claim, cue)
        || (unquoted && asks_reader(block, cue))
        || before_subordinator(block, claim, cue)
}

/// A verb that leaves open whether it is so.
fn may_be(word: &str) -> bool {
    among!(word, "may" | "might" | "can" | "could" | "will" | "would" | "must" | "should")
}

/// "(Note that …)": the writer turns to the reader.
fn opens_aside(block: &Prepared<'_>, cue: Tokens) -> bool {
    cue.len() == 1
        && cue.first.checked_sub(1).is_some_and(|i| among!(block.word(i), "(" | "[" | "—" | "–" | "-"))
}

/// "Formerly called “The Long Road”": another name of a thing.
fn also_called(block: &Prepared<'_>, cue: Tokens) -> bool {
    (cue.first.saturating_sub(1)..cue.end - 1).any(|i| {
        among!(
            block.word(i),
            "formerly" | "also" | "originally" | "sometimes" | "commonly" | "previously" | "otherwise"
        )
    })
}

/// "Proposed to her on a boat": an offer of marriage.
fn to_a_person(block: &Prepared<'_>, content: Tokens) -> bool {
    let whom = content.first + 1;
    block.is(content.first, "to")
        && (among!(block.word(whom), "her" | "him" | "them" | "me") || block.name_at(whom).is_some())
}

/// "It should be noted that", "it is important to note that": the writer says so.
fn reminds(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let any = |of: &dyn Fn(&str) -> bool| (cue.first..cue.end).any(|i| of(block.word(i)));
    claim.source.is_none()
        && any(&|w| among!(w, "should" | "must" | "important" | "essential" | "worth"))
        && any(&|w| {
            among!(w, "note" | "noted" | "remember" | "remembered" | "recognise" | "recognize" | "stressed")
        })
}

/// "Gosier: maybe the nicest of all": a list explains its names, and a speaker's words would begin anew.
fn glossed(block: &Prepared<'_>, claim: &Linked, cue: Tokens, content: Tokens) -> bool {
    let place = |source: Tokens| {
        block.name_at(source.first).is_some_and(|(name, kind)| kind == EntityKind::Place && name == source)
    };
    cue.len() == 1
        && block.is(cue.first, ":")
        && content.first == cue.end
        && !block.is_capital(content.first)
        && block.tokens.get(content.first as usize).is_some_and(|t| t.is_word())
        && claim.source.is_some_and(place)
}

/// "Drew both praise and criticism": whoever is praised says nothing.
fn received(block: &Prepared<'_>, cue: Tokens) -> bool {
    let gets = |i: u32| {
        cues::bases(block.word(i)).any(|b| {
            among!(
                b.as_str(),
                "draw" | "attract" | "earn" | "receive" | "face" | "win" | "garner" | "spark" | "provoke"
            )
        })
    };
    let verdict =
        |i: u32| among!(block.word(i), "praise" | "criticism" | "condemnation" | "acclaim" | "ridicule");
    let end = cue.end;
    (cue.first..end).any(gets)
        && (cue.first..end).any(verdict)
        && !block.is(end, "from")
        && !block.is(end, "that")
}

/// "(Greek: kosmos)", "(IATA: PHX)": a colon within brackets explains.
fn bracketed_colon(block: &Prepared<'_>, cue: Tokens) -> bool {
    cue.len() == 1 && block.is(cue.first, ":") && {
        let (sentence, end) = block.sentence_of(cue.first);
        let open = (sentence..cue.first).rev().find(|i| matches!(block.word(*i), "(" | ")"));
        open.is_some_and(|i| block.is(i, "(")) && (cue.end..end).any(|i| block.is(i, ")"))
    }
}

/// "If the firm wants to grow, it must": nobody is said to want it.
fn supposed(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let source = claim.source.filter(|s| s.first > 0 && s.end == cue.first);
    let wish =
        |word: &str| among!(word, "want" | "wants" | "wish" | "wishes" | "plan" | "plans" | "hope" | "hopes");
    source.is_some_and(|s| matches!(block.word(s.first - 1), "if" | "unless")) && wish(block.word(cue.first))
}

/// "Fires can be attributed to old wires": the writer gives the cause.
fn caused(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let words = || (cue.first..cue.end).map(|i| block.word(i));
    claim.source.is_none() && words().any(|w| w == "attributed") && words().any(may_be)
}

/// "Maintained a lead": what is kept up is a thing, where nothing in it says what is true of it.
fn keeps(block: &Prepared<'_>, content: Tokens) -> bool {
    matches!(block.word(content.first), "a" | "an")
        && !(content.first..content.end).any(|i| cues::is_auxiliary(block.word(i)))
}

/// "Hope you enjoyed it": the writer greets the reader.
fn wishes(block: &Prepared<'_>, cue: Tokens, content: Tokens) -> bool {
    let (sentence, _) = block.sentence_of(cue.first);
    let opens = cue.first == sentence
        || block.tokens.get(cue.first as usize - 1).is_some_and(|t| !t.is_word())
            && block.before(cue.first) != ",";
    cue.len() == 1 && opens && content.first == cue.end && block.is(content.first, "you")
}

/// "Please tick the box to confirm that": an order to the reader.
fn asks_reader(block: &Prepared<'_>, cue: Tokens) -> bool {
    let (sentence, _) = block.sentence_of(cue.first);
    block.is(sentence, "please") && (sentence..cue.first).all(|i| !block.is(i, ","))
}

/// "He was shown failing to answer when, in fact, he answered": what stands before a subordinating word is not what the
/// words behind it say.
fn before_subordinator(block: &Prepared<'_>, claim: &Linked, cue: Tokens) -> bool {
    let Some(source) = claim.source.filter(|s| s.end <= cue.first) else { return false };
    let Some(before) = claim.content.iter().find(|t| t.end <= source.first) else { return false };
    let behind = claim.content.iter().any(|t| t.first >= cue.end);
    let ends = (before.end.saturating_sub(4).max(before.first)..source.first)
        .any(|i| among!(block.word(i), "when" | "because" | "although" | "though" | "unless"));
    ends && !behind && block.quoted.get(before.end as usize - 1) == Some(&Quoted::No)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    fn is_formula(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> bool {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
        let tokens = |(first, end): (u32, u32)| Tokens { first, end };
        let source = Some(tokens(source)).filter(|s| !s.is_empty());
        let claim = Linked { source, cue: Some(tokens(cue)), content: vec![tokens(content)] };
        formula(&block, &claim, tokens(cue), tokens(content))
    }

    #[test]
    fn nobody_speaks() {
        for (text, source, cue, content) in [
            ("And rest assured that it is safe.", (1, 2), (2, 3), (3, 7)),
            ("It is worth noting that it is old.", (0, 3), (3, 4), (4, 8)),
            ("He runs a think tank.", (0, 3), (3, 4), (4, 5)),
            ("Staff are not allowed to lend keys.", (0, 1), (1, 4), (4, 7)),
            ("Guests may be charged for towels.", (0, 0), (1, 4), (4, 6)),
            ("Fires can be attributed to old wires.", (0, 0), (1, 4), (4, 7)),
            ("It offers that “old” deal to all.", (0, 1), (1, 2), (2, 9)),
            ("Reed has maintained a lead for months.", (0, 1), (1, 3), (3, 7)),
            ("If Reed wants to win, he must run.", (1, 2), (2, 3), (3, 5)),
            ("It was noted for its fine carpets.", (0, 0), (1, 3), (3, 7)),
            ("The islands (note that they are small) are dry.", (0, 2), (3, 4), (4, 8)),
            ("It was formerly called “The Long Road”.", (0, 1), (1, 4), (4, 9)),
            ("Reed proposed to her on a boat.", (0, 1), (1, 2), (2, 7)),
            ("Reed drew both praise for his speech and blame.", (0, 1), (1, 4), (4, 7)),
            ("Athens (Greek: Athina) is old.", (0, 1), (3, 4), (4, 5)),
            ("Port Hutt boasts a fine harbour.", (0, 2), (2, 3), (3, 6)),
            ("It should be noted that it is late.", (0, 0), (0, 4), (4, 8)),
            ("Friday - Hope you slept well.", (0, 1), (2, 3), (3, 6)),
            ("Please tick this to confirm that it fits.", (1, 3), (3, 5), (5, 8)),
            ("It showed him lost when he answered.", (5, 6), (6, 7), (0, 4)),
        ] {
            assert!(is_formula(text, source, cue, content), "{text}");
        }
    }

    #[test]
    fn somebody_speaks() {
        for (text, source, cue, content) in [
            ("He assured them that it is safe.", (0, 1), (1, 2), (3, 7)),
            ("She ended noting that it is old.", (0, 1), (2, 3), (3, 7)),
            ("They think tanks are old.", (0, 1), (1, 2), (2, 5)),
            ("She allowed that it was old.", (0, 1), (1, 2), (2, 6)),
            ("He was charged with theft.", (0, 0), (1, 3), (3, 5)),
            ("She offered to pay.", (0, 1), (1, 2), (2, 4)),
            ("Reed has maintained that he won.", (0, 1), (1, 3), (3, 6)),
            ("He noted that it was old.", (0, 1), (1, 2), (2, 6)),
            ("Reed called it “a sham”.", (0, 1), (1, 2), (2, 7)),
            ("Reed proposed to close the school.", (0, 1), (1, 2), (2, 6)),
            ("Reed: it is late.", (0, 1), (1, 2), (2, 5)),
            ("They hope you sleep well.", (0, 1), (1, 2), (2, 5)),
        ] {
            assert!(!is_formula(text, source, cue, content), "{text}");
        }
    }
}
