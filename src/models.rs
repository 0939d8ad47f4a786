//! The trained weights and built lists, as one value that finders borrow.
//!
//! Problem: two encodings of the core (WebAssembly and JavaScript) must share one copy of some
//! hundred kilobytes. Policy: the browser build gets the bytes from the shell; native builds carry
//! them inside (feature `embedded-models`). Bytes that do not parse give an error, never a panic.

/// Weights and lists, parsed once.
#[derive(Debug, Clone, Default)]
pub struct Models {}

/// Why bytes are no models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(pub String);

impl core::fmt::Display for ModelError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "the models cannot be read: {}", self.0)
    }
}

impl std::error::Error for ModelError {}
