//! What changed on the page since it was read.
//!
//! Policy: `watcher.js` has the one observer and takes marks off changed text at once; here is the
//! handle, which ends the observation when it is dropped.

use wasm_bindgen::prelude::*;

use crate::dom::reader::Reading;

#[wasm_bindgen(module = "/src/dom/watcher.js")]
extern "C" {
    type Watch;
    fn watch(document: &JsValue) -> Watch;
    #[wasm_bindgen(js_name = watchRoots)]
    fn watch_roots(watch: &Watch, reading: &Reading);
    fn changed(watch: &Watch) -> u32;
    /// The nodes that changed and those that came.
    pub(crate) type News;
    fn take(watch: &Watch) -> News;
    fn unwatch(watch: &Watch);
    #[wasm_bindgen(js_name = undoWatches)]
    pub(crate) fn undo_watches();
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

    /// How much changed since [`Self::take`].
    pub(crate) fn change(&self) -> Change {
        match changed(&self.0) {
            0 => Change::Nothing,
            1 => Change::Minor,
            _ => Change::Huge,
        }
    }

    /// What changed; from now on it counts as known.
    pub(crate) fn take(&self) -> News {
        take(&self.0)
    }

    /// Watches what a reading met outside the document's own tree.
    pub(crate) fn follow(&self, reading: &Reading) {
        watch_roots(&self.0, reading);
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        unwatch(&self.0);
    }
}
