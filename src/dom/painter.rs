//! Marks on the page: which blocks shall show others than they do, and registering them.
//!
//! Policy: what is painted is chosen by the pure core ([`crate::marks`]); here it is compared with what was
//! wanted last, block by block, so that only blocks that changed cross to `painter.js`, which gives each
//! mark the light or the dark variant of its highlight by the measured background of its block. The painter
//! owns what was wanted last and the [`Paint`] that holds what stands.

use js_sys::{Function, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::dom::anchor;
use crate::dom::reader::{Reading, Sight};
use crate::dom::sheet::Sheet;
use crate::marks::Mark;

#[wasm_bindgen(module = "/src/dom/painter.js")]
extern "C" {
    /// What stands on the page.
    type Paint;
    #[wasm_bindgen(js_name = createPaint)]
    fn create_paint() -> Paint;
    fn want(paint: &Paint, reading: &Reading, touched: &Uint32Array, table: &Uint32Array, anew: bool);
    fn work(paint: &Paint, milliseconds: f64) -> bool;
    fn count(paint: &Paint) -> u32;
    #[wasm_bindgen(js_name = focus)]
    fn show_focus(paint: &Paint, reading: &Reading, rows: &Uint32Array);
    fn clear(paint: &Paint);
    #[wasm_bindgen(js_name = range)]
    fn live_range(document: &JsValue, reading: &Reading, row: &Uint32Array) -> JsValue;
    /// Measures the grounds not known yet for so many milliseconds; true when all are known.
    #[wasm_bindgen(js_name = measure)]
    pub(crate) fn measure(reading: &Reading, milliseconds: f64) -> bool;
    #[wasm_bindgen(js_name = undoMarks)]
    pub(crate) fn undo_marks();
    fn dress(reading: &Reading, css: &str) -> Function;
}

/// The painter of one page.
pub(crate) struct Painter {
    paint: Paint,
    /// The marks wanted last, in the order of their blocks, and of which sight.
    marks: Vec<Mark>,
    sight: u32,
    /// How many shadow roots have our rules, and what takes them away.
    dressed: u32,
    undress: Option<Function>,
}

impl Default for Painter {
    fn default() -> Self {
        Self { paint: create_paint(), marks: Vec::new(), sight: 0, dressed: 0, undress: None }
    }
}

/// The marks of each block, by its number.
fn by_block(marks: &[Mark]) -> Vec<&[Mark]> {
    let mut out: Vec<&[Mark]> = vec![&[]; marks.last().map_or(0, |m| m.block as usize + 1)];
    for here in marks.chunk_by(|a, b| a.block == b.block) {
        if let Some(slot) = here.first().and_then(|m| out.get_mut(m.block as usize)) {
            *slot = here;
        }
    }
    out
}

impl Painter {
    /// Wants exactly `marks` (in the order of their blocks) to be painted; the grounds of all blocks are
    /// measured `anew` or only those not known yet. [`Self::work`] does it.
    pub(crate) fn want(&mut self, sight: &Sight, marks: Vec<Mark>, css: &str, anew: bool) {
        let plain = |m: &Mark| (m.start, m.end, m.layer);
        let (before, now) = (by_block(&self.marks), by_block(&marks));
        let (mut touched, mut table) = (Vec::new(), Vec::new());
        for block in 0..sight.page.blocks.len() {
            let stood = sight.stood(block as u32, self.sight).and_then(|old| before.get(old as usize));
            let (before, now) = (stood.copied(), now.get(block).copied().unwrap_or_default());
            if before.unwrap_or_default().iter().map(plain).eq(now.iter().map(plain)) {
                continue;
            }
            let first = table.len();
            for mark in now {
                if let Some([_, row @ ..]) = anchor::row(&sight.sheet, mark.block, mark.start, mark.end) {
                    table.push(mark.layer);
                    table.extend(row);
                }
            }
            touched.extend([block as u32, ((table.len() - first) / 5) as u32]);
        }
        let (touched, table) = (Uint32Array::from(touched.as_slice()), Uint32Array::from(table.as_slice()));
        want(&self.paint, &sight.reading, &touched, &table, anew);
        self.marks = marks;
        self.sight = sight.number;
        let roots = sight.reading.roots().length();
        if self.dressed != roots {
            self.undress();
            self.dressed = roots;
            self.undress = Some(dress(&sight.reading, css));
        }
    }

    /// Paints for so many milliseconds; true when all that is wanted stands.
    pub(crate) fn work(&self, milliseconds: f64) -> bool {
        work(&self.paint, milliseconds)
    }

    /// The number of ranges that stand.
    pub(crate) fn count(&self) -> u32 {
        count(&self.paint)
    }

    /// Shows `pieces` (block, start, end triples) as under the pointer; none clears.
    pub(crate) fn focus(&mut self, reading: &Reading, sheet: &Sheet, pieces: &[u32]) {
        let rows: Vec<u32> = pieces
            .chunks_exact(3)
            .filter_map(|p| anchor::row(sheet, *p.first()?, *p.get(1)?, *p.get(2)?))
            .flatten()
            .collect();
        show_focus(&self.paint, reading, &Uint32Array::from(rows.as_slice()));
    }

    /// Removes every highlight and rule of ours.
    pub(crate) fn clear(&mut self) {
        self.marks = Vec::new();
        self.sight = 0;
        clear(&self.paint);
        self.undress();
    }

    fn undress(&mut self) {
        self.dressed = 0;
        if let Some(undress) = self.undress.take() {
            // The sheets may be gone with their roots; there is nothing else to undo.
            let _ = undress.call0(&JsValue::NULL);
        }
    }
}

/// A live range over a place, or null when the page has changed there.
pub(crate) fn range(
    document: &JsValue,
    reading: &Reading,
    sheet: &Sheet,
    block: u32,
    start: u32,
    end: u32,
) -> JsValue {
    match anchor::row(sheet, block, start, end) {
        Some(row) => live_range(document, reading, &Uint32Array::from(row.as_slice())),
        None => JsValue::NULL,
    }
}
