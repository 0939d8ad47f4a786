//! The only export: the class `Annotator`, one for each page being read.
//!
//! Problem: JavaScript needs one object that reads, finds, paints, folds and can undo it all. Policy: the
//! `Annotator` owns the page as it was read, the findings and everything written; results cross as typed
//! arrays where they are many and as plain objects where they are read one at a time. Errors are `Error`s
//! with a plain message, thrown only by the constructor. Offsets are UTF-16 code units.

use js_sys::{Array, Date, Object, Reflect, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::analysis::{Analysis, Findings};
use crate::corrections::{self, Corrections};
use crate::dom::folder::{Bar, Folder};
use crate::dom::painter::{self, Painter};
use crate::dom::reader::{self, Places, Reading, Sheet};
use crate::dom::watcher::{Change, Watcher};
use crate::duplicates::CopyClass;
use crate::entities::EntityKind;
use crate::marks::{self, Density, Wanted};
use crate::models::{ModelError, Models};
use crate::options::Options;
use crate::page::{Page, gate};
use crate::report;

/// What the shell hands over at the start; everything may be missing.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Settings {
    /// The highlight rules, for shadow roots (Firefox paints there only by rules of that root).
    css: String,
    /// What the reader corrected.
    corrections: Fixes,
}

/// The reader's corrections as the shell keeps them.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Fixes {
    not_names: Vec<String>,
    kinds: Vec<(String, String)>,
    same: Vec<(String, String)>,
    not_claims: Vec<String>,
}

impl From<Fixes> for Corrections {
    fn from(fixes: Fixes) -> Self {
        let kind = |name: &str| match name {
            "person" => Some(EntityKind::Person),
            "organisation" => Some(EntityKind::Organisation),
            "place" => Some(EntityKind::Place),
            "other" => Some(EntityKind::Other),
            _ => None,
        };
        let kinds = fixes.kinds.into_iter().filter_map(|(name, of)| Some((name, kind(&of)?))).collect();
        Self { not_names: fixes.not_names, kinds, same: fixes.same, not_claims: fixes.not_claims }
    }
}

/// The argument of `paint`.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Marks {
    density: String,
    names: bool,
    claims: bool,
    kinds: Option<Vec<String>>,
    faded: Option<u32>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct FoldOptions {
    substance: bool,
}

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

/// A page as it was read, and what was found in it.
struct State {
    page: Page,
    sheet: Sheet,
    reading: Reading,
    places: Places,
    elements: Array,
    table: Vec<u32>,
    findings: Findings,
}

impl State {
    fn read(document: &JsValue) -> Self {
        let (page, sheet, reading) = reader::read_document(document);
        let (places, elements) = (reader::places(&reading), reading.elements());
        Self { page, sheet, reading, places, elements, table: Vec::new(), findings: Findings::default() }
    }
}

/// A page that is being analysed; it takes the place of the last one when all is found.
struct Pending {
    state: State,
    analysis: Analysis,
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
    report: Option<JsValue>,
    painter: Painter,
    folder: Folder,
}

fn object<T: Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

fn argument<T: for<'a> Deserialize<'a> + Default>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).unwrap_or_default()
}

#[wasm_bindgen]
impl Annotator {
    /// Makes an annotator from the models' bytes. Throws an `Error` when they are no models.
    #[wasm_bindgen(constructor)]
    pub fn new(models: &[u8], settings: JsValue) -> Result<Self, JsError> {
        let settings: Settings = argument(settings);
        Ok(Self {
            models: read_models(models).map_err(|e| JsError::new(&e.to_string()))?,
            css: settings.css,
            corrections: settings.corrections.into(),
            options: Options::default(),
            document: JsValue::NULL,
            watcher: None,
            state: None,
            pending: None,
            report: None,
            painter: Painter::default(),
            folder: Folder::default(),
        })
    }

