//! Mentions joined to entities: full name and surname, acronym and expansion, spelling variants.
//!
//! Problem: a card that splits one person in two is useless, one that merges two is false. Policy:
//! mentions of equal form and kind are one entity; shorter forms join a longer one only when exactly
//! one fits; two people of one surname are never merged, and a bare surname that fits both stays
//! apart. Entities are numbered by first mention. Nobody owns state here. Not handled: knowledge from
//! outside the article beyond a handful of state names everyone abbreviates.

use rustc_hash::FxHashMap;

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
}

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

/// Joins `spans` (reading order, not overlapping) to entities and mentions.
pub(super) fn join(page: &Page, spans: &[NameSpan]) -> (Vec<Entity>, Vec<Mention>) {
    let text = |i: usize| -> &str {
        spans
            .get(i)
            .and_then(|s| Some(s.place.span.text(&page.blocks.get(s.place.block.index())?.text)))
            .unwrap_or("")
    };
    let mut groups = group(spans, &text);
    join_people(&mut groups);
    join_bodies(&mut groups, spans, page);
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
            if is_acronym(alias) && kind != EntityKind::Person && name.contains(' ') {
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
    mentions.sort_by_key(|(i, _)| *i);
    (entities, mentions.into_iter().map(|(_, m)| m).collect())
}

/// Groups spans of equal form and kind, in order of first appearance.
fn group<'a>(spans: &[NameSpan], text: &dyn Fn(usize) -> &'a str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: FxHashMap<(Vec<String>, EntityKind), usize> = FxHashMap::default();
    for (i, span) in spans.iter().enumerate() {
        let form = Form::new(text(i));
        let next = groups.len();
        let at = *known.entry((form.words.clone(), span.kind)).or_insert(next);
        if at == next {
            groups.push(Group { form, kind: span.kind, spans: vec![i], root: next });
        } else if let Some(group) = groups.get_mut(at) {
            group.spans.push(i);
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

/// Full names first, then bare names to the one full name that fits.
fn join_people(groups: &mut [Group]) {
    let people: Vec<usize> = (0..groups.len()).filter(|g| groups[*g].kind == EntityKind::Person).collect();
    let full: Vec<usize> = people.iter().copied().filter(|g| groups[*g].form.core().len() > 1).collect();
    for (n, &a) in full.iter().enumerate() {
        // Exactly one other full name must fit: "J. Kennedy" fits both John and Jane and joins neither.
        let fits: Vec<usize> = full
            .iter()
            .copied()
            .filter(|&b| {
                b != a
                    && groups[a].form.same_person(&groups[b].form)
                    && groups[b].form.core().len() >= groups[a].form.core().len()
            })
            .collect();
        let longer: Vec<usize> = fits
            .iter()
            .copied()
            .filter(|&b| {
                groups[b].form.core().len() > groups[a].form.core().len()
                    || b < a
                    || full.iter().position(|x| *x == b) < Some(n)
            })
            .collect();
        let all_agree = longer
            .iter()
            .all(|&x| longer.iter().all(|&y| x == y || groups[x].form.same_person(&groups[y].form)));
        if let (Some(&into), true) = (longer.first(), all_agree) {
            merge(groups, a, into);
        }
    }
    for &bare in &people {
        if groups[bare].form.core().len() != 1 {
            continue;
        }
        if let Some(into) = best_full_name(groups, &full, bare) {
            merge(groups, bare, into);
        }
    }
}

/// The one person whose full name holds the bare name: as surname, else inside, else as given name.
fn best_full_name(groups: &[Group], full: &[usize], bare: usize) -> Option<usize> {
    let form = &groups[bare].form;
    let word = form.core().first()?;
    if word.chars().count() < 2 {
        return None;
    }
    let rank = |g: usize| {
        let core = groups[g].form.core();
        // "Trump Jr." is the younger Trump only.
        if form.suffix().is_some() && groups[g].form.suffix() != form.suffix() {
            return None;
        }
        match core.iter().rposition(|w| w == word) {
            Some(at) if at + 1 == core.len() => Some(0),
            Some(at) if at > 0 => Some(1),
            Some(_) => Some(2),
            None => None,
        }
    };
    for wanted in 0..3 {
        let mut roots: Vec<usize> =
            full.iter().copied().filter(|g| rank(*g) == Some(wanted)).map(|g| root(groups, g)).collect();
        roots.sort_unstable();
        roots.dedup();
        // The elder of a Jr. pair keeps the bare surname only if no one else has it.
        match roots.as_slice() {
            [] => {}
            [only] => {
                // A given name alone refers back; before its full name it may be anyone's.
                let introduced = groups[*only].spans.first() <= groups[bare].spans.first();
                return (wanted < 2 || introduced).then_some(*only);
            }
            _ => return None,
        }
    }
    None
}

/// Organisations, places and other names: same content words, acronyms, dropped endings, common names.
fn join_bodies(groups: &mut [Group], spans: &[NameSpan], page: &Page) {
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

/// Whether `a` is a short form of `b`: its acronym, or its name without the company ending.
fn short_for(a: &Group, b: &Group, spans: &[NameSpan], page: &Page) -> bool {
    if b.form.words.len() < 2 {
        return false;
    }
    if let [word] = a.form.words.as_slice() {
        let acronym = a.spans.iter().any(|i| spans.get(*i).is_some_and(|s| is_acronym(surface(page, s))));
        if acronym && b.form.initials().contains(word) && word.chars().count() > 1 {
            return true;
        }
        if acronym && in_brackets_behind(a, b, spans, page) {
            return true;
        }
    }
    if a.kind != b.kind || a.kind != EntityKind::Organisation {
        return false;
    }
    let (short, long) = (&a.form.words, &b.form.words);
    short.len() < long.len()
        && long.starts_with(short)
        && long[short.len()..].iter().all(|w| COMPANY_ENDINGS.contains(&w.as_str()))
}

/// Whether some mention of `a` stands in brackets right behind a mention of `b`: "Cartel de los Soles (CDS)".
fn in_brackets_behind(a: &Group, b: &Group, spans: &[NameSpan], page: &Page) -> bool {
    a.spans.iter().any(|i| {
        let (Some(short), Some(long)) = (spans.get(*i), i.checked_sub(1).and_then(|p| spans.get(p))) else {
            return false;
        };
        if !b.spans.contains(&(i - 1)) || short.place.block != long.place.block {
            return false;
        }
        let between = page
            .blocks
            .get(short.place.block.index())
            .and_then(|block| block.text.get(long.place.span.end as usize..short.place.span.start as usize));
        between.is_some_and(|gap| gap.trim() == "(")
    })
}

fn surface<'a>(page: &'a Page, span: &NameSpan) -> &'a str {
    page.blocks.get(span.place.block.index()).map_or("", |b| span.place.span.text(&b.text))
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
            u32::from(!is_acronym(surface))
        } else {
            words
        };
        (!form.shouted, fullness, *n, core::cmp::Reverse(at))
    };
    let best = seen.iter().enumerate().max_by_key(|entry| rank((entry.0, entry.1))).map_or(0, |(i, _)| i);
    let name = seen.get(best).map_or_else(String::new, |(s, _)| s.clone());
    let aliases = seen.into_iter().map(|(s, _)| s).filter(|s| *s != name).collect();
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
