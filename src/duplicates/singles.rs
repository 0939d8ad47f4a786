//! Copies that stand alone: the headline again, one paragraph again, a pull quote, a shuffled copy.
//!
//! Problem: without neighbours that agree there is less evidence, so each kind has its own narrow rule.
//! Policy: *headline*: a heading or plain line with the words of the page's headline, five at least;
//! *paragraph*: the same [`LEAST_WORDS`] words of prose, exactly twice on the page, neither quoted nor
//! under another heading; *teaser*: the beginning of another block, cut with an
//! ellipsis; *pull quote*: a fragment of one paragraph in a block styled as a pull quote;
//! *shuffled*: in a container most of whose prose stands elsewhere word for word, the rest of such twins.
//! Nothing here owns state. Not handled: an isolated paragraph with edits ("similar" only).

use rustc_hash::FxHashMap;

use super::facts::{EVIDENCE, Facts, HEADING, LINKS, MEMBER, NONE, PROSE};
use super::judge::{heading_above, is_cut, same_heading};
use super::links::Pair;
use crate::page::{Block, Context, Page};

/// Words of an isolated paragraph.
const LEAST_WORDS: u32 = 25;

/// A single copy: (copy, original, on purpose).
pub(super) type Single = (u32, u32, bool);

fn context(page: &Page, b: u32) -> Context {
    page.blocks.get(b as usize).map(|b| b.context).unwrap_or_default()
}

/// Repeats of the page's headline.
pub(super) fn headlines(facts: &Facts, page: &Page) -> Vec<Single> {
    let member = |b: u32| facts.is(b, MEMBER);
    let tag = |b: u32| page.blocks.get(b as usize).map_or("", |b| b.tag.as_str());
    let mut h1: Option<u32> = None;
    for b in (0..facts.len() as u32).filter(|b| member(*b) && tag(*b) == "h1" && facts.size(*b) >= 5) {
        match h1 {
            Some(first) if facts.class(first) != facts.class(b) => return Vec::new(),
            Some(_) => {}
            None => h1 = Some(b),
        }
    }
    let Some(h1) = h1 else { return Vec::new() };
    let never =
        Context::NAV.with(Context::TABLE).with(Context::COMMENT).with(Context::PRE).with(Context::FIGURE);
    (0..facts.len() as u32)
        .filter(|b| *b != h1 && member(*b) && facts.class(*b) == facts.class(h1))
        .filter(|b| !facts.is(*b, LINKS) && !context(page, *b).any(never) && tag(*b) != "li")
        .map(|b| (b, h1, false))
        .collect()
}

/// Whether the text is set as a quotation of something: "> ..." or wholly within quotation marks.
fn is_quoted(block: &Block) -> bool {
    let text = block.text.trim();
    let opens = text.starts_with(['"', '“', '„', '«', '‘', '>']);
    let closes = text.trim_end_matches(['.', ',']).ends_with(['"', '”', '“', '»', '’']);
    text.starts_with('>') || opens && closes || block.context.any(Context::QUOTE.with(Context::COMMENT))
}

/// The paragraph `pair.t`, word for word that of `pair.s`.
pub(super) fn paragraph(facts: &Facts, page: &Page, pair: &Pair) -> Option<Single> {
    let (s, t) = (pair.s, pair.t);
    let prose = facts.is(s, PROSE) && facts.is(t, PROSE);
    if !pair.exact || !prose || facts.size(t) < LEAST_WORDS || facts.copies(t) != 2 {
        return None;
    }
    let (a, b) = (page.blocks.get(s as usize)?, page.blocks.get(t as usize)?);
    let never = Context::TABLE.with(Context::PRE).with(Context::FORM).with(Context::NAV).with(Context::ITEM);
    if a.context.any(never) || b.context.any(never) || is_quoted(a) != is_quoted(b) || is_quoted(b) {
        return None;
    }
    if b.breaks >= 3 && facts.size(t) < 9 * (b.breaks + 1) {
        return None;
    }
    let framed = match (heading_above(facts, s), heading_above(facts, t)) {
        (Some(x), Some(y)) => !same_heading(facts, x, y),
        _ => false,
    };
    (!framed).then_some((t, s, false))
}

/// Whether a block is styled as a pull quote: its class says so, or a plain block is classed as quote.
fn is_pull_quote(block: &Block) -> bool {
    let lower = block.hints.to_ascii_lowercase();
    let mut names = lower.split('|');
    let own = names.next().unwrap_or("");
    let pull = |s: &str| s.contains("pull") && s.contains("quote");
    pull(own)
        || names.take(2).any(pull)
        || own.contains("quote")
            && block.tag != "blockquote"
            && !block.context.any(Context::COMMENT.with(Context::QUOTE))
}

/// A pull quote among the two blocks of `pair`: the fragment goes, the paragraph stays.
pub(super) fn pull_quote(facts: &Facts, page: &Page, pair: &Pair) -> Option<Single> {
    for (quote, body) in [(pair.t, pair.s), (pair.s, pair.t)] {
        let (q, b) = (page.blocks.get(quote as usize)?, page.blocks.get(body as usize)?);
        let (short, long) = (facts.words(quote).len(), facts.words(body).len());
        let range = if body == pair.s { pair.in_s } else { pair.in_t };
        let dense = (range.1 - range.0) as usize <= short + short / 8 + 1;
        let whole = pair.matched as usize * 100 >= short * 95;
        let fits = facts.size(quote) >= 6 && short <= long && dense && whole;
        if fits
            && facts.is(body, PROSE)
            && is_pull_quote(q)
            && !is_pull_quote(b)
            && !b.context.any(Context::QUOTE)
        {
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
        if most && there && one_text {
            out.push((b, first, false));
        }
    }
    out
}
