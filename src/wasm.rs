//! The only export: the class `Annotator`, one for each page being read.
//!
//! Problem: JavaScript needs one object that reads, finds, paints, folds and can undo it all. Policy: the
//! `Annotator` owns the page as it was read, the findings and everything written; results cross as typed
//! arrays where they are many and as plain objects where they are read one at a time. Errors are `Error`s
//! with a plain message, thrown only by the constructor. Offsets are UTF-16 code units.

mod bars;
mod settings;
mod state;
mod told;

use core::cell::RefCell;

use js_sys::{Array, Date, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::corrections::Corrections;
use crate::dom::folder::{self, Folder};
use crate::dom::painter::{self, Painter};
use crate::dom::reader::Reader;
use crate::dom::watcher::{self, Change, Watcher};
use crate::marks::{self, Ground, Wanted};
use crate::models::{ModelError, Models};
use crate::options::Options;
use crate::page::gate;
use crate::report;
use settings::{Given, Settings};
use state::{Pending, Progress, Shown, State};
use told::{Told, object};

/// Milliseconds for which first marks are painted at a time.
const FIRST_SLICE: f64 = 8.0;

#[derive(Serialize)]
struct ReadSummary<'a> {
    blocks: u32,
    words: u32,
    article: bool,
    language: &'a str,
}

/// The answer of `refresh`.
#[derive(Serialize, Default)]
struct Refreshed {
    changed: bool,
    huge: bool,
}

/// Reads one page, shows what it found, and undoes everything.
#[wasm_bindgen]
pub struct Annotator {
    models: Models,
    css: String,
    corrections: Corrections,
    options: Options,
    document: JsValue,
    watcher: Option<Watcher>,
    state: Option<State>,
    pending: Option<Pending>,
    told: Told,
    painter: Painter,
    /// What was painted of the page that is being analysed.
    shown: Shown,
    folder: Folder,
    /// Whether the grounds of the blocks are to be measured anew at the next painting.
    measure: bool,
}

#[wasm_bindgen]
impl Annotator {
    /// Makes an annotator from the models' bytes; without them from those that this core was given last. Throws
    /// an `Error` when they are no models.
    #[wasm_bindgen(constructor)]
    pub fn new(models: Option<Uint8Array>, settings: JsValue) -> Result<Self, JsError> {
        let settings = Settings::from(Given(settings));
        Ok(Self {
            models: opened(models).map_err(|e| JsError::new(&e.to_string()))?,
            options: settings.options,
            css: settings.css,
            corrections: settings.corrections,
            document: JsValue::NULL,
            watcher: None,
            state: None,
            pending: None,
            told: Told::default(),
            painter: Painter::default(),
            shown: Shown::default(),
            folder: Folder::default(),
            measure: true,
        })
    }

    /// Reads a document in one go. Undoes what an earlier reading showed.
    pub fn read(&mut self, root: JsValue) -> JsValue {
        self.begin(root);
        self.read_on(f64::INFINITY)
    }

    /// Begins to read a document. Undoes what an earlier reading showed.
    pub fn begin(&mut self, root: JsValue) {
        self.stop();
        self.watcher = Some(Watcher::new(&root));
        self.pending = Some(Pending::Reading(Reader::new(&root)));
        self.shown = Shown::Nothing;
        self.document = root;
    }

    /// Reads on for so many milliseconds; null until all is read, then what the page is. Call again from a
    /// task of its own.
    #[wasm_bindgen(js_name = readOn)]
    pub fn read_on(&mut self, milliseconds: f64) -> JsValue {
        let until = now() + milliseconds;
        self.advance_reading(until);
        let Some(sight) = self.pending.as_ref().and_then(Pending::sight) else { return JsValue::NULL };
        object(&ReadSummary {
            blocks: sight.page.blocks.len() as u32,
            words: sight.words.iter().sum(),
            article: gate::is_article(&sight.page),
            language: &sight.page.language,
        })
    }

    /// Reads until all is read or the clock says `until`, but once at least.
    fn advance_reading(&mut self, until: f64) {
        while let Some(pending) = self.pending.take() {
            let pending = pending.read(&mut self.state, &self.options, until - now());
            let is_read = pending.sight().is_some();
            if let (Some(sight), Some(watcher)) = (pending.sight(), &self.watcher) {
                watcher.follow(&sight.reading);
            }
            self.pending = Some(pending);
            if is_read || now() >= until {
                break;
            }
        }
    }

