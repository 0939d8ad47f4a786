//! Claims of headlines: "Honey to double: beekeepers", "Minister hits back: I never owned a yacht", "Trains ‘back by Friday’".
//!
//! Problem: a headline leaves out cues and articles, so colons and marks tell who says what. Policy: a source behind a colon
//! is a source only when it can speak; an answer before one only with a verb of answering; a quoted predicate only behind a
//! bare noun phrase. Only where the network found nothing. Owns nothing.

use super::cues;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::retorts::{heard, retort};
use super::topics::is_past;
use super::voices::is_trade;
use crate::entities::{EntityKind, roles};
use crate::page::BlockKind;

/// "Honey price to double by spring: beekeepers": who says so stands behind the colon of a headline.
pub(super) fn headline(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    if block.kind != BlockKind::Headline {
        return;
    }
    let n = block.tokens.len() as u32;
    quoted_tail(block, claims);
    let mut colons = (0..n).filter(|i| block.is(*i, ":"));
    let (Some(colon), None) = (colons.next(), colons.next()) else { return };
    let (content, source) = (Tokens { first: 0, end: colon }, Tokens { first: colon + 1, end: n });
    if claims.is_empty() {
        claims.extend(retort(block, colon));
    }
    claims.retain_mut(|claim| {
        claim.cue.is_none_or(|cue| cue.first != colon) || beside_colon(block, claim, colon)
    });
    if content.len() < 3 || source.is_empty() || source.len() > 5 {
        return;
    }
    let named = block.name_at(source.first).is_some_and(|(name, kind)| {
        name.end >= n && matches!(kind, EntityKind::Person | EntityKind::Organisation)
    });
    let cue = Tokens { first: colon, end: colon + 1 };
    if (named || has_word(block, n - 1)) && claims.iter().all(|c| c.cue.is_none_or(|t| t == cue)) {
        claims.clear();
        claims.push(Linked { source: Some(source), cue: Some(cue), content: vec![content] });
    }
}

/// Mends a claim whose cue is the headline's colon, whose source is cut to who it is; whether it is a claim.
fn beside_colon(block: &Prepared<'_>, claim: &mut Linked, colon: u32) -> bool {
    let quoted = claim.content.iter().any(|t| (t.first..t.end).any(|k| block.is_mark(k)));
    let Some(source) = claim.source else { return true };
    let story = |word: &str| {
        among!(word, "inside" | "behind" | "how" | "why" | "what" | "when" | "where" | "from" | "meet")
    };
    if source.first == colon + 1 {
        // "‘We have no plan’: inside a harbour's worst week": what the story is about says nothing.
        if story(block.word(source.first)) {
            (claim.source, claim.cue) = (None, None);
        } else if source.len() > 2 {
            // "‘It burned’: flood victims return home": they do, behind who they are.
            let name = block.name_at(source.first).map(|(name, _)| name.end);
            let head = (source.first..source.end.min(source.first + 3))
                .find(|k| roles::is_people(block.word(*k)) || roles::is_person_role(block.word(*k)));
            // "Flood victims, 40 of them" and "a woman who lost her home" are told whole.
            let goes_on = |k: u32| among!(block.word(k), "who" | "whose" | "of" | "," | "'s" | "and");
            // "Sprint star Campbell" is one, and "a leader looks back" says who it is as well.
            let titled =
                |k: u32| block.name_at(k).filter(|(name, _)| name.first == k).map_or(k, |(name, _)| name.end);
            let end = name.or_else(|| head.map(|k| titled(k + 1)));
            let told = among!(block.word(source.first), "a" | "an" | "the");
            if let Some(end) = end.filter(|e| *e < source.end && !told && !goes_on(*e)) {
                claim.source = Some(Tokens { first: source.first, end });
            }
        }
        return true;
    }
    if source.first != 0 || source.end != colon {
        return true;
    }
    // "Lee to MPs: resign": whom she tells is not who says it.
    if let Some(to) = (1..colon).find(|k| block.is(*k, "to") && colon - *k <= 3) {
        claim.source = Some(Tokens { first: 0, end: to });
    }
    // "Lee trial: witness ‘saw nothing’": a matter says nothing.
    let matter = among!(
        block.word(colon - 1),
        "trial"
            | "inquest"
            | "hearing"
            | "inquiry"
            | "probe"
            | "row"
            | "crisis"
            | "strike"
            | "scandal"
            | "election"
            | "vote"
            | "case"
    );
    if matter {
        (claim.source, claim.cue) = (None, None);
    }
    let first = claim.content.first().map_or("", |t| block.word(t.first));
    quoted || !(matter || story(first))
}

/// Adds what a role or paper says before a headline's colon or behind its dash.
#[inline(never)]
pub(super) fn labels(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    if block.kind != BlockKind::Headline || !claims.is_empty() {
        return;
    }
    let n = block.tokens.len() as u32;
    let mut colons = (0..n).filter(|i| block.is(*i, ":"));
    if let (Some(colon), None) = (colons.next(), colons.next()) {
        claims.extend(opened(block, colon));
    }
    dashed(block, claims);
    if claims.is_empty() {
        claims.extend(heard(block));
    }
}

