//! Bare surnames the tagger passed over.
//!
//! Problem: a tagger that sees one sentence misses "Penhale said" although the article introduced Lisa
//! Penhale. Policy: a capitalised word equal to the surname of a person named in full is that surname,
//! unless it is part of another run of capitals ("Penhale Street"), stands elsewhere as a place's or
//! body's name, or is an ordinary word of the article. Whose surname it is, is decided where mentions
//! are joined: two people of one surname stay apart. Nobody owns state here.

use rustc_hash::FxHashSet;

use super::roles::is_courtesy;
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::Place;
use crate::text::{Text, TokenClass};

/// How sure a surname found this way is: as sure as a tagger in doubt.
const SCORE: f32 = 0.5;

/// `names` (reading order, not overlapping) with the bare surnames added, in reading order.
pub(super) fn complete(page: &Page, text: &Text, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let surface = |name: &NameSpan| {
        page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text))
    };
    let mut surnames: FxHashSet<&str> = names
        .iter()
        .filter(|n| n.kind == EntityKind::Person)
        .filter_map(|n| surface(n).split_whitespace().skip(1).last())
        .filter(|s| {
            s.chars().count() > 2 && s.starts_with(char::is_uppercase) && s.chars().any(char::is_lowercase)
        })
        .collect();
    for name in names.iter().filter(|n| n.kind != EntityKind::Person) {
        surnames.remove(surface(name));
    }
    if surnames.is_empty() {
        return names;
    }
    let mut found = Vec::new();
    let mut ordinary: FxHashSet<String> = FxHashSet::default();
    let mut next = 0;
    for (id, block) in page.numbered() {
        let tokens = &text.block(id).tokens;
        let word = |i: usize| tokens.get(i).map_or("", |t| t.span.text(&block.text));
        for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.class == TokenClass::Word) {
            let here = word(i);
            if here.starts_with(char::is_lowercase) {
                ordinary.insert(here.to_owned());
                continue;
            }
            if !surnames.contains(here) {
                continue;
            }
            while names.get(next).is_some_and(|n| (n.place.block, n.place.span.end) <= (id, token.span.start))
            {
                next += 1;
            }
            let taken =
                names.get(next).is_some_and(|n| n.place.block == id && n.place.span.overlaps(token.span));
            let capital = |w: &str| w.starts_with(char::is_uppercase);
            let first = text.block(id).sentences.iter().any(|s| s.first as usize + 1 == i);
            let before = i.checked_sub(1).map_or("", word);
            let joined =
                capital(word(i + 1)) || (capital(before) && !first && !is_courtesy(&before.to_lowercase()));
            if !taken && !joined {
                found.push(NameSpan {
                    place: Place { block: id, span: token.span },
                    kind: EntityKind::Person,
                    score: SCORE,
                });
            }
        }
    }
    // "Young people" in an article about Ann Young: an ordinary word is no name.
    found.retain(|n| !ordinary.contains(&surface(n).to_lowercase()));
    let mut names = names;
    names.extend(found);
    names.sort_by_key(|n| n.place);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockId;

    fn completed(text: &str, full: &str) -> Vec<String> {
        let page = Page::from_lines(text);
        let at = text.find(full).expect("the name stands in the text") as u32;
        let name = NameSpan {
            place: Place::new(BlockId(0), at, at + full.len() as u32),
            kind: EntityKind::Person,
            score: 1.0,
        };
        let cut = Text::read(&page, u32::MAX);
        complete(&page, &cut, vec![name]).iter().map(|n| n.place.span.text(text).to_owned()).collect()
    }

    #[test]
    fn a_surname_is_found_again() {
        assert_eq!(
            completed("Lisa Penhale left. “No,” Penhale said.", "Lisa Penhale"),
            ["Lisa Penhale", "Penhale"]
        );
        assert_eq!(completed("Lisa Penhale left Penhale Street.", "Lisa Penhale"), ["Lisa Penhale"]);
    }

    #[test]
    fn an_ordinary_word_is_no_surname() {
        assert_eq!(
            completed("Ann Young left. Young people and the young stayed.", "Ann Young"),
            ["Ann Young"]
        );
    }
}
