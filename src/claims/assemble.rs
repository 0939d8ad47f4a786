//! Claims of a page from the claims of its blocks.
//!
//! Problem: a quotation runs over paragraphs, a paragraph may be nothing but a quotation, an
//! interview names its speaker once a turn. Policy: one pass in reading order; what goes on is joined
//! to the claim it goes on with; a claim's speaker, kind, tone and flags are read off its parts.
//! The pass owns the speakers' state. A content never crosses a heading or leaves its region.

use super::announced::{announced as announced_by, take_up};
use super::attribution::{Attribution, Attributor, Found};
use super::checkworthy::Scorer;
use super::drafts::{Around, Draft, Drafts};
use super::letters::Said;
use super::link::Tokens;
use super::memory::Memory;
use super::prepared::{Body, Prepared};
use super::quotations::Quoted;
use super::speakers::{Resolved, Source, Speakers, Spoken};
use super::statements::{compare, score, statements};
use super::turns::{label, turn};
use super::{Claim, ClaimId, ClaimKind, Claims, SourceKind, Statement};
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
    scorer: &'a Scorer,
    speakers: Speakers<'a>,
    claims: Vec<Claim>,
    next: u32,
    open: Option<(ClaimId, BlockId)>,
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

/// A pass that was put aside: everything but what it borrows.
#[derive(Debug, Default)]
pub struct Progress {
    claims: Vec<Claim>,
    /// The next block to read.
    next: u32,
    /// A quotation that has not been closed yet: its claim and block.
    open: Option<(ClaimId, BlockId)>,
    /// The last claim that quotes, and its block: a paragraph of nothing but a quotation goes on with it.
    quoted: Option<(ClaimId, BlockId)>,
    /// Whose words the block read last announced.
    announced: Option<Announced>,
    speakers: Spoken,
    /// What the next block's claims have come to.
    attribution: Attribution,
    read: Read,
}

/// What the blocks read have come to, beside their claims.
#[derive(Debug, Default)]
struct Read {
    memory: Memory,
    statements: Vec<Statement>,
    /// For each claim the number of what it says, or `u32::MAX`.
    said: Vec<u32>,
    /// Claims that go on in later blocks.
    longer: Vec<ClaimId>,
}

