//! The findings merged: one ordered list of everything that may be painted or pointed at.
//!
//! Problem: names stand inside claims, claims inside claims, and highlights that overlap do not blend.
//! Policy: one place decides the order, reading order and the longer first, so that whoever paints or
//! points meets the outer annotation before the inner one. Names and quantities never overlap each
//! other (`entities` sees to that); claims may hold both. The caller owns the list.

use core::cmp::Reverse;

use crate::claims::{Claim, Claims};
use crate::entities::{Entities, MentionForm};
use crate::order;
use crate::page::{BlockId, sort_by_block};
use crate::span::Place;

/// So many annotations of a block are sorted where they stand: nearly all blocks have fewer, and thousands of calls of the
/// one sort for all take longer than the rest of the merging.
const FEW: usize = 64;

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
    let (mentions, quantities, statements) = (&entities.mentions, &entities.quantities, &claims.statements);
    let count = mentions.len() + quantities.len() + statements.len();
    // A claim has three parts nearly always.
    let mut out: Vec<Annotation> = Vec::with_capacity(count + 3 * claims.claims.len());
    let key = |a: &Annotation| (a.place.block, a.place.span.start, Reverse(a.place.span.end), a.target);
    let (mut m, mut q, mut s, mut c) = (0, 0, 0, 0);
    // Each list is in the order of its blocks, but for claims that take up words of another block.
    let mut in_order = true;
    loop {
        let heads = [
            mentions.get(m).map(|m| m.place.block),
            quantities.get(q).map(|q| q.place.block),
            statements.get(s).map(|s| s.place.block),
            claims.claims.get(c).map(begins),
        ];
        let Some(block) = heads.into_iter().flatten().min() else { break };
        let first = out.len();
        while let Some(mention) = mentions.get(m).filter(|m| m.place.block <= block) {
            if mention.form != MentionForm::Pronoun {
                out.push(Annotation { place: mention.place, target: Target::Mention(m as u32) });
            }
            m += 1;
        }
        while let Some(quantity) = quantities.get(q).filter(|q| q.place.block <= block) {
            out.push(Annotation { place: quantity.place, target: Target::Quantity(q as u32) });
            q += 1;
        }
        while let Some(claim) = claims.claims.get(c).filter(|c| begins(c) <= block) {
            out.extend(parts(c as u32, claim));
            c += 1;
        }
        while let Some(statement) = statements.get(s).filter(|s| s.place.block <= block) {
            out.push(Annotation { place: statement.place, target: Target::Statement(s as u32) });
            s += 1;
        }
        let last = first.checked_sub(1).and_then(|i| out.get(i)).map(|a| a.place.block);
        if let Some(here) = out.get_mut(first..) {
            in_order &= last.is_none_or(|last| last < block) && here.iter().all(|a| a.place.block == block);
            if here.len() > FEW {
                order::sort_by_key(here, key);
            } else {
                insert(here);
            }
        }
    }
    if !in_order {
        sort_by_block(&mut out, |a| a.place.block, key);
    }
    out
}

/// Sorts few annotations of a block: each is put in front of those that come behind it.
fn insert(here: &mut [Annotation]) {
    let key = |a: &Annotation| u64::from(a.place.span.start) << 32 | u64::from(!a.place.span.end);
    for end in 1..here.len() {
        let Some(&new) = here.get(end) else { break };
        let (own, mut at) = (key(&new), end);
        while let Some(&before) = at.checked_sub(1).and_then(|i| here.get(i))
            && (key(&before) > own || key(&before) == own && before.target > new.target)
        {
            here[at] = before;
            at -= 1;
        }
        here[at] = new;
    }
}

/// The parts of a claim.
fn parts(number: u32, claim: &Claim) -> impl Iterator<Item = Annotation> {
    let source = claim.source.iter().map(move |p| Annotation { place: *p, target: Target::Source(number) });
    let cue = claim.cue.iter().map(move |p| Annotation { place: *p, target: Target::Cue(number) });
    let content =
        claim.content.iter().map(move |p| Annotation { place: *p, target: Target::Content(number) });
    source.chain(cue).chain(content)
}

/// The block of the first part of a claim.
fn begins(claim: &Claim) -> BlockId {
    claim.source.as_ref().or(claim.cue.first()).or(claim.content.first()).map_or(BlockId(0), |p| p.block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Findings};
    use crate::{Models, Options, Page};

    #[test]
    fn what_stands_in_whatever_order_is_merged_in_reading_order() {
        let lines = "Ann Lee said it rained on Monday. “It snowed in Paris,” Bo Roe said.\n\
                     The mayor of Truro said 5 million euros were lost. She left.";
        let models = Models::embedded().expect("the models open");
        let mut analysis = Analysis::new(Options::default());
        analysis.advance(&Page::from_lines(lines), &models, &mut || true);
        let Findings { entities, mut claims, annotations, .. } = analysis.finish();
        let key = |a: &Annotation| (a.place.block, a.place.span.start, Reverse(a.place.span.end), a.target);
        assert!(annotations.len() > 9 && annotations.is_sorted_by_key(key), "{annotations:?}");
        // A claim may take up words of another block, and corrections may leave claims in any order.
        claims.claims.reverse();
        let again = merge(&entities, &claims);
        assert!(again.is_sorted_by_key(key) && again.len() == annotations.len(), "{again:?}");
    }
}
