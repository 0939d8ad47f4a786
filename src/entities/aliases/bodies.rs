//! Organisations, places and other names: same words, common names, acronyms, dropped endings.

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Group, Index, Named, merge, root};
use crate::entities::EntityKind;
use crate::entities::forms::{Form, common_name};

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

/// Names of several words, by what short forms of them may be.
struct Longer<'a> {
    by_initials: Index<String>,
    by_beginning: Index<&'a [String]>,
}

impl<'a> Longer<'a> {
    fn new(groups: &[Group], forms: &'a [Rc<Form>], bodies: &[usize]) -> Self {
        let mut longer = Self { by_initials: Index::default(), by_beginning: Index::default() };
        for b in bodies.iter().copied().filter(|b| forms[*b].words.len() > 1) {
            for initials in forms[b].initials() {
                longer.by_initials.entry(initials).or_default().push(b);
            }
            if groups[b].kind == EntityKind::Organisation {
                let mut words = forms[b].words.as_slice();
                while let [front @ .., last] = words
                    && (COMPANY_ENDINGS.contains(&last.as_str()) || last == "department")
                {
                    longer.by_beginning.entry(front).or_default().push(b);
                    words = front;
                }
            }
        }
        longer
    }

    /// Those that `a` is a short form of: its acronym, or the name without the company ending.
    fn fits(&self, groups: &[Group], named: &Named<'_>, a: usize) -> Vec<usize> {
        let mut fits: Vec<usize> = Vec::new();
        let group = &groups[a];
        let surface = |i: &usize| named.surfaces.get(*i).map(|s| named.known.get(*s));
        if let [word] = group.form.words.as_slice()
            && group.spans.iter().any(|i| surface(i).is_some_and(|s| s.acronym))
        {
            // "VA" beside "Verizon Amphitheatre" is a state: a place's two letters need their stops ("L.A.").
            let dotted = || group.spans.iter().any(|i| surface(i).is_some_and(|s| s.lower.contains('.')));
            let letters = word.chars().count();
            if letters > 1 {
                let named_so = self.by_initials.get(word).into_iter().flatten().copied();
                fits.extend(
                    named_so.filter(|b| letters > 2 || groups[*b].kind != EntityKind::Place || dotted()),
                );
            }
            // "Cartel de los Soles (CDS)", "EU (European Union)".
            let beside = group.spans.iter().flat_map(|i| {
                let before = i.checked_sub(1).filter(|before| named.brackets(*before, *i));
                before.into_iter().chain(Some(i + 1).filter(|behind| named.brackets(*i, *behind)))
            });
            let beside = beside.filter_map(|i| named.groups.get(i)).copied();
            fits.extend(
                beside.filter(|b| groups[*b].kind != EntityKind::Person && groups[*b].form.words.len() > 1),
            );
        }
        if group.kind == EntityKind::Organisation {
            fits.extend(self.by_beginning.get(group.form.words.as_slice()).into_iter().flatten());
        }
        fits.retain(|b| *b != a);
        fits
    }
}

impl Named<'_> {
    /// Whether name `short` stands in brackets right behind name `long`, and nothing else does.
    fn brackets(&self, long: usize, short: usize) -> bool {
        let (Some(long), Some(short)) = (self.spans.get(long), self.spans.get(short)) else { return false };
        let Some(block) = self.page.blocks.get(short.place.block.index()) else { return false };
        if short.place.block != long.place.block {
            return false;
        }
        let between = block.text.get(long.place.span.end as usize..short.place.span.start as usize);
        let behind = block.text.get(short.place.span.end as usize..).unwrap_or("");
        between.is_some_and(|gap| gap.trim() == "(") && behind.trim_start().starts_with([')', ',', ';'])
    }
}
