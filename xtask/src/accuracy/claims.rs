//! `accuracy claims`: how well claims are found, by the path that ships.
//!
//! The measuring is the trainer's (`trainer/src/claims/measure`), which knows the corpus and the scorer's
//! definitions; this only runs it in a release build.

use crate::say::{Outcome, run};

use super::absolute;

pub(super) const USE: &str = "accuracy claims [--data FILE.jsonl ...]";

/// Prints the table for the files named and for the corpus.
pub(super) fn measure(args: &[String]) -> Outcome {
    let files = match args {
        [] => &[][..],
        [flag, files @ ..] if flag == "--data" && !files.is_empty() => files,
        _ => return Err(format!("use: {USE}")),
    };
    let files: Vec<String> =
        files.iter().map(|f| Ok(absolute(f)?.display().to_string())).collect::<Outcome<_>>()?;
    let mut command = vec!["run", "--quiet", "--release", "--package", "trainer", "--", "accuracy", "claims"];
    if !files.is_empty() {
        command.push("--data");
        command.extend(files.iter().map(String::as_str));
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    run(&cargo, &command)
}
