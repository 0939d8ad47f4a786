//! The report as it crosses to the browser: at first in slices, then what is new.
//!
//! Problem: the report of a long page is tens of thousands of objects, too many for one task, and too many to
//! make anew after every change. Policy: the first report crosses list by list, some entries at a time; later
//! ones are put together from the one before (`src/report/renewal.rs`). [`Told`] owns the last report as the browser
//! has it and shares what it was made of, and is told of every page that is shown in between.

use alloc::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::now;
use super::state::State;
use crate::analysis::Findings;
use crate::report::{self, Makings, Report, Utf16};

#[wasm_bindgen(module = "/src/dom/renewal.js")]
extern "C" {
    fn renewed(earlier: &JsValue, renewal: &JsValue) -> JsValue;
    fn append(report: &JsValue, list: &str, entries: &JsValue);
}

/// Entries that cross between two looks at the clock.
const PIECE: usize = 256;

/// A plain object of the browser.
pub(super) fn object<T: Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// A report on its way.
struct Crossing {
    report: Report,
    object: JsValue,
    /// How many entries of each list are over.
    over: [usize; 5],
}

impl Crossing {
    /// All but the long lists crosses at once.
    fn new(mut report: Report) -> Self {
        let (sentences, mentions) =
            (core::mem::take(&mut report.sentences), core::mem::take(&mut report.mentions));
        let (quantities, claims) =
            (core::mem::take(&mut report.quantities), core::mem::take(&mut report.claims));
        let statements = core::mem::take(&mut report.statements);
        let object = object(&report);
        Self {
            report: Report { sentences, mentions, quantities, claims, statements, ..report },
            object,
            over: [0; 5],
        }
    }

    /// True when all is over.
    fn advance(&mut self, until: f64) -> bool {
        let Self { report, object, over: [s, m, q, c, t] } = self;
        send(object, "sentences", &report.sentences, s, until)
            && send(object, "mentions", &report.mentions, m, until)
            && send(object, "quantities", &report.quantities, q, until)
            && send(object, "claims", &report.claims, c, until)
            && send(object, "statements", &report.statements, t, until)
    }
}

fn send<T: Serialize>(report: &JsValue, list: &str, entries: &[T], over: &mut usize, until: f64) -> bool {
    while let Some(rest) = entries.get(*over..).filter(|rest| !rest.is_empty()) {
        let piece = rest.get(..PIECE).unwrap_or(rest);
        append(report, list, &object(&piece));
        *over += piece.len();
        if now() >= until {
            return *over == entries.len();
        }
    }
    true
}

/// A report that crossed: what it was made of, and what it became in the browser.
struct Last {
    findings: Rc<Findings>,
    utf16: Rc<Utf16>,
    object: JsValue,
}

/// The report as it was given last.
#[derive(Default)]
pub(super) struct Told {
    last: Option<Last>,
    /// The first report, before it crosses and while it does.
    made: Option<Report>,
    crossing: Option<Crossing>,
    /// For each block of the page shown now the number it had in the page of that report, else `u32::MAX`.
    was: Vec<u32>,
    /// Whether that page is the one shown now.
    fresh: bool,
}

impl Told {
    /// Another page is shown.
    pub(super) fn turn(&mut self, state: &State) {
        let was = core::mem::take(&mut self.was);
        let earlier =
            |b: &u32| if self.fresh { *b } else { was.get(*b as usize).copied().unwrap_or(u32::MAX) };
        self.was = state.was.iter().map(earlier).collect();
        self.fresh = false;
        self.made = None;
        self.crossing = None;
    }

    /// Makes the report of what is shown, until the clock says `until`; true when it is there.
    pub(super) fn advance(&mut self, state: &State, until: f64) -> bool {
        if self.last.is_some() && self.fresh {
            return true;
        }
        let (page, findings, utf16) = (&state.sight.page, &state.findings, &state.utf16);
        let object = if let Some(Last { findings: before, utf16: offsets, object: told }) = &self.last {
            let earlier = Makings { findings: before, utf16: offsets };
            let renewal = report::renew(page, earlier, Makings { findings, utf16 }, &self.was);
            renewed(told, &object(&renewal))
        } else {
            if self.made.is_none() && self.crossing.is_none() {
                self.made = Some(report::report_in(page, findings, utf16));
                if now() >= until {
                    return false;
                }
            }
            let made = self.made.take().map(Crossing::new);
            let Some(mut crossing) = made.or_else(|| self.crossing.take()) else { return false };
            if !crossing.advance(until) {
                self.crossing = Some(crossing);
                return false;
            }
            crossing.object
        };
        self.last = Some(Last { findings: Rc::clone(findings), utf16: Rc::clone(utf16), object });
        self.fresh = true;
        true
    }

    /// The report of what is shown.
    pub(super) fn tell(&mut self, state: &State) -> JsValue {
        self.advance(state, f64::INFINITY);
        self.last.as_ref().map_or(JsValue::NULL, |last| last.object.clone())
    }
}
