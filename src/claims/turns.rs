//! Turns of interviews and transcripts: "Name: words", "LEE: words".
//!
//! Policy: a turn is a turn only where the words before the colon name a person of the page; "UPDATE:" is none.

use super::attribution::Found;
use super::cues;
use super::deeds::title;
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use crate::entities::{Entities, EntityId, EntityKind};
use crate::page::BlockKind;

/// A turn of an interview or transcript: "Name: ..." gives the whole block to the name.
pub(super) fn turn(block: &Prepared<'_>, labelled: bool, found: &mut Vec<Found>) {
    // A transcript may be quoted: "“LEE: Good evening."
    let first = u32::from(block.is_mark(0));
    let Some(colon) = (1..6 + first).find(|i| block.is(*i, ":")) else { return };
    let named = labelled
        || block.names.iter().any(|(span, kind)| {
            let head = block.span(Tokens { first: 0, end: colon });
            first == 0 && *kind == EntityKind::Person && head.contains(*span)
        }) && label_only(block, colon);
    let n = block.tokens.len() as u32;
    if !named
        || found.iter().any(|f| f.linked.cue.is_some_and(|c| c.holds(colon)))
        || n < colon + 4
        || block.kind == BlockKind::Headline
    {
        return;
    }
    let mut end = n;
    while end > colon + 1 && (block.is(end - 1, ".") || first == 1 && block.is_mark(end - 1)) {
        end -= 1;
    }
    // "Potter: Book of Spells" is a title, "Credit: Ann Lee" a label.
    if title(block, Tokens { first: colon + 1, end }) {
        return;
    }
    let linked = Linked {
        source: Some(Tokens { first, end: colon }),
        cue: Some(Tokens { first: colon, end: colon + 1 }),
        content: vec![Tokens { first: colon + 1, end }],
    };
    if is_page_label(block, &linked) {
        return;
    }
    // "In the words of Lee:" has a cue of its own.
    if among!(block.word(first), "in" | "to" | "as" | "according" | "from" | "by") {
        return;
    }
    // "Lee again:", "Lee on the quay:": what stands in the label is no cue beside the colon, unless it is a verb.
    let in_label = |f: &Found| {
        f.linked.cue.filter(|cue| cue.end <= colon && f.linked.content.iter().any(|t| t.first == colon + 1))
    };
    let is_adverb =
        |cue: Tokens| among!(block.word(cue.first), "again" | "later" | "on" | "in" | "at" | "about");
    if found.iter().filter_map(in_label).any(|cue| !is_adverb(cue)) {
        return;
    }
    found.retain(|f| in_label(f).is_none());
    // What the turn says of others stays, nested in it.
    for f in found.iter_mut() {
        f.parent = Some(f.parent.map_or(0, |p| p + 1));
    }
    found.retain(|f| f.linked.source.is_some() && f.linked.cue.is_some());
    for f in found.iter_mut() {
        f.parent = Some(0);
    }
    found.insert(0, Found { linked, parent: None });
}

/// Whether the words before a colon can be a label: "Ilves was blunt:" is a clause.
fn label_only(block: &Prepared<'_>, colon: u32) -> bool {
    (0..colon).all(|i| {
        let verb = block.verbs.get(i as usize).is_some_and(Option::is_some);
        block.name_at(i).is_some() || !(cues::is_auxiliary(block.word(i)) || verb || block.is(i, "'s"))
    })
}

/// The person a transcript's label names ("LEE: ..."): capitals at the start that are the surname of one
/// person of the page.
pub(super) fn label(block: &Prepared<'_>, entities: &Entities) -> Option<EntityId> {
    let colon = block.colon?;
    let label = block.span(Tokens { first: u32::from(block.is_mark(0)), end: colon }).text(block.text);
    if label.chars().count() < 3 || label.chars().any(char::is_lowercase) {
        return None;
    }
    let surname = label.split_whitespace().next_back()?.to_lowercase();
    let mut people = entities.entities.iter().enumerate().filter(|(_, e)| {
        e.kind == EntityKind::Person
            && e.name.split_whitespace().next_back().is_some_and(|last| last.to_lowercase() == surname)
    });
    let (found, _) = people.next()?;
    people.next().is_none().then_some(EntityId(found as u32))
}

/// Whether a claim is only a label of the page before a colon: "UPDATE: the bridge is open".
pub(super) fn is_page_label(block: &Prepared<'_>, claim: &Linked) -> bool {
    let colon = claim.cue.is_some_and(|c| c.len() == 1 && block.is(c.first, ":"));
    colon
        && claim.source.is_some_and(|s| {
            s.first == 0
                && among!(
                    block.word(s.end - 1),
                    "update"
                        | "updated"
                        | "watch"
                        | "correction"
                        | "note"
                        | "breaking"
                        | "video"
                        | "photos"
                        | "opinion"
                        | "analysis"
                        | "live"
                        | "exclusive"
                        | "related"
                        | "verdict"
                        | "photo"
                        | "photograph"
                        | "image"
                        | "source"
                        | "sources"
                        | "credit"
                        | "listen"
                        | "read"
                        | "more"
                        | "recap"
                        | "disclaimer"
                        | "rrp"
                )
        })
}
