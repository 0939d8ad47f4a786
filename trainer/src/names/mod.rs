//! `trainer names`: trains the name tagger, measures it, writes `models/galley.bin`.

pub mod clusters;
pub mod data;
pub mod lists;
pub mod perceptron;
pub mod score;

use std::path::{Path, PathBuf};

use galley::Models;
use galley::entities::tagger::document::Votes;
use galley::entities::tagger::features::{BUCKET_BITS, Lists, SECOND_BITS, Sentence};
use galley::entities::tagger::viterbi::{SCORED, TRANSITION_TABLES, Viterbi};
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
    /// Rounds of the models that tag the training text for the second pass.
    pub fold_rounds: usize,
    /// Number of words with clusters.
    pub clustered: usize,
    /// Times a round for hand-annotated text.
    pub gold: usize,
    /// Times a round for the corpus's articles.
    pub articles: usize,
    /// Share of the silver text (1 of so many documents is left out; 0: none).
    pub silver: bool,
    /// Unit of the passes' weights as a share of their usual size.
    pub step: [f32; 2],
    /// Train the second pass.
    pub second: bool,
}

fn load(recipe: &Recipe) -> std::io::Result<Vec<Example>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(recipe.ner.join("train"))?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "tsv")) {
        let name = file.file_stem().map_or("", |s| s.to_str().unwrap_or(""));
        let silver = name.contains("silver");
        if silver && !recipe.silver {
            continue;
        }
        let full =
            name.starts_with("crossner") || name.starts_with("wikigold") || name.starts_with("redocred");
        let weight = if silver { 1 } else { recipe.gold };
        out.extend(read_bio(file)?.iter().map(|d| Example::from_document(d, full, weight)));
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
    let opened = Lists::open(&packed_lists).map_err(std::io::Error::other)?;
    let examples = load(recipe)?;
    let mut base = Features::default();
    let mut lessons = Vec::new();
    let mut sentence = Sentence::default();
    for (document, example) in examples.iter().enumerate() {
        let usage = example.words.usage();
        for ((_, _, words), tags) in example.words.sentences().zip(&example.tags) {
            sentence.read(words, &usage, &opened);
            let first = base.len();
            for i in 0..words.len() {
                base.push(|out| sentence.features(i, |f| out.push(f)));
            }
            lessons.push(Lesson {
                first,
                classes: (0..words.len()).map(|i| sentence.classes(i)).collect(),
                tags: tags.clone(),
                full: example.full,
                weight: example.weight,
                document,
            });
        }
    }
    eprintln!("{} documents, {} sentences, {} tokens", examples.len(), lessons.len(), base.len());
    let all: Vec<&Lesson> = lessons.iter().collect();
    eprintln!("first pass");
    let first = train(&all, &base, None, recipe.rounds);
    let second = if recipe.second { second_pass(recipe, &examples, &lessons, &base) } else { first.clone() };
    let mut names = Vec::new();
    names.extend(BUCKET_BITS.to_le_bytes());
    names.extend(SECOND_BITS.to_le_bytes());
    write(&[&first, &second], recipe.step, &mut names);
    Ok(vec![("lists".into(), packed_lists), ("names".into(), names)])
}

/// The second pass learns from text that was tagged by models that have not seen it.
fn second_pass(recipe: &Recipe, examples: &[Example], lessons: &[Lesson], base: &Features) -> Weights {
    let mut viterbi = Viterbi::default();
    let mut tagged = vec![Vec::new(); lessons.len()];
    for fold in 0..2 {
        eprintln!("half {}", fold + 1);
        let seen: Vec<&Lesson> = lessons.iter().filter(|l| l.document % 2 != fold).collect();
        let weights = train(&seen, base, None, recipe.fold_rounds);
        for (lesson, tags) in lessons.iter().zip(&mut tagged) {
            if lesson.document % 2 == fold {
                *tags = weights.decode(lesson, base, None, &mut viterbi);
            }
        }
    }
    let mut own = Features::default();
    let mut at = 0;
    for example in examples {
        let count = example.tags.len();
        let mut votes = Votes::default();
        for ((_, _, words), tags) in example.words.sentences().zip(&tagged[at..at + count]) {
            votes.add(words, tags);
        }
        for ((_, _, words), tags) in example.words.sentences().zip(&tagged[at..at + count]) {
            for i in 0..words.len() {
                own.push(|out| votes.features(words, tags, i, |f| out.push(f)));
            }
        }
        at += count;
    }
    eprintln!("second pass");
    let all: Vec<&Lesson> = lessons.iter().collect();
    train(&all, base, Some(&own), recipe.rounds)
}

/// Writes the weights of both passes as whole numbers.
fn write(passes: &[&Weights; 2], steps: [f32; 2], out: &mut Vec<u8>) {
    let units: Vec<f32> = passes.iter().zip(steps).map(|(pass, step)| unit(pass, step)).collect();
    for (pass, unit) in passes.iter().zip(&units) {
        let four = |w: f32| {
            let distance = |level: &i8| (f32::from(*level) - w / unit).abs();
            let nearest = LEVELS.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
            nearest.map_or(0, |(n, _)| n as u8)
        };
        for row in &pass.rows {
            for pair in row.as_chunks::<2>().0 {
                out.push(four(pair[0]) | four(pair[1]) << 4);
            }
        }
    }
    for row in &passes[1].second {
        out.extend(row.iter().map(|w| (w / units[1]).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    for (pass, unit) in passes.iter().zip(&units) {
        for table in 0..TRANSITION_TABLES {
            for value in pass.transitions[table].iter().flatten() {
                let value = (value / unit * FINE as f32).round().clamp(-32000.0, 32000.0) as i16;
                out.extend(value.to_le_bytes());
            }
        }
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

/// One hidden-weight count, for the report: weights that are not 0.
pub fn filled(section: &[u8]) -> usize {
    section
        .iter()
        .take(8 + (SCORED << BUCKET_BITS))
        .map(|b| usize::from(b & 15 != 0) + usize::from(b >> 4 != 0))
        .sum()
}
