//! `galley-fuzz TARGET [SECONDS] [SEED] [CORPUS]`: runs one target until the time is over or it fails.
//! CORPUS is a folder whose files are mutated; without one inputs are random.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use galley_fuzz::{TARGETS, drive};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let argument = |i: usize| args.get(i).map_or("", String::as_str);
    let Some(target) = TARGETS.iter().find(|(name, _)| *name == argument(0)) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("use: galley-fuzz {} [SECONDS] [SEED] [CORPUS]", names.join("|"));
        return ExitCode::FAILURE;
    };
    let seconds = argument(1).parse().unwrap_or(60);
    let first: u64 = argument(2).parse().unwrap_or(1);
    let mut corpus = Vec::new();
    for entry in std::fs::read_dir(argument(3)).into_iter().flatten().flatten() {
        corpus.extend(std::fs::read(entry.path()));
    }
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut seed = first;
    while Instant::now() < end {
        if let Err(failure) = drive::run(*target, seed, &corpus) {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
        seed += 1;
    }
    println!(
        "{}: {} inputs in {seconds} s, seeds {first} to {}, none failed",
        target.0,
        seed - first,
        seed - 1
    );
    ExitCode::SUCCESS
}
