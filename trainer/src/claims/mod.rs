//! Training of the attribution tagger, its linker, and the check-worthiness scorer.

pub mod beliefs;
pub mod distill;
pub mod examples;
pub mod jsonl;
pub mod measure;
pub mod network;
pub mod train;
pub mod worth;

use std::path::{Path, PathBuf};

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
    /// How many times it is, with a seed each; what ships is the mean of where all began and where each ended.
    pub passes: usize,
    /// How the teachers are; each has a seed of its own.
    pub teacher: network::Settings,
    /// How many teachers, where there is none of another make; without any the network learns from the annotated
    /// text alone.
    pub teachers: usize,
    /// How far the annotated tags lean to what the teachers believe: where annotators would differ, so do they.
    pub lean: f32,
    /// How much an example of GUM counts beside one of the corpus's articles: other genres, other rules of annotation.
    pub gum: f32,
    /// The same of an edge case: few, short, and each a construction of its own.
    pub edge: f32,
    /// The same of an article of the genre "edge cases", a string of short paragraphs without their page: it shows more
    /// constructions than a page does, and fewer of the words that tell a page's claims. The teacher reads it in full.
    pub strings: f32,
    /// The same of unlabelled news text, as the teachers read it.
    pub silver: f32,
    /// How much an annotated block without claims counts at the last, beside others of its kind: to mark what is
    /// none misleads more than to miss one.
    pub bare: f32,
    /// Where the network is kept as it is before it learns the annotated text alone; when the file is there it is not
    /// trained again, so that what comes last can be tried in other ways.
    pub wide: Option<PathBuf>,
    /// Every how many documents of the unlabelled text are read.
    pub every: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        let plain = network::Settings::default();
        // A student sees much more text than there are annotations: less must be hidden from it.
        let student = network::Settings {
            dropout: 0.05,
            input_dropout: 0.08,
            word_dropout: 0.12,
            seed: 11,
            ..plain.clone()
        };
        Self {
            passes: 2,
            last: network::Settings { epochs: 8, rate: 0.002, ..student.clone() },
            student: network::Settings { epochs: 10, ..student },
            teacher: plain,
            teachers: 6,
            lean: 0.5,
            gum: 0.15,
            edge: 2.0,
            strings: 0.5,
            silver: 0.6,
            bare: 1.25,
            wide: None,
            every: 1,
        }
    }
}

/// The blocks that the attribution tagger and its linker learn from and are measured on.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// The corpus's train split, three quarters of the edge cases, GUM.
    pub training: Vec<examples::GoldBlock>,
    /// Unlabelled news text.
    pub text: Vec<examples::GoldBlock>,
    /// The corpus's dev split.
    pub dev: Vec<examples::GoldBlock>,
    /// Its test split.
    pub test: Vec<examples::GoldBlock>,
    /// The other quarter of the edge cases.
    pub kept: Vec<examples::GoldBlock>,
}

impl Material {
    /// Gathers it; `data` is the folder of the shared data. What is absent is left out, and said so.
    ///
    /// # Errors
    /// When a file that exists cannot be read.
    pub fn gather(
        articles: &[Article],
        edge: &[Article],
        data: &Path,
        names: &Models,
        recipe: &Recipe,
    ) -> Result<Self, String> {
        let (strings, pages): (Vec<&Article>, Vec<&Article>) = articles.iter().partition(|a| is_string(a));
        let mut training = train::corpus(&pages, &["train"], names);
        if recipe.strings > 0.0 {
            let blocks = train::corpus(&strings, &["train"], names);
            training.extend(blocks.into_iter().map(|b| examples::GoldBlock { weight: recipe.strings, ..b }));
        }
        let cases = train::corpus(&edge.iter().collect::<Vec<_>>(), &["edge"], names);
        let (kept, learnt): (Vec<_>, Vec<_>) =
            cases.into_iter().enumerate().partition(|(i, _)| i % KEPT == KEPT - 1);
        training.extend(
            learnt.into_iter().map(|(_, block)| examples::GoldBlock { weight: recipe.edge, ..block }),
        );
        let file = data.join("claims/train/gum_attr.jsonl");
        if recipe.gum > 0.0 && file.exists() {
            training.extend(train::lines(&file, recipe.gum, names)?);
        } else {
            eprintln!("GUM is left out");
        }
        let file = data.join("ner/train/voa-silver-minilm.tsv");
        let text = if recipe.silver > 0.0 && file.exists() {
            distill::blocks(&file, recipe.every, recipe.silver, names)?
        } else {
            eprintln!("unlabelled text is left out");
            Vec::new()
        };
        Ok(Self {
            training,
            text,
            dev: train::corpus(&pages, &["dev"], names),
            test: train::corpus(&pages, &["test"], names),
            kept: kept.into_iter().map(|(_, block)| block).collect(),
        })
    }
}

/// Whether an article is a string of paragraphs that do not belong together.
fn is_string(article: &Article) -> bool {
    article.about.get("genre").is_some_and(|genre| genre == "edge cases")
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
    beliefs: &Path,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let clusters = |word: &str| names.clusters(word);
    let material = Material::gather(articles, edge, data, names, recipe)?;
    let beliefs = if beliefs.exists() {
        beliefs::Beliefs::load(beliefs)?
    } else {
        eprintln!(
            "{} is absent: {} networks of the student's own kind teach, which is worse (see models/MODEL_CARD.md)",
            beliefs.display(),
            recipe.teachers
        );
        beliefs::Beliefs::default()
    };
    let linker = train::linker(&material.training);
    let network = train::run(&material, &linker, recipe, &beliefs, &clusters)?;
    let attributor =
        galley::claims::attribution::Attributor { network: &network, linker: &linker, clusters: &clusters };
    eprintln!("corpus dev   {}", train::evaluate(&material.dev, &attributor));
    eprintln!("corpus test  {}", train::evaluate(&material.test, &attributor));
    eprintln!("edge cases   {}", train::evaluate(&material.kept, &attributor));
    let mut debates = Vec::new();
    let mut debates_dev = Vec::new();
    if data.join("claims/train/claimbuster.jsonl").exists() {
        debates = worth::documents(&data.join("claims/train/claimbuster.jsonl"))?;
        debates_dev = worth::documents(&data.join("claims/dev/claimbuster.jsonl"))?;
    } else {
        eprintln!("ClaimBuster is left out");
    }
    let pages: Vec<Article> = articles.iter().filter(|a| !is_string(a)).cloned().collect();
    let own = worth::corpus(&pages, "train");
    let (scorer, map, folds) = worth::report(&debates, &debates_dev, &own);
    let news = worth::corpus(&pages, "dev");
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
