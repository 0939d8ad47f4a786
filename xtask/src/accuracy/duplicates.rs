//! `accuracy duplicates`: how well repeats are recognised, on real pages in a real browser.
//!
//! Policy: the predictions are made without a look at the truth; where truth files stand beside the
//! pages they are scored afterwards and a table is printed. The score counts content, not blocks: hiding
//! a block is right as long as everything it says stays visible somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{absolute, flags};
use crate::package;
use crate::say::{Outcome, read_text, run, step};

/// How the measurement is called.
pub const USE: &str = "accuracy duplicates --pages DIR [--browser chromium|firefox] [--out FILE]";

/// Reads the pages and scores what was recognised.
pub fn measure(args: &[String]) -> Outcome {
    let flags = flags(args)?;
    let pages = flags.get("pages").ok_or(format!("--pages is missing: {USE}"))?;
    let browser = flags.get("browser").map_or("chromium", String::as_str);
    let out = flags.get("out").cloned().unwrap_or_else(|| "target/duplicates.jsonl".into());
    // Paths are the caller's; the browser is driven from the repository's root.
    let pages = absolute(pages)?;
    let out = absolute(&out)?;
    package::packages(&["--quick".into()])?;
    step(&format!("reading the pages in {browser}"), || {
        let pages = pages.display().to_string();
        let out = out.display().to_string();
        run("node", &["xtask/drive/duplicates.js", "--pages", &pages, "--browser", browser, "--out", &out])
    })?;
    println!("predictions: {}", out.display());
    score(&pages, &out)
}

#[derive(Deserialize)]
struct Truth {
    page: String,
    #[serde(default)]
    category: String,
    n_blocks: usize,
    #[serde(default)]
    atoms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    copies: BTreeSet<String>,
    #[serde(default)]
    ignore: BTreeSet<String>,
    #[serde(default)]
    hidden: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Prediction {
    page: String,
    hide: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    pages: u32,
    right: u32,
    wrong: u32,
    missed: u32,
    pages_with_wrong: u32,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.pages_with_wrong += other.pages_with_wrong;
    }
}

/// A hidden block is right while each of its atoms is still visible somewhere. Where every carrier of an
/// atom was hidden, the one that ought to stay counts as wrong.
fn score_page(truth: &Truth, hide: &[String]) -> Score {
    let number =
        |id: &str| id.strip_prefix('b').and_then(|n| n.parse::<usize>().ok()).filter(|n| *n < truth.n_blocks);
    let skipped = |id: &str| truth.ignore.contains(id) || truth.hidden.contains(id);
    let own = |id: &str| {
        truth.atoms.get(id).filter(|a| !a.is_empty()).cloned().unwrap_or_else(|| vec![format!("#{id}")])
    };
    let hidden: BTreeSet<&str> =
        hide.iter().map(String::as_str).filter(|id| number(id).is_some() && !skipped(id)).collect();
    let mut visible: BTreeMap<&str, i64> = BTreeMap::new();
    for (id, atoms) in truth.atoms.iter().filter(|(id, _)| !skipped(id) && !hidden.contains(id.as_str())) {
        let _ = id;
        for atom in atoms {
            *visible.entry(atom).or_default() += 1;
        }
    }
    let mut visible: BTreeMap<String, i64> = visible.into_iter().map(|(a, n)| (a.to_string(), n)).collect();
    let mut order: Vec<&str> = hidden.iter().copied().collect();
    order.sort_by_key(|id| (truth.copies.contains(*id), number(id)));
    let mut wrong = BTreeSet::new();
    for id in order {
        let atoms = own(id);
        if atoms.iter().any(|a| visible.get(a).copied().unwrap_or(0) == 0) {
            wrong.insert(id);
            for atom in atoms {
                *visible.entry(atom).or_default() += 1;
            }
        }
    }
    let mut left: Vec<&str> = truth
        .atoms
        .keys()
        .map(String::as_str)
        .filter(|id| !skipped(id) && (!hidden.contains(id) || wrong.contains(id)))
        .collect();
    left.sort_by_key(|id| (!truth.copies.contains(*id), std::cmp::Reverse(number(id))));
    let mut missed = 0;
    for id in left {
        let atoms = own(id);
        if atoms.iter().all(|a| visible.get(a).copied().unwrap_or(0) > 1) {
            missed += 1;
            for atom in atoms {
                *visible.entry(atom).or_default() -= 1;
            }
        }
    }
    Score {
        pages: 1,
        right: (hidden.len() - wrong.len()) as u32,
        wrong: wrong.len() as u32,
        missed,
        pages_with_wrong: u32::from(!wrong.is_empty()),
    }
}

