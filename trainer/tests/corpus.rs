//! The corpus in this repository keeps its own guide.

use std::path::Path;

use trainer::corpus::check;
use trainer::corpus::command::Corpus;

fn corpus() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    Corpus::load(&root.join("corpus")).expect("the corpus can be read")
}

#[test]
fn the_corpus_breaks_no_rule_of_its_guide() {
    let faults: Vec<String> = check::corpus(&corpus()).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_whole_test_split_is_annotated_twice() {
    let corpus = corpus();
    let twice: Vec<&str> = corpus.second.iter().map(|(a, _)| a.id.as_str()).collect();
    let once: Vec<&str> = corpus
        .articles
        .iter()
        .filter(|(a, _)| a.split() == "test" && !twice.contains(&a.id.as_str()))
        .map(|(a, _)| a.id.as_str())
        .collect();
    assert!(once.is_empty() && twice.len() >= 48, "{} twice, only once: {once:?}", twice.len());
}
