//! What the finders of names know of each block and of each form of a name, kept over changes.
//!
//! Problem: a changed paragraph must not have the whole article's names read, folded and compared anew. Policy:
//! what a block's own tokens tell (its language, its case, the keys of its words), what one place tells (its
//! form, the post before it, what is said of it) and what the letters of a name tell are found once. A block is
//! the same when its tokens are the very same, shared ones and its kind is; so what is kept is what a fresh
//! reading finds. Questions to all words of the page ("where does this surname stand?") go over the keys and
//! look at letters only where a key fits. [`super::Gathering`] owns this. Not handled: what depends on other
//! blocks.

use alloc::rc::Rc;
use alloc::sync::Arc;

use rustc_hash::FxHashMap;

use super::aliases::{clean, is_acronym, people};
use super::authors::is_author;
use super::describe::Said;
use super::forms::Form;
use super::genders::{self, Gender};
use super::written;
use super::{EntityKind, NameSpan};
use crate::page::{Block, BlockId, BlockKind, Page};
use crate::span::{Place, Span};
use crate::text::{BlockText, Text, is_foreign};

/// A form of a name as it stands in the text, with all that its letters tell.
#[derive(Debug)]
pub(super) struct Surface {
    pub(super) form: Rc<Form>,
    /// The same number for all surfaces of the same words.
    pub(super) words: u32,
    /// White space collapsed; and the same number for all surfaces that are shown alike.
    pub(super) clean: Rc<str>,
    pub(super) shown: u32,
    pub(super) lower: Box<str>,
    pub(super) acronym: bool,
}

/// All surfaces met.
#[derive(Debug, Default)]
pub(super) struct Surfaces {
    all: Vec<Surface>,
    numbers: FxHashMap<Box<str>, u32>,
    words: FxHashMap<Vec<String>, u32>,
    shown: FxHashMap<Rc<str>, u32>,
}

impl Surfaces {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let form = Rc::new(Form::new(text));
        let next = self.words.len() as u32;
        let words = *self.words.entry(form.words.clone()).or_insert(next);
        let clean: Rc<str> = clean(text).into();
        let next = self.shown.len() as u32;
        let shown = *self.shown.entry(Rc::clone(&clean)).or_insert(next);
        let number = self.all.len() as u32;
        let (lower, acronym) = (text.to_lowercase().into(), is_acronym(text));
        self.all.push(Surface { form, words, clean, shown, lower, acronym });
        self.numbers.insert(text.into(), number);
        number
    }

    /// A surface by its number.
    pub(super) fn get(&self, number: u32) -> &Surface {
        &self.all[number as usize]
    }
}

/// What the place of a name tells.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    span: Span,
    /// The number of its surface.
    pub(super) surface: u32,
    /// Whether it stands where the page says who made it.
    pub(super) author: bool,
    /// The post or form of address before it.
    pub(super) post: Option<Rc<str>>,
    /// What the word before it tells.
    pub(super) gender: Option<Gender>,
    /// What is said of it there, as a name of that kind.
    pub(super) said: Option<(EntityKind, Rc<Said>)>,
}

/// What is known of one block.
#[derive(Debug, Default)]
pub(super) struct KnownBlock {
    read: Option<Arc<BlockText>>,
    kind: Option<BlockKind>,
    /// Whether it is in another language.
    pub(super) foreign: bool,
    /// Whether its capitals tell nothing, as a heading in title case; and as a line of capitals, too.
    pub(super) nothing: bool,
    pub(super) line: bool,
    /// Numbers that are glued to its words.
    pub(super) glued: Vec<u32>,
    /// The keys of its tokens ([`key`]).
    pub(super) keys: Vec<u32>,
    /// In order of place.
    spots: Vec<Spot>,
    /// What its names were before they were mended, whether footnotes were cut off, and what came of them.
    mended: Option<(Vec<NameSpan>, bool, Vec<NameSpan>)>,
}

