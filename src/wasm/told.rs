//! The report as it crosses to the browser: in slices, when somebody asks, and not kept.
//!
//! Problem: the report of a long page is tens of thousands of objects, too many for one task, and memory
//! that a tab would hold for nothing: nobody reads it while no card, panel or walk is open. Policy: it crosses when
//! it is asked for, list by list, some entries at a time. [`Told`] owns it while it crosses; from then on whoever
//! asked holds it, and as long as anybody does the same object is given again.

use js_sys::WeakRef;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::now;
use super::state::State;
use crate::report::{self, Report};

#[wasm_bindgen(module = "/src/dom/told.js")]
extern "C" {
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

/// The report of what is shown.
#[derive(Default)]
pub(super) struct Told {
    given: Option<WeakRef>,
    /// Before it crosses and while it does.
    made: Option<Report>,
    crossing: Option<Crossing>,
}

impl Told {
    /// Makes it until the clock says `until`; nothing until it is there.
    pub(super) fn tell(&mut self, state: &State, until: f64) -> Option<JsValue> {
        if let Some(given) = self.given.as_ref().and_then(WeakRef::deref) {
            return Some(given.into());
        }
        if self.made.is_none() && self.crossing.is_none() {
            self.made = Some(report::report_in(&state.sight.page, &state.findings, &state.utf16));
            if now() >= until {
                return None;
            }
        }
        let made = self.made.take().map(Crossing::new);
        let mut crossing = made.or_else(|| self.crossing.take())?;
        if !crossing.advance(until) {
            self.crossing = Some(crossing);
            return None;
        }
        self.given = Some(WeakRef::new(crossing.object.unchecked_ref()));
        Some(crossing.object)
    }
}
