//! Bytes to UTF-16 code units.
//!
//! Problem: the browser counts UTF-16 code units, the core counts bytes. Policy: each block is read
//! once; a block of ASCII needs no table, any other keeps one step per character that is not ASCII.

use super::Piece;
use crate::page::{BlockId, Page};
use crate::span::Place;

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
