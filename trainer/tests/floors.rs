//! Floors under what ships: the models in the repository must not find less than they did.
//!
//! Measured on shared development data beside the repository, and skipped in words where that is absent.
//! The floors stand half a point to a point under the figures of the day they were set, so that they catch a
//! fall and not a rounding.

use std::path::{Path, PathBuf};

use galley::{Models, Page};
use trainer::claims::measure;
use trainer::names::accuracy;
use trainer::names::data::read_bio;
use trainer::names::score::Score;

/// A file of the shared development data, when it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = std::env::var_os("GALLEY_SHARED").map_or_else(beside, PathBuf::from).join("data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not beside this repository");
    None
}

fn models() -> Models {
    Models::embedded().expect("the models in the repository open")
}

#[test]
fn names_are_found_as_well_as_before() {
    for (name, floor) in [("crossner-politics-dev", 82.9), ("gum-other-dev", 76.8), ("wnut17-dev", 52.8)] {
        let Some(path) = shared(&format!("ner/dev/{name}.tsv")) else { continue };
        let models = models();
        let mut score = Score::default();
        for document in read_bio(&path).expect("the file can be read") {
            score.add(&document, &accuracy::names(&models, &Page::from_lines(&document.text)).0);
        }
        let [_, _, f1] = Score::micro(&score.neutral).rates();
        assert!(f1 >= floor, "{name}: {f1:.1}, wanted {floor}");
    }
}

#[test]
fn names_of_own_articles_are_found_as_well_as_before() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/articles");
    let score = accuracy::own(&models(), &articles).expect("the articles can be read");
    let [_, _, all] = Score::micro(&score.neutral).rates();
    let [_, _, organisations] = score.neutral[1].rates();
    assert!(all >= 93.4, "all: {all:.1}, wanted 93.4");
    assert!(organisations >= 84.9, "organisations: {organisations:.1}, wanted 84.9");
}

#[test]
fn claims_are_found_as_well_as_before() {
    let Some(path) = shared("claims/dev/polnear.jsonl") else { return };
    let documents = measure::documents(&path).expect("the file can be read");
    let [_, core] = measure::scores(&documents, &models());
    for (what, f1, floor) in [
        ("source", core.source.f1(), 84.4),
        ("cue", core.cue.f1(), 81.2),
        ("content", core.content.f1(), 78.4),
        ("claim", core.claim.f1(), 79.8),
        ("sentence", core.sentence.f1(), 93.8),
        ("quotation and speaker", core.quotation.recall(), 85.2),
    ] {
        assert!(f1 >= floor, "{what}: {f1:.1}, wanted {floor}");
    }
}
