//! Copies that stand alone: the headline again, one paragraph again, a pull quote, a shuffled copy.
//!
//! Problem: without neighbours that agree there is less evidence, so each kind has its own narrow rule.
//! Policy: *headline*: a heading or plain line with the words of the page's headline, [`HEADLINE_WORDS`] at
//! least; *paragraph*: the same [`LEAST_WORDS`] words of prose, exactly twice on the page, neither quoted
//! nor under another heading nor an answer in a form (a longer one may be edited, but no name or number
//! replaced); *teaser*: the beginning of another block, cut with an ellipsis; *pull quote*: a fragment of
//! one paragraph in a block styled as a pull quote; *shuffled*: in a container most of whose prose stands
//! elsewhere word for word, the rest of such twins; *companion*: in a container most of whose prose has
//! gone, an edited paragraph of the same text.
//! Nothing here owns state. Not handled: an isolated paragraph with other figures ("similar" only).

use rustc_hash::FxHashMap;

use super::facts::{EVIDENCE, Facts, HEADING, LINKS, MEMBER, NONE, PROSE};
use super::headings::{heading_above, same_heading};
use super::judge::is_cut;
use super::keep::Kept;
use super::links::Pair;
use super::template::edited_only;
use super::vetoes::{form, is_clone};
use crate::page::{Block, Context, Page};

/// Words of an isolated paragraph.
const LEAST_WORDS: u32 = 25;
/// Words of an isolated paragraph that was edited.
const LEAST_EDITED: u32 = 40;
/// Blocks of evidence within which a companion's original stands beside those of its neighbours.
const NEARBY: u32 = 16;
/// Words of a headline.
const HEADLINE_WORDS: u32 = 4;
/// Different headlines that a page may have.
const MOST_HEADLINES: usize = 8;

/// A single copy: (copy, original, on purpose).
pub(super) type Single = (u32, u32, bool);

fn context(page: &Page, b: u32) -> Context {
    page.blocks.get(b as usize).map(|b| b.context).unwrap_or_default()
}

/// Repeats of the page's headline; in a list of articles each has its own.
pub(super) fn headlines(facts: &Facts, page: &Page) -> Vec<Single> {
    let member = |b: u32| facts.is(b, MEMBER);
    let tag = |b: u32| page.blocks.get(b as usize).map_or("", |b| &*b.tag);
    let all: Vec<u32> = (0..facts.len() as u32).filter(|b| member(*b) && tag(*b) == "h1").collect();
    // Where h1 is used for more than one thing, a few words may head different parts.
    let least = if all.len() > 1 { HEADLINE_WORDS + 1 } else { HEADLINE_WORDS };
    let mut headlines: Vec<u32> = Vec::new();
    for b in all {
        if facts.size(b) >= least && !headlines.iter().any(|h| facts.class(*h) == facts.class(b)) {
            headlines.push(b);
        }
        if headlines.len() > MOST_HEADLINES {
            return Vec::new();
        }
    }
    let never =
        Context::NAV.with(Context::TABLE).with(Context::COMMENT).with(Context::PRE).with(Context::FIGURE);
    let repeats = |h1: u32| {
        (0..facts.len() as u32)
            .filter(move |b| *b != h1 && member(*b) && facts.class(*b) == facts.class(h1))
            .filter(move |b| !facts.is(*b, LINKS) && !context(page, *b).any(never) && tag(*b) != "li")
            .map(move |b| (b, h1, false))
    };
    headlines.into_iter().flat_map(repeats).collect()
}

/// Whether the text is set as a quotation of something: "> ..." or wholly within quotation marks.
fn is_quoted(block: &Block) -> bool {
    let text = block.text.trim();
    text.starts_with('>') || is_within_marks(text) || block.context.any(Context::QUOTE.with(Context::COMMENT))
}

/// Whether one quotation holds all of `text`; `"We lost," he said. "Again."` is a paragraph with two.
fn is_within_marks(text: &str) -> bool {
    const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    let inner = text.trim_end_matches(['.', ',']).strip_prefix(MARKS);
    inner.and_then(|inner| inner.strip_suffix(MARKS)).is_some_and(|inner| !inner.contains(MARKS))
}

