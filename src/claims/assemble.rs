//! Claims of a page from the claims of its blocks.
//!
//! Problem: a quotation runs over paragraphs, a paragraph may be nothing but a quotation, an
//! interview names its speaker once a turn. Policy: one pass in reading order; what goes on is joined
//! to the claim it goes on with, and a speech that is left open gets the speaker its next paragraph
//! names; a claim's speaker, kind, tone and flags are read off its parts. A block without words stands
//! between no two. The pass owns the speakers' state. A content never crosses a heading or leaves its region.

use alloc::rc::Rc;
use core::cell::OnceCell;

use super::announced::{announced as announced_by, take_up};
use super::attribution::{Attribution, Attributor, Found};
use super::drafts::{Around, Draft, Drafts};
use super::link::Tokens;
use super::memory::Memory;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::speakers::{Resolved, Source, Speakers, Spoken};
use super::turns::{label, turn};
use super::{Claim, ClaimId, ClaimKind, Claims, SourceKind};
use crate::entities::{Entities, MentionForm};
use crate::few::Few;
use crate::page::{Block, BlockId, BlockKind, Page};
use crate::span::Place;
use crate::text::Text;

/// One pass over a page.
pub struct Assembly<'a> {
    page: &'a Page,
    text: &'a Text,
    entities: &'a Entities,
    attributor: Attributor<'a>,
    speakers: Speakers<'a>,
    claims: Vec<Claim>,
    next: u32,
    last: Option<BlockId>,
    open: Option<Open>,
    quoted: Option<(ClaimId, BlockId)>,
    announced: Option<Announced>,
    attribution: Attribution,
    read: Read,
    /// Whether the claims of the block read last were known.
    stood: bool,
}

/// Whose words a block announces, and by which words.
#[derive(Debug, Clone, Copy)]
struct Announced {
    source: Place,
    cue: Place,
    who: Resolved,
}

/// A quotation that its block does not close.
#[derive(Debug, Clone, Copy)]
struct Open {
    claim: ClaimId,
    block: BlockId,
    /// Where it began, when it was given to its claim only because it stands behind it: its next paragraph may name another
    /// speaker.
    since: Option<BlockId>,
}

/// A pass that was put aside: everything but what it borrows.
#[derive(Debug, Default)]
pub struct Progress {
    claims: Vec<Claim>,
    /// The next block to read.
    next: u32,
    /// The last block that had words.
    last: Option<BlockId>,
    /// A quotation that has not been closed yet.
    open: Option<Open>,
    /// The last claim that quotes, and its block: a paragraph of nothing but a quotation goes on with it.
    quoted: Option<(ClaimId, BlockId)>,
    /// Whose words the block read last announced.
    announced: Option<Announced>,
    speakers: Spoken,
    /// What the next block's claims have come to.
    attribution: Attribution,
    pub(super) read: Read,
}

/// What the blocks read have come to.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) blocks: Vec<Claimed>,
    pub(super) memory: Memory,
}

/// A block read.
#[derive(Debug)]
pub(super) struct Claimed {
    pub(super) block: BlockId,
    /// The number of its first claim.
    pub(super) base: u32,
    /// The claim of an earlier block that goes on in it.
    pub(super) joined: Option<ClaimId>,
    pub(super) drafts: Rc<Drafts>,
}

impl<'a> Assembly<'a> {
    /// Goes on where `progress` stopped; a default one starts before the first block.
    pub fn resume(
        page: &'a Page,
        text: &'a Text,
        entities: &'a Entities,
        attributor: Attributor<'a>,
        progress: Progress,
    ) -> Self {
        let Progress { claims, next, last, open, quoted, announced, speakers, attribution, read } = progress;
        let speakers = Speakers::resume(page, entities, speakers);
        Self {
            page,
            text,
            entities,
            attributor,
            speakers,
            claims,
            next,
            last,
            open,
            quoted,
            announced,
            attribution,
            read,
            stood: false,
        }
    }

    /// Puts the pass aside.
    pub fn pause(self) -> Progress {
        let Self { claims, next, last, open, quoted, announced, speakers, attribution, read, .. } = self;
        Progress {
            claims,
            next,
            last,
            open,
            quoted,
            announced,
            speakers: speakers.pause(),
            attribution,
            read,
        }
    }

    /// Reads on until all blocks are read (true) or `time_left` says stop (false), within a block too.
    pub fn advance(&mut self, time_left: &mut dyn FnMut() -> bool) -> bool {
        while let Some(block) = self.page.blocks.get(self.next as usize) {
            let id = BlockId(self.next);
            self.stood = true;
            if self.read(id, block, time_left) {
                self.next += 1;
            }
            if (!self.stood || id.is_milestone()) && !time_left() {
                return false;
            }
        }
        true
    }

