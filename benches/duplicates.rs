//! The search for repeats beside the classic methods, on the same pages: `cargo bench --bench duplicates`.
//!
//! Prints milliseconds (best of three) at 10 thousand, 100 thousand and a million words, for an article
//! that stands twice, for text without copies and for two hostile pages. The classic methods get the same
//! blocks and must cut words themselves: exact hash of a block's words (twelve at least), `MinHash` (5-word
//! shingles, 14 bands of 8, Jaccard of 0.7 verified) and onion (half of a block's 5-grams seen before).
//!
//! With `GALLEY_PAGES` naming a file of blocks (one page a line: `page`, `title`, `blocks` of `i` id, `t`
//! tag, `x` text, `l` link characters, `f` flags, `h` hidden, `br`, `c` hints, `p` parent) it writes each
//! method's hidden blocks to `target/duplicates-<method>.jsonl`, for a scorer to compare.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::time::Instant;

use galley::duplicates::{self, RunKind, Search};
use galley::{Block, BlockKind, Context, Page};

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

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn hash(words: &[String], seed: u64) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_u64(seed);
    for word in words {
        hasher.write(word.as_bytes());
    }
    hasher.finish()
}

type Method = fn(&Page) -> Vec<usize>;

fn exact(page: &Page) -> Vec<usize> {
    let mut seen = HashSet::new();
    let repeated = |(i, block): (usize, &Block)| {
        let words = words(&block.text);
        (words.len() >= 12 && !seen.insert(hash(&words, 0))).then_some(i)
    };
    page.blocks.iter().enumerate().filter_map(repeated).collect()
}

fn minhash(page: &Page) -> Vec<usize> {
    let mut bands: HashMap<(u32, u64), usize> = HashMap::new();
    let mut shingles: Vec<HashSet<u64>> = Vec::new();
    let mut out = Vec::new();
    for (i, block) in page.blocks.iter().enumerate() {
        let words = words(&block.text);
        let set: HashSet<u64> = words.windows(5).map(|w| hash(w, 0)).collect();
        let mut found = false;
        if !set.is_empty() {
            for band in 0..14_u32 {
                let key = (0..8_u64).fold(0_u64, |key, row| {
                    let seed = u64::from(band) * 8 + row + 1;
                    let least = set
                        .iter()
                        .map(|s| (s ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(seed as u32 % 64))
                        .min();
                    key.rotate_left(7) ^ least.unwrap_or(0)
                });
                let first = *bands.entry((band, key)).or_insert(i);
                if first != i && !found {
                    let other = &shingles[first];
                    let both = set.intersection(other).count() as f64;
                    found = both / (set.len() + other.len()) as f64 >= 0.7 / 1.7;
                }
            }
        }
        shingles.push(set);
        if found {
            out.push(i);
        }
    }
    out
}

fn onion(page: &Page) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (i, block) in page.blocks.iter().enumerate() {
        let words = words(&block.text);
        let grams: Vec<u64> = words.windows(5).map(|w| hash(w, 0)).collect();
        let old = grams.iter().filter(|g| seen.contains(*g)).count();
        if !grams.is_empty() && old * 2 >= grams.len() {
            out.push(i);
        }
        seen.extend(grams);
    }
    out
}

fn ours(page: &Page) -> Vec<usize> {
    let found = duplicates::find(page);
    let runs = found.runs.iter().filter(|run| run.kind != RunKind::Similar);
    runs.flat_map(|run| run.blocks.iter().map(|b| b.block.index())).collect()
}

const METHODS: [(&str, Method); 4] =
    [("galley", ours), ("exact", exact), ("minhash", minhash), ("onion", onion)];

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

fn context(flags: &serde_json::Value) -> Context {
    let all = flags.as_array().into_iter().flatten().filter_map(|flag| {
        Some(match flag.as_str()? {
            "nav" => Context::NAV,
            "aside" => Context::ASIDE,
            "footer" => Context::FOOTER,
            "header" => Context::HEADER,
            "table" => Context::TABLE,
            "pre" => Context::PRE,
            "form" => Context::FORM,
            "blockquote" => Context::QUOTE,
            "button" => Context::BUTTON,
            "figure" => Context::FIGURE,
            "label" => Context::LABEL,
            "option" => Context::OPTION,
            "li" => Context::ITEM,
            "article" => Context::ARTICLE,
            "main" => Context::MAIN,
            "comment" => Context::COMMENT,
            _ => return None,
        })
    });
    all.fold(Context::default(), Context::with)
}

/// Writes what each method hides on the pages of `file`.
fn predict(file: &str) {
    let lines = std::fs::read_to_string(file).unwrap();
    let mut out: Vec<String> = vec![String::new(); METHODS.len()];
    for line in lines.lines() {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let string = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        let number = |v: &serde_json::Value| v.as_u64().unwrap_or_default() as u32;
        let blocks: Vec<Block> = json["blocks"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|b| {
                let text = string(&b["x"]);
                let (bytes, chars) = (text.len() as u32, text.chars().count().max(1) as u32);
                Block {
                    text,
                    tag: string(&b["t"]),
                    context: context(&b["f"]),
                    visible: !b["h"].as_bool().unwrap_or_default(),
                    link_bytes: number(&b["l"]) * bytes / chars,
                    breaks: number(&b["br"]),
                    parent: number(&b["p"]),
                    hints: string(&b["c"]),
                    ..Block::default()
                }
            })
            .collect();
        let page = Page { title: string(&json["title"]), blocks, ..Page::default() };
        for ((_, method), out) in METHODS.iter().zip(&mut out) {
            let start = Instant::now();
            let hidden = method(&page);
            let ms = start.elapsed().as_secs_f64() * 1000.0;
            let hide: Vec<&serde_json::Value> = hidden.iter().map(|b| &json["blocks"][*b]["i"]).collect();
            let line = serde_json::json!({ "page": json["page"], "hide": hide, "ms": ms });
            let _ = writeln!(out, "{line}");
        }
    }
    for ((name, _), out) in METHODS.iter().zip(out) {
        let path = format!("target/duplicates-{name}.jsonl");
        std::fs::write(&path, out).unwrap();
        println!("wrote {path}");
    }
}

fn main() {
    if let Ok(file) = std::env::var("GALLEY_PAGES") {
        return predict(&file);
    }
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
