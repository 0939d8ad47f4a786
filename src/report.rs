//! Output: twins of the core types, camelCase, with UTF-16 offsets.
//!
//! Problem: the browser counts UTF-16 code units, the core counts bytes. Policy: core types never
//! cross the edge; this file makes twins, converting each block's offsets once, in one pass. No u64,
//! no maps: everything a caller gets is ordered, so that the same page gives the same report.

use serde::Serialize;

use crate::analysis::Findings;
use crate::annotations::{Annotation, Target};
use crate::claims::{ClaimKind, SourceKind, Tone};
use crate::duplicates::{CopyClass, DifferenceKind, RunKind};
use crate::entities::{EntityKind, MentionForm, QuantityKind, RelationKind};
use crate::page::{BlockId, Page};
use crate::span::Place;

/// A piece of text: block number and UTF-16 code units in that block's text, end-exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// Everything found on a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Number of blocks read.
    pub blocks: u32,
    /// Number of blocks of running text.
    pub paragraphs: u32,
    /// Number of words in them.
    pub words: u32,
    /// Sentences of the running text.
    pub sentences: Vec<Piece>,
    /// What is repeated.
    pub duplicates: Duplicates,
    /// Who is named.
    pub entities: Vec<Entity>,
    /// Where they are named, in reading order.
    pub mentions: Vec<Mention>,
    /// Dates and amounts, in reading order.
    pub quantities: Vec<Quantity>,
    /// Who says so, in reading order.
    pub claims: Vec<Claim>,
    /// Statements to check that no one is named for.
    pub statements: Vec<Statement>,
}

/// What is repeated.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Duplicates {
    /// Number of repeated paragraphs (copies; not those on purpose, not the similar ones).
    pub repeated: u32,
    /// Number of paragraphs in all.
    pub of: u32,
    /// The runs in reading order.
    pub runs: Vec<Run>,
}

/// A run of copied blocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// "copy", "onPurpose" or "similar".
    pub kind: &'static str,
    /// Its blocks.
    pub blocks: Vec<CopiedBlock>,
}

/// A copied block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CopiedBlock {
    /// The copy's block number.
    pub block: u32,
    /// The blocks that keep its content.
    pub originals: Vec<u32>,
    /// "exact", "wording" or "substance".
    pub class: &'static str,
    /// Substance first.
    pub differences: Vec<Difference>,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// "number", "date", "name", "negation", "attribution", "quotation" or "wording".
    pub kind: &'static str,
    /// Words in the original, if any.
    pub original: Option<Piece>,
    /// Words in the copy, if any.
    pub copy: Option<Piece>,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entity {
    /// Its number in this report.
    pub id: u32,
    /// "person", "organisation", "place" or "other".
    pub kind: &'static str,
    /// The fullest name.
    pub name: String,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// Role before the name.
    pub title: Option<Piece>,
    /// What the article says it is.
    pub description: Option<Piece>,
    /// Related words.
    pub relations: Vec<Relation>,
    /// Whether the kind is a guess.
    pub guess: bool,
    /// Number of mentions by name.
    pub mentions: u32,
    /// Number of mentions by description.
    pub descriptions: u32,
    /// Number of claims it is the speaker of.
    pub claims: u32,
}

/// A related word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// "demonym" or "acronym".
    pub kind: &'static str,
    /// The word.
    pub text: String,
}