    /// Reads on in a block; true when it is read.
    fn read(&mut self, id: BlockId, block: &Block, time_left: &mut dyn FnMut() -> bool) -> bool {
        let read = self.text.block(id);
        if read.tokens.is_empty() {
            return true;
        }
        if matches!(
            block.kind,
            BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit | BlockKind::Related
        ) {
            self.last = Some(id);
            return true;
        }
        let entities = &self.entities.entities;
        let here = self.speakers.enter(id).iter();
        let names = here
            .filter(|m| m.form == MentionForm::Name)
            .filter_map(|m| Some((m.place.span, entities.get(m.entity.0 as usize)?.kind)));
        let memory = &mut self.read.memory;
        let (body, names) = (memory.body(id, &block.text, read), memory.names(id, names));
        let prepared = Prepared::with(body, &block.text, read, block.kind, names);
        let found = if let Some(known) = memory.found(id, &prepared) {
            known
        } else {
            self.stood = false;
            if !self.attributor.advance(&prepared, &mut self.attribution, time_left) {
                return false;
            }
            let found = core::mem::take(&mut self.attribution).finish();
            memory.keep(id, &prepared, found)
        };
        if block.kind == BlockKind::Subhead {
            self.open = None;
            self.quoted = None;
        }
        let label = label(&prepared, self.entities);
        // Whoever a transcript names begins anew, in whatever marks the turns before stand.
        let announced =
            self.announced.take().filter(|a| Some(a.source.block) == self.last && label.is_none());
        if label.is_some() || announced.is_some() {
            self.open = None;
            self.quoted = None;
        }
        let taken_back = self.take_back(&prepared, &found);
        let joined = self.continue_quotation(id, &prepared, &found);
        let base = self.claims.len() as u32;
        if let Some((at, words)) = &taken_back
            && let Some(since) = words.first().map(|place| place.block)
        {
            let read = self.read.blocks.iter_mut().rev().take_while(|read| read.block >= since);
            read.for_each(|read| read.joined = read.joined.map(|_| ClaimId(base + *at as u32)));
        }
        let at = joined.map(|(at, _)| at);
        let around = Around { joined: at, labelled: label.is_some(), announced: announced.is_some() };
        let drafts = self.read.memory.drafts(id, around, |letters| {
            let taken = at.and_then(|at| found.get(at)).map(|f| f.linked.content.as_slice());
            let joined = taken.unwrap_or_default().iter().map(|t| prepared.span(*t)).collect();
            let late = at.and_then(|at| found.get(at)).filter(|f| f.linked.cue.is_some());
            let late = late.map(|f| Draft::new(&prepared, f, letters));
            // A claim that only goes on with an earlier one is dropped from the list; keep parents in step.
            let mut found = found.to_vec();
            let mut in_joined = Vec::new();
            if let Some(at) = at {
                found.remove(at);
                in_joined = found.iter().map(|f| f.parent == Some(at)).collect();
                for f in &mut found {
                    f.parent =
                        f.parent.and_then(|p| if p == at { None } else { Some(p - usize::from(p > at)) });
                }
            }
            turn(&prepared, label.is_some(), &mut found);
            let announced = around.announced.then(|| take_up(&prepared, &mut found)).flatten();
            let mut claims: Box<[Draft]> = found.iter().map(|f| Draft::new(&prepared, f, letters)).collect();
            claims.iter_mut().zip(in_joined).for_each(|(draft, in_joined)| draft.in_joined = in_joined);
            Drafts { claims, joined, late, announced, scored: OnceCell::new() }
        });
        if let Some((late, (_, earlier))) = drafts.late.as_ref().zip(joined) {
            let said = late.claim(id, base, &mut self.speakers);
            if let Some(claim) = self.claims.get_mut(earlier.0 as usize) {
                let content = core::mem::take(&mut claim.content);
                *claim = Claim { content, ..said };
            }
        }
        for (i, draft) in drafts.claims.iter().enumerate() {
            let mut claim = draft.claim(id, base, &mut self.speakers);
            if let Some(Announced { source, cue, who }) = announced.filter(|_| drafts.announced == Some(i)) {
                claim.kind = ClaimKind::Direct;
                claim.source = Some(source);
                claim.cue = Few::from_iter([cue]);
                claim.speaker = who.speaker;
                claim.source_kind = who.kind;
            }
            if draft.in_joined {
                claim.parent = joined.map(|(_, claim)| claim);
            }
            if label.is_some() && draft.opens {
                claim.speaker = label;
                claim.source_kind = SourceKind::NamedPerson;
            }
            if let Some((_, words)) = taken_back.as_ref().filter(|(at, _)| *at == i) {
                claim.content = words.iter().chain(&claim.content).copied().collect();
            }
            self.claims.push(claim);
        }
        self.read.blocks.push(Claimed { block: id, base, joined: joined.map(|(_, claim)| claim), drafts });
        self.note_open_quotation(id, &prepared, base);
        self.announced = announced_by(&prepared).and_then(|(source, cue)| {
            let place = |t: Tokens| Place { block: id, span: prepared.span(t) };
            let taken = found.iter().any(|f| f.linked.touches(cue));
            let (source, cue) = (place(source), place(cue));
            let mut who = || self.speakers.resolve(id, &Source::new(source.span, &block.text));
            (!taken).then(|| Announced { source, cue, who: who() })
        });
        self.last = Some(id);
        true
    }

