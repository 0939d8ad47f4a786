//! The words of a source: where its noun phrase begins and ends, and the subject beside a cue.
//!
//! Problem: the network cuts sources short at brackets and commas, takes along what opens the sentence,
//! or sees a cue and overlooks its subject. Policy: a noun phrase is trimmed or filled up only where
//! grammar leaves one way to read it.

use super::cues::CueClass;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::set_off::{behind_opening, brackets, dashes};
use super::titles::{is_title, titles};
use crate::entities::{EntityKind, roles};

/// A source without what stands in front of its noun phrase: a dateline, a conjunction, or the phrase that
/// opens the sentence ("In a speech on Monday, the minister").
pub(super) fn noun_phrase(block: &Prepared<'_>, span: Tokens) -> Tokens {
    let mut span = behind_opening(block, brackets(block, span));
    if let Some(described) = dashes(block, span) {
        return described;
    }
    if let Some(dash) =
        (span.first..span.end.saturating_sub(1)).rev().find(|i| among!(block.word(*i), "--" | "—" | "–"))
    {
        span.first = dash + 1;
    }
    while span.len() > 1
        && among!(
            block.word(span.first),
            "and" | "but" | "yet" | "so" | "then" | "however" | "," | "that" | "whether"
        )
    {
        span.first += 1;
    }
    let opens = among!(
        block.word(span.first),
        "in" | "at"
            | "on"
            | "after"
            | "as"
            | "when"
            | "following"
            | "while"
            | "during"
            | "for"
            | "with"
            | "by"
            | "though"
            | "although"
            | "since"
            | "despite"
            | "before"
            | "if"
            | "because"
            | "asked"
            | "speaking"
            | "given"
            | "among"
            | "earlier"
            | "later"
            | "meanwhile"
            | "late"
            | "without"
            | "instead"
            | "unlike"
            | "like"
            | "under"
            | "to"
    );
    if opens && let Some(comma) = (span.first..span.end.saturating_sub(1)).find(|i| block.is(*i, ",")) {
        span.first = comma + 1;
    }
    // "Lee, on her first day in office": what stands behind the comma says when, not who.
    let when = |word: &str| {
        among!(
            word,
            "on" | "in"
                | "at"
                | "during"
                | "after"
                | "before"
                | "while"
                | "when"
                | "as"
                | "since"
                | "despite"
                | "speaking"
                | "adding"
        )
    };
    if let Some(comma) =
        (span.first + 1..span.end.saturating_sub(1)).find(|i| block.is(*i, ",") && when(block.word(*i + 1)))
    {
        span.end = comma;
    }
    // "The meeting broke up after Lee (said)": the subject of the clause, not of the sentence.
    if let Some(clause) = (span.first + 1..span.end.saturating_sub(1)).rev().find(|i| {
        among!(block.word(*i), "after" | "before" | "when" | "while" | "because" | "although" | "though")
    }) && (block.name_at(clause + 1).is_some_and(|(name, _)| name.end >= span.end)
        || (among!(block.word(clause), "when" | "while" | "because" | "although" | "though")
            && among!(block.word(clause + 1), "the" | "he" | "she" | "they" | "his" | "her" | "a" | "an")))
    {
        span.first = clause + 1;
    }
    // "He asked about Acme (and said)": a pronoun with a verb behind it is the whole source.
    if span.len() > 1
        && among!(block.word(span.first), "he" | "she" | "they" | "it" | "i" | "we")
        && block.verbs.get(span.first as usize + 1).is_some_and(Option::is_some)
    {
        span.end = span.first + 1;
    }
    // "(Ann Lee,) who heads the board, (said)": the clause belongs to the name before it.
    if span.len() > 2
        && block.is(span.first, "who")
        && let Some(comma) = span.first.checked_sub(1).filter(|i| block.is(*i, ","))
        && let Some((name, _)) = comma
            .checked_sub(1)
            .and_then(|i| block.name_at(i))
            .filter(|(name, kind)| name.end == comma && *kind == EntityKind::Person)
    {
        span.first = name.first;
    }
    // "The miner on Thursday (cut)": when is no part of who; in "minutes published on Thursday" it tells which.
    let told = |i: u32| block.word(i).ends_with("ed");
    let day = |i: u32| {
        among!(
            block.word(i),
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        )
    };
    if span.len() > 2
        && day(span.end - 1)
        && block.is(span.end - 2, "on")
        && !(span.first..span.end).any(told)
    {
        span.end -= 2;
    }
    // "Last night the minister": the time is no part of who speaks.
    if span.len() > 2
        && matches!(block.word(span.first), "last" | "this")
        && among!(
            block.word(span.first + 1),
            "night" | "week" | "month" | "year" | "morning" | "evening" | "afternoon"
        )
    {
        span.first += 2;
    }
    // "Unable to check what Lee (wanted)": the subject of the question's clause.
    if let Some(what) = (span.first + 1..span.end.saturating_sub(1))
        .rev()
        .find(|i| among!(block.word(*i), "what" | "why" | "how"))
        .filter(|i| block.name_at(*i + 1).is_some_and(|(name, _)| name.end >= span.end))
    {
        span.first = what + 1;
    }
    // "Lee attacked the plan, saying": a name followed by a verb is the whole source.
    let first = block.span(span);
    if let Some((name, _)) = block.names.iter().find(|(name, _)| name.start == first.start) {
        let next = block.tokens.partition_point(|t| t.span.end <= name.end) as u32;
        let word = block.word(next);
        if next < span.end
            && word.len() > 4
            && word.ends_with("ed")
            && word.chars().all(|c| c.is_ascii_lowercase())
        {
            span.end = next.max(span.first + 1);
        }
    }
    span
}

