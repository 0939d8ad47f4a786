//! DOM to page, and the table from block offsets back to text nodes.
//!
//! Policy: `reader.js` walks the document and hands it over in parts: runs of blocks that stand as they stood, by
//! the number the first of them had before, and for every other block a row of numbers and its text; everything after
//! that is done here. The [`Reading`] stays on the JavaScript side because it owns nodes; the [`Reader`] owns the page
//! while it is put together, block by block, and leaves the earlier one whole.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU32, Ordering};

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::dom::sheet::Sheet;
use crate::dom::watcher::News;
use crate::page::{Block, Context, Page, kind, region};

#[wasm_bindgen(module = "/src/dom/reader.js")]
extern "C" {
    /// What was read: nodes, their text at that time, block elements.
    #[derive(Clone)]
    pub(crate) type Reading;
    fn read(document: &JsValue) -> Reading;
    #[wasm_bindgen(js_name = readAgain)]
    fn read_again(earlier: &Reading, news: &News) -> Reading;
    fn advance(reading: &Reading, milliseconds: f64) -> bool;
    fn part(reading: &Reading) -> Option<Part>;
    #[wasm_bindgen(method, getter, js_name = isDone)]
    fn is_done(this: &Reading) -> bool;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn language(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn published(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn elements(this: &Reading) -> Array;
    /// The open shadow roots met.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn roots(this: &Reading) -> Array;
    /// The number of the first block that is not above the window.
    #[wasm_bindgen(js_name = firstInView)]
    pub(crate) fn first_in_view(reading: &Reading) -> u32;
    /// Of blocks in reading order the place of the last that begins above the middle of the window, else of the first.
    #[wasm_bindgen(js_name = lastBegun)]
    pub(crate) fn last_begun(reading: &Reading, blocks: &[u32]) -> u32;
    #[wasm_bindgen(js_name = pieceOf)]
    fn piece_of(reading: &Reading, node: &JsValue) -> Uint32Array;

    /// Some blocks in reading order.
    type Part;
    /// Three numbers a run: the first block as it was numbered or `u32::MAX` for new ones, how many, and their region
    /// or `u32::MAX` where it is the one they had.
    #[wasm_bindgen(method, getter)]
    fn runs(this: &Part) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn same(this: &Part) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn rows(this: &Part) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn ends(this: &Part) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn lengths(this: &Part) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Part) -> String;
    #[wasm_bindgen(method, getter)]
    fn tags(this: &Part) -> String;
    #[wasm_bindgen(method, getter)]
    fn hints(this: &Part) -> String;
}

/// How many sights there were.
static SIGHTS: AtomicU32 = AtomicU32::new(0);

/// Numbers per block in `rows`.
const ROW: usize = 8;

/// A page as it was read.
pub(crate) struct Sight {
    pub(crate) page: Page,
    pub(crate) sheet: Sheet,
    pub(crate) reading: Reading,
    /// The words of each block, white space between them.
    pub(crate) words: Vec<u32>,
    /// The number of this sight, of all ever had; and of the one it was read again from, or 0.
    pub(crate) number: u32,
    earlier: u32,
    /// The region of each block as it was read.
    regions: Vec<u32>,
    /// For each block the number it had in the earlier sight when it is the same block of the same nodes.
    stood: Vec<u32>,
}

impl Sight {
    /// The number that `block` had in the sight of number `sight`, when it is the same block of the same nodes.
    pub(crate) fn stood(&self, block: u32, sight: u32) -> Option<u32> {
        if sight == self.number {
            return Some(block);
        }
        let old = self.stood.get(block as usize).filter(|_| sight != 0 && sight == self.earlier);
        old.copied().filter(|old| *old != u32::MAX)
    }

    /// Block and code unit of the block's text at an offset in a text node, if it stands as it was read.
    pub(crate) fn unit(&self, node: &JsValue, offset: u32) -> Option<(u32, u32)> {
        let &[block, piece] = piece_of(&self.reading, node).to_vec().as_slice() else { return None };
        Some((block, self.sheet.unit(block, piece, offset)?))
    }
}

/// A page that is being read.
pub(crate) struct Reader {
    sight: Sight,
    /// For each block the number it had in the earlier page when its text is the same, else `u32::MAX`.
    was: Vec<u32>,
}

impl Reader {
    /// Begins to read a document.
    pub(crate) fn new(document: &JsValue) -> Self {
        Self::over(read(document), 0)
    }

    /// Begins to read again what changed since `earlier`.
    pub(crate) fn again(earlier: &Sight, news: &News) -> Self {
        Self::over(read_again(&earlier.reading, news), earlier.number)
    }

    fn over(reading: Reading, earlier: u32) -> Self {
        let page = Page {
            title: reading.title(),
            language: reading.language(),
            published: reading.published(),
            blocks: Vec::new(),
        };
        let number = SIGHTS.fetch_add(1, Ordering::Relaxed) + 1;
        let (sheet, words, regions, stood) = (Sheet::default(), Vec::new(), Vec::new(), Vec::new());
        let sight = Sight { page, sheet, reading, words, number, earlier, regions, stood };
        Self { sight, was: Vec::new() }
    }

    /// Reads on for so many milliseconds; true when all is read. `earlier` is what [`Self::again`] was given.
    pub(crate) fn advance(&mut self, earlier: Option<&Sight>, milliseconds: f64) -> bool {
        if !advance(&self.sight.reading, milliseconds) {
            return false;
        }
        if let Some(part) = part(&self.sight.reading) {
            self.take(&part, earlier);
        }
        self.sight.reading.is_done()
    }

    fn take(&mut self, part: &Part, earlier: Option<&Sight>) {
        let (rows, same, lengths) = (part.rows().to_vec(), part.same().to_vec(), part.lengths().to_vec());
        let (ends, text, tags, hints) = (part.ends().to_vec(), part.text(), part.tags(), part.hints());
        let mut new =
            rows.chunks_exact(ROW).zip(same).zip(lengths).zip(tags.split('\n')).zip(hints.split('\n'));
        let mut ends = ends.as_slice();
        let mut rest = text.as_str();
        for &[old, count, region] in part.runs().to_vec().as_chunks::<3>().0 {
            if let Some(earlier) = earlier.filter(|_| old != u32::MAX) {
                self.stand(earlier, old, count, region);
                continue;
            }
            for ((((row, same), units), tag), hints) in new.by_ref().take(count as usize) {
                let &[context, visible, link_units, breaks, parent, target, media, pieces] = row else {
                    break;
                };
                let (text, after) = rest.split_at(bytes_of(rest, units));
                rest = after;
                let (own, after) = ends.split_at((pieces as usize).min(ends.len()));
                ends = after;
                // Link text is counted in code units there; most pages are nearly ASCII, so the share carries over.
                let share = u64::from(link_units) * text.len() as u64 / u64::from(units.max(1));
                let mut block = Block {
                    text: text.into(),
                    tag: self.shared(|last| &last.tag, tag),
                    context: Context(context),
                    visible: visible != 0,
                    link_bytes: share.min(text.len() as u64) as u32,
                    breaks,
                    parent,
                    region,
                    hints: self.shared(|last| &last.hints, hints),
                    target: target != 0,
                    media: media != 0,
                    ..Block::default()
                };
                block.kind = kind::kind_of(&block);
                self.sight.page.blocks.push(block);
                self.sight.sheet.ends.push(own.into());
                self.sight.words.push(text.split_whitespace().count() as u32);
                self.sight.regions.push(region);
                self.sight.stood.push(u32::MAX);
                self.was.push(same);
            }
        }
    }

    /// `words`, shared with the block before where that has the same.
    fn shared(&self, of: impl FnOnce(&Block) -> &Arc<str>, words: &str) -> Arc<str> {
        let last = self.sight.page.blocks.last().map(of).filter(|last| ***last == *words);
        last.map_or_else(|| words.into(), Arc::clone)
    }

    /// Takes over `count` blocks of the earlier sight from block `old` on.
    fn stand(&mut self, earlier: &Sight, old: u32, count: u32, region: u32) {
        let range =
            old as usize..(old as usize).saturating_add(count as usize).min(earlier.page.blocks.len());
        let sight = &mut self.sight;
        if region == u32::MAX {
            sight.regions.extend_from_slice(earlier.regions.get(range.clone()).unwrap_or_default());
        } else {
            sight.regions.extend(range.clone().map(|_| region));
        }
        sight.page.blocks.extend_from_slice(earlier.page.blocks.get(range.clone()).unwrap_or_default());
        sight.sheet.ends.extend_from_slice(earlier.sheet.ends.get(range.clone()).unwrap_or_default());
        sight.words.extend_from_slice(earlier.words.get(range.clone()).unwrap_or_default());
        let numbers = old..old + range.len() as u32;
        sight.stood.extend(numbers.clone());
        self.was.extend(numbers);
    }

    /// Gives away what was read, and for each block the number it had in the earlier page when its text is
    /// the same, else `u32::MAX`.
    pub(crate) fn finish(mut self) -> (Sight, Vec<u32>) {
        region::settle(&mut self.sight.page, &self.sight.regions);
        (self.sight, self.was)
    }
}

/// The bytes that so many UTF-16 code units at the start of `text` take.
fn bytes_of(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    let ascii = text.as_bytes().iter().take(left).position(|b| !b.is_ascii()).unwrap_or(left.min(text.len()));
    left -= ascii;
    let mut at = ascii;
    for c in text.get(ascii..).unwrap_or("").chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(c.len_utf16());
        at += c.len_utf8();
    }
    at
}
