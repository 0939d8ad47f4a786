//! The annotations as numbers, for painting and hit-testing.

use super::Utf16;
use crate::analysis::Findings;
use crate::annotations::{Annotation, Target};
use crate::entities::{EntityKind, QuantityKind};

/// The annotations as a flat table for painting and hit-testing: five numbers a row, that is block,
/// start, end (code units), layer, index. Layers: 0 person, 1 organisation, 2 place, 3 other name,
/// 4 date or time, 5 amount, 6 source, 7 cue, 8 content, 9 statement.
pub fn paint_table(findings: &Findings, utf16: &Utf16) -> Vec<u32> {
    let mut out = Vec::with_capacity(findings.annotations.len() * 5);
    for annotation in &findings.annotations {
        let piece = utf16.piece(annotation.place);
        let (layer, index) = layer(findings, annotation);
        out.extend([piece.block, piece.start, piece.end, layer, index]);
    }
    out
}

/// What stands in the margin, in rows as above: statements, then for each claim the words that may hold it in doubt,
/// in the layer of cues. Beliefs, wishes and plans are kept out.
pub fn margin(findings: &Findings, utf16: &Utf16) -> Vec<u32> {
    let (claims, statements) = (&findings.claims.claims, &findings.claims.statements);
    let statements = (0_u32..).zip(statements).map(|(i, s)| (s.place, 9, i));
    let shown = (0_u32..).zip(claims).filter(|(_, claim)| !claim.attitude);
    let hedges = shown.flat_map(|(i, claim)| claim.hedges.iter().map(move |place| (*place, 7, i)));
    let row = |(place, layer, index)| {
        let piece = utf16.piece(place);
        [piece.block, piece.start, piece.end, layer, index]
    };
    statements.chain(hedges).flat_map(row).collect()
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
