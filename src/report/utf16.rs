//! Bytes to UTF-16 code units.
//!
//! Problem: the browser counts UTF-16 code units, the core counts bytes. Policy: each block is read
//! once; a block of ASCII needs no table, any other keeps one step per character that is not ASCII. The
//! tables of blocks that stand are taken over after a change. The caller owns them.

use alloc::rc::Rc;

use super::Piece;
use crate::page::{Block, BlockId, Page};
use crate::span::Place;

/// Per character of a block that is not ASCII: the byte behind it, and the code units up to there.
type Steps = Rc<[(u32, u32)]>;

/// Converts byte offsets of one page's blocks to UTF-16 code units.
#[derive(Debug, Default)]
pub struct Utf16 {
    /// Empty for a block of ASCII.
    steps: Vec<Steps>,
}

fn steps(text: &str) -> Steps {
    let mut steps = Vec::new();
    if text.is_ascii() {
        return steps.into();
    }
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        units += c.len_utf16() as u32;
        if !c.is_ascii() {
            steps.push(((byte + c.len_utf8()) as u32, units));
        }
    }
    steps.into()
}

impl Utf16 {
    /// Reads the blocks once.
    pub fn new(page: &Page) -> Self {
        Self { steps: page.blocks.iter().map(|block| steps(&block.text)).collect() }
    }

    /// The same for a changed page. `was` gives for each block the number it had when its text is unchanged,
    /// else `u32::MAX`.
    #[must_use]
    pub fn after(&self, page: &Page, was: &[u32]) -> Self {
        let known = |(i, block): (usize, &Block)| {
            let known = was.get(i).and_then(|old| self.steps.get(*old as usize));
            known.map_or_else(|| steps(&block.text), Rc::clone)
        };
        Self { steps: page.blocks.iter().enumerate().map(known).collect() }
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

    /// The byte of `block` that a code unit of it begins at.
    pub fn byte(&self, block: BlockId, unit: u32) -> u32 {
        let Some(steps) = self.steps.get(block.index()) else { return unit };
        let at = steps.partition_point(|(_, units)| *units <= unit);
        match at.checked_sub(1).and_then(|i| steps.get(i)) {
            Some((byte, units)) => byte + (unit - units),
            None => unit,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    #[test]
    fn offsets_count_utf16_code_units() {
        let page = Page { blocks: vec![Block::new(BlockKind::Paragraph, "a😀é漢b")], ..Page::default() };
        let utf16 = Utf16::new(&page);
        let text = &page.blocks[0].text;
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let expected = text[..byte].encode_utf16().count() as u32;
            assert_eq!(utf16.offset(BlockId(0), byte as u32), expected, "at byte {byte}");
            assert_eq!(utf16.byte(BlockId(0), expected), byte as u32, "at unit {expected}");
        }
    }
}
