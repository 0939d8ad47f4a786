//! What the machine must have, fetched where that is allowed, else named in one sentence.

use std::path::Path;
use std::process::Command;

use crate::say::{Outcome, has, root, run, run_with, step, write};

/// The WebAssembly target, and Node with the packages of the lockfile.
pub fn tools() -> Outcome {
    wasm_target()?;
    packages()
}

fn wasm_target() -> Outcome {
    let installed =
        Command::new("rustup").args(["target", "list", "--installed"]).current_dir(root()).output();
    match installed.map(|o| String::from_utf8_lossy(&o.stdout).contains("wasm32-unknown-unknown")) {
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
    write(&stamp, lock)
}

/// Where stock browsers stand, by the name of their Debian package; `tests/extension/harness.js` looks in
/// the same places.
const BROWSERS: [(&str, &str, &[&str]); 2] = [
    (
        "chromium",
        "GALLEY_CHROMIUM",
        &["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"],
    ),
    ("firefox-esr", "GALLEY_FIREFOX", &["/usr/bin/firefox-esr", "/usr/bin/firefox"]),
];

fn missing() -> Vec<&'static str> {
    let installed = |variable: &str, places: &[&str]| {
        std::env::var(variable).is_ok_and(|p| Path::new(&p).exists())
            || places.iter().any(|p| Path::new(p).exists())
    };
    BROWSERS
        .iter()
        .filter(|(_, variable, places)| !installed(variable, places))
        .map(|(package, ..)| *package)
        .collect()
}

/// Both browsers: found, or installed when we are root on Debian, or named in one sentence.
pub fn browsers() -> Outcome {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0\n"));
    if is_root && Path::new("/etc/debian_version").exists() {
        step(&format!("installing {}", missing.join(" and ")), || {
            let quiet = [("DEBIAN_FRONTEND", "noninteractive")];
            run_with("apt-get", &["update", "--quiet=2"], &quiet)?;
            let args =
                [&["install", "--yes", "--quiet=2", "--no-install-recommends"], missing.as_slice()].concat();
            run_with("apt-get", &args, &quiet)
        })?;
    }
    let missing = self::missing();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} was not found; install it (Debian: apt-get install {}), or say where it is in GALLEY_CHROMIUM and GALLEY_FIREFOX",
        missing.join(" and "),
        missing.join(" ")
    ))
}
