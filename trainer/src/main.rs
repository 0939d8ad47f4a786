//! The trainer's command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use galley::Models;
use galley::claims::network::Network;
use galley::entities::genders::GivenNames;
use galley::models::{pack, unpack};
use trainer::claims;
use trainer::corpus::Article;
use trainer::names;

const USAGE: &str = "usage:
  trainer names [KEY=VALUE ...]        train the name tagger, print its report, write models/galley.bin
  trainer claims [KEY=VALUE ...]       train attribution, linker and check-worthiness into models/galley.bin
  trainer claims ask [KEY=VALUE ...]   write what a teacher of another make is asked (see scripts/claims_teacher.py)
  trainer clusters VECTORS             cluster word vectors (see scripts/glove.py) into data/clusters.tsv
  trainer given                        pack the given names that tell a pronoun into models/galley.bin
  trainer corpus check|statistics|agreement|export DIR   the corpus: its faults, figures and exports
  trainer accuracy entities OPTIONS    measure the embedded models (see `cargo xtask accuracy entities`)
  trainer accuracy language BLOCKS.jsonl LANGUAGES.tsv   what tells English pages from others best
  trainer accuracy claims [--models FILE] [--data FILE.jsonl ...]   measure claims there and on the corpus
  trainer accuracy claims [--models FILE] --faults dev|train|edge|plain|FILE.jsonl   print what is found wrongly";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["names", settings @ ..] => train_names(settings),
        ["claims", settings @ ..] => train_claims(settings),
        ["clusters", vectors] => cluster(Path::new(vectors)),
        ["given"] => pack_given(),
        ["corpus", what @ ..] => trainer::corpus::command::run(&root().join("corpus"), what),
        ["accuracy", "entities", what @ ..] => names::accuracy::run(what),
        ["accuracy", "language", blocks, truth] => {
            trainer::language::measure(Path::new(blocks), Path::new(truth))
        }
        ["accuracy", "claims", settings @ ..] => accuracy_claims(settings),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The repository's root: the folder above this package.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The folder with shared development data, beside the repository or where `GALLEY_SHARED` says.
