//! Statements no one is named for, and how much each claim is worth checking.
//!
//! Policy: a sentence of running text that no claim touches is a statement of the article's own; the
//! ones worth checking are listed. Where it follows an attributed sentence in the same paragraph, a
//! reader carries the source on, so the claim before is named without putting words into its mouth.
//! The scores rank; they are no verdicts.

use super::checkworthy::{Scorer, lowest};
use super::memory::Memory;
use super::{ClaimId, Claims, Statement};
use crate::page::{BlockKind, Page};
use crate::span::Place;
use crate::text::Text;

/// Scores claims and lists statements.
pub(super) fn score(page: &Page, text: &Text, scorer: &Scorer, claims: &mut Claims, memory: &mut Memory) {
    let mut touched: Vec<(Place, u32)> = Vec::new();
    for (i, claim) in claims.claims.iter().enumerate() {
        let all = claim.source.iter().chain(&claim.cue).chain(&claim.content);
        touched.extend(all.map(|p| (*p, i as u32)));
    }
    touched.sort_unstable_by_key(|(p, i)| (p.block, p.span, *i));
    let mut at = 0;
    let mut found = Vec::new();
    for (id, block) in page.numbered() {
        while touched.get(at).is_some_and(|(p, _)| p.block < id) {
            at += 1;
        }
        let rest = touched.get(at..).unwrap_or(&[]);
        let here = rest.get(..rest.iter().take_while(|(p, _)| p.block == id).count()).unwrap_or(&[]);
        let read = text.block(id);
        let mut before: Option<u32> = None;
        for sentence in &read.sentences {
            let span = read.span(*sentence);
            let tokens = read.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
            let claim = here.iter().filter(|(p, _)| p.span.overlaps(span)).map(|(_, i)| *i).min();
            let listed =
                matches!(block.kind, BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::ListItem);
            if claim.is_none() && listed && tokens.len() >= 5 {
                let range = sentence.first..sentence.end;
                let score = memory.score(id, range.clone(), || scorer.score(&block.text, tokens));
                if score >= memory.lowest(id, range, || lowest(&block.text, tokens)) {
                    found.push(Statement {
                        place: Place { block: id, span },
                        score,
                        follows: before.map(ClaimId),
                    });
                }
            }
            // Only the sentence right behind carries the source on.
            before = claim;
        }
    }
    for claim in &mut claims.claims {
        let Some(first) = claim.content.first() else { continue };
        let read = text.block(first.block);
        let from = read.tokens.partition_point(|t| t.span.end <= first.span.start);
        let to = read.tokens.partition_point(|t| t.span.start < first.span.end);
        if let (Some(block), Some(tokens)) = (page.blocks.get(first.block.index()), read.tokens.get(from..to))
        {
            let range = from as u32..to as u32;
            claim.score = memory.score(first.block, range, || scorer.score(&block.text, tokens));
        }
    }
    claims.statements = found;
}