/// Whether the word at `i` is by itself somebody, or a paper, that a headline leaves the word to.
fn has_word(block: &Prepared<'_>, i: u32) -> bool {
    let word = block.word(i);
    roles::is_people(word)
        || roles::is_person_role(word)
        || among!(
            word,
            "report"
                | "poll"
                | "study"
                | "survey"
                | "police"
                | "officials"
                | "pm"
                | "mp"
                | "mps"
                | "ceo"
                | "source"
                | "sources"
                | "inquest"
                | "inquiry"
                | "thinktank"
                | "navy"
                | "forecasters"
        )
        || roles::is_body(word)
        || is_trade(word.strip_suffix('s').unwrap_or(word))
}

/// "Spy chief: we knew", "Report: bank hid losses": a role or paper that begins a headline has the word; "Poet: a life" has no
/// sentence behind it.
fn opened(block: &Prepared<'_>, colon: u32) -> Option<Linked> {
    let content = Tokens { first: colon + 1, end: block.tokens.len() as u32 };
    let short = (1..=3).contains(&colon) && has_word(block, colon - 1);
    // "Live report", "Sunday poll" are labels of the page.
    let paper = colon == 1 && among!(block.word(0), "report" | "study" | "poll" | "survey");
    let person = roles::is_people(block.word(colon - 1)) || !super::cues::is_document(block.word(colon - 1));
    // "Bishop to clergy: pay up".
    let to = (1..colon).find(|k| block.is(*k, "to") && (2..=3).contains(&(colon - *k)));
    if let Some(to) = to.filter(|to| *to <= 2 && has_word(block, *to - 1) && content.len() >= 2) {
        return Some(Linked {
            source: Some(Tokens { first: 0, end: to }),
            cue: Some(Tokens { first: colon, end: colon + 1 }),
            content: vec![content],
        });
    }
    let verb = (content.first..content.end).any(|k| {
        cues::is_auxiliary(block.word(k))
            || k > content.first && is_past(block.word(k))
            || k > content.first && block.verbs.get(k as usize).is_some_and(Option::is_some)
    });
    let sentence = verb || among!(block.word(content.first), "no" | "we" | "i" | "it" | "they" | "there");
    let quiz = (content.first..content.end).any(|k| block.is(k, "?"));
    (short && content.len() >= 3 && !quiz && (paper || person && sentence)).then(|| Linked {
        source: Some(Tokens { first: 0, end: colon }),
        cue: Some(Tokens { first: colon, end: colon + 1 }),
        content: vec![content],
    })
}

/// "Bank hid losses for years – report": who says so stands behind the dash.
fn dashed(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let n = block.tokens.len() as u32;
    let dash = (n.saturating_sub(4)..n).rev().find(|k| among!(block.word(*k), "—" | "–" | "-"));
    let Some(dash) = dash.filter(|d| *d >= 3 && *d + 1 < n) else { return };
    // "Tunnel to open in June – Voss": a name says it only where there is something to say.
    let named = block.name_at(dash + 1).is_some_and(|(name, kind)| {
        name.end == n && matches!(kind, EntityKind::Person | EntityKind::Organisation)
    });
    let says = (1..dash).any(|k| cues::is_auxiliary(block.word(k)) || block.is(k, "to"));
    if !(has_word(block, n - 1) || named && says) {
        return;
    }
    let spaced = block
        .tokens
        .get(dash as usize)
        .zip(block.tokens.get(dash as usize - 1))
        .is_some_and(|(d, w)| w.span.end < d.span.start);
    if claims.is_empty() && spaced {
        claims.push(Linked {
            source: Some(Tokens { first: dash + 1, end: n }),
            cue: Some(Tokens { first: dash, end: dash + 1 }),
            content: vec![Tokens { first: 0, end: dash }],
        });
    }
}