/// "Two boys, who begged us to leave their names out, said": in front of a comma the verb is the main clause's, and its
/// subject is what the relative clause describes, not "who" and not a subject inside the clause.
pub(super) fn described(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        let (Some(cue), Some(source)) = (claim.cue, claim.source) else { continue };
        let (sentence, _) = block.sentence_of(cue.first);
        let comma = cue.first.checked_sub(1).filter(|i| *i > sentence && block.is(*i, ","));
        let finite = !block.word(cue.end - 1).ends_with("ing");
        let Some(close) = comma.filter(|close| finite && source.end <= *close) else { continue };
        let who = (sentence + 1..=source.first)
            .rev()
            .find(|i| matches!(block.word(*i), "who" | "whose") && block.is(*i - 1, ","));
        let Some(open) = who.map(|i| i - 1).filter(|open| source.first > *open && close - open <= 30) else {
            continue;
        };
        // One clause only: a comma in between may begin the main one.
        let breaks = |i: u32| {
            among!(block.word(i), "," | ";" | ":" | "—" | "–" | "and" | "but" | "that") || block.is_mark(i)
        };
        let first = (sentence..open).rev().find(|i| breaks(*i)).map_or(sentence, |i| i + 1);
        let head = Tokens { first, end: open };
        let inner = (open + 2..close).any(|i| block.is(i, ","));
        let verbal = (head.first..head.end).any(|i| super::cues::is_auxiliary(block.word(i)));
        let free = !claim.content.iter().any(|t| t.overlaps(Tokens { first, end: close }));
        if !inner && !verbal && free && !head.is_empty() && head.len() <= 8 {
            claim.source = Some(Tokens { first, end: close });
        }
    }
}

/// Gives a verb of speech without a source the subject that stands right beside it: "…, Lee added", "said Lee".
pub(super) fn subjects(block: &Prepared<'_>, claims: &mut [Linked]) {
    for claim in claims {
        let Some(cue) = claim.cue.filter(|_| claim.source.is_none()) else { continue };
        let Some(source) = before(block, cue).or_else(|| behind(block, cue)) else { continue };
        if !claim.content.iter().any(|t| t.overlaps(source)) {
            claim.source = Some(source);
        }
    }
}

