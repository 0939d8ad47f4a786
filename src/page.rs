//! What is read: a page as a list of blocks.
//!
//! Problem: finders must not know the DOM. Policy: the reader (`dom/reader.rs`, or a test, or the
//! command line) turns whatever it has into blocks; a block is a paragraph-like unit with its own
//! text only, so that nested blocks never count twice. The caller owns the page; finders borrow it.
//! Not handled: frames and closed shadow roots (each is a page of its own or out of reach).

use alloc::sync::Arc;

use crate::order;

pub mod gate;
pub mod kind;
pub mod region;

/// The number of a block: its place in [`Page::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BlockId(pub u32);

impl BlockId {
    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the clock is looked at behind this block even when it cost nothing, because it stands as it stood:
    /// to ask for the time costs more than such a block.
    pub const fn is_milestone(self) -> bool {
        self.0.is_multiple_of(256)
    }
}

/// The document being read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The document's title, as the browser shows it; may be empty.
    pub title: String,
    /// The declared language (BCP 47, as in `<html lang>`), lower case; empty when none is declared.
    pub language: String,
    /// When the page says it was published: ISO 8601, from `<time datetime>` or metadata; empty when unknown.
    pub published: String,
    /// The blocks in document order.
    pub blocks: Vec<Block>,
}

/// What kind of block a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum BlockKind {
    /// The page's or article's headline (h1).
    Headline,
    /// A heading below the headline (h2 to h6).
    Subhead,
    /// A lead below the headline, set apart from the body.
    Standfirst,
    /// "By Ann Lee", with or without a date.
    Byline,
    /// Place and date in a line of their own.
    Dateline,
    /// Running text.
    #[default]
    Paragraph,
    /// A block quotation or pull quote.
    Quote,
    /// A caption of a picture, table or film.
    Caption,
    /// A photo credit or a "Reporting by" line.
    Credit,
    /// A list item.
    ListItem,
    /// A table cell.
    Cell,
    /// A line of links to other pages.
    Related,
    /// Anything else: buttons, labels, navigation, preformatted text.
    Furniture,
}

/// Where a block stands: flags gathered from the block's element and its ancestors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Context(pub u32);

impl Context {
    /// In `nav`, `menu` or an element with a navigation-like role.
    pub const NAV: Self = Self(1);
    /// In `aside`.
    pub const ASIDE: Self = Self(1 << 1);
    /// In `footer`.
    pub const FOOTER: Self = Self(1 << 2);
    /// In `header`.
    pub const HEADER: Self = Self(1 << 3);
    /// In `table`.
    pub const TABLE: Self = Self(1 << 4);
    /// In `pre` or `code`.
    pub const PRE: Self = Self(1 << 5);
    /// In `form`.
    pub const FORM: Self = Self(1 << 6);
    /// In `blockquote` or `q`.
    pub const QUOTE: Self = Self(1 << 7);
    /// In `button` or an element with that role.
    pub const BUTTON: Self = Self(1 << 8);
    /// In `figure`.
    pub const FIGURE: Self = Self(1 << 9);
    /// In `label`.
    pub const LABEL: Self = Self(1 << 10);
    /// In `option`.
    pub const OPTION: Self = Self(1 << 11);
    /// In `li`.
    pub const ITEM: Self = Self(1 << 12);
    /// In `article`.
    pub const ARTICLE: Self = Self(1 << 13);
    /// In `main`.
    pub const MAIN: Self = Self(1 << 14);
    /// In an element whose class or id says comments, replies or responses.
    pub const COMMENT: Self = Self(1 << 15);
    /// In an `aria-hidden` element (carousel clones).
    pub const ARIA_HIDDEN: Self = Self(1 << 16);
    /// In `dialog` or an element with that role.
    pub const DIALOG: Self = Self(1 << 17);

    /// Whether any of `flags` is set.
    pub const fn any(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, flags: Self) -> Self {
        Self(self.0 | flags.0)
    }
}

