//! What went wrong, to be read: each gold claim that was not found as annotated, and each claim that is in no annotation.
//!
//! Policy: a claim found is held against the gold claim it shares most words with; a line tells which part differs and
//! how. Nothing is counted here that the scores do not count as well; the lines are for people (and `sort`).

use std::path::Path;

use galley::Models;
use galley::span::Span;

use super::score::{Marked, lost_quotations};
use super::{Document, own};

/// How the faults of `what` are printed: `dev`, `train`, `edge` (those trained on), `plain` (text without claims, of all splits but
/// test), or a JSON Lines file.
///
/// # Errors
/// When the file or the corpus cannot be read.
pub fn report(what: &str, corpus: &Path, models: &Models) -> Result<Vec<String>, String> {
    let documents = match what {
        "dev" | "train" | "edge" | "plain" => own::documents(corpus, what)?,
        file => super::documents(Path::new(file))?,
    };
    Ok(documents.iter().flat_map(|document| faults(document, models)).collect())
}

fn faults(document: &Document, models: &Models) -> Vec<String> {
    let words = document.words();
    let all = document.predict(models);
    let predicted: Vec<Marked> = all.iter().map(|p| p.marked.clone()).collect();
    let set = |spans: &[Span]| {
        spans.iter().flat_map(|s| words.inside(*s)).collect::<std::collections::BTreeSet<usize>>()
    };
    let parts = |m: &Marked| [set(&m.source), set(&m.cue), set(&m.content)];
    let (gold, found): (Vec<_>, Vec<_>) =
        (document.gold.iter().map(parts).collect(), predicted.iter().map(parts).collect());
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            // A cue in common tells more than a long content.
            let cue = g[1].intersection(&p[1]).count();
            let content = g[2].intersection(&p[2]).count();
            let weight = 20 * usize::from(cue > 0)
                + if g[1].is_empty() || p[1].is_empty() || cue > 0 { content } else { 0 };
            if weight > 0 {
                pairs.push((weight, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let (mut of_gold, mut of_found) = (vec![None; gold.len()], vec![None; found.len()]);
    for (_, i, j) in pairs {
        if of_gold[i].is_none() && of_found[j].is_none() {
            of_gold[i] = Some(j);
            of_found[j] = Some(i);
        }
    }
    let text = |spans: &[Span]| {
        let words: Vec<&str> = spans.iter().map(|s| s.text(&document.text)).collect();
        if words.is_empty() { "-".to_owned() } else { words.join(" … ") }
    };
    let line = |m: &Marked| {
        let all = m.source.iter().chain(&m.cue).chain(&m.content);
        let first = all.map(|s| s.start).min().unwrap_or(0) as usize;
        let from = document.text[..first].rfind('\n').map_or(0, |n| n + 1);
        let to = document.text[first..].find('\n').map_or(document.text.len(), |n| first + n);
        document.text[from..to].to_owned()
    };
    let whole = |m: &Marked| format!("[{}] <{}> {{{}}}", text(&m.source), text(&m.cue), text(&m.content));
    let mut out = Vec::new();
    for (i, marked) in document.gold.iter().enumerate() {
        let Some(j) = of_gold[i] else {
            out.push(format!("MISSED\t{}\t\t{}", whole(marked), line(marked)));
            continue;
        };
        let own = &predicted[j];
        for (k, name) in ["SOURCE", "CUE", "CONTENT"].into_iter().enumerate() {
            if gold[i][k] != found[j][k] {
                let pick = |m: &Marked| text([&m.source, &m.cue, &m.content][k]);
                out.push(format!("{name}\tgold {}\tfound {}\t{}", pick(marked), pick(own), line(marked)));
            }
        }
    }
    for i in lost_quotations(&document.text, &words, &document.gold, &predicted) {
        let found = of_gold[i].map_or_else(|| "-".to_owned(), |j: usize| whole(&predicted[j]));
        out.push(format!(
            "QUOTATION\t{}\tfound {found}\t{}",
            whole(&document.gold[i]),
            line(&document.gold[i])
        ));
    }
    for (found, gold, _) in own::named_speakers(document, &all).filter(|(_, _, right)| !right) {
        let Some(gold) = gold else { continue };
        let name = |m: &Marked| m.speaker.as_deref().unwrap_or("-").replace('\n', " / ");
        let (gold_name, own_name) = (name(gold), name(found));
        out.push(format!("SPEAKER\tgold {gold_name}\tfound {own_name} {}\t{}", whole(found), line(found)));
    }
    for (j, marked) in predicted.iter().enumerate() {
        if of_found[j].is_none() {
            out.push(format!("SPURIOUS\t{}\t\t{}", whole(marked), line(marked)));
        }
    }
    out
}
