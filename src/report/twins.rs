//! From the findings to the report's types.
//!
//! Policy: linear in what was found; counts are made in one pass over mentions and claims, and the
//! quantities inside a claim are looked up, as they stand in reading order.

use alloc::sync::Arc;

use super::names::{claim_kind, copy_class, difference_kind, entity_kind, mention_form, quantity_kind};
use super::names::{relation_kind, run_kind, source_kind, tone};
use super::{Claim, CopiedBlock, Difference, Duplicates, Entity, Mention, Piece, Quantity, Relation, Report};
use super::{Region, Run, Statement, Utf16};
use crate::analysis::Findings;
use crate::claims;
use crate::duplicates::{self, RunKind};
use crate::entities::{self, MentionForm};
use crate::order;
use crate::page::{Block, Page};
use crate::span::Place;
use crate::text::is_english;

/// Makes the report of `findings` on `page`.
pub fn report(page: &Page, findings: &Findings) -> Report {
    report_in(page, findings, &Utf16::new(page))
}

/// The same with the page's offsets as they are known.
pub fn report_in(page: &Page, findings: &Findings, utf16: &Utf16) -> Report {
    let (twins, head) = (Twins::new(findings, utf16), Head::of(page, findings));
    let sentences = page.numbered().flat_map(|(id, _)| {
        let block = findings.text.block(id);
        block.sentences.iter().map(move |s| Place { block: id, span: block.span(*s) })
    });
    let (entities, claims) = (&findings.entities, &findings.claims);
    Report {
        blocks: head.blocks,
        paragraphs: head.paragraphs,
        words: head.words,
        english: head.english,
        sentences: sentences.map(|place| twins.piece(&place)).collect(),
        duplicates: Duplicates { repeated: head.repeated, of: head.paragraphs, runs: twins.runs() },
        entities: entities.entities.iter().enumerate().map(|(i, e)| twins.entity(i, e)).collect(),
        mentions: entities.mentions.iter().map(|m| twins.mention(m)).collect(),
        quantities: entities.quantities.iter().map(|q| twins.quantity(q)).collect(),
        claims: claims.claims.iter().enumerate().map(|(i, c)| twins.claim(i, c)).collect(),
        statements: claims.statements.iter().map(|s| twins.statement(s)).collect(),
        regions: head.regions,
    }
}

/// What the report says of the page as a whole.
pub(super) struct Head {
    pub(super) blocks: u32,
    pub(super) paragraphs: u32,
    pub(super) words: u32,
    pub(super) english: bool,
    pub(super) repeated: u32,
    pub(super) regions: Vec<Region>,
}

impl Head {
    pub(super) fn of(page: &Page, findings: &Findings) -> Self {
        let copies = findings.duplicates.runs.iter().filter(|r| r.kind == RunKind::Copy);
        Self {
            blocks: page.blocks.len() as u32,
            paragraphs: page.blocks.iter().filter(|b| is_paragraph(b)).count() as u32,
            words: findings.text.blocks.iter().map(|b| b.words).sum(),
            english: findings.english.unwrap_or_else(|| is_english(page, &findings.text)),
            repeated: copies.map(|r| r.blocks.len() as u32).sum(),
            regions: regions(page, findings),
        }
    }
}

/// The repeats of `findings` alone, as in the report.
pub fn runs(findings: &Findings, utf16: &Utf16) -> Vec<Run> {
    Twins { findings, utf16, counts: Vec::new() }.runs()
}

/// The articles of an endless page; none where there is only one.
pub fn regions(page: &Page, findings: &Findings) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for (id, block) in page.numbered().filter(|(_, b)| b.region > 0) {
        let at = block.region as usize - 1;
        if regions.len() <= at {
            regions.resize(at + 1, Region { from: id.0, to: id.0, paragraphs: 0, words: 0 });
        }
        let Some(region) = regions.get_mut(at) else { continue };
        region.to = id.0 + 1;
        region.paragraphs += u32::from(is_paragraph(block));
        region.words += findings.text.block(id).words;
    }
    regions
}

fn is_paragraph(block: &Block) -> bool {
    block.is_prose() && block.text.chars().any(char::is_alphanumeric)
}

/// How often an entity is mentioned by name, by description, and speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Occurrences {
    names: u32,
    descriptions: u32,
    claims: u32,
}

fn occurrences(findings: &Findings) -> Vec<Occurrences> {
    let mut counts = vec![Occurrences::default(); findings.entities.entities.len()];
    for mention in &findings.entities.mentions {
        match (counts.get_mut(mention.entity.0 as usize), mention.form) {
            (Some(count), MentionForm::Name) => count.names += 1,
            (Some(count), MentionForm::Description) => count.descriptions += 1,
            _ => {}
        }
    }
    for speaker in findings.claims.claims.iter().filter_map(|c| c.speaker) {
        if let Some(count) = counts.get_mut(speaker.0 as usize) {
            count.claims += 1;
        }
    }
    counts
}

struct Twins<'a> {
    findings: &'a Findings,
    utf16: &'a Utf16,
    counts: Vec<Occurrences>,
}

impl<'a> Twins<'a> {
    fn new(findings: &'a Findings, utf16: &'a Utf16) -> Self {
        Self { findings, utf16, counts: occurrences(findings) }
    }

    fn piece(&self, place: &Place) -> Piece {
        self.utf16.piece(*place)
    }

    fn pieces(&self, places: &[Place]) -> Vec<Piece> {
        places.iter().map(|p| self.piece(p)).collect()
    }

    fn maybe(&self, place: Option<&Place>) -> Option<Piece> {
        place.map(|p| self.piece(p))
    }

    fn inside(&self, places: &[Place]) -> Vec<u32> {
        inside(&self.findings.entities.quantities, places)
    }

