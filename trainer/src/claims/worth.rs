//! Training of the check-worthiness scorer.
//!
//! Logistic regression by `AdaGrad` (Duchi, Hazan and Singer 2011) over hashed words and pairs; the data is
//! ClaimBuster (Arslan et al. 2020, CC BY 4.0) and the sentences of this project's corpus.

use std::path::Path;

use galley::claims::checkworthy::{PLAIN, ROWS, Scorer, damping, features, lowest};
use galley::text::BlockText;
use serde::Deserialize;

use super::network::Random;
use crate::corpus::{Article, At};

/// How much a sentence of the corpus counts: it is news, but one annotator's view where ClaimBuster is many.
const NEWS: f32 = 0.5;

/// A labelled sentence.
#[derive(Debug, Clone, Deserialize)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// 1 when worth checking.
    pub label: u8,
    /// The label in the dataset's strict subset; none outside it.
    #[serde(default)]
    pub strict: Option<u8>,
    /// Whether it is of this project's corpus: news, where ClaimBuster is debates.
    #[serde(skip)]
    pub news: bool,
    /// Whether someone is named for it or a part of it.
    #[serde(skip)]
    pub claimed: bool,
}

/// A debate or article.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its sentences.
    pub sents: Vec<Sentence>,
}

/// Reads a JSON Lines file of documents.
///
/// # Errors
/// When the file cannot be read or a line is no document.
pub fn documents(file: &Path) -> Result<Vec<Document>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str(l).map_err(|e| e.to_string()))
        .collect()
}

/// The sentences of the corpus's articles of a split.
pub fn corpus(articles: &[Article], split: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    for article in articles.iter().filter(|a| a.split() == split) {
        let claimed: Vec<&At> =
            article.claims.values().flat_map(|c| c.source.iter().chain(&c.cue).chain(&c.content)).collect();
        for (number, block) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind == "p") {
            out.extend(block.sentences.iter().map(|(s, worth)| Sentence {
                text: s.text(&block.text).to_owned(),
                label: u8::from(*worth == 1),
                strict: None,
                news: true,
                claimed: claimed.iter().any(|at| at.block == number && at.span.overlaps(*s)),
            }));
        }
    }
    out
}

/// Trains on `sentences` in a shuffled but fixed order.
pub fn train(sentences: &[Sentence]) -> Scorer {
    let data: Vec<(Vec<u32>, [f32; PLAIN], f32, f32)> = sentences
        .iter()
        .map(|s| {
            let read = BlockText::read(&s.text);
            let (rows, plain) = features(&s.text, &read.tokens);
            (rows, plain, f32::from(s.label), if s.news { 1.0 } else { 0.0 })
        })
        .collect();
    let (mut hashed, mut hashed_squares) = (vec![0.0f32; ROWS], vec![1e-2f32; ROWS]);
    let (mut plain, mut plain_squares) = ([0.0f32; PLAIN], [1e-2f32; PLAIN]);
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = Random::new(11);
    let (rate, l2, epochs) = (0.15f32, 1e-4f32, 8u32);
    // News and debates differ in how many sentences are worth checking; the words must not carry that.
    let mut offset = 0.0f32;
    let mut sums = (vec![0.0f32; ROWS], [0.0f32; PLAIN]);
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &i in &order {
            let (rows, x, y, news) = &data[i];
            let by = damping(rows.len());
            let z: f32 = by * rows.iter().map(|r| hashed[*r as usize]).sum::<f32>()
                + plain.iter().zip(x).map(|(w, x)| w * x).sum::<f32>()
                + news * offset;
            let error = 1.0 / (1.0 + (-z).exp()) - y;
            let error = if *news > 0.0 { error * NEWS } else { error };
            offset -= 0.02 * error * news;
            for r in rows {
                let r = *r as usize;
                let g = by * error + l2 * hashed[r];
                hashed_squares[r] += g * g;
                hashed[r] -= rate * g / hashed_squares[r].sqrt();
            }
            for k in 0..PLAIN {
                let g = error * x[k] + 1e-4 * plain[k];
                plain_squares[k] += g * g;
                plain[k] -= 0.06 * g / plain_squares[k].sqrt();
            }
        }
        // What ships is the mean over the later half: steadier than the last pass.
        if epoch * 2 >= epochs {
            sums.0.iter_mut().zip(&hashed).for_each(|(s, w)| *s += w);
            sums.1.iter_mut().zip(&plain).for_each(|(s, w)| *s += w);
        }
    }
    let passes = (epochs - epochs.div_ceil(2)) as f32;
    let hashed: Vec<f32> = sums.0.iter().map(|s| s / passes).collect();
    let mut plain = sums.1.map(|s| s / passes);
    // What ships reads news.
    plain[0] += offset;
    let scale = hashed.iter().fold(0.0f32, |m, w| m.max(w.abs())) / 127.0;
    let by = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    let hashed: Vec<u8> = hashed.iter().map(|w| ((w * by).round() as i8).cast_unsigned()).collect();
    Scorer { hashed: hashed.into(), scale, plain }
}