impl<'a> Assembly<'a> {
    /// Goes on where `progress` stopped; a default one starts before the first block.
    pub fn resume(
        page: &'a Page,
        text: &'a Text,
        entities: &'a Entities,
        attributor: Attributor<'a>,
        scorer: &'a Scorer,
        progress: Progress,
    ) -> Self {
        let Progress { claims, next, open, quoted, announced, speakers, attribution, read } = progress;
        let speakers = Speakers::resume(page, entities, speakers);
        Self {
            page,
            text,
            entities,
            attributor,
            scorer,
            speakers,
            claims,
            next,
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
        let Self { claims, next, open, quoted, announced, speakers, attribution, read, .. } = self;
        Progress { claims, next, open, quoted, announced, speakers: speakers.pause(), attribution, read }
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
        let Some(read) = self.text.blocks.get(id.index()) else { return true };
        if matches!(
            block.kind,
            BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit | BlockKind::Related
        ) {
            return true;
        }
        let entities = &self.entities.entities;
        let here = self.speakers.enter(id).iter();
        let names = here
            .filter(|m| m.form == MentionForm::Name)
            .filter_map(|m| Some((m.place.span, entities.get(m.entity.0 as usize)?.kind)));
        let memory = &mut self.read.memory;
        let standing = self.announced.is_none().then(|| memory.standing(id, block.kind, read, names.clone()));
        if let Some((drafts, ends_open)) = standing.flatten() {
            self.stand(id, block.kind, &drafts, ends_open);
            return true;
        }
        if read.tokens.is_empty() {
            return true;
        }
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
        let announced = self.announced.take().filter(|a| a.source.block.0 + 1 == id.0 && label.is_none());
        if label.is_some() || announced.is_some() {
            self.open = None;
            self.quoted = None;
        }
        let joined = self.continue_quotation(id, &prepared, &found);
        let base = self.claims.len() as u32;
        let at = joined.map(|(at, _)| at);
        let around = Around { joined: at, labelled: label.is_some(), announced: announced.is_some() };
        let scorer = self.scorer;
        let drafts = self.read.memory.drafts(id, around, |letters| {
            let taken = at.and_then(|at| found.get(at)).map(|f| f.linked.content.as_slice());
            let joined: Vec<_> = taken.unwrap_or_default().iter().map(|t| prepared.span(*t)).collect();
            // A claim that only goes on with an earlier one is dropped from the list; keep parents in step.
            let mut found = found.to_vec();
            if let Some(at) = at {
                found.remove(at);
                for f in &mut found {
                    f.parent =
                        f.parent.and_then(|p| if p == at { None } else { Some(p - usize::from(p > at)) });
                }
            }
            turn(&prepared, label.is_some(), &mut found);
            let announced = around.announced.then(|| take_up(&prepared, &mut found)).flatten();
            let mut claims: Box<[Draft]> = found.iter().map(|f| Draft::new(&prepared, f, letters)).collect();
            for draft in &mut claims {
                draft.claim.score = score(draft, block, read, scorer);
            }
            let statements = statements(&claims, &joined, block, read, scorer);
            Drafts { claims, announced, statements }
        });
        for (i, draft) in drafts.claims.iter().enumerate() {
            let mut claim = draft.claim(id, base, &mut self.speakers);
            if let Some(Announced { source, cue, who }) = announced.filter(|_| drafts.announced == Some(i)) {
                claim.kind = ClaimKind::Direct;
                claim.source = Some(source);
                claim.cue = Few::from_iter([cue]);
                claim.speaker = who.speaker;
                claim.source_kind = who.kind;
            }
            if label.is_some() && draft.opens {
                claim.speaker = label;
                claim.source_kind = SourceKind::NamedPerson;
            }
            self.push(claim, draft);
        }
        let joined = joined.map(|(_, claim)| claim);
        self.read.statements.extend(drafts.statements.iter().map(|s| s.statement(id, base, joined)));
        self.note_open_quotation(id, prepared.ends_open, base);
        self.announced = announced_by(&prepared).and_then(|(source, cue)| {
            let place = |t: Tokens| Place { block: id, span: prepared.span(t) };
            let taken = found.iter().any(|f| f.linked.touches(cue));
            let (source, cue) = (place(source), place(cue));
            let mut who = || self.speakers.resolve(id, &Source::new(source.span, &block.text));
            (!taken).then(|| Announced { source, cue, who: who() })
        });
        let Body { reopens, one_quotation, ends_in_colon, colon, .. } = *prepared.body;
        let is_plain = around == Around::default() && colon.is_none();
        let is_plain = is_plain && !(reopens || one_quotation || ends_in_colon);
        self.read.memory.settle(id, read, is_plain);
        true
    }

    /// The claims of a plain block that reads as it did: what [`Self::read`] comes to, with nothing asked twice.
    fn stand(&mut self, id: BlockId, kind: BlockKind, drafts: &Drafts, ends_open: bool) {
        self.open = None;
        if kind == BlockKind::Subhead {
            self.quoted = None;
        }
        let base = self.claims.len() as u32;
        for draft in &drafts.claims {
            let claim = draft.claim(id, base, &mut self.speakers);
            self.push(claim, draft);
        }
        self.read.statements.extend(drafts.statements.iter().map(|s| s.statement(id, base, None)));
        self.note_open_quotation(id, ends_open, base);
    }

    fn push(&mut self, claim: Claim, draft: &Draft) {
        self.claims.push(claim);
        self.read.said.push(draft.said.as_ref().map_or(u32::MAX, Said::number));
    }

    /// Joins a quotation that reopens here, or a paragraph that is only a quotation, to its claim; tells which of
    /// those `found` that was, and the claim.
    fn continue_quotation(
        &mut self,
        id: BlockId,
        block: &Prepared<'_>,
        found: &[Found],
    ) -> Option<(usize, ClaimId)> {
        let whole = |t: &Tokens| {
            (t.first..t.end).all(|i| block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No))
        };
        let joined = self.open.take().filter(|(_, at)| block.reopens && id.0 == at.0 + 1).or_else(|| {
            // A pull quote or block quotation stands apart: whose it is, its place does not tell.
            let only = block.kind == BlockKind::Paragraph && block.one_quotation;
            self.quoted.filter(|(_, at)| only && id.0 == at.0 + 1)
        });
        let (claim, _) = joined?;
        // Only a leading quotation that no cue of this block claims for itself.
        let at = found.iter().position(|f| {
            f.linked.cue.is_none() && f.linked.content.iter().any(|t| t.first == 0 && whole(t))
        })?;
        let taken = &found.get(at)?.linked.content;
        let number = claim.0;
        if let Some(claim) = self.claims.get_mut(number as usize) {
            claim.content.extend(taken.iter().map(|t| Place { block: id, span: block.span(*t) }));
            if let Some(speaker) = claim.speaker {
                self.speakers.goes_on(speaker, id);
            }
            if self.read.longer.last().is_none_or(|last| *last != ClaimId(number)) {
                self.read.longer.push(ClaimId(number));
            }
        }
        let still_open = block.quotations.first().is_some_and(|q| !q.closed);
        self.open = still_open.then_some((claim, id));
        self.quoted = Some((claim, id));
        Some((at, claim))
    }

    fn note_open_quotation(&mut self, id: BlockId, ends_open: bool, base: u32) {
        let last = self.claims.iter().enumerate().skip(base as usize).rev().find(|(_, c)| {
            matches!(c.kind, ClaimKind::Direct | ClaimKind::Mixed | ClaimKind::AccordingTo)
                && c.parent.is_none()
        });
        if let Some((i, _)) = last {
            let claim = ClaimId(i as u32);
            self.quoted = Some((claim, id));
            if ends_open {
                self.open = Some((claim, id));
            }
        }
    }
}

impl Progress {
    /// Begins with what an earlier pass knew of unchanged blocks.
    pub fn remembering(memory: Memory) -> Self {
        let claims = Vec::with_capacity(memory.claims);
        let said = Vec::with_capacity(memory.claims);
        let statements = Vec::with_capacity(memory.statements);
        Self { claims, read: Read { memory, statements, said, ..Read::default() }, ..Self::default() }
    }

    /// Gives away what is known of the blocks read.
    pub fn memory(&mut self) -> Memory {
        core::mem::take(&mut self.read.memory)
    }

    /// Gives away the claims and statements found.
    pub fn claims(&mut self, page: &Page) -> Claims {
        let Read { memory, statements, said, longer } = &mut self.read;
        memory.claims = self.claims.len();
        memory.statements = statements.len();
        compare(page, &mut self.claims, core::mem::take(said), longer, &mut memory.letters);
        Claims { claims: core::mem::take(&mut self.claims), statements: core::mem::take(statements) }
    }
}

#[cfg(test)]
mod tests;
