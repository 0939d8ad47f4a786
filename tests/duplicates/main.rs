//! Repeats on small pages made for one question each, and properties on generated pages.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

mod edges;
mod found;
mod kinds;
mod properties;
mod stays;

use galley::duplicates::{self, Duplicates, RunKind};
use galley::{Block, BlockKind, Context, Page};

/// A name, the parts of a page, and what goes of it.
type Case = (&'static str, Vec<Vec<Block>>, Vec<u32>);

const STORY: [&str; 5] = [
    "The harbour authority closed the northern pier on Tuesday after divers found that two of the oldest piles had been eaten away below the water line, said its director, Ann Lee.",
    "Ferries to the islands will leave from the southern pier until the end of March, and passengers should come twenty minutes earlier than usual because the gates there are narrow.",
    "Repairs will cost 1.2 million crowns, most of which the town council had already set aside for a new waiting hall that nobody now expects to be built this year.",
    "Shopkeepers along the northern quay say they were told nothing in advance, and several of them stood in the rain this morning handing out leaflets against the closure.",
    "A spokesman for the ferry company, Mark Olsen, called the decision regrettable but right, and promised that every ticket already sold would be honoured without a fee.",
];

const OTHER: [&str; 4] = [
    "Beekeepers in the valley report the mildest winter in living memory, with hives flying on new year's day and willow catkins open weeks before anyone thought possible.",
    "An orchestra of pensioners has recorded all the songs of a forgotten village composer, using scores that were found in a baker's attic under a heap of flour sacks.",
    "Cyclists crossing the old railway bridge must dismount from now on, since loose planks have thrown three riders into the brambles since the autumn storms began.",
    "The library opens on Sundays again, run by volunteers who have learned to mend spines, and its reading room smells of glue, coffee and wet wool from noon on.",
];

fn block(tag: &str, text: &str, parent: u32) -> Block {
    Block { tag: tag.into(), parent, ..Block::new(BlockKind::Paragraph, text) }
}

fn paragraphs(texts: &[&str], parent: u32) -> Vec<Block> {
    texts.iter().map(|t| block("p", t, parent)).collect()
}

fn within(context: Context, blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().map(|b| Block { context, ..b }).collect()
}

fn page(parts: Vec<Vec<Block>>) -> Page {
    Page { blocks: parts.concat(), ..Page::default() }
}

/// Blocks of runs that are not merely similar.
fn gone(found: &Duplicates) -> Vec<u32> {
    let runs = found.runs.iter().filter(|r| r.kind != RunKind::Similar);
    let mut out: Vec<u32> = runs.flat_map(|r| r.blocks.iter().map(|b| b.block.0)).collect();
    out.sort_unstable();
    out
}

fn find(parts: Vec<Vec<Block>>) -> Vec<u32> {
    gone(&duplicates::find(&page(parts)))
}
