//! Training of the attribution tagger, its linker, and the check-worthiness scorer.

pub mod distill;
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

/// What may be chosen: all of it by the mean of the figures on PolNeAR's and the corpus's development texts.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How the network that ships is trained on the annotated and the unlabelled text.
    pub student: network::Settings,
    /// How it is trained further on the annotated text alone.
    pub last: network::Settings,
    /// How the teachers are; each has a seed of its own.
    pub teacher: network::Settings,
    /// How many teachers; without any the network learns from the annotated text alone.
    pub teachers: usize,
    /// How far the annotated tags lean to what the teachers believe: where annotators would differ, so do they.
    pub lean: f32,
    /// How much an example of GUM counts beside one of the corpus's articles: other genres, other rules of annotation.
    pub gum: f32,
    /// The same of an edge case: few, short, and each a construction of its own.
    pub edge: f32,
    /// The same of unlabelled news text, as the teachers read it.
    pub silver: f32,
    /// Every how many documents of the unlabelled text are read.
    pub every: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        let plain = network::Settings::default();
        Self {
            student: network::Settings { seed: 11, ..plain.clone() },
            last: network::Settings { epochs: 8, rate: 0.002, seed: 11, ..plain.clone() },
            teacher: plain,
            teachers: 6,
            lean: 0.5,
            gum: 0.15,
            edge: 2.0,
            silver: 0.6,
            every: 3,
        }
    }
}

/// Trains all three on the corpus's train split, three quarters of the edge cases, GUM, unlabelled news text and
/// ClaimBuster; prints the report. `data` is the folder of the shared data. Data that is absent is left out, and said so.
///
/// # Errors
/// When a file that exists cannot be read.
pub fn build(
    articles: &[Article],
    edge: &[Article],
    data: &Path,
    names: &Models,
    recipe: &Recipe,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let clusters = |word: &str| names.clusters(word);
    let mut training = train::corpus(articles, &["train"], names);
    let dev = train::corpus(articles, &["dev"], names);
    let test = train::corpus(articles, &["test"], names);
    let cases = train::corpus(edge, &["edge"], names);
    let (kept, learnt): (Vec<_>, Vec<_>) =
        cases.into_iter().enumerate().partition(|(i, _)| i % KEPT == KEPT - 1);
    training
        .extend(learnt.into_iter().map(|(_, block)| examples::GoldBlock { weight: recipe.edge, ..block }));
    let kept: Vec<_> = kept.into_iter().map(|(_, block)| block).collect();
    let file = data.join("claims/train/gum_attr.jsonl");
    if recipe.gum > 0.0 && file.exists() {
        training.extend(train::lines(&file, recipe.gum, names)?);
    } else {
        eprintln!("GUM is left out");
    }
    let file = data.join("ner/train/voa-silver-minilm.tsv");
    let text = if recipe.teachers > 0 && recipe.silver > 0.0 && file.exists() {
        distill::blocks(&file, recipe.every, recipe.silver, names)?
    } else {
        eprintln!("unlabelled text is left out");
        Vec::new()
    };
    let linker = train::linker(&training);
    let network = train::run(&training, &text, &dev, &linker, recipe, &clusters);
    let attributor =
        galley::claims::attribution::Attributor { network: &network, linker: &linker, clusters: &clusters };
    eprintln!("corpus dev   {}", train::evaluate(&dev, &attributor));
    eprintln!("corpus test  {}", train::evaluate(&test, &attributor));
    eprintln!("edge cases   {}", train::evaluate(&kept, &attributor));
    let mut debates = Vec::new();
    let mut debates_dev = Vec::new();
    if data.join("claims/train/claimbuster.jsonl").exists() {
        debates = worth::documents(&data.join("claims/train/claimbuster.jsonl"))?;
        debates_dev = worth::documents(&data.join("claims/dev/claimbuster.jsonl"))?;
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
        (SECTIONS[0].to_owned(), network.to_bytes()),
        (SECTIONS[1].to_owned(), linker.to_bytes()),
        (SECTIONS[2].to_owned(), scorer.to_bytes()),
    ])
}
