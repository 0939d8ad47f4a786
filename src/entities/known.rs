//! What the finders of names know of each block and of each form of a name, kept over changes.
//!
//! Problem: a changed paragraph must not have the whole article's names read, folded and compared anew. Policy:
//! what a block's own tokens tell (its language, its case, the keys of its words), what one place tells (its
//! form, the post before it, what is said of it) and what the letters of a name tell are found once. A block is
//! the same when its tokens are the very same, shared ones and its kind is; so what is kept is what a fresh
//! reading finds. Questions to all words of the page ("where does this surname stand?") go over the keys and
//! look at letters only where a key fits. [`super::Gathering`] owns this. Not handled: what depends on other
//! blocks.

mod asked;
mod names;
mod surfaces;

use alloc::rc::Rc;
use alloc::sync::Arc;

use super::aliases::people;
use super::authors::is_author;
use super::describe::Said;
use super::evidence::Evidence;
use super::genders::{self, Gender};
use super::written;
use super::{EntityKind, NameSpan};
use crate::page::{Block, BlockId, BlockKind, Page};
use crate::span::{Place, Span};
use crate::text::{BlockText, Text, Token, TokenClass, is_foreign};
pub(super) use asked::{Asked, Question, key};
use asked::{Hit, Hits, QUESTIONS};
pub(super) use names::Names;
pub(super) use surfaces::Surfaces;

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
    pub(super) said: Option<(EntityKind, Option<Rc<Said>>)>,
    /// What the construction it stands in, as a name of that kind, says of its kind.
    pub(super) evidence: Option<(EntityKind, Option<Evidence>)>,
}

impl Spot {
    fn new(page: &Page, place: Place, surfaces: &mut Surfaces) -> Self {
        let block = page.blocks.get(place.block.index()).map_or("", |b| &*b.text);
        let before = block.get(..place.span.start as usize);
        Self {
            span: place.span,
            surface: surfaces.number(place.span.text(block)),
            author: is_author(page, place),
            post: before.and_then(people::post).map(Into::into),
            gender: genders::by_word_before(block, place.span),
            said: None,
            evidence: None,
        }
    }
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
    pub(super) keys: Vec<u16>,
    /// By its number, whether each of them begins with a small letter.
    small: Vec<u64>,
    /// Whether one of them opens a bracket.
    pub(super) brackets: bool,
    /// Which of its tokens are asked for.
    hits: Hits,
    /// In order of place.
    spots: Vec<Spot>,
    /// What its names were before they were mended, whether footnotes were cut off, and what came of them.
    mended: Option<(Vec<NameSpan>, bool, Vec<NameSpan>)>,
}

impl KnownBlock {
    fn new(text: &Text, id: BlockId, block: &Block, read: Option<&Arc<BlockText>>) -> Self {
        let tokens = read.map_or(&[][..], |read| &read.tokens);
        let nothing = written::says_nothing(block);
        let word = |token: &Token| token.span.text(&block.text);
        Self {
            foreign: is_foreign(text, id),
            nothing,
            line: nothing || written::is_shouted(block),
            glued: written::glued_numbers(&block.text, tokens),
            keys: tokens.iter().map(|t| key(word(t))).collect(),
            small: tokens.chunks(64).map(|some| bits(some.iter().map(|t| is_small(word(t))))).collect(),
            brackets: tokens.iter().any(|t| word(t) == "("),
            read: read.cloned(),
            kind: Some(block.kind),
            hits: Hits::default(),
            spots: Vec::new(),
            mended: None,
        }
    }

    /// The tokens that were asked for last, and a few others.
    pub(super) fn hits(&self, question: Question) -> &[Hit] {
        self.hits[question as usize].as_deref().unwrap_or(&[])
    }

    /// Token `i` as one that is asked for.
    fn hit(&self, i: usize) -> Option<Hit> {
        let token = self.read.as_ref()?.tokens.get(i)?;
        let small = self.small.get(i / 64).is_some_and(|bits| bits >> (i % 64) & 1 != 0);
        Some(Hit { token: i as u32, span: token.span, small, word: token.class == TokenClass::Word })
    }

