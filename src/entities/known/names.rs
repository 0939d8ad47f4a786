//! The names of a page with what is looked at most: which surface each has.

use super::Known;
use crate::entities::{EntityKind, NameSpan};
use crate::order;
use crate::page::Page;

/// What one name is written like.
#[derive(Debug, Clone, Copy)]
pub(in crate::entities) struct Written {
    /// The number of its surface.
    pub(in crate::entities) surface: u32,
    /// Whether it stands where the page says who made it.
    pub(in crate::entities) author: bool,
}

/// Names in reading order, not overlapping.
#[derive(Debug, Clone, Default)]
pub(in crate::entities) struct Names {
    spans: Vec<NameSpan>,
    /// One for each of them.
    written: Vec<Written>,
}

impl Names {
    /// Looks how each of `spans` is written.
    pub(in crate::entities) fn new(page: &Page, known: &mut Known, spans: Vec<NameSpan>) -> Self {
        let mut names = Self { written: Vec::with_capacity(spans.len()), spans };
        names.look(page, known);
        names
    }

    /// The same names, but in `blocks` those that are `fresh`.
    pub(in crate::entities) fn with(&self, blocks: &[u32], fresh: &Self) -> Self {
        let room = self.spans.len() + fresh.spans.len();
        let mut names = Self { spans: Vec::with_capacity(room), written: Vec::with_capacity(room) };
        let behind = |names: &Self, block: u32| names.spans.partition_point(|n| n.place.block.0 < block);
        let mut from = 0;
        for b in blocks {
            names.take(self, from..behind(self, *b));
            names.take(fresh, behind(fresh, *b)..behind(fresh, *b + 1));
            from = behind(self, *b + 1);
        }
        names.take(self, from..self.spans.len());
        names
    }

    fn take(&mut self, from: &Self, range: core::ops::Range<usize>) {
        self.spans.extend_from_slice(from.spans.get(range.clone()).unwrap_or_default());
        self.written.extend_from_slice(from.written.get(range).unwrap_or_default());
    }

    fn look(&mut self, page: &Page, known: &mut Known) {
        self.written.clear();
        let written = &mut self.written;
        known.spots(page, &self.spans, |_, _, spot| {
            written.push(Written { surface: spot.surface, author: spot.author });
        });
    }

    /// Adds names that overlap none.
    pub(in crate::entities) fn add(
        &mut self,
        page: &Page,
        known: &mut Known,
        found: impl IntoIterator<Item = NameSpan>,
    ) {
        let before = self.spans.len();
        self.spans.extend(found);
        if self.spans.len() > before {
            order::sort_by_key(&mut self.spans, |n| n.place);
            self.look(page, known);
        }
    }

    /// Gives name `i` another kind.
    pub(in crate::entities) fn retype(&mut self, i: usize, kind: EntityKind) {
        if let Some(name) = self.spans.get_mut(i) {
            name.kind = kind;
        }
    }

    /// The names.
    pub(in crate::entities) fn spans(&self) -> &[NameSpan] {
        &self.spans
    }

    /// The names, with how each is written.
    pub(in crate::entities) fn written(&self) -> impl Iterator<Item = (&NameSpan, Written)> {
        self.spans.iter().zip(self.written.iter().copied())
    }

    /// The same, to give them other kinds and scores.
    pub(in crate::entities) fn written_mut(&mut self) -> impl Iterator<Item = (&mut NameSpan, Written)> {
        self.spans.iter_mut().zip(self.written.iter().copied())
    }
}
