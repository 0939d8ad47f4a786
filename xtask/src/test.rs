//! `test`: everything that must hold, in one command; the same one that CI runs.
//!
//! Policy: cheap checks first; the first failure ends the run and says which step it was. `--only PART`
//! runs one part.

use crate::say::{Outcome, root, run, run_with, step};
use crate::{machine, package};

/// The parts in order.
const PARTS: [&str; 5] = ["lint", "core", "package", "shell", "browsers"];

/// The task.
pub fn test(args: &[String]) -> Outcome {
    let only = match args {
        [] => None,
        [flag, part] if flag == "--only" && PARTS.contains(&part.as_str()) => Some(part.as_str()),
        _ => return Err(format!("use: test [--only {}]", PARTS.join("|"))),
    };
    let wanted = |part: &str| only.is_none_or(|o| o == part);
    machine::tools()?;
    if wanted("lint") {
        step("checking format and lints", lint)?;
    }
    if wanted("core") {
        step("testing the core and the tasks", || cargo(&["test", "--quiet", "--workspace"]))?;
    }
    if wanted("package") || wanted("browsers") {
        package::packages(&[])?;
    }
    if wanted("package") {
        step("checking types (tsc)", || local("tsc", &["--project", "."]))?;
        step("checking the Firefox package (web-ext lint)", || {
            let dir = package::folder("firefox").display().to_string();
            local(
                "web-ext",
                &[
                    "lint",
                    "--self-hosted",
                    "--warnings-as-errors",
                    "--no-config-discovery",
                    "--source-dir",
                    &dir,
                ],
            )
        })?;
    }
    if wanted("shell") {
        step("testing the shell", || node_tests("tests/shell"))?;
    }
    if wanted("browsers") {
        machine::browsers()?;
        step("testing the core in the browsers", || node_tests("tests/dom"))?;
        step("testing the extension in the browsers", || node_tests("tests/extension"))?;
    }
    println!("all tests pass");
    Ok(())
}

fn lint() -> Outcome {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    cargo(&[
        "clippy",
        "--quiet",
        "--lib",
        "--no-default-features",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "--deny",
        "warnings",
    ])
}

fn cargo(args: &[&str]) -> Outcome {
    run(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), args)
}

/// A program of the Node packages.
fn local(program: &str, args: &[&str]) -> Outcome {
    run(&root().join("node_modules/.bin").join(program).display().to_string(), args)
}

/// Every `*.test.js` of a folder; browsers are started one at a time.
fn node_tests(folder: &str) -> Outcome {
    let mut files: Vec<String> = std::fs::read_dir(root().join(folder))
        .map_err(|e| format!("{folder} cannot be listed: {e}"))?
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.js"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{folder} has no tests"));
    }
    let mut args = vec!["--test", "--test-concurrency=1", "--test-reporter=spec"];
    args.extend(files.iter().map(String::as_str));
    run_with("node", &args, &[])
}