/// Whether the cue is a finite verb of speech in the active voice: its subject is the source.
fn speaks(block: &Prepared<'_>, cue: Tokens) -> bool {
    let verb = |i: u32| block.verbs.get(i as usize).copied().flatten();
    let passive = (cue.first..cue.end)
        .any(|i| among!(block.word(i), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "to"));
    let last = (cue.first..cue.end).rev().find(|i| matches!(verb(*i), Some(CueClass::Say | CueClass::State)));
    !passive && last.is_some_and(|i| !block.word(i).ends_with("ing"))
}

/// The subject that ends right before the cue: a pronoun, or a name with what stands before and behind it.
fn before(block: &Prepared<'_>, cue: Tokens) -> Option<Tokens> {
    let (sentence, _) = block.sentence_of(cue.first);
    if !speaks(block, cue) || cue.first <= sentence {
        return None;
    }
    let mut end = cue.first;
    while end > sentence
        && (block.word(end - 1).ends_with("ly") || among!(block.word(end - 1), "also" | "then" | "later"))
    {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|i| *i >= sentence)?;
    if among!(block.word(last), "he" | "she" | "they" | "who" | "which") {
        return Some(Tokens { first: last, end });
    }
    if let Some((name, _)) = block.name_at(last).filter(|(name, _)| name.end == end) {
        return Some(Tokens { first: titles(block, name.first, sentence), end });
    }
    // "His aide, Ann Lee, whose son is ill, said".
    if block.is(last, ",")
        && let Some(whole) = whole_subject(block, cue.first).filter(|s| s.first == sentence)
    {
        return Some(whole);
    }
    // "Ann Lee, a director of the firm, said": the two commas hold the apposition.
    let comma = Some(last).filter(|i| block.is(*i, ","))?;
    let open = (sentence..comma).rev().find(|i| block.is(*i, ","))?;
    let (name, _) =
        open.checked_sub(1).and_then(|i| block.name_at(i)).filter(|(name, _)| name.end == open)?;
    let apposition =
        among!(block.word(open + 1), "a" | "an" | "the" | "who" | "whose" | "his" | "her" | "its");
    (apposition && name.first >= sentence)
        .then(|| Tokens { first: titles(block, name.first, sentence), end: comma })
}

