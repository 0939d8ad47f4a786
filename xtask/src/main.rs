//! Galley's tasks. `cargo xtask` lists them.
//!
//! Policy: every long step says what it does before it does it; an error is one sentence and, where
//! there is one, what to do about it. Everything needed beyond rustup and Node is fetched here, by the
//! lockfiles. Tasks that need a browser are driven by Node scripts in `tests/extension`.

mod accuracy;
mod build;
mod corpus;
mod machine;
mod package;
mod run;
mod say;
mod test;

use std::process::ExitCode;

const TASKS: &str = "\
cargo xtask run [--check]
                        builds, says what was found in a sample article, and opens it in a browser
cargo xtask test [--only lint|core|package|shell|browsers]
                        everything that must hold; CI runs this
cargo xtask build       the core for the browser, both encodings, and both extension packages
cargo xtask accuracy duplicates --pages DIR [--browser chromium|firefox] [--out FILE]
                        what is recognised as repeated on pages, in a real browser, and the score
cargo xtask accuracy entities --data FILE.tsv... [--peers] [--joins CORPUS] [--gum GUM] [--speed FILE.tsv]
                        how well names are found and joined, beside other programs; speed
cargo xtask accuracy claims [--data FILE.jsonl ...]
                        source, cue and content against annotated files and the corpus
cargo xtask sweep --pages DIR [--browser chromium|firefox] [--only TEXT] [--part 1/4]
                        every page in every position of the switches: errors, traces, times, memory
cargo xtask bench [--words N,N] [--runs N] [--idle SECONDS] [--browser chromium|firefox]
                        time to the first mark and of an update, by length, browser and encoding; memory
cargo xtask bench claims
                        what finding claims costs
cargo xtask bench duplicates [--pages DIR] [--browser chromium|firefox]
                        what finding repeats costs: times and memory by length, and on hostile pages
cargo xtask fuzz text|duplicates|entities|claims|analyze|edits [--seconds N] [--seed N] [--corpus DIR]
                        feeds one part of the core random and mutated input, 60 s unless told
cargo xtask fuzz walk [--seconds N] [--seed N] [--browser chromium|firefox]
                        the same for the walk over a page, with random elements in the browsers
cargo xtask corpus check|statistics|agreement|export DIR
                        the annotated corpus: its faults, its figures, the agreement of its two
                        annotations, and its exports
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = args.split_first().map_or(("", &[][..]), |(task, rest)| (task.as_str(), rest));
    let done = match task {
        "build" | "package" => package::packages(rest),
        "run" => run::run(rest),
        "test" => test::test(rest),
        "sweep" => sweep(rest),
        "bench" => bench(rest),
        "fuzz" => fuzz(rest),
        "corpus" => corpus::corpus(rest),
        "accuracy" => accuracy::accuracy(rest),
        "" | "help" | "--help" => {
            print!("{TASKS}");
            Ok(())
        }
        other => Err(format!("there is no task \"{other}\"; the tasks are:\n{TASKS}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Every page of a folder in the browsers.
fn sweep(args: &[String]) -> say::Outcome {
    let mut flags = accuracy::flags(args)?;
    let usage = "use: sweep --pages DIR [--browser chromium|firefox] [--only TEXT] [--part 1/4]";
    let pages = flags.remove("pages").ok_or(usage)?;
    let pages = accuracy::absolute(&pages)?.display().to_string();
    package::packages(&["--quick".into()])?;
    let mut command = vec!["xtask/drive/sweep.js", "--pages", &pages];
    for flag in ["--browser", "--only", "--part"] {
        if let Some(value) = flags.get(&flag[2..]) {
            command.extend([flag, value]);
        }
    }
    say::run("node", &command)
}

/// Times in the browsers, both encodings.
fn bench(args: &[String]) -> say::Outcome {
    let (drive, flags) = match args {
        [what, flags @ ..] if what == "claims" => ("xtask/drive/claims.js", flags),
        [what, flags @ ..] if what == "duplicates" => ("xtask/drive/repeats.js", flags),
        flags => ("xtask/drive/bench.js", flags),
    };
    // What repeats cost is measured in WebAssembly only.
    let one = ["--quick".to_owned()];
    package::packages(if drive.ends_with("repeats.js") { &one } else { &[] })?;
    let mut command = vec![drive];
    command.extend(flags.iter().map(String::as_str));
    say::run("node", &command)
}

/// One target of `fuzz/` for some time.
fn fuzz(args: &[String]) -> say::Outcome {
    let Some((target, flags)) = args.split_first() else {
        return Err("use: fuzz TARGET [--seconds N] [--seed N] [--corpus DIR]".into());
    };
    if target == "walk" {
        package::packages(&["--quick".into()])?;
        let mut command = vec!["xtask/drive/walk.js"];
        command.extend(flags.iter().map(String::as_str));
        return say::run("node", &command);
    }
    let flags = accuracy::flags(flags)?;
    let flag = |name: &str, otherwise: &'static str| flags.get(name).map_or(otherwise, String::as_str);
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let (seconds, seed, corpus) = (flag("seconds", "60"), flag("seed", "1"), flag("corpus", ""));
    say::run(
        &cargo,
        &["run", "--quiet", "--release", "-p", "galley-fuzz", "--", target, seconds, seed, corpus],
    )
}