impl KnownBlock {
    fn new(page: &Page, text: &Text, id: BlockId, block: &Block, read: Option<&Arc<BlockText>>) -> Self {
        let tokens = read.map_or(&[][..], |read| &read.tokens);
        let nothing = written::says_nothing(block);
        Self {
            foreign: is_foreign(page, text, id),
            nothing,
            line: nothing || written::is_shouted(block),
            glued: written::glued_numbers(&block.text, tokens),
            keys: tokens.iter().map(|t| key(t.span.text(&block.text))).collect(),
            read: read.cloned(),
            kind: Some(block.kind),
            spots: Vec::new(),
            mended: None,
        }
    }

    /// Whether it is not known what comes of its names.
    pub(super) fn is_unmended(&self) -> bool {
        self.mended.is_none()
    }

    fn is_of(&self, block: &Block, read: Option<&Arc<BlockText>>) -> bool {
        let same = |(a, b): (&Arc<BlockText>, &Arc<BlockText>)| Arc::ptr_eq(a, b) && !a.tokens.is_empty();
        self.kind == Some(block.kind) && self.read.as_ref().zip(read).is_some_and(same)
    }
}

/// What is known of a page.
#[derive(Debug, Default)]
pub(super) struct Known {
    earlier: Vec<KnownBlock>,
    pub(super) blocks: Vec<KnownBlock>,
    pub(super) surfaces: Surfaces,
}

/// Surfaces above which those that may be gone are forgotten, together with what points at them.
const MOST_SURFACES: usize = 1 << 16;

impl Known {
    /// What is known of all blocks of `page`.
    #[cfg(test)]
    pub(super) fn of(page: &Page, text: &Text) -> Self {
        let mut known = Self::default();
        known.advance(page, text, &mut || true);
        known
    }

    /// Begins on a changed page. `was` gives for each block the number it had when its text is unchanged,
    /// else `u32::MAX`.
    pub(super) fn after(mut self, was: &[u32]) -> Self {
        let old = &mut self.blocks;
        let take = |b: &u32| old.get_mut(*b as usize).map(core::mem::take).unwrap_or_default();
        let earlier = was.iter().map(take).collect();
        if self.surfaces.all.len() > MOST_SURFACES {
            return Self::default();
        }
        Self { earlier, blocks: Vec::new(), surfaces: self.surfaces }
    }

    /// Reads on until all blocks are known (true) or `time_left` says stop (false).
    pub(super) fn advance(&mut self, page: &Page, text: &Text, time_left: &mut dyn FnMut() -> bool) -> bool {
        while let Some(block) = page.blocks.get(self.blocks.len()) {
            let id = BlockId(self.blocks.len() as u32);
            let read = text.blocks.get(id.index());
            let known = self.earlier.get_mut(id.index()).map(core::mem::take);
            let known = known.filter(|known| known.is_of(block, read));
            let is_new = known.is_none();
            self.blocks.push(known.unwrap_or_else(|| KnownBlock::new(page, text, id, block, read)));
            if (is_new || id.is_milestone()) && !time_left() {
                return self.blocks.len() == page.blocks.len();
            }
        }
        self.earlier = Vec::new();
        true
    }

    /// A block by its number.
    pub(super) fn block(&self, id: BlockId) -> Option<&KnownBlock> {
        self.blocks.get(id.index())
    }

    /// What the place of a name tells.
    pub(super) fn spot(&mut self, page: &Page, place: Place) -> &mut Spot {
        let index = place.block.index();
        if self.blocks.len() <= index {
            self.blocks.resize_with(index + 1, KnownBlock::default);
        }
        let spots = &mut self.blocks[index].spots;
        let at = spots.partition_point(|s| s.span < place.span);
        if spots.get(at).is_none_or(|s| s.span != place.span) {
            let block = page.blocks.get(index).map_or("", |b| &*b.text);
            let before = block.get(..place.span.start as usize);
            let spot = Spot {
                span: place.span,
                surface: self.surfaces.number(place.span.text(block)),
                author: is_author(page, place),
                post: before.and_then(people::post).map(Into::into),
                gender: genders::by_word_before(block, place.span),
                said: None,
            };
            spots.insert(at, spot);
        }
        &mut spots[at]
    }

