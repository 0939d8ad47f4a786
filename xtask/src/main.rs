//! Galley's tasks. `cargo xtask` lists them.
//!
//! Policy: every long step says what it does before it does it; an error is one sentence and, where
//! there is one, what to do about it. Everything needed beyond rustup and Node is fetched here, by the
//! lockfiles. Tasks that need a browser are driven by Node scripts in `tests/extension`.

mod accuracy;
mod build;
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
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = args.split_first().map_or(("", &[][..]), |(task, rest)| (task.as_str(), rest));
    let done = match task {
        "build" | "package" => package::packages(rest),
        "run" => run::run(rest),
        "test" => test::test(rest),
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