/// The subject right behind the cue: "…, said Ann Lee".
fn behind(block: &Prepared<'_>, cue: Tokens) -> Option<Tokens> {
    let (_, end) = block.sentence_of(cue.first);
    let follows = cue.first.checked_sub(1).is_some_and(|i| block.is(i, ",") || block.is_mark(i));
    // "Said Mr. Lee", "said spokeswoman Ann Lee": a title or role may stand in front of the name.
    let role = |i: u32| is_title(block.word(i)) || roles::is_person_role(block.word(i));
    let first = (cue.end..cue.end + 4).find(|i| !role(*i))?;
    let (name, _) = block.name_at(first).filter(|(name, _)| name.first == first && name.end <= end)?;
    (follows && speaks(block, cue)).then_some(Tokens { first: cue.end, end: name.end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::span::Span;
    use crate::text::BlockText;

    /// The tokens of `part` in `text`.
    fn part(block: &Prepared<'_>, part: &str) -> Tokens {
        let start = block.text.find(part).expect("a part of the text") as u32;
        let end = start + part.len() as u32;
        let first = block.tokens.partition_point(|t| t.span.end <= start) as u32;
        Tokens { first, end: block.tokens.partition_point(|t| t.span.start < end) as u32 }
    }

    fn with_block<T>(text: &str, name: &str, look: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let read = BlockText::read(text);
        let start = text.find(name).expect("the name stands there") as u32;
        let names = vec![(Span::new(start, start + name.len() as u32), EntityKind::Person)];
        look(&Prepared::new(text, &read, BlockKind::Paragraph, names))
    }

    /// What `noun_phrase` makes of `source` in `text`.
    fn trimmed(text: &str, name: &str, source: &str) -> String {
        with_block(text, name, |block| {
            block.span(noun_phrase(block, part(block, source))).text(text).to_owned()
        })
    }

    /// The source that a bare cue gets.
    fn subject(text: &str, name: &str, cue: &str) -> Option<String> {
        with_block(text, name, |block| {
            let content = vec![Tokens { first: 0, end: 1 }];
            let mut claims = [Linked { cue: Some(part(block, cue)), content, source: None }];
            subjects(block, &mut claims);
            claims[0].source.map(|s| block.span(s).text(text).to_owned())
        })
    }

    #[test]
    fn brackets_belong_to_the_name_before_them() {
        let text = "It was late, Rep. Ann Lee (D-Ohio) said.";
        assert_eq!(trimmed(text, "Ann Lee", "Ann Lee (D"), "Ann Lee (D-Ohio)");
        assert_eq!(trimmed(text, "Ann Lee", "D-Ohio"), "Ann Lee (D-Ohio)");
    }

    #[test]
    fn a_relative_clause_keeps_its_name_and_a_day_goes() {
        let text = "Ann Lee, who heads the board, said it was late.";
        assert_eq!(trimmed(text, "Ann Lee", "who heads the board"), "Ann Lee, who heads the board");
        let text = "Ann Lee on Thursday said it was late.";
        assert_eq!(trimmed(text, "Ann Lee", "Ann Lee on Thursday"), "Ann Lee");
    }

    #[test]
    fn a_clause_keeps_its_own_subject() {
        let text = "The meeting broke up after Lee said it was late.";
        assert_eq!(trimmed(text, "Lee", "The meeting broke up after Lee"), "Lee");
    }

    #[test]
    fn a_bare_verb_gets_the_subject_beside_it() {
        assert_eq!(subject("Late, Ann Lee said.", "Ann Lee", "said").as_deref(), Some("Ann Lee"));
        assert_eq!(
            subject("Late, Ann Lee, the head of the council, said.", "Ann Lee", "said").as_deref(),
            Some("Ann Lee, the head of the council")
        );
        assert_eq!(subject("“Late,” said Lee.", "Lee", "said").as_deref(), Some("Lee"));
        assert_eq!(subject("“Late,” said Mr. Lee.", "Lee", "said").as_deref(), Some("Mr. Lee"));
        assert_eq!(
            subject("“Late,” said spokeswoman Ann Lee.", "Ann Lee", "said").as_deref(),
            Some("spokeswoman Ann Lee")
        );
        assert_eq!(subject("Late, Lee then added.", "Lee", "added").as_deref(), Some("Lee"));
    }

    #[test]
    fn a_relative_clause_does_not_speak() {
        let with = |text: &str, source: &str| {
            with_block(text, "Ann Lee", |block| {
                let cue = Some(part(block, "said"));
                let end = block.tokens.len() as u32;
                let content = vec![Tokens { first: end - 4, end: end - 1 }];
                let mut claims = [Linked { cue, content, source: Some(part(block, source)) }];
                described(block, &mut claims);
                claims[0].source.map(|s| block.span(s).text(text).to_owned()).unwrap_or_default()
            })
        };
        let text = "Two boys, who begged Ann Lee for it, said it was late.";
        assert_eq!(with(text, "who"), "Two boys, who begged Ann Lee for it");
        assert_eq!(with(text, "Ann Lee"), "Two boys, who begged Ann Lee for it");
        // Without the comma the verb is the clause's own.
        let text = "Two boys, who met Ann Lee and said it was late.";
        assert_eq!(with(text, "who"), "who");
    }

    #[test]
    fn no_subject_is_guessed() {
        assert_eq!(subject("Late, Lee was told.", "Lee", "was told"), None);
        assert_eq!(subject("Late, the friend of a friend said. Lee left.", "Lee", "said"), None);
        assert_eq!(subject("Late, the man who met Lee, saying so.", "Lee", "saying"), None);
    }
}
