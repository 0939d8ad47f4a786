//! Organisations, places and other names: same words, common names, and short forms (`longer`).

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use super::longer::Longer;
use super::{Group, Index, Named, merge, root};
use crate::entities::EntityKind;
use crate::entities::forms::{Form, common_name};
use crate::order;

/// Organisations, places and other names: same content words, acronyms, dropped endings, common names. Only
/// names that share words, initials or a bracket are held against each other.
pub(super) fn join(groups: &mut [Group], named: &Named<'_>) {
    let forms: Vec<Rc<Form>> = groups.iter().map(|g| Rc::clone(&g.form)).collect();
    join_kinds(groups, &forms);
    let bodies: Vec<usize> = (0..groups.len()).filter(|g| groups[*g].kind != EntityKind::Person).collect();
    let longer = Longer::new(groups, &forms, &bodies);
    // The first of each common name and of each set of words that carry meaning.
    let mut common: FxHashMap<(EntityKind, &str), usize> = FxHashMap::default();
    let mut content: FxHashMap<(EntityKind, Vec<&str>), usize> = FxHashMap::default();
    for &a in &bodies {
        let (kind, words) = (groups[a].kind, &forms[a].words);
        let by_name = common_name(words).map(|name| *common.entry((kind, name)).or_insert(a));
        let by_words = *content.entry((kind, forms[a].content())).or_insert(a);
        let by_words = Some(by_words).filter(|_| words.len() > 1);
        let same = by_name.into_iter().chain(by_words).filter(|b| *b != a).min();
        if let Some(b) = same {
            merge(groups, a, b);
            continue;
        }
        let mut roots: Vec<usize> =
            longer.fits(groups, named, a).into_iter().map(|b| root(groups, b)).collect();
        order::sort(&mut roots);
        roots.dedup();
        if let [only] = roots.as_slice() {
            merge(groups, a, *only);
        }
    }
}

/// Mentions of one form that the tagger gave different kinds are one thing where one kind is clearly the rule:
/// "Apple" named eleven times as a company and twice as something else is the company. Where both kinds are
/// common they stay apart: a club and its town may share a name.
fn join_kinds(groups: &mut [Group], forms: &[Rc<Form>]) {
    const CLEAR: usize = 3;
    let alone = |groups: &[Group], g: usize| {
        root(groups, g) == g
            && (groups[g].kind != EntityKind::Person
                || forms[g].core().len() == 1 && groups[g].posts.is_empty() && groups[g].joined == 1)
    };
    let mut by_words = Index::<&[String]>::default();
    for (g, form) in forms.iter().enumerate() {
        by_words.entry(&form.words).or_default().push(g);
    }
    for a in 0..groups.len() {
        let same = by_words.get(forms[a].words.as_slice()).map_or(&[][..], Vec::as_slice);
        if same.len() < 2 || !alone(groups, a) {
            continue;
        }
        let few = groups[a].spans.len();
        let fits = |b: &usize| {
            let many = groups[*b].spans.len();
            let vague = groups[a].kind == EntityKind::Other && many >= few;
            *b != a
                && groups[*b].kind != EntityKind::Person
                && groups[*b].root == *b
                && groups[*b].author == groups[a].author
                && (many >= few * CLEAR || vague && groups[a].root == a)
        };
        let into =
            same.iter().copied().filter(fits).max_by_key(|b| (groups[*b].spans.len(), usize::MAX - *b));
        if let Some(into) = into.filter(|into| !forms[a].words.is_empty() && root(groups, *into) != a) {
            merge(groups, a, into);
        }
    }
}
