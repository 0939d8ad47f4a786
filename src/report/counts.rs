//! How much was found, for those who only count: popup and badge.
//!
//! Problem: a report is thousands of objects in the browser, and after most readings nobody asks for more than a few
//! numbers. Policy: counted from the findings, as a reader of the report would. Of an endless page one article is
//! counted by itself: a paragraph that stands in an earlier article already is a repeat in the later one, where the
//! reader meets it again and it folds. The caller owns the numbers.

use alloc::collections::BTreeSet;

use serde::Serialize;

use super::Region;
use super::twins::Head;
use crate::analysis::Findings;
use crate::claims::Claim;
use crate::duplicates::RunKind;
use crate::entities::{EntityKind, MentionForm};
use crate::page::{BlockId, Page};

/// Names by their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Names {
    /// People.
    pub person: u32,
    /// Organisations.
    pub organisation: u32,
    /// Places.
    pub place: u32,
    /// All others.
    pub other: u32,
}

/// The numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// As in the report.
    pub english: bool,
    /// Words of the article, where the page has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<u32>,
    /// Repeated paragraphs, and paragraphs in all.
    pub repeated: u32,
    /// Paragraphs in all.
    pub of: u32,
    /// Those who are named at least once.
    pub names: Names,
    /// Claims that a reader is shown, and statements.
    pub claims: u32,
    /// Those of them that no one is named for.
    pub unsourced: u32,
}

/// Counts what was found on `page`, or in one article of it.
pub fn counts(page: &Page, findings: &Findings, region: Option<&Region>) -> Counts {
    let here = |block: BlockId| region.is_none_or(|r| (r.from..r.to).contains(&block.0));
    let head = Head::of(page, findings);
    let copies = findings.duplicates.runs.iter().filter(|r| r.kind == RunKind::Copy).flat_map(|r| &r.blocks);
    let mentions = findings.entities.mentions.iter().filter(|m| m.form == MentionForm::Name);
    let named: BTreeSet<u32> = mentions.filter(|m| here(m.place.block)).map(|m| m.entity.0).collect();
    let mut names = Names::default();
    for entity in named.iter().filter_map(|id| findings.entities.entities.get(*id as usize)) {
        *match entity.kind {
            EntityKind::Person => &mut names.person,
            EntityKind::Organisation => &mut names.organisation,
            EntityKind::Place => &mut names.place,
            EntityKind::Other => &mut names.other,
        } += 1;
    }
    let shown = || findings.claims.claims.iter().filter(|c| !c.attitude && here(block_of(c)));
    let statements = findings.claims.statements.iter().filter(|s| here(s.place.block)).count();
    let alone = shown().filter(|c| c.source.is_none() && c.speaker.is_none()).count();
    Counts {
        english: head.english,
        words: region.map(|r| r.words),
        repeated: copies.filter(|b| here(b.block)).count() as u32,
        of: region.map_or(head.paragraphs, |r| r.paragraphs),
        names,
        claims: (shown().count() + statements) as u32,
        unsourced: (alone + statements) as u32,
    }
}

/// The block a claim is counted in.
fn block_of(claim: &Claim) -> BlockId {
    claim.content.first().or(claim.cue.first()).or(claim.source.as_ref()).map_or(BlockId(0), |p| p.block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Statement;
    use crate::duplicates::{CopiedBlock, CopyClass, Run};
    use crate::entities::{Entity, EntityId, Mention};
    use crate::page::{Block, BlockKind};
    use crate::report::regions;
    use crate::span::Place;

    fn page() -> Page {
        let block =
            |region| Block { region, ..Block::new(BlockKind::Paragraph, "Ann Lee said that it rained") };
        Page { blocks: [1, 1, 2, 2].map(block).into(), ..Page::default() }
    }

    fn place(block: u32) -> Place {
        Place::new(BlockId(block), 0, 7)
    }

    fn claim(block: u32, speaker: Option<u32>, attitude: bool) -> Claim {
        Claim { attitude, ..Claim::of(place(block), speaker.map(EntityId)) }
    }

    fn findings(page: &Page) -> Findings {
        let text = crate::text::Text::read(page, u32::MAX);
        let mut found = Findings { text, ..Findings::default() };
        for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
            let (name, aliases, relations) = (String::new(), Vec::new(), Vec::new());
            let entity =
                Entity { kind, name, aliases, title: None, description: None, relations, guess: false };
            found.entities.entities.push(entity);
        }
        let mention = |entity, form, block| Mention { entity: EntityId(entity), place: place(block), form };
        found.entities.mentions = vec![
            mention(0, MentionForm::Name, 0),
            mention(1, MentionForm::Name, 1),
            mention(0, MentionForm::Name, 2),
            mention(1, MentionForm::Description, 2),
            mention(2, MentionForm::Description, 3),
        ];
        found.claims.claims = vec![
            claim(0, Some(0), false),
            claim(1, None, false),
            claim(1, None, true),
            claim(3, Some(1), false),
        ];
        found.claims.statements.push(Statement { place: place(3), score: 0.0, follows: None });
        let run = |kind, block| Run {
            kind,
            blocks: vec![CopiedBlock {
                block: BlockId(block),
                originals: vec![BlockId(0)],
                class: CopyClass::Exact,
                differences: Vec::new(),
            }],
        };
        found.duplicates.runs = vec![run(RunKind::Copy, 2), run(RunKind::Similar, 3)];
        found
    }

    fn numbers(counts: &Counts) -> [u32; 8] {
        let Names { person, organisation, place, other } = counts.names;
        [counts.repeated, counts.of, person, organisation, place, other, counts.claims, counts.unsourced]
    }

    #[test]
    fn what_a_reader_is_shown_is_counted() {
        let page = page();
        let counts = counts(&page, &findings(&page), None);
        assert_eq!(numbers(&counts), [1, 4, 1, 1, 0, 0, 4, 2]);
        assert_eq!(counts.words, None);
    }

    #[test]
    fn of_an_endless_page_one_article_is_counted_by_itself() {
        let page = page();
        let found = findings(&page);
        let counts: Vec<_> = regions(&page, &found).iter().map(|r| counts(&page, &found, Some(r))).collect();
        let [above, below] = counts.as_slice() else { panic!("two articles") };
        assert_eq!(numbers(above), [0, 2, 1, 1, 0, 0, 2, 1]);
        assert_eq!(numbers(below), [1, 2, 1, 0, 0, 0, 2, 1]);
        assert_eq!([above.words, below.words], [Some(12), Some(12)]);
    }
}
