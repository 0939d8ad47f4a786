//! A page as it was read with what was found in it, and the next one while it is being made.

use js_sys::Array;

use crate::analysis::{Analysis, Findings, Memory};
use crate::corrections::{self, Corrections};
use crate::dom::reader::{Reader, Sight};
use crate::models::Models;
use crate::numbers;
use crate::options::Options;
use crate::report::{self, Utf16};

/// A page read and analysed: what is shown.
pub(super) struct State {
    pub(super) sight: Sight,
    pub(super) elements: Array,
    /// The paint table: rows of block, start, end, layer, index.
    pub(super) table: Vec<u32>,
    pub(super) findings: Findings,
    pub(super) utf16: Utf16,
    /// For each block the number it had in the page shown before when its text is the same, else `u32::MAX`.
    pub(super) was: Vec<u32>,
    memory: Memory,
}

impl State {
    /// `findings` as they are shown: corrected, with the numbers that names had in `earlier`.
    fn new(
        sight: Sight,
        mut findings: Findings,
        memory: Memory,
        was: Vec<u32>,
        fixes: &Corrections,
        earlier: Option<&Self>,
    ) -> Self {
        corrections::apply(&sight.page, &mut findings, fixes);
        if let Some(earlier) = earlier {
            numbers::keep(&earlier.findings.entities, &mut findings);
        }
        let utf16 = earlier.map_or_else(|| Utf16::new(&sight.page), |e| e.utf16.after(&sight.page, &was));
        let table = report::paint_table(&findings, &utf16);
        let elements = sight.reading.elements();
        Self { sight, elements, table, findings, utf16, was, memory }
    }

    /// Forgets what would make the next analysis quick: it is to begin anew.
    pub(super) fn forget(&mut self) {
        self.memory = Memory::default();
    }
}

/// The next page: first read, then analysed.
pub(super) enum Pending {
    Reading(Reader),
    Finding(Box<Finding>),
}

/// A page that was read and is analysed.
pub(super) struct Finding {
    sight: Sight,
    /// As in [`State`].
    was: Vec<u32>,
    analysis: Analysis,
}

/// What a slice of work came to.
pub(super) enum Progress {
    /// More is to do.
    More(Pending),
    /// All is read and found.
    Done(Box<State>),
}

impl Pending {
    /// The page as far as it is read whole.
    pub(super) fn sight(&self) -> Option<&Sight> {
        match self {
            Self::Reading(_) => None,
            Self::Finding(found) => Some(&found.sight),
        }
    }

    /// Reads on for so many milliseconds; true when the page is read.
    pub(super) fn read(self, earlier: &mut Option<State>, options: &Options, milliseconds: f64) -> Self {
        let Self::Reading(mut reader) = self else { return self };
        if !reader.advance(earlier.as_ref().map(|e| &e.sight), milliseconds) {
            return Self::Reading(reader);
        }
        let (sight, was) = reader.finish();
        let analysis = match earlier {
            Some(state) => {
                let memory = core::mem::take(&mut state.memory);
                Analysis::after(memory, &state.findings.text, &sight.page, was.clone(), options.clone())
            }
            None => Analysis::new(options.clone()),
        };
        Self::Finding(Box::new(Finding { sight, was, analysis }))
    }

    /// Finds as long as `time_left` says so.
    pub(super) fn find(
        self,
        earlier: Option<&State>,
        models: &Models,
        fixes: &Corrections,
        time_left: &mut dyn FnMut() -> bool,
    ) -> Progress {
        let Self::Finding(mut found) = self else { return Progress::More(self) };
        if !found.analysis.advance(&found.sight.page, models, time_left) {
            return Progress::More(Self::Finding(found));
        }
        let Finding { sight, was, analysis } = *found;
        let (findings, memory) = analysis.finish_with_memory();
        Progress::Done(Box::new(State::new(sight, findings, memory, was, fixes, earlier)))
    }

    /// The names found, when they are, though nothing else is: what can be shown first.
    pub(super) fn names(&self, fixes: &Corrections) -> Option<(&Sight, Findings, Vec<u32>)> {
        let Self::Finding(found) = self else { return None };
        if !found.analysis.has_names() {
            return None;
        }
        let entities = found.analysis.findings().entities.clone();
        let annotations = crate::annotations::merge(&entities, &crate::claims::Claims::default());
        let mut findings = Findings { entities, annotations, ..Findings::default() };
        corrections::apply(&found.sight.page, &mut findings, fixes);
        let table = report::paint_table(&findings, &Utf16::new(&found.sight.page));
        Some((&found.sight, findings, table))
    }
}
