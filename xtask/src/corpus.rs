//! `corpus`: the tools of the annotated corpus, which the trainer holds.

use crate::say::{Outcome, run};

/// The task: passes its words on to `trainer corpus`.
pub fn corpus(args: &[String]) -> Outcome {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut words = vec!["run", "--release", "--quiet", "--package", "trainer", "--", "corpus"];
    words.extend(args.iter().map(String::as_str));
    run(&cargo, &words)
}
