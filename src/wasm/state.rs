//! A page as it was read with what was found in it, and the next one while it is being made.

use core::cell::OnceCell;

use js_sys::Array;

use crate::analysis::{Analysis, Findings, Memory};
use crate::corrections::{self, Corrections};
use crate::dom::reader::{Reader, Sight, first_in_view, last_begun};
use crate::glance::Glance;
use crate::marks::{self, Ground, Mark, Wanted};
use crate::models::Models;
use crate::numbers;
use crate::options::Options;
use crate::page::BlockId;
use crate::report::{self, Counts, Piece, Utf16};
use crate::span::Place;

/// A page read and analysed: what is shown.
pub(super) struct State {
    pub(super) sight: Sight,
    pub(super) elements: Array,
    table: OnceCell<Vec<u32>>,
    pub(super) findings: Findings,
    pub(super) utf16: Utf16,
    memory: Memory,
}

impl State {
    /// `findings` as they are shown: corrected, with the numbers that names had in `earlier`.
    fn new(
        sight: Sight,
        mut findings: Findings,
        memory: Memory,
        was: &[u32],
        utf16: Option<Utf16>,
        fixes: &Corrections,
        earlier: Option<&Self>,
    ) -> Self {
        corrections::apply(&sight.page, &mut findings, fixes);
        if let Some(earlier) = earlier {
            numbers::keep(&earlier.findings.entities, &mut findings);
        }
        let make = || earlier.map_or_else(|| Utf16::new(&sight.page), |e| e.utf16.after(&sight.page, was));
        let utf16 = utf16.unwrap_or_else(make);
        let table = OnceCell::new();
        let elements = sight.reading.elements();
        Self { sight, elements, table, findings, utf16, memory }
    }

    /// The paint table: rows of block, start, end, layer, index; made when it is asked for first.
    pub(super) fn table(&self) -> &[u32] {
        self.table.get_or_init(|| report::paint_table(&self.findings, &self.utf16))
    }

    /// Where a whole block is found: from its first sentence to its last.
    pub(super) fn whole(&self, block: u32) -> Option<Piece> {
        let (id, here) = (BlockId(block), self.findings.text.block(BlockId(block)));
        let ends = here.sentences.first().zip(here.sentences.last());
        ends.map(|(first, last)| {
            let (start, end) = (here.span(*first).start, here.span(*last).end);
            self.utf16.piece(Place::new(id, start, end))
        })
    }

    /// How much was found: see [`report::counts`]. Of an endless page the article counts that begins last above the
    /// middle of the window.
    pub(super) fn counts(&self) -> Counts {
        let (page, findings) = (&self.sight.page, &self.findings);
        let regions = report::regions(page, findings);
        let firsts: Vec<u32> = regions.iter().map(|r| r.from).collect();
        let region = regions.get(last_begun(&self.sight.reading, &firsts) as usize);
        report::counts(page, findings, region)
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
    /// For each block the number it had in the page shown before when its text is the same, else `u32::MAX`.
    was: Vec<u32>,
    /// What fills the screen, read before all else.
    glance: Option<Glance>,
    analysis: Analysis,
    /// The page's offsets, once names were shown before all is found.
    utf16: Option<Utf16>,
    /// Whether all is found.
    done: bool,
}

/// What of a page is shown while it is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The names of the first screen by themselves.
    Glance,
    /// All names.
    Names,
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
        let (glance, analysis) = if let Some(state) = earlier {
            let memory = core::mem::take(&mut state.memory);
            let (text, options) = (&state.findings.text, options.clone());
            (None, Analysis::after(memory, text, &sight.page, was.clone(), options))
        } else {
            let first = first_in_view(&sight.reading) as usize;
            let glance = Glance::new(&sight.page, &sight.words, first).filter(|_| options.entities);
            (glance, Analysis::new(options.clone()))
        };
        Self::Finding(Box::new(Finding { sight, was, glance, analysis, utf16: None, done: false }))
    }

    /// Glances at the first screen as long as `time_left` says so; true when that is over.
    pub(super) fn glance(&mut self, models: &Models, time_left: &mut dyn FnMut() -> bool) -> bool {
        let Self::Finding(found) = self else { return true };
        let Some(glance) = found.glance.as_mut().filter(|glance| !glance.is_done()) else { return true };
        // What was found is shown first: the analysis goes on in another task.
        glance.advance(models, time_left);
        false
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
        let was_done = core::mem::replace(&mut found.done, true);
        if !was_done {
            found.done = found.analysis.advance(&found.sight.page, models, time_left);
            // Making a state of what was found is work by itself.
            if !found.done || !time_left() {
                return Progress::More(Self::Finding(found));
            }
        }
        let Finding { sight, was, analysis, utf16, .. } = *found;
        let (findings, memory) = analysis.finish_with_memory();
        Progress::Done(Box::new(State::new(sight, findings, memory, &was, utf16, fixes, earlier)))
    }

    /// What can be shown by now.
    pub(super) fn shows(&self) -> Shown {
        match self {
            Self::Finding(found) if found.analysis.has_names() => Shown::Names,
            Self::Finding(found) if found.glance.as_ref().is_some_and(Glance::is_done) => Shown::Glance,
            _ => Shown::Nothing,
        }
    }

    /// Makes what the marks of all names need, where it is not there; true when it was. On a long page that is work
    /// by itself.
    pub(super) fn prepare(&mut self) -> bool {
        let Self::Finding(found) = self else { return true };
        let known = found.utf16.is_some() || !found.analysis.has_names();
        if !known {
            found.utf16 = Some(Utf16::new(&found.sight.page));
        }
        known
    }

    /// The marks of that.
    pub(super) fn marks(&self, fixes: &Corrections, wanted: &Wanted) -> Option<(&Sight, Vec<Mark>)> {
        let Self::Finding(found) = self else { return None };
        let marks = match self.shows() {
            Shown::Nothing => return None,
            Shown::Glance => found.glance.as_ref()?.marks(fixes, wanted),
            Shown::Names => {
                let page = &found.sight.page;
                let entities = found.analysis.findings().entities.clone();
                let annotations = crate::annotations::merge(&entities, &crate::claims::Claims::default());
                let mut findings = Findings { entities, annotations, ..Findings::default() };
                corrections::apply(page, &mut findings, fixes);
                let made = found.utf16.is_none().then(|| Utf16::new(page));
                let utf16 = found.utf16.as_ref().or(made.as_ref())?;
                let table = report::paint_table(&findings, utf16);
                let ground = Ground { page, words: &found.sight.words, utf16 };
                marks::choose(ground, &findings, &table, wanted)
            }
        };
        Some((&found.sight, marks))
    }
}
