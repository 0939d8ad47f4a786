//! `accuracy`: how good the findings are, one file a finder.
//!
//! Policy: the dispatcher only names the measurements; each file says what it measures and prints its
//! own table.

mod claims;
mod duplicates;
mod entities;
mod language;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::say::Outcome;

/// The task.
pub fn accuracy(args: &[String]) -> Outcome {
    match args {
        [what, rest @ ..] if what == "duplicates" => duplicates::measure(rest),
        [what, rest @ ..] if what == "entities" => entities::measure(rest),
        [what, rest @ ..] if what == "claims" => claims::measure(rest),
        [what, rest @ ..] if what == "language" => language::measure(rest),
        _ => Err(format!(
            "say what to measure: {}; {}; {}; {}",
            duplicates::USE,
            entities::USE,
            claims::USE,
            language::USE
        )),
    }
}

/// `--name value` pairs.
pub fn flags(args: &[String]) -> Outcome<BTreeMap<String, String>> {
    args.chunks(2)
        .map(|pair| match pair {
            [name, value] if name.starts_with("--") => {
                Ok((name.trim_start_matches("--").to_string(), value.clone()))
            }
            other => Err(format!("{} is no option with a value", other.join(" "))),
        })
        .collect()
}

/// A path as the caller meant it.
pub fn absolute(path: &str) -> Outcome<PathBuf> {
    std::path::absolute(path).map_err(|e| format!("{path} is no path: {e}"))
}