    /// Reads and finds for so many milliseconds; true when all is found. Call again from a task of its own.
    pub fn step(&mut self, milliseconds: f64) -> bool {
        let until = now() + milliseconds;
        self.advance_reading(until);
        if self.pending.as_mut().is_some_and(|p| !p.glance(&self.models, &mut || now() < until)) {
            return false;
        }
        if let Some(sight) = self.pending.as_ref().and_then(Pending::sight) {
            if !painter::measure(&sight.reading, until - now()) {
                return false;
            }
            // What has just been measured is not measured anew for the first painting.
            self.measure = false;
        }
        let Some(pending) = self.pending.take() else { return true };
        let progress =
            pending.find(self.state.as_ref(), &self.models, &self.corrections, &mut || now() < until);
        match progress {
            Progress::More(pending) => {
                self.pending = Some(pending);
                false
            }
            Progress::Done(state) => {
                self.folder.carry(&state.findings.duplicates, &state.elements);
                self.told = Told::default();
                self.state = Some(*state);
                true
            }
        }
    }

    /// Paints names while the rest is still being found: those of the first screen, then all. Gives the number
    /// of ranges, 0 when it is too early or too late. Paints a slice of them: call again.
    #[wasm_bindgen(js_name = paintNames)]
    pub fn paint_names(&mut self, marks: JsValue) -> u32 {
        let Some(pending) = self.pending.as_mut().filter(|_| self.state.is_none()) else { return 0 };
        let shows = pending.shows();
        if shows > self.shown
            && (self.shown == Shown::Nothing || pending.prepare())
            && let Some((sight, chosen)) = pending.marks(&self.corrections, &Given(marks).into())
        {
            self.painter.want(sight, chosen, &self.css, false);
            // Choosing all names of a long page is work by itself.
            if core::mem::replace(&mut self.shown, shows) != Shown::Nothing {
                return self.painter.count();
            }
        }
        if self.shown == Shown::Nothing {
            return 0;
        }
        self.painter.work(FIRST_SLICE);
        self.painter.count()
    }

    /// Everything found, as a plain object (`src/report.rs`); the same as long as somebody keeps it and the page is
    /// not read anew.
    pub fn report(&mut self) -> JsValue {
        self.report_on(f64::INFINITY)
    }

    /// Makes the report for so many milliseconds; null until it is there. Call again from a task of its own.
    #[wasm_bindgen(js_name = reportOn)]
    pub fn report_on(&mut self, milliseconds: f64) -> JsValue {
        let state = self.state.as_ref();
        state.and_then(|s| self.told.tell(s, now() + milliseconds)).unwrap_or(JsValue::NULL)
    }

    /// How much was found (`src/report/counts.rs`).
    pub fn counts(&self) -> JsValue {
        self.state.as_ref().map_or(JsValue::NULL, |state| object(&state.counts()))
    }

    /// What stands in the margin: rows of block, start, end, layer, index; for each claim its doubtful words, of
    /// which the shell chooses.
    pub fn margin(&self) -> Uint32Array {
        let rows = self.state.as_ref().map(|s| report::margin(&s.findings, &s.utf16));
        Uint32Array::from(rows.unwrap_or_default().as_slice())
    }

