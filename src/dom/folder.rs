//! Hides later copies and gives them back exactly.
//!
//! Problem: a copy must go from sight and stay findable, printable and undoable. Policy: two attributes
//! on the block, `hidden="until-found"` and `data-galley-fold="<run>"`, nothing else; what was written is
//! remembered with its element and taken away again. A block that holds other text than the run's, the
//! selection, the focus, something playing or the address's target is not folded. Copies whose substance
//! differs are folded only when asked for. Where paragraphs are parted by empty lines instead of elements,
//! their element is folded when all of them go; one alone is marked and listed, but cannot be hidden. The line
//! being read stays where it is.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::duplicates::{CopyClass, Duplicates, Run, RunKind};
use crate::page::Page;

#[wasm_bindgen(module = "/src/dom/folder.js")]
extern "C" {
    fn foldable(element: &JsValue, own: &Array, all: &Array) -> bool;
    fn fold(element: &JsValue, run: u32) -> bool;
    fn unfold(element: &JsValue, run: u32);
    #[wasm_bindgen(js_name = undoFolds)]
    pub(crate) fn undo_folds();
    #[wasm_bindgen(js_name = isWhole)]
    fn is_whole(element: &JsValue, own: &Array, all: &Array) -> bool;
    fn renumber(element: &JsValue, run: u32);
    #[wasm_bindgen(js_name = isFolded)]
    fn is_folded(element: &JsValue, run: u32) -> bool;
    #[wasm_bindgen(js_name = isConnected)]
    fn is_connected(element: &JsValue) -> bool;

    /// The line being read and where it stands on the screen.
    type Line;
    #[wasm_bindgen(js_name = lineInView)]
    fn line_in_view(elements: &Array) -> Line;
    #[wasm_bindgen(js_name = keepInView)]
    fn keep_in_view(line: &Line);
}

/// What was written for one run.
struct Folded {
    run: u32,
    elements: Vec<JsValue>,
}

/// A run as the shell's bar shows it.
pub(crate) struct Bar {
    pub(crate) run: u32,
    pub(crate) folded: bool,
    /// The first block's element.
    pub(crate) anchor: JsValue,
    /// The first block.
    pub(crate) block: u32,
    pub(crate) blocks: u32,
    pub(crate) class: CopyClass,
    /// Whether its elements hold text that stays: then it cannot be folded.
    pub(crate) parted: bool,
}

/// The folder of one page. Owns the list of what it hid.
#[derive(Default)]
pub(crate) struct Folder {
    folded: Vec<Folded>,
    /// First elements of the runs that were opened by hand: they stay open until folded by hand.
    opened: Vec<JsValue>,
    /// Whether bars are wanted at all.
    on: bool,
}

/// The weightiest class of a run: one block of substance makes it a run of substance.
fn class_of(run: &Run) -> CopyClass {
    run.blocks.iter().map(|b| b.class).max().unwrap_or(CopyClass::Exact)
}

/// The element of each block of a run: the same again where one element holds several.
fn elements_of(run: &Run, elements: &Array) -> Vec<JsValue> {
    run.blocks.iter().map(|b| elements.get(b.block.0)).collect()
}

/// Each once.
fn once(mut elements: Vec<JsValue>) -> Vec<JsValue> {
    elements.dedup();
    elements
}

impl Folder {
    /// Folds every run of copies; those of substance only when `substance`.
    pub(crate) fn fold_all(&mut self, page: &Page, found: &Duplicates, elements: &Array, substance: bool) {
        self.on = true;
        let line = line_in_view(elements);
        for (i, run) in found.runs.iter().enumerate() {
            let wanted = run.kind == RunKind::Copy && (substance || class_of(run) != CopyClass::Substance);
            if wanted && !self.is_opened(run, elements) {
                self.fold_run(page, i as u32, run, elements);
            }
        }
        keep_in_view(&line);
    }

    fn is_opened(&self, run: &Run, elements: &Array) -> bool {
        let first = run.blocks.first().map(|b| elements.get(b.block.0));
        first.is_some_and(|first| self.opened.contains(&first))
    }