/// The paragraph `pair.t`, word for word that of `pair.s`.
pub(super) fn paragraph(facts: &Facts, page: &Page, pair: &Pair) -> Option<Single> {
    let (s, t) = (pair.s, pair.t);
    let prose = facts.is(s, PROSE) && facts.is(t, PROSE);
    let twins = pair.exact && facts.size(t) >= LEAST_WORDS && facts.copies(t) == 2;
    let edited = || {
        let alone = facts.copies(s) == 1 && facts.copies(t) == 1;
        let near = pair.likeness(facts) >= 0.9 && facts.size(t) >= LEAST_EDITED;
        !pair.exact && alone && near && edited_only(facts, pair)
    };
    if !prose || !(twins || edited()) {
        return None;
    }
    let (a, b) = (page.blocks.get(s as usize)?, page.blocks.get(t as usize)?);
    let never = Context::TABLE.with(Context::PRE).with(Context::FORM).with(Context::NAV);
    let items = a.context.any(Context::ITEM) && b.context.any(Context::ITEM);
    // Marks around the one and not around the other: the one quotes the other.
    let marked = |block: &Block| block.text.trim_start().starts_with(['"', '“', '„', '«', '‘', '>']);
    if a.context.any(never) || b.context.any(never) || items || is_quoted(b) || marked(a) != marked(b) {
        return None;
    }
    if b.breaks >= 3 && facts.size(t) < 9 * (b.breaks + 1) {
        return None;
    }
    let framed = match (heading_above(facts, page, s), heading_above(facts, page, t)) {
        (Some(x), Some(y)) => !same_heading(facts, x, y),
        _ => false,
    };
    (!framed && !form(facts, s, t) && !is_clone(page, s, t)).then_some((t, s, false))
}

/// Whether a block is styled as a pull quote: its class says so, or a plain block is classed as quote.
fn is_pull_quote(block: &Block) -> bool {
    let lower = block.hints.to_ascii_lowercase();
    let mut names = lower.split('|');
    let own = names.next().unwrap_or("");
    let pull = |s: &str| s.contains("pull") && s.contains("quote");
    pull(own)
        || names.take(2).any(pull)
        || own.contains("quote") && *block.tag != *"blockquote" && !block.context.any(Context::COMMENT)
}

/// A pull quote among the two blocks of `pair`: the fragment goes, the paragraph stays.
pub(super) fn pull_quote(facts: &Facts, page: &Page, pair: &Pair) -> Option<Single> {
    for (quote, body) in [(pair.t, pair.s), (pair.s, pair.t)] {
        let (q, b) = (page.blocks.get(quote as usize)?, page.blocks.get(body as usize)?);
        if !is_pull_quote(q) || is_pull_quote(b) || b.context.any(Context::QUOTE) {
            continue;
        }
        let (short, long) = (facts.words(quote).len(), facts.words(body).len());
        let range = if body == pair.s { pair.in_s } else { pair.in_t };
        let dense = (range.1 - range.0) as usize <= short + short / 8 + 1;
        let whole = pair.matched as usize * 100 >= short * 95;
        // The alignment may have met a common word of the quotation earlier in the paragraph.
        let stands = || facts.words(body).windows(short.max(1)).any(|w| w == facts.words(quote));
        let fits = facts.size(quote) >= 6 && short <= long && whole && (dense || stands());
        if fits && facts.is(body, PROSE) {
            return Some((quote, body, true));
        }
    }
    None
}

/// A text cut short with an ellipsis that goes on elsewhere: the short one goes.
pub(super) fn teaser(facts: &Facts, page: &Page, pair: &Pair) -> Option<Single> {
    let never = Context::COMMENT.with(Context::QUOTE).with(Context::PRE).with(Context::TABLE);
    [(pair.t, pair.s), (pair.s, pair.t)].into_iter().find_map(|(cut, whole)| {
        let prose = facts.is(cut, PROSE) && facts.is(whole, PROSE) && !context(page, cut).any(never);
        (prose && is_cut(facts, page, cut, whole, pair)).then_some((cut, whole, true))
    })
}

/// What a container's prose repeats from elsewhere.
#[derive(Debug, Clone, Copy)]
struct Shared {
    /// Words of prose in all.
    size: u32,
    /// Words and number of prose blocks with a twin elsewhere.
    twin_size: u32,
    twins: u32,
    /// Where those twins stand (ranks, first and last).
    first: u32,
    last: u32,
}

