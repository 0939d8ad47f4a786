//! Copies that stand alone: the headline again, one paragraph again, a pull quote, a shuffled copy.
//!
//! Problem: without neighbours that agree there is less evidence, so each kind has its own narrow rule.
//! Policy: *headline*: a heading or plain line with the words of the page's headline, four at least;
//! *paragraph*: the same [`LEAST_WORDS`] words of prose, exactly twice on the page, neither quoted nor
//! under another heading; *pull quote*: a fragment of one paragraph in a block styled as a pull quote;
//! *shuffled*: in a container most of whose prose stands elsewhere word for word, the rest of such twins.
//! Nothing here owns state. Not handled: an isolated paragraph with edits ("similar" only).

use rustc_hash::FxHashMap;

use super::facts::{EVIDENCE, Facts, HEADING, LINKS, MEMBER, NONE, PROSE};
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
    for b in (0..facts.len() as u32).filter(|b| member(*b) && tag(*b) == "h1" && facts.size(*b) >= 4) {
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

fn heading_above(facts: &Facts, b: u32) -> Option<u32> {
    (b.saturating_sub(6)..b).rev().filter(|x| facts.is(*x, MEMBER)).take(2).find(|x| facts.is(*x, HEADING))
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
    let never = Context::TABLE.with(Context::PRE).with(Context::FORM).with(Context::NAV);
    if a.context.any(never) || b.context.any(never) || is_quoted(a) != is_quoted(b) || is_quoted(b) {
        return None;
    }
    if b.breaks >= 3 && facts.size(t) < 9 * (b.breaks + 1) {
        return None;
    }
    let framed = match (heading_above(facts, s), heading_above(facts, t)) {
        (Some(x), Some(y)) => x != y && Pair::of(facts, x, y).likeness(facts) < 0.6,
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

/// Twins in containers most of whose prose stands elsewhere word for word.
pub(super) fn shuffled(facts: &Facts, page: &Page) -> Vec<Single> {
    // Per parent: all prose words, those with a twin under another parent before.
    let mut parents: FxHashMap<u32, (u32, u32, u32)> = FxHashMap::default();
    let parent = |b: u32| page.blocks.get(b as usize).map_or(NONE, |b| b.parent);
    let twin = |b: u32| {
        let first = facts.class(b);
        (first != b && parent(first) != parent(b) && facts.is(first, EVIDENCE) && facts.copies(b) <= 3)
            .then_some(first)
    };
    let plain = |b: u32| {
        let never =
            Context::QUOTE.with(Context::COMMENT).with(Context::PRE).with(Context::TABLE).with(Context::NAV);
        facts.is(b, EVIDENCE) && !facts.is(b, HEADING) && !context(page, b).any(never)
    };
    let blocks = || (0..facts.len() as u32).filter(|b| plain(*b));
    for b in blocks() {
        let entry = parents.entry(parent(b)).or_default();
        entry.0 += facts.size(b);
        if twin(b).is_some() && facts.is(b, PROSE) {
            entry.1 += facts.size(b);
            entry.2 += 1;
        }
    }
    blocks()
        .filter(|b| facts.size(*b) >= 8)
        .filter(|b| parents.get(&parent(*b)).is_some_and(|p| p.2 >= 3 && p.1 >= 60 && p.1 * 10 >= p.0 * 6))
        .filter_map(|b| twin(b).map(|first| (b, first, false)))
        .collect()
}
