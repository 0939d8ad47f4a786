//! The findings merged: one ordered list of everything that may be painted or pointed at.
//!
//! Problem: names stand inside claims, claims inside claims, and highlights that overlap do not blend.
//! Policy: one place decides the order, reading order and the longer first, so that whoever paints or
//! points meets the outer annotation before the inner one. Names and quantities never overlap each
//! other (`entities` sees to that); claims may hold both. The caller owns the list.

use core::cmp::Reverse;

use crate::claims::Claims;
use crate::entities::{Entities, MentionForm};
use crate::page::sort_by_block;
use crate::span::Place;

/// What an annotation points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A mention, by its place in [`Entities::mentions`].
    Mention(u32),
    /// A quantity, by its place in [`Entities::quantities`].
    Quantity(u32),
    /// A claim's source, by the claim's number.
    Source(u32),
    /// A claim's cue, by the claim's number.
    Cue(u32),
    /// A claim's content, by the claim's number.
    Content(u32),
    /// A statement without a source, by its place in [`Claims::statements`].
    Statement(u32),
}

/// One thing that may be painted or pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotation {
    /// Where.
    pub place: Place,
    /// What.
    pub target: Target,
}

/// Merges names, quantities and claims into one list in reading order (longer first at one start).
pub fn merge(entities: &Entities, claims: &Claims) -> Vec<Annotation> {
    let count = entities.mentions.len() + entities.quantities.len() + claims.statements.len();
    // A claim has three parts nearly always.
    let mut out = Vec::with_capacity(count + 3 * claims.claims.len());
    for (i, mention) in entities.mentions.iter().enumerate() {
        if mention.form != MentionForm::Pronoun {
            out.push(Annotation { place: mention.place, target: Target::Mention(i as u32) });
        }
    }
    for (i, quantity) in entities.quantities.iter().enumerate() {
        out.push(Annotation { place: quantity.place, target: Target::Quantity(i as u32) });
    }
    for (i, claim) in claims.claims.iter().enumerate() {
        let i = i as u32;
        out.extend(claim.source.iter().map(|p| Annotation { place: *p, target: Target::Source(i) }));
        out.extend(claim.cue.iter().map(|p| Annotation { place: *p, target: Target::Cue(i) }));
        out.extend(claim.content.iter().map(|p| Annotation { place: *p, target: Target::Content(i) }));
    }
    for (i, statement) in claims.statements.iter().enumerate() {
        out.push(Annotation { place: statement.place, target: Target::Statement(i as u32) });
    }
    sort_by_block(
        &mut out,
        |a| a.place.block,
        |a| (a.place.block, a.place.span.start, Reverse(a.place.span.end), a.target),
    );
    out
}
