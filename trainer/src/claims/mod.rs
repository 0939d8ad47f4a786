//! Training of the attribution tagger, its linker, and the check-worthiness scorer.

pub mod examples;
pub mod jsonl;
pub mod measure;
pub mod network;
pub mod train;
pub mod worth;

use std::path::Path;

use galley::Models;

use crate::corpus::Article;
use measure::own::KEPT;

/// The sections of the models' pack that this module makes.
pub const SECTIONS: [&str; 3] = ["attribution", "links", "checkworthy"];

/// How much the examples of a source of training text count beside those of the corpus's articles.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// GUM: other genres and other rules of annotation.
    pub gum: f32,
    /// The edge cases: few, short, and each a construction of its own.
    pub edge: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { gum: 0.15, edge: 2.0 }
    }
}

/// Trains all three on the corpus's train split, three quarters of the edge cases, GUM and ClaimBuster; prints the report.
/// Data that is absent is left out, and said so.
///
/// # Errors
/// When a file that exists cannot be read.
pub fn build(
    articles: &[Article],
    edge: &[Article],
    data: &Path,
    names: &Models,
    settings: &network::Settings,
    weights: Weights,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let clusters = |word: &str| names.clusters(word);
    let mut training = train::corpus(articles, &["train"], names);
    let dev = train::corpus(articles, &["dev"], names);
    let test = train::corpus(articles, &["test"], names);
    let cases = train::corpus(edge, &["edge"], names);
    let (kept, learnt): (Vec<_>, Vec<_>) =
        cases.into_iter().enumerate().partition(|(i, _)| i % KEPT == KEPT - 1);
    training
        .extend(learnt.into_iter().map(|(_, block)| examples::GoldBlock { weight: weights.edge, ..block }));
    let kept: Vec<_> = kept.into_iter().map(|(_, block)| block).collect();
    let file = data.join("train/gum_attr.jsonl");
    if weights.gum > 0.0 && file.exists() {
        training.extend(train::lines(&file, weights.gum, names)?);
    } else {
        eprintln!("GUM is left out");
    }
    let (network, linker) = train::run(&training, &dev, settings, &clusters);
    // What ships is what is measured: the weights after quantising.
    let bytes = network.to_bytes();
    let shipped = galley::claims::network::Network::from_bytes(&bytes)
        .ok_or("the network does not read its own bytes")?;
    let attributor =
        galley::claims::attribution::Attributor { network: &shipped, linker: &linker, clusters: &clusters };
    eprintln!("corpus dev   {}", train::evaluate(&dev, &attributor));
    eprintln!("corpus test  {}", train::evaluate(&test, &attributor));
    eprintln!("edge cases   {}", train::evaluate(&kept, &attributor));
    let mut debates = Vec::new();
    let mut debates_dev = Vec::new();
    if data.join("train/claimbuster.jsonl").exists() {
        debates = worth::documents(&data.join("train/claimbuster.jsonl"))?;
        debates_dev = worth::documents(&data.join("dev/claimbuster.jsonl"))?;
    } else {
        eprintln!("ClaimBuster is left out");
    }
    let own = worth::corpus(articles, "train");
    let (scorer, map, folds) = worth::report(&debates, &debates_dev, &own);
    let news = worth::corpus(articles, "dev");
    let own_dev = worth::average_precision(worth::rank(&scorer, &news));
    eprintln!(
        "check-worthiness: ClaimBuster dev MAP {map:.3}, strict subset four-fold AP {folds:.3}, corpus dev AP {own_dev:.3}"
    );
    eprintln!("{}", worth::threshold(&scorer, &news));
    Ok(vec![
        (SECTIONS[0].to_owned(), bytes),
        (SECTIONS[1].to_owned(), linker.to_bytes()),
        (SECTIONS[2].to_owned(), scorer.to_bytes()),
    ])
}
