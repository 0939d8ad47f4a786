//! The command that trains the attribution tagger and its linker.

use std::path::Path;

use galley::Models;
use galley::claims::attribution::Attributor;
use galley::claims::features::Clusters;
use galley::claims::link::{Linker, Tokens};
use galley::claims::network::Network;
use galley::claims::prepared::Prepared;
use galley::entities::tagger;
use galley::page::{Block, Page};
use galley::text::{BlockText, Text};

use super::beliefs::Beliefs;
use super::distill::{self, Teachers};
use super::examples::{GoldBlock, examples, fit, from_article, pairs};
use super::jsonl;
use super::measure::score::{Marked, Score};
use super::measure::text::Words;
use super::network::{Settings, network, train};
use super::{Material, Recipe};
use crate::corpus::Article;

/// The blocks of the corpus's articles of `splits`, with the names the shipped tagger finds.
pub fn corpus(articles: &[&Article], splits: &[&str], models: &Models) -> Vec<GoldBlock> {
    let mut out = Vec::new();
    for article in articles.iter().filter(|a| splits.contains(&a.split())) {
        let mut blocks = from_article(article);
        tag_names(&mut blocks, models);
        out.extend(blocks);
    }
    out
}

/// The blocks of a JSON Lines file; documents whose text licence is share-alike are left out.
///
/// # Errors
/// When the file cannot be read or a line is no document.
pub fn lines(file: &Path, weight: f32, models: &Models) -> Result<Vec<GoldBlock>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut out = Vec::new();
    for document in jsonl::documents(&text)?.iter().filter(|d| !d.licence.contains("SA")) {
        let mut blocks = document.blocks(weight);
        tag_names(&mut blocks, models);
        out.extend(blocks);
    }
    Ok(out)
}

/// Replaces the names of `blocks` (the blocks of one document) by those the shipped tagger finds: training must see what
/// the page will see.
pub fn tag_names(blocks: &mut [GoldBlock], models: &Models) {
    let page = Page {
        language: "en".into(),
        blocks: blocks.iter().map(|b| Block::new(b.kind, b.text.clone())).collect(),
        ..Page::default()
    };
    let text = Text::read(&page, u32::MAX);
    for block in blocks.iter_mut() {
        block.names.clear();
    }
    for name in tagger::tag(&page, &text, models) {
        if let Some(block) = blocks.get_mut(name.place.block.index()) {
            block.names.push((name.place.span, name.kind));
        }
    }
}

/// What the shipped pipeline finds in a block, as byte spans.
pub fn predict(block: &GoldBlock, attributor: &Attributor<'_>) -> Vec<Marked> {
    let read = BlockText::read(&block.text);
    let prepared = Prepared::new(&block.text, &read, block.kind, block.names.clone());
    let span = |t: &Tokens| prepared.span(*t);
    attributor
        .claims(&prepared)
        .iter()
        .map(|f| Marked {
            source: f.linked.source.iter().map(span).collect(),
            cue: f.linked.cue.iter().map(span).collect(),
            content: f.linked.content.iter().map(span).collect(),
            speaker: None,
        })
        .collect()
}

/// Scores the pipeline on `blocks`.
pub fn evaluate(blocks: &[GoldBlock], attributor: &Attributor<'_>) -> Score {
    let mut score = Score::default();
    for block in blocks {
        let words = Words::read(&block.text, &[], None);
        let predicted = predict(block, attributor);
        score.add(&block.text, &words, &block.claims, &predicted, false);
    }
    score
}

/// Fits the linker to the pairs of `training`.
pub fn linker(training: &[GoldBlock]) -> Linker {
    let (mut sources, mut contents) = (Vec::new(), Vec::new());
    for block in training {
        let (s, c) = pairs(block);
        sources.extend(s);
        contents.extend(c);
    }
    eprintln!("{} + {} pairs", sources.len(), contents.len());
    Linker { source: fit(&sources), content: fit(&contents) }
}

/// Trains the network on `training` and, by the mouths of teachers, on the unlabelled `text`; prints dev scores as
/// it goes.
///
/// # Errors
/// When the file of the recipe's `wide` cannot be read or written.
pub fn run(
    material: &Material,
    linker: &Linker,
    recipe: &Recipe,
    beliefs: &Beliefs,
    clusters: Clusters<'_>,
) -> Result<Network, String> {
    let (mut annotated, mut bare) = (Vec::new(), Vec::new());
    for block in &material.training {
        annotated.extend(examples(block, clusters));
        bare.resize(annotated.len(), block.claims.is_empty());
    }
    eprintln!("{} annotated sequences", annotated.len());
    let mut report = |epoch: u32, network: &Network| {
        let score = evaluate(&material.dev, &Attributor { network, linker, clusters });
        eprintln!("epoch {epoch:2}  dev {score}");
    };
    if recipe.teachers == 0 && beliefs.is_empty() {
        return Ok(network(&train(&annotated, &recipe.student, None, &mut report)));
    }
    let networks;
    let teachers = if beliefs.is_empty() {
        networks = distill::teachers(&annotated, &recipe.teacher, recipe.teachers);
        Teachers::Alike(&networks)
    } else {
        Teachers::Other(beliefs)
    };
    let mut read = 0;
    for example in &mut annotated {
        if let Some(belief) = teachers.belief(example) {
            example.target.lean(&belief, recipe.lean);
            read += 1;
        }
    }
    eprintln!("{read} of them read by the teacher");
    let mut all = annotated.clone();
    all.extend(teachers.examples(&material.text, clusters));
    eprintln!("{} sequences with the unlabelled text that was read", all.len());
    let kept = recipe.wide.as_deref().filter(|file| file.exists());
    let wide = match kept {
        Some(file) => values(file)?,
        None => train(&all, &recipe.student, None, &mut report),
    };
    if let (Some(file), None) = (recipe.wide.as_deref(), kept) {
        let bytes: Vec<u8> = wide.iter().flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(file, bytes).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    // Last the annotated text alone: what is right there is known and not only believed. Passes in other orders that
    // begin at the same place end near each other, and the mean of where they begin and end keeps what each forgets
    // (Wortsman et al. 2022, both papers: model soups, and interpolation for texts of another kind).
    for (example, _) in annotated.iter_mut().zip(bare).filter(|(_, bare)| *bare) {
        example.weight *= recipe.bare;
    }
    let share = 1.0 / (recipe.passes + 1) as f32;
    let mut mean: Vec<f32> = wide.iter().map(|value| share * value).collect();
    for seed in (recipe.last.seed..).take(recipe.passes) {
        let settings = Settings { seed, ..recipe.last.clone() };
        let pass = train(&annotated, &settings, Some(&wide), &mut report);
        mean.iter_mut().zip(pass).for_each(|(sum, value)| *sum += share * value);
    }
    Ok(network(&mean))
}

/// The values of a network that were kept in a file, each a little-endian f32.
fn values(file: &Path) -> Result<Vec<f32>, String> {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
}
