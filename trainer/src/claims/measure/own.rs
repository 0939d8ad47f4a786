//! The figures on the project's own corpus: articles, edge cases, text without claims, named speakers.

use std::collections::BTreeSet;
use std::path::Path;

use galley::Models;
use galley::claims::ClaimKind;
use galley::page::{Block, Page};
use galley::span::Span;

use super::score::{Count, Marked, Score};
use super::{Document, Predicted, scores};
use crate::corpus::{Article, At, block_kind};

/// Every so many blocks of the edge-case set are kept for measuring.
pub const KEPT: usize = 4;

fn load(corpus: &Path, folder: &str) -> Result<Vec<Article>, String> {
    let folder = corpus.join(folder);
    let loaded = Article::load_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(loaded.into_iter().map(|(article, _)| article).collect())
}

/// What may be read to learn what goes wrong: the articles of the split `dev` or `train`, the `edge` cases trained on, or
/// the `plain` blocks of dev and those cases, in which nobody says anything.
pub(super) fn documents(corpus: &Path, what: &str) -> Result<Vec<Document>, String> {
    let split = if what == "train" { what } else { "dev" };
    let articles = load(corpus, "articles")?.into_iter().filter(|a| a.split() == split);
    if matches!(what, "dev" | "train") {
        return Ok(articles.map(|a| document(&a)).collect());
    }
    let edge = load(corpus, "edge")?;
    let cases = edge.iter().flat_map(blocks).enumerate().filter(|(i, _)| i % KEPT != KEPT - 1);
    if what == "edge" {
        return Ok(cases.map(|(_, case)| case).collect());
    }
    let articles: Vec<Article> = articles.collect();
    let all = articles.iter().flat_map(blocks).chain(cases.map(|(_, case)| case));
    Ok(all.filter(|d| d.gold.is_empty()).collect())
}

/// The lines of the report.
pub(super) fn report(corpus: &Path, models: &Models) -> Result<Vec<String>, String> {
    let (articles, edge) = (load(corpus, "articles")?, load(corpus, "edge")?);
    let of = |split: &str| -> Vec<Document> {
        articles.iter().filter(|a| a.split() == split).map(document).collect()
    };
    let mut out = Vec::new();
    let mut speakers = Count::default();
    for split in ["dev", "test"] {
        let documents = of(split);
        let [all, _] = scores(&documents, models);
        out.push(format!("{:24} all         {all}", format!("corpus {split}")));
        for document in &documents {
            name_speakers(document, &document.predict(models), &mut speakers);
        }
    }
    out.push(format!(
        "named speakers of direct quotations, corpus dev and test: {:.1} % of {} right",
        100.0 * speakers.right as f64 / speakers.predicted.max(1) as f64,
        speakers.predicted
    ));
    let cases: Vec<Document> = edge.iter().flat_map(blocks).collect();
    let (mut learnt, mut kept) = (Vec::new(), Vec::new());
    for (i, case) in cases.into_iter().enumerate() {
        if i % KEPT == KEPT - 1 { kept.push(case) } else { learnt.push(case) }
    }
    for (name, cases) in [("edge cases kept", &kept), ("edge cases trained on", &learnt)] {
        let [all, _] = scores(cases, models);
        let right = cases.iter().filter(|c| is_right(c, models)).count();
        let share = 100.0 * right as f64 / cases.len().max(1) as f64;
        out.push(format!("{name:24} all         {all}   right {share:.1} % of {}", cases.len()));
    }
    let plain = articles.iter().filter(|a| matches!(a.split(), "dev" | "test")).flat_map(blocks);
    let plain: Vec<Document> = plain.chain(kept).filter(|d| d.gold.is_empty()).collect();
    let words: usize = plain.iter().map(|d| d.text.split_whitespace().count()).sum();
    let found: usize = plain.iter().map(|d| d.predict(models).len()).sum();
    out.push(format!(
        "claims on text without claims: {:.2} in 1,000 words ({found} in {words} words of dev, test and edge blocks)",
        1000.0 * found as f64 / words.max(1) as f64
    ));
    Ok(out)
}

