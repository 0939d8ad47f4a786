//! Quotations that go on in the next paragraph.
//!
//! Policy: a quotation that a paragraph leaves open and the next one opens again is one; a paragraph that is nothing but a
//! quotation goes on with the claim before it. Whoever a later paragraph names has said what was nobody's, and what was
//! given to a claim only because it stood behind it. The state is the assembly's.

use super::Assembly;
use crate::claims::attribution::Found;
use crate::claims::link::Tokens;
use crate::claims::prepared::Prepared;
use crate::claims::quotations::Quoted;
use crate::claims::{ClaimId, ClaimKind};
use crate::page::{BlockId, BlockKind};
use crate::span::Place;

/// A quotation that its block does not close.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    claim: ClaimId,
    block: BlockId,
    /// Where it began, when it was given to its claim only because it stands behind it: its next paragraph may name another
    /// speaker.
    since: Option<BlockId>,
}

impl Assembly<'_> {
    /// Joins a quotation that reopens here, or a paragraph that is only a quotation, to its claim; tells which of
    /// those `found` that was, and the claim.
    pub(super) fn continue_quotation(
        &mut self,
        id: BlockId,
        block: &Prepared<'_>,
        found: &[Found],
    ) -> Option<(usize, ClaimId)> {
        let open = self.open.take().filter(|open| Some(open.block) == self.last && block.reopens);
        let joined = open.map(|open| (open.claim, open.since)).or_else(|| {
            // A pull quote or block quotation stands apart: whose it is, its place does not tell.
            let only = block.kind == BlockKind::Paragraph && block.one_quotation;
            let quoted = self.quoted.filter(|(_, at)| only && Some(*at) == self.last);
            quoted.map(|(claim, _)| (claim, Some(id)))
        });
        let (claim, since) = joined?;
        // Only a leading quotation that no cue of this block claims for itself, unless the words before it are nobody's:
        // then who says it has said them, too.
        let at = leading(block, found, |f| f.linked.cue.is_none()).or_else(|| {
            let nobodys = self
                .read
                .claims
                .get(claim.0 as usize)
                .is_some_and(|c| c.source.is_none() && c.cue.is_empty());
            open.filter(|_| nobodys && since.is_none()).and_then(|_| leading(block, found, names_speaker))
        })?;
        let taken = &found.get(at)?.linked.content;
        let number = claim.0;
        if let Some(claim) = self.read.claims.get_mut(number as usize) {
            claim.content.extend(taken.iter().map(|t| Place { block: id, span: block.span(*t) }));
            if let Some(speaker) = claim.speaker {
                self.speakers.goes_on(speaker, id);
            }
            if self.read.longer.last().is_none_or(|last| *last != ClaimId(number)) {
                self.read.longer.push(ClaimId(number));
            }
        }
        let still_open = block.quotations.first().is_some_and(|q| !q.closed);
        self.open = still_open.then_some(Open { claim, block: id, since });
        self.quoted = Some((claim, id));
        Some((at, claim))
    }

    /// Takes the paragraphs of a speech out of the claim they only stand behind, when this block goes on with it and
    /// names who says it: which of those `found` does, and the words it gets. `base` is the number of the block's first
    /// claim.
    pub(super) fn take_back(
        &mut self,
        block: &Prepared<'_>,
        found: &[Found],
        base: u32,
    ) -> Option<(usize, Vec<Place>)> {
        let open = self.open.filter(|open| Some(open.block) == self.last && block.reopens)?;
        let since = open.since?;
        let at = leading(block, found, names_speaker)?;
        let content = &mut self.read.claims.get_mut(open.claim.0 as usize)?.content;
        let (words, own): (Vec<Place>, Vec<Place>) = content.iter().partition(|place| place.block >= since);
        *content = own.into_iter().collect();
        // What went on with that claim goes on with this one.
        let later = self.read.statements.iter_mut().rev().take_while(|s| s.place.block >= since);
        later
            .filter(|s| s.follows == Some(open.claim))
            .for_each(|s| s.follows = Some(ClaimId(base + at as u32)));
        self.open = None;
        Some((at, words))
    }

    pub(super) fn note_open_quotation(&mut self, id: BlockId, ends_open: bool, base: u32) {
        let last = self.read.claims.iter().enumerate().skip(base as usize).rev().find(|(_, c)| {
            matches!(c.kind, ClaimKind::Direct | ClaimKind::Mixed | ClaimKind::AccordingTo)
                && c.parent.is_none()
        });
        if let Some((i, _)) = last {
            let claim = ClaimId(i as u32);
            self.quoted = Some((claim, id));
            if ends_open {
                self.open = Some(Open { claim, block: id, since: None });
            }
        }
    }
}

/// The claim that holds the quotation `block` begins with, when it `fits`.
fn leading(block: &Prepared<'_>, found: &[Found], fits: impl Fn(&Found) -> bool) -> Option<usize> {
    let whole =
        |t: &Tokens| (t.first..t.end).all(|i| block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No));
    found.iter().position(|f| fits(f) && f.linked.content.iter().any(|t| t.first == 0 && whole(t)))
}

/// Whether a claim says who says it.
fn names_speaker(found: &Found) -> bool {
    found.parent.is_none() && found.linked.cue.is_some() && found.linked.source.is_some()
}