/// A mention.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mention {
    /// The entity's number.
    pub entity: u32,
    /// "name", "description" or "pronoun".
    pub form: &'static str,
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// A date or amount.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// "date", "time", "money", "percent", "measure" or "number".
    pub kind: &'static str,
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// Normalised value.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// Whether it is approximate.
    pub approximate: bool,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Its number in this report.
    pub id: u32,
    /// "`according_to`", "direct", "mixed", "indirect" or "allegation".
    pub kind: &'static str,
    /// The words that name the source.
    pub source: Option<Piece>,
    /// The words that attribute.
    pub cue: Vec<Piece>,
    /// The words that are attributed.
    pub content: Vec<Piece>,
    /// The speaker's entity number.
    pub speaker: Option<u32>,
    /// "namedPerson", "namedOrganisation", "officialUnnamed", "unnamedPeople", "document", "outlet", "passive" or "noneGiven".
    pub source_kind: &'static str,
    /// "neutral", "doubting" or "asserting".
    pub tone: &'static str,
    /// Who is accused.
    pub target: Option<Piece>,
    /// Who was told.
    pub addressee: Option<Piece>,
    /// Hedging words.
    pub hedges: Vec<Piece>,
    /// Indices of the quantities inside the content.
    pub quantities: Vec<u32>,
    /// Whether the cue denies.
    pub negated: bool,
    /// A question.
    pub question: bool,
    /// An order.
    pub directive: bool,
    /// A belief, wish or plan.
    pub attitude: bool,
    /// The claim it is nested in.
    pub parent: Option<u32>,
    /// An earlier claim with the same content.
    pub same: Option<u32>,
    /// For ranking only, 0 to 1.
    pub score: f32,
}

/// A statement without a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// For ranking only, 0 to 1.
    pub score: f32,
    /// The claim whose source a reader would carry on.
    pub follows: Option<u32>,
    /// Indices of the quantities inside.
    pub quantities: Vec<u32>,
}

/// Converts byte offsets of one page's blocks to UTF-16 code units.
#[derive(Debug)]
pub struct Utf16 {
    /// Per block: nothing when it is ASCII, else sorted (byte, code unit) at every character that is not.
    steps: Vec<Vec<(u32, u32)>>,
}

impl Utf16 {
    /// Reads the blocks once.
    pub fn new(page: &Page) -> Self {
        let steps = page
            .blocks
            .iter()
            .map(|block| {
                if block.text.is_ascii() {
                    return Vec::new();
                }
                let mut units = 0;
                let mut steps = Vec::new();
                for (byte, c) in block.text.char_indices() {
                    let wide = c.len_utf16() as u32;
                    units += wide;
                    if !c.is_ascii() {
                        // After this character: byte offset and code units so far.
                        steps.push(((byte + c.len_utf8()) as u32, units));
                    }
                }
                steps
            })
            .collect();
        Self { steps }
    }

    /// One byte offset of `block` as code units.
    pub fn offset(&self, block: BlockId, byte: u32) -> u32 {
        let Some(steps) = self.steps.get(block.index()) else { return byte };
        let at = steps.partition_point(|(b, _)| *b <= byte);
        match at.checked_sub(1).and_then(|i| steps.get(i)) {
            Some((b, units)) => units + (byte - b),
            None => byte,
        }
    }

    /// A place as a piece.
    pub fn piece(&self, place: Place) -> Piece {
        Piece {
            block: place.block.0,
            start: self.offset(place.block, place.span.start),
            end: self.offset(place.block, place.span.end),
        }
    }
}

