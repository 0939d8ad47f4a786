//! Which findings are painted, and how much is too much.
//!
//! Problem: a text in which every word is marked cannot be read. Policy: three densities. Calm marks the
//! first mention of each name; standard marks all names, cues, and amounts inside claims, but at most
//! 15 % of a paragraph's words, where later repeats of a name give way; everything marks all. Hovering
//! works on what is not painted as well: the hit table is not asked here. Pure.

use crate::analysis::Findings;
use crate::order;
use crate::page::{BlockId, Page};
use crate::report::Utf16;

/// How much is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// The first mention of each person, organisation and place.
    Calm,
    /// All of them, cues, and dates and amounts inside claims, within the budget.
    #[default]
    Standard,
    /// All types, no budget.
    Everything,
}

/// What a reader switched on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    /// How much.
    pub density: Density,
    /// Names, dates and amounts.
    pub names: bool,
    /// Cues of claims.
    pub claims: bool,
    /// Kinds shown ("person", "organisation", "place", "other", "date", "amount"); none given means the
    /// density decides.
    pub kinds: Option<Vec<String>>,
    /// Only the mentions of this entity.
    pub only: Option<u32>,
}

/// One painted place: block, code units, layer of the paint table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Block number.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// Layer (see [`crate::report::paint_table`]).
    pub layer: u32,
}

const KINDS: [&str; 6] = ["person", "organisation", "place", "other", "date", "amount"];
const CUE: u32 = 7;
const CONTENT: u32 = 8;
/// Percent of a paragraph's words that may be painted in the standard density.
const BUDGET: u32 = 15;

/// What marks stand on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The page.
    pub page: &'a Page,
    /// The words of each block, white space between them; blocks without a number are counted.
    pub words: &'a [u32],
    /// The page's offsets.
    pub utf16: &'a Utf16,
}

/// Chooses the marks. `table` is the page's [`crate::report::paint_table`].
pub fn choose(ground: Ground<'_>, findings: &Findings, table: &[u32], wanted: &Wanted) -> Vec<Mark> {
    let mut choice = Choice {
        ground,
        findings,
        wanted,
        marked: vec![0; findings.entities.entities.len()],
        block: 0,
        claims: Vec::new(),
        counted: Vec::new(),
        out: Vec::new(),
    };
    for rows in table.as_chunks::<5>().0.chunk_by(|a, b| a[0] == b[0]) {
        choice.claims.clear();
        choice.claims.extend(rows.iter().filter(|r| r[3] == CONTENT).map(|r| (r[1], r[2])));
        choice.block += 1;
        choice.paragraph(rows);
    }
    choice.out
}

/// A choice under way.
struct Choice<'a> {
    ground: Ground<'a>,
    findings: &'a Findings,
    wanted: &'a Wanted,
    /// For each entity the block in which it was marked last, as `block` counts; 0 for none.
    marked: Vec<u32>,
    /// How many blocks were begun.
    block: u32,
    /// The contents in the block.
    claims: Vec<(u32, u32)>,
    /// The block's marks whose words are not counted yet: they are where a name comes again.
    counted: Vec<Mark>,
    out: Vec<Mark>,
}

impl Choice<'_> {
    /// Chooses within one block.
    fn paragraph(&mut self, rows: &[[u32; 5]]) {
        let Self { ground, findings, wanted, marked, claims, counted, out, .. } = self;
        let standard = wanted.density == Density::Standard;
        let mut painted_to = 0;
        counted.clear();
        let (mut words, mut spent) = (None, 0);
        for &[block, start, end, layer, index] in rows {
            let mark = Mark { block, start, end, layer };
            if layer == CUE {
                if wanted.claims && wanted.only.is_none() && wanted.density != Density::Calm {
                    out.push(mark);
                }
                continue;
            }
            let Some(kind) = KINDS.get(layer as usize) else { continue };
            let mention = (layer < 4).then(|| findings.entities.mentions.get(index as usize)).flatten();
            let entity = mention.map(|m| m.entity.0);
            let last = entity.map(|e| marked.get(e as usize).copied().unwrap_or(0));
            let overlapped = start < painted_to;
            if overlapped || !wanted.names || wanted.only.is_some_and(|only| entity != Some(only)) {
                continue;
            }
            if wanted.kinds.as_ref().is_some_and(|kinds| !kinds.iter().any(|k| k == kind)) {
                continue;
            }
            if wanted.only.is_none() && wanted.density != Density::Everything {
                let in_claim = || claims.iter().any(|(s, e)| *s <= start && end <= *e);
                let kept = match layer {
                    0..=2 => standard || last == Some(0),
                    4 | 5 => standard && in_claim(),
                    _ => false,
                };
                if !kept {
                    continue;
                }
                if standard && last == Some(self.block) {
                    let words = words.get_or_insert_with(|| Words::new(ground, block));
                    spent += counted.drain(..).map(|mark| words.of(mark)).sum::<u32>();
                    if spent + words.of(mark) > words.budget {
                        continue;
                    }
                }
                counted.push(mark);
            }
            if let Some(slot) = entity.and_then(|e| marked.get_mut(e as usize)) {
                *slot = self.block;
            }
            painted_to = end;
            out.push(mark);
        }
    }
}