    /// The words of a place, white space collapsed; "" for a place that does not exist.
    pub fn text(&self, block: u32, start: u32, end: u32) -> String {
        let sight = self.state.as_ref().map(|s| &s.sight).or(self.pending.as_ref().and_then(Pending::sight));
        let Some(block) = sight.and_then(|s| s.page.blocks.get(block as usize)) else {
            return String::new();
        };
        let units: Vec<u16> =
            block.text.encode_utf16().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
        let words = String::from_utf16_lossy(&units);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Paints the marks wanted, and only those, in one go. Gives the number of ranges.
    pub fn paint(&mut self, marks: JsValue) -> u32 {
        self.paint_in(marks, f64::INFINITY);
        self.painter.count()
    }

    /// Paints the marks wanted, and only those, for so many milliseconds, in which they are chosen, too; true when
    /// all stand. Else call `paintOn` from a task of its own.
    #[wasm_bindgen(js_name = paintIn)]
    pub fn paint_in(&mut self, marks: JsValue, milliseconds: f64) -> bool {
        let Some(state @ State { sight, findings, utf16, .. }) = &self.state else { return true };
        let until = now() + milliseconds;
        let wanted: Wanted = Given(marks).into();
        let ground = Ground { page: &sight.page, words: &sight.words, utf16 };
        let chosen = marks::choose(ground, findings, state.table(), &wanted);
        let anew = core::mem::replace(&mut self.measure, true);
        self.painter.want(sight, chosen, &self.css, anew);
        until > now() && self.painter.work(until - now())
    }

    /// Paints on for so many milliseconds; true when all that is wanted stands.
    #[wasm_bindgen(js_name = paintOn)]
    pub fn paint_on(&self, milliseconds: f64) -> bool {
        self.painter.work(milliseconds)
    }

    /// Takes all marks away.
    pub fn unpaint(&mut self) {
        self.painter.clear();
    }

    /// Shows places (block, start, end triples) as pointed at; none clears.
    pub fn focus(&mut self, pieces: &[u32]) {
        if let Some(state) = &self.state {
            self.painter.focus(&state.sight.reading, &state.sight.sheet, pieces);
        }
    }

    /// What is annotated at an offset of a text node: rows of block, start, end, layer, index, smallest first.
    pub fn at(&self, node: &JsValue, offset: u32) -> Uint32Array {
        let rows = self.state.as_ref().and_then(|state| {
            let (block, unit) = state.sight.unit(node, offset)?;
            Some(marks::rows_at(state.table(), block, unit))
        });
        Uint32Array::from(rows.unwrap_or_default().as_slice())
    }

    /// A live range over a place, or null when the page has changed there. Up to `u32::MAX` it is the whole block.
    pub fn range(&self, block: u32, start: u32, end: u32) -> JsValue {
        self.state.as_ref().map_or(JsValue::NULL, |s| {
            let whole = if end == u32::MAX { s.whole(block) } else { None };
            let (start, end) = whole.map_or((start, end), |piece| (piece.start, piece.end));
            painter::range(&self.document, &s.sight.reading, &s.sight.sheet, block, start, end)
        })
    }

    /// The element that owns a block's text, or null when there is no such block.
    pub fn element(&self, block: u32) -> JsValue {
        let element = self.state.as_ref().map(|s| s.elements.get(block)).filter(|e| !e.is_undefined());
        element.unwrap_or(JsValue::NULL)
    }

    /// Folds the repeats; those whose substance differs only when `substance` is set.
    pub fn fold(&mut self, options: JsValue) {
        let substance = Given(options).get("substance").is_true();
        if let Some(state) = &self.state {
            let found = &state.findings.duplicates;
            self.folder.fold_all(&state.sight.page, found, &state.elements, substance);
        }
    }

    /// Gives all folded text back.
    pub fn unfold(&mut self) {
        if let Some(state) = &self.state {
            self.folder.unfold_all(&state.elements);
        }
    }

    /// Folds or opens one run; false when it cannot be folded now.
    pub fn toggle(&mut self, run: u32, folded: bool) -> bool {
        let Some(state) = &self.state else { return false };
        self.folder.toggle(&state.sight.page, &state.findings.duplicates, &state.elements, run, folded)
    }

    /// The runs that have a bar, in reading order: `run, folded, anchor, block,
    /// original, blocks, parted, class, differences`.
    pub fn bars(&mut self) -> Array {
        self.state.as_ref().map_or_else(Array::new, |state| bars::bars(state, &mut self.folder))
    }

    /// Begins to read again what the page changed: `changed` says that there is something to read and find
    /// (call `step` until it is true, then `paint`), `huge` that it is so much that it may be another page.
    pub fn refresh(&mut self) -> JsValue {
        let Some(watcher) = &self.watcher else { return object(&Refreshed::default()) };
        let change = watcher.change();
        if change == Change::Nothing {
            return object(&Refreshed::default());
        }
        let news = watcher.take();
        let reader = match (&self.state, &self.pending) {
            (Some(state), None) if change == Change::Minor => Reader::again(&state.sight, &news),
            _ => {
                // What is known of an unfinished reading is not worth its doubts.
                if let Some(state) = &mut self.state {
                    state.forget();
                }
                Reader::new(&self.document)
            }
        };
        self.pending = Some(Pending::Reading(reader));
        self.shown = Shown::Nothing;
        self.measure = false;
        object(&Refreshed { changed: true, huge: change == Change::Huge })
    }

    /// Undoes on the page what any annotator of this core did. Needs nothing of the core's memory: it works
    /// after a trap, when the annotator that trapped cannot be used any more.
    pub fn undo() {
        watcher::undo_watches();
        painter::undo_marks();
        folder::undo_folds();
    }

    /// Undoes everything on the page and forgets it. May be called twice.
    pub fn stop(&mut self) {
        self.painter.clear();
        self.unfold();
        self.watcher = None;
        self.pending = None;
        self.state = None;
        self.told = Told::default();
    }
}

thread_local! {
    /// The models that were given last: the shell need not keep a copy.
    static MODELS: RefCell<Models> = RefCell::default();
}

/// Empty bytes are no models: the finders then work by rules alone.
fn opened(bytes: Option<Uint8Array>) -> Result<Models, ModelError> {
    let Some(bytes) = bytes else { return Ok(MODELS.with_borrow(Clone::clone)) };
    let models = if bytes.length() == 0 { Models::default() } else { Models::open(bytes.to_vec())? };
    MODELS.set(models.clone());
    Ok(models)
}

/// Milliseconds of the clock on the wall: enough to end a slice by.
fn now() -> f64 {
    Date::now()
}
