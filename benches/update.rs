//! What a change of one paragraph costs on a long page, stage by stage: `cargo bench --bench update`.
//!
//! Policy: the least of several changes, beside a fresh analysis of the same page in the same run, so that
//! the share holds on a busy machine; and the longest single step of each stage, which no clock can cut.
//! `-- WORDS...` chooses the lengths.

use std::collections::BTreeMap;
use std::time::Instant;

use galley::report::{self, Utf16};
use galley::{Analysis, Block, BlockKind, Models, Options, Page};

const WORDS: [&str; 38] = [
    "harbour", "river", "council", "engine", "winter", "garden", "letter", "bridge", "market", "doctor",
    "ticket", "forest", "village", "museum", "signal", "factory", "station", "captain", "teacher", "window",
    "blanket", "mountain", "paper", "silver", "yellow", "quiet", "broken", "heavy", "early", "narrow",
    "gentle", "distant", "careful", "public", "private", "northern", "southern", "modern",
];
const PEOPLE: [&str; 8] = [
    "Ann Lee",
    "Martin Okafor",
    "Helen Trevorrow",
    "Amina Yusuf",
    "Ruth Okello",
    "Mark Olsen",
    "Sam Penhale",
    "Angela Brandt",
];
const PLACES: [&str; 8] = ["Paris", "Lisbon", "Nairobi", "Rostock", "Rome", "Berlin", "Truro", "Lagos"];
const CHANGES: usize = 20;
/// All stages of an analysis without a look at the clock.
const AT_ONCE: &str = "All stages at once";

/// Paragraphs of about 60 words that have nothing in common, by the generator of `xtask/drive/bench.js`.
fn page(words: usize) -> Page {
    let mut state = 7_u32;
    let mut below = move |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % n
    };
    let mut text = |i: usize| {
        let mut some = |n: usize| (0..n).map(|_| WORDS[below(WORDS.len())]).collect::<Vec<_>>().join(" ");
        let (a, b, c, d, e) = (some(6), some(7), some(8), some(6), some(9));
        let mut one = |of: &[&'static str; 8]| of[below(8)];
        let (place, who, at, other) = (one(&PLACES), one(&PEOPLE), one(&PLACES), one(&PEOPLE));
        let (millions, tenth, cost) = (below(90), below(10), below(90));
        format!(
            "Part {i} of {words}: the {a} of {place} {b}. {who} told reporters in {at} on Monday that the {c} had \
             fallen by ${millions}.{tenth} million. “The {d},” said {other}. The {e} is expected to cost {cost} \
             million euros."
        )
    };
    let blocks = (0..words.div_ceil(60)).map(|i| Block::new(BlockKind::Paragraph, text(i))).collect();
    Page { blocks, ..Page::default() }
}

/// Milliseconds of a stage, and of its longest step.
type Spent = [f64; 2];

/// Works a step at a time and measures each stage.
fn run(analysis: &mut Analysis, page: &Page, models: &Models) -> BTreeMap<&'static str, Spent> {
    let mut spent: BTreeMap<_, Spent> = BTreeMap::new();
    let mut done = false;
    while !done {
        let stage = analysis.stage();
        let start = Instant::now();
        done = analysis.advance(page, models, &mut || false);
        let took = start.elapsed().as_secs_f64() * 1000.0;
        let [sum, longest] = spent.entry(stage).or_default();
        *sum += took;
        *longest = longest.max(took);
    }
    spent
}

fn main() {
    let models = Models::embedded().expect("the embedded models open");
    let lengths: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    for words in if lengths.is_empty() { vec![1_000, 10_000, 100_000] } else { lengths } {
        let mut page = page(words);
        let mut fresh = Analysis::new(Options::default());
        let whole = run(&mut fresh, &page, &models);
        let (mut findings, mut memory) = fresh.finish_with_memory();
        let mut utf16 = Utf16::new(&page);
        let mut least: BTreeMap<&str, Spent> = BTreeMap::new();
        for n in 0..CHANGES {
            let more = if n % 2 == 0 { " Bo Roe agreed." } else { " It rained." };
            page.blocks[1].text = [&page.blocks[1].text, more].concat().into();
            let mut was: Vec<u32> = (0..page.blocks.len() as u32).collect();
            was[1] = u32::MAX;
            let start = Instant::now();
            let mut analysis =
                Analysis::after(memory, &findings.text, &page, was.clone(), Options::default());
            let begun = start.elapsed().as_secs_f64() * 1000.0;
            // Stage by stage, and in one go: to step costs by itself.
            let mut spent = if n % 4 < 2 {
                run(&mut analysis, &page, &models)
            } else {
                let start = Instant::now();
                analysis.advance(&page, &models, &mut || true);
                BTreeMap::from([(AT_ONCE, [start.elapsed().as_secs_f64() * 1000.0; 2])])
            };
            spent.insert("Begin", [begun; 2]);
            (findings, memory) = analysis.finish_with_memory();
            let start = Instant::now();
            let offsets = utf16.after(&page, &was);
            let table = report::paint_table(&findings, &offsets);
            spent.insert("Table", [start.elapsed().as_secs_f64() * 1000.0; 2]);
            let start = Instant::now();
            let counts = (report::counts(&page, &findings, None), report::margin(&findings, &offsets));
            spent.insert("Counts", [start.elapsed().as_secs_f64() * 1000.0; 2]);
            utf16 = offsets;
            std::hint::black_box((counts, table));
            for (stage, [sum, longest]) in spent {
                let least = least.entry(stage).or_insert([f64::INFINITY; 2]);
                *least = [least[0].min(sum), least[1].min(longest)];
            }
        }
        print(words, &whole, &least);
    }
}

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn print(words: usize, whole: &BTreeMap<&str, Spent>, least: &BTreeMap<&str, Spent>) {
    println!("{words} words{:>30}{:>10}{:>10}{:>10}  (ms)", "fresh", "step", "update", "step");
    for (stage, [update, its]) in least {
        let [fresh, step] = whole.get(stage).copied().unwrap_or_default();
        println!("  {stage:<28}{fresh:>10.2}{step:>10.2}{update:>10.2}{its:>10.2}");
    }
    let sum = |spent: &BTreeMap<&str, Spent>| {
        spent.iter().filter(|(stage, _)| **stage != AT_ONCE).map(|(_, [sum, _])| sum).sum::<f64>()
    };
    println!("  {:<28}{:>10.2}{:>20.2}", "in all", sum(whole), sum(least));
}
