//! Marks on the page: which highlight a mark belongs to, and registering them.
//!
//! Policy: what is painted is chosen by the pure core ([`crate::marks`]); here each mark gets the light
//! or the dark variant of its highlight by the measured background of its block. The painter owns the
//! list of names it registered and removes exactly those.

use js_sys::{Function, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::dom::anchor;
use crate::dom::reader::Reading;
use crate::dom::sheet::Sheet;
use crate::marks::Mark;

#[wasm_bindgen(module = "/src/dom/painter.js")]
extern "C" {
    fn paint(name: &str, priority: i32, reading: &Reading, table: &Uint32Array) -> u32;
    fn unpaint(name: &str);
    #[wasm_bindgen(js_name = range)]
    fn live_range(document: &JsValue, reading: &Reading, row: &Uint32Array) -> JsValue;
    fn darkness(reading: &Reading, blocks: &Uint32Array, anew: bool) -> js_sys::Uint8Array;
    /// Measures the grounds not known yet for so many milliseconds; true when all are known.
    #[wasm_bindgen(js_name = measure)]
    pub(crate) fn measure(reading: &Reading, milliseconds: f64) -> bool;
    #[wasm_bindgen(js_name = undoMarks)]
    pub(crate) fn undo_marks();
    fn dress(reading: &Reading, css: &str) -> Function;
}

/// Highlight names and priorities, in the order of the paint table's layers.
const LAYERS: [(&str, i32); 10] = [
    ("person", 2),
    ("organisation", 2),
    ("place", 2),
    ("other", 2),
    ("date", 2),
    ("amount", 2),
    ("source", 1),
    ("cue", 1),
    ("content", 1),
    ("statement", 1),
];
/// The claim or row under the pointer or selected.
const FOCUS: (&str, i32) = ("focus", 4);

/// The painter of one page.
#[derive(Default)]
pub(crate) struct Painter {
    names: Vec<String>,
    /// How many shadow roots have our rules, and what takes them away.
    dressed: u32,
    undress: Option<Function>,
}

impl Painter {
    /// Paints exactly `marks`; the grounds of all blocks are measured `anew` or only those not known yet.
    /// Gives the number of ranges that stand.
    pub(crate) fn paint(
        &mut self,
        reading: &Reading,
        sheet: &Sheet,
        marks: &[Mark],
        css: &str,
        anew: bool,
    ) -> u32 {
        let mut blocks: Vec<u32> = marks.iter().map(|m| m.block).collect();
        blocks.sort_unstable();
        blocks.dedup();
        let dark = darkness(reading, &Uint32Array::from(blocks.as_slice()), anew).to_vec();
        let mut tables: [[Vec<u32>; 2]; 10] = Default::default();
        for mark in marks {
            let shade =
                blocks.binary_search(&mark.block).ok().and_then(|i| dark.get(i)).copied().unwrap_or(0);
            let table = tables.get_mut(mark.layer as usize).and_then(|t| t.get_mut(usize::from(shade)));
            if let (Some(table), Some(row)) = (table, anchor::row(sheet, mark.block, mark.start, mark.end)) {
                table.extend(row);
            }
        }
        let roots = reading.roots().length();
        if self.dressed != roots {
            self.undress();
            self.dressed = roots;
            self.undress = Some(dress(reading, css));
        }
        let mut painted = 0;
        for ((name, priority), shades) in LAYERS.iter().zip(&tables) {
            for (shade, table) in ["light", "dark"].iter().zip(shades) {
                painted += self.set(format!("galley-{name}-{shade}"), *priority, reading, table);
            }
        }
        painted
    }

    /// Shows `pieces` (block, start, end triples) as under the pointer; none clears.
    pub(crate) fn focus(&mut self, reading: &Reading, sheet: &Sheet, pieces: &[u32]) {
        let rows: Vec<u32> = pieces
            .chunks_exact(3)
            .filter_map(|p| anchor::row(sheet, *p.first()?, *p.get(1)?, *p.get(2)?))
            .flatten()
            .collect();
        let block = Uint32Array::from(pieces.get(..1).unwrap_or(&[]));
        let dark = !rows.is_empty() && darkness(reading, &block, false).get_index(0) == 1;
        for (shade, rows) in
            [("light", if dark { &[][..] } else { &rows }), ("dark", if dark { &rows } else { &[] })]
        {
            self.set(format!("galley-{}-{shade}", FOCUS.0), FOCUS.1, reading, rows);
        }
    }

    fn set(&mut self, name: String, priority: i32, reading: &Reading, table: &[u32]) -> u32 {
        let known = self.names.iter().position(|n| *n == name);
        if table.is_empty() {
            if let Some(i) = known {
                unpaint(&self.names.swap_remove(i));
            }
            return 0;
        }
        let painted = paint(&name, priority, reading, &Uint32Array::from(table));
        if known.is_none() {
            self.names.push(name);
        }
        painted
    }

    /// Removes every highlight and rule of ours.
    pub(crate) fn clear(&mut self) {
        for name in self.names.drain(..) {
            unpaint(&name);
        }
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
