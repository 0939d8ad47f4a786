//! Claims of a page from the claims of its blocks.
//!
//! Problem: a quotation runs over paragraphs, a paragraph may be nothing but a quotation, an
//! interview names its speaker once a turn. Policy: one pass in reading order; what goes on is joined
//! to the claim it goes on with; a claim's speaker, kind, tone and flags are read off its parts.
//! The pass owns the speakers' state. A content never crosses a heading or leaves its region.

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use super::attribution::{Attribution, Attributor, Found};
use super::framed::frame_of;
use super::link::{Linked, Tokens};
use super::memory::Memory;
use super::patients::aims;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::speakers::{Resolved, Speakers, Spoken};
use super::turns::{label, turn};
use super::{Claim, ClaimId, ClaimKind, Claims, SourceKind, cues};
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
    attribution: Attribution,
    memory: Memory,
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
        let Progress { claims, next, mention, open, quoted, speakers, attribution, memory } = progress;
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
            attribution,
            memory,
        }
    }

    /// Puts the pass aside.
    pub fn pause(self) -> Progress {
        let Self { claims, next, mention, open, quoted, speakers, attribution, memory, .. } = self;
        Progress { claims, next, mention, open, quoted, speakers: speakers.pause(), attribution, memory }
    }

    /// Reads on until all blocks are read (true) or `time_left` says stop (false), within a block too.
    pub fn advance(&mut self, time_left: &mut dyn FnMut() -> bool) -> bool {
        while let Some(block) = self.page.blocks.get(self.next as usize) {
            if self.read(BlockId(self.next), block, time_left) {
                self.next += 1;
            }
            if !time_left() {
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
        let mut found = if let Some(known) = self.memory.found(id, &prepared) {
            known
        } else {
            if !self.attributor.advance(&prepared, &mut self.attribution, time_left) {
                return false;
            }
            let found = core::mem::take(&mut self.attribution).finish();
            self.memory.keep(id, &prepared, &found);
            found
        };
        if block.kind == BlockKind::Subhead {
            self.open = None;
            self.quoted = None;
        }
        self.continue_quotation(id, &prepared, &mut found);
        let label = label(&prepared, self.entities);
        turn(&prepared, label.is_some(), &mut found);
        let base = self.claims.len() as u32;
        // A claim that only goes on with an earlier one is dropped from the list; keep parents in step.
        for one in &found {
            let mut claim = self.claim(id, &prepared, one, base);
            if label.is_some() && one.linked.source.is_some_and(|s| s.first == 0) {
                claim.speaker = label;
                claim.source_kind = SourceKind::NamedPerson;
            }
            self.claims.push(claim);
        }
        self.note_open_quotation(id, &prepared, base);
        true
    }

    /// Joins a quotation that reopens here, or a paragraph that is only a quotation, to its claim.
    fn continue_quotation(&mut self, id: BlockId, block: &Prepared<'_>, found: &mut Vec<Found>) {
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
        let Some((claim, _)) = joined else { return };
        // Only a leading quotation that no cue of this block claims for itself.
        let Some(at) = found.iter().position(|f| {
            f.linked.cue.is_none() && f.linked.content.iter().any(|t| t.first == 0 && whole(t))
        }) else {
            return;
        };
        let taken = found.remove(at);
        for f in found.iter_mut() {
            f.parent = f.parent.and_then(|p| if p == at { None } else { Some(p - usize::from(p > at)) });
        }
        let pieces: Vec<Place> =
            taken.linked.content.iter().map(|t| Place { block: id, span: block.span(*t) }).collect();
        if let Some(claim) = self.claims.get_mut(claim.0 as usize) {
            claim.content.extend(pieces);
            if let Some(speaker) = claim.speaker {
                self.speakers.goes_on(speaker, id);
            }
        }
        let still_open = block.quotations.first().is_some_and(|q| !q.closed);
        self.open = still_open.then_some((claim, id));
        self.quoted = Some((claim, id));
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

    fn claim(&mut self, id: BlockId, block: &Prepared<'_>, found: &Found, base: u32) -> Claim {
        let place = |t: &Tokens| Place { block: id, span: block.span(*t) };
        let linked = &found.linked;
        let source = linked.source.as_ref().map(place);
        // Whoever is quoted by somebody quoted is only spoken of: a name tells who, a pronoun does not.
        let inside = |t: &Tokens| block.quoted.get(t.first as usize) == Some(&Quoted::Inside);
        let mut resolved = if found.parent.is_some() && linked.source.as_ref().is_some_and(inside) {
            self.speakers.spoken_of(source)
        } else {
            self.speakers.resolve(source)
        };
        if linked.cue.is_none() && source.is_none() {
            resolved = Resolved { speaker: None, kind: SourceKind::NoneGiven };
        }
        let second = frame_of(block, linked).and_then(|f| f.behind);
        if linked.source.is_some_and(|s| in_own_voice(block, s)) {
            resolved.speaker = None;
        }
        let cue_words: Vec<&str> =
            linked.cue.iter().chain(&second).flat_map(|c| c.first..c.end).map(|i| block.word(i)).collect();
        let aims = aims(block, linked);
        let impersonal = is_impersonal(&cue_words);
        if source.is_none() && impersonal {
            resolved.kind = SourceKind::Passive;
        }
        let kind = kind(block, linked, &cue_words, source.is_none() && impersonal);
        let class = cue_words.iter().rev().find_map(|w| cues::verb(w));
        let content_first = linked.content.first().map_or("", |t| block.word(t.first));
        let asks = matches!(content_first, "whether" | "if" | "why" | "how")
            && cue_words.iter().any(|w| matches!(*w, "asked" | "wondered" | "asks" | "questioned"));
        let ends_with_question =
            linked.content.iter().any(|t| (t.end.saturating_sub(2)..=t.end).any(|i| block.word(i) == "?"));
        let urges = cue_words.iter().any(|w| {
            matches!(
                *w,
                "urged" | "ordered" | "called" | "demanded" | "told" | "asked" | "warned" | "advised"
            )
        });
        Claim {
            kind,
            source,
            cue: linked.cue.iter().chain(&second).map(place).collect(),
            content: linked.content.iter().map(place).collect(),
            speaker: resolved.speaker,
            source_kind: resolved.kind,
            tone: cues::tone(cue_words.iter().copied()),
            target: aims.target.as_ref().map(place),
            addressee: aims.addressee.as_ref().map(place),
            hedges: hedges(block, linked, id),
            negated: cue_words.iter().any(|w| cues::is_negation(w)),
            question: asks || ends_with_question,
            directive: urges && content_first == "to" || cue_words.contains(&"urged"),
            attitude: class == Some(cues::CueClass::Attitude),
            parent: found.parent.map(|p| ClaimId(base + p as u32)),
            same: None,
            score: 0.0,
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

/// Whether "they" or "it" stands in a block told by an "I" outside quotations: whom that voice means, the last
/// speaker does not tell.
fn in_own_voice(block: &Prepared<'_>, source: Tokens) -> bool {
    source.len() == 1
        && matches!(block.word(source.first), "they" | "it")
        && (0..block.tokens.len() as u32).any(|i| {
            block.quoted.get(i as usize) == Some(&Quoted::No) && matches!(block.word(i), "i" | "me" | "my")
        })
}

fn is_impersonal(cue: &[&str]) -> bool {
    cue.iter().any(|w| {
        matches!(
            *w,
            "reportedly"
                | "allegedly"
                | "supposedly"
                | "purportedly"
                | "accused"
                | "suspected"
                | "charged"
                | "alleged"
                | "rumoured"
                | "rumored"
                | "implicated"
                | "convicted"
        )
    }) || cue.windows(2).any(|w| {
        matches!(w[0], "is" | "are" | "was" | "were" | "be" | "been")
            && matches!(
                w[1],
                "said"
                    | "believed"
                    | "thought"
                    | "understood"
                    | "reported"
                    | "known"
                    | "feared"
                    | "expected"
                    | "considered"
            )
    }) || cue.contains(&"emerged")
}

fn kind(block: &Prepared<'_>, linked: &Linked, cue: &[&str], allegation: bool) -> ClaimKind {
    let joined = cue.join(" ");
    if joined.contains("according")
        || matches!(cue.first(), Some(&"per" | &"citing" | &"quoting"))
        || joined.contains("words of")
        || cue.first() == Some(&"as")
        || frame_of(block, linked).is_some()
    {
        return ClaimKind::AccordingTo;
    }
    let (mut words, mut quoted) = (0u32, 0u32);
    for i in linked.content.iter().flat_map(|t| t.first..t.end) {
        if block.tokens.get(i as usize).is_some_and(|t| t.is_word()) {
            words += 1;
            quoted += u32::from(block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No));
        }
    }
    if quoted * 100 >= words * 95 && words > 0 {
        ClaimKind::Direct
    } else if quoted > 0 {
        ClaimKind::Mixed
    } else if allegation {
        ClaimKind::Allegation
    } else {
        ClaimKind::Indirect
    }
}

fn hedges(block: &Prepared<'_>, linked: &Linked, id: BlockId) -> Vec<Place> {
    linked
        .cue
        .iter()
        .chain(&linked.content)
        .flat_map(|t| t.first..t.end)
        .filter(|i| cues::is_hedge(block.word(*i)) && !is_capital_month(block, *i))
        .map(|i| Place { block: id, span: block.span(Tokens { first: i, end: i + 1 }) })
        .collect()
}

/// "May" the month is no hedge.
fn is_capital_month(block: &Prepared<'_>, i: u32) -> bool {
    block.tokens.get(i as usize).is_some_and(|t| t.span.text(block.text) == "May")
        && block.starts.binary_search(&i).is_err()
}

#[cfg(test)]
mod tests;
