//! Who made the page: authors, editors, photographers.
//!
//! Policy: whoever is named in a byline or credit, or behind "Photo:" and the like in a caption, is nobody in the
//! story; such names stay marked, but a bare surname in the story is never theirs.

use crate::page::{BlockKind, Page};
use crate::span::Place;

/// What stands before a photographer's name, lower case.
const CREDITS: [&str; 16] = [
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photograph:",
    "photograph by",
    "photographs by",
    "image:",
    "images:",
    "image by",
    "picture:",
    "pictures:",
    "pic:",
    "credit:",
    "illustration:",
    "©",
];

/// Whether a name at `place` stands where the page says who made it.
pub(super) fn is_author(page: &Page, place: Place) -> bool {
    let Some(block) = page.blocks.get(place.block.index()) else { return false };
    if matches!(block.kind, BlockKind::Byline | BlockKind::Credit) {
        return true;
    }
    let before = block.text.get(..place.span.start as usize).unwrap_or("");
    let far = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let near = before.get(far..).unwrap_or("").to_lowercase();
    CREDITS.iter().filter_map(|c| Some((near.rfind(c)?, c.len()))).any(|(at, length)| {
        // The credit ends with its sentence or bracket.
        near.get(at + length..).is_some_and(|between| !between.contains([')', '\n', '.', ']']))
    })
}
