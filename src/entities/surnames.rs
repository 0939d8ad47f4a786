//! Bare surnames the tagger passed over or took for something else.
//!
//! Problem: a tagger that sees one sentence misses "Penhale said" although the article introduced Lisa
//! Penhale, and takes "the offices of Penhale" for a place. Policy: a name of one word equal to the surname of
//! the one person of that surname, named in full before, is that person, unless the article has a longer
//! name with the word that is no person's ("Penhale Group"), or calls the word a place or body more often
//! than a person. A capitalised word equal to the surname of a person named in full is that surname,
//! unless it is part of another run of capitals ("Penhale Street"), stands elsewhere as a place's or
//! body's name, or is an ordinary word of the article. Whose surname it is, is decided where mentions
//! are joined: two people of one surname stay apart. Nobody owns state here.

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::{Asked, Known};
use super::roles::is_courtesy;
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::{Place, Span};
use crate::text::{Text, TokenClass};

/// How sure a surname found this way is: as sure as a tagger in doubt.
const SCORE: f32 = 0.5;

/// `names` (reading order, not overlapping) with the bare surnames added, in reading order.
pub(super) fn complete(
    page: &Page,
    text: &Text,
    known: &mut Known,
    mut names: Vec<NameSpan>,
) -> Vec<NameSpan> {
    retype(page, known, &mut names);
    let surface = |name: &NameSpan| {
        page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text))
    };
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    // What a surface tells, it tells wherever it stands.
    let mut met: FxHashSet<u32> = FxHashSet::default();
    for name in names.iter().filter(|n| n.kind == EntityKind::Person) {
        let spot = known.spot(page, name.place);
        if !spot.author && met.insert(spot.surface) {
            surnames.extend(surface(name).split_whitespace().skip(1).last().filter(|s| {
                s.chars().count() > 2
                    && s.starts_with(char::is_uppercase)
                    && s.chars().any(char::is_lowercase)
            }));
        }
    }
    for name in names.iter().filter(|n| n.kind != EntityKind::Person) {
        surnames.remove(surface(name));
    }
    if surnames.is_empty() {
        return names;
    }
    let mut found = Vec::new();
    // Of the article's ordinary words those that are surnames, too.
    let lower: FxHashSet<String> = surnames.iter().map(|s| s.to_lowercase()).collect();
    let keys = Asked::new(surnames.iter().copied().chain(lower.iter().map(String::as_str)));
    let mut ordinary: FxHashSet<&str> = FxHashSet::default();
    let mut next = 0;
    for ((id, block), known) in page.numbered().zip(&known.blocks) {
        let tokens = &text.block(id).tokens;
        let word = |i: usize| tokens.get(i).map_or("", |t| t.span.text(&block.text));
        let asked_for = known.keys.iter().zip(tokens).enumerate().filter(|(_, (key, _))| keys.may(**key));
        for (i, (_, token)) in asked_for.filter(|(_, (_, t))| t.class == TokenClass::Word) {
            // "Okafor12": a footnote's number is no part of the word.
            let here = word(i);
            let here = here.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(here);
            let here = here.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(here);
            if here.starts_with(char::is_lowercase) {
                if lower.contains(here) {
                    ordinary.insert(here);
                }
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
            if taken {
                continue;
            }
            let capital = |w: &str| w.starts_with(char::is_uppercase);
            let first = i.checked_sub(1).is_some_and(|before| text.block(id).begins_sentence(before));
            let before = i.checked_sub(1).map_or("", word);
            let joined =
                capital(word(i + 1)) || (capital(before) && !first && !is_courtesy(&before.to_lowercase()));
            if !joined {
                found.push(NameSpan {
                    place: Place {
                        block: id,
                        span: Span::new(token.span.start, token.span.start + here.len() as u32),
                    },
                    kind: EntityKind::Person,
                    score: SCORE,
                });
            }
        }
    }
    // "Young people" in an article about Ann Young: an ordinary word is no name.
    found.retain(|n| !ordinary.contains(surface(n).to_lowercase().as_str()));
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|n| n.place);
    }
    names
}

/// What the article says of a surname.
#[derive(Debug, Default)]
struct Bearer {
    /// Where in `names` the first full name stands, and its surface.
    full: Option<(usize, u32)>,
    /// Two people bear it.
    shared: bool,
    /// Mentions that say a person: in full, and the bare word.
    people: usize,
    /// Mentions of the bare word that say no person.
    others: usize,
    /// A longer name that is no person's has the word.
    longer: bool,
}