    /// Whether it is not known what comes of its names.
    pub(super) fn is_unmended(&self) -> bool {
        self.mended.is_none()
    }

    fn is_of(&self, block: &Block, read: Option<&Arc<BlockText>>) -> bool {
        let same = |(a, b): (&Arc<BlockText>, &Arc<BlockText>)| Arc::ptr_eq(a, b);
        self.kind == Some(block.kind)
            && !self.keys.is_empty()
            && self.read.as_ref().zip(read).is_some_and(same)
    }
}

/// Whether a word begins with a small letter.
fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Up to 64 answers as bits, the first the lowest.
fn bits(answers: impl Iterator<Item = bool>) -> u64 {
    answers.enumerate().fold(0, |bits, (i, yes)| bits | u64::from(yes) << i)
}

/// What is known of a page.
#[derive(Debug, Default)]
pub(super) struct Known {
    earlier: Vec<Option<Box<KnownBlock>>>,
    #[expect(clippy::vec_box, reason = "from one page to the next they are moved, twice")]
    pub(super) blocks: Vec<Box<KnownBlock>>,
    /// What kind each of them is of, side by side.
    kinds: Vec<BlockKind>,
    /// How many of them have numbers glued to their words.
    pub(super) glued: usize,
    /// The blocks that are to be read anew while all others stay where they are, and the next block to look at.
    changed: Option<Vec<u32>>,
    next: usize,
    /// Those that were read anew then.
    anew: Vec<u32>,
    pub(super) surfaces: Surfaces,
    /// What was asked for last.
    asked: [Option<Asked>; QUESTIONS],
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
    /// else `u32::MAX`; `changed` those that are cut otherwise, where all others have the numbers they had.
    pub(super) fn after(self, was: &[u32], changed: Option<&[u32]>) -> Self {
        if self.surfaces.len() > MOST_SURFACES {
            return Self::default();
        }
        if let Some(changed) =
            changed.filter(|_| self.kinds.len() == was.len() && self.blocks.len() == was.len())
        {
            return Self { changed: Some(changed.to_vec()), next: 0, anew: Vec::new(), ..self };
        }
        let mut old: Vec<_> = self.blocks.into_iter().map(Some).collect();
        let earlier = was.iter().map(|b| old.get_mut(*b as usize).and_then(Option::take)).collect();
        let blocks = Vec::with_capacity(was.len());
        Self { earlier, blocks, surfaces: self.surfaces, asked: self.asked, ..Self::default() }
    }

    /// Reads on until all blocks are known (true) or `time_left` says stop (false).
    pub(super) fn advance(&mut self, page: &Page, text: &Text, time_left: &mut dyn FnMut() -> bool) -> bool {
        if let Some(changed) = &self.changed {
            let from = self.next as u32;
            let mut anew = changed.iter().skip_while(|b| **b < from).peekable();
            while let Some(block) = page.blocks.get(self.next) {
                let id = BlockId(self.next as u32);
                self.next += 1;
                let is_new = anew.next_if(|b| **b == id.0).is_some();
                let (Some(known), Some(kind)) =
                    (self.blocks.get_mut(id.index()), self.kinds.get_mut(id.index()))
                else {
                    break;
                };
                if !is_new && *kind == block.kind {
                    continue;
                }
                *kind = block.kind;
                self.glued -= usize::from(!known.glued.is_empty());
                **known = KnownBlock::new(text, id, block, text.blocks.get(id.index()));
                self.glued += usize::from(!known.glued.is_empty());
                self.anew.push(id.0);
                if !time_left() {
                    return self.next == page.blocks.len();
                }
            }
            return true;
        }
        while let Some(block) = page.blocks.get(self.blocks.len()) {
            let id = BlockId(self.blocks.len() as u32);
            let read = text.blocks.get(id.index());
            let known = self.earlier.get_mut(id.index()).and_then(Option::take);
            let known = known.filter(|known| known.is_of(block, read));
            let is_new = known.is_none();
            let known = known.unwrap_or_else(|| Box::new(KnownBlock::new(text, id, block, read)));
            self.glued += usize::from(!known.glued.is_empty());
            self.blocks.push(known);
            self.kinds.push(block.kind);
            if (is_new || id.is_milestone()) && !time_left() {
                return self.blocks.len() == page.blocks.len();
            }
        }
        self.earlier = Vec::new();
        true
    }