/// Makes the report of `findings` on `page`.
pub fn report(page: &Page, findings: &Findings) -> Report {
    let utf16 = Utf16::new(page);
    let piece = |place: &Place| utf16.piece(*place);
    let pieces = |places: &[Place]| places.iter().map(piece).collect::<Vec<_>>();
    let paragraphs =
        page.blocks.iter().filter(|b| b.is_prose() && b.text.chars().any(char::is_alphanumeric)).count();
    let sentences = page
        .numbered()
        .flat_map(|(id, _)| {
            let block = findings.text.block(id);
            block.sentences.iter().map(move |s| Place { block: id, span: block.span(*s) })
        })
        .map(|place| piece(&place))
        .collect();
    let inside = |places: &[Place]| {
        let quantities = findings.entities.quantities.iter().enumerate();
        quantities
            .filter(|(_, q)| places.iter().any(|p| p.block == q.place.block && p.span.contains(q.place.span)))
            .map(|(i, _)| i as u32)
            .collect::<Vec<_>>()
    };
    let count = |id: usize, form: MentionForm| {
        findings.entities.mentions.iter().filter(|m| m.entity.0 as usize == id && m.form == form).count()
            as u32
    };
    Report {
        blocks: page.blocks.len() as u32,
        paragraphs: paragraphs as u32,
        words: findings
            .text
            .blocks
            .iter()
            .map(|b| b.tokens.iter().filter(|t| t.is_word()).count() as u32)
            .sum(),
        sentences,
        duplicates: duplicates(findings, &utf16, paragraphs as u32),
        entities: findings
            .entities
            .entities
            .iter()
            .enumerate()
            .map(|(i, e)| Entity {
                id: i as u32,
                kind: entity_kind(e.kind),
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                title: e.title.as_ref().map(piece),
                description: e.description.as_ref().map(piece),
                relations: e
                    .relations
                    .iter()
                    .map(|r| Relation {
                        kind: match r.kind {
                            RelationKind::Demonym => "demonym",
                            RelationKind::Acronym => "acronym",
                        },
                        text: r.text.clone(),
                    })
                    .collect(),
                guess: e.guess,
                mentions: count(i, MentionForm::Name),
                descriptions: count(i, MentionForm::Description),
                claims: findings
                    .claims
                    .claims
                    .iter()
                    .filter(|c| c.speaker.is_some_and(|s| s.0 as usize == i))
                    .count() as u32,
            })
            .collect(),
        mentions: findings
            .entities
            .mentions
            .iter()
            .map(|m| {
                let p = piece(&m.place);
                Mention {
                    entity: m.entity.0,
                    form: match m.form {
                        MentionForm::Name => "name",
                        MentionForm::Description => "description",
                        MentionForm::Pronoun => "pronoun",
                    },
                    block: p.block,
                    start: p.start,
                    end: p.end,
                }
            })
            .collect(),
        quantities: findings
            .entities
            .quantities
            .iter()
            .map(|q| {
                let p = piece(&q.place);
                Quantity {
                    kind: quantity_kind(q.kind),
                    block: p.block,
                    start: p.start,
                    end: p.end,
                    value: q.value.clone(),
                    unit: q.unit.clone(),
                    approximate: q.approximate,
                }
            })
            .collect(),
        claims: findings
            .claims
            .claims
            .iter()
            .enumerate()
            .map(|(i, c)| Claim {
                id: i as u32,
                kind: claim_kind(c.kind),
                source: c.source.as_ref().map(piece),
                cue: pieces(&c.cue),
                content: pieces(&c.content),
                speaker: c.speaker.map(|s| s.0),
                source_kind: source_kind(c.source_kind),
                tone: match c.tone {
                    Tone::Neutral => "neutral",
                    Tone::Doubting => "doubting",
                    Tone::Asserting => "asserting",
                },
                target: c.target.as_ref().map(piece),
                addressee: c.addressee.as_ref().map(piece),
                hedges: pieces(&c.hedges),
                quantities: inside(&c.content),
                negated: c.negated,
                question: c.question,
                directive: c.directive,
                attitude: c.attitude,
                parent: c.parent.map(|p| p.0),
                same: c.same.map(|s| s.0),
                score: c.score,
            })
            .collect(),
        statements: findings
            .claims
            .statements
            .iter()
            .map(|s| {
                let p = piece(&s.place);
                Statement {
                    block: p.block,
                    start: p.start,
                    end: p.end,
                    score: s.score,
                    follows: s.follows.map(|f| f.0),
                    quantities: inside(&[s.place]),
                }
            })
            .collect(),
    }
}

