//! `run`: builds, and shows the product on a sample article.
//!
//! Policy: a browser with the extension when one is there; else the demo on a local address. `--check`
//! does all of it without a window and ends.

use crate::say::{Outcome, run as start};
use crate::{machine, package};

/// The task.
pub fn run(args: &[String]) -> Outcome {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        other => return Err(format!("run knows --check only, not {}", other.join(" "))),
    };
    package::packages(&["--quick".into()])?;
    if let Err(missing) = machine::browsers() {
        eprintln!("  {missing}");
        eprintln!("  no browser that can take the extension: here is the demo instead");
    }
    let mut command = vec!["xtask/drive/run.js"];
    if check {
        command.push("--check");
    }
    start("node", &command)
}
