//! Positions in text.
//!
//! Problem: a position must mean the same to every finder and survive the way to the browser.
//! Policy: inside the core a position is a byte offset into one block's text and never splits a
//! character; `report.rs` turns it into UTF-16 code units, once per block. Nobody owns state here.

use serde::Serialize;

/// A range of bytes in one block's text, end-exclusive, never empty unless a caller says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end` (bytes). An inverted pair gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text of this span, or "" when it does not lie on character borders of `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A span in a named block: the only kind of position that findings use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block.
    pub block: crate::page::BlockId,
    /// The span in that block's text (bytes).
    pub span: Span,
}

impl Place {
    /// A place from its block and byte offsets.
    pub const fn new(block: crate::page::BlockId, start: u32, end: u32) -> Self {
        Self { block, span: Span::new(start, end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverted_span_is_empty_and_a_split_character_gives_no_text() {
        assert!(Span::new(5, 2).is_empty());
        assert_eq!(Span::new(0, 1).text("é"), "");
        assert_eq!(Span::new(0, 2).text("é"), "é");
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert_eq!(Span::new(0, 2).cover(Span::new(5, 6)), Span::new(0, 6));
    }
}
