//! The page side: the only part that names the DOM (WebAssembly target only).
//!
//! Problem: everything found must be shown on a page that belongs to someone else. Policy: read all,
//! then write; positions are (block, code unit) and become ranges late, checked against the text that
//! was read; every write is remembered and undone. The [`Annotator`](crate::wasm) owns the state.

//!
//! Limits, all of them, with the file that has each (a test compares the numbers):
//!
//! | limit | where | number | beyond it |
//! |---|---|---|---|
//! | `MOST_TEXT` | `src/dom/walk.js` | 24,000,000 | code units of a page; the rest is not read |
//! | `MOST_NODES` | `src/dom/walk.js` | 1,500,000 | nodes of a page; the rest is not read |
//! | `MOST_IN_BLOCK` | `src/dom/walk.js` | 20,000 | text nodes of a block; the rest is not read |
//! | `max_bytes` | `src/options.rs` | 400,000 | bytes read for names and claims; repeats have no limit |
//! | `longestText` | `extension/content/reading.js` | 60,000 | words of a page that is said to be too long |
//! | `HUGE` | `src/dom/watcher.js` | 1,000 | changes at once; it is read as another page |
//! | `slice` | `extension/content/timings.js` | 8 | milliseconds of work before the page gets its turn |
//! | `changes` | `extension/content/timings.js` | 250 | milliseconds for which changes are gathered |
//! | `changesAtMost` | `extension/content/timings.js` | 2,000 | milliseconds, when the page never rests |
//! | `rounds` | `extension/content/timings.js` | 30 | readings a minute; given up until it navigates |
//! | `mostReturns` | `extension/content/layer.js` | 3 | times that our host is put back |
//! | `mostRefusing` | `extension/inject.js` | 500 | origins remembered for a session |

pub(crate) mod anchor;
pub(crate) mod folder;
pub(crate) mod painter;
pub(crate) mod reader;
pub(crate) mod sheet;
pub(crate) mod watcher;