    fn entity(&self, index: usize, entity: &entities::Entity) -> Entity {
        let counts = self.counts.get(index).copied().unwrap_or_default();
        let relation =
            |r: &entities::Relation| Relation { kind: relation_kind(r.kind), text: r.text.clone() };
        Entity {
            id: index as u32,
            kind: entity_kind(entity.kind),
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            title: self.maybe(entity.title.as_ref()),
            description: self.maybe(entity.description.as_ref()),
            relations: entity.relations.iter().map(relation).collect(),
            guess: entity.guess,
            mentions: counts.names,
            descriptions: counts.descriptions,
            claims: counts.claims,
        }
    }

    fn mention(&self, mention: &entities::Mention) -> Mention {
        let Piece { block, start, end } = self.piece(&mention.place);
        Mention { entity: mention.entity.0, form: mention_form(mention.form), block, start, end }
    }

    fn quantity(&self, quantity: &entities::Quantity) -> Quantity {
        let Piece { block, start, end } = self.piece(&quantity.place);
        Quantity {
            kind: quantity_kind(quantity.kind),
            block,
            start,
            end,
            value: Arc::clone(&quantity.value),
            unit: Arc::clone(&quantity.unit),
            approximate: quantity.approximate,
        }
    }

    fn claim(&self, index: usize, claim: &claims::Claim) -> Claim {
        Claim {
            id: index as u32,
            kind: claim_kind(claim.kind),
            source: self.maybe(claim.source.as_ref()),
            cue: self.pieces(&claim.cue),
            content: self.pieces(&claim.content),
            speaker: claim.speaker.map(|s| s.0),
            source_kind: source_kind(claim.source_kind),
            tone: tone(claim.tone),
            target: self.maybe(claim.target.as_ref()),
            addressee: self.maybe(claim.addressee.as_ref()),
            hedges: self.pieces(&claim.hedges),
            quantities: self.inside(&claim.content),
            negated: claim.negated,
            question: claim.question,
            directive: claim.directive,
            attitude: claim.attitude,
            parent: claim.parent.map(|p| p.0),
            same: claim.same.map(|s| s.0),
            score: claim.score,
        }
    }

    fn statement(&self, statement: &claims::Statement) -> Statement {
        let Piece { block, start, end } = self.piece(&statement.place);
        Statement {
            block,
            start,
            end,
            score: statement.score,
            follows: statement.follows.map(|f| f.0),
            quantities: self.inside(&[statement.place]),
        }
    }

    fn runs(&self) -> Vec<Run> {
        self.findings.duplicates.runs.iter().map(|run| self.run(run)).collect()
    }

    fn run(&self, run: &duplicates::Run) -> Run {
        let difference = |d: &duplicates::Difference| Difference {
            kind: difference_kind(d.kind),
            original: self.maybe(d.original.as_ref()),
            copy: self.maybe(d.copy.as_ref()),
        };
        let copied = |b: &duplicates::CopiedBlock| CopiedBlock {
            block: b.block.0,
            originals: b.originals.iter().map(|o| o.0).collect(),
            class: copy_class(b.class),
            differences: b.differences.iter().map(difference).collect(),
        };
        Run { kind: run_kind(run.kind), blocks: run.blocks.iter().map(copied).collect() }
    }
}

/// Indices of the `quantities` that stand inside `places`, in reading order.
fn inside(quantities: &[entities::Quantity], places: &[Place]) -> Vec<u32> {
    let mut out: Vec<u32> = places
        .iter()
        .flat_map(|p| {
            let first =
                quantities.partition_point(|q| (q.place.block, q.place.span.start) < (p.block, p.span.start));
            let rest = quantities.get(first..).unwrap_or_default();
            rest.iter()
                .take_while(|q| q.place.block == p.block && q.place.span.start < p.span.end)
                .enumerate()
                .filter(|(_, q)| p.span.contains(q.place.span))
                .map(move |(i, _)| (first + i) as u32)
        })
        .collect();
    order::sort(&mut out);
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::QuantityKind;
    use crate::page::{BlockId, BlockKind};

    #[test]
    fn quantities_inside_a_content_in_pieces_are_found_once_and_in_order() {
        let quantity = |block, start, end| entities::Quantity {
            kind: QuantityKind::Number,
            place: Place::new(BlockId(block), start, end),
            value: "".into(),
            unit: "".into(),
            approximate: false,
        };
        let quantities = vec![quantity(0, 2, 4), quantity(0, 8, 12), quantity(1, 0, 3), quantity(1, 9, 11)];
        let inside = |places: &[Place]| inside(&quantities, places);
        let place = |block, start, end| Place::new(BlockId(block), start, end);
        assert_eq!(inside(&[place(1, 0, 20), place(0, 0, 10), place(0, 2, 4)]), [0, 2, 3]);
        assert_eq!(inside(&[place(0, 5, 12)]), [1]);
        assert!(inside(&[place(2, 0, 9)]).is_empty());
    }

    #[test]
    fn an_endless_page_has_its_articles_and_an_ordinary_one_none() {
        let block = |region, text: &str| Block { region, ..Block::new(BlockKind::Paragraph, text) };
        let blocks =
            vec![block(0, "Menu"), block(1, "Two words"), block(1, "—"), block(2, "Three more words")];
        let page = Page { blocks, ..Page::default() };
        let text = crate::text::Text::read(&page, u32::MAX);
        let found = Findings { text, ..Findings::default() };
        let region = |from, to, paragraphs, words| Region { from, to, paragraphs, words };
        assert_eq!(regions(&page, &found), [region(1, 3, 1, 2), region(3, 4, 1, 3)]);
        let page = Page { blocks: vec![block(0, "Two words")], ..Page::default() };
        assert!(regions(&page, &found).is_empty());
    }
}
