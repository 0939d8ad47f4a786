//! `accuracy entities`: how well names are found and joined, through the path that ships.
//!
//! Policy: what is measured is `entities::find`, with the embedded models, on running text; nothing is
//! known of the right answers before they are compared. Predictions of other programs are read from
//! JSON Lines (`{"id","entities":[{"start","end","kind"}]}`, offsets in characters of the text that
//! `--text` writes) and scored alike.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use galley::Models;
use galley::entities::{self, NameSpan};
use galley::page::{BlockId, Page};
use galley::span::Place;
use galley::text::Text;
use serde::Deserialize;

use crate::corpus::Article;

use super::data::{Document, read_bio};
use super::score::{Counts, Score, kind_of_number};
use super::{gum, joins};

const USE: &str = "accuracy entities [--data FILE.tsv ...] [--predictions FILE.tsv OUT.jsonl NAME] [--text FILE.tsv OUT.jsonl] \
                   [--corpus CORPUS] [--joins CORPUS] [--gum GUM] [--speed FILE.tsv]";

/// Does what `arguments` say and prints tables.
///
/// # Errors
/// A sentence for the user.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let models = Models::embedded().map_err(|e| e.to_string())?;
    let mut rest = arguments;
    let mut headed = false;
    let mut row = |name: &str, score: &Score| {
        if !headed {
            say(&head());
            headed = true;
        }
        say(&table(name, score));
    };
    let read = |file: &str| read_bio(Path::new(file)).map_err(|e| format!("{file}: {e}"));
    while let [option, more @ ..] = rest {
        let taken = match (*option, more) {
            ("--data", files) => {
                let count = files.iter().take_while(|f| !f.starts_with("--")).count();
                for file in &files[..count] {
                    row(&format!("{}: galley", stem(file)), &evaluate(&models, &read(file)?));
                }
                count
            }
            ("--predictions", [file, out, name, ..]) => {
                let lines = std::fs::read_to_string(out).map_err(|e| format!("{out}: {e}"))?;
                row(&format!("{}: {name}", stem(file)), &scored(&read(file)?, &lines)?);
                3
            }
            ("--text", [file, out, ..]) => {
                std::fs::write(out, text(&read(file)?)).map_err(|e| format!("{out}: {e}"))?;
                2
            }
            ("--corpus", [corpus, ..]) => {
                let score = own(&models, Path::new(corpus)).map_err(|e| format!("{corpus}: {e}"))?;
                row("corpus, dev: galley", &score);
                1
            }
            ("--joins", [corpus, ..]) => {
                say(&joins::corpus(&models, Path::new(corpus)).map_err(|e| format!("{corpus}: {e}"))?);
                1
            }
            ("--gum", [folder, ..]) => {
                say(&gum::measured(&models, Path::new(folder)).map_err(|e| format!("{folder}: {e}"))?);
                1
            }
            ("--speed", [file, ..]) => {
                say(&speed(&models, &read(file)?));
                1
            }
            _ => return Err(format!("{option} is not known here: {USE}")),
        };
        rest = more.get(taken..).unwrap_or(&[]);
    }
    if arguments.is_empty() { Err(USE.to_owned()) } else { Ok(()) }
}

/// Prints a table; a reader that has gone away is no error.
fn say(words: &str) {
    let _ = std::io::stdout().lock().write_all(words.as_bytes());
}

fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The names the shipped path finds in a text, with the kind of the entity they were joined to.
pub fn names(models: &Models, page: &Page) -> (Vec<NameSpan>, Vec<u32>) {
    let text = Text::read(page, u32::MAX);
    let found = entities::find(page, &text, models);
    let named = found.mentions.iter().filter(|m| m.form == entities::MentionForm::Name);
    named
        .filter_map(|m| {
            let kind = found.entities.get(m.entity.0 as usize)?.kind;
            Some((NameSpan { place: m.place, kind, score: 1.0 }, m.entity.0))
        })
        .unzip()
}

fn evaluate(models: &Models, documents: &[Document]) -> Score {
    let mut score = Score::default();
    for document in documents {
        score.add(document, &names(models, &Page::from_lines(&document.text)).0);
    }
    score
}

/// Scores the articles of the corpus's development split, read as the pages they are.
///
/// # Errors
/// When the articles cannot be read.
pub fn own(models: &Models, corpus: &Path) -> std::io::Result<Score> {
    let mut score = Score::default();
    for (article, _) in Article::load_all(corpus)?.iter().filter(|(a, _)| a.split() == "dev") {
        score.add(&Document::from_article(article), &names(models, &article.page()).0);
    }
    Ok(score)
}

