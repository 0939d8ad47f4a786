//! Bytes read as choices: numbers, texts, pages.

use galley::{Block, BlockKind, Context, Page};

/// Pieces that pages of news are made of, and pieces they should not hold.
const PIECES: [&str; 56] = [
    "Ann Lee ",
    "Lee ",
    "Mr. Okafor ",
    "the World Bank ",
    "Reuters ",
    "Paris ",
    "the council ",
    "a spokesman ",
    "he ",
    "She ",
    "said ",
    "told reporters that ",
    "according to ",
    "claimed ",
    "denied that ",
    "asked whether ",
    "it rained ",
    "exports fell by 3 percent ",
    "the harbour was closed on Monday ",
    "$4.2 million ",
    "in May ",
    "last year ",
    "“we shall see,” ",
    "“",
    "”",
    "\"",
    "‘no’ ",
    ". ",
    ".\n",
    "! ",
    ": ",
    ", ",
    "— ",
    "😀 ",
    "e\u{301} ",
    "漢字 ",
    "\u{202e}",
    "\u{0}",
    "U.S. ",
    "II ",
    "Ann Lee, the mayor of Paris, ",
    "Sam Lee ",
    "Mrs. Lee ",
    "Lee7 ",
    "the mayor ",
    "President Okafor ",
    "Helen Okafor ",
    "Tarn Port Board (TPB) ",
    "TPB ",
    "the board ",
    "Acme Corp ",
    "Acme ",
    "Parisian ",
    "Harbour Closes ",
    "LEE: ",
    "the harbour board said on Monday that the eastern quay would stay closed for repairs ",
];

/// Bytes that answer questions; zeros when they are used up.
pub struct Input<'a> {
    bytes: &'a [u8],
}

impl<'a> Input<'a> {
    /// From the first byte on.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Whether something is left.
    pub const fn is_left(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `n` (0 for 0).
    pub fn below(&mut self, n: usize) -> usize {
        let wide = usize::from(self.byte()) << 8 | usize::from(self.byte());
        if n == 0 { 0 } else { wide % n }
    }

    /// A text: pieces of news, or raw bytes.
    pub fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 48);
        if self.byte() < 16 {
            let (raw, rest) = self.bytes.split_at(length.min(self.bytes.len()));
            self.bytes = rest;
            return String::from_utf8_lossy(raw).into_owned();
        }
        (0..length).map(|_| PIECES[usize::from(self.byte()) % PIECES.len()]).collect()
    }

    /// A block of any kind.
    pub fn block(&mut self) -> Block {
        use BlockKind::{Byline, Caption, Furniture, Headline, ListItem, Paragraph, Quote, Subhead};
        let kinds =
            [Paragraph, Paragraph, Paragraph, Headline, Subhead, Quote, Caption, ListItem, Byline, Furniture];
        let kind = kinds[self.below(kinds.len())];
        let mut block = Block::new(kind, self.text());
        block.tag = if kind == Headline { "h1" } else { "p" }.into();
        let odd = self.byte();
        block.visible = odd % 16 != 1;
        block.target = odd % 32 == 2;
        block.parent = u32::from(odd % 4);
        block.region = u32::from(odd % 64 / 48);
        block.context = if odd % 16 == 3 { Context(1 << (self.byte() % 18)) } else { Context::default() };
        block.link_bytes = if odd % 16 == 4 { block.text.len() as u32 } else { 0 };
        block
    }

    /// A page of some blocks; some of them stand there twice.
    pub fn page(&mut self) -> Page {
        let mut blocks: Vec<Block> = Vec::new();
        for _ in 0..self.byte() % 24 {
            let block = if self.byte() < 64 && !blocks.is_empty() {
                let at = self.below(blocks.len());
                blocks[at].clone()
            } else {
                self.block()
            };
            blocks.push(block);
        }
        let language = ["", "en", "de"][usize::from(self.byte() % 3)].to_owned();
        Page { title: self.text(), language, published: String::new(), blocks }
    }
}
