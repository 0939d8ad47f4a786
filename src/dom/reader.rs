//! DOM to page, and the table from block offsets back to text nodes.
//!
//! Policy: `reader.js` walks the document once and gives back one string, the ends of its pieces (text
//! nodes and line breaks, in block order) and eight numbers a block; everything after that is done
//! here. The [`Reading`] stays on the JavaScript side because it owns nodes; [`Sheet`] owns the numbers.

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::page::{Block, Context, Page, kind, region};

#[wasm_bindgen(module = "/src/dom/reader.js")]
extern "C" {
    /// What the walk brought back: nodes, their text at that time, block elements.
    #[derive(Clone)]
    pub(crate) type Reading;
    fn read(document: &JsValue) -> Reading;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn tags(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn hints(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn language(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn published(this: &Reading) -> String;
    #[wasm_bindgen(method, getter)]
    fn ends(this: &Reading) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn firsts(this: &Reading) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn records(this: &Reading) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn elements(this: &Reading) -> Array;

    #[wasm_bindgen(js_name = sameNodes)]
    pub(crate) fn same_nodes(one: &Reading, other: &Reading) -> bool;

    /// Text node to piece.
    pub(crate) type Places;
    pub(crate) fn places(reading: &Reading) -> Places;
    #[wasm_bindgen(js_name = pieceOf)]
    pub(crate) fn piece_of(places: &Places, reading: &Reading, node: &JsValue) -> i32;
}

/// Where the pieces of each block stand, in code units of the block's text.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Ends of the pieces in the joined text, code units.
    ends: Vec<u32>,
    /// First piece of each block, and one past the last block's.
    firsts: Vec<u32>,
}

/// One end of a range: a piece and an offset in its text node (code units).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) piece: u32,
    pub(crate) offset: u32,
}

impl Sheet {
    fn start_of(&self, piece: u32) -> u32 {
        piece.checked_sub(1).and_then(|p| self.ends.get(p as usize)).copied().unwrap_or(0)
    }

    /// The pieces of `block` and where its text begins in the joined text.
    fn block(&self, block: u32) -> Option<(core::ops::Range<u32>, u32)> {
        let first = *self.firsts.get(block as usize)?;
        let last = *self.firsts.get(block as usize + 1)?;
        Some((first..last, self.start_of(first)))
    }

    /// The piece in which `unit` of `block` lies; at a border the piece that ends there when `ending`.
    pub(crate) fn spot(&self, block: u32, unit: u32, ending: bool) -> Option<Spot> {
        let (pieces, base) = self.block(block)?;
        let at = base.checked_add(unit)?;
        let ends = self.ends.get(pieces.start as usize..pieces.end as usize)?;
        let i = ends.partition_point(|end| if ending { *end < at } else { *end <= at });
        let piece = pieces.start + i as u32;
        (piece < pieces.end).then(|| Spot { piece, offset: at - self.start_of(piece) })
    }

    /// The block of a piece, and the code unit of the block's text at `offset` in it.
    pub(crate) fn unit(&self, piece: u32, offset: u32) -> Option<(u32, u32)> {
        let block = self.firsts.partition_point(|first| *first <= piece).checked_sub(1)? as u32;
        let (pieces, base) = self.block(block)?;
        pieces.contains(&piece).then(|| (block, self.start_of(piece) + offset - base))
    }
}

/// Reads a document.
pub(crate) fn read_document(document: &JsValue) -> (Page, Sheet, Reading) {
    let reading = read(document);
    let sheet = Sheet { ends: reading.ends().to_vec(), firsts: reading.firsts().to_vec() };
    let records = reading.records().to_vec();
    let (tags, hints, text) = (reading.tags(), reading.hints(), reading.text());
    let mut texts = Cutter { text: &text, byte: 0, unit: 0 };
    let mut blocks = Vec::with_capacity(records.len() / ROW);
    for (b, ((record, tag), hint)) in
        records.chunks_exact(ROW).zip(tags.split('\n')).zip(hints.split('\n')).enumerate()
    {
        let &[context, visible, link_units, breaks, parent, region, target, media] = record else { break };
        let end = sheet.firsts.get(b + 1).map_or(0, |first| sheet.start_of(*first));
        let text = texts.until(end);
        // Link text is counted in code units there; most pages are nearly ASCII, so the share carries over.
        let units = text.encode_utf16().count().max(1) as u64;
        let link_bytes = (u64::from(link_units) * text.len() as u64 / units).min(text.len() as u64) as u32;
        blocks.push(Block {
            text: text.to_owned(),
            tag: tag.to_owned(),
            context: Context(context),
            visible: visible != 0,
            link_bytes,
            breaks,
            parent,
            region,
            hints: hint.to_owned(),
            target: target != 0,
            media: media != 0,
            ..Block::default()
        });
    }
    let mut page =
        Page { title: reading.title(), language: reading.language(), published: reading.published(), blocks };
    kind::assign(&mut page);
    region::settle(&mut page);
    (page, sheet, reading)
}

/// Numbers per block in `records`.
const ROW: usize = 8;

/// Cuts a string at ascending UTF-16 offsets in one pass.
struct Cutter<'a> {
    text: &'a str,
    byte: usize,
    unit: u32,
}

impl<'a> Cutter<'a> {
    fn until(&mut self, unit: u32) -> &'a str {
        let start = self.byte;
        for c in self.text.get(start..).unwrap_or("").chars() {
            if self.unit >= unit {
                break;
            }
            self.unit += c.len_utf16() as u32;
            self.byte += c.len_utf8();
        }
        self.text.get(start..self.byte).unwrap_or("")
    }
}
