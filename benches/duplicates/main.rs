//! The search for repeats beside the classic methods, on the same pages: `cargo bench --bench duplicates`.
//!
//! Prints milliseconds (best of three) at 10 thousand, 100 thousand and a million words, for an article
//! that stands twice, for text without copies and for hostile pages. The classic methods get the same
//! blocks and must cut words themselves (`classic`).
//!
//! How well they recognise copies is measured by `cargo xtask accuracy duplicates`; what a browser needs by
//! `cargo xtask bench duplicates`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod classic;

use std::fmt::Write as _;
use std::time::Instant;

use galley::duplicates::{self, RunKind, Search};
use galley::{Block, BlockKind, Page};

/// A small generator of numbers (linear congruential), so that every run measures the same pages.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 20] = [
            "ba", "ten", "ri", "so", "ka", "lem", "do", "vu", "shi", "nor", "pe", "gra", "mil", "ta", "qui",
            "ro", "fen", "la", "stu", "ei",
        ];
        // Short words are common, as in real text.
        let rank = self.roll(200).min(self.roll(4000));
        let mut word = String::new();
        let mut rest = rank + 1;
        while rest > 0 {
            word.push_str(SYLLABLES[(rest % 20) as usize]);
            rest /= 20;
        }
        word
    }

    fn paragraph(&mut self, words: u32) -> String {
        let mut text = String::new();
        for i in 0..words {
            let word = self.word();
            if i % 12 == 0 {
                let _ = write!(text, "{}{word}", if i > 0 { ". The " } else { "The " });
            } else {
                let _ = write!(text, " {word}");
            }
        }
        text.push('.');
        text
    }
}

fn page(paragraphs: Vec<String>) -> Page {
    let block = |text| Block { tag: "p".into(), ..Block::new(BlockKind::Paragraph, text) };
    Page { blocks: paragraphs.into_iter().map(block).collect(), ..Page::default() }
}

fn text(words: u32, seed: u32) -> Vec<String> {
    let mut dice = Dice(seed);
    (0..words / 60).map(|_| dice.paragraph(60)).collect()
}

/// Paragraphs of five sentences each, drawn from so many.
fn recombined(words: u32, sentences: u32) -> Vec<String> {
    let mut dice = Dice(7);
    let all: Vec<String> = (0..sentences).map(|_| dice.paragraph(12)).collect();
    let mut drawn = || all[dice.roll(sentences) as usize].clone();
    (0..words / 60)
        .map(|i| format!("{} {i}", (0..5).map(|_| drawn()).collect::<Vec<_>>().join(" ")))
        .collect()
}

/// Twenty copies, each with every ninth word changed, every copy others.
fn twenty(words: u32) -> Vec<String> {
    let base = text(words / 20, 5);
    let word =
        |(n, i, w): (usize, usize, &str)| if (i + n) % 9 == 0 { format!("e{n}x{i}") } else { w.to_owned() };
    let copy = |n: usize, text: &String| {
        text.split(' ').enumerate().map(|(i, w)| word((n, i, w))).collect::<Vec<_>>().join(" ")
    };
    (0..20).flat_map(|n| base.iter().map(move |text| copy(n, text)).collect::<Vec<_>>()).collect()
}

type Method = fn(&Page) -> Vec<usize>;

fn ours(page: &Page) -> Vec<usize> {
    let found = duplicates::find(page);
    let runs = found.runs.iter().filter(|run| run.kind != RunKind::Similar);
    runs.flat_map(|run| run.blocks.iter().map(|b| b.block.index())).collect()
}

const METHODS: [(&str, Method); 4] = [
    ("galley", ours),
    ("exact", |page| classic::exact(&texts(page), 12)),
    ("minhash", |page| classic::minhash(&texts(page))),
    ("onion", |page| classic::onion(&texts(page))),
];

fn texts(page: &Page) -> Vec<&str> {
    page.blocks.iter().map(|b| &*b.text).collect()
}

fn best_of_three(page: &Page, method: Method) -> (f64, usize) {
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let found = method(page).len();
        (start.elapsed().as_secs_f64() * 1000.0, found)
    });
    runs.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
}

/// The longest slice and the time of a search after one paragraph was added at the end.
fn slices(words: u32) -> (f64, f64) {
    let mut paragraphs = text(words / 2, 3);
    paragraphs.extend(paragraphs.clone());
    let mut page = page(paragraphs);
    let mut search = Search::new(&page);
    let mut longest = 0.0_f64;
    loop {
        let start = Instant::now();
        let done = search.advance(&page, &mut || false);
        longest = longest.max(start.elapsed().as_secs_f64() * 1000.0);
        if done {
            break;
        }
    }
    let was: Vec<u32> = (0..page.blocks.len() as u32).collect();
    page.blocks.push(Block::new(BlockKind::Paragraph, Dice(77).paragraph(60)));
    let start = Instant::now();
    let mut again = Search::after(search, &page, was);
    again.advance(&page, &mut || true);
    (longest, start.elapsed().as_secs_f64() * 1000.0)
}

fn main() {
    println!("{:<34}{:>10}{:>10}{:>10}{:>10}", "ms (blocks found)", "galley", "exact", "minhash", "onion");
    for size in [10_000, 100_000, 1_000_000] {
        let once = text(size, 1);
        let mut twice = text(size / 2, 2);
        twice.extend(twice.clone());
        let repeated = vec![Dice(4).paragraph(60); size as usize / 60];
        let edited = (0..size / 60).map(|i| format!("{} {i}", Dice(4).paragraph(60))).collect();
        let one_word = vec!["word ".repeat(60); size as usize / 60];
        for (name, paragraphs) in [
            ("no copies", once),
            ("article twice", twice),
            ("one paragraph", repeated),
            ("one paragraph, numbered", edited),
            ("one word", one_word),
            ("six sentences recombined", recombined(size, 6)),
            ("600 sentences recombined", recombined(size, 600)),
            ("twenty edited copies", twenty(size)),
        ] {
            let page = page(paragraphs);
            print!("{:<34}", format!("{name}, {size} words"));
            for (_, method) in METHODS {
                print!("{:>10}", format!("{:.1}", best_of_three(&page, method).0));
            }
            println!();
        }
        let (longest, again) = slices(size);
        println!("{:<34}{longest:>10.1} ms; again after one more paragraph {again:.1} ms", "  longest slice");
    }
}