/// "Trains ‘back to normal by Friday’": a headline that ends in a quotation of its predicate says it on somebody's word;
/// a verb or preposition before the marks, or a word or two inside them, make it the writer's own.
fn quoted_tail(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    let n = block.tokens.len() as u32;
    let [only] = block.quotations.as_slice() else { return };
    let subject = only.first;
    let predicate = only.closed && only.end == n && n - subject >= 5;
    let bare = (0..subject).all(|k| {
        let word = block.word(k);
        block.tokens.get(k as usize).is_some_and(|t| t.is_word())
            && !cues::is_auxiliary(word)
            && block.verbs.get(k as usize).is_none_or(Option::is_none)
            && !among!(
                word,
                "as" | "after"
                    | "over"
                    | "for"
                    | "in"
                    | "on"
                    | "at"
                    | "of"
                    | "with"
                    | "to"
                    | "and"
                    | "the"
                    | "by"
                    | "from"
            )
    });
    // "Handball chief bans ‘the rules of old’": behind a subject an "s" may be a verb's.
    let short = subject >= 1 && (subject == 1 || subject <= 3 && !block.word(subject - 1).ends_with('s'));
    if claims.is_empty() && predicate && bare && short {
        claims.push(Linked { source: None, cue: None, content: vec![Tokens { first: 0, end: n }] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockText;

    fn block<T>(text: &str, kind: BlockKind, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        look(&Prepared::new(text, &read, kind, Vec::new()))
    }

    fn found(text: &str) -> Vec<Linked> {
        block(text, BlockKind::Headline, |b| {
            let mut claims = Vec::new();
            headline(b, &mut claims);
            labels(b, &mut claims);
            claims
        })
    }

    fn tokens(first: u32, end: u32) -> Tokens {
        Tokens { first, end }
    }

    /// The sources that are left of the one given, in front of the colon or behind it; empty where the claim goes.
    fn mended(text: &str, source: (u32, u32), content: (u32, u32)) -> Vec<Option<Tokens>> {
        block(text, BlockKind::Headline, |b| {
            let colon = (0..b.tokens.len() as u32).find(|k| b.word(*k) == ":").unwrap_or(0);
            let (source, content) = (tokens(source.0, source.1), tokens(content.0, content.1));
            let cue = Some(tokens(colon, colon + 1));
            let mut claims = vec![Linked { source: Some(source), cue, content: vec![content] }];
            headline(b, &mut claims);
            claims.iter().map(|c| c.source).collect()
        })
    }

    #[test]
    fn a_source_beside_the_colon_is_who_it_is() {
        for (text, source, content, left) in [
            ("“It burned”: flood victims return home", (5, 9), (0, 4), vec![Some(tokens(5, 7))]),
            ("“It burned”: inside the worst week yet", (5, 10), (0, 4), vec![None]),
            ("Voss to bakers: be sorry or go", (0, 3), (4, 8), vec![Some(tokens(0, 1))]),
            ("Voss trial: aide “saw nothing of it”", (0, 2), (3, 10), vec![None]),
            ("Voss: from clown to king", (0, 1), (2, 6), Vec::new()),
        ] {
            assert_eq!(mended(text, source, content), left, "{text}");
        }
    }

    #[test]
    fn a_headline_may_name_its_source_last() {
        let claims_of = |text: &str, kind| {
            block(text, kind, |b| {
                let mut claims = Vec::new();
                headline(b, &mut claims);
                claims.len()
            })
        };
        assert_eq!(claims_of("Honey price to double: police", BlockKind::Headline), 1);
        assert_eq!(claims_of("Honey price to double: police", BlockKind::Paragraph), 0);
        assert_eq!(claims_of("Honey price to double: the story so far", BlockKind::Headline), 0);
    }

    #[test]
    fn an_answer_may_stand_behind_the_colon() {
        let claims = found("Minister hits back: I never owned a yacht");
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].source, Some(tokens(0, 1)));
        assert_eq!(claims[0].content, [tokens(4, 9)]);
        assert!(found("Rain hits back: the river is full").is_empty());
    }

    #[test]
    fn a_role_or_paper_may_stand_before_the_colon() {
        for text in ["Report: bank hid losses", "Spy chief: we knew of it", "PM: no early vote"] {
            let claims = found(text);
            assert_eq!(claims.len(), 1, "{text}");
            assert_eq!(claims[0].source.map(|s| s.first), Some(0), "{text}");
        }
        for text in ["Poet: a life in words", "Sunday report: bank hid losses", "Teacher: who knew of it?"] {
            assert!(found(text).is_empty(), "{text}");
        }
        let claims = found("Bank hid losses for years – report");
        assert_eq!(claims.len(), 1);
        assert_eq!((claims[0].source, claims[0].content[0]), (Some(tokens(6, 7)), tokens(0, 5)));
        assert!(found("Bank hid losses for years – live").is_empty());
    }

    #[test]
    fn who_is_told_does_not_say_it() {
        let claims = found("Jury told of threats");
        assert_eq!((claims.len(), claims[0].source), (1, None));
        assert_eq!(claims[0].content, [tokens(2, 4)]);
        let claims = found("Bishop to clergy: pay up");
        assert_eq!((claims.len(), claims[0].source), (1, Some(tokens(0, 1))));
        assert_eq!(found("Crash pilot had been drinking: inquest").len(), 1);
        for text in ["Friends told of it", "Road to ruin: the full story", "Garden to let: see inside"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_quoted_predicate_is_said() {
        let claims = found("Trains ‘back to normal by Friday’");
        assert_eq!(claims.len(), 1);
        assert_eq!((claims[0].source, claims[0].content[0].first), (None, 0));
        for text in [
            "Tornado town sues station over ‘looter’ label",
            "Athletic dismiss Lee after ‘worst month in years’",
            "Fountain ‘cursed’",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
