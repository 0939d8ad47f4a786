//! What the shell hands over: settings, corrections, the marks wanted. Everything may be missing.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::corrections::Corrections;
use crate::entities::EntityKind;
use crate::marks::{Density, Wanted};
use crate::options::Options;

/// Reads an argument; what is no such thing counts as nothing given.
pub(super) fn argument<T: for<'a> Deserialize<'a> + Default>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).unwrap_or_default()
}

/// What the shell hands over at the start; everything may be missing.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Settings {
    /// The highlight rules, for shadow roots (Firefox paints there only by rules of that root).
    pub(super) css: String,
    /// What the reader corrected.
    pub(super) corrections: Fixes,
    /// What is not to be looked for at all: "duplicates", "entities", "claims".
    without: Vec<String>,
}

impl Settings {
    /// Which findings are wanted.
    pub(super) fn options(&self) -> Options {
        let wanted = |name: &str| !self.without.iter().any(|other| other == name);
        Options {
            duplicates: wanted("duplicates"),
            entities: wanted("entities"),
            claims: wanted("claims"),
            ..Options::default()
        }
    }
}

/// The reader's corrections as the shell keeps them.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Fixes {
    pub(super) not_names: Vec<String>,
    pub(super) kinds: Vec<(String, String)>,
    pub(super) same: Vec<(String, String)>,
    pub(super) not_claims: Vec<String>,
}

impl From<Fixes> for Corrections {
    fn from(fixes: Fixes) -> Self {
        let kind = |name: &str| match name {
            "person" => Some(EntityKind::Person),
            "organisation" => Some(EntityKind::Organisation),
            "place" => Some(EntityKind::Place),
            "other" => Some(EntityKind::Other),
            _ => None,
        };
        let kinds = fixes.kinds.into_iter().filter_map(|(name, of)| Some((name, kind(&of)?))).collect();
        Self { not_names: fixes.not_names, kinds, same: fixes.same, not_claims: fixes.not_claims }
    }
}

/// The argument of `paint`.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Marks {
    pub(super) density: String,
    pub(super) names: bool,
    pub(super) claims: bool,
    pub(super) kinds: Option<Vec<String>>,
    pub(super) faded: Option<u32>,
}

/// The argument of `fold`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct FoldOptions {
    pub(super) substance: bool,
}

impl From<Marks> for Wanted {
    fn from(marks: Marks) -> Self {
        Self {
            density: match marks.density.as_str() {
                "calm" => Density::Calm,
                "everything" => Density::Everything,
                _ => Density::Standard,
            },
            names: marks.names,
            claims: marks.claims,
            kinds: marks.kinds,
            only: marks.faded,
        }
    }
}
