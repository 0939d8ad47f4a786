//! A page as it was read with what was found in it, and the next one while it is being made.

use js_sys::Array;

use crate::analysis::{Analysis, Findings, Memory};
use crate::corrections::{self, Corrections};
use crate::dom::reader::{Reader, Sight};
use crate::models::Models;
use crate::numbers;
use crate::options::Options;
use crate::report;

/// A page read and analysed: what is shown.
pub(super) struct State {
    pub(super) sight: Sight,
    pub(super) elements: Array,
    /// The paint table: rows of block, start, end, layer, index.
    pub(super) table: Vec<u32>,
    pub(super) findings: Findings,
    memory: Memory,
}

impl State {
    /// `findings` as they are shown: corrected, with the numbers that names had in `earlier`.
    fn new(
        sight: Sight,
        mut findings: Findings,
        memory: Memory,
        fixes: &Corrections,
        earlier: Option<&Self>,
    ) -> Self {
        corrections::apply(&sight.page, &mut findings, fixes);
        if let Some(earlier) = earlier {
            numbers::keep(&earlier.findings.entities, &mut findings);
        }
        let table = report::paint_table(&sight.page, &findings);
        let elements = sight.reading.elements();
        Self { sight, elements, table, findings, memory }
    }

    /// Forgets what would make the next analysis quick: it is to begin anew.
    pub(super) fn forget(&mut self) {
        self.memory = Memory::default();
    }
}

/// The next page: first read, then analysed.
pub(super) enum Pending {
    Reading(Reader),
    Finding(Box<(Sight, Analysis)>),
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
            Self::Finding(found) => Some(&found.0),
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
                Analysis::after(memory, state.findings.text.clone(), &sight.page, was, options.clone())
            }
            None => Analysis::new(options.clone()),
        };
        Self::Finding(Box::new((sight, analysis)))
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
        if !found.1.advance(&found.0.page, models, time_left) {
            return Progress::More(Self::Finding(found));
        }
        let (sight, analysis) = *found;
        let (findings, memory) = analysis.finish_with_memory();
        Progress::Done(Box::new(State::new(sight, findings, memory, fixes, earlier)))
    }

    /// The names found, when they are, though nothing else is: what can be shown first.
    pub(super) fn names(&self, fixes: &Corrections) -> Option<(&Sight, Findings, Vec<u32>)> {
        let Self::Finding(found) = self else { return None };
        if !found.1.has_names() {
            return None;
        }
        let entities = found.1.findings().entities.clone();
        let annotations = crate::annotations::merge(&entities, &crate::claims::Claims::default());
        let mut findings = Findings { entities, annotations, ..Findings::default() };
        corrections::apply(&found.0.page, &mut findings, fixes);
        let table = report::paint_table(&found.0.page, &findings);
        Some((&found.0, findings, table))
    }
}
