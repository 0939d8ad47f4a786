//! `trainer names`: trains the name tagger, measures it, writes `models/galley.bin`.

pub mod accuracy;
pub mod clusters;
pub mod data;
pub mod exchange;
pub mod gum;
pub mod joins;
pub mod lists;
pub mod network;
pub mod perceptron;
pub mod score;

use std::path::{Path, PathBuf};

use galley::Models;
use galley::entities::tagger::features::{BUCKET_BITS, Lists, Sentence, bucket};
use galley::entities::tagger::network::rows as seen;
use galley::entities::tagger::rows::{self, Rows};
use galley::entities::tagger::viterbi::SCORED;
use galley::entities::tagger::{self, FINE, LEVELS};
use galley::page::Page;
use galley::text::Text;

use crate::corpus::Article;
use data::{Document, Example, read_bio};
use perceptron::{Features, Lesson, Weights, train};
use score::Score;

/// Where things are and how to train.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The folder with `train` and `dev` token/BIO files.
    pub ner: PathBuf,
    /// The repository's `data` folder.
    pub data: PathBuf,
    /// The corpus's articles.
    pub corpus: PathBuf,
    /// Rounds of the final models.
    pub rounds: usize,
    /// Number of words with clusters.
    pub clustered: usize,
    /// Times a round for hand-annotated text.
    pub gold: usize,
    /// Times a round for hand-annotated text that is neither news nor of an encyclopaedia: posts, reviews, speech,
    /// textbooks, courts. There is little of it, and much of the rest.
    pub few: usize,
    /// Times a round for the corpus's articles.
    pub articles: usize,
    /// Share of the silver text (1 of so many documents is left out; 0: none).
    pub silver: bool,
    /// Unit of the weights as a share of their usual size.
    pub step: f32,
    /// Number of models of the first pass whose mean is kept.
    pub seeds: usize,
    /// Times a round for copies of hand-annotated text with other names in it.
    pub exchanged: usize,
    /// Features seen fewer times are left out.
    pub rare: u8,
    /// How the network is trained.
    pub course: network::Course,
    /// What a natural logarithm of odds that the network finds is worth, in units of the linear weights.
    pub worth: f32,
}

fn load(recipe: &Recipe) -> std::io::Result<Vec<Example>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(recipe.ner.join("train"))?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let mut out = Vec::new();
    let mut gold = Vec::new();
    let mut exchange = exchange::Exchange::default();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "tsv")) {
        let name = file.file_stem().map_or("", |s| s.to_str().unwrap_or(""));
        let silver = name.contains("silver");
        if silver && !recipe.silver {
            continue;
        }
        let full =
            name.starts_with("crossner") || name.starts_with("wikigold") || name.starts_with("redocred");
        let few = ["wnut", "ewt", "gum"].iter().any(|kind| name.starts_with(kind));
        let weight = match (silver, few) {
            (true, _) => 1,
            (_, true) => recipe.few,
            _ => recipe.gold,
        };
        let documents = read_bio(file)?;
        out.extend(documents.iter().map(|d| Example::from_document(d, full, weight)));
        if !silver && recipe.exchanged > 0 {
            exchange.learn(&documents);
            gold.push((documents, full));
        }
    }
    for (documents, full) in gold {
        for document in documents {
            out.push(Example::from_document(&exchange.apply(&document), full, recipe.exchanged));
        }
    }
    if recipe.corpus.is_dir() && recipe.articles > 0 {
        for (article, _) in Article::load_all(&recipe.corpus)? {
            if article.split() == "train" {
                out.push(Example::from_article(&article, recipe.articles));
            }
        }
    }
    Ok(out)
}

/// Trains; returns the bytes of the sections `lists` and `names`.
///
/// # Errors
/// When a file cannot be read.
pub fn build(recipe: &Recipe) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let packed_lists = lists::build(&recipe.data, recipe.clustered)?;
    let opened = Lists::open(&packed_lists.clone().into()).map_err(std::io::Error::other)?;
    let examples = load(recipe)?;
    let (base, lessons) = lessons(&examples, &opened, recipe.rare);
    eprintln!("{} documents, {} sentences, {} tokens", examples.len(), lessons.len(), base.len());
    let all: Vec<&Lesson> = lessons.iter().collect();
    let mut first = Weights::zero();
    for seed in 0..recipe.seeds {
        eprintln!("first pass, model {} of {}", seed + 1, recipe.seeds);
        first.merge(&train(&all, &base, recipe.rounds, seed as u64), 1.0 / recipe.seeds as f32);
    }
    let mut names = BUCKET_BITS.to_le_bytes().to_vec();
    write(&first, recipe.step, &mut names);
    let (rows, lessons) = rows_of(&examples, &opened);
    eprintln!("network");
    network::write(
        &network::train(&lessons, &rows, recipe.course),
        &lessons,
        &rows,
        recipe.worth,
        &mut names,
    );
    Ok(vec![("lists".into(), packed_lists), ("names".into(), names)])
}

