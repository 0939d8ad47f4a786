//! The trained weights and built lists, as one value that finders borrow.
//!
//! Problem: two encodings of the core (WebAssembly and JavaScript) must share one copy of some
//! hundred kilobytes. Policy: the browser build gets the bytes from the shell; native builds carry
//! them inside (feature `embedded-models`). The file is a pack of named sections; every finder opens
//! its own and finds nothing when it is absent. Opening costs a page its first mark, so nothing is
//! unpacked: a [`Section`] shares the pack's bytes, and finders read them where they stand. Bytes that do
//! not parse give an error, never a panic.
//!
//! Layout of a pack: the eight bytes `GALLEY1\n`, the number of sections (u32, little endian like all
//! numbers here), for each its name's length (u8), its name (ASCII) and its length in bytes (u32),
//! then the sections' bytes one after another.

use alloc::sync::Arc;
use core::ops::{Deref, Range};

use crate::claims::ClaimModel;
use crate::entities::NameModel;
use crate::entities::genders::GivenNames;

const MAGIC: &[u8; 8] = b"GALLEY1\n";

/// Weights and lists, parsed once; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Models {
    sections: Arc<Vec<(String, Section)>>,
    names: Option<Arc<NameModel>>,
    given: Option<Arc<GivenNames>>,
    claims: Option<Arc<ClaimModel>>,
}

/// Why bytes are no models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(pub String);

impl core::fmt::Display for ModelError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "the models cannot be read: {}", self.0)
    }
}

impl std::error::Error for ModelError {}

impl Models {
    /// Opens a copy of a pack.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::open(bytes.to_vec())
    }

    /// Opens a pack, and keeps its bytes.
    ///
    /// # Errors
    /// When the bytes are no pack, are cut short, or a section is not what its finder expects.
    pub fn open(pack: Vec<u8>) -> Result<Self, ModelError> {
        let sections = sections(pack.into())?;
        let mut models = Self { sections: Arc::new(sections), names: None, given: None, claims: None };
        if models.section("names").is_some() {
            models.names = Some(Arc::new(NameModel::open(&models)?));
        }
        if let Some(bytes) = models.section("given") {
            models.given = Some(Arc::new(GivenNames::open(bytes)?));
        }
        if models.section("attribution").is_some() {
            models.claims = Some(Arc::new(ClaimModel::open(&models)?));
        }
        Ok(models)
    }

    /// The models this build carries.
    ///
    /// # Errors
    /// When the file that was embedded is broken.
    #[cfg(feature = "embedded-models")]
    pub fn embedded() -> Result<Self, ModelError> {
        Self::from_bytes(include_bytes!("../models/galley.bin"))
    }

    /// The section called `name`.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|(known, _)| known == name).map(|(_, section)| section)
    }

    /// The word clusters of a lower-case word, coarse to fine; `u16::MAX` when it is in none.
    pub fn clusters(&self, word: &str) -> [u16; 3] {
        self.names.as_ref().map_or([u16::MAX; 3], |names| names.clusters(word))
    }

    /// The claims' model, if the pack has one.
    pub(crate) fn claims(&self) -> Option<&ClaimModel> {
        self.claims.as_deref()
    }

    /// The given names that tell a pronoun, if the pack has them.
    pub(crate) fn given(&self) -> Option<&GivenNames> {
        self.given.as_deref()
    }

    /// The name tagger, if the pack has one.
    pub(crate) fn names(&self) -> Option<&NameModel> {
        self.names.as_deref()
    }
}

/// Writes a pack of `sections` (name of at most 255 ASCII letters, bytes).
pub fn pack(sections: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((sections.len() as u32).to_le_bytes());
    for (name, bytes) in sections {
        out.push(name.len() as u8);
        out.extend(name.as_bytes());
        out.extend((bytes.len() as u32).to_le_bytes());
    }
    for (_, bytes) in sections {
        out.extend(bytes);
    }
    out
}

/// The sections of a pack in their order.
///
/// # Errors
/// When `bytes` are no pack or are cut short.
pub fn unpack(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ModelError> {
    let sections = sections(bytes.to_vec().into())?;
    Ok(sections.into_iter().map(|(name, section)| (name, section.to_vec())).collect())
}

fn sections(mut pack: Section) -> Result<Vec<(String, Section)>, ModelError> {
    if *pack.take(MAGIC.len())? != *MAGIC {
        return Err(ModelError("they do not begin as models do".into()));
    }
    let count = pack.u32()?;
    let mut heads = Vec::new();
    for _ in 0..count {
        let length = pack.take(1)?.first().copied().unwrap_or(0);
        let name = pack.take(length as usize)?;
        heads.push((String::from_utf8_lossy(&name).into_owned(), pack.u32()?));
    }
    heads.into_iter().map(|(name, length)| Ok((name, pack.take(length as usize)?))).collect()
}

/// A stretch of a pack's bytes, shared with it.
#[derive(Debug, Clone, Default)]
pub struct Section {
    pack: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl From<Vec<u8>> for Section {
    fn from(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), pack: Arc::new(bytes) }
    }
}

impl Deref for Section {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.pack.get(self.range.clone()).unwrap_or_default()
    }
}

impl Section {
    /// Takes `length` bytes from the front.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn take(&mut self, length: usize) -> Result<Self, ModelError> {
        if length > self.range.len() {
            return Err(ModelError("they are cut short".into()));
        }
        let front = self.range.start..self.range.start + length;
        self.range.start = front.end;
        Ok(Self { pack: Arc::clone(&self.pack), range: front })
    }

    /// Takes a number from the front.
    ///
    /// # Errors
    /// When there are fewer than four bytes.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(self.take(4)?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_comes_back_and_every_cut_is_an_error() {
        let sections = vec![("one".to_owned(), vec![1, 2, 3]), ("two".to_owned(), Vec::new())];
        let bytes = pack(&sections);
        assert_eq!(unpack(&bytes), Ok(sections));
        for cut in 0..bytes.len() {
            assert!(unpack(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(Models::from_bytes(b"<!DOCTYPE html>").is_err());
    }
}