    /// Looks at the places of `names` in blocks where no place is known, from name `next` on; true when there are no
    /// more, false when `time_left` says stop. Later questions find the answers.
    pub(super) fn look(
        &mut self,
        page: &Page,
        names: &[NameSpan],
        next: &mut usize,
        time_left: &mut dyn FnMut() -> bool,
    ) -> bool {
        for here in names.get(*next..).unwrap_or_default().chunk_by(|a, b| a.place.block == b.place.block) {
            *next += here.len();
            let is_new =
                here.first().and_then(|n| self.block(n.place.block)).is_some_and(|b| b.spots.is_empty());
            if is_new {
                for name in here {
                    self.spot(page, name.place);
                }
                if !time_left() {
                    return false;
                }
            }
        }
        true
    }

    /// The surface of a name.
    pub(super) fn surface(&mut self, page: &Page, place: Place) -> &Surface {
        let number = self.spot(page, place).surface;
        self.surfaces.get(number)
    }

    /// `names` of one block mended by `mend`, unless it is known what comes of them.
    pub(super) fn mended(
        &mut self,
        names: &[NameSpan],
        footnotes: bool,
        out: &mut Vec<NameSpan>,
        mend: impl FnOnce(bool) -> Vec<NameSpan>,
    ) {
        let Some(id) = names.first().map(|n| n.place.block) else { return };
        let Some(known) = self.blocks.get_mut(id.index()) else { return };
        let same = |(a, b): (&NameSpan, &NameSpan)| {
            (a.place.span, a.kind, a.score.to_bits()) == (b.place.span, b.kind, b.score.to_bits())
        };
        let stands = known.mended.as_ref().is_some_and(|(raw, cut, _)| {
            *cut == footnotes && raw.len() == names.len() && raw.iter().zip(names).all(same)
        });
        if !stands {
            let mended = mend(known.foreign);
            known.mended = Some((names.to_vec(), footnotes, mended));
        }
        if let Some((_, _, mended)) = &known.mended {
            out.extend(mended.iter().map(|n| NameSpan { place: Place { block: id, ..n.place }, ..*n }));
        }
    }
}

/// The key of a word: that of its small letters, without a footnote's number at the end. Words that differ in
/// nothing else have the same key, others seldom.
pub(super) fn key(word: &str) -> u32 {
    let digit = |c: char| c.is_ascii_digit();
    let word = word.strip_suffix(digit).unwrap_or(word);
    let word = word.strip_suffix(digit).unwrap_or(word);
    let mut hash = 0x811c_9dc5_u32;
    let mut mix = |c: u32| hash = (hash ^ c).wrapping_mul(0x0100_0193);
    for c in word.chars() {
        if c.is_ascii() {
            mix(c.to_ascii_lowercase() as u32);
        } else {
            // The two small sigmas are one letter.
            c.to_lowercase().for_each(|c| mix(if c == 'ς' { 'σ' } else { c } as u32));
        }
    }
    hash ^ hash >> 15
}

/// Which keys are asked for: all of those, and a few others.
pub(super) struct Asked([u64; 1 << 10]);

impl Asked {
    /// Asks for `words`.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut asked = Self([0; 1 << 10]);
        for word in words {
            let key = key(word) & 0xffff;
            asked.0[(key >> 6) as usize] |= 1 << (key & 63);
        }
        asked
    }

    /// Whether a word with this key may be asked for.
    pub(super) fn may(&self, key: u32) -> bool {
        let key = key & 0xffff;
        self.0[(key >> 6) as usize] >> (key & 63) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_sees_neither_case_nor_a_footnote() {
        assert_eq!(key("Okafor12"), key("okafor"));
        assert_eq!(key("ΟΔΟΣ"), key("οδος"));
        assert_ne!(key("Okafor"), key("Okello"));
        let asked = Asked::new(["Penhale", "Lee"].into_iter());
        assert!(asked.may(key("PENHALE")) && asked.may(key("lee7")) && !asked.may(key("harbour")));
    }
}
