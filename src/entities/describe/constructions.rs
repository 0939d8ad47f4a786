//! The closed constructions that say what a named thing is: title, apposition on either side, "X is a ...".
//!
//! Policy: the head must be a role noun that fits the kind, and an apposition must be closed on both sides.
//! Each function reads one mention in its sentence and keeps nothing.

use super::Line;
use super::phrases::{close, ends_phrase, is_function, is_verb};
use crate::entities::EntityKind;
use crate::entities::roles::{is_body, is_courtesy, is_modifier, is_person_role, is_place};
use crate::span::{Place, Span};
use crate::text::{Text, is_capitalised};

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

/// Whether token `i` is a role noun that may head a description of `kind`. Of bodies and places only common
/// nouns tell what they are: "the Government" and "Mountain View" are names.
fn heads(line: &Line<'_>, i: usize, kind: EntityKind) -> bool {
    let word = line.word(i);
    let common = kind == EntityKind::Person || word.starts_with(char::is_lowercase);
    common && fits(kind, &word.to_lowercase())
}

/// Bodies whose kind stands right before the name: "state news agency Belpress". Of others it is mostly a
/// word of its own ("its press office Twitter account").
fn names_its_kind(word: &str) -> bool {
    among!(
        word,
        "agency"
            | "airline"
            | "bank"
            | "brokerage"
            | "broadcaster"
            | "carmaker"
            | "chain"
            | "charity"
            | "club"
            | "company"
            | "consultancy"
            | "daily"
            | "firm"
            | "group"
            | "insurer"
            | "lender"
            | "magazine"
            | "maker"
            | "manufacturer"
            | "militia"
            | "network"
            | "newspaper"
            | "outlet"
            | "party"
            | "publisher"
            | "retailer"
            | "shipyard"
            | "startup"
            | "supplier"
            | "tabloid"
            | "website"
            | "weekly"
    )
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
    let last = end.checked_sub(1).filter(|e| *e >= start)?;
    let head = line.lower(last);
    if !heads(line, last, kind) || kind == EntityKind::Organisation && !names_its_kind(&head) {
        return None;
    }
    let mut from = end - 1;
    while from > start && end - from < 6 {
        let word = line.word(from - 1);
        let lower = word.to_lowercase();
        let letters =
            |c: char| c.is_alphabetic() || c == '&' || c == '.' || c == '-' || c == '’' || c == '\'';
        let capital = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().count() > 1
            && word.chars().all(letters);
        // The first word of a sentence is a capital by place, not by being a name, unless it begins one
        // ("Wells Fargo analyst").
        let begins = is_capitalised(line.word(from)) && !fits(kind, &line.lower(from));
        let named = capital && (from - 1 > start || begins) && !is_function(&lower);
        let demonym = capital && ends_like_demonym(&lower);
        if is_modifier(&lower) || fits(kind, &lower) || is_body(&lower) || named || demonym {
            from -= 1;
        } else {
            break;
        }
    }
    from = cut_compound(line, start, from, last)?;
    Some((line.place(from, end)?, head))
}

/// Where a title really begins. "hedge fund investor" and "parent company" are compounds: where an unknown
/// noun stands before the words taken in, the first of these may belong to it, and goes with it; none is
/// left when the head would be what is cut off.
fn cut_compound(line: &Line<'_>, start: usize, from: usize, last: usize) -> Option<usize> {
    let Some(before) = from.checked_sub(1).filter(|b| *b >= start) else { return Some(from) };
    let word = line.word(before);
    let noun = word.starts_with(char::is_lowercase)
        && word.len() > 3
        && !is_function(word)
        && !["ed", "ly", "ing"].iter().any(|e| word.ends_with(e))
        && !is_verb(word);
    if !noun || !is_body(&line.lower(from)) {
        return Some(from);
    }
    (from < last).then_some(from + 1)
}

pub(super) fn ends_like_demonym(lower: &str) -> bool {
    ["an", "ish", "ese", "ian", "i", "ch", "ean"].iter().any(|e| lower.ends_with(e))
        && lower.len() > 3
        && !is_function(lower)
}

/// The head of a description: the first fitting role noun before any "of", "who", "which", "in", "for".
fn head(line: &Line<'_>, from: usize, to: usize, kind: EntityKind) -> Option<String> {
    let mut best = None;
    for i in from..to {
        let lower = line.lower(i);
        if among!(
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
        if heads(line, i, kind) && ends_phrase(line, i, to) {
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
    if !among!(open.as_str(), "," | "(" | "—" | "–") {
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
    let owned = among!(first.as_str(), "his" | "her" | "their" | "its");
    if !(owned
        || among!(first.as_str(), "the" | "a" | "an" | "one" | "now" | "also")
        || is_modifier(&first)
        || heads(line, from, kind))
    {
        return None;
    }
    let to = close(line, &open, from, sentence_end)?;
    // "Lorenz, his secretary, his programmer and": what is somebody's may be another in a list.
    let listed =
        among!(line.lower(to + 1).as_str(), "his" | "her" | "their" | "its" | "and" | "or" | "the" | "a");
    if owned && listed {
        return None;
    }
    // "Zimmer, King, and": a lone capital is another name.
    let lone = to == from + 1 || line.word(from + 1) == ",";
    if lone && is_capitalised(line.word(from)) {
        return None;
    }
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
    if line.word(to) != "," || !among!(line.word(end), "," | "." | "") || end > sentence_end {
        return None;
    }
    let from = (start..to)
        .rev()
        .take(14)
        .find(|i| among!(line.lower(*i).as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their"))?;
    if line.tokens[from..to]
        .iter()
        .any(|t| among!(t.span.text(line.text), "," | ";" | ":" | "said" | "says" | "told"))
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
        || !among!(line.lower(at + 1).as_str(), "a" | "an" | "the")
    {
        return None;
    }
    let (_, sentence_end) = line.sentence(at, text);
    let to = (at + 1..sentence_end)
        .find(|i| among!(line.word(*i), "." | "," | ";" | "!" | "?" | "—" | "–" | "“" | "\""))?;
    let head = head(line, at + 1, to, kind)?;
    Some((limited(line, at + 1, to)?, head))
}
