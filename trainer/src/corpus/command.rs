//! `trainer corpus ...`: the corpus's tools on the command line.
//!
//! Policy: results go to standard output so that they can be kept; faults end the run with an error.

use std::io::Write;
use std::path::Path;

use super::{Article, Fault, agreement, check, export, statistics};

/// The corpus on disk, whole.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles with what the reader of the format found wrong in each.
    pub articles: Vec<(Article, Vec<Fault>)>,
    /// The edge cases: many short items to a file.
    pub edge: Vec<(Article, Vec<Fault>)>,
    /// The first annotation, as written, of the articles that adjudication changed.
    pub first: Vec<(Article, Vec<Fault>)>,
    /// The second annotation of the test split.
    pub second: Vec<(Article, Vec<Fault>)>,
    /// The rows of `briefs.tsv`: article, genre, split.
    pub briefs: Vec<[String; 3]>,
    /// The lines of `formulas.txt`: runs of words that articles may share.
    pub formulas: Vec<String>,
}

impl Corpus {
    /// Reads the corpus from its folder. A part that is absent is empty; the check says what must be there.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub fn load(folder: &Path) -> Result<Self, String> {
        let part = |name: &str| {
            let path = folder.join(name);
            if path.is_dir() {
                Article::load_all(&path).map_err(|e| format!("{}: {e}", path.display()))
            } else {
                Ok(Vec::new())
            }
        };
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
        };
        let briefs = text("briefs.tsv")?
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                [0, 1, 6].map(|i| cells.get(i).copied().unwrap_or("").to_owned())
            })
            .collect();
        let formulas = text("formulas.txt")?
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(str::to_owned)
            .collect();
        Ok(Self {
            articles: part("articles")?,
            edge: part("edge")?,
            first: part("first")?,
            second: part("second")?,
            briefs,
            formulas,
        })
    }
}

/// Runs one tool on the corpus in `folder`.
///
/// # Errors
/// What is wrong with the corpus, or with the words given.
pub fn run(folder: &Path, words: &[&str]) -> Result<(), String> {
    let corpus = Corpus::load(folder)?;
    match words {
        ["check"] => {
            let faults = check::corpus(&corpus);
            for fault in &faults {
                say(&format!("{fault}\n"))?;
            }
            if !faults.is_empty() {
                return Err(format!("{} faults in the corpus", faults.len()));
            }
            say(&format!(
                "no fault in {} articles, {} files of edge cases, {} second annotations\n",
                corpus.articles.len(),
                corpus.edge.len(),
                corpus.second.len()
            ))
        }
        ["statistics"] => say(&statistics::table(&corpus)),
        ["agreement"] => say(&agreement::table(&corpus)),
        ["export", target] => export::write(&corpus, Path::new(target)),
        _ => Err("use: corpus check | statistics | agreement | export DIR".into()),
    }
}

fn say(text: &str) -> Result<(), String> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| e.to_string())
}
