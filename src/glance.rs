//! The names where the reader looks, before the page is read whole.
//!
//! Problem: on a long page the names are known only when all of it was read, because every occurrence of a word
//! has a vote; the reader looks at one screen of it. Policy: the paragraphs that fill the screen are read first,
//! as if they were the page, and their names may be shown as they are sketched ([`entities::sketch`]); what the whole
//! page says of them later takes their place. Nothing found here enters the findings. A page that is not much longer
//! than its first screen is not worth it. The glance owns a copy of those paragraphs. Not handled: which names are of
//! one thing, what a name is described as, quantities, repeats, claims.

use crate::analysis::Findings;
use crate::annotations;
use crate::claims::Claims;
use crate::corrections::{self, Corrections};
use crate::entities::{self, Entities, tagger::Tagging};
use crate::marks::{self, Mark, Wanted};
use crate::models::Models;
use crate::page::Page;
use crate::report::{self, Utf16};
use crate::text::{self, Text};

/// Words that fill a screen.
const SCREEN: u32 = 250;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Text,
    Names,
    Sketch,
    Done,
}

/// A glance at a page under way.
#[derive(Debug)]
pub struct Glance {
    page: Page,
    /// The number on the whole page of the first block here.
    first: u32,
    stage: Stage,
    reading: text::Reading,
    text: Text,
    names: Tagging,
    found: Entities,
}

impl Glance {
    /// Glances at `page` from block `first` on; `words` are those of each block. None where that is not worth it.
    pub fn new(page: &Page, words: &[u32], first: usize) -> Option<Self> {
        let prose = |from: usize| {
            let blocks = page.blocks.iter().zip(words).enumerate().skip(from);
            blocks.filter(|(_, (block, _))| block.is_prose()).map(|(at, (_, words))| (at, *words))
        };
        let first = prose(first).next()?.0;
        let mut left = SCREEN;
        let last = prose(first).find(|(_, words)| {
            left = left.saturating_sub(*words);
            left == 0
        });
        let blocks = page.blocks.get(first..=last?.0)?.to_vec();
        let beyond: u32 =
            words.iter().sum::<u32>() - words.iter().skip(first).take(blocks.len()).sum::<u32>();
        if beyond < SCREEN {
            return None;
        }
        let Page { title, language, published, .. } = page;
        let (title, language, published) = (title.clone(), language.clone(), published.clone());
        let page = Page { title, language, published, blocks };
        Some(Self {
            page,
            first: first as u32,
            stage: Stage::Text,
            reading: text::Reading::new(u32::MAX),
            text: Text::default(),
            names: Tagging::default(),
            found: Entities::default(),
        })
    }

    /// Works until the names are found (true) or `time_left` says stop (false).
    pub fn advance(&mut self, models: &Models, time_left: &mut dyn FnMut() -> bool) -> bool {
        while self.stage != Stage::Done {
            self.stage = match self.stage {
                Stage::Text => {
                    if !self.reading.advance(&self.page, time_left) {
                        return false;
                    }
                    self.text = core::mem::take(&mut self.reading).finish();
                    Stage::Names
                }
                Stage::Names => {
                    if !self.names.advance(&self.page, &self.text, models, time_left) {
                        return false;
                    }
                    Stage::Sketch
                }
                Stage::Sketch => {
                    self.found = entities::sketch(&self.page, &self.text, &self.names.names());
                    Stage::Done
                }
                Stage::Done => Stage::Done,
            };
            if !time_left() {
                break;
            }
        }
        self.stage == Stage::Done
    }

    /// Whether the names are found.
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// What is to be painted of the names found, in the blocks of the whole page.
    pub fn marks(&self, fixes: &Corrections, wanted: &Wanted) -> Vec<Mark> {
        let entities = self.found.clone();
        let annotations = annotations::merge(&entities, &Claims::default());
        let mut findings = Findings { entities, annotations, ..Findings::default() };
        corrections::apply(&self.page, &mut findings, fixes);
        let utf16 = Utf16::new(&self.page);
        let table = report::paint_table(&findings, &utf16);
        let ground = marks::Ground { page: &self.page, words: &[], utf16: &utf16 };
        let mut marks = marks::choose(ground, &findings, &table, wanted);
        for mark in &mut marks {
            mark.block += self.first;
        }
        marks
    }
}

#[cfg(all(test, feature = "embedded-models"))]
mod tests {
    use super::*;
    use crate::page::{Block, BlockKind};

    const PARAGRAPH: &str = "Mayor Ruth Okello of Nairobi told reporters on Monday that the harbour would be \
                             closed for three weeks while the divers looked for the cracks in its northern wall.";

    fn page(paragraphs: usize) -> Page {
        let menu = Block::new(BlockKind::Furniture, "Home");
        let text = core::iter::repeat_n(Block::new(BlockKind::Paragraph, PARAGRAPH), paragraphs);
        Page { blocks: core::iter::once(menu).chain(text).collect(), ..Page::default() }
    }

    fn glance(page: &Page, first: usize) -> Option<Glance> {
        let words: Vec<u32> = page.blocks.iter().map(|b| b.text.split_whitespace().count() as u32).collect();
        Glance::new(page, &words, first)
    }

    #[test]
    fn the_first_screen_is_read_where_it_stands() {
        let models = Models::embedded().expect("the models open");
        let page = page(60);
        for (from, first) in [(0, 1), (1, 1), (30, 30)] {
            let mut glance = glance(&page, from).expect("a long page");
            let mut slices = 1;
            while !glance.advance(&models, &mut || false) {
                slices += 1;
            }
            let marks = glance.marks(&Corrections::default(), &Wanted { names: true, ..Wanted::default() });
            assert_eq!(marks.first().map(|m| m.block), Some(first));
            let last = marks.last().map_or(0, |m| m.block);
            assert!((first + 3..first + 20).contains(&last), "one screen: {last}");
            assert!(slices > 10);
        }
    }

    #[test]
    fn a_short_page_is_read_whole_at_once() {
        assert!(glance(&page(12), 0).is_none());
        assert!(glance(&page(0), 0).is_none());
        assert!(glance(&page(60), 59).is_none(), "its end is no screen");
    }
}