/// Average precision of a ranking.
pub fn average_precision(mut ranked: Vec<(f32, bool)>) -> f64 {
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (i, (_, positive)) in ranked.iter().enumerate() {
        if *positive {
            hits += 1.0;
            sum += hits / (i + 1) as f64;
        }
    }
    if hits > 0.0 { sum / hits } else { 0.0 }
}

/// Ranks `sentences` by `scorer`.
pub fn rank(scorer: &Scorer, sentences: &[Sentence]) -> Vec<(f32, bool)> {
    sentences
        .iter()
        .map(|s| (scorer.score(&s.text, &BlockText::read(&s.text).tokens), s.label == 1))
        .collect()
}

/// Precision and recall of listing the sentences of `ranked` that score at least `lowest`.
fn listed(ranked: &[(f32, bool)], lowest: f32) -> (f64, f64) {
    let count = |test: &dyn Fn(&(f32, bool)) -> bool| ranked.iter().filter(|r| test(r)).count() as f64;
    let right = count(&|(score, worth)| *worth && *score >= lowest);
    let share = |of: f64| if of > 0.0 { right / of } else { 0.0 };
    (share(count(&|(score, _)| *score >= lowest)), share(count(&|(_, worth)| *worth)))
}

/// What the shipped lowest score lists of the sentences no one is named for, and the lowest score in steps
/// of a twentieth that has the best F0.5 (precision counts double) on them.
pub fn threshold(scorer: &Scorer, sentences: &[Sentence]) -> String {
    let alone: Vec<Sentence> = sentences.iter().filter(|s| !s.claimed).cloned().collect();
    let ranked = rank(scorer, &alone);
    // By how much each passes its own lowest score.
    let passed: Vec<(f32, bool)> = ranked
        .iter()
        .zip(&alone)
        .map(|((score, worth), s)| (score - lowest(&s.text, &BlockText::read(&s.text).tokens), *worth))
        .collect();
    let (precision, recall) = listed(&passed, 0.0);
    let shipped = format!("as shipped precision {precision:.2}, recall {recall:.2}");
    let line = |lowest: f32| {
        let (precision, recall) = listed(&ranked, lowest);
        let f = 1.25 * precision * recall / (0.25 * precision + recall).max(f64::EPSILON);
        (f, format!("at {lowest:.2} precision {precision:.2}, recall {recall:.2}, F0.5 {f:.2}"))
    };
    let steps = (1..20u8).map(|n| line(f32::from(n) / 20.0));
    let best = steps.max_by(|a, b| a.0.total_cmp(&b.0)).map_or_else(String::new, |(_, best)| best);
    format!("statements of {} sentences without a source: {shipped}; best of one {best}", alone.len())
}

/// The figures of a scorer: mean average precision over the documents of `dev`, and average precision by
/// four folds on the strict subset of `all`.
pub fn report(all: &[Document], dev: &[Document], extra: &[Sentence]) -> (Scorer, f64, f64) {
    let mut training: Vec<Sentence> = all.iter().flat_map(|d| d.sents.clone()).collect();
    training.extend_from_slice(extra);
    let scorer = train(&training);
    let map =
        dev.iter().map(|d| average_precision(rank(&scorer, &d.sents))).sum::<f64>() / dev.len().max(1) as f64;
    let mut strict: Vec<Sentence> =
        all.iter().chain(dev).flat_map(|d| d.sents.iter().filter(|s| s.strict.is_some()).cloned()).collect();
    Random::new(4).shuffle(&mut strict);
    let mut folds = 0.0;
    for fold in 0..4 {
        let part = |inside: bool| {
            strict
                .iter()
                .enumerate()
                .filter(|(i, _)| (i % 4 == fold) == inside)
                .map(|(_, s)| s.clone())
                .collect::<Vec<_>>()
        };
        folds += average_precision(rank(&train(&part(false)), &part(true))) / 4.0;
    }
    (scorer, map, folds)
}
