//! Lines of title case and of capitals, and the names that only they have.
//!
//! Policy: such a line says nothing of names that are neither people, bodies nor places, nor of those of several words
//! that the tagger is not sure of or that hold a word which the text itself writes small; only those stay that running
//! text has too. Nobody owns state here.

use rustc_hash::FxHashSet;

use crate::entities::known::{Asked, Known, Question};
use crate::entities::{EntityKind, NameSpan};
use crate::page::{Block, BlockKind, Page};
use crate::text::{Text, is_capitalised};

/// How sure the tagger must be of a name of several words in a line of title case that running text lacks.
const SURE: f32 = 0.75;

fn is_line(known: &Known, name: &NameSpan) -> bool {
    known.block(name.place.block).is_some_and(|block| block.line)
}

/// Whether one of `names` stands in a line of title case or of capitals.
pub(in crate::entities) fn has_line(known: &Known, names: &[NameSpan]) -> bool {
    names.iter().any(|name| is_line(known, name))
}

/// `names` without those that only lines in title case have, of which their capitals tell nothing.
pub(in crate::entities) fn drop_bare(
    page: &Page,
    cut_text: &Text,
    known: &mut Known,
    mut names: Vec<NameSpan>,
) -> Vec<NameSpan> {
    let text = |name: &NameSpan| {
        page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text))
    };
    if !has_line(known, &names) {
        return names;
    }
    let heading = |known: &Known, name: &NameSpan| {
        let doubtful = match name.kind {
            EntityKind::Person => false,
            EntityKind::Organisation | EntityKind::Place => name.score < SURE && text(name).contains(' '),
            EntityKind::Other => true,
        };
        doubtful && known.block(name.place.block).is_some_and(|b| b.nothing)
    };
    let told = |known: &Known, name: &NameSpan| is_line(known, name) && text(name).contains(' ');
    let lines = names.iter().filter(|n| told(known, n));
    let asked: FxHashSet<String> = lines.flat_map(|n| text(n).split(' ').map(str::to_lowercase)).collect();
    let small = small_words(page, cut_text, known, &asked);
    let common = |name: &NameSpan| {
        told(known, name) && text(name).split(' ').any(|w| small.contains(w.to_lowercase().as_str()))
    };
    let bare: Vec<bool> = names.iter().map(|n| heading(known, n) || common(n)).collect();
    if !bare.contains(&true) {
        return names;
    }
    // Those that stand in a line only are asked for in running text.
    let asked: FxHashSet<String> =
        names.iter().zip(&bare).filter(|(_, bare)| **bare).map(|(n, _)| text(n).to_lowercase()).collect();
    let mut running = FxHashSet::default();
    // What a surface tells, it tells wherever it stands.
    let mut met: Vec<bool> = Vec::new();
    known.spots(page, &names, |i, surfaces, spot| {
        if met.len() < surfaces.len() {
            met.resize(surfaces.len(), false);
        }
        let is_new = |met: &mut bool| !core::mem::replace(met, true);
        if bare.get(i) == Some(&false) && met.get_mut(spot.surface as usize).is_some_and(is_new) {
            running.extend(asked.get(&*surfaces.get(spot.surface).lower).map(String::as_str));
        }
    });
    let keep: Vec<bool> = names
        .iter()
        .zip(&bare)
        .map(|(n, bare)| !bare || running.contains(text(n).to_lowercase().as_str()))
        .collect();
    let mut keep = keep.into_iter();
    names.retain(|_| keep.next().unwrap_or(true));
    names
}

/// Those of the words `asked` that the page's running text writes small and, inside its sentences, never with a
/// capital: "Storm Closes Harbour" over a text about the harbour names nobody.
fn small_words<'a>(
    page: &Page,
    text: &Text,
    known: &mut Known,
    asked: &'a FxHashSet<String>,
) -> FxHashSet<&'a str> {
    let (mut small, mut capital) = (FxHashSet::default(), FxHashSet::default());
    if asked.is_empty() {
        return small;
    }
    known.ask(Question::Lines, Asked::new(asked.iter().map(String::as_str)));
    for ((id, block), known) in page.numbered().zip(&known.blocks).filter(|(_, known)| !known.line) {
        let here = text.block(id);
        for token in known.hits(Question::Lines) {
            let word = token.span.text(&block.text);
            if word.starts_with(char::is_lowercase) {
                small.extend(asked.get(word).map(String::as_str));
            } else if is_capitalised(word) && !here.begins_sentence(token.token as usize) {
                capital.extend(asked.get(&word.to_lowercase()).map(String::as_str));
            }
        }
    }
    small.retain(|word| word.len() > 2 && !capital.contains(word));
    small
}

/// Whether a block is a line of capitals alone: they tell nothing.
pub(in crate::entities) fn is_shouted(block: &Block) -> bool {
    block.text.contains(char::is_uppercase) && !block.text.contains(char::is_lowercase)
}

/// Whether a block is a heading with all longer words capitalised: its capitals tell nothing.
pub(in crate::entities) fn says_nothing(block: &Block) -> bool {
    let short = matches!(block.kind, BlockKind::Headline | BlockKind::Subhead)
        || block.text.len() < 60 && !block.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let mut long = block.text.split_whitespace().filter(|w| w.chars().count() > 3).peekable();
    short
        && long.peek().is_some()
        && long.all(|w| !w.trim_start_matches(['“', '‘', '"', '(']).starts_with(char::is_lowercase))
}
