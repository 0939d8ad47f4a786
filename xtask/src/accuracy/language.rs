//! `accuracy language`: what tells English pages from others best, on real pages in a real browser.
//!
//! Policy: the browser reads the pages (`drive/language.js`), the trainer compares (`trainer/src/language.rs`).
//! The right answers (`languages.tsv`) are a reader's, one for each page of the shared development pages.

use super::{absolute, flags};
use crate::package;
use crate::say::{Outcome, root, run, step};

/// How the measurement is called.
pub(super) const USE: &str = "accuracy language --pages DIR [--browser chromium|firefox]";

/// Reads the pages and prints how often each answer is right.
pub(super) fn measure(args: &[String]) -> Outcome {
    let flags = flags(args)?;
    let pages = flags.get("pages").ok_or(format!("--pages is missing: {USE}"))?;
    let browser = flags.get("browser").map_or("chromium", String::as_str);
    let pages = absolute(pages)?.display().to_string();
    let out = root().join("target/language.jsonl").display().to_string();
    package::packages(&["--quick".into()])?;
    step(&format!("reading the pages in {browser}"), || {
        run("node", &["xtask/drive/language.js", "--pages", &pages, "--browser", browser, "--out", &out])
    })?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let truth = "xtask/src/accuracy/languages.tsv";
    let trainer = ["run", "--release", "--quiet", "--package", "trainer", "--"];
    run(&cargo, &[&trainer[..], &["accuracy", "language", &out, truth]].concat())
}
