//! Statements no one is named for, how much each claim is worth checking, and which says what an earlier one says.
//!
//! Policy: a sentence of running text that no claim touches is a statement of the article's own; the
//! ones worth checking are listed. Where it follows an attributed sentence in the same paragraph, a
//! reader carries the source on, so the claim before is named without putting words into its mouth.
//! The scores rank; they are no verdicts. What a block's text and claims tell is kept with them ([`super::drafts`]);
//! a pass after a change only numbers it.

use alloc::rc::Rc;

use super::assemble::Read;
use super::checkworthy::{Scorer, lowest};
use super::drafts::{Draft, Drafts};
use super::letters::Said;
use super::{Claim, ClaimId, Claims, Statement};
use crate::page::{Block, BlockKind, Page};
use crate::span::{Place, Span};
use crate::text::{BlockText, Text};

/// What the scorer makes of a block.
#[derive(Debug)]
pub(super) struct Scored {
    /// Of each claim.
    claims: Box<[f32]>,
    /// The statements: where, their scores, and the claims they follow.
    statements: Box<[(Span, f32, Follows)]>,
}

/// The claim whose source a reader would carry on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Follows {
    Nobody,
    /// The claim of an earlier block that goes on here.
    Joined,
    /// The block's own claim of that number.
    Own(u32),
}

/// A scoring under way.
#[derive(Debug, Default)]
pub(super) struct Scoring {
    /// The next block.
    next: usize,
    /// The first claim that says what has that number, else `u32::MAX`.
    first: Vec<u32>,
    /// What claims say that go on in later blocks: kept, so that nothing else gets their numbers.
    longer: Vec<Said>,
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
        read: &mut Read,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        while let Some(here) = read.blocks.get(self.next) {
            let id = here.block;
            let Some(block) = page.blocks.get(id.index()) else { break };
            let drafts = Rc::clone(&here.drafts);
            let is_new = drafts.scored.get().is_none();
            let scored = drafts.scored.get_or_init(|| Scored::new(&drafts, block, text.block(id), scorer));
            let follows = |follows: Follows| match follows {
                Follows::Nobody => None,
                Follows::Joined => here.joined,
                Follows::Own(claim) => Some(ClaimId(here.base + claim)),
            };
            self.found.extend(scored.statements.iter().map(|&(span, score, claim)| Statement {
                place: Place { block: id, span },
                score,
                follows: follows(claim),
            }));
            let (base, memory) = (here.base, &mut read.memory);
            for ((number, draft), score) in (base..).zip(&drafts.claims).zip(&scored.claims) {
                let Some(claim) = claims.claims.get_mut(number as usize) else { break };
                claim.score = *score;
                let number_of = if claim.content.last().is_some_and(|last| last.block != id) {
                    let said = memory.letters.of(claim.content.iter().map(|place| words(page, *place)));
                    let number = said.as_ref().map(Said::number);
                    self.longer.extend(said);
                    number
                } else {
                    draft.said.as_ref().map(Said::number)
                };
                let Some(at) = number_of.map(|said| said as usize) else { continue };
                if self.first.len() <= at {
                    self.first.resize(memory.letters.numbers(), u32::MAX);
                }
                match self.first.get_mut(at) {
                    Some(first) if *first == u32::MAX => *first = number,
                    Some(first) => claim.same = Some(ClaimId(*first)),
                    None => {}
                }
            }
            self.next += 1;
            if (is_new || id.is_milestone()) && !time_left() {
                return false;
            }
        }
        claims.statements = core::mem::take(&mut self.found);
        true
    }
}

fn words(page: &Page, place: Place) -> &str {
    page.blocks.get(place.block.index()).map_or("", |block| place.span.text(&block.text))
}

impl Scored {
    fn new(drafts: &Drafts, block: &Block, read: &BlockText, scorer: &Scorer) -> Self {
        let of_claim = |draft: &Draft| {
            let Some(first) = draft.claim.content.first() else { return 0.0 };
            let from = read.tokens.partition_point(|t| t.span.end <= first.span.start);
            let to = read.tokens.partition_point(|t| t.span.start < first.span.end);
            read.tokens.get(from..to).map_or(0.0, |tokens| scorer.score(&block.text, tokens))
        };
        let claims = drafts.claims.iter().map(of_claim).collect();
        let listed = matches!(block.kind, BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::ListItem);
        let statements = if listed { statements(drafts, block, read, scorer) } else { Box::default() };
        Self { claims, statements }
    }
}

/// The statements of a block.
fn statements(
    drafts: &Drafts,
    block: &Block,
    read: &BlockText,
    scorer: &Scorer,
) -> Box<[(Span, f32, Follows)]> {
    let mut touched: Vec<(Span, Follows)> = drafts.joined.iter().map(|s| (*s, Follows::Joined)).collect();
    for (i, draft) in (0..).zip(&drafts.claims) {
        let Claim { source, cue, content, .. } = &draft.claim;
        let all = source.iter().chain(cue).chain(content);
        touched.extend(all.map(|place| (place.span, Follows::Own(i))));
    }
    let mut found = Vec::new();
    let mut before = Follows::Nobody;
    for sentence in &read.sentences {
        let span = read.span(*sentence);
        let tokens = read.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
        let touching = touched.iter().filter(|(other, _)| other.overlaps(span));
        let claim = touching.map(|(_, claim)| *claim).min().unwrap_or(Follows::Nobody);
        if claim == Follows::Nobody && tokens.len() >= 5 {
            let score = scorer.score(&block.text, tokens);
            if score >= lowest(&block.text, tokens) {
                found.push((span, score, before));
            }
        }
        // Only the sentence right behind carries the source on.
        before = claim;
    }
    found.into()
}