/// Makes bare surnames people where the article leaves no doubt.
fn retype(page: &Page, known: &mut Known, names: &mut [NameSpan]) {
    let spots: Vec<(u32, bool)> = names
        .iter()
        .map(|name| {
            let spot = known.spot(page, name.place);
            (spot.surface, spot.author)
        })
        .collect();
    let form = |surface: u32| &*known.surfaces.get(surface).form;
    let mut bearers: FxHashMap<&str, Bearer> = FxHashMap::default();
    for (i, (name, (surface, author))) in names.iter().zip(&spots).enumerate() {
        let form = form(*surface);
        if name.kind != EntityKind::Person || form.core().len() < 2 || *author {
            continue;
        }
        let bearer = bearers.entry(form.last()).or_default();
        bearer.people += 1;
        match bearer.full {
            None => bearer.full = Some((i, *surface)),
            Some((_, same)) if same == *surface || bearer.shared => {}
            Some((_, other)) => {
                let other = &*known.surfaces.get(other).form;
                bearer.shared = other != form && !other.same_person(form);
            }
        }
    }
    if bearers.is_empty() {
        return;
    }
    for (name, (surface, _)) in names.iter().zip(&spots) {
        let form = form(*surface);
        for word in &form.words {
            let Some(bearer) = bearers.get_mut(word.as_str()) else { continue };
            match (name.kind == EntityKind::Person, form.words.len()) {
                (true, 1) => bearer.people += 1,
                (false, 1) => bearer.others += 1,
                (false, _) => bearer.longer = true,
                (true, _) => {}
            }
        }
    }
    for (i, (name, (surface, _))) in names.iter_mut().zip(&spots).enumerate() {
        let form = form(*surface);
        let ([word], true) = (form.words.as_slice(), name.kind != EntityKind::Person) else { continue };
        let sure = bearers.get(word.as_str()).is_some_and(|b| {
            b.full.as_ref().is_some_and(|(first, _)| *first < i)
                && !b.shared
                && !b.longer
                && b.people >= b.others
        });
        if sure && !form.shouted {
            *name = NameSpan { kind: EntityKind::Person, score: SCORE, ..*name };
        }
    }
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
        complete(&page, &cut, &mut Known::of(&page, &cut), vec![name])
            .iter()
            .map(|n| n.place.span.text(text).to_owned())
            .collect()
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

    fn retyped(text: &str, names: &[(EntityKind, &str)]) -> Vec<EntityKind> {
        let page = Page::from_lines(text);
        let mut from = 0;
        let mut spans: Vec<NameSpan> = names
            .iter()
            .map(|(kind, name)| {
                let at = text[from..].find(name).expect("the name stands in the text") + from;
                from = at + name.len();
                NameSpan { place: Place::new(BlockId(0), at as u32, from as u32), kind: *kind, score: 1.0 }
            })
            .collect();
        retype(&page, &mut Known::default(), &mut spans);
        spans.iter().map(|s| s.kind).collect()
    }

    #[test]
    fn a_bare_surname_is_its_bearer_and_no_place() {
        use EntityKind::{Organisation as O, Person as P, Place as L};
        let text = "Lisa Penhale left. He called the offices of Penhale.";
        assert_eq!(retyped(text, &[(P, "Lisa Penhale"), (L, "Penhale")]), [P, P]);
        let text = "The offices of Penhale were shut. Lisa Penhale left.";
        assert_eq!(retyped(text, &[(L, "Penhale"), (P, "Lisa Penhale")]), [L, P], "before she is named");
        let text = "Lisa Penhale of Penhale Group left. Penhale fell.";
        assert_eq!(retyped(text, &[(P, "Lisa Penhale"), (O, "Penhale Group"), (O, "Penhale")]), [P, O, O]);
        let text = "Lisa Penhale met Ann Penhale. Penhale lost.";
        assert_eq!(retyped(text, &[(P, "Lisa Penhale"), (P, "Ann Penhale"), (L, "Penhale")]), [P, P, L]);
        let text = "Lisa Penhale left Penhale, and Penhale slept.";
        assert_eq!(retyped(text, &[(P, "Lisa Penhale"), (L, "Penhale"), (L, "Penhale")]), [P, L, L]);
    }
}
