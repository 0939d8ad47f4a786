//! Saying what happens, and starting other programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What went wrong, in one sentence.
pub type Outcome<T = ()> = Result<T, String>;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Does one step and says so, with the seconds it took.
pub fn step<T>(what: &str, act: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("- {what} ...");
    let start = Instant::now();
    let done = act()?;
    eprintln!("  {what}: done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}

/// Runs a program in the root of the repository; its output is shown.
pub fn run(program: &str, args: &[&str]) -> Outcome {
    run_with(program, args, &[])
}

/// Runs a program with more variables in its environment.
pub fn run_with(program: &str, args: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).envs(variables.iter().copied());
    let status = command.status().map_err(|e| format!("{program} cannot be started: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed ({status})", args.join(" "))) }
}

/// Whether a program answers to `--version`.
pub fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Reads a file; the error names it.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}

/// Reads a text file; the error names it.
pub fn read_text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
    }
    std::fs::write(path, bytes).map_err(|e| format!("{} cannot be written: {e}", path.display()))
}
