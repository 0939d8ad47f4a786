//! The page's text cut into tokens and sentences, once, for the finders of names and claims.
//!
//! Policy: tokens follow the habits of the annotated corpora (Penn Treebank: possessives, currency
//! signs and brackets stand alone; "U.S." and "Mr." keep their stop). The duplicates finder has its
//! own, coarser words (`duplicates::words`), because it must see through typography.

mod language;
mod sentences;
mod tokens;

pub(crate) use language::Tongue;
pub use language::{is_broken, is_english, is_foreign};
pub use sentences::sentences;
pub use tokens::{Token, TokenClass, tokens};

use alloc::sync::Arc;

use crate::page::{BlockId, Page};
use crate::span::Span;

/// One block's tokens and sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockText {
    /// In reading order; never empty spans, never overlapping.
    pub tokens: Vec<Token>,
    /// Ranges of `tokens`, in reading order, covering all of them.
    pub sentences: Vec<Sentence>,
    /// How many of the tokens are words.
    pub words: u32,
    /// What tells its language.
    pub(crate) tongue: Tongue,
}

/// Whether a word begins with a capital. A function of its own: dozens of places ask for it.
#[inline(never)]
pub fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
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

    /// The sentence of token `i`.
    pub fn sentence_of(&self, i: usize) -> Option<Sentence> {
        let behind = self.sentences.partition_point(|s| s.first as usize <= i);
        let found = behind.checked_sub(1).and_then(|at| self.sentences.get(at)).copied();
        found.filter(|s| i < s.end as usize)
    }

    /// Whether a sentence begins with token `i`.
    pub fn begins_sentence(&self, i: usize) -> bool {
        self.sentences.binary_search_by_key(&i, |s| s.first as usize).is_ok()
    }
}

/// All blocks' tokens and sentences; blocks that are not read are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// One per block of the page; shared with the texts of the page's earlier states where a block stands.
    pub blocks: Vec<Arc<BlockText>>,
}

impl Text {
    /// Cuts the prose blocks of `page`, up to `max_bytes` bytes in all.
    pub fn read(page: &Page, max_bytes: u32) -> Self {
        let mut reading = Reading::new(max_bytes);
        reading.advance(page, &mut || true);
        reading.text
    }

    /// The tokens and sentences of `block`.
    pub fn block(&self, block: BlockId) -> &BlockText {
        static NOTHING: BlockText =
            BlockText { tokens: Vec::new(), sentences: Vec::new(), words: 0, tongue: Tongue::NONE };
        self.blocks.get(block.index()).map_or(&NOTHING, Arc::as_ref)
    }
}

/// A cutting under way.
#[derive(Debug, Default)]
pub struct Reading {
    left: usize,
    earlier: Vec<Option<Arc<BlockText>>>,
    /// Whether every block has the number it had, and which of them do not read as they did.
    in_place: bool,
    changed: Vec<u32>,
    text: Text,
}

impl Reading {
    /// Begins; at most `max_bytes` bytes are cut.
    pub fn new(max_bytes: u32) -> Self {
        Self { left: max_bytes as usize, ..Self::default() }
    }

    /// Begins on a changed page. `was` gives for each block the number it had in `earlier` when its text is
    /// unchanged, else `u32::MAX`.
    pub fn after(earlier: &Text, was: &[u32], max_bytes: u32) -> Self {
        let known = |b: &u32| earlier.blocks.get(*b as usize).cloned();
        let stays = |(now, then): (u32, &u32)| *then == now || *then == u32::MAX;
        let in_place = was.len() == earlier.blocks.len() && (0..).zip(was).all(stays);
        Self { earlier: was.iter().map(known).collect(), in_place, ..Self::new(max_bytes) }
    }

    /// Works until all is cut (true) or `time_left` says stop (false).
    pub fn advance(&mut self, page: &Page, time_left: &mut dyn FnMut() -> bool) -> bool {
        while let Some(block) = page.blocks.get(self.text.blocks.len()) {
            let id = BlockId(self.text.blocks.len() as u32);
            let known = self.earlier.get_mut(id.index()).and_then(Option::take);
            let is_read = block.is_prose() && block.text.len() <= self.left;
            let known = known.filter(|k| k.tokens.is_empty() != is_read);
            let is_new = known.is_none();
            let cut = known.unwrap_or_else(|| {
                if is_read { Arc::new(BlockText::read(&block.text)) } else { Arc::default() }
            });
            if is_read {
                self.left -= block.text.len();
            } else if block.is_prose() {
                // Nothing behind it is read, however short: what a reader is shown ends at one place, and a longer
                // paragraph near the beginning does not exchange one far away for another.
                self.left = 0;
            }
            if is_new && self.in_place {
                self.changed.push(id.0);
            }
            self.text.blocks.push(cut);
            if (is_new || id.is_milestone()) && !time_left() {
                return false;
            }
        }
        true
    }

    /// The blocks that do not read as they did, once all is cut, where all others have the numbers they had: these are
    /// cut as they were.
    pub fn changed(&self) -> Option<&[u32]> {
        self.in_place.then_some(&self.changed)
    }

    /// Gives away what was cut.
    pub fn finish(self) -> Text {
        self.text
    }
}

impl BlockText {
    /// Cuts one block's text.
    pub fn read(text: &str) -> Self {
        let mut tokens = tokens(text);
        let mut sentences = sentences(text, &tokens);
        // They are kept as long as the page: room for more would never be used.
        tokens.shrink_to_fit();
        sentences.shrink_to_fit();
        let words = tokens.iter().filter(|t| t.is_word()).count() as u32;
        let tongue = Tongue::new(text, &tokens);
        Self { tokens, sentences, words, tongue }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ends_at_the_first_block_that_is_too_long() {
        let page = Page::from_lines("One two three.\nThis one is longer than what is left.\nShort.");
        let read = |bytes: u32| {
            let text = Text::read(&page, bytes);
            text.blocks.iter().map(|b| b.words).collect::<Vec<_>>()
        };
        assert_eq!(read(30), [3, 0, 0]);
        assert_eq!(read(60), [3, 8, 1]);
        assert_eq!(read(51), [3, 8, 0]);
    }
}
