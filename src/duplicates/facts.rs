//! What the search knows of each block: its words as hashes, what it may count for, its twins.
//!
//! Policy: a block that is not shown or that works (button, label, option) takes part in nothing. A
//! *member* may be folded inside an accepted run. *Evidence* may begin or extend a run. *Prose* is
//! evidence long enough to tell a copy from a formula. Twins are blocks with the same words; only the
//! first of them is indexed, so a paragraph that stands 16,000 times costs what its bytes cost.
//! The search owns these facts. Not handled: words that cross two blocks.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::words::{self, IDEOGRAPH, spread};
use crate::page::{Block, Context};

/// May be folded inside a run.
pub(super) const MEMBER: u8 = 1;
/// May begin or extend a run.
pub(super) const EVIDENCE: u8 = 1 << 1;
/// Long enough to prove something.
pub(super) const PROSE: u8 = 1 << 2;
/// h1 to h6.
pub(super) const HEADING: u8 = 1 << 3;
/// Half or more of it are links.
pub(super) const LINKS: u8 = 1 << 4;

/// Words that make a block prose; a character of an unspaced script counts half.
const PROSE_WORDS: u32 = 12;
/// Below this a block in navigation or a form is a label.
const NAV_WORDS: u32 = 15;
/// From this on a heading is no heading.
const STANDFIRST_WORDS: u32 = 25;
/// Below this a table cell is a value or a remark, not prose in a layout table.
const CELL_WORDS: u32 = 25;

/// No block.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// First word of each block, and one past the last word of the last block.
    pub(super) starts: Vec<u32>,
    pub(super) hashes: Vec<u32>,
    pub(super) flags: Vec<u8>,
    pub(super) roles: Vec<u8>,
    /// Words as a reader counts them (an unspaced character counts half).
    pub(super) sizes: Vec<u32>,
    /// The first block with the same words (itself when it is the first).
    pub(super) class: Vec<u32>,
    /// The twin before it.
    pub(super) before: Vec<u32>,
    /// Number of twins, itself included; kept at the first of them.
    pub(super) twins: Vec<u32>,
    /// The last twin so far; kept at the first of them.
    pub(super) latest: Vec<u32>,
    /// Number of blocks of some length before this one: the measure of distance on a page.
    pub(super) rank: Vec<u32>,
    /// What twins are found by: a hash of the words; 0 where it was not asked for.
    keys: Vec<u32>,
    by_hash: FxHashMap<u32, u32>,
}

/// What is known of the words of a block that were cut before; they themselves are taken over before it is read.
pub(super) struct Words {
    count: u32,
    size: u32,
    key: u32,
}

impl Facts {
    /// With room for so many blocks and words.
    pub(super) fn with_capacity(blocks: usize, words: usize) -> Self {
        let room = || Vec::with_capacity(blocks);
        let mut starts = Vec::with_capacity(blocks + 1);
        starts.push(0);
        Self {
            starts,
            hashes: Vec::with_capacity(words),
            flags: Vec::with_capacity(words),
            roles: Vec::with_capacity(blocks),
            sizes: room(),
            class: room(),
            before: room(),
            twins: room(),
            latest: room(),
            rank: room(),
            keys: room(),
            by_hash: FxHashMap::with_capacity_and_hasher(blocks, FxBuildHasher),
        }
    }

    /// Gives back room for words that did not come.
    pub(super) fn settle(&mut self) {
        self.hashes.shrink_to_fit();
        self.flags.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.roles.len()
    }

    /// The first word of block `b`, counted from the page's first.
    pub(super) fn start(&self, b: u32) -> u32 {
        self.starts.get(b as usize).copied().unwrap_or(NONE)
    }

    /// The block in which a word of the page stands.
    pub(super) fn block_of(&self, word: u32) -> u32 {
        self.starts.partition_point(|start| *start <= word).saturating_sub(1) as u32
    }

    /// The words of block `b`.
    pub(super) fn words(&self, b: u32) -> &[u32] {
        self.hashes.get(self.range(b)).unwrap_or(&[])
    }

    pub(super) fn word_flags(&self, b: u32) -> &[u8] {
        self.flags.get(self.range(b)).unwrap_or(&[])
    }

    /// All that the words of block `b` tell by themselves; nothing when there are none.
    pub(super) fn cut(&self, b: u32) -> Option<Words> {
        let count = self.words(b).len() as u32;
        let key = self.keys.get(b as usize).copied().unwrap_or(0);
        (count > 0).then(|| Words { count, size: self.size(b), key })
    }

    /// Takes over the words of some blocks of `earlier`: all at once costs little more than those of one.
    pub(super) fn take_words(&mut self, earlier: &Self, blocks: core::ops::Range<u32>) {
        let words = earlier.start(blocks.start) as usize..earlier.start(blocks.end) as usize;
        self.hashes.extend_from_slice(earlier.hashes.get(words.clone()).unwrap_or(&[]));
        self.flags.extend_from_slice(earlier.flags.get(words).unwrap_or(&[]));
    }

    fn range(&self, b: u32) -> std::ops::Range<usize> {
        let at = |i: usize| self.starts.get(i).copied().unwrap_or(0) as usize;
        at(b as usize)..at(b as usize + 1)
    }

    pub(super) fn is(&self, b: u32, role: u8) -> bool {
        self.roles.get(b as usize).is_some_and(|r| r & role != 0)
    }

    pub(super) fn size(&self, b: u32) -> u32 {
        self.sizes.get(b as usize).copied().unwrap_or(0)
    }

