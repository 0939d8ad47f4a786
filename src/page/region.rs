//! Which article of an endless page a block stands in.
//!
//! Policy: an outermost `article` element is a region when it holds as much running text as a short
//! article; teasers and comments are `article` elements as well and do not count. A page with one
//! region has none: its blocks all get 0.

use std::collections::BTreeMap;

use crate::page::{Block, Page};

/// Bytes of paragraphs that make a region: about 120 words.
const ARTICLE_SIZED: usize = 700;

/// Numbers the regions 1, 2, ... in reading order; everything outside, or a single one, is 0.
pub fn settle(page: &mut Page) {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for block in page.blocks.iter().filter(|b| b.region != 0 && is_running(b)) {
        *sizes.entry(block.region).or_default() += block.text.trim().len();
    }
    sizes.retain(|_, size| *size >= ARTICLE_SIZED);
    let numbers: Vec<u32> = if sizes.len() > 1 { sizes.into_keys().collect() } else { Vec::new() };
    for block in &mut page.blocks {
        block.region = numbers.binary_search(&block.region).map_or(0, |i| i as u32 + 1);
    }
}

fn is_running(block: &Block) -> bool {
    block.is_prose() && block.text.split_whitespace().nth(12).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn page(regions: &[(u32, usize)]) -> Page {
        let blocks = regions
            .iter()
            .map(|(region, words)| Block {
                region: *region,
                ..Block::new(BlockKind::Paragraph, "harbour ".repeat(*words))
            })
            .collect();
        Page { blocks, ..Page::default() }
    }

    fn settled(regions: &[(u32, usize)]) -> Vec<u32> {
        let mut page = page(regions);
        settle(&mut page);
        page.blocks.iter().map(|b| b.region).collect()
    }

    #[test]
    fn teasers_and_single_articles_are_no_regions() {
        assert_eq!(settled(&[(1, 200), (2, 20), (3, 20)]), [0, 0, 0]);
        assert_eq!(settled(&[(0, 30), (2, 200), (5, 150), (5, 20)]), [0, 1, 2, 2]);
    }
}