/// What the network sees, and right tags, of all examples.
fn rows_of(examples: &[Example], lists: &Lists) -> (Features, Vec<Lesson>) {
    let mut base = Features::default();
    let mut lessons = Vec::new();
    let mut sentence = Sentence::default();
    for example in examples {
        let usage = example.words.usage();
        for ((_, _, words), tags) in example.words.sentences().zip(&example.tags) {
            sentence.read(words, &usage, lists);
            let first = base.len();
            for i in 0..words.len() {
                base.push(|out| seen(&sentence, i, |row| out.push(row as u32)));
            }
            lessons.push(Lesson {
                first,
                classes: Vec::new(),
                tags: tags.clone(),
                full: example.full,
                weight: example.weight,
            });
        }
    }
    (base, lessons)
}

/// Features and right tags of all examples; features seen fewer than `rare` times are left out, for
/// what was seen once teaches nothing but its own sentence.
fn lessons(examples: &[Example], lists: &Lists, rare: u8) -> (Features, Vec<Lesson>) {
    let mut base = Features::default();
    let mut lessons = Vec::new();
    let mut sentence = Sentence::default();
    let mut seen = vec![0_u8; 1 << SEEN_BITS];
    for counting in [true, false] {
        for example in examples {
            let usage = example.words.usage();
            for ((_, _, words), tags) in example.words.sentences().zip(&example.tags) {
                sentence.read(words, &usage, lists);
                if counting {
                    for i in 0..words.len() {
                        sentence.features(i, |f| {
                            let count = &mut seen[(f >> (32 - SEEN_BITS)) as usize];
                            *count = count.saturating_add(1);
                        });
                    }
                    continue;
                }
                let first = base.len();
                for i in 0..words.len() {
                    base.push(|out| {
                        sentence.features(i, |f| {
                            if seen[(f >> (32 - SEEN_BITS)) as usize] >= rare {
                                out.push(bucket(f) as u32);
                            }
                        });
                    });
                }
                lessons.push(Lesson {
                    first,
                    classes: (0..words.len()).map(|i| sentence.classes(i)).collect(),
                    tags: tags.clone(),
                    full: example.full,
                    weight: example.weight,
                });
            }
        }
    }
    (base, lessons)
}

/// Bits of a feature's hash by which its uses are counted.
const SEEN_BITS: u32 = 27;

/// Writes the weights as whole numbers of one unit.
fn write(first: &Weights, step: f32, out: &mut Vec<u8>) {
    let unit = unit(first, step);
    let four = |w: f32| {
        let distance = |level: &i8| (f32::from(*level) - w / unit).abs();
        let nearest = LEVELS.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        nearest.map_or(0, |(n, _)| n as u8)
    };
    let row = |row: &[f32; SCORED]| core::array::from_fn(|n| four(row[2 * n]) | four(row[2 * n + 1]) << 4);
    out.extend(rows::build(&first.rows.iter().map(row).collect::<Vec<_>>()));
    for value in first.transitions.iter().flatten().flatten() {
        let value = (value / unit * FINE as f32).round().clamp(-32000.0, 32000.0) as i16;
        out.extend(value.to_le_bytes());
    }
}

/// The unit of four-bit weights, as a share of the usual size of a weight (root of the mean square).
fn unit(pass: &Weights, step: f32) -> f32 {
    let (sum, count) = pass.rows.iter().flatten().fold((0.0_f64, 0.0_f64), |(sum, count), w| {
        if w.abs() > 1e-6 { (sum + f64::from(w * w), count + 1.0) } else { (sum, count) }
    });
    (sum / count.max(1.0)).sqrt() as f32 * step
}

/// Scores `models` on the documents of a token/BIO file through the shipped path.
pub fn evaluate(models: &Models, documents: &[Document]) -> Score {
    let mut score = Score::default();
    for document in documents {
        let page = Page::from_lines(&document.text);
        let text = Text::read(&page, u32::MAX);
        score.add(document, &tagger::tag(&page, &text, models));
    }
    score
}

/// One line of a table for a file.
pub fn line(name: &str, score: &Score) -> String {
    let f1 = |c: score::Counts| c.rates()[2];
    let [p, r, micro] = Score::micro(&score.neutral).rates();
    let n = score.neutral;
    format!(
        "{name:24} neutral {micro:5.1}  P {p:5.1} R {r:5.1}  person {:5.1} organisation {:5.1} place {:5.1} other {:5.1}  strict {:5.1}",
        f1(n[0]),
        f1(n[1]),
        f1(n[2]),
        f1(n[3]),
        f1(Score::micro(&score.strict)),
    )
}

/// Measures `models` on every development file.
///
/// # Errors
/// When a file cannot be read.
pub fn report(models: &Models, folder: &Path) -> std::io::Result<Vec<String>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "tsv"));
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let name = file.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        out.push(line(&name, &evaluate(models, &read_bio(&file)?)));
    }
    Ok(out)
}

/// Number of the first pass's weights in a section that are not 0.
pub fn filled(section: &[u8]) -> usize {
    let weights = section.get(4..).unwrap_or_default().to_vec();
    let Ok(rows) = Rows::open(&mut weights.into(), 1 << BUCKET_BITS) else { return 0 };
    let bytes = (0..1 << BUCKET_BITS).filter_map(|bucket| rows.get(bucket)).flatten();
    bytes.map(|b| usize::from(b & 15 != 0) + usize::from(b >> 4 != 0)).sum()
}
