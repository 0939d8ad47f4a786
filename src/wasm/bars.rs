//! The bars as the shell is told of them.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::state::State;
use super::told::object;
use crate::dom::folder::{Bar, Folder};
use crate::duplicates::CopyClass;
use crate::report::{self, Run};

/// The runs that have a bar, in reading order.
pub(super) fn bars(state: &State, folder: &mut Folder) -> Array {
    let bars = folder.bars(&state.findings.duplicates, &state.elements);
    let runs = report::runs(&state.findings, &state.utf16);
    bars.iter().map(|bar| bar_object(bar, runs.get(bar.run as usize))).collect()
}

fn bar_object(bar: &Bar, run: Option<&Run>) -> JsValue {
    let out = Object::new();
    let class = match bar.class {
        CopyClass::Exact => "exact",
        CopyClass::Wording => "wording",
        CopyClass::Substance => "substance",
    };
    let blocks = run.map(|run| run.blocks.as_slice()).unwrap_or_default();
    let differences: Vec<_> = blocks.iter().flat_map(|b| &b.differences).collect();
    let original = blocks.first().and_then(|b| b.originals.first());
    let entries: [(&str, JsValue); 9] = [
        ("run", bar.run.into()),
        ("folded", bar.folded.into()),
        ("anchor", bar.anchor.clone()),
        ("block", bar.block.into()),
        ("original", original.copied().unwrap_or_default().into()),
        ("blocks", bar.blocks.into()),
        ("parted", bar.parted.into()),
        ("class", class.into()),
        ("differences", object(&differences)),
    ];
    for (name, value) in entries {
        // A plain object of ours takes every property.
        let _ = Reflect::set(&out, &name.into(), &value);
    }
    out.into()
}
