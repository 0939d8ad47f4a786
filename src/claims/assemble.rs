//! Claims of a page from the claims of its blocks.
//!
//! Problem: a quotation runs over paragraphs, a paragraph may be nothing but a quotation, an
//! interview names its speaker once a turn. Policy: one pass in reading order; what goes on is joined
//! to the claim it goes on with, and a speech that is left open gets the speaker its next paragraph
//! names; a claim's speaker, kind, tone and flags are read off its parts. A block without words stands
//! between no two. The pass owns the speakers' state. A content never crosses a heading or leaves its region.

use super::announced::{announced as announced_by, take_up};
use super::attribution::{Attribution, Attributor};
use super::checkworthy::Scorer;
use super::drafts::{Around, Draft, Drafts};
use super::letters::Said;
use super::link::Tokens;
use super::memory::Memory;
use super::prepared::{Body, Prepared};
use super::speakers::{Resolved, Source, Speakers, Spoken};
use super::statements::{compare, score, statements};
use super::stretches::{Entry, Read, Stretches};
use super::turns::{label, turn};
use super::{Claim, ClaimId, ClaimKind, Claims, SourceKind};
use crate::entities::{Entities, MentionForm};
use crate::few::Few;
use crate::page::{Block, BlockId, BlockKind, Page};
use crate::span::Place;
use crate::text::Text;

mod going_on;

use going_on::Open;

