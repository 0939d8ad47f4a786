//! Mentions joined to entities: full name and surname, acronym and expansion, spelling variants.
//!
//! Problem: a card that splits one person in two is useless, one that merges two is false. Policy:
//! mentions of equal form and kind are one entity; shorter forms join a longer one only when exactly
//! one fits; two people of one surname are never merged, and a bare surname that fits both stays
//! apart. Entities are numbered by first mention. Nobody owns state here. Not handled: knowledge from
//! outside the article beyond a handful of state names everyone abbreviates.

mod bodies;
mod people;

use rustc_hash::FxHashMap;

use super::authors::is_author;
use super::demonyms;
use super::forms::{Form, common_name};
use super::{Entity, EntityId, EntityKind, Mention, MentionForm, NameSpan, Relation, RelationKind};
use crate::page::Page;

/// A set of mentions with one form.
struct Group {
    form: Form,
    kind: EntityKind,
    /// Indices of spans, in reading order.
    spans: Vec<usize>,
    /// The group it was joined to, or itself.
    root: usize,
    /// Named in bylines and credits only: who made the page, and nobody in its story.
    author: bool,
    /// The posts and forms of address right before its mentions ("president", "mr", "ms"). A bare surname has
    /// one at most: those of another post are another group.
    posts: Vec<String>,
}

/// Joins `spans` (reading order, not overlapping) to entities and mentions.
pub(super) fn join(page: &Page, spans: &[NameSpan]) -> (Vec<Entity>, Vec<Mention>) {
    let text = |i: usize| -> &str {
        spans
            .get(i)
            .and_then(|s| Some(s.place.span.text(&page.blocks.get(s.place.block.index())?.text)))
            .unwrap_or("")
    };
    let mut groups = group(page, spans, &text);
    people::join(&mut groups);
    bodies::join(&mut groups, spans, page);
    let roots: Vec<usize> = (0..groups.len()).map(|g| root(&groups, g)).collect();

    // Number the entities by their first mention.
    let mut first: Vec<(usize, usize)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let at = group.spans.first().copied().unwrap_or(usize::MAX);
        match first.iter_mut().find(|(r, _)| *r == roots[g]) {
            Some((_, earliest)) => *earliest = (*earliest).min(at),
            None => first.push((roots[g], at)),
        }
    }
    first.sort_by_key(|(_, at)| *at);

    let mut entities = Vec::with_capacity(first.len());
    let mut mentions = Vec::with_capacity(spans.len());
    for (number, (entity_root, _)) in first.iter().enumerate() {
        let mut members: Vec<usize> = (0..groups.len())
            .filter(|g| roots[*g] == *entity_root)
            .flat_map(|g| groups[g].spans.iter().copied())
            .collect();
        members.sort_unstable();
        let (name, aliases) = surfaces(&members, &text, groups[*entity_root].kind);
        let kind = majority(&members, spans);
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
        mentions.extend(members.iter().filter_map(|i| {
            let span = spans.get(*i)?;
            Some((
                *i,
                Mention { entity: EntityId(number as u32), place: span.place, form: MentionForm::Name },
            ))
        }));
    }
    relate_demonyms(&mut entities);
    mentions.sort_by_key(|(i, _)| *i);
    (entities, mentions.into_iter().map(|(_, m)| m).collect())
}

/// Notes the demonyms of the article's places beside them ("Belarus", "Belarusian").
fn relate_demonyms(entities: &mut [Entity]) {
    let words: Vec<String> =
        entities.iter().filter(|e| e.kind == EntityKind::Other).map(|e| e.name.clone()).collect();
    for place in entities.iter_mut().filter(|e| e.kind == EntityKind::Place) {
        for word in words.iter().filter(|w| demonyms::is_demonym_of(w, &place.name)) {
            place.relations.push(Relation { kind: RelationKind::Demonym, text: word.clone() });
        }
    }
}

/// Groups spans of equal form and kind, in order of first appearance.
fn group<'a>(page: &Page, spans: &[NameSpan], text: &dyn Fn(usize) -> &'a str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: FxHashMap<(Vec<String>, EntityKind, Option<String>), usize> = FxHashMap::default();
    for (i, span) in spans.iter().enumerate() {
        let form = Form::new(text(i));
        let block = page.blocks.get(span.place.block.index());
        let author = is_author(page, span);
        let person = span.kind == EntityKind::Person;
        let before = block.and_then(|b| b.text.get(..span.place.span.start as usize)).filter(|_| person);
        let post = before.and_then(people::post);
        let own = post.clone().filter(|_| form.core().len() == 1);
        let next = groups.len();
        let at = *known.entry((form.words.clone(), span.kind, own)).or_insert(next);
        if let Some(group) = groups.get_mut(at) {
            group.spans.push(i);
            group.author &= author;
            if let Some(post) = post.filter(|p| !group.posts.contains(p)) {
                group.posts.push(post);
            }
        } else {
            let posts = post.into_iter().collect();
            groups.push(Group { form, kind: span.kind, spans: vec![i], root: next, author, posts });
        }
    }
    groups
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
fn surfaces<'a>(
    members: &[usize],
    text: &dyn Fn(usize) -> &'a str,
    kind: EntityKind,
) -> (String, Vec<String>) {
    let mut seen: Vec<(String, u32)> = Vec::new();
    for i in members {
        let clean = clean(text(*i));
        match seen.iter_mut().find(|(s, _)| *s == clean) {
            Some((_, n)) => *n += 1,
            None => seen.push((clean, 1)),
        }
    }
    // The fullest form in ordinary case; among equals the commonest, then the first.
    let rank = |(at, (surface, n)): (usize, &(String, u32))| {
        let form = Form::new(surface);
        let words = form.words.len() as u32;
        let fullness = if kind == EntityKind::Place && common_name(&form.words).is_some() {
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
    let best = seen.iter().enumerate().max_by_key(|entry| rank((entry.0, entry.1))).map_or(0, |(i, _)| i);
    let shown = seen.get(best).map_or("", |(s, _)| s.as_str());
    // "the United States" is called "United States"; "The Hague" keeps its article.
    let name = shown.strip_prefix("the ").filter(|n| !n.is_empty()).unwrap_or(shown).to_owned();
    let aliases = seen.iter().map(|(s, _)| s.strip_prefix("the ").unwrap_or(s).to_owned());
    let aliases = aliases.filter(|s| *s != name).fold(Vec::new(), |mut all, alias| {
        if !all.contains(&alias) {
            all.push(alias);
        }
        all
    });
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
