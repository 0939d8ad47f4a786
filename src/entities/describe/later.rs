//! Descriptions that stand for a name said before.
//!
//! Policy: "the Venezuelan president" and "the council" are mentions only where the noun phrase ends with the
//! role, the role was introduced before, exactly one entity has it, and its name stands a few paragraphs
//! before. Nobody owns state here.

use rustc_hash::FxHashSet;

use super::constructions::ends_like_demonym;
use super::{Line, Role, line};
use crate::entities::roles::{is_body, is_modifier, is_person_role};
use crate::entities::{EntityId, Mention, MentionForm};
use crate::page::Page;
use crate::span::Span;
use crate::text::Text;

/// Blocks within which the name must stand before its description; a role that was named pages ago may have
/// passed to another.
const NEAR: u32 = 6;

/// "the Venezuelan president", "the council": mentions without the name, where only one entity fits.
pub(super) fn later_descriptions(
    page: &Page,
    text: &Text,
    roles: &[Role],
    mentions: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut next = 0;
    let heads: FxHashSet<&str> = roles.iter().map(|r| r.head.as_str()).collect();
    for (block, _) in page.numbered() {
        let Some(line) = line(page, text, block) else { continue };
        while mentions.get(next).is_some_and(|m| m.place.block < block) {
            next += 1;
        }
        let here: Vec<Span> =
            mentions[next..].iter().take_while(|m| m.place.block == block).map(|m| m.place.span).collect();
        for i in 0..line.tokens.len() {
            if line.word(i) != "the" && line.word(i) != "The" {
                continue;
            }
            if let Some(mention) = definite(&line, i, roles, &heads, &here, mentions) {
                out.push(mention);
            }
        }
    }
    out
}

fn definite(
    line: &Line<'_>,
    at: usize,
    roles: &[Role],
    heads: &FxHashSet<&str>,
    names: &[Span],
    all: &[Mention],
) -> Option<Mention> {
    // "the" modifiers head, then neither a name nor a longer noun phrase.
    let mut i = at + 1;
    while i < at + 5
        && (is_modifier(&line.lower(i))
            || ends_like_demonym(&line.lower(i)) && line.word(i).starts_with(char::is_uppercase))
    {
        if heads.contains(line.lower(i).as_str()) && !continues(line, i + 1) {
            break;
        }
        i += 1;
    }
    let head = line.lower(i);
    // "the Official Monetary Forum": a capital behind makes it a name.
    let named = line.word(i + 1).starts_with(char::is_uppercase);
    if !heads.contains(head.as_str()) || continues(line, i + 1) || named {
        return None;
    }
    let place = line.place(at, i + 1)?;
    let next = line.tokens.get(i + 1).map_or(u32::MAX, |t| t.span.start);
    let after_comma = line.tokens.get(i + 2).map_or(u32::MAX, |t| t.span.start);
    let named_next =
        names.iter().any(|n| n.start == next || (line.word(i + 1) == "," && n.start == after_comma));
    if named_next {
        return None;
    }
    // "the Venezuelan president": the demonym is a name of its own, and marks never overlap, so that the words
    // behind it stand for the person. Any other name inside makes it another phrase.
    let mut mark = place;
    for name in names.iter().filter(|n| n.overlaps(place.span)) {
        let (first, end) = (line.first_token(*name), line.end_token(*name));
        if first <= at || end > i || end - first != 1 || !ends_like_demonym(&line.lower(first)) {
            return None;
        }
        mark = line.place(end, i + 1)?;
    }
    let modifiers: Vec<String> = (at + 1..i).map(|k| line.lower(k)).collect();
    let mut fitting: Vec<EntityId> = roles
        .iter()
        .filter(|r| r.head == head && modifiers.iter().all(|m| r.words.contains(m)))
        .map(|r| r.entity)
        .collect();
    fitting.sort_unstable();
    fitting.dedup();
    let [only] = fitting.as_slice() else { return None };
    // A description refers back: it stands for a name only after the role was introduced.
    let introduced = roles.iter().any(|r| r.entity == *only && r.head == head && r.place < place);
    let own = roles.iter().any(|r| r.place.block == place.block && r.place.span.overlaps(place.span));
    // "the president", pages after President Nixon was named, is another one.
    let before = all.partition_point(|m| m.place < place);
    let near = all[..before]
        .iter()
        .rev()
        .take_while(|m| place.block.0 - m.place.block.0 <= NEAR)
        .any(|m| m.entity == *only);
    (introduced && near && !own).then_some(Mention {
        entity: *only,
        place: mark,
        form: MentionForm::Description,
    })
}

/// Whether the noun phrase goes on behind the head ("the president of France", "the council chamber").
fn continues(line: &Line<'_>, i: usize) -> bool {
    let lower = line.lower(i);
    matches!(lower.as_str(), "of" | "'s" | "’s" | "for") && !matches!(lower.as_str(), "'s" | "’s")
        || is_person_role(&lower)
        || is_body(&lower)
        || matches!(
            lower.as_str(),
            "elect"
                | "candidate"
                | "chamber"
                | "office"
                | "election"
                | "palace"
                | "building"
                | "house"
                | "meeting"
                | "position"
                | "post"
                | "job"
                | "role"
                | "race"
                | "campaign"
                | "debate"
                | "residence"
        )
}
