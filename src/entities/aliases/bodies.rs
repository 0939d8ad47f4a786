//! Organisations, places and other names: same words, common names, acronyms, dropped endings, first and last words.
//!
//! Policy: a short form joins a longer name only when exactly one fits. Acronyms and company endings fit wherever
//! they stand; other short forms of bodies only after the longer name, or in a heading: "Lanting Tea", later
//! "Lanting"; "Pilbara Advocate", later "the Advocate". A part of a body is not the body ("Senate", "Senate
//! Finance Committee").

use super::{Group, is_acronym, merge, root};
use crate::entities::forms::{FUNCTION_WORDS, common_name};
use crate::entities::{EntityKind, NameSpan};
use crate::page::{BlockKind, Page};

/// Words that end a company's name and are dropped later ("Acme Corp", "Acme").
const COMPANY_ENDINGS: [&str; 24] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "lp",
    "llp",
    "ag",
    "gmbh",
    "sa",
    "spa",
    "nv",
    "bv",
    "group",
    "holdings",
    "holding",
    "international",
    "industries",
    "partners",
    "bank",
];

/// Words that make a name with another's words in front a part of it, or something else that is called after it.
const PARTS: [&str; 33] = [
    "committee",
    "subcommittee",
    "commission",
    "council",
    "court",
    "department",
    "school",
    "news",
    "office",
    "division",
    "bureau",
    "caucus",
    "branch",
    "wing",
    "youth",
    "foundation",
    "women",
    "academy",
    "institute",
    "museum",
    "tv",
    "radio",
    "magazine",
    "times",
    "press",
    "post",
    "union",
    "association",
    "authority",
    "agency",
    "ministry",
    "district",
    "police",
];

/// Chambers and parliaments, which are names of their own whatever longer name ends with the word ("White House").
const CHAMBERS: [&str; 4] = ["house", "senate", "congress", "parliament"];

