//! Galley reads a news page and says what is repeated, who is named, and who says so.
//!
//! The flow, top to bottom:
//! 1. **read** a page into blocks ([`page`]; in the browser `dom::reader`),
//! 2. **find** repeats ([`duplicates`]), names ([`entities`]) and claims ([`claims`]),
//! 3. merge them ([`annotations`]) and report them in UTF-16 ([`report`]),
//! 4. **anchor** and **paint** them, **fold** the repeats (`dom`, browser only),
//! 5. **explain** one under the pointer (the shell, in JavaScript).
//!
//! ```
//! use galley::{Models, Options, Page, analyze};
//! let report = analyze(&Page::from_lines("Ann Lee said it was late."), &Models::default(), &Options::default());
//! assert_eq!(report.blocks, 1);
//! ```

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

extern crate alloc;

#[macro_use]
mod among;
pub mod analysis;
pub mod annotations;
pub mod claims;
pub mod corrections;
#[cfg(target_arch = "wasm32")]
mod dom;
pub mod duplicates;
pub mod entities;
pub mod few;
pub mod glance;
pub mod marks;
pub mod models;
pub mod numbers;
pub mod options;
mod order;
pub mod page;
pub mod report;
pub mod span;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use analysis::{Analysis, Findings, analyze};
pub use models::Models;
pub use options::Options;
pub use page::{Block, BlockId, BlockKind, Context, Page};
pub use report::Report;
pub use span::{Place, Span};
