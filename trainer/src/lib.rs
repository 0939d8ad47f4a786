//! Trains and evaluates Galley's models, and reads the corpus they are trained on.
//!
//! Kept apart from the core because training needs files, floats and minutes; what ships is only the
//! weights it writes to `models/`.

pub mod claims;
pub mod corpus;
pub mod language;
pub mod names;
