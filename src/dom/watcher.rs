//! Whether the page changed since it was read.
//!
//! Policy: `watcher.js` has the one observer and takes marks off changed text at once; here is the
//! handle, which ends the observation when it is dropped.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/dom/watcher.js")]
extern "C" {
    type Watch;
    fn watch(document: &JsValue) -> Watch;
    fn changed(watch: &Watch) -> u32;
    fn unwatch(watch: &Watch);
}

/// How much changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Nothing,
    Minor,
    Huge,
}

/// One observation, from `new` until it is dropped.
pub(crate) struct Watcher(Watch);

impl Watcher {
    pub(crate) fn new(document: &JsValue) -> Self {
        Self(watch(document))
    }

    /// What changed since the last call.
    pub(crate) fn change(&self) -> Change {
        match changed(&self.0) {
            0 => Change::Nothing,
            1 => Change::Minor,
            _ => Change::Huge,
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        unwatch(&self.0);
    }
}
