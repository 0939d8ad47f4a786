//! What a caller may choose.

/// Which findings are wanted, and how far to go. The defaults are what a reader gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Look for repeated blocks. Default: true.
    pub duplicates: bool,
    /// Look for names, dates and amounts. Default: true.
    pub entities: bool,
    /// Look for claims; needs `entities` for speakers. Default: true.
    pub claims: bool,
    /// Text beyond this many bytes is not read for names and claims (repeats have no limit).
    /// Default: 400,000 (about 60,000 words).
    pub max_bytes: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { duplicates: true, entities: true, claims: true, max_bytes: 400_000 }
    }
}