fn shared() -> PathBuf {
    std::env::var_os("GALLEY_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}

fn cluster(vectors: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(vectors).map_err(|e| format!("{}: {e}", vectors.display()))?;
    std::fs::write(root().join("data/clusters.tsv"), names::clusters::build(&text)?)
        .map_err(|e| e.to_string())
}

/// The entries of a list, without its head.
fn entries(list: &str) -> Vec<&str> {
    list.lines().filter(|l| !l.starts_with('#')).collect()
}

fn pack_given() -> Result<(), String> {
    let words = |e: std::io::Error| e.to_string();
    let list = |name: &str| std::fs::read_to_string(root().join("data/gazetteers").join(name)).map_err(words);
    let (she, he) = (list("given-names-she.txt")?, list("given-names-he.txt")?);
    let out = root().join("models/galley.bin");
    let mut sections = unpack(&std::fs::read(&out).map_err(words)?).map_err(|e| e.to_string())?;
    sections.retain(|(name, _)| name != "given");
    sections.push(("given".to_owned(), GivenNames::build(&entries(&she), &entries(&he))));
    std::fs::write(&out, pack(&sections)).map_err(words)
}

/// What `names` trains with unless it is told otherwise.
fn recipe() -> names::Recipe {
    names::Recipe {
        ner: shared().join("data/ner"),
        data: root().join("data"),
        corpus: root().join("corpus/articles"),
        rounds: 6,
        clustered: 40_000,
        gold: 2,
        few: 4,
        articles: 4,
        silver: true,
        step: 1.2,
        seeds: 4,
        exchanged: 1,
        rare: 2,
        course: names::network::Course::default(),
        worth: 5.0,
    }
}

fn train_names(settings: &[&str]) -> Result<(), String> {
    let mut recipe = recipe();
    let mut out = root().join("models/galley.bin");
    for setting in settings {
        let (key, value) = setting.split_once('=').ok_or("settings are KEY=VALUE")?;
        let number = || value.parse::<usize>().map_err(|_| format!("{setting}: not a number"));
        match key {
            "rounds" => recipe.rounds = number()?,
            "clustered" => recipe.clustered = number()?,
            "gold" => recipe.gold = number()?,
            "few" => recipe.few = number()?,
            "articles" => recipe.articles = number()?,
            "silver" => recipe.silver = number()? > 0,
            "seeds" => recipe.seeds = number()?.max(1),
            "exchanged" => recipe.exchanged = number()?,
            "rare" => recipe.rare = number()?.min(255) as u8,
            "network" => recipe.course.rounds = number()?,
            "worth" => recipe.worth = value.parse().map_err(|_| "worth is a number of weights")?,
            "step" => recipe.step = value.parse().map_err(|_| "step is a share")?,
            "corpus" => recipe.corpus = PathBuf::from(value),
            "out" => out = PathBuf::from(value),
            _ => return Err(format!("unknown setting {key}")),
        }
    }
    let words = |e: std::io::Error| e.to_string();
    let made = names::build(&recipe).map_err(words)?;
    let mut sections = std::fs::read(&out).ok().and_then(|b| unpack(&b).ok()).unwrap_or_default();
    for (name, bytes) in made {
        match sections.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = bytes,
            None => sections.push((name, bytes)),
        }
    }
    let packed = pack(&sections);
    let models = Models::from_bytes(&packed).map_err(|e| e.to_string())?;
    let weights = sections.iter().find(|(n, _)| n == "names").map_or(0, |(_, b)| names::filled(b));
    eprintln!("{weights} weights that are not 0; {} bytes", packed.len());
    for line in names::report(&models, &recipe.ner.join("dev")).map_err(words)? {
        eprintln!("{line}");
    }
    if recipe.corpus.is_dir() {
        let own = names::accuracy::own(&models, &recipe.corpus).map_err(words)?;
        eprintln!("{}", names::line("own corpus, dev", &own));
    }
    std::fs::write(&out, packed).map_err(words)
}

fn train_claims(settings: &[&str]) -> Result<(), String> {
    let mut recipe = claims::Recipe::default();
    let mut folder = root().join("corpus/articles");
    let mut out = root().join("models/galley.bin");
    let teacher = root().join("target/claims-teacher");
    let mut beliefs = teacher.join("beliefs.bin");
    let mut measured = None;
    let ask = settings.first() == Some(&"ask");
    for setting in &settings[usize::from(ask)..] {
        let (key, value) = setting.split_once('=').ok_or("settings are KEY=VALUE")?;
        let number = || value.parse::<f32>().map_err(|_| format!("{setting}: not a number"));
        let (stage, of) = match key.strip_prefix("last_") {
            Some(of) => (&mut recipe.last, of),
            None => (&mut recipe.student, key),
        };
        match of {
            "epochs" => stage.epochs = number()? as u32,
            "rate" => stage.rate = number()?,
            "dropout" => stage.dropout = number()?,
            "input_dropout" => stage.input_dropout = number()?,
            "word_dropout" => stage.word_dropout = number()?,
            "batch" => stage.batch = number()? as usize,
            "seed" => {
                recipe.student.seed = number()? as u64;
                recipe.last.seed = recipe.student.seed;
            }
            "teachers" => recipe.teachers = number()? as usize,
            "lean" => recipe.lean = number()?,
            "gum" => recipe.gum = number()?,
            "edge" => recipe.edge = number()?,
            "strings" => recipe.strings = number()?,
            "silver" => recipe.silver = number()?,
            "bare" => recipe.bare = number()?,
            "passes" => recipe.passes = (number()? as usize).max(1),
            "every" => recipe.every = number()?.max(1.0) as usize,
            "wide" => recipe.wide = Some(PathBuf::from(value)),
            "beliefs" => beliefs = PathBuf::from(value),
            "measured" if ask => measured = Some(PathBuf::from(value)),
            "corpus" => folder = PathBuf::from(value),
            "out" => out = PathBuf::from(value),
            _ => return Err(format!("unknown setting {key}")),
        }
    }
    let words = |e: std::io::Error| e.to_string();
    let packed = std::fs::read(&out).map_err(words)?;
    let shipped = Models::from_bytes(&packed)
        .ok()
        .and_then(|models| models.section(claims::SECTIONS[0]).and_then(Network::open));
    let mut sections = unpack(&packed).map_err(|e| e.to_string())?;
    sections.retain(|(name, _)| !claims::SECTIONS.contains(&name.as_str()));
    let names = Models::from_bytes(&pack(&sections)).map_err(|e| e.to_string())?;
    if ask {
        recipe.strings = 1.0;
    }
    let articles: Vec<Article> =
        Article::load_all(&folder).map_err(words)?.into_iter().map(|(a, _)| a).collect();
    let edge = folder.with_file_name("edge");
    let edge: Vec<Article> = if edge.is_dir() {
        Article::load_all(&edge).map_err(words)?.into_iter().map(|(a, _)| a).collect()
    } else {
        Vec::new()
    };
    if ask {
        let data = shared().join("data");
        let mut material = claims::Material::gather(&articles, &edge, &data, &names, &recipe)?;
        if let Some(file) = measured {
            material.test = claims::train::lines(&file, 1.0, &names)?;
        }
        let parts = [
            ("train", material.training.as_slice()),
            ("text", &material.text),
            ("dev", &material.dev),
            ("measured", &material.test),
            ("edge", &material.kept),
        ];
        let clusters = |word: &str| names.clusters(word);
        return claims::beliefs::ask(&teacher.join("asked.jsonl"), &parts, shipped.as_ref(), &clusters)
            .map_err(words);
    }
    sections.extend(claims::build(&articles, &edge, &shared().join("data"), &names, &recipe, &beliefs)?);
    std::fs::write(&out, pack(&sections)).map_err(words)
}

fn accuracy_claims(settings: &[&str]) -> Result<(), String> {
    let mut models = root().join("models/galley.bin");
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let mut key = "--data";
    for word in settings {
        match (*word, key) {
            ("--data" | "--models" | "--faults", _) => key = word,
            (what, "--faults") => faults.push(what),
            (file, "--models") => models = PathBuf::from(file),
            (file, _) => files.push(PathBuf::from(file)),
        }
    }
    let bytes = std::fs::read(&models).map_err(|e| format!("{}: {e}", models.display()))?;
    let models = Models::from_bytes(&bytes).map_err(|e| e.to_string())?;
    for what in &faults {
        for line in claims::measure::faults::report(what, &root().join("corpus"), &models)? {
            eprintln!("{line}");
        }
    }
    if !faults.is_empty() {
        return Ok(());
    }
    for line in claims::measure::report(&files, &root().join("corpus"), &models)? {
        eprintln!("{line}");
    }
    Ok(())
}