/// The names of a claim's speaker in its article, separated by line breaks.
fn names(article: &Article, speaker: &str) -> Option<String> {
    let names: BTreeSet<&str> = article
        .blocks
        .iter()
        .flat_map(|b| b.mentions.iter().filter(|m| m.entity == speaker).map(|m| m.span.text(&b.text)))
        .collect();
    (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join("\n"))
}

fn claims(article: &Article, place: &dyn Fn(&At) -> Option<Span>) -> Vec<Marked> {
    let all = |list: &[At]| list.iter().filter_map(place).collect::<Vec<_>>();
    let marked = article.claims.values().map(|c| Marked {
        source: all(&c.source),
        cue: all(&c.cue),
        content: all(&c.content),
        speaker: names(article, &c.speaker),
    });
    marked.filter(|m| !m.cue.is_empty() || !m.content.is_empty()).collect()
}

/// A whole article.
fn document(article: &Article) -> Document {
    let mut text = String::new();
    let mut bases = Vec::new();
    let mut page = Page { language: "en".into(), ..Page::default() };
    for block in &article.blocks {
        bases.push(text.len() as u32);
        text.push_str(&block.text);
        text.push('\n');
        page.blocks.push(Block::new(block_kind(&block.kind), block.text.as_str()));
    }
    let place = |at: &At| bases.get(at.block).map(|base| Span::new(base + at.span.start, base + at.span.end));
    Document { gold: claims(article, &place), page, text, ..Document::default() }
}

/// Each block of an article as a page of its own.
fn blocks(article: &Article) -> impl Iterator<Item = Document> {
    article.blocks.iter().enumerate().map(|(number, block)| {
        let place = |at: &At| (at.block == number).then_some(at.span);
        Document {
            gold: claims(article, &place),
            page: Page {
                language: "en".into(),
                blocks: vec![Block::new(block_kind(&block.kind), block.text.as_str())],
                ..Page::default()
            },
            text: block.text.clone(),
            ..Document::default()
        }
    })
}

/// Whether an edge case comes out right: every claim found, and none that is not there.
fn is_right(case: &Document, models: &Models) -> bool {
    let predicted: Vec<Marked> = case.predict(models).into_iter().map(|p| p.marked).collect();
    let mut score = Score::default();
    score.add(&case.text, &case.words(), &case.gold, &predicted, false);
    score.claim.right == case.gold.len() && score.claim.right == predicted.len()
}

/// Of the speakers named for direct quotations, how many are the right ones.
fn name_speakers(document: &Document, predicted: &[Predicted], count: &mut Count) {
    for (_, gold, right) in named_speakers(document, predicted) {
        // A quotation that no one annotated is counted elsewhere.
        if gold.is_some() {
            count.predicted += 1;
            count.right += usize::from(right);
        }
    }
}

/// The direct quotations of `predicted` that name a speaker: the quotation that was annotated there, and whether its
/// speaker is the one named.
pub(super) fn named_speakers<'a>(
    document: &'a Document,
    predicted: &'a [Predicted],
) -> impl Iterator<Item = (&'a Marked, Option<&'a Marked>, bool)> {
    let words = document.words();
    let last = |name: &str| name.split_whitespace().next_back().unwrap_or("").to_lowercase();
    predicted.iter().filter(|p| p.kind == ClaimKind::Direct).filter_map(move |one| {
        let name = one.marked.speaker.as_ref()?;
        let content =
            |m: &Marked| -> BTreeSet<usize> { m.content.iter().flat_map(|s| words.inside(*s)).collect() };
        let own = content(&one.marked);
        let gold = document.gold.iter().find(|g| {
            let common = own.intersection(&content(g)).count();
            common > 0 && common * 3 >= own.len() + content(g).len()
        });
        let right = gold
            .and_then(|gold| gold.speaker.as_deref())
            .is_some_and(|names| names.lines().any(|n| last(n) == last(name)));
        Some((&one.marked, gold, right))
    })
}