    /// Joins a quotation that reopens here, or a paragraph that is only a quotation, to its claim; tells which of
    /// those `found` that was, and the claim.
    fn continue_quotation(
        &mut self,
        id: BlockId,
        block: &Prepared<'_>,
        found: &[Found],
    ) -> Option<(usize, ClaimId)> {
        let open = self.open.take().filter(|open| Some(open.block) == self.last && reopens(block));
        let joined = open.map(|open| (open.claim, open.since)).or_else(|| {
            let all = block.tokens.len() as u32;
            // A pull quote or block quotation stands apart: whose it is, its place does not tell.
            let only = block.kind == BlockKind::Paragraph
                && block.quotations.first().is_some_and(|q| q.first == 0 && q.end == all);
            let quoted = self.quoted.filter(|(_, at)| only && Some(*at) == self.last);
            quoted.map(|(claim, _)| (claim, Some(id)))
        });
        let (claim, since) = joined?;
        // Only a leading quotation that no cue of this block claims for itself, unless the words before it are nobody's:
        // then who says it has said them, too.
        let at = leading(block, found, |f| f.linked.cue.is_none()).or_else(|| {
            let nobodys =
                self.claims.get(claim.0 as usize).is_some_and(|c| c.source.is_none() && c.cue.is_empty());
            open.filter(|_| nobodys && since.is_none()).and_then(|_| leading(block, found, names_speaker))
        })?;
        let taken = &found.get(at)?.linked.content;
        if let Some(claim) = self.claims.get_mut(claim.0 as usize) {
            claim.content.extend(taken.iter().map(|t| Place { block: id, span: block.span(*t) }));
            if let Some(speaker) = claim.speaker {
                self.speakers.goes_on(speaker, id);
            }
        }
        let still_open = block.quotations.first().is_some_and(|q| !q.closed);
        self.open = still_open.then_some(Open { claim, block: id, since });
        self.quoted = Some((claim, id));
        Some((at, claim))
    }

    /// Takes the paragraphs of a speech out of the claim they only stand behind, when this block goes on with it and
    /// names who says it: which of those `found` does, and the words it gets.
    fn take_back(&mut self, block: &Prepared<'_>, found: &[Found]) -> Option<(usize, Vec<Place>)> {
        let open = self.open.filter(|open| Some(open.block) == self.last && reopens(block))?;
        let since = open.since?;
        let at = leading(block, found, names_speaker)?;
        let content = &mut self.claims.get_mut(open.claim.0 as usize)?.content;
        let (words, own): (Vec<Place>, Vec<Place>) = content.iter().partition(|place| place.block >= since);
        *content = own.into_iter().collect();
        Some((at, words))
    }

    fn note_open_quotation(&mut self, id: BlockId, block: &Prepared<'_>, base: u32) {
        let last = self.claims.iter().enumerate().skip(base as usize).rev().find(|(_, c)| {
            matches!(c.kind, ClaimKind::Direct | ClaimKind::Mixed | ClaimKind::AccordingTo)
                && c.parent.is_none()
        });
        if let Some((i, _)) = last {
            let claim = ClaimId(i as u32);
            self.quoted = Some((claim, id));
            if block.quotations.last().is_some_and(|q| !q.closed) {
                self.open = Some(Open { claim, block: id, since: None });
            }
        }
    }
}

/// Whether a block begins with a quotation.
fn reopens(block: &Prepared<'_>) -> bool {
    block.quoted.first() == Some(&Quoted::Open)
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

impl Progress {
    /// Begins with what an earlier pass knew of unchanged blocks.
    pub fn remembering(memory: Memory) -> Self {
        let claims = Vec::with_capacity(memory.claims);
        Self { claims, read: Read { memory, blocks: Vec::new() }, ..Self::default() }
    }

    /// Gives away what is known of the blocks read.
    pub fn memory(&mut self) -> Memory {
        core::mem::take(&mut self.read.memory)
    }

    /// Gives away the claims found, without scores.
    pub fn claims(&mut self) -> Claims {
        self.read.memory.claims = self.claims.len();
        Claims { claims: core::mem::take(&mut self.claims), statements: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