/// One pass over a page.
pub struct Assembly<'a> {
    page: &'a Page,
    text: &'a Text,
    entities: &'a Entities,
    attributor: Attributor<'a>,
    scorer: &'a Scorer,
    speakers: Speakers<'a>,
    next: u32,
    last: Option<BlockId>,
    open: Option<Open>,
    quoted: Option<(ClaimId, BlockId)>,
    announced: Option<Announced>,
    attribution: Attribution,
    read: Read,
    memory: Memory,
    stretches: Option<Stretches>,
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
    /// What the blocks read have come to.
    read: Read,
    memory: Memory,
    /// What can be taken over from an earlier pass.
    stretches: Option<Stretches>,
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
        let Progress { next, last, open, quoted, announced, speakers, attribution, read, memory, stretches } =
            progress;
        let speakers = Speakers::resume(page, entities, speakers);
        Self {
            page,
            text,
            entities,
            attributor,
            scorer,
            speakers,
            next,
            last,
            open,
            quoted,
            announced,
            attribution,
            read,
            memory,
            stretches,
            stood: false,
        }
    }

    /// Puts the pass aside.
    pub fn pause(self) -> Progress {
        let Self {
            next, last, open, quoted, announced, speakers, attribution, read, memory, stretches, ..
        } = self;
        let speakers = speakers.spoken();
        Progress { next, last, open, quoted, announced, speakers, attribution, read, memory, stretches }
    }

    /// Reads on until all blocks are read (true) or `time_left` says stop (false), within a block too.
    pub fn advance(&mut self, time_left: &mut dyn FnMut() -> bool) -> bool {
        while let Some(block) = self.page.blocks.get(self.next as usize) {
            let id = BlockId(self.next);
            if self.take_over() {
                if !time_left() {
                    return false;
                }
                continue;
            }
            self.enter(block.kind);
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

    /// Takes over the stretch that begins with the next block, where one does.
    fn take_over(&mut self) -> bool {
        let (from, spoken) = (self.next, self.speakers.spoken());
        let Some(stretches) = self.stretches.as_mut().filter(|_| self.announced.is_none()) else {
            return false;
        };
        let Some(to) = stretches.end(self.page, from, spoken) else { return false };
        let spoken = stretches.take(from, to, &mut self.read);
        self.speakers = Speakers::resume(self.page, self.entities, spoken);
        (self.next, self.last, self.open, self.quoted) = (to, None, None, None);
        true
    }

    /// Notes how the pass comes to the next block, once.
    fn enter(&mut self, kind: BlockKind) {
        let Read { entries, claims, statements, longer, .. } = &mut self.read;
        if entries.len() == self.next as usize {
            let [claims, statements, longer] =
                [claims.len(), statements.len(), longer.len()].map(|n| n as u32);
            let spoken = self.speakers.spoken();
            entries.push(Entry { kind, spoken, claims, statements, longer, plain: false });
        }
    }

    /// Notes whether the block that was read last is plain.
    fn settle(&mut self, is_plain: bool) {
        if let Some(entry) = self.read.entries.last_mut() {
            entry.plain = is_plain;
        }
    }

    /// Reads on in a block; true when it is read.
    fn read(&mut self, id: BlockId, block: &Block, time_left: &mut dyn FnMut() -> bool) -> bool {
        let read = self.text.blocks.get(id.index()).filter(|read| !read.tokens.is_empty());
        let Some(read) = read else { return true };
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
        let memory = &mut self.memory;
        let standing = self.announced.is_none().then(|| memory.standing(id, block.kind, read, names.clone()));
        if let Some((drafts, ends_open)) = standing.flatten() {
            self.stand(id, block.kind, &drafts, ends_open);
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
        let announced =
            self.announced.take().filter(|a| Some(a.source.block) == self.last && label.is_none());
        if label.is_some() || announced.is_some() {
            self.open = None;
            self.quoted = None;
        }
        let base = self.read.claims.len() as u32;
        let taken_back = self.take_back(&prepared, &found, base);
        let joined = if taken_back.is_some() { None } else { self.continue_quotation(id, &prepared, &found) };
        let at = joined.map(|(at, _)| at);
        let around = Around { joined: at, labelled: label.is_some(), announced: announced.is_some() };
        let scorer = self.scorer;
        let drafts = self.memory.drafts(id, around, |letters| {
            let taken = at.and_then(|at| found.get(at)).map(|f| f.linked.content.as_slice());
            let joined: Vec<_> = taken.unwrap_or_default().iter().map(|t| prepared.span(*t)).collect();
            let late = at.and_then(|at| found.get(at)).filter(|f| f.linked.cue.is_some());
            let late = late.map(|f| Box::new(Draft::new(&prepared, f, letters)));
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
            for draft in &mut claims {
                draft.claim.score = score(draft, block, read, scorer);
            }
            let statements = statements(&claims, &joined, block, read, scorer);
            Drafts { claims, late, announced, statements }
        });
        if let Some((late, (_, earlier))) = drafts.late.as_ref().zip(joined) {
            let said = late.claim(id, base, &mut self.speakers);
            if let Some(claim) = self.read.claims.get_mut(earlier.0 as usize) {
                let content = core::mem::take(&mut claim.content);
                *claim = Claim { content, score: claim.score, ..said };
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
                self.read.longer.push(ClaimId(base + i as u32));
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
            let mut who = || self.speakers.resolve(id, &Source::new(source.span, &block.text), &[]);
            (!taken).then(|| Announced { source, cue, who: who() })
        });
        let Body { reopens, one_quotation, ends_in_colon, colon, .. } = *prepared.body;
        let is_plain = around == Around::default() && colon.is_none();
        let is_plain = is_plain && !(reopens || one_quotation || ends_in_colon);
        self.memory.settle(id, read, is_plain);
        self.settle(is_plain);
        self.last = Some(id);
        true
    }

    /// The claims of a plain block that reads as it did: what [`Self::read`] comes to, with nothing asked twice.
    fn stand(&mut self, id: BlockId, kind: BlockKind, drafts: &Drafts, ends_open: bool) {
        self.open = None;
        if kind == BlockKind::Subhead {
            self.quoted = None;
        }
        let base = self.read.claims.len() as u32;
        for draft in &drafts.claims {
            let claim = draft.claim(id, base, &mut self.speakers);
            self.push(claim, draft);
        }
        self.read.statements.extend(drafts.statements.iter().map(|s| s.statement(id, base, None)));
        self.note_open_quotation(id, ends_open, base);
        self.settle(true);
        self.last = Some(id);
    }

    fn push(&mut self, claim: Claim, draft: &Draft) {
        self.read.claims.push(claim);
        self.read.said.push(draft.said.as_ref().map_or(u32::MAX, Said::number));
    }
}

impl Progress {
    /// Begins with what an earlier pass knew of unchanged blocks.
    pub fn remembering(memory: Memory) -> Self {
        let claims = Vec::with_capacity(memory.claims);
        let said = Vec::with_capacity(memory.claims);
        let statements = Vec::with_capacity(memory.statements);
        Self { read: Read { claims, said, statements, ..Read::default() }, memory, ..Self::default() }
    }

    /// Before the first block is read: takes over what can be from the earlier pass, where all blocks have the
    /// numbers they had and all but those that `changed` read as they did.
    pub fn recall(&mut self, page: &Page, entities: &Entities, changed: &[u32]) {
        self.stretches = self.memory.past.stretches(page, entities, changed);
    }

    /// Gives away what is known of the blocks read.
    pub fn memory(&mut self) -> Memory {
        core::mem::take(&mut self.memory)
    }

    /// Gives away the claims and statements found.
    pub fn claims(&mut self, page: &Page, entities: &Entities) -> Claims {
        let (read, memory) = (core::mem::take(&mut self.read), &mut self.memory);
        memory.claims = read.claims.len();
        memory.statements = read.statements.len();
        let mut found = Claims { claims: read.claims.clone(), statements: read.statements.clone() };
        compare(page, &mut found.claims, read.said.clone(), &read.longer, &mut memory.letters);
        memory.past.note(read, entities);
        found
    }
}

#[cfg(test)]
mod tests;
