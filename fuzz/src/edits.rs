//! A page that changes again and again: what is found after each change by the incremental way must be
//! what a fresh analysis finds, and the report made by the offsets that stood the fresh one's.

use galley::analysis::Memory;
use galley::report::{self, Utf16};
use galley::{Analysis, Block, Findings, Options, Page};

use crate::{Input, models, told};

/// One change; gives for each block of the new page the number it had before, or `u32::MAX`.
pub fn edit(page: &mut Page, input: &mut Input<'_>) -> Vec<u32> {
    let mut blocks: Vec<(u32, Block)> =
        core::mem::take(&mut page.blocks).into_iter().enumerate().map(|(i, b)| (i as u32, b)).collect();
    let n = blocks.len();
    let at = input.below(n);
    match input.byte() % 8 {
        0 => {
            let text = input.text();
            if let Some((was, block)) = blocks.get_mut(at) {
                (*was, block.text) = (u32::MAX, text.into());
            }
        }
        1 => {
            // Some words more, or fewer: the other sentences stand.
            let (text, keep) = (input.text(), input.below(2));
            if let Some((was, block)) = blocks.get_mut(at) {
                let cut = block.text.find(". ").map_or(0, |stop| stop + 2);
                let stands = if keep == 0 { block.text.get(cut..).unwrap_or("") } else { &*block.text };
                (*was, block.text) = (u32::MAX, [stands, &text].concat().into());
            }
        }
        2 => blocks.insert(at, (u32::MAX, input.block())),
        3 if n > 0 => drop(blocks.remove(at)),
        4 if n > 0 => {
            let moved = blocks.remove(at);
            blocks.insert(input.below(n), moved);
        }
        5 => {
            // The same words in other circumstances.
            let other = input.block();
            if let Some((_, block)) = blocks.get_mut(at) {
                *block = Block { text: block.text.clone(), ..other };
            }
        }
        6 if n > 0 => {
            let again = blocks[at].1.clone();
            blocks.insert(input.below(n + 1), (u32::MAX, again));
        }
        _ => {
            for _ in 0..input.byte() % 6 {
                let block = input.block();
                blocks.push((u32::MAX, block));
            }
        }
    }
    let was = blocks.iter().map(|(was, _)| *was).collect();
    page.blocks = blocks.into_iter().map(|(_, block)| block).collect();
    was
}

/// Analyses `page` after a change, in slices of `slice` steps.
pub fn after(
    earlier: Option<(Findings, Memory)>,
    page: &Page,
    was: Vec<u32>,
    options: &Options,
    slice: u32,
) -> (Findings, Memory) {
    let mut analysis = match earlier {
        Some((found, memory)) => Analysis::after(memory, &found.text, page, was, options.clone()),
        None => Analysis::new(options.clone()),
    };
    let mut steps = 0;
    while !analysis.advance(page, models(), &mut || {
        steps += 1;
        steps % (slice + 1) != 0
    }) {}
    analysis.finish_with_memory()
}

/// The target.
pub(crate) fn edits(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let max_bytes = if input.byte() < 200 { u32::MAX } else { u32::from(input.byte()) * 16 };
    let options = Options { max_bytes, ..Options::default() };
    let slice = u32::from(input.byte());
    let mut page = input.page();
    let mut known = after(None, &page, Vec::new(), &options, slice);
    let mut offsets = Utf16::new(&page);
    let mut rounds = 0;
    while input.is_left() && rounds < 12 {
        rounds += 1;
        let was = edit(&mut page, &mut input);
        known = after(Some(known), &page, was.clone(), &options, slice);
        let (fresh, _) = after(None, &page, Vec::new(), &options, u32::MAX - 1);
        assert_eq!(known.0.text, fresh.text, "the tokens are those of a fresh analysis");
        assert_eq!(known.0.duplicates, fresh.duplicates, "so are the repeats");
        assert_eq!(known.0.entities, fresh.entities, "the names");
        assert_eq!(known.0.claims, fresh.claims, "the claims");
        offsets = offsets.after(&page, &was);
        assert!(report::report_in(&page, &known.0, &offsets) == told(&page, &fresh), "and the whole report");
    }
}