    /// From name `next` on, those of the next block that may be new. Where blocks stay where they are, most are not
    /// even asked.
    pub(super) fn names_of_new<'a>(&self, names: &'a [NameSpan], next: &mut usize) -> Option<&'a [NameSpan]> {
        let here = names.get(*next)?.place.block.0;
        if let Some(changed) = &self.changed {
            let block = *changed.get(changed.partition_point(|b| *b < here))?;
            *next = names.partition_point(|n| n.place.block.0 < block).max(*next);
        }
        let names = names.get(*next..)?.chunk_by(|a, b| a.place.block == b.place.block).next()?;
        *next += names.len();
        Some(names)
    }

    /// The blocks that were read anew, where all others stay where they are.
    pub(super) fn anew(&self) -> Option<&[u32]> {
        self.changed.as_ref().map(|_| self.anew.as_slice())
    }

    /// A block by its number.
    pub(super) fn block(&self, id: BlockId) -> Option<&KnownBlock> {
        self.blocks.get(id.index()).map(Box::as_ref)
    }

    /// Looks which tokens have a key that is `asked` for; where no more is asked than before, it is known.
    pub(super) fn ask(&mut self, question: Question, asked: Asked) {
        let slot = &mut self.asked[question as usize];
        let again = slot.as_ref().is_some_and(|before| before.covers(&asked));
        if !again {
            *slot = Some(asked);
        }
        let Some(asked) = slot else { return };
        for block in &mut self.blocks {
            if !again || block.hits[question as usize].is_none() {
                let fits = block.keys.iter().enumerate().filter(|(_, key)| asked.may(**key));
                let hits = fits.filter_map(|(i, _)| block.hit(i)).collect();
                block.hits[question as usize] = Some(hits);
            }
        }
    }

    /// What the place of a name tells.
    pub(super) fn spot(&mut self, page: &Page, place: Place) -> &mut Spot {
        let index = place.block.index();
        if self.blocks.len() <= index {
            self.blocks.resize_with(index + 1, Box::default);
        }
        let spots = &mut self.blocks[index].spots;
        let at = spots.partition_point(|s| s.span < place.span);
        if spots.get(at).is_none_or(|s| s.span != place.span) {
            let spot = Spot::new(page, place, &mut self.surfaces);
            spots.insert(at, spot);
        }
        &mut spots[at]
    }

    /// Calls `each` with the place of each of `names` (reading order, not overlapping) and its number among them.
    pub(super) fn spots(
        &mut self,
        page: &Page,
        names: &[NameSpan],
        mut each: impl FnMut(usize, &Surfaces, &mut Spot),
    ) {
        let mut i = 0;
        for here in names.chunk_by(|a, b| a.place.block == b.place.block) {
            let Some(index) = here.first().map(|n| n.place.block.index()) else { continue };
            if self.blocks.len() <= index {
                self.blocks.resize_with(index + 1, Box::default);
            }
            let spots = &mut self.blocks[index].spots;
            let mut at = 0;
            for name in here {
                while spots.get(at).is_some_and(|s| s.span < name.place.span) {
                    at += 1;
                }
                if spots.get(at).is_none_or(|s| s.span != name.place.span) {
                    spots.insert(at, Spot::new(page, name.place, &mut self.surfaces));
                }
                each(i, &self.surfaces, &mut spots[at]);
                i += 1;
            }
        }
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
        while let Some(here) = self.names_of_new(names, next) {
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
