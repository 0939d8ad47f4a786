//! Claims of a page from the claims of its blocks.
//!
//! Problem: a quotation runs over paragraphs, a paragraph may be nothing but a quotation, an
//! interview names its speaker once a turn. Policy: one pass in reading order; what goes on is joined
//! to the claim it goes on with; a claim's speaker, kind, tone and flags are read off its parts.
//! The pass owns the speakers' state. A content never crosses a heading or leaves its region.

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use super::announced::announced as announced_by;
use super::attribution::{Attribution, Attributor, Found};
use super::drafts::Draft;
use super::link::{Linked, Tokens};
use super::memory::Memory;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::speakers::{Source, Speakers, Spoken};
use super::turns::{label, turn};
use super::{Claim, ClaimId, ClaimKind, Claims, SourceKind};
use crate::entities::{Entities, MentionForm};
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
    mention: usize,
    open: Option<(ClaimId, BlockId)>,
    quoted: Option<(ClaimId, BlockId)>,
    announced: Option<Announced>,
    attribution: Attribution,
    memory: Memory,
    /// Whether the claims of the block read last were known.
    stood: bool,
}

/// Whose words a block announces, and by which words.
#[derive(Debug, Clone, Copy)]
struct Announced {
    source: Place,
    cue: Place,
}

/// A pass that was put aside: everything but what it borrows.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    claims: Vec<Claim>,
    /// The next block to read.
    next: u32,
    /// The next mention to look at.
    mention: usize,
    /// A quotation that has not been closed yet: its claim and block.
    open: Option<(ClaimId, BlockId)>,
    /// The last claim that quotes, and its block: a paragraph of nothing but a quotation goes on with it.
    quoted: Option<(ClaimId, BlockId)>,
    /// Whose words the block read last announced.
    announced: Option<Announced>,
    speakers: Spoken,
    /// What the next block's claims have come to.
    attribution: Attribution,
    memory: Memory,
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
        let Progress { claims, next, mention, open, quoted, announced, speakers, attribution, memory } =
            progress;
        let speakers = Speakers::resume(page, entities, speakers);
        Self {
            page,
            text,
            entities,
            attributor,
            speakers,
            claims,
            next,
            mention,
            open,
            quoted,
            announced,
            attribution,
            memory,
            stood: false,
        }
    }

    /// Puts the pass aside.
    pub fn pause(self) -> Progress {
        let Self { claims, next, mention, open, quoted, announced, speakers, attribution, memory, .. } = self;
        let speakers = speakers.pause();
        Progress { claims, next, mention, open, quoted, announced, speakers, attribution, memory }
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
        if read.tokens.is_empty()
            || matches!(
                block.kind,
                BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit | BlockKind::Related
            )
        {
            return true;
        }
        let Entities { entities, mentions, .. } = self.entities;
        while mentions.get(self.mention).is_some_and(|m| m.place.block < id) {
            self.mention += 1;
        }
        let here = mentions.iter().skip(self.mention).take_while(|m| m.place.block == id);
        let names = here
            .filter(|m| m.form == MentionForm::Name)
            .filter_map(|m| Some((m.place.span, entities.get(m.entity.0 as usize)?.kind)))
            .collect();
        let body = self.memory.body(id, &block.text, read);
        let prepared = Prepared::with(body, &block.text, read, block.kind, names);
        let found = if let Some(known) = self.memory.found(id, &prepared) {
            known
        } else {
            self.stood = false;
            if !self.attributor.advance(&prepared, &mut self.attribution, time_left) {
                return false;
            }
            let found = core::mem::take(&mut self.attribution).finish();
            self.memory.keep(id, &prepared, found)
        };
        if block.kind == BlockKind::Subhead {
            self.open = None;
            self.quoted = None;
        }
        let label = label(&prepared, self.entities);
        // Whoever a transcript names begins anew, in whatever marks the turns before stand.
        let announced = self.announced.take().filter(|a| a.source.block.0 + 1 == id.0 && label.is_none());
        if label.is_some() || announced.is_some() {
            self.open = None;
            self.quoted = None;
        }
        let joined = self.continue_quotation(id, &prepared, &found);
        let base = self.claims.len() as u32;
        let drafts = self.memory.drafts(id, joined, label.is_some(), || {
            // A claim that only goes on with an earlier one is dropped from the list; keep parents in step.
            let mut found = found.to_vec();
            if let Some(at) = joined {
                found.remove(at);
                for f in &mut found {
                    f.parent =
                        f.parent.and_then(|p| if p == at { None } else { Some(p - usize::from(p > at)) });
                }
            }
            turn(&prepared, label.is_some(), &mut found);
            found.iter().map(|f| Draft::new(&prepared, f)).collect()
        });
        for draft in drafts.iter() {
            let mut claim = draft.claim(id, base, &mut self.speakers);
            if label.is_some() && draft.opens {
                claim.speaker = label;
                claim.source_kind = SourceKind::NamedPerson;
            }
            self.claims.push(claim);
        }
        if let Some(announced) = announced {
            self.take_up(id, &prepared, base, announced);
        }
        self.note_open_quotation(id, &prepared, base);
        self.announced = announced_by(&prepared).and_then(|(source, cue)| {
            let place = |t: Tokens| Place { block: id, span: prepared.span(t) };
            let taken = found.iter().any(|f| f.linked.touches(cue));
            (!taken).then(|| Announced { source: place(source), cue: place(cue) })
        });
        true
    }

    /// Gives the quotation that block `id` begins with, or a block quotation, to whom the block before announced.
    fn take_up(&mut self, id: BlockId, block: &Prepared<'_>, base: u32, announced: Announced) {
        let n = block.tokens.len() as u32;
        let quotation =
            block.quotations.first().filter(|q| q.first == 0).map(|q| Tokens { first: 0, end: q.end });
        let whole = (block.kind == BlockKind::Quote).then_some(Tokens { first: 0, end: n });
        let Some(words) = quotation.or(whole) else { return };
        let place = Place { block: id, span: block.span(words) };
        let here = |c: &Claim| c.content.iter().any(|p| p.block == id && p.span.overlaps(place.span));
        let mut all = self.claims.iter().enumerate().skip(base as usize).filter(|(_, c)| here(c));
        let at = match (all.next(), all.next()) {
            (None, _) => {
                let linked = Linked { content: vec![words], ..Linked::default() };
                let draft = Draft::new(block, &Found { linked, parent: None });
                self.claims.push(draft.claim(id, base, &mut self.speakers));
                self.claims.len() - 1
            }
            // A cue of its own, or more than one claim: the words are somebody's already.
            (Some((at, c)), None) if c.cue.is_empty() && c.source.is_none() => at,
            _ => return,
        };
        let text = self.page.blocks.get(announced.source.block.index()).map_or("", |b| b.text.as_str());
        let source = Source::new(announced.source.span, text);
        let resolved = self.speakers.resolve(announced.source.block, &source);
        if let Some(claim) = self.claims.get_mut(at) {
            claim.content = vec![place];
            claim.kind = ClaimKind::Direct;
            claim.source = Some(announced.source);
            claim.cue = vec![announced.cue];
            claim.speaker = resolved.speaker;
            claim.source_kind = resolved.kind;
        }
    }

    /// Joins a quotation that reopens here, or a paragraph that is only a quotation, to its claim; tells which of
    /// those `found` that was.
    fn continue_quotation(&mut self, id: BlockId, block: &Prepared<'_>, found: &[Found]) -> Option<usize> {
        let whole = |t: &Tokens| {
            (t.first..t.end).all(|i| block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No))
        };
        let reopened = block.quoted.first() == Some(&Quoted::Open);
        let joined = self.open.take().filter(|(_, at)| reopened && id.0 == at.0 + 1).or_else(|| {
            let all = block.tokens.len() as u32;
            // A pull quote or block quotation stands apart: whose it is, its place does not tell.
            let only = block.kind == BlockKind::Paragraph
                && block.quotations.first().is_some_and(|q| q.first == 0 && q.end == all);
            self.quoted.filter(|(_, at)| only && id.0 == at.0 + 1)
        });
        let (claim, _) = joined?;
        // Only a leading quotation that no cue of this block claims for itself.
        let at = found.iter().position(|f| {
            f.linked.cue.is_none() && f.linked.content.iter().any(|t| t.first == 0 && whole(t))
        })?;
        let taken = &found.get(at)?.linked.content;
        if let Some(claim) = self.claims.get_mut(claim.0 as usize) {
            claim.content.extend(taken.iter().map(|t| Place { block: id, span: block.span(*t) }));
            if let Some(speaker) = claim.speaker {
                self.speakers.goes_on(speaker, id);
            }
        }
        let still_open = block.quotations.first().is_some_and(|q| !q.closed);
        self.open = still_open.then_some((claim, id));
        self.quoted = Some((claim, id));
        Some(at)
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
                self.open = Some((claim, id));
            }
        }
    }
}