/// Prints the table when truth files stand beside the pages.
fn score(pages: &Path, predictions: &Path) -> Outcome {
    let mut truths = Vec::new();
    collect(pages, &mut truths)?;
    if truths.is_empty() {
        println!("no truth files beside the pages: nothing to score");
        return Ok(());
    }
    let mut predicted = BTreeMap::new();
    for line in read_text(predictions)?.lines() {
        let one: Prediction =
            serde_json::from_str(line).map_err(|e| format!("a prediction is broken: {e}"))?;
        predicted.insert(one.page, one.hide);
    }
    let mut groups: BTreeMap<String, Score> = BTreeMap::new();
    for path in truths {
        let truth: Truth = serde_json::from_str(&read_text(&path)?)
            .map_err(|e| format!("{} is broken: {e}", path.display()))?;
        let score = score_page(&truth, predicted.get(&truth.page).map_or(&[][..], Vec::as_slice));
        let group = match truth.category.get(..2) {
            Some("P_") => "injected",
            Some("N_") => "must stay",
            _ => "natural",
        };
        for name in ["all", group] {
            groups.entry(name.to_string()).or_default().add(score);
        }
    }
    println!(
        "{:<12}{:>6}{:>11}{:>9}{:>8}{:>8}{:>8}{:>8}",
        "", "pages", "precision", "recall", "F1", "right", "wrong", "missed"
    );
    for (name, s) in groups {
        let share = |part: u32, rest: u32| {
            if part + rest == 0 { 1.0 } else { f64::from(part) / f64::from(part + rest) }
        };
        let (precision, recall) = (share(s.right, s.wrong), share(s.right, s.missed));
        let f1 =
            if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        println!(
            "{name:<12}{:>6}{precision:>11.4}{recall:>9.4}{f1:>8.4}{:>8}{:>8}{:>8}  (wrong on {} pages)",
            s.pages, s.right, s.wrong, s.missed, s.pages_with_wrong
        );
    }
    Ok(())
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> Outcome {
    let entries =
        std::fs::read_dir(folder).map_err(|e| format!("{} cannot be listed: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, out)?;
        } else if path.to_string_lossy().ends_with(".truth.json") {
            out.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth() -> Truth {
        serde_json::from_str(
            r#"{"page": "x", "n_blocks": 4, "atoms": {"b0": ["a"], "b2": ["a"]}, "copies": ["b2"], "ignore": ["b3"]}"#,
        )
        .unwrap()
    }

    fn scored(hide: &[&str]) -> (u32, u32, u32) {
        let score = score_page(&truth(), &hide.iter().map(ToString::to_string).collect::<Vec<_>>());
        (score.right, score.wrong, score.missed)
    }

    #[test]
    fn hiding_is_right_while_the_content_stays_visible() {
        assert_eq!(scored(&[]), (0, 0, 1));
        assert_eq!(scored(&["b2"]), (1, 0, 0));
        assert_eq!(scored(&["b0", "b2"]), (1, 1, 0), "one carrier must stay");
        assert_eq!(scored(&["b1"]), (0, 1, 1), "content of its own");
        assert_eq!(scored(&["b3", "b9", "x"]), (0, 0, 1), "neither rewarded nor punished");
    }
}
