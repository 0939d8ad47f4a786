//! What forbids to call a run a copy, however alike its sides are.
//!
//! Problem: collections (plans, parts of a law, answers for each operator), formulas, verse and quotations
//! repeat without being copies. Policy: each veto is one question about the run and the page around it;
//! the runs it stops are called similar. Nothing here owns state. Not handled: meaning.

use super::chains::Chain;
use super::facts::{EVIDENCE, Facts, HEADING, MEMBER, NONE, PROSE};
use super::headings::{heading_above, like_heading, same_heading};
use super::links::Pair;
use crate::order;
use crate::page::{Context, Page};

/// Members looked at to tell a series.
pub(super) const SAMPLE: usize = 64;
/// From this on a line is more than the headline of a card.
const CARD_WORDS: u32 = 40;
/// From this on a line beside a headline is more than a date or a category.
const SHORT_LINE: u32 = 6;
/// Likeness of paragraphs that say the same nearly word for word.
const VERBATIM: f32 = 0.95;
/// Words of a short article that stands again under another headline.
const RENAMED_WORDS: u32 = 80;
/// Likeness of two blocks that are the same part of one text.
const SAME_PART: f32 = 0.75;
/// Blocks looked at for what else stands in a container.
const AROUND: u32 = 64;
/// Words with which two answers of a form begin.
const BEGINNING: usize = 4;

