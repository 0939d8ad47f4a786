//! Statements no one is named for, and how much each claim is worth checking.
//!
//! Policy: a sentence of running text that no claim touches is a statement of the article's own; the
//! ones worth checking are listed. Where it follows an attributed sentence in the same paragraph, a
//! reader carries the source on, so the claim before is named without putting words into its mouth.
//! The scores rank; they are no verdicts.

use super::checkworthy::{Scorer, lowest};
use super::memory::Memory;
use super::{ClaimId, Claims, Statement};
use crate::page::{Block, BlockId, BlockKind, Page, sort_by_block};
use crate::span::Place;
use crate::text::Text;

/// A scoring under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Scoring {
    /// The pieces of all claims in reading order, with the claims' numbers, once a slice has listed them.
    touched: Option<Vec<(Place, u32)>>,
    /// The next of these, the next block, and the next claim.
    at: usize,
    block: usize,
    claim: usize,
    found: Vec<Statement>,
}

impl Scoring {
    /// Scores claims and lists statements until all is done (true) or `time_left` says stop (false).
    pub(super) fn advance(
        &mut self,
        page: &Page,
        text: &Text,
        scorer: &Scorer,
        claims: &mut Claims,
        memory: &mut Memory,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        let touched = self.touched.take().unwrap_or_else(|| touched(claims));
        while let Some(block) = page.blocks.get(self.block) {
            let id = BlockId(self.block as u32);
            let asked = memory.asked();
            self.list(id, block, text, scorer, &touched, memory);
            self.block += 1;
            if (memory.asked() > asked || id.is_milestone()) && !time_left() {
                self.touched = Some(touched);
                return false;
            }
        }
        self.touched = Some(touched);
        while let Some(claim) = claims.claims.get_mut(self.claim) {
            let asked = memory.asked();
            self.claim += 1;
            if let Some(first) = claim.content.first() {
                let read = text.block(first.block);
                let from = read.tokens.partition_point(|t| t.span.end <= first.span.start);
                let to = read.tokens.partition_point(|t| t.span.start < first.span.end);
                let body = page.blocks.get(first.block.index());
                if let (Some(block), Some(tokens)) = (body, read.tokens.get(from..to)) {
                    let range = from as u32..to as u32;
                    claim.score = memory.score(first.block, range, || scorer.score(&block.text, tokens));
                }
            }
            if (memory.asked() > asked || self.claim.is_multiple_of(64)) && !time_left() {
                return false;
            }
        }
        claims.statements = core::mem::take(&mut self.found);
        true
    }

    /// Lists the statements of one block.
    fn list(
        &mut self,
        id: BlockId,
        block: &Block,
        text: &Text,
        scorer: &Scorer,
        touched: &[(Place, u32)],
        memory: &mut Memory,
    ) {
        while touched.get(self.at).is_some_and(|(p, _)| p.block < id) {
            self.at += 1;
        }
        let rest = touched.get(self.at..).unwrap_or(&[]);
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
                    self.found.push(Statement {
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
}

fn touched(claims: &Claims) -> Vec<(Place, u32)> {
    let mut touched: Vec<(Place, u32)> = Vec::new();
    for (i, claim) in claims.claims.iter().enumerate() {
        let all = claim.source.iter().chain(&claim.cue).chain(&claim.content);
        touched.extend(all.map(|p| (*p, i as u32)));
    }
    sort_by_block(&mut touched, |(p, _)| p.block, |(p, i)| (p.block, p.span, *i));
    touched
}
