//! The page side: the only part that names the DOM (WebAssembly target only).
//!
//! Problem: everything found must be shown on a page that belongs to someone else. Policy: read all,
//! then write; positions are (block, code unit) and become ranges late, checked against the text that
//! was read; every write is remembered and undone. The [`Annotator`](crate::wasm) owns the state.

pub(crate) mod anchor;
pub(crate) mod folder;
pub(crate) mod painter;
pub(crate) mod reader;
pub(crate) mod sheet;
pub(crate) mod watcher;
