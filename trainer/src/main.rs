//! The trainer's command line.

fn main() {
    eprintln!("usage: trainer names | claims | corpus check|statistics|export");
    std::process::exit(2);
}