fn duplicates(findings: &Findings, utf16: &Utf16, paragraphs: u32) -> Duplicates {
    let runs = &findings.duplicates.runs;
    Duplicates {
        repeated: runs.iter().filter(|r| r.kind == RunKind::Copy).map(|r| r.blocks.len() as u32).sum(),
        of: paragraphs,
        runs: runs
            .iter()
            .map(|run| Run {
                kind: match run.kind {
                    RunKind::Copy => "copy",
                    RunKind::OnPurpose => "onPurpose",
                    RunKind::Similar => "similar",
                },
                blocks: run
                    .blocks
                    .iter()
                    .map(|b| CopiedBlock {
                        block: b.block.0,
                        originals: b.originals.iter().map(|o| o.0).collect(),
                        class: match b.class {
                            CopyClass::Exact => "exact",
                            CopyClass::Wording => "wording",
                            CopyClass::Substance => "substance",
                        },
                        differences: b
                            .differences
                            .iter()
                            .map(|d| Difference {
                                kind: difference_kind(d.kind),
                                original: d.original.map(|p| utf16.piece(p)),
                                copy: d.copy.map(|p| utf16.piece(p)),
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// The annotations as a flat table for painting and hit-testing: five numbers a row, that is block,
/// start, end (code units), layer, index. Layers: 0 person, 1 organisation, 2 place, 3 other name,
/// 4 date or time, 5 amount, 6 source, 7 cue, 8 content, 9 statement.
pub fn paint_table(page: &Page, findings: &Findings) -> Vec<u32> {
    let utf16 = Utf16::new(page);
    let mut out = Vec::with_capacity(findings.annotations.len() * 5);
    for annotation in &findings.annotations {
        let piece = utf16.piece(annotation.place);
        let (layer, index) = layer(findings, annotation);
        out.extend([piece.block, piece.start, piece.end, layer, index]);
    }
    out
}

fn layer(findings: &Findings, annotation: &Annotation) -> (u32, u32) {
    match annotation.target {
        Target::Mention(i) => {
            let kind = findings
                .entities
                .mentions
                .get(i as usize)
                .and_then(|m| findings.entities.entities.get(m.entity.0 as usize));
            let layer = match kind.map(|e| e.kind) {
                Some(EntityKind::Person) => 0,
                Some(EntityKind::Organisation) => 1,
                Some(EntityKind::Place) => 2,
                _ => 3,
            };
            (layer, i)
        }
        Target::Quantity(i) => {
            let kind = findings.entities.quantities.get(i as usize).map(|q| q.kind);
            (if matches!(kind, Some(QuantityKind::Date | QuantityKind::Time)) { 4 } else { 5 }, i)
        }
        Target::Source(i) => (6, i),
        Target::Cue(i) => (7, i),
        Target::Content(i) => (8, i),
        Target::Statement(i) => (9, i),
    }
}

const fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

const fn quantity_kind(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Date => "date",
        QuantityKind::Time => "time",
        QuantityKind::Money => "money",
        QuantityKind::Percent => "percent",
        QuantityKind::Measure => "measure",
        QuantityKind::Number => "number",
    }
}

const fn claim_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::AccordingTo => "according_to",
        ClaimKind::Direct => "direct",
        ClaimKind::Mixed => "mixed",
        ClaimKind::Indirect => "indirect",
        ClaimKind::Allegation => "allegation",
    }
}

const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NamedPerson => "namedPerson",
        SourceKind::NamedOrganisation => "namedOrganisation",
        SourceKind::OfficialUnnamed => "officialUnnamed",
        SourceKind::UnnamedPeople => "unnamedPeople",
        SourceKind::Document => "document",
        SourceKind::Outlet => "outlet",
        SourceKind::Passive => "passive",
        SourceKind::NoneGiven => "noneGiven",
    }
}

const fn difference_kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "date",
        DifferenceKind::Name => "name",
        DifferenceKind::Negation => "negation",
        DifferenceKind::Attribution => "attribution",
        DifferenceKind::Quotation => "quotation",
        DifferenceKind::Wording => "wording",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Block, BlockKind};

    #[test]
    fn offsets_count_utf16_code_units() {
        let page = Page { blocks: vec![Block::new(BlockKind::Paragraph, "a😀é漢b")], ..Page::default() };
        let utf16 = Utf16::new(&page);
        let text = &page.blocks[0].text;
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let expected = text[..byte].encode_utf16().count() as u32;
            assert_eq!(utf16.offset(BlockId(0), byte as u32), expected, "at byte {byte}");
        }
    }
}
