//! The clock by which slices end.
//!
//! Problem: to ask a browser for the time costs more than many a piece of work between two looks at the clock. Policy:
//! while it does not move from one look to the next, pieces are short, and a few of them may pass without a look; once it
//! moves, every piece is followed by one again. A [`Clock`] lasts as long as a slice.

use js_sys::Date;

/// Pieces that pass without a look at most.
const MOST: u32 = 3;

/// The end of a slice, and what was seen last.
pub(super) struct Clock {
    until: f64,
    seen: f64,
    /// Pieces that passed before the last look, and that may still pass before the next.
    passed: u32,
    left: u32,
}

impl Clock {
    /// A slice until the clock says `until`.
    pub(super) fn new(until: f64) -> Self {
        Self { until, seen: f64::NEG_INFINITY, passed: 0, left: 0 }
    }

    /// Whether there is time for another piece.
    pub(super) fn has_time(&mut self) -> bool {
        if self.left > 0 {
            self.left -= 1;
            return true;
        }
        let now = now();
        self.passed = if now > self.seen { 0 } else { (self.passed + 1).min(MOST) };
        self.seen = now;
        self.left = self.passed;
        now < self.until
    }
}

/// Milliseconds of the clock on the wall: enough to end a slice by.
pub(super) fn now() -> f64 {
    Date::now()
}
