//! `accuracy claims`: how well claims are found by the path that ships, page in and findings out.
//!
//! Policy: the texts go through `galley::Analysis` like a page in the browser; the measures are those of
//! `../shared/score/score_claims.py`. Figures of the project's own corpus are printed beside those of
//! the files named, because a gain on one that costs the other is none.

pub mod faults;
pub mod own;
pub mod score;
pub mod text;

use std::path::{Path, PathBuf};

use galley::claims::ClaimKind;
use galley::page::Page;
use galley::span::Span;
use galley::{Analysis, Findings, Models, Options, Place};
use serde::Deserialize;

use score::{Marked, Score};
use text::Words;

/// One annotated document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The page.
    pub page: Page,
    /// Its text: the blocks, joined by line breaks.
    pub text: String,
    /// Gold claims in the text.
    pub gold: Vec<Marked>,
    /// What counts for nobody.
    pub ignored: Vec<Span>,
    /// What alone counts, when only parts are annotated.
    pub scope: Option<Vec<Span>>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    claims: Vec<LineClaim>,
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
    scope: Option<Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
struct LineClaim {
    source: Option<(usize, usize)>,
    source_spans: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    content: Vec<(usize, usize)>,
}

/// Reads a JSON Lines file; offsets count code points.
///
/// # Errors
/// When the file cannot be read, or which line is no document.
pub fn documents(file: &Path) -> Result<Vec<Document>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, line)| {
            let line: Line =
                serde_json::from_str(line).map_err(|e| format!("{}, line {}: {e}", file.display(), n + 1))?;
            let bytes: Vec<usize> =
                line.text.char_indices().map(|(b, _)| b).chain([line.text.len()]).collect();
            let at = |c: usize| bytes.get(c).copied().unwrap_or(line.text.len()) as u32;
            let spans = |list: &[(usize, usize)]| -> Vec<Span> {
                list.iter().map(|(a, b)| Span::new(at(*a), at(*b).max(at(*a)))).collect()
            };
            let gold = line.claims.iter().map(|c| Marked {
                source: spans(c.source_spans.as_deref().unwrap_or(c.source.as_slice())),
                cue: spans(&c.cue),
                content: spans(&c.content),
                speaker: None,
            });
            Ok(Document {
                gold: gold.collect(),
                ignored: spans(&line.ignore),
                scope: line.scope.as_deref().map(spans),
                page: Page::from_lines(&line.text),
                text: line.text,
            })
        })
        .collect()
}

/// A predicted claim: its kind beside its words.
#[derive(Debug, Clone)]
pub struct Predicted {
    /// How it is put.
    pub kind: ClaimKind,
    /// Its words.
    pub marked: Marked,
}

impl Document {
    /// Where each block of the page begins in the text.
    fn bases(&self) -> Vec<u32> {
        let mut base = 0;
        let starts = self.page.blocks.iter().map(|b| {
            let start = base;
            base += b.text.len() as u32 + 1;
            start
        });
        starts.collect()
    }

    /// What the shipped path finds.
    pub fn predict(&self, models: &Models) -> Vec<Predicted> {
        let mut analysis = Analysis::new(Options { max_bytes: u32::MAX, ..Options::default() });
        analysis.advance(&self.page, models, &mut || true);
        let Findings { claims, entities, .. } = analysis.finish();
        let bases = self.bases();
        let span = |p: &Place| {
            let base = bases.get(p.block.index()).copied().unwrap_or(0);
            Span::new(base + p.span.start, base + p.span.end)
        };
        let all = |places: &[Place]| places.iter().map(span).collect();
        let name =
            |e: galley::entities::EntityId| entities.entities.get(e.0 as usize).map(|e| e.name.clone());
        claims
            .claims
            .iter()
            .map(|c| Predicted {
                kind: c.kind,
                marked: Marked {
                    source: c.source.iter().map(span).collect(),
                    cue: all(&c.cue),
                    content: all(&c.content),
                    speaker: c.speaker.and_then(name),
                },
            })
            .collect()
    }

    /// The words that count.
    pub fn words(&self) -> Words {
        Words::read(&self.text, &self.ignored, self.scope.as_deref())
    }
}

/// The scores of `documents`: of all claims, and of statements alone.
pub fn scores(documents: &[Document], models: &Models) -> [Score; 2] {
    let mut out = [Score::default(); 2];
    for document in documents {
        let words = document.words();
        let predicted: Vec<Marked> = document.predict(models).into_iter().map(|p| p.marked).collect();
        for (score, core) in out.iter_mut().zip([false, true]) {
            score.add(&document.text, &words, &document.gold, &predicted, core);
        }
    }
    out
}

/// Lines of the table for `files`, then for the corpus in `corpus` when it is there.
///
/// # Errors
/// When a file cannot be read.
pub fn report(files: &[PathBuf], corpus: &Path, models: &Models) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    for file in files {
        let documents = documents(file)?;
        let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let [all, core] = scores(&documents, models);
        out.push(format!("{name:24} statements  {core}"));
        out.push(format!("{name:24} all         {all}"));
    }
    if corpus.is_dir() {
        out.extend(own::report(corpus, models)?);
    }
    Ok(out)
}