    /// Reads a document: one crossing of the DOM. Undoes what an earlier reading showed.
    pub fn read(&mut self, root: JsValue) -> JsValue {
        self.stop();
        self.watcher = Some(Watcher::new(&root));
        let state = State::read(&root);
        let page = &state.page;
        let summary = object(&ReadSummary {
            blocks: page.blocks.len() as u32,
            words: page.blocks.iter().map(|b| b.text.split_whitespace().count() as u32).sum(),
            article: gate::is_article(page),
            language: &page.language,
        });
        self.document = root;
        self.pending = Some(Pending { state, analysis: Analysis::new(self.options.clone()) });
        summary
    }

    /// Finds for so many milliseconds; true when all is found. Call again from a task of its own.
    pub fn step(&mut self, milliseconds: f64) -> bool {
        let Some(pending) = &mut self.pending else { return true };
        let until = now() + milliseconds;
        if !pending.analysis.advance(&pending.state.page, &self.models, &mut || now() < until) {
            return false;
        }
        if let Some(Pending { mut state, analysis }) = self.pending.take() {
            state.findings = analysis.finish();
            corrections::apply(&state.page, &mut state.findings, &self.corrections);
            state.table = report::paint_table(&state.page, &state.findings);
            self.folder.carry(&state.findings.duplicates, &state.elements);
            self.state = Some(state);
        }
        self.report = None;
        true
    }

    /// Everything found, as a plain object (`src/report.rs`); the same object until the page is read anew.
    pub fn report(&mut self) -> JsValue {
        let Some(state) = &self.state else { return JsValue::NULL };
        self.report.get_or_insert_with(|| object(&report::report(&state.page, &state.findings))).clone()
    }

