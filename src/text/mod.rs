//! The page's text cut into tokens and sentences, once, for the finders of names and claims.
//!
//! Policy: tokens follow the habits of the annotated corpora (Penn Treebank: possessives, currency
//! signs and brackets stand alone; "U.S." and "Mr." keep their stop). The duplicates finder has its
//! own, coarser words (`duplicates::words`), because it must see through typography.

mod language;
mod sentences;
mod tokens;

pub use language::is_english;
pub use sentences::sentences;
pub use tokens::{Token, TokenClass, tokens};

use crate::page::{BlockId, Page};
use crate::span::Span;

/// One block's tokens and sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockText {
    /// In reading order; never empty spans, never overlapping.
    pub tokens: Vec<Token>,
    /// Ranges of `tokens`, in reading order, covering all of them.
    pub sentences: Vec<Sentence>,
}

/// A sentence as a range of its block's tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

impl BlockText {
    /// The bytes from the first to the last token of `sentence`.
    pub fn span(&self, sentence: Sentence) -> Span {
        match self.tokens.get(sentence.first as usize..sentence.end as usize) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }
}

/// All blocks' tokens and sentences; blocks that are not read are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// One per block of the page.
    pub blocks: Vec<BlockText>,
}

impl Text {
    /// Cuts the prose blocks of `page`, up to `max_bytes` bytes in all.
    pub fn read(page: &Page, max_bytes: u32) -> Self {
        let mut left = max_bytes as usize;
        let blocks = page
            .blocks
            .iter()
            .map(|block| {
                if !block.is_prose() || block.text.len() > left {
                    return BlockText::default();
                }
                left -= block.text.len();
                BlockText::read(&block.text)
            })
            .collect();
        Self { blocks }
    }

    /// The tokens and sentences of `block`.
    pub fn block(&self, block: BlockId) -> &BlockText {
        static NOTHING: BlockText = BlockText { tokens: Vec::new(), sentences: Vec::new() };
        self.blocks.get(block.index()).unwrap_or(&NOTHING)
    }
}

impl BlockText {
    /// Cuts one block's text.
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let sentences = sentences(text, &tokens);
        Self { tokens, sentences }
    }
}
