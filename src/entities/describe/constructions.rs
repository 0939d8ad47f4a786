//! The closed constructions that say what a named thing is: title, apposition on either side, "X is a ...".
//!
//! Policy: the head must be a role noun that fits the kind, and an apposition must be closed on both sides.
//! Each function reads one mention in its sentence and keeps nothing.

use super::Line;
use crate::entities::EntityKind;
use crate::entities::roles::{is_body, is_courtesy, is_modifier, is_person_role, is_place};
use crate::span::{Place, Span};
use crate::text::Text;

/// Longest description shown, in bytes: what fits a card.
const MAX_BYTES: u32 = 220;

fn fits(kind: EntityKind, word: &str) -> bool {
    match kind {
        EntityKind::Person => is_person_role(word),
        EntityKind::Organisation => is_body(word),
        EntityKind::Place => is_place(word),
        EntityKind::Other => false,
    }
}

/// A role right before the name: "Russian President", "state news agency".
pub(super) fn title(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    if kind == EntityKind::Place {
        return None;
    }
    let first = line.first_token(name);
    let (start, _) = line.sentence(first, text);
    let mut end = first;
    while end > start && is_courtesy(&line.lower(end - 1)) {
        end -= 1;
    }
    let head = line.lower(end.checked_sub(1).filter(|e| *e >= start)?);
    if !fits(kind, &head) {
        return None;
    }
    let mut from = end - 1;
    while from > start && end - from < 6 {
        let word = line.word(from - 1);
        let lower = word.to_lowercase();
        let capital =
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
        // The first word of a sentence is a capital by place, not by being a name.
        let named = capital && from - 1 > start && !is_function(&lower);
        let demonym = capital && ends_like_demonym(&lower);
        if is_modifier(&lower) || fits(kind, &lower) || is_body(&lower) || named || demonym {
            from -= 1;
        } else {
            break;
        }
    }
    Some((line.place(from, end)?, head))
}

pub(super) fn ends_like_demonym(lower: &str) -> bool {
    ["an", "ish", "ese", "ian", "i", "ch", "ean"].iter().any(|e| lower.ends_with(e))
        && lower.len() > 3
        && !is_function(lower)
}

fn is_function(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "or"
            | "of"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "to"
            | "from"
            | "with"
            | "as"
            | "than"
            | "when"
            | "while"
            | "after"
            | "before"
            | "because"
            | "that"
            | "then"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "this"
            | "these"
            | "those"
            | "if"
            | "so"
            | "mr"
            | "mrs"
            | "ms"
            | "said"
            | "says"
    )
}

/// Whether an apposition may begin with this word.
fn opens(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "now" | "also")
}

/// The end of an apposition that starts at token `from`: the comma, dash, bracket or stop that closes it.
/// None when a verb of saying or the sentence's own clause runs on without one.
fn close(line: &Line<'_>, from: usize, sentence_end: usize) -> Option<(usize, bool)> {
    let mut depth = 0i32;
    for i in from..sentence_end.min(from + 45) {
        let word = line.word(i);
        match word {
            "(" => depth += 1,
            ")" if depth > 0 => depth -= 1,
            "," if depth == 0 => {
                // "the mayor of Tarn, Ohio, said": a comma between a place and its region does not close.
                return Some((i, true));
            }
            ")" | "—" | "–" | ";" | ":" => return Some((i, true)),
            "." | "!" | "?" => return Some((i, false)),
            _ => {
                let lower = word.to_lowercase();
                if matches!(
                    lower.as_str(),
                    "said"
                        | "says"
                        | "told"
                        | "added"
                        | "is"
                        | "was"
                        | "were"
                        | "are"
                        | "will"
                        | "would"
                        | "has"
                        | "had"
                ) && !line.tokens[from..i]
                    .iter()
                    .any(|t| matches!(t.span.text(line.text), "who" | "which" | "that" | "whose" | "where"))
                {
                    return None;
                }
            }
        }
    }
    None
}

