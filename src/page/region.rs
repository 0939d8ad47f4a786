//! Which article of an endless page a block stands in.
//!
//! Policy: an outermost `article` element is a region when it holds as much running text as a short
//! article; teasers and comments are `article` elements as well and do not count. A page with one
//! region has none: its blocks all get 0.

use crate::page::{Block, Page};

/// Bytes of paragraphs that make a region: about 120 words.
const ARTICLE_SIZED: usize = 700;

/// Numbers the regions 1, 2, ... in reading order; everything outside, or a single one, is 0. `read` gives for each block
/// the number of the `article` it stands in, 1 and up in reading order, or 0.
pub fn settle(page: &mut Page, read: &[u32]) {
    let mut sizes = vec![0; read.iter().max().map_or(0, |most| *most as usize + 1)];
    for (block, region) in page.blocks.iter().zip(read).filter(|(_, region)| **region != 0) {
        // How much more than enough it holds does not matter.
        if let Some(size) = sizes.get_mut(*region as usize).filter(|size| **size < ARTICLE_SIZED)
            && is_running(block)
        {
            *size += block.text.trim().len();
        }
    }
    let mut regions = 0;
    for size in &mut sizes {
        let is_article = *size >= ARTICLE_SIZED;
        regions += usize::from(is_article);
        *size = if is_article { regions } else { 0 };
    }
    for (block, region) in page.blocks.iter_mut().zip(read) {
        let number = sizes.get(*region as usize).filter(|_| regions > 1);
        block.region = number.map_or(0, |number| *number as u32);
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
            .map(|(_, words)| Block::new(BlockKind::Paragraph, "harbour ".repeat(*words)))
            .collect();
        Page { blocks, ..Page::default() }
    }

    fn settled(regions: &[(u32, usize)]) -> Vec<u32> {
        let mut page = page(regions);
        let read: Vec<u32> = regions.iter().map(|(region, _)| *region).collect();
        settle(&mut page, &read);
        page.blocks.iter().map(|b| b.region).collect()
    }

    #[test]
    fn teasers_and_single_articles_are_no_regions() {
        assert_eq!(settled(&[(1, 200), (2, 20), (3, 20)]), [0, 0, 0]);
        assert_eq!(settled(&[(0, 30), (2, 200), (5, 150), (5, 20)]), [0, 1, 2, 2]);
    }
}
