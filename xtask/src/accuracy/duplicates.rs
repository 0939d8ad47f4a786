//! `accuracy duplicates`: how well repeats are recognised, on real pages in a real browser.
//!
//! Policy: the predictions are made without a look at the truth; where truth files stand beside the
//! pages they are scored afterwards (`score`) and a table is printed, with the classic methods beside
//! ours: they get the very blocks that the browser read and showed.

#[path = "../../../benches/duplicates/classic.rs"]
mod classic;
mod score;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use self::score::{Score, Truth, rates};
use super::{absolute, flags};
use crate::package;
use crate::say::{Outcome, read_text, root, run, step};

/// Where the blocks that the browser read are written, for the classic methods.
const BLOCKS: &str = "target/duplicates-blocks.jsonl";

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
        let drive = "xtask/drive/duplicates.js";
        run("node", &[drive, "--pages", &pages, "--browser", browser, "--out", &out, "--blocks", BLOCKS])
    })?;
    println!("predictions: {}", out.display());
    table(&pages, &out)
}

/// What was recognised on one page.
#[derive(Deserialize)]
struct Prediction {
    page: String,
    hide: Vec<String>,
}

/// The blocks that the browser read and showed on one page.
#[derive(Deserialize)]
struct Blocks {
    page: String,
    ids: Vec<String>,
    texts: Vec<String>,
}

/// What a method hides, by page.
type Hidden = BTreeMap<String, Vec<String>>;

type Method = fn(&[&str]) -> Vec<usize>;

const CLASSIC: [(&str, Method); 5] = [
    ("exact hash, 5 words", |texts| classic::exact(texts, 5)),
    ("exact hash, 12 words", |texts| classic::exact(texts, 12)),
    ("exact hash, 25 words", |texts| classic::exact(texts, 25)),
    ("MinHash 14 x 8, J 0.7", classic::minhash),
    ("onion, 5-grams, 0.5", classic::onion),
];

fn lines<T: for<'a> Deserialize<'a>>(file: &Path) -> Outcome<Vec<T>> {
    let read =
        |line: &str| serde_json::from_str(line).map_err(|e| format!("{} is broken: {e}", file.display()));
    read_text(file)?.lines().map(read).collect()
}

/// What a classic method hides on the pages.
fn hidden(pages: &[Blocks], method: Method) -> Hidden {
    let hide = |blocks: &Blocks| {
        let texts: Vec<&str> = blocks.texts.iter().map(String::as_str).collect();
        method(&texts).into_iter().filter_map(|b| blocks.ids.get(b).cloned()).collect()
    };
    pages.iter().map(|blocks| (blocks.page.clone(), hide(blocks))).collect()
}

/// The scores by group of pages.
fn scores(truths: &[Truth], hidden: &Hidden) -> BTreeMap<&'static str, Score> {
    let mut groups: BTreeMap<&str, Score> = BTreeMap::new();
    for truth in truths {
        let score = truth.score(hidden.get(&truth.page).map_or(&[][..], Vec::as_slice));
        let group = match truth.category.get(..2) {
            Some("P_") => "injected",
            Some("N_") => "must stay",
            _ => "natural",
        };
        for name in ["all", group] {
            groups.entry(name).or_default().add(score);
        }
    }
    groups
}

/// Prints the tables when truth files stand beside the pages.
fn table(pages: &Path, predictions: &Path) -> Outcome {
    let mut files = Vec::new();
    collect(pages, &mut files)?;
    if files.is_empty() {
        println!("no truth files beside the pages: nothing to score");
        return Ok(());
    }
    let read = |path: &PathBuf| {
        serde_json::from_str(&read_text(path)?).map_err(|e| format!("{} is broken: {e}", path.display()))
    };
    let truths: Vec<Truth> = files.iter().map(read).collect::<Outcome<_>>()?;
    let ours: Hidden =
        lines::<Prediction>(predictions)?.into_iter().map(|one| (one.page, one.hide)).collect();
    println!(
        "| pages | | block P / R / F1 | character P / R / F1 | wrong | missed | copy taken, not original | perfect pages |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (name, s) in scores(&truths, &ours) {
        println!(
            "| {name} | {} | {} | {} | {} on {} pages | {} | {} | {} |",
            s.pages,
            blocks(&s),
            chars(&s),
            s.wrong.blocks,
            s.pages_with_wrong,
            s.missed.blocks,
            three(rates(s.kept, s.right.blocks - s.kept, 0).0),
            s.perfect
        );
    }
    let blocks_read: Vec<Blocks> = lines(&root().join(BLOCKS))?;
    println!(
        "\n| method | block P / R / F1 | character P / R / F1 | injected P / R | must stay: wrong | natural: wrong | natural R | perfect pages |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let classic = CLASSIC.iter().map(|(name, method)| (*name, hidden(&blocks_read, *method)));
    for (name, hidden) in [("**Galley**", ours)].into_iter().chain(classic) {
        let scores = scores(&truths, &hidden);
        let of = |group: &str| scores.get(group).copied().unwrap_or_default();
        let (all, injected, negative, natural) = (of("all"), of("injected"), of("must stay"), of("natural"));
        let (precision, recall, _) =
            rates(injected.right.blocks, injected.wrong.blocks, injected.missed.blocks);
        println!(
            "| {name} | {} | {} | {} / {} | {} on {} of {} | {} on {} of {} | {} | {} |",
            blocks(&all),
            chars(&all),
            three(precision),
            three(recall),
            negative.wrong.blocks,
            negative.pages_with_wrong,
            negative.pages,
            natural.wrong.blocks,
            natural.pages_with_wrong,
            natural.pages,
            three(rates(natural.right.blocks, natural.wrong.blocks, natural.missed.blocks).1),
            all.perfect
        );
    }
    Ok(())
}

fn three(rate: f64) -> String {
    format!("{rate:.3}")
}

fn blocks(s: &Score) -> String {
    let (precision, recall, f1) = rates(s.right.blocks, s.wrong.blocks, s.missed.blocks);
    [precision, recall, f1].map(three).join(" / ")
}

fn chars(s: &Score) -> String {
    let (precision, recall, f1) = rates(s.right.chars, s.wrong.chars, s.missed.chars);
    [precision, recall, f1].map(three).join(" / ")
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