impl Progress {
    /// Begins with what an earlier pass knew of unchanged blocks.
    pub fn remembering(memory: Memory) -> Self {
        Self { memory, ..Self::default() }
    }

    /// Gives away what is known of the blocks read.
    pub fn memory(&mut self) -> Memory {
        core::mem::take(&mut self.memory)
    }

    /// The claims found, with repeated contents linked to the first.
    pub fn claims(&mut self, page: &Page) -> Claims {
        let mut claims = core::mem::take(&mut self.claims);
        let mut letters = |p: &Place| {
            self.memory.letters(*p, page.blocks.get(p.block.index()).map_or("", |b| b.text.as_str()))
        };
        let mut seen: FxHashMap<Rc<str>, u32> = FxHashMap::default();
        for (i, claim) in claims.iter_mut().enumerate() {
            let key = match claim.content.as_slice() {
                [only] => letters(only),
                pieces => pieces.iter().map(|p| letters(p).to_string()).collect::<String>().into(),
            };
            // A few letters are the same by chance.
            if key.len() < 12 {
                continue;
            }
            let first = *seen.entry(key).or_insert(i as u32);
            claim.same = (first != i as u32).then_some(ClaimId(first));
        }
        Claims { claims, statements: Vec::new() }
    }

    /// What is known of the blocks, while it is made use of.
    pub(super) fn known(&mut self) -> &mut Memory {
        &mut self.memory
    }
}

#[cfg(test)]
mod tests;
