//! Mentions joined to entities: full name and surname, acronym and expansion, spelling variants.
//!
//! Problem: a card that splits one person in two is useless, one that merges two is false. Policy:
//! mentions of equal form and kind are one entity; shorter forms join a longer one only when exactly
//! one fits; two people of one surname are never merged, and a bare surname that fits both stays
//! apart. Entities are numbered by first mention. Nobody owns state here. Not handled: knowledge from
//! outside the article beyond a handful of state names everyone abbreviates.

mod bodies;
mod called;
mod longer;
pub(super) mod people;

use alloc::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::demonyms::Demonyms;
use super::forms::{Form, common_name};
use super::known::{Known, Surfaces};
use super::{Entity, EntityId, EntityKind, Mention, MentionForm, NameSpan, Relation, RelationKind};
use crate::order;
use crate::page::Page;

/// A set of mentions with one form.
struct Group {
    form: Rc<Form>,
    kind: EntityKind,
    /// Indices of spans, in reading order.
    spans: Vec<usize>,
    /// The group it was joined to, or itself.
    root: usize,
    /// Groups that were joined to it at once, itself included when it is a root.
    joined: usize,
    /// Named in bylines and credits only: who made the page, and nobody in its story.
    author: bool,
    /// The posts and forms of address right before its mentions ("president", "mr", "ms"). A bare surname has
    /// one at most: those of another post are another group.
    posts: Vec<Rc<str>>,
}

/// The names with all that joining looks at.
struct Named<'a> {
    page: &'a Page,
    spans: &'a [NameSpan],
    /// The number of each name's surface, and of its group.
    surfaces: Vec<u32>,
    groups: Vec<usize>,
    known: &'a Surfaces,
}

/// Groups by a word or by words, in order.
type Index<K> = FxHashMap<K, Vec<usize>>;

/// Joins `spans` (reading order, not overlapping) to entities and mentions.
pub(super) fn join(page: &Page, known: &mut Known, spans: &[NameSpan]) -> (Vec<Entity>, Vec<Mention>) {
    let (mut groups, named) = group(page, known, spans);
    people::join(&mut groups);
    bodies::join(&mut groups, &named);
    called::join(&mut groups, &named);

    // Number the entities by their first mention.
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let roots: Vec<usize> = (0..groups.len()).map(|g| root(&groups, g)).collect();
    for (i, group) in named.groups.iter().enumerate() {
        members[roots[*group]].push(i);
    }
    let mut first: Vec<(usize, usize)> =
        members.iter().enumerate().filter_map(|(g, members)| Some((*members.first()?, g))).collect();
    order::sort(&mut first);

    let mut entities = Vec::with_capacity(first.len());
    let mut numbers = vec![0; groups.len()];
    for (number, (_, root)) in first.iter().enumerate() {
        numbers[*root] = number as u32;
        let members = &members[*root];
        let (name, aliases) = surfaces(members, &named, groups[*root].kind);
        let kind = majority(members, spans);
        let mut relations = Vec::new();
        for alias in &aliases {
            // "DC" of "DC Comics" is a part of the name, no acronym of it.
            let part = name.split_whitespace().any(|word| word == alias);
            if is_acronym(alias) && kind != EntityKind::Person && name.contains(' ') && !part {
                relations.push(Relation { kind: RelationKind::Acronym, text: alias.clone() });
            }
        }
        // The kind is a guess when the tagger was unsure of every mention.
        let guess = members.iter().all(|i| spans.get(*i).is_none_or(|s| s.score < 0.5));
        entities.push(Entity { kind, name, aliases, title: None, description: None, relations, guess });
    }
    relate_demonyms(&mut entities);
    let mention = |(span, group): (&NameSpan, &usize)| Mention {
        entity: EntityId(numbers[roots[*group]]),
        place: span.place,
        form: MentionForm::Name,
    };
    let mentions = spans.iter().zip(&named.groups).map(mention).collect();
    (entities, mentions)
}

/// Notes the demonyms of the article's places beside them ("Belarus", "Belarusian").
fn relate_demonyms(entities: &mut [Entity]) {
    let words = entities.iter().filter(|e| e.kind == EntityKind::Other).map(|e| e.name.as_str());
    let words = Demonyms::new(words);
    if words.is_empty() {
        return;
    }
    let relate = |place: &Entity| {
        let related = words.of(&place.name).into_iter();
        related.map(|text| Relation { kind: RelationKind::Demonym, text }).collect::<Vec<_>>()
    };
    let related: Vec<Vec<Relation>> =
        entities.iter().map(|e| if e.kind == EntityKind::Place { relate(e) } else { Vec::new() }).collect();
    for (entity, related) in entities.iter_mut().zip(related) {
        entity.relations.extend(related);
    }
}

