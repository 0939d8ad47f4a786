//! Which heading a block stands under, and whether two headings say the same.
//!
//! Problem: the same words under two different headings are two statements (two parts of a law, two
//! recipes), while a copy put into a box further down merely follows somebody else's heading. Policy: a
//! heading frames a block when it stands right before it, or one block before it among its siblings.
//! Nothing here owns state. Not handled: sections that are named only far above.

use super::facts::{Facts, HEADING, MEMBER};
use super::links::Pair;
use super::words::NUMBER;
use crate::page::Page;

/// The heading above block `b`.
pub(super) fn heading_above(facts: &Facts, page: &Page, b: u32) -> Option<u32> {
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let mut above = (b.saturating_sub(6)..b).rev().filter(|x| facts.is(*x, MEMBER));
    let first = above.next()?;
    let sibling = |x: &u32| facts.is(*x, HEADING) && parent(*x) == parent(b);
    if facts.is(first, HEADING) { Some(first) } else { above.next().filter(sibling) }
}

/// Whether two headings say the same; "Part 1" and "Part 2" do not.
pub(super) fn same_heading(facts: &Facts, s: u32, t: u32) -> bool {
    let numbers = |b: u32| {
        let both = facts.words(b).iter().zip(facts.word_flags(b));
        both.filter(|(_, f)| **f & NUMBER != 0).map(|(w, _)| *w).collect::<Vec<_>>()
    };
    s == t || Pair::of(facts, s, t).likeness(facts) >= 0.6 && numbers(s) == numbers(t)
}

/// Whether two headings say the same but for their numbers ("3. Iron deficiency", "7. Iron deficiency").
pub(super) fn like_heading(facts: &Facts, s: u32, t: u32) -> bool {
    let plain = |b: u32| {
        let both = facts.words(b).iter().zip(facts.word_flags(b));
        both.filter(|(_, f)| **f & NUMBER == 0).map(|(w, _)| *w).collect::<Vec<_>>()
    };
    let first = plain(s);
    !first.is_empty() && first == plain(t) || Pair::of(facts, s, t).likeness(facts) >= 0.6
}
