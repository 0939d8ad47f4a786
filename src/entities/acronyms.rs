//! Acronyms the article introduces itself, found wherever they stand.
//!
//! Problem: a tagger that sees one sentence misses "the CDS sold drugs" although the article wrote "Cartel de
//! los Soles (CDS)", or gives the short form another kind than the long one. Policy: an acronym is introduced
//! where it stands in brackets right behind a name of several words, or such a name in brackets right behind it,
//! and its letters stand in the name in their order, the first first. From then on every such word of the page is
//! a name of that kind. Whose acronym it is, is decided where mentions are joined. Nobody owns state here.

use rustc_hash::FxHashMap;

use super::aliases::is_acronym;
use super::known::{Asked, Known, Names, Question};
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::Place;
use crate::text::{Text, Token};

/// How sure an acronym found this way is: as sure as a tagger in doubt.
const SCORE: f32 = 0.5;

/// Adds the article's acronyms to `names`.
pub(super) fn complete(page: &Page, text: &Text, known: &mut Known, names: &mut Names) {
    let introduced = introduced(page, text, known, names);
    if introduced.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut other = Vec::new();
    let mut next = 0;
    known.ask(Question::Acronyms, Asked::new(introduced.keys().copied()));
    let spans = names.spans();
    for ((id, block), known) in page.numbered().zip(&known.blocks) {
        for token in known.hits(Question::Acronyms) {
            let Some(kind) = introduced.get(token.span.text(&block.text)).copied() else { continue };
            let place = Place { block: id, span: token.span };
            while spans.get(next).is_some_and(|n| (n.place.block, n.place.span.end) <= (id, token.span.start))
            {
                next += 1;
            }
            match spans.get(next).filter(|n| n.place.block == id && n.place.span.overlaps(token.span)) {
                Some(name) if name.place == place => other.push((next, kind)),
                Some(_) => {}
                None => found.push(NameSpan { place, kind, score: SCORE }),
            }
        }
    }
    for (i, kind) in other {
        names.retype(i, kind);
    }
    names.add(page, known, found);
}

/// The acronyms introduced on `page` with the kinds of what they stand for.
fn introduced<'a>(
    page: &'a Page,
    text: &Text,
    known: &Known,
    names: &Names,
) -> FxHashMap<&'a str, EntityKind> {
    let mut out = FxHashMap::default();
    let bracketed = |n: &&NameSpan| known.block(n.place.block).is_none_or(|b| b.brackets);
    for name in names.spans().iter().filter(|n| n.kind != EntityKind::Person).filter(bracketed) {
        let Some(block) = page.blocks.get(name.place.block.index()) else { continue };
        let long = name.place.span.text(&block.text);
        if !long.contains(' ') {
            continue;
        }
        let tokens = &text.block(name.place.block).tokens;
        let first = tokens.partition_point(|t| t.span.end <= name.place.span.start);
        let end = tokens.partition_point(|t| t.span.start < name.place.span.end);
        for short in [behind(&block.text, tokens, end), before(&block.text, tokens, first, end)] {
            if let Some(short) = short.filter(|s| is_acronym(s) && stands_for(s, long)) {
                out.entry(short).or_insert(name.kind);
            }
        }
    }
    out
}

fn word<'a>(text: &'a str, tokens: &[Token], i: usize) -> &'a str {
    tokens.get(i).map_or("", |t| t.span.text(text))
}

/// The word in brackets right behind token `end - 1`: "Cartel de los Soles (CDS)".
fn behind<'a>(text: &'a str, tokens: &[Token], end: usize) -> Option<&'a str> {
    let closed = among!(word(text, tokens, end + 2), ")" | "," | ";");
    (word(text, tokens, end) == "(" && closed).then(|| word(text, tokens, end + 1))
}

/// The word before a bracket that holds tokens `first..end` and nothing else: "EU (European Union)".
fn before<'a>(text: &'a str, tokens: &[Token], first: usize, end: usize) -> Option<&'a str> {
    let bracket = first.checked_sub(1).filter(|b| word(text, tokens, *b) == "(")?;
    let short = bracket.checked_sub(1)?;
    (word(text, tokens, end) == ")").then(|| word(text, tokens, short))
}

/// Whether the letters of `short` stand in `long` in their order, the first at the start of a word.
pub(super) fn stands_for(short: &str, long: &str) -> bool {
    let mut letters = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let Some(first) = letters.next() else { return false };
    let long = long.to_lowercase();
    let mut starts = long.char_indices().filter(|(at, c)| {
        *c == first && long.get(..*at).is_none_or(|b| b.is_empty() || b.ends_with([' ', '-', '’', '\'']))
    });
    let Some((at, c)) = starts.next() else { return false };
    let mut rest = long.get(at + c.len_utf8()..).unwrap_or("").chars();
    letters.all(|letter| rest.any(|c| c == letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::placed::placed;

    fn completed(text: &str, names: &[(EntityKind, &str)]) -> Vec<(EntityKind, String)> {
        let page = Page::from_lines(text);
        let spans = placed(text, names);
        let cut = Text::read(&page, u32::MAX);
        let mut known = Known::of(&page, &cut);
        let mut names = Names::new(&page, &mut known, spans);
        complete(&page, &cut, &mut known, &mut names);
        names.spans().iter().map(|n| (n.kind, n.place.span.text(text).to_owned())).collect()
    }

    #[test]
    fn an_introduced_acronym_is_found_again() {
        use EntityKind::{Organisation as O, Other as X};
        let text = "The Cartel de los Soles (CDS) met. The CDS left, and CDSs did.";
        assert_eq!(
            completed(text, &[(X, "Cartel de los Soles"), (O, "CDS")]),
            [(X, "Cartel de los Soles".into()), (X, "CDS".into()), (X, "CDS".into())]
        );
        let text = "The TPB (Tarn Port Board) met. TPB left.";
        assert_eq!(completed(text, &[(O, "Tarn Port Board")]).len(), 3);
    }

    #[test]
    fn brackets_alone_introduce_nothing() {
        use EntityKind::Organisation as O;
        for text in ["Tarn Port Board (UK) met. UK left.", "Tarn Port Board (see TPB here) met. TPB left."] {
            assert_eq!(completed(text, &[(O, "Tarn Port Board")]).len(), 1, "{text}");
        }
    }
}