/// The blocks that follow their container: nearly all its prose has gone in favour of another text, and
/// this paragraph of it is an edited one of that text, too far from the others there to join their run.
pub(super) fn companions(facts: &Facts, page: &Page, pairs: &[Pair], kept: &Kept) -> Vec<Single> {
    if kept.gone.is_empty() {
        return Vec::new();
    }
    let parent = |b: u32| page.blocks.get(b as usize).map_or(NONE, |b| b.parent);
    // Words of prose in all, those gone, and where their originals stand (ranks, first and last).
    let mut parents: FxHashMap<u32, (u32, u32, u32, u32)> = FxHashMap::default();
    for b in (0..facts.len() as u32).filter(|b| facts.is(*b, PROSE)) {
        let (all, gone, first, last) = parents.entry(parent(b)).or_insert((0, 0, NONE, 0));
        *all += facts.size(b);
        if let Some(originals) = kept.originals(b) {
            *gone += facts.size(b);
            for rank in originals.iter().map(|o| facts.rank(*o)) {
                (*first, *last) = ((*first).min(rank), (*last).max(rank));
            }
        }
    }
    let never = Context::QUOTE.with(Context::COMMENT).with(Context::PRE).with(Context::TABLE);
    let follows = |pair: &&Pair| {
        let Some(&(all, gone, first, last)) = parents.get(&parent(pair.t)) else { return false };
        !kept.is_gone(pair.t)
            && !kept.is_gone(pair.s)
            && gone * 10 >= all * 6
            && (first.saturating_sub(NEARBY)..=last.saturating_add(NEARBY)).contains(&facts.rank(pair.s))
            && facts.is(pair.t, PROSE)
            && parent(pair.s) != parent(pair.t)
            && pair.likeness(facts) >= 0.7
            && facts.copies(pair.t) <= 2
            && !context(page, pair.t).any(never)
            && edited_only(facts, pair)
    };
    pairs.iter().filter(follows).map(|p| (p.t, p.s, false)).collect()
}

/// Twins in containers most of whose prose stands elsewhere word for word.
pub(super) fn shuffled(facts: &Facts, page: &Page, barred: &[bool]) -> Vec<Single> {
    let mut parents: FxHashMap<u32, Shared> = FxHashMap::default();
    let parent = |b: u32| page.blocks.get(b as usize).map_or(NONE, |b| b.parent);
    let twin = |b: u32| {
        let first = facts.class(b);
        let free = !barred.get(b as usize).copied().unwrap_or(true);
        (free
            && first != b
            && parent(first) != parent(b)
            && facts.is(first, EVIDENCE)
            && facts.copies(b) <= 3)
            .then_some(first)
    };
    let never =
        Context::QUOTE.with(Context::COMMENT).with(Context::PRE).with(Context::TABLE).with(Context::NAV);
    let plain = |b: u32| facts.is(b, EVIDENCE) && !facts.is(b, HEADING) && !context(page, b).any(never);
    let blocks = || (0..facts.len() as u32).filter(|b| plain(*b));
    if !(0..facts.len() as u32).any(|b| twin(b).is_some()) {
        return Vec::new();
    }
    for b in blocks() {
        let shared = parents.entry(parent(b)).or_insert(Shared {
            size: 0,
            twin_size: 0,
            twins: 0,
            first: NONE,
            last: 0,
        });
        shared.size += facts.size(b);
        if let Some(first) = twin(b).filter(|_| facts.is(b, PROSE)) {
            shared.twin_size += facts.size(b);
            shared.twins += 1;
            shared.first = shared.first.min(facts.rank(first));
            shared.last = shared.last.max(facts.rank(first));
        }
    }
    let mut out = Vec::new();
    for b in blocks().filter(|b| facts.size(*b) >= 8) {
        let (Some(first), Some(shared)) = (twin(b), parents.get(&parent(b))) else { continue };
        let most = shared.twins >= 3 && shared.twin_size >= 60 && shared.twin_size * 10 >= shared.size * 6;
        let there = (shared.first..=shared.last).contains(&facts.rank(first));
        let one_text = shared.last.saturating_sub(shared.first) <= 3 * shared.twins + 8;
        if most && there && one_text && !form(facts, first, b) {
            out.push((b, first, false));
        }
    }
    out
}