/// Whether other headings stand above the same text.
pub(super) fn framed(facts: &Facts, page: &Page, chain: &Chain, short: bool) -> bool {
    let (mut same, mut other) = (0_u32, 0_u32);
    // Above a heading only the one right before it counts ("Monday" above "18:00 News").
    let right_above = |b: u32| heading_above(facts, page, b).filter(|h| facts.is(b, PROSE) || h + 1 == b);
    for pair in &chain.pairs {
        if let (Some(hs), Some(ht)) = (right_above(pair.s), right_above(pair.t)) {
            // In a long copy a figure in a subhead may be edited like any other.
            if same_heading(facts, hs, ht) || !short && like_heading(facts, hs, ht) {
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    if short {
        other > 0 && other >= same && !(same == 0 && renamed(facts, page, chain))
    } else {
        other > 1 && other > same || other == 1 && same == 0 && sections(facts, page, chain)
    }
}

/// Whether the run is the article again under another headline: the one stands under the page's headline, the
/// other under a lower heading of its own, and three paragraphs or more say the same nearly word for word.
/// Parts of a collection stand under headings of one rank.
fn renamed(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let tag = |b: u32| page.blocks.get(b as usize).map_or("", |b| &*b.tag);
    let headings = |p: &Pair| heading_above(facts, page, p.s).zip(heading_above(facts, page, p.t));
    let body = chain.pairs.iter().filter(|p| !facts.is(p.s, HEADING));
    let mut above = body.filter_map(headings).collect::<Vec<_>>();
    above.dedup();
    let [(s, t)] = above.as_slice() else { return false };
    let own = (tag(*s) == "h1") != (tag(*t) == "h1");
    let prose = || chain.pairs.iter().filter(|p| facts.is(p.t, PROSE));
    own && prose().count() >= 3
        && prose().all(|p| p.likeness(facts) >= VERBATIM)
        && chain.size(facts) >= RENAMED_WORDS
}

/// Whether the run is one section of several: other headings of the same rank right above both sides, and
/// more of them in between. An article that stands twice brings its own subheads or has none.
fn sections(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let Some(first) = chain.pairs.iter().find(|p| !facts.is(p.s, HEADING)) else { return false };
    let (Some(s), Some(t)) = (heading_above(facts, page, first.s), heading_above(facts, page, first.t))
    else {
        return false;
    };
    let rank = |b: u32| page.blocks.get(b as usize).map(|b| &*b.tag);
    rank(s) == rank(t)
        && (s + 1..t).any(|b| facts.is(b, HEADING) && rank(b) == rank(s) && !same_heading(facts, b, s))
}

/// Whether members are formulas, each used where it fits: they stand unequally often on the page, or
/// where one stands the next does not follow.
pub(super) fn formula(facts: &Facts, chain: &Chain) -> bool {
    let members: Vec<&Pair> = chain.pairs.iter().filter(|p| p.exact && facts.is(p.t, PROSE)).collect();
    let counts = || members.iter().map(|p| facts.copies(p.t));
    let (Some(least), Some(most)) = (counts().min(), counts().max()) else { return false };
    if most < 3 {
        return false;
    }
    let twins = |b: u32| {
        let before = |b: &u32| facts.before.get(*b as usize).copied();
        let last = facts.latest.get(facts.class(b) as usize).copied();
        std::iter::successors(last, before)
            .take_while(|b| *b != NONE)
            .take(32)
            .map(|b| facts.rank(b))
            .collect::<Vec<_>>()
    };
    let steady = members.windows(2).all(|w| {
        let [a, b] = w else { return true };
        twins(a.t).iter().zip(&twins(b.t)).all(|(x, y)| y > x && y - x <= 8)
    });
    least != most || !steady
}

/// Whether both sides are windows on one text: containers that agree word for word or nearly as far as they
/// overlap (A B C, B C D), so that where the run begins or ends one of them begins or ends. Then it says
/// nothing that their members stand unequally often on the page. In a collection each part has text of its
/// own before or after what it shares.
pub(super) fn windows(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let prose: Vec<&Pair> = chain.pairs.iter().filter(|p| facts.is(p.t, PROSE)).collect();
    let (Some(first), Some(last)) = (prose.first(), prose.last()) else { return false };
    let (ps, pt) = (parent(first.s), parent(first.t));
    let same = |p: &&Pair| p.likeness(facts) >= SAME_PART && parent(p.s) == ps && parent(p.t) == pt;
    if ps == pt || !prose.iter().all(same) {
        return false;
    }
    // Text that only this container has: no heading and no label that others have, too.
    let own = |b: u32, of| {
        let label = !facts.is(b, PROSE) && facts.copies(b) > 1;
        parent(b) == of && facts.is(b, MEMBER) && !facts.is(b, HEADING) && !label
    };
    let before = |b: u32, of| (b.saturating_sub(AROUND)..b).any(|b| own(b, of));
    let after = |b: u32, of| (b + 1..b.saturating_add(1 + AROUND)).any(|b| own(b, of));
    let between = |from: u32, to: u32, of, side: &dyn Fn(&Pair) -> u32| {
        (from..=to).all(|b| !own(b, of) || chain.pairs.iter().any(|p| side(p) == b))
    };
    let apart = before(first.s, ps) && before(first.t, pt) || after(last.s, ps) && after(last.t, pt);
    !apart
        && last.t - first.t + last.s - first.s <= AROUND
        && between(first.s, last.s, ps, &|p| p.s)
        && between(first.t, last.t, pt, &|p| p.t)
}

/// In how many places of the page each block has look-alikes, by its pairs.
pub(super) fn places(facts: &Facts, pairs: &[Pair]) -> Vec<u32> {
    let mut sides: Vec<(u32, u32)> = Vec::with_capacity(pairs.len() * 2);
    for pair in pairs.iter().filter(|p| p.likeness(facts) >= 0.6) {
        sides.push((pair.s, facts.rank(pair.t)));
        sides.push((pair.t, facts.rank(pair.s)));
    }
    order::sort(&mut sides);
    let mut places = vec![0; facts.len()];
    let mut last: Option<(u32, u32)> = None;
    for (block, rank) in sides {
        let near = last.is_some_and(|(b, r)| b == block && rank - r <= 3);
        if !near && let Some(count) = places.get_mut(block as usize) {
            *count += 1;
        }
        last = Some((block, rank));
    }
    places
}

/// Whether the members have look-alikes in unequal numbers of places: sections of a collection (plans,
/// answers for each operator) that share what they happen to share. All of a copy has as many copies.
pub(super) fn uneven(facts: &Facts, places: &[u32], chain: &Chain) -> bool {
    let side = |of: &dyn Fn(&Pair) -> u32| {
        let mut blocks: Vec<u32> = chain.pairs.iter().map(of).filter(|b| facts.is(*b, PROSE)).collect();
        blocks.dedup();
        let mut counts: Vec<u32> = blocks.iter().filter_map(|b| places.get(*b as usize).copied()).collect();
        // Two texts side by side may differ in how often they stand; members that take turns may not.
        let turns = counts.windows(2).filter(|w| w.first() != w.last()).count();
        order::sort(&mut counts);
        let many = counts.iter().filter(|n| **n > 1).count();
        let commonest = counts.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
        many * 10 > counts.len() * 4 && commonest * 10 < counts.len() * 7 && turns * 5 >= counts.len()
    };
    side(&|p| p.s) || side(&|p| p.t)
}

/// Whether all of it are list items or cards: listings, plans and ingredients repeat what they need.
pub(super) fn listing(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let item = |b: u32| {
        page.blocks.get(b as usize).is_some_and(|b| b.context.any(Context::ITEM)) || is_card(facts, page, b)
    };
    chain.pairs.iter().filter(|p| facts.is(p.t, PROSE)).all(|p| item(p.s) && item(p.t))
}

/// Whether `b` is the headline of a card that points to another article: alone in its container but for
/// short lines (date, category). That it is a link cannot be relied on: where a card that is a link holds
/// another link, the browser ends the first one before the headline.
fn is_card(facts: &Facts, page: &Page, b: u32) -> bool {
    let parent = |b: u32| page.blocks.get(b as usize).map(|b| b.parent);
    let sibling = |other: &u32| *other != b && parent(*other) == parent(b);
    let beside: Vec<u32> = (b.saturating_sub(2)..=b + 2).filter(sibling).collect();
    facts.size(b) < CARD_WORDS
        && !beside.is_empty()
        && beside.iter().all(|other| facts.is(*other, MEMBER) && facts.size(*other) < SHORT_LINE)
}

/// Whether the members are alike among themselves: one formula filled in again and again.
pub(super) fn series(facts: &Facts, chain: &Chain) -> bool {
    let mut members: Vec<u32> = chain.pairs.iter().filter(|p| facts.is(p.s, PROSE)).map(|p| p.s).collect();
    members.dedup();
    members.truncate(SAMPLE); // a longer run is one text or one series from its beginning
    let alike = members.windows(2).filter(|w| {
        let [a, b] = w else { return false };
        let (short, long) = (facts.words(*a).len(), facts.words(*b).len());
        short.min(long) * 10 >= short.max(long) * 6 && Pair::of(facts, *a, *b).likeness(facts) >= 0.6
    });
    let alike = alike.count();
    // Two paragraphs that share much are no series yet when both stand elsewhere word for word.
    let least = if chain.pairs.iter().all(|p| p.exact) { 2 } else { 1 };
    alike * 2 >= members.len() && alike >= least
}

/// Whether the copy is made of short lines.
pub(super) fn verse(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let (mut lines, mut words) = (0, 0);
    for pair in &chain.pairs {
        let breaks = page.blocks.get(pair.t as usize).map_or(0, |b| b.breaks);
        lines += breaks + 1;
        words += facts.size(pair.t);
    }
    words < 9 * lines
}

/// Whether the copy stands in quotations and the original does not, or only one side among comments.
pub(super) fn quotation(facts: &Facts, page: &Page, chain: &Chain) -> bool {
    let within = |b: u32, c: Context| page.blocks.get(b as usize).is_some_and(|b| b.context.any(c));
    let prose = |p: &&Pair| facts.is(p.t, PROSE);
    let (mut all, mut one_side) = (0, 0);
    for pair in chain.pairs.iter().filter(prose) {
        let quotes = within(pair.t, Context::QUOTE) && !within(pair.s, Context::QUOTE);
        let comments = within(pair.t, Context::COMMENT) != within(pair.s, Context::COMMENT);
        all += 1;
        one_side += i32::from(quotes || comments);
    }
    one_side * 2 > all
}

/// Whether one side is the clone that a ticker or carousel makes of its own slides: without it nothing would
/// turn, and a screen reader is given the other side only.
pub(super) fn is_clone(page: &Page, s: u32, t: u32) -> bool {
    let hidden = |b: u32| page.blocks.get(b as usize).is_some_and(|b| b.context.any(Context::ARIA_HIDDEN));
    hidden(s) != hidden(t)
}

/// Whether the blocks around `s` and `t` begin alike and go on differently: two forms with the same
/// questions and other answers. What they happen to share is filled in twice, not copied.
pub(super) fn form(facts: &Facts, s: u32, t: u32) -> bool {
    let around = |b: u32, forward: bool| -> Vec<u32> {
        let evidence = |b: &u32| facts.is(*b, EVIDENCE);
        if forward {
            (b + 1..(b + 12).min(facts.len() as u32)).filter(evidence).take(3).collect()
        } else {
            (b.saturating_sub(12)..b).rev().filter(evidence).take(3).collect()
        }
    };
    let alike = |u: u32, v: u32| {
        let same = facts.words(u).iter().zip(facts.words(v)).take_while(|(a, b)| a == b).count();
        u != t && v != s && same >= BEGINNING && facts.class(u) != facts.class(v)
    };
    [false, true].into_iter().any(|forward| {
        let (us, vs) = (around(s, forward), around(t, forward));
        us.iter().any(|u| vs.iter().any(|v| alike(*u, *v)))
    })
}
