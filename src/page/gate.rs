//! Whether a page is worth reading closely: an article, and not a front page or an application.
//!
//! Source of the method: the rule of Mozilla's Readability, `isProbablyReaderable` (paragraph length
//! 140, score 20), counted on blocks. Policy: cheap, and asked before anything else is done.

use crate::page::{Block, BlockKind, Context, Page};

/// Characters below which a paragraph counts for nothing.
const SHORTEST: usize = 140;
/// The sum of the square roots of what paragraphs have beyond [`SHORTEST`] characters.
const ENOUGH: f64 = 20.0;

/// Whether `page` holds an article.
pub fn is_article(page: &Page) -> bool {
    let mut score = 0.0;
    for block in page.blocks.iter().filter(|b| counts(b)) {
        let length = block.text.trim().chars().count();
        score += (length.saturating_sub(SHORTEST) as f64).sqrt();
        if score > ENOUGH {
            return true;
        }
    }
    false
}

fn counts(block: &Block) -> bool {
    const ELSEWHERE: Context = Context::ITEM.with(Context::COMMENT).with(Context::ASIDE).with(Context::TABLE);
    block.is_prose()
        && !block.context.any(ELSEWHERE)
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Standfirst)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(paragraphs: usize, length: usize) -> Page {
        let text = "x".repeat(length);
        let blocks = (0..paragraphs).map(|_| Block::new(BlockKind::Paragraph, text.clone())).collect();
        Page { blocks, ..Page::default() }
    }

    #[test]
    fn three_good_paragraphs_are_an_article_and_many_scraps_are_not() {
        assert!(is_article(&page(3, 240)));
        assert!(!is_article(&page(1, 240)));
        assert!(!is_article(&page(500, 120)));
        assert!(!is_article(&Page::default()));
    }

    #[test]
    fn comments_do_not_make_an_article() {
        let mut page = page(10, 400);
        for block in &mut page.blocks {
            block.context = Context::COMMENT;
        }
        assert!(!is_article(&page));
    }
}
