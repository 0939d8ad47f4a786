//! Statements no one is named for, how much each claim is worth checking, and which says what an earlier one says.
//!
//! Policy: a sentence of running text that no claim touches is a statement of the article's own; the
//! ones worth checking are listed. Where it follows an attributed sentence in the same paragraph, a
//! reader carries the source on, so the claim before is named without putting words into its mouth.
//! The scores rank; they are no verdicts. What a block's text and claims tell is kept with them ([`super::drafts`]);
//! a pass after a change only numbers it.

use super::checkworthy::{Scorer, lowest};
use super::drafts::Draft;
use super::letters::{Letters, Said};
use super::{Claim, ClaimId, Statement};
use crate::page::{Block, BlockId, BlockKind, Page};
use crate::span::{Place, Span};
use crate::text::BlockText;

/// A statement in its block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsaid {
    span: Span,
    score: f32,
    follows: Follows,
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

impl Unsaid {
    /// The statement in block `block`, whose first claim has number `base`; `joined` is the claim that goes on in it.
    pub(super) fn statement(self, block: BlockId, base: u32, joined: Option<ClaimId>) -> Statement {
        let follows = match self.follows {
            Follows::Nobody => None,
            Follows::Joined => joined,
            Follows::Own(claim) => Some(ClaimId(base + claim)),
        };
        Statement { place: Place { block, span: self.span }, score: self.score, follows }
    }
}

/// Says of each claim which earlier one says the same. `said` gives for each claim the number of what it says in its
/// block, or `u32::MAX`; `longer` are those that go on in later blocks.
pub(super) fn compare(
    page: &Page,
    claims: &mut [Claim],
    mut said: Vec<u32>,
    longer: &[ClaimId],
    letters: &mut Letters,
) {
    let of = |claim: &ClaimId| {
        let content = &claims.get(claim.0 as usize)?.content;
        Some((*claim, letters.of(content.iter().map(|place| words(page, *place)))))
    };
    // They are kept, so that nothing else gets their numbers.
    let longer: Vec<(ClaimId, Option<Said>)> = longer.iter().filter_map(of).collect();
    for (claim, says) in &longer {
        if let Some(slot) = said.get_mut(claim.0 as usize) {
            *slot = says.as_ref().map_or(u32::MAX, Said::number);
        }
    }
    let mut first = vec![u32::MAX; letters.numbers()];
    for (number, says) in (0_u32..).zip(said) {
        match first.get_mut(says as usize) {
            Some(first) if *first == u32::MAX => *first = number,
            Some(first) => {
                if let Some(claim) = claims.get_mut(number as usize) {
                    claim.same = Some(ClaimId(*first));
                }
            }
            None => {}
        }
    }
}

fn words(page: &Page, place: Place) -> &str {
    page.blocks.get(place.block.index()).map_or("", |block| place.span.text(&block.text))
}

/// How much what a draft says is worth checking.
pub(super) fn score(draft: &Draft, block: &Block, read: &BlockText, scorer: &Scorer) -> f32 {
    let Some(first) = draft.claim.content.first() else { return 0.0 };
    let from = read.tokens.partition_point(|t| t.span.end <= first.span.start);
    let to = read.tokens.partition_point(|t| t.span.start < first.span.end);
    read.tokens.get(from..to).map_or(0.0, |tokens| scorer.score(&block.text, tokens))
}

/// The statements of a block: what neither its claims touch nor the words with which a claim goes on.
pub(super) fn statements(
    drafts: &[Draft],
    joined: &[Span],
    block: &Block,
    read: &BlockText,
    scorer: &Scorer,
) -> Box<[Unsaid]> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::ListItem) {
        return Box::default();
    }
    let mut touched: Vec<(Span, Follows)> = joined.iter().map(|s| (*s, Follows::Joined)).collect();
    for (i, draft) in (0..).zip(drafts) {
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
                found.push(Unsaid { span, score, follows: before });
            }
        }
        // Only the sentence right behind carries the source on.
        before = claim;
    }
    found.into()
}