/// Organisations, places and other names: same content words, acronyms, dropped endings, common names.
pub(super) fn join(groups: &mut [Group], spans: &[NameSpan], page: &Page) {
    join_kinds(groups);
    let bodies: Vec<usize> = (0..groups.len()).filter(|g| groups[*g].kind != EntityKind::Person).collect();
    for (n, &a) in bodies.iter().enumerate() {
        let mut joined = false;
        for &b in &bodies[..n] {
            if groups[a].kind != groups[b].kind {
                continue;
            }
            let common = common_name(&groups[a].form.words);
            let equal_common = common.is_some() && common == common_name(&groups[b].form.words);
            let equal_content =
                groups[a].form.words.len() > 1 && groups[a].form.content() == groups[b].form.content();
            if equal_common || equal_content {
                merge(groups, a, b);
                joined = true;
                break;
            }
        }
        if joined {
            continue;
        }
        let fits: Vec<usize> = bodies
            .iter()
            .copied()
            .filter(|&b| b != a && short_for(&groups[a], &groups[b], spans, page))
            .collect();
        let mut roots: Vec<usize> = fits.iter().map(|b| root(groups, *b)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [only] = roots.as_slice() {
            merge(groups, a, *only);
        }
    }
}

/// Mentions of one form that the tagger gave different kinds are one thing where one kind is clearly the rule:
/// "Apple" named eleven times as a company and twice as something else is the company. Where both kinds are
/// common they stay apart: a club and its town may share a name.
fn join_kinds(groups: &mut [Group]) {
    const CLEAR: usize = 3;
    let alone = |groups: &[Group], g: usize| {
        root(groups, g) == g
            && (groups[g].kind != EntityKind::Person
                || groups[g].form.core().len() == 1
                    && groups[g].posts.is_empty()
                    && groups.iter().filter(|other| other.root == g).count() == 1)
    };
    for a in 0..groups.len() {
        if !alone(groups, a) {
            continue;
        }
        let (few, form) = (groups[a].spans.len(), groups[a].form.words.clone());
        let fits = |b: &usize| {
            let many = groups[*b].spans.len();
            let vague = groups[a].kind == EntityKind::Other && many >= few;
            *b != a
                && groups[*b].form.words == form
                && groups[*b].kind != EntityKind::Person
                && groups[*b].root == *b
                && groups[*b].author == groups[a].author
                && (many >= few * CLEAR || vague && groups[a].root == a)
        };
        let into = (0..groups.len()).filter(fits).max_by_key(|b| (groups[*b].spans.len(), usize::MAX - *b));
        if let Some(into) = into.filter(|into| !form.is_empty() && root(groups, *into) != a) {
            merge(groups, a, into);
        }
    }
}

/// Whether `a` is a short form of `b`: its acronym, or its name without the company ending.
fn short_for(a: &Group, b: &Group, spans: &[NameSpan], page: &Page) -> bool {
    if b.form.words.len() < 2 {
        return false;
    }
    if let [word] = a.form.words.as_slice() {
        let acronym = a.spans.iter().any(|i| spans.get(*i).is_some_and(|s| is_acronym(surface(page, s))));
        // "VA" beside "Verizon Amphitheatre" is a state: a place's two letters need their stops ("L.A.").
        let dotted = || a.spans.iter().any(|i| spans.get(*i).is_some_and(|s| surface(page, s).contains('.')));
        let letters = word.chars().count();
        let initials = letters > 1 && b.form.initials().contains(word);
        if acronym && initials && (letters > 2 || b.kind != EntityKind::Place || dotted()) {
            return true;
        }
        if acronym && (in_brackets_behind(a, b, spans, page) || in_brackets_behind(b, a, spans, page)) {
            return true;
        }
    }
    if a.kind != b.kind || a.kind != EntityKind::Organisation {
        return false;
    }
    let (short, long) = (&a.form.words, &b.form.words);
    if short.len() >= long.len() || short.is_empty() {
        return false;
    }
    if long.starts_with(short) {
        let rest = &long[short.len()..];
        if rest.iter().all(|w| COMPANY_ENDINGS.contains(&w.as_str()) || w == "department") {
            return true;
        }
        // "House" of "House of Representatives", but not "United States" of "United States of America Bank".
        let head = rest.first().is_some_and(|w| w == "of");
        let part = rest.iter().any(|w| PARTS.contains(&w.as_str()) || FUNCTION_WORDS.contains(&w.as_str()));
        let acronym = a.spans.iter().any(|i| spans.get(*i).is_some_and(|s| is_acronym(surface(page, s))));
        return (if head { short.len() == 1 } else { !part && !acronym }) && introduced(a, b, spans, page);
    }
    let [word] = short.as_slice() else { return false };
    long.ends_with(short) && !CHAMBERS.contains(&word.as_str()) && introduced(a, b, spans, page)
}

/// Whether `b` is named before `a` is, headings apart.
fn introduced(a: &Group, b: &Group, spans: &[NameSpan], page: &Page) -> bool {
    let heading = |i: &&usize| {
        spans
            .get(**i)
            .and_then(|s| page.blocks.get(s.place.block.index()))
            .is_some_and(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Subhead))
    };
    match (a.spans.iter().find(|i| !heading(i)), b.spans.first()) {
        (Some(short), Some(long)) => long < short,
        (None, Some(_)) => true,
        _ => false,
    }
}

/// Whether some mention of `a` stands in brackets right behind a mention of `b`, and nothing else does:
/// "Cartel de los Soles (CDS)", "EU (European Union)".
fn in_brackets_behind(a: &Group, b: &Group, spans: &[NameSpan], page: &Page) -> bool {
    a.spans.iter().any(|i| {
        let (Some(short), Some(long)) = (spans.get(*i), i.checked_sub(1).and_then(|p| spans.get(p))) else {
            return false;
        };
        if !b.spans.contains(&(i - 1)) || short.place.block != long.place.block {
            return false;
        }
        let Some(block) = page.blocks.get(short.place.block.index()) else { return false };
        let between = block.text.get(long.place.span.end as usize..short.place.span.start as usize);
        let behind = block.text.get(short.place.span.end as usize..).unwrap_or("");
        between.is_some_and(|gap| gap.trim() == "(") && behind.trim_start().starts_with([')', ',', ';'])
    })
}

fn surface<'a>(page: &'a Page, span: &NameSpan) -> &'a str {
    page.blocks.get(span.place.block.index()).map_or("", |b| span.place.span.text(&b.text))
}
