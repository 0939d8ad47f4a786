//! Descriptions that stand for a name said before.
//!
//! Policy: "the Venezuelan president" and "the council" are mentions only where the noun phrase ends with the
//! role, the role was introduced before, exactly one entity has it, and its name stands a few paragraphs
//! before. Nobody owns state here.

use rustc_hash::FxHashMap;

use super::constructions::ends_like_demonym;
use super::{Line, Role, line};
use crate::entities::known::{Asked, Known, Question, key};
use crate::entities::roles::{is_body, is_modifier, is_person_role};
use crate::entities::{EntityId, Mention, MentionForm};
use crate::order;
use crate::page::Page;
use crate::span::Span;
use crate::text::{Text, is_capitalised};

/// Blocks within which the name must stand before its description; a role that was named pages ago may have
/// passed to another.
const NEAR: u32 = 6;

/// Words behind "the" of which one must be the head.
const REACH: usize = 5;

/// "the Venezuelan president", "the council": mentions without the name, where only one entity fits.
pub(super) fn later_descriptions(
    page: &Page,
    text: &Text,
    known: &mut Known,
    roles: &[Role],
    mentions: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut heads: FxHashMap<&str, Vec<&Role>> = FxHashMap::default();
    for role in roles {
        heads.entry(&role.head).or_default().push(role);
    }
    if heads.is_empty() {
        return out;
    }
    let the = key("the");
    known.ask(Question::Later, Asked::new(heads.keys().copied()));
    let mut articles: Vec<usize> = Vec::new();
    for ((block, _), known) in page.numbered().zip(&known.blocks) {
        // Only a "the" with a word behind it that may be a head is looked at.
        articles.clear();
        let mut last = usize::MAX;
        for i in known.hits(Question::Later).iter().map(|hit| hit.token as usize) {
            let before = known.keys.get(i.saturating_sub(REACH)..i).unwrap_or(&[]);
            for at in (0..before.len()).filter(|n| before[*n] == the).map(|n| i - before.len() + n) {
                if last == usize::MAX || at > last {
                    articles.push(at);
                    last = at;
                }
            }
        }
        if articles.is_empty() {
            continue;
        }
        let Some(line) = line(page, text, block) else { continue };
        let from = mentions.partition_point(|m| m.place.block < block);
        let here: Vec<Span> =
            mentions[from..].iter().take_while(|m| m.place.block == block).map(|m| m.place.span).collect();
        for &i in articles.iter().filter(|i| matches!(line.word(**i), "the" | "The")) {
            if let Some(mention) = definite(&line, i, &heads, &here, mentions) {
                out.push(mention);
            }
        }
    }
    out
}

fn definite(
    line: &Line<'_>,
    at: usize,
    heads: &FxHashMap<&str, Vec<&Role>>,
    names: &[Span],
    all: &[Mention],
) -> Option<Mention> {
    // "the" modifiers head, then neither a name nor a longer noun phrase.
    let mut i = at + 1;
    while i < at + REACH
        && (is_modifier(&line.lower(i)) || ends_like_demonym(&line.lower(i)) && is_capitalised(line.word(i)))
    {
        if heads.contains_key(line.lower(i).as_str()) && !continues(line, i + 1) {
            break;
        }
        i += 1;
    }
    let head = line.lower(i);
    // "the Official Monetary Forum": a capital behind makes it a name.
    let named = is_capitalised(line.word(i + 1));
    let roles = heads.get(head.as_str())?;
    if continues(line, i + 1) || named {
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
    let mut fitting: Vec<EntityId> =
        roles.iter().filter(|r| modifiers.iter().all(|m| r.words.contains(m))).map(|r| r.entity).collect();
    order::sort(&mut fitting);
    fitting.dedup();
    let [only] = fitting.as_slice() else { return None };
    // A description refers back: it stands for a name only after the role was introduced.
    let introduced = roles.iter().any(|r| r.entity == *only && r.place < place);
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
    among!(lower.as_str(), "of" | "'s" | "’s" | "for") && !matches!(lower.as_str(), "'s" | "’s")
        || is_person_role(&lower)
        || is_body(&lower)
        || among!(
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