    /// The words of a place, white space collapsed; "" for a place that does not exist.
    pub fn text(&self, block: u32, start: u32, end: u32) -> String {
        let state = self.state.as_ref().or(self.pending.as_ref().map(|p| &p.state));
        let Some(block) = state.and_then(|s| s.page.blocks.get(block as usize)) else {
            return String::new();
        };
        let units: Vec<u16> =
            block.text.encode_utf16().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
        let words = String::from_utf16_lossy(&units);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Paints the marks wanted, and only those. Gives the number of ranges.
    pub fn paint(&mut self, marks: JsValue) -> u32 {
        let Some(state) = &self.state else { return 0 };
        let marks: Marks = argument(marks);
        let wanted = Wanted {
            density: match marks.density.as_str() {
                "calm" => Density::Calm,
                "everything" => Density::Everything,
                _ => Density::Standard,
            },
            names: marks.names,
            claims: marks.claims,
            kinds: marks.kinds,
            only: marks.faded,
        };
        let chosen = marks::choose(&state.page, &state.findings, &state.table, &wanted);
        self.painter.paint(&state.reading, &state.sheet, &chosen, &self.css)
    }

    /// Takes all marks away.
    pub fn unpaint(&mut self) {
        self.painter.clear();
    }

    /// Shows places (block, start, end triples) as pointed at; none clears.
    pub fn focus(&mut self, pieces: &[u32]) {
        if let Some(state) = &self.state {
            self.painter.focus(&state.reading, &state.sheet, pieces);
        }
    }

    /// What is annotated at an offset of a text node: rows of block, start, end, layer, index, smallest first.
    pub fn at(&self, node: &JsValue, offset: u32) -> Uint32Array {
        let rows = self.state.as_ref().and_then(|state| {
            let piece = u32::try_from(reader::piece_of(&state.places, &state.reading, node)).ok()?;
            let (block, unit) = state.sheet.unit(piece, offset)?;
            Some(marks::rows_at(&state.table, block, unit))
        });
        Uint32Array::from(rows.unwrap_or_default().as_slice())
    }

    /// A live range over a place, or null when the page has changed there.
    pub fn range(&self, block: u32, start: u32, end: u32) -> JsValue {
        self.state.as_ref().map_or(JsValue::NULL, |s| {
            painter::range(&self.document, &s.reading, &s.sheet, block, start, end)
        })
    }

    /// The element that owns a block's text, or null when there is no such block.
    pub fn element(&self, block: u32) -> JsValue {
        let element = self.state.as_ref().map(|s| s.elements.get(block)).filter(|e| !e.is_undefined());
        element.unwrap_or(JsValue::NULL)
    }

    /// Folds the repeats; those whose substance differs only when `substance` is set.
    pub fn fold(&mut self, options: JsValue) {
        let options: FoldOptions = argument(options);
        if let Some(state) = &self.state {
            let found = &state.findings.duplicates;
            self.folder.fold_all(&state.page, found, &state.elements, options.substance);
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
        self.folder.toggle(&state.page, &state.findings.duplicates, &state.elements, run, folded)
    }

    /// The runs that have a bar, in reading order: `run, folded, anchor, blocks, class, differences`.
    pub fn bars(&mut self) -> Array {
        let Some(state) = &self.state else { return Array::new() };
        let bars = self.folder.bars(&state.findings.duplicates, &state.elements);
        let report = report::report(&state.page, &state.findings);
        bars.iter()
            .map(|bar| {
                let differences: Vec<_> = report
                    .duplicates
                    .runs
                    .get(bar.run as usize)
                    .map(|run| run.blocks.iter().flat_map(|b| &b.differences).collect())
                    .unwrap_or_default();
                bar_object(bar, &object(&differences))
            })
            .collect()
    }

    /// Reads again what the page changed: `changed` says that there is something new to find or to paint
    /// (call `step`, then `paint`), `huge` that it is so much that it may be another page.
    pub fn refresh(&mut self) -> JsValue {
        let change = self.watcher.as_ref().map_or(Change::Nothing, Watcher::change);
        if change == Change::Nothing {
            return object(&Refreshed::default());
        }
        let mut new = State::read(&self.document);
        let changed = match (&mut self.pending, &mut self.state) {
            (None, Some(old)) if old.page == new.page => {
                // The same words in other nodes: what was found stands, where it stands is new.
                new.table = core::mem::take(&mut old.table);
                new.findings = core::mem::take(&mut old.findings);
                self.folder.carry(&new.findings.duplicates, &new.elements);
                let moved = !reader::same_nodes(&old.reading, &new.reading);
                *old = new;
                moved
            }
            _ => {
                self.pending = Some(Pending { state: new, analysis: Analysis::new(self.options.clone()) });
                true
            }
        };
        object(&Refreshed { changed, huge: change == Change::Huge })
    }

    /// Undoes everything on the page and forgets it. May be called twice.
    pub fn stop(&mut self) {
        self.painter.clear();
        self.unfold();
        self.watcher = None;
        self.pending = None;
        self.state = None;
        self.report = None;
    }
}

/// No bytes are no models: the finders then work by rules alone.
fn read_models(bytes: &[u8]) -> Result<Models, ModelError> {
    if bytes.is_empty() { Ok(Models::default()) } else { Models::from_bytes(bytes) }
}

fn bar_object(bar: &Bar, differences: &JsValue) -> JsValue {
    let out = Object::new();
    let class = match bar.class {
        CopyClass::Exact => "exact",
        CopyClass::Wording => "wording",
        CopyClass::Substance => "substance",
    };
    let entries: [(&str, JsValue); 6] = [
        ("run", bar.run.into()),
        ("folded", bar.folded.into()),
        ("anchor", bar.anchor.clone()),
        ("blocks", bar.blocks.into()),
        ("class", class.into()),
        ("differences", differences.clone()),
    ];
    for (name, value) in entries {
        // A plain object of ours takes every property.
        let _ = Reflect::set(&out, &name.into(), &value);
    }
    out.into()
}

/// Milliseconds of the clock on the wall: enough to end a slice by.
fn now() -> f64 {
    Date::now()
}
