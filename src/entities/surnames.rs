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

use super::known::{Asked, Known, Names, Question};
use super::roles::is_courtesy;
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::{Place, Span};
use crate::text::{Text, is_capitalised};

/// How sure a surname found this way is: as sure as a tagger in doubt.
const SCORE: f32 = 0.5;

/// Adds the bare surnames to `names`, and makes people of those it has.
pub(super) fn complete(page: &Page, text: &Text, known: &mut Known, names: &mut Names) {
    retype(known, names);
    let surfaces = &known.surfaces;
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    // What a surface tells, it tells wherever it stands: as a person's name, and as another one.
    let mut met = vec![[false; 2]; surfaces.len()];
    let mut others: Vec<&str> = Vec::new();
    for (name, written) in names.written() {
        let person = name.kind == EntityKind::Person;
        let Some([people, other]) = met.get_mut(written.surface as usize) else { continue };
        if person && !written.author && !core::mem::replace(people, true) {
            let words = surfaces.get(written.surface).text.split_whitespace();
            surnames.extend(
                words.skip(1).last().filter(|s| {
                    s.chars().count() > 2 && is_capitalised(s) && s.chars().any(char::is_lowercase)
                }),
            );
        } else if !person && !core::mem::replace(other, true) {
            others.push(&surfaces.get(written.surface).text);
        }
    }
    for name in others {
        surnames.remove(name);
    }
    if surnames.is_empty() {
        return;
    }
    let surnames: FxHashSet<String> = surnames.into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    // Of the article's ordinary words those that are surnames, too.
    let lower: FxHashSet<String> = surnames.iter().map(|s| s.to_lowercase()).collect();
    known.ask(Question::Surnames, Asked::new(surnames.iter().chain(&lower).map(String::as_str)));
    let mut ordinary: FxHashSet<&str> = FxHashSet::default();
    let (names_here, mut next) = (names.spans(), 0);
    for ((id, block), known) in page.numbered().zip(&known.blocks) {
        let word = |i: usize| text.block(id).tokens.get(i).map_or("", |t| t.span.text(&block.text));
        for token in known.hits(Question::Surnames).iter().filter(|hit| hit.word) {
            let i = token.token as usize;
            // "Okafor12": a footnote's number is no part of the word.
            let here = || {
                let here = word(i);
                let here = here.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(here);
                here.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(here)
            };
            if token.small {
                if lower.contains(here()) {
                    ordinary.insert(here());
                }
                continue;
            }
            while names_here
                .get(next)
                .is_some_and(|n| (n.place.block, n.place.span.end) <= (id, token.span.start))
            {
                next += 1;
            }
            let taken = names_here
                .get(next)
                .is_some_and(|n| n.place.block == id && n.place.span.overlaps(token.span));
            let here = if taken { "" } else { here() };
            if taken || !surnames.contains(here) {
                continue;
            }
            let first = i.checked_sub(1).is_some_and(|before| text.block(id).begins_sentence(before));
            let before = i.checked_sub(1).map_or("", word);
            let joined = is_capitalised(word(i + 1))
                || (is_capitalised(before) && !first && !is_courtesy(&before.to_lowercase()));
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
    let surface = |name: &NameSpan| {
        page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text))
    };
    found.retain(|n| !ordinary.contains(surface(n).to_lowercase().as_str()));
    names.add(page, known, found);
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

/// How often a surface stands as a name.
#[derive(Debug, Clone, Copy, Default)]
struct Mentions {
    /// As a person's in the story.
    story: usize,
    /// As a person's, there or where the page says who made it.
    people: usize,
    /// As another's.
    others: usize,
}

/// Makes bare surnames people where the article leaves no doubt.
fn retype(known: &Known, names: &mut Names) {
    let form = |surface: u32| &*known.surfaces.get(surface).form;
    let mut all = vec![Mentions::default(); known.surfaces.len()];
    // Surfaces that are met; those of people in the story with the number of the first such name.
    let (mut met, mut full) = (Vec::new(), Vec::new());
    for (i, (name, written)) in names.written().enumerate() {
        let Some(mentions) = all.get_mut(written.surface as usize) else { continue };
        if mentions.people + mentions.others == 0 {
            met.push(written.surface);
        }
        if name.kind != EntityKind::Person {
            mentions.others += 1;
            continue;
        }
        mentions.people += 1;
        if !written.author {
            if mentions.story == 0 {
                full.push((i, written.surface));
            }
            mentions.story += 1;
        }
    }
    let mut bearers: FxHashMap<&str, Bearer> = FxHashMap::default();
    for (i, surface) in full {
        let form = form(surface);
        if form.core().len() < 2 {
            continue;
        }
        let bearer = bearers.entry(form.last()).or_default();
        bearer.people += all[surface as usize].story;
        match bearer.full {
            None => bearer.full = Some((i, surface)),
            Some(_) if bearer.shared => {}
            Some((_, other)) => {
                let other = &*known.surfaces.get(other).form;
                bearer.shared = other != form && !other.same_person(form);
            }
        }
    }
    if bearers.is_empty() {
        return;
    }
    for surface in met {
        let (form, mentions) = (form(surface), all[surface as usize]);
        for word in &form.words {
            let Some(bearer) = bearers.get_mut(word.as_str()) else { continue };
            if form.words.len() == 1 {
                bearer.people += mentions.people;
                bearer.others += mentions.others;
            } else {
                bearer.longer |= mentions.others > 0;
            }
        }
    }
    // Surfaces that are a bearer's, from which name on.
    let mut sure = vec![usize::MAX; all.len()];
    for (slot, surface) in sure.iter_mut().zip(0..) {
        let form = form(surface);
        if let ([word], false) = (form.words.as_slice(), form.shouted)
            && let Some(bearer) = bearers.get(word.as_str())
            && !bearer.shared
            && !bearer.longer
            && bearer.people >= bearer.others
        {
            *slot = bearer.full.map_or(usize::MAX, |(first, _)| first);
        }
    }
    for (i, (name, written)) in names.written_mut().enumerate() {
        let is_sure = sure.get(written.surface as usize).is_some_and(|first| *first < i);
        if is_sure && name.kind != EntityKind::Person {
            *name = NameSpan { kind: EntityKind::Person, score: SCORE, ..*name };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::placed::placed;

    fn completed(text: &str, full: &str) -> Vec<String> {
        let page = Page::from_lines(text);
        let cut = Text::read(&page, u32::MAX);
        let mut known = Known::of(&page, &cut);
        let mut names = Names::new(&page, &mut known, placed(text, &[(EntityKind::Person, full)]));
        complete(&page, &cut, &mut known, &mut names);
        names.spans().iter().map(|n| n.place.span.text(text).to_owned()).collect()
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
        let spans = placed(text, names);
        let mut known = Known::default();
        let mut names = Names::new(&page, &mut known, spans);
        retype(&known, &mut names);
        names.spans().iter().map(|s| s.kind).collect()
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
