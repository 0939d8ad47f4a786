//! What the shell hands over: settings, corrections, the marks wanted. Everything may be missing, and what is no such
//! thing counts as nothing given. It is read field by field: serde's reading comes with its messages, and these with
//! all that prints floats.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, prelude::*};

use crate::corrections::Corrections;
use crate::entities::EntityKind;
use crate::marks::{Density, Wanted};
use crate::options::Options;

/// A value that was handed over.
pub(super) struct Given(pub(super) JsValue);

impl Given {
    /// What stands under a name.
    pub(super) fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or_default())
    }

    /// Whether it is `true`.
    pub(super) fn is_true(&self) -> bool {
        self.0.as_bool().unwrap_or_default()
    }

    fn text(&self) -> String {
        self.0.as_string().unwrap_or_default()
    }

    fn list<T>(&self, item: impl Fn(Self) -> T) -> Option<Vec<T>> {
        self.0.dyn_ref::<Array>().map(|list| list.iter().map(|value| item(Self(value))).collect())
    }

    fn texts(&self) -> Option<Vec<String>> {
        self.list(|item| item.text())
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let pair = |item: Self| item.texts()?.try_into().ok().map(|[a, b]: [String; 2]| (a, b));
        self.list(pair).unwrap_or_default().into_iter().flatten().collect()
    }
}

/// What the shell hands over at the start.
pub(super) struct Settings {
    /// The highlight rules, for shadow roots (Firefox paints there only by rules of that root).
    pub(super) css: String,
    /// What the reader corrected.
    pub(super) corrections: Corrections,
    /// Which findings are wanted: all that are not named as "without".
    pub(super) options: Options,
}

impl From<Given> for Settings {
    fn from(given: Given) -> Self {
        let without = given.get("without").texts().unwrap_or_default();
        let wanted = |name: &str| !without.iter().any(|other| other == name);
        Self {
            css: given.get("css").text(),
            corrections: given.get("corrections").into(),
            options: Options {
                duplicates: wanted("duplicates"),
                entities: wanted("entities"),
                claims: wanted("claims"),
                ..Options::default()
            },
        }
    }
}

/// The reader's corrections as the shell keeps them.
impl From<Given> for Corrections {
    fn from(given: Given) -> Self {
        let kind = |name: &str| match name {
            "person" => Some(EntityKind::Person),
            "organisation" => Some(EntityKind::Organisation),
            "place" => Some(EntityKind::Place),
            "other" => Some(EntityKind::Other),
            _ => None,
        };
        let kinds = given.get("kinds").pairs();
        Self {
            not_names: given.get("notNames").texts().unwrap_or_default(),
            kinds: kinds.into_iter().filter_map(|(name, of)| Some((name, kind(&of)?))).collect(),
            same: given.get("same").pairs(),
            not_claims: given.get("notClaims").texts().unwrap_or_default(),
        }
    }
}

/// The argument of `paint`.
impl From<Given> for Wanted {
    fn from(given: Given) -> Self {
        Self {
            density: match given.get("density").text().as_str() {
                "calm" => Density::Calm,
                "everything" => Density::Everything,
                _ => Density::Standard,
            },
            names: given.get("names").is_true(),
            claims: given.get("claims").is_true(),
            kinds: given.get("kinds").texts(),
            only: given.get("faded").0.as_f64().map(|entity| entity as u32),
        }
    }
}
