//! (block, start, end) to a place in the page's text nodes, or nothing when the page has changed.
//!
//! Policy: rows of numbers are made here; `painter.js` turns them into ranges and drops every row whose
//! text node no longer holds the text that was read.

use crate::dom::sheet::Sheet;

/// A row for `painter.js`: block, piece, offset, piece, offset.
pub(crate) fn row(sheet: &Sheet, block: u32, start: u32, end: u32) -> Option<[u32; 5]> {
    if start >= end {
        return None;
    }
    let from = sheet.spot(block, start, false)?;
    let to = sheet.spot(block, end, true)?;
    Some([block, from.piece, from.offset, to.piece, to.offset])
}
