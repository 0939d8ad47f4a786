//! `accuracy entities`: how well names are found and joined, beside what else runs in a browser.
//!
//! Policy: the trainer measures, for it can read the annotated files; this task starts it, and with
//! `--peers` lets npm's `compromise` and `wink-nlp` (with its English web model) annotate the same
//! running texts. The peers are installed under `target/` at the versions below and never shipped.

use crate::say::{Outcome, root, run, step};

pub const USE: &str = "accuracy entities --data FILE.tsv... [--peers] [--corpus CORPUS] [--joins CORPUS] [--gum GUM] [--speed FILE.tsv]";

/// Name, packages and versions.
const PEERS: [(&str, &[&str]); 2] = [
    ("compromise", &["compromise@14.17.0"]),
    ("wink-nlp", &["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"]),
];

/// Measures what `args` say.
pub fn measure(args: &[String]) -> Outcome {
    if args.is_empty() {
        return Err(format!("say on what: {USE}"));
    }
    let args = args.iter().map(|a| absolute_unless_option(a)).collect::<Outcome<Vec<String>>>()?;
    let own: Vec<&str> = args.iter().map(String::as_str).filter(|a| *a != "--peers").collect();
    trainer(&own)?;
    if !args.iter().any(|a| a == "--peers") {
        return Ok(());
    }
    let folder = root().join("target/peers");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
    let folder = folder.display().to_string();
    let packages = PEERS.iter().flat_map(|(_, packages)| packages.iter().copied());
    let install = ["install", "--prefix", &folder, "--no-audit", "--no-fund", "--ignore-scripts"];
    step("installing the peers", || run("npm", &install.into_iter().chain(packages).collect::<Vec<_>>()))?;
    let texts = format!("{folder}/texts.jsonl");
    let data = own.iter().skip_while(|a| **a != "--data").skip(1).take_while(|a| !a.starts_with("--"));
    for file in data {
        trainer(&["--text", file, &texts])?;
        for (peer, _) in PEERS {
            let out = format!("{folder}/{peer}.jsonl");
            run("node", &["xtask/drive/peers.js", peer, &folder, &texts, &out])?;
            trainer(&["--predictions", file, &out, peer])?;
        }
    }
    Ok(())
}

/// Paths are the caller's; the trainer runs in the repository's root.
fn absolute_unless_option(word: &str) -> Outcome<String> {
    if word.starts_with("--") {
        return Ok(word.to_owned());
    }
    Ok(super::absolute(word)?.display().to_string())
}

fn trainer(args: &[&str]) -> Outcome {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut words = vec!["run", "--release", "--quiet", "--package", "trainer", "--", "accuracy", "entities"];
    words.extend(args);
    run(&cargo, &words)
}