    /// What one word of block `b` counts for a reader: 1, or down to a half in unspaced scripts.
    pub(super) fn scale(&self, b: u32) -> f32 {
        self.size(b) as f32 / self.words(b).len().max(1) as f32
    }

    pub(super) fn class(&self, b: u32) -> u32 {
        self.class.get(b as usize).copied().unwrap_or(NONE)
    }

    pub(super) fn rank(&self, b: u32) -> u32 {
        self.rank.get(b as usize).copied().unwrap_or(0)
    }

    /// How many shown blocks have the words of `b`.
    pub(super) fn copies(&self, b: u32) -> u32 {
        self.twins.get(self.class(b) as usize).copied().unwrap_or(0)
    }

    /// Reads the next block. Of a block whose words were cut before and are taken over, `known` is what they tell.
    pub(super) fn push(&mut self, block: &Block, known: Option<Words>) {
        let b = self.roles.len() as u32;
        let first = self.starts.last().copied().unwrap_or(0);
        let shown = is_shown(block);
        if known.is_none() && shown {
            let (hashes, flags) = (&mut self.hashes, &mut self.flags);
            words::for_each_word(&block.text, |word| {
                hashes.push(word.hash);
                flags.push(word.flags);
            });
        }
        let count = known.as_ref().map_or(self.hashes.len() as u32 - first, |known| known.count);
        self.starts.push(first + count);
        let size = known.as_ref().map_or_else(
            || {
                let flags = self.flags.get(first as usize..).unwrap_or(&[]);
                count - flags.iter().filter(|f| **f & IDEOGRAPH != 0).count() as u32 / 2
            },
            |known| known.size,
        );
        let role = if shown && count > 0 { role(block, size) } else { 0 };
        self.rank.push(match (self.rank.last(), self.roles.last()) {
            (Some(rank), Some(last)) => {
                let long = last & MEMBER != 0 && self.sizes.last().is_some_and(|size| *size >= NAV_WORDS);
                rank + u32::from(last & EVIDENCE != 0 || long)
            }
            _ => 0,
        });
        self.roles.push(role);
        self.sizes.push(size);
        self.class.push(b);
        self.before.push(NONE);
        self.twins.push(1);
        self.latest.push(b);
        self.keys.push(known.map_or(0, |known| known.key));
        if role & MEMBER != 0 {
            self.join_twins(b);
        }
    }

    /// Whether block `b`, whose text is unchanged, still counts for what it did: its element, place and
    /// visibility may have changed.
    pub(super) fn still(&self, b: u32, block: &Block) -> bool {
        let wordless = self.words(b).is_empty();
        if is_shown(block) && wordless && block.text.contains(char::is_alphanumeric) {
            return false; // it was hidden then, and its words were not cut
        }
        let role = if is_shown(block) && !wordless { role(block, self.size(b)) } else { 0 };
        self.roles.get(b as usize) == Some(&role)
    }

    fn join_twins(&mut self, b: u32) {
        let mut key = self.keys.get(b as usize).copied().filter(|key| *key != 0).unwrap_or_else(|| {
            self.words(b).iter().fold(17_u32, |h, w| (h ^ w).wrapping_mul(0x9e37_79b1).rotate_left(15))
        });
        if let Some(slot) = self.keys.get_mut(b as usize) {
            *slot = key;
        }
        // A clash of block hashes moves on to the next key: words decide, never the hash.
        for _ in 0..8 {
            let Some(&first) = self.by_hash.get(&key) else {
                self.by_hash.insert(key, b);
                return;
            };
            if self.words(first) == self.words(b) {
                let slot = first as usize;
                if let (Some(class), Some(before), Some(twins), Some(latest)) = (
                    self.class.get_mut(b as usize),
                    self.before.get_mut(b as usize),
                    self.twins.get_mut(slot),
                    self.latest.get_mut(slot),
                ) {
                    *class = first;
                    *before = *latest;
                    *latest = b;
                    *twins += 1;
                }
                return;
            }
            key = spread(key.wrapping_add(0x9e37_79b9));
        }
    }
}

/// Whether a block takes part: seen by the reader, and no control.
fn is_shown(block: &Block) -> bool {
    let works = Context::BUTTON.with(Context::LABEL).with(Context::OPTION);
    block.visible && !block.context.any(works)
}

fn role(block: &Block, size: u32) -> u8 {
    // A sentence or two in a heading's element is a standfirst, and prose.
    let heading = matches!(block.tag.as_bytes(), [b'h', b'1'..=b'6']) && size < STANDFIRST_WORDS;
    let links = (block.link_bytes as usize) * 2 >= block.text.len().max(1);
    let context = block.context;
    let furniture = context.any(Context::NAV.with(Context::FORM)) && size < NAV_WORDS
        || context.any(Context::HEADER)
            && !context.any(Context::ARTICLE.with(Context::MAIN))
            && size < NAV_WORDS
            && *block.tag != *"h1";
    let quoted = Context::PRE.with(Context::COMMENT);
    let mut role = MEMBER;
    if heading {
        role |= HEADING;
    }
    if links {
        role |= LINKS;
    }
    let cell = context.any(Context::TABLE) && size < CELL_WORDS;
    if !links && !furniture && !cell && !context.any(quoted) && size >= 4 {
        role |= EVIDENCE;
        if size >= PROSE_WORDS && !heading {
            role |= PROSE;
        }
    }
    role
}