/// The words of a block.
struct Words<'a> {
    text: &'a [u8],
    utf16: &'a Utf16,
    /// How many of its words may be painted.
    budget: u32,
}

impl<'a> Words<'a> {
    fn new(ground: &Ground<'a>, block: u32) -> Self {
        let text = ground.page.blocks.get(block as usize).map_or("", |b| &*b.text);
        let count = || text.split_whitespace().count() as u32;
        let words = ground.words.get(block as usize).copied().unwrap_or_else(count);
        Self { text: text.as_bytes(), utf16: ground.utf16, budget: words * BUDGET / 100 }
    }

    /// Words of a mark: its blanks and one.
    fn of(&self, mark: Mark) -> u32 {
        let byte = |unit: u32| self.utf16.byte(BlockId(mark.block), unit) as usize;
        let words = self.text.get(byte(mark.start)..byte(mark.end)).unwrap_or(&[]);
        words.split(|byte| *byte == b' ').count() as u32
    }
}

/// Rows of `table` at a code unit of a block, smallest first.
pub fn rows_at(table: &[u32], block: u32, unit: u32) -> Vec<u32> {
    let mut found: Vec<[u32; 5]> = table
        .chunks_exact(5)
        .filter_map(|r| <[u32; 5]>::try_from(r).ok())
        .filter(|&[b, start, end, ..]| b == block && start <= unit && unit < end)
        .collect();
    order::sort_by_key(&mut found, |&[_, start, end, layer, index]| (end - start, layer, index));
    found.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn marks(text: &str, table: &[u32], wanted: &Wanted) -> Vec<(u32, u32)> {
        let page = Page::from_lines(text);
        let (utf16, words) = (Utf16::new(&page), []);
        let ground = Ground { page: &page, words: &words, utf16: &utf16 };
        choose(ground, &Findings::default(), table, wanted).iter().map(|m| (m.start, m.layer)).collect()
    }

    #[test]
    fn amounts_are_marked_in_claims_only_unless_everything_is() {
        let text = "Sales rose 5 percent, he said: \"We grew 7 percent.\"";
        let table = [0, 11, 20, 5, 0, 0, 25, 29, 7, 0, 0, 31, 50, 8, 0, 0, 40, 49, 5, 1];
        let wanted = Wanted { names: true, claims: true, ..Wanted::default() };
        assert_eq!(marks(text, &table, &wanted), [(25, 7), (40, 5)]);
        let wanted = Wanted { density: Density::Everything, ..wanted };
        assert_eq!(marks(text, &table, &wanted), [(11, 5), (25, 7), (40, 5)]);
        let wanted = Wanted { names: false, ..wanted };
        assert_eq!(marks(text, &table, &wanted), [(25, 7)]);
    }

    #[test]
    fn words_of_a_mark_are_counted_in_code_units() {
        let page = Page::from_lines("😀 Ann Lee Park said\noh Ann Lee Park said\n“é” “à” “ç” b");
        let utf16 = Utf16::new(&page);
        let ground = Ground { page: &page, words: &[], utf16: &utf16 };
        let of = |block, start, end| Words::new(&ground, block).of(Mark { block, start, end, layer: 0 });
        assert_eq!([of(0, 3, 15), of(0, 3, 6)], [3, 1]);
        assert_eq!([of(1, 3, 15), of(1, 3, 6)], [3, 1], "as where all is ASCII");
        assert_eq!([of(2, 0, 13), of(2, 4, 11), of(2, 12, 13)], [4, 2, 1]);
    }

    #[test]
    fn the_smallest_annotation_comes_first() {
        let table = [0, 0, 50, 8, 0, 0, 10, 20, 0, 3, 1, 0, 9, 0, 4];
        assert_eq!(rows_at(&table, 0, 12), [0, 10, 20, 0, 3, 0, 0, 50, 8, 0]);
        assert_eq!(rows_at(&table, 0, 20), [0, 0, 50, 8, 0]);
        assert!(rows_at(&table, 2, 0).is_empty());
    }
}
