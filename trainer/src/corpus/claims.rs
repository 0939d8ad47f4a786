//! The checker's rules for one claim: its form, its quotation marks, its nesting.
//!
//! Policy as in `check`: only what is clearly wrong is a fault.

use galley::span::Span;

use super::check::final_sign;
use super::whole::Whole;
use super::{Article, At, Claim};

/// Blocks that hold no claim.
const FURNITURE: [&str; 4] = ["byline", "dateline", "related", "credit"];

/// Parts, speaker and type of a claim.
pub(super) fn form(article: &Article, claim: &Claim, out: &mut Vec<String>) {
    if claim.kind.is_empty() {
        out.push("has no @ line".into());
    }
    if claim.content.is_empty() {
        out.push("has no content".into());
    }
    if claim.cue.is_empty() && !matches!(claim.kind.as_str(), "direct" | "mixed") {
        out.push("has no cue and is no quotation".into());
    }
    if claim.speaker != "none"
        && !article.blocks.iter().flat_map(|b| &b.mentions).any(|m| m.entity == claim.speaker)
    {
        out.push(format!("the speaker {} is not mentioned", claim.speaker));
    }
    // Two people who speak together have no id of their own.
    let named = claim.source.iter().filter_map(|at| article.blocks.get(at.block).map(|b| (b, at.span)));
    let people = named
        .flat_map(|(b, span)| b.mentions.iter().filter(move |m| m.kind == 'P' && span.contains(m.span)))
        .count();
    if claim.source_type == "person" && claim.speaker == "none" && people == 1 {
        out.push("a named person speaks, and the speaker is none".into());
    }
    if matches!(claim.source_type.as_str(), "none" | "passive")
        && claim.speaker != "none"
        && claim.source.is_empty()
    {
        out.push(format!("has a speaker and the type {}", claim.source_type));
    }
    let parts = [&claim.source, &claim.cue, &claim.content, &claim.addressee, &claim.target];
    // The accused may stand inside the content: "the claim that Lee took bribes".
    for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (1, 4), (2, 3)] {
        let crossing = parts[one]
            .iter()
            .find(|a| parts[other].iter().any(|b| a.block == b.block && a.span.overlaps(b.span)));
        if let Some(at) = crossing {
            out.push(format!("two of its parts overlap at {:?}", article.text(*at)));
        }
    }
    let kind_of = |at: &At| article.blocks.get(at.block).map_or("", |b| b.kind.as_str());
    if parts.iter().any(|p| p.iter().any(|at| FURNITURE.contains(&kind_of(at)))) {
        out.push("stands in a byline, dateline, credit or related link".into());
    }
    for at in claim.cue.iter().chain(&claim.addressee) {
        if final_sign(article.text(*at)) {
            out.push(format!("{:?} ends with punctuation", article.text(*at)));
        }
    }
    for at in &claim.cue {
        if article.text(*at).split_whitespace().last().is_some_and(|w| w == "that") {
            out.push(format!("the cue {:?} holds \"that\"", article.text(*at)));
        }
    }
}

/// Whether the kind agrees with the quotation marks. Faults only where it clearly does not.
pub(super) fn quotation(article: &Article, whole_text: &Whole, claim: &Claim, out: &mut Vec<String>) {
    // A turn after `Name:` and a block quotation need no marks.
    let unmarked = claim.cue.iter().any(|at| article.text(*at) == ":")
        || claim.content.iter().any(|at| article.blocks.get(at.block).is_some_and(|b| b.kind == "quote"))
        || claim.content.iter().any(|at| runs_on(article, *at));
    // The marks around an outer speaker's words say nothing of a claim nested in them.
    let cue: Vec<Span> = claim.cue.iter().map(|at| whole_text.span(*at)).collect();
    let nested = whole_text
        .words_of(&cue)
        .iter()
        .any(|i| whole_text.words.get(*i as usize).is_some_and(|(_, quoted)| *quoted));
    let (inside, all) = whole_text.quoted(&claim.content);
    let wrong = !nested
        && match claim.kind.as_str() {
            "direct" => inside * 10 < all * 8 && !unmarked,
            "mixed" => inside == 0,
            "indirect" => inside * 2 > all && inside > 3,
            _ => false,
        };
    if wrong {
        let text = claim.content.first().map_or("", |at| article.text(*at));
        out.push(format!("is {} with {inside} of {all} words quoted: {text:?}", claim.kind));
    }
    for at in &claim.content {
        let text = article.text(*at);
        let end = whole_text.span(*at).end;
        let last_word = whole_text.words.partition_point(|(w, _)| w.end <= end);
        let quoted =
            last_word.checked_sub(1).and_then(|i| whole_text.words.get(i)).is_some_and(|(_, quoted)| *quoted);
        if (text.ends_with('.') || text.ends_with(','))
            && !quoted
            && !unmarked
            && final_sign(text)
            && last_of_sentence(article, *at)
        {
            out.push(format!("the content ends with the sentence's own mark: {text:?}"));
        }
    }
}

/// Whether the piece opens a single quotation mark and runs on into the next paragraph: the reader of
/// quotation marks takes a single mark without a partner for an apostrophe.
fn runs_on(article: &Article, at: At) -> bool {
    article.text(at).starts_with(['‘', '\''])
        && article.blocks.get(at.block).is_some_and(|b| b.text.len() == at.span.end as usize)
        && article.blocks.get(at.block + 1).is_some_and(|b| b.text.starts_with(['‘', '\'']))
}

/// Whether the place ends where a sentence does.
fn last_of_sentence(article: &Article, at: At) -> bool {
    article
        .blocks
        .get(at.block)
        .is_some_and(|b| b.sentences.iter().any(|(s, _): &(Span, i8)| s.end == at.span.end))
}

/// Parent and repeated claims.
pub(super) fn nesting(article: &Article, number: u32, claim: &Claim, out: &mut Vec<String>) {
    if let Some(same) = claim.same
        && (same == number || !article.claims.contains_key(&same))
    {
        out.push(format!("same={same} is no other claim"));
    }
    let Some(parent) = claim.parent else { return };
    let Some(outer) = article.claims.get(&parent).filter(|_| parent != number) else {
        out.push(format!("parent={parent} is no other claim"));
        return;
    };
    let held = |at: &At| outer.content.iter().any(|o| o.block == at.block && o.span.contains(at.span));
    // "Citing Lee, the paper said it rained": what is nested is what was cited, not the cue.
    if !claim.cue.iter().all(held) && !claim.content.iter().all(held) {
        out.push(format!("neither its cue nor its content is inside the content of its parent {parent}"));
    }
    let mut above = outer.parent;
    for _ in 0..article.claims.len() {
        if above == Some(number) {
            out.push("is nested in itself".into());
            return;
        }
        above = above.and_then(|n| article.claims.get(&n)).and_then(|c| c.parent);
    }
}