#[derive(Deserialize)]
struct Prediction {
    id: String,
    entities: Vec<Predicted>,
}

#[derive(Deserialize)]
struct Predicted {
    start: usize,
    end: usize,
    kind: String,
}

fn id(number: usize, document: &Document) -> String {
    format!("{number}:{}", document.name)
}

fn text(documents: &[Document]) -> String {
    let mut out = String::new();
    for (number, document) in documents.iter().enumerate() {
        let line = serde_json::json!({"id": id(number, document), "text": document.text});
        let _ = writeln!(out, "{line}");
    }
    out
}

fn scored(documents: &[Document], lines: &str) -> Result<Score, String> {
    let mut predictions = BTreeMap::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let prediction: Prediction = serde_json::from_str(line).map_err(|e| e.to_string())?;
        predictions.insert(prediction.id, prediction.entities);
    }
    let mut score = Score::default();
    for (number, document) in documents.iter().enumerate() {
        let id = id(number, document);
        let found = predictions.get(&id).ok_or_else(|| format!("no prediction for {id}"))?;
        let places: Vec<(u32, u32, u32)> = positions(&document.text);
        let mut names: Vec<NameSpan> = found
            .iter()
            .filter_map(|p| {
                let kind = match p.kind.to_lowercase().as_str() {
                    "person" | "per" => 1,
                    "organisation" | "organization" | "org" => 2,
                    "place" | "location" | "loc" | "gpe" | "fac" => 3,
                    _ => return None,
                };
                let (block, start, _) = *places.get(p.start)?;
                let (last_block, _, end) = *places.get(p.end.checked_sub(1)?)?;
                (block == last_block && start < end).then(|| NameSpan {
                    place: Place::new(BlockId(block), start, end),
                    kind: kind_of_number(kind),
                    score: 1.0,
                })
            })
            .collect();
        names.sort_by_key(|n| (n.place, std::cmp::Reverse(n.place.span.end)));
        score.add(document, &names);
    }
    Ok(score)
}

/// Block, first byte and one past the last byte in the block, of every character of a text.
fn positions(text: &str) -> Vec<(u32, u32, u32)> {
    let (mut block, mut line) = (0, 0);
    text.char_indices()
        .map(|(at, c)| {
            let place = (block, (at - line) as u32, (at - line + c.len_utf8()) as u32);
            if c == '\n' {
                (block, line) = (block + 1, at + 1);
            }
            place
        })
        .collect()
}

fn head() -> String {
    format!(
        "{:40} {:8} {:>20} {:>20} {:>20} {:>20}\n",
        "P / R / F1 in per cent", "", "person", "organisation", "place", "all three"
    )
}

fn table(name: &str, score: &Score) -> String {
    let mut out = String::new();
    for (definition, counts) in [("neutral", score.neutral), ("strict", score.strict)] {
        let cell = |c: Counts| {
            let [p, r, f1] = c.rates();
            format!("{p:5.1} /{r:5.1} /{f1:6.2}")
        };
        let kinds: Vec<String> = counts[..3].iter().map(|c| format!("{:>20}", cell(*c))).collect();
        let all = cell(Score::micro(&counts));
        let _ = writeln!(out, "{name:40} {definition:8} {} {all:>20}", kinds.join(" "));
    }
    out
}

/// Tokens a second of reading a text and finding its names, dates and amounts; the best of three.
fn speed(models: &Models, documents: &[Document]) -> String {
    let pages: Vec<Page> = documents.iter().map(|d| Page::from_lines(&d.text)).collect();
    let (mut best, mut tokens, mut found) = (f64::MAX, 0, 0);
    for _ in 0..3 {
        let start = Instant::now();
        (tokens, found) = (0, 0);
        for page in &pages {
            let text = Text::read(page, u32::MAX);
            found += entities::find(page, &text, models).mentions.len();
            tokens += page.numbered().map(|(id, _)| text.block(id).tokens.len()).sum::<usize>();
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let start = Instant::now();
    let opened = Models::embedded().is_ok();
    let load = start.elapsed().as_secs_f64() * 1000.0;
    format!(
        "{tokens} tokens, {found} mentions: {:.0} tokens a second on one core; models opened in {load:.0} ms ({})\n",
        tokens as f64 / best,
        if opened { "whole" } else { "broken" },
    )
}