    /// After the page was read anew: runs have other numbers, some are gone. What is folded and still a
    /// run of copies stays folded under its new number; everything else is given back.
    pub(crate) fn carry(&mut self, found: &Duplicates, elements: &Array) {
        let copies =
            |run: &Run| if run.kind == RunKind::Copy { elements_of(run, elements) } else { Vec::new() };
        let runs: Vec<(Vec<JsValue>, Vec<JsValue>)> =
            found.runs.iter().map(copies).map(|own| (once(own.clone()), own)).collect();
        for mut folded in core::mem::take(&mut self.folded) {
            let new = runs.iter().position(|(once, _)| *once == folded.elements);
            // Other text may stand in its elements by now.
            let own: Array = new.and_then(|new| runs.get(new)).into_iter().flat_map(|(_, own)| own).collect();
            // The attribute may have gone with the page's own rendering: then it is no fold of ours.
            let whole =
                folded.elements.iter().all(|e| is_folded(e, folded.run) && is_whole(e, &own, elements));
            for element in &folded.elements {
                match new {
                    Some(new) if whole => renumber(element, new as u32),
                    _ => unfold(element, folded.run),
                }
            }
            if let (Some(new), true) = (new, whole) {
                folded.run = new as u32;
                self.folded.push(folded);
            }
        }
        self.opened.retain(is_connected);
    }

    fn fold_run(&mut self, page: &Page, number: u32, run: &Run, elements: &Array) -> bool {
        if self.folded.iter().any(|f| f.run == number) {
            return true;
        }
        let own: Array = elements_of(run, elements).into_iter().collect();
        let safe = |i: u32| {
            run.blocks
                .get(i as usize)
                .and_then(|b| page.blocks.get(b.block.index()))
                .is_some_and(|b| b.visible && !b.target)
                && foldable(&own.get(i), &own, elements)
        };
        if run.kind != RunKind::Copy || !(0..own.length()).all(safe) {
            return false;
        }
        let hidden: Vec<JsValue> =
            once(own.iter().collect()).into_iter().filter(|e| fold(e, number)).collect();
        self.folded.push(Folded { run: number, elements: hidden });
        true
    }

    /// Gives everything back; bars go.
    pub(crate) fn unfold_all(&mut self, elements: &Array) {
        let line = line_in_view(elements);
        for folded in self.folded.drain(..) {
            for element in &folded.elements {
                unfold(element, folded.run);
            }
        }
        self.opened.clear();
        self.on = false;
        keep_in_view(&line);
    }

    /// Folds or opens one run by hand. Gives whether it is as wanted now.
    pub(crate) fn toggle(
        &mut self,
        page: &Page,
        found: &Duplicates,
        elements: &Array,
        run: u32,
        folded: bool,
    ) -> bool {
        let line = line_in_view(elements);
        let done = if folded {
            let first =
                found.runs.get(run as usize).and_then(|r| r.blocks.first()).map(|b| elements.get(b.block.0));
            self.opened.retain(|e| Some(e) != first.as_ref());
            found.runs.get(run as usize).is_some_and(|r| self.fold_run(page, run, r, elements))
        } else {
            self.open(found, elements, run);
            true
        };
        keep_in_view(&line);
        done
    }

    /// Gives a run back and remembers that it is to stay open.
    fn open(&mut self, found: &Duplicates, elements: &Array, run: u32) {
        if let Some(first) = found.runs.get(run as usize).and_then(|r| r.blocks.first()) {
            self.opened.push(elements.get(first.block.0));
        }
        if let Some(i) = self.folded.iter().position(|f| f.run == run) {
            for element in self.folded.swap_remove(i).elements {
                unfold(&element, run);
            }
        }
    }

    /// Every run that has a bar now. A run of which the browser or the page showed a block again (find in
    /// page, a link to a text fragment, the page's own script) is given back whole.
    pub(crate) fn bars(&mut self, found: &Duplicates, elements: &Array) -> Vec<Bar> {
        let shown: Vec<u32> = self
            .folded
            .iter()
            .filter(|f| f.elements.iter().any(|e| is_connected(e) && !is_folded(e, f.run)))
            .map(|f| f.run)
            .collect();
        for run in shown {
            self.open(found, elements, run);
        }
        if !self.on {
            return Vec::new();
        }
        let copies = found.runs.iter().enumerate().filter(|(_, run)| run.kind == RunKind::Copy);
        copies
            .filter_map(|(i, run)| {
                let block = run.blocks.first()?.block.0;
                let anchor = elements.get(block);
                let own: Array = elements_of(run, elements).into_iter().collect();
                let folded = self.folded.iter().any(|f| f.run == i as u32);
                is_connected(&anchor).then(|| Bar {
                    run: i as u32,
                    folded,
                    parted: own.iter().any(|e| !is_whole(&e, &own, elements)),
                    anchor,
                    block,
                    blocks: run.blocks.len() as u32,
                    class: class_of(run),
                })
            })
            .collect()
    }
}