/// The head of a description: the first fitting role noun before any "of", "who", "which", "in", "for".
fn head(line: &Line<'_>, from: usize, to: usize, kind: EntityKind) -> Option<String> {
    let mut best = None;
    for i in from..to {
        let lower = line.lower(i);
        if matches!(
            lower.as_str(),
            "of" | "who"
                | "which"
                | "whose"
                | "that"
                | "in"
                | "for"
                | "at"
                | "from"
                | "with"
                | "to"
                | "where"
                | "and"
        ) && best.is_some()
        {
            break;
        }
        if fits(kind, &lower) {
            best = Some(lower);
        }
        if i > from + 12 {
            break;
        }
    }
    best
}

fn limited(line: &Line<'_>, from: usize, to: usize) -> Option<Place> {
    line.place(from, to).filter(|p| p.span.len() <= MAX_BYTES)
}

/// "Lukashenko, the Belarusian president and close ally, met": closed on both sides.
pub(super) fn apposition_behind(
    line: &Line<'_>,
    text: &Text,
    name: Span,
    kind: EntityKind,
) -> Option<(Place, String)> {
    let mut from = line.end_token(name);
    let (_, sentence_end) = line.sentence(from.checked_sub(1)?, text);
    let open = line.word(from).to_owned();
    if !matches!(open.as_str(), "," | "(" | "—" | "–") {
        return None;
    }
    from += 1;
    // An age comes first: "Ann Lee, 34, a teacher,".
    if line.word(from).bytes().all(|b| b.is_ascii_digit())
        && !line.word(from).is_empty()
        && line.word(from + 1) == ","
    {
        from += 2;
    }
    if line.lower(from) == "who" && matches!(line.lower(from + 1).as_str(), "is" | "was") {
        from += 2;
    }
    let first = line.lower(from);
    if !(opens(&first) || is_modifier(&first) || fits(kind, &first)) {
        return None;
    }
    let (to, _) = close(line, from, sentence_end)?;
    let head = head(line, from, to, kind)?;
    Some((limited(line, from, to)?, head))
}

/// "the Belarusian president, Alexander Lukashenko, met": the description stands in front.
pub(super) fn apposition_before(
    line: &Line<'_>,
    text: &Text,
    name: Span,
    kind: EntityKind,
) -> Option<(Place, String)> {
    let first = line.first_token(name);
    let end = line.end_token(name);
    let to = first.checked_sub(1)?;
    let (start, sentence_end) = line.sentence(first, text);
    if line.word(to) != "," || !matches!(line.word(end), "," | "." | "") || end > sentence_end {
        return None;
    }
    let from = (start..to)
        .rev()
        .take(14)
        .find(|i| matches!(line.lower(*i).as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their"))?;
    if line.tokens[from..to]
        .iter()
        .any(|t| matches!(t.span.text(line.text), "," | ";" | ":" | "said" | "says" | "told"))
    {
        return None;
    }
    let head = head(line, from, to, kind)?;
    // The role must end the phrase or be followed by its "of": "the president of Belarus, Lukashenko".
    let closes = line.lower(to - 1) == head
        || (from..to).any(|i| line.lower(i) == "of" && i > from && line.lower(i - 1) == head);
    closes.then(|| limited(line, from, to)).flatten().map(|p| (p, head))
}

/// "Machado is a former lawmaker": only with an article and a role noun.
pub(super) fn copula(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    let at = line.end_token(name);
    if !matches!(line.lower(at).as_str(), "is" | "was")
        || !matches!(line.lower(at + 1).as_str(), "a" | "an" | "the")
    {
        return None;
    }
    let (_, sentence_end) = line.sentence(at, text);
    let to = (at + 1..sentence_end)
        .find(|i| matches!(line.word(*i), "." | "," | ";" | "!" | "?" | "—" | "–" | "“" | "\""))?;
    let head = head(line, at + 1, to, kind)?;
    Some((limited(line, at + 1, to)?, head))
}
