//! `accuracy language`: what tells an English page from others best.
//!
//! Policy: the question a page is asked is only whether names may be looked for, that is whether it is English and
//! whole. Four answers are compared on the pages as the browser read them: what the page declares (English where
//! it declares nothing), the small words that ship (`galley::text::is_english`), the crate `whatlang` on the same
//! text, and the small words only where nothing is declared. The right answers are a reader's, in a file beside the
//! command.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use galley::page::{Block, BlockKind, Page};
use galley::text::{Text, is_english};
use serde::Deserialize;

/// A page as the browser read it.
#[derive(Deserialize)]
struct Read {
    page: String,
    declared: String,
    /// Texts of the blocks of running text.
    blocks: Vec<String>,
}

/// Prints how often each answer is right, and the pages where one is wrong.
///
/// # Errors
/// When a file cannot be read, or a page is not in the list of right answers.
pub fn measure(blocks: &Path, truth: &Path) -> Result<(), String> {
    let open = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let truth = open(truth)?;
    let truth: BTreeMap<&str, &str> =
        truth.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect();
    let names = ["declared", "small words", "whatlang", "declared, else small words"];
    let (mut right, mut pages, mut english, mut rows) = ([0_u32; 4], 0_u32, 0_u32, Vec::new());
    for line in open(blocks)?.lines() {
        let read: Read = serde_json::from_str(line).map_err(|e| format!("{}: {e}", blocks.display()))?;
        let language = truth.get(read.page.as_str()).ok_or(format!("{} has no right answer", read.page))?;
        let answers = answers(&read);
        let wanted = *language == "en";
        pages += 1;
        english += u32::from(wanted);
        for (count, answer) in right.iter_mut().zip(answers) {
            *count += u32::from(answer == wanted);
        }
        let wrong: Vec<&str> =
            names.iter().zip(answers).filter(|(_, a)| *a != wanted).map(|(name, _)| *name).collect();
        if !wrong.is_empty() {
            rows.push(format!("{language}  {}: wrong by {}", read.page, wrong.join(", ")));
        }
    }
    let mut out = std::io::stdout();
    let mut say = |line: String| writeln!(out, "{line}").map_err(|e| e.to_string());
    say(format!("English or not, {pages} pages of which {english} are English"))?;
    for (name, count) in names.iter().zip(right) {
        say(format!("{name:28} right {count:4}  {:.3}", f64::from(count) / f64::from(pages.max(1))))?;
    }
    rows.into_iter().try_for_each(say)
}

fn answers(read: &Read) -> [bool; 4] {
    let says = |language: &str| language.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("en"));
    let declared = read.declared.is_empty() || says(&read.declared);
    let blocks = read.blocks.iter().map(|text| Block::new(BlockKind::Paragraph, text.as_str())).collect();
    let page = Page { language: read.declared.clone(), blocks, ..Page::default() };
    let small = is_english(&page, &Text::read(&page, u32::MAX));
    let whatlang = whatlang::detect_lang(&read.blocks.join("\n")) == Some(whatlang::Lang::Eng);
    [declared, small, whatlang, if read.declared.is_empty() { small } else { declared }]
}
