//! What the machine must have, fetched where that is allowed, else named in one sentence.

use crate::say::{Outcome, has, root, run, step};

/// The WebAssembly target, and Node with the packages of the lockfile.
pub fn tools() -> Outcome {
    wasm_target()?;
    packages()
}

fn wasm_target() -> Outcome {
    let installed = std::process::Command::new("rustup")
        .args(["target", "list", "--installed"])
        .current_dir(root())
        .output()
        .map(|o| String::from_utf8_lossy(&o.stdout).contains("wasm32-unknown-unknown"));
    match installed {
        Ok(true) => Ok(()),
        Ok(false) => step("adding the WebAssembly target", || {
            run("rustup", &["target", "add", "wasm32-unknown-unknown"])
        }),
        Err(_) => Err("rustup was not found; install Rust from rustup.rs and run this again".into()),
    }
}

/// Node's packages as the lockfile names them; nothing happens when they are in place.
fn packages() -> Outcome {
    if !has("node") || !has("npm") {
        return Err("Node 20 or later with npm was not found; install it and run this again".into());
    }
    let lock = std::fs::read(root().join("package-lock.json"))
        .map_err(|e| format!("package-lock.json cannot be read: {e}"))?;
    // A copy of the lockfile beside the packages says what they were installed from.
    let stamp = root().join("node_modules/.galley-lock");
    if std::fs::read(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    step("fetching the Node packages (npm ci)", || {
        run("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
    })?;
    crate::say::write(&stamp, lock)
}