/// Groups spans of equal form and kind, in order of first appearance.
fn group<'a>(page: &'a Page, known: &'a mut Known, spans: &'a [NameSpan]) -> (Vec<Group>, Named<'a>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut met: FxHashMap<(u32, EntityKind, Option<Rc<str>>), usize> = FxHashMap::default();
    // By surface and kind, the group of those that no post tells apart.
    let mut without: Vec<[usize; 4]> = vec![[usize::MAX; 4]; known.surfaces.len()];
    let (mut surfaces, mut of_spans) = (Vec::with_capacity(spans.len()), Vec::with_capacity(spans.len()));
    known.spots(page, spans, |i, known, spot| {
        let (Some(span), surface) = (spans.get(i), known.get(spot.surface)) else { return };
        let post = (span.kind == EntityKind::Person)
            .then(|| spot.post.clone().or_else(|| surface.form.throne().map(Into::into)))
            .flatten();
        let next = groups.len();
        let known = without.get_mut(spot.surface as usize).map(|of| &mut of[span.kind as usize]);
        let own = post.clone().filter(|_| surface.form.core().len() == 1);
        let at = match known {
            Some(at) if own.is_none() => {
                if *at == usize::MAX {
                    *at = *met.entry((surface.words, span.kind, None)).or_insert(next);
                }
                *at
            }
            _ => *met.entry((surface.words, span.kind, own)).or_insert(next),
        };
        surfaces.push(spot.surface);
        of_spans.push(at);
        if let Some(group) = groups.get_mut(at) {
            group.spans.push(i);
            group.author &= spot.author;
            if let Some(post) = post.filter(|p| !group.posts.contains(p)) {
                group.posts.push(post);
            }
        } else {
            let posts = post.into_iter().collect();
            let form = Rc::clone(&surface.form);
            let author = spot.author;
            groups.push(Group {
                form,
                kind: span.kind,
                spans: vec![i],
                root: next,
                joined: 1,
                author,
                posts,
            });
        }
    });
    (groups, Named { page, spans, surfaces, groups: of_spans, known: &known.surfaces })
}

fn root(groups: &[Group], mut g: usize) -> usize {
    while groups[g].root != g {
        g = groups[g].root;
    }
    g
}

fn merge(groups: &mut [Group], from: usize, into: usize) {
    let (a, b) = (root(groups, from), root(groups, into));
    if a != b {
        groups[a].root = b;
        groups[a].joined -= 1;
        groups[b].joined += 1;
    }
}

/// Whether `name` is written as an acronym: two to seven capitals, with or without stops.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    (2..=7).contains(&letters.len())
        && letters.iter().filter(|c| c.is_uppercase()).count() * 3 >= letters.len() * 2
        && letters.iter().all(|c| c.is_alphanumeric() || *c == '-' || *c == '&')
        && letters.first().is_some_and(|c| c.is_uppercase())
}

/// The name to show and the other surfaces, in order of appearance.
fn surfaces(members: &[usize], named: &Named<'_>, kind: EntityKind) -> (String, Vec<String>) {
    // Surfaces that are shown alike are counted together.
    let mut seen: Vec<(&str, u32)> = Vec::new();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    let mut last = (u32::MAX, 0);
    for number in members.iter().filter_map(|i| named.surfaces.get(*i)) {
        if last.0 != *number {
            let surface = named.known.get(*number);
            let next = seen.len();
            last = (*number, *places.entry(surface.shown).or_insert(next));
            if last.1 == next {
                seen.push((&surface.clean, 0));
            }
        }
        seen[last.1].1 += 1;
    }
    // The fullest form in ordinary case; among equals the commonest, then the first.
    let rank = |(at, (surface, n)): (usize, &(&str, u32))| {
        let form = Form::new(surface);
        let words = form.words.len() as u32;
        let fullness = if kind == EntityKind::Person {
            form.fullness() as u32
        } else if kind == EntityKind::Place && common_name(&form.words).is_some() {
            u32::from(!is_acronym(surface) && !surface.ends_with('.'))
        } else {
            words
        };
        // "MALCOLM Fraser" opens an article; "Malcolm Fraser" is his name.
        let shouts = surface.split_whitespace().any(|w| {
            words > 1
                && w.chars().filter(|c| c.is_alphabetic()).count() > 4
                && !w.contains(char::is_lowercase)
        });
        (!form.shouted, fullness, !shouts, *n, core::cmp::Reverse(at))
    };
    let best = seen.iter().enumerate().max_by_key(|(at, entry)| rank((*at, entry))).map_or(0, |(i, _)| i);
    let shown = seen.get(best).map_or("", |(s, _)| *s);
    // "the United States" is called "United States"; "The Hague" keeps its article.
    let name = shown.strip_prefix("the ").filter(|n| !n.is_empty()).unwrap_or(shown).to_owned();
    let aliases = seen.iter().map(|(s, _)| s.strip_prefix("the ").unwrap_or(s).to_owned());
    let mut met = FxHashSet::default();
    let aliases = aliases.filter(|s| *s != name && met.insert(s.clone())).collect();
    (name, aliases)
}

/// A surface with white space collapsed and invisible characters dropped.
pub(super) fn clean(text: &str) -> String {
    let visible: String =
        text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn majority(members: &[usize], spans: &[NameSpan]) -> EntityKind {
    let mut counts = [0u32; 4];
    for span in members.iter().filter_map(|i| spans.get(*i)) {
        counts[span.kind as usize] += 1;
    }
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];
    kinds.into_iter().rev().max_by_key(|k| counts[*k as usize]).unwrap_or(EntityKind::Other)
}

#[cfg(test)]
mod tests;