/// A paragraph-like unit of the page's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its own text as it stands in the page: white space is not collapsed, a `<br>` is "\n". As all strings of a
    /// block, it is shared with the page's earlier states where the block stands.
    pub text: Arc<str>,
    /// Element name in lower case ("p", "div", "h1"); empty when the text comes from no page.
    pub tag: Arc<str>,
    /// Where it stands.
    pub context: Context,
    /// Whether the browser shows it. A block that is not shown is never a keeper and never folded.
    pub visible: bool,
    /// Bytes of `text` that lie inside links.
    pub link_bytes: u32,
    /// Number of `<br>` in it.
    pub breaks: u32,
    /// Number of the parent element: equal for siblings, else without meaning.
    pub parent: u32,
    /// Number of the article region it stands in (each `article` or article-sized region of an
    /// endless page is one); 0 when the page has only one.
    pub region: u32,
    /// Class and id of the element and up to three ancestors, nearest first, joined by "|".
    pub hints: Arc<str>,
    /// Whether it is, holds or lies in the target of the address's fragment (`#id`).
    pub target: bool,
    /// Whether it holds pictures, film, sound or other embedded content of its own.
    pub media: bool,
}

impl Block {
    /// A visible block of running text: what a text without markup is made of.
    pub fn new(kind: BlockKind, text: impl Into<Arc<str>>) -> Self {
        Self { kind, text: text.into(), visible: true, ..Self::default() }
    }

    /// Whether names and claims are looked for here: shown, not furniture, not mostly links.
    pub fn is_prose(&self) -> bool {
        const NEVER: Context = Context::NAV
            .with(Context::FORM)
            .with(Context::BUTTON)
            .with(Context::LABEL)
            .with(Context::OPTION)
            .with(Context::PRE)
            .with(Context::ARIA_HIDDEN)
            .with(Context::FOOTER);
        self.visible
            && !self.context.any(NEVER)
            && !matches!(self.kind, BlockKind::Furniture | BlockKind::Related)
            && (self.link_bytes as usize) * 2 <= self.text.len()
    }
}

impl Page {
    /// A page made of plain text: every line is a paragraph (an empty line an empty one, so that line numbers hold).
    pub fn from_lines(text: &str) -> Self {
        Self {
            blocks: text.split('\n').map(|line| Block::new(BlockKind::Paragraph, line)).collect(),
            ..Self::default()
        }
    }

    /// Blocks with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.blocks.iter().enumerate().map(|(i, block)| (BlockId(i as u32), block))
    }
}

/// Sorts what stands in blocks by `key`, which begins with the `block`: first into blocks, then within each. On a long
/// page that is several times quicker than to compare all with all.
pub(crate) fn sort_by_block<T: Copy, K: Ord>(
    items: &mut Vec<T>,
    block: impl Fn(&T) -> BlockId,
    key: impl Fn(&T) -> K,
) {
    let blocks = items.iter().map(|item| block(item).index() + 1).max().unwrap_or(0);
    // Hardly anything on a page of many blocks.
    if blocks / 16 > items.len() {
        return order::sort_by_key(items, key);
    }
    let mut next = vec![0_u32; blocks + 1];
    for item in items.iter() {
        next[block(item).index() + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut sorted = items.clone();
    for item in items.iter() {
        let slot = &mut next[block(item).index()];
        if let Some(place) = sorted.get_mut(*slot as usize) {
            *place = *item;
        }
        *slot += 1;
    }
    for here in sorted.chunk_by_mut(|a, b| block(a) == block(b)) {
        order::sort_by_key(here, &key);
    }
    *items = sorted;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_into_blocks_first_is_sorting() {
        let mut state = 9_u32;
        let mut below = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % n
        };
        for (items, blocks) in [(0, 1), (1, 9), (3, 900), (200, 7), (200, 150), (500, 3000)] {
            let mut all: Vec<(u32, u32)> = (0..items).map(|_| (below(blocks), below(20))).collect();
            let mut expected = all.clone();
            expected.sort_unstable();
            sort_by_block(&mut all, |item| BlockId(item.0), |item| *item);
            assert_eq!(all, expected, "{items} in {blocks}");
        }
    }
}
