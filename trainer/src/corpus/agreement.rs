//! Agreement of the two annotations of the test split.
//!
//! The measures are those of the attribution literature: a span agrees exactly when it is made of the very
//! same words (signs and quotation marks do not count); token F1 counts words; a claim is found leniently
//! when the cues share a word, the contents overlap by half, and the sources share a word or are both
//! absent. F1 is the same whichever annotation is taken as gold.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use galley::span::Span;

use super::command::Corpus;
use super::whole::Whole;
use super::{Article, At, Claim};

/// What the two annotations share, and what each has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    both: usize,
    first: usize,
    second: usize,
}

impl Count {
    fn add<T: Ord>(&mut self, first: &BTreeSet<T>, second: &BTreeSet<T>) {
        self.both += first.intersection(second).count();
        self.first += first.len();
        self.second += second.len();
    }

    fn f1(self) -> f64 {
        200.0 * self.both as f64 / (self.first + self.second).max(1) as f64
    }
}

/// The words of a claim's parts, by number.
struct Parts {
    kind: String,
    flags: BTreeSet<String>,
    roles: [Vec<Vec<u32>>; 3],
}

impl Parts {
    fn flat(&self, role: usize) -> BTreeSet<u32> {
        self.roles[role].iter().flatten().copied().collect()
    }
}

/// All that is compared.
#[derive(Debug, Default)]
struct Agreement {
    articles: usize,
    exact: [Count; 3],
    token: [Count; 3],
    claims: Count,
    claims_exact: Count,
    kinds: (usize, usize),
    flags: (usize, usize),
    mentions: BTreeMap<char, Count>,
    values: BTreeMap<char, Count>,
    /// Sentences by (first, second) check-worthiness.
    worth: BTreeMap<(i8, i8), usize>,
}

fn parts(article: &Article, whole: &Whole) -> Vec<Parts> {
    let role = |places: &[At]| -> Vec<Vec<u32>> {
        places.iter().map(|at| whole.words_of(&[whole.span(*at)])).filter(|w| !w.is_empty()).collect()
    };
    let of = |c: &Claim| Parts {
        kind: c.kind.clone(),
        flags: c.flags.iter().cloned().collect(),
        roles: [role(&c.source), role(&c.cue), role(&c.content)],
    };
    article.claims.values().map(of).collect()
}

fn lenient(a: &Parts, b: &Parts) -> bool {
    let shares = |role: usize| {
        let (x, y) = (a.flat(role), b.flat(role));
        (x.is_empty() && y.is_empty()) || x.intersection(&y).next().is_some()
    };
    let (x, y) = (a.flat(2), b.flat(2));
    let common = x.intersection(&y).count();
    let union = x.union(&y).count();
    union > 0 && common * 2 >= union && shares(0) && shares(1)
}

impl Agreement {
    fn add(&mut self, first: &Article, second: &Article) {
        self.articles += 1;
        // Both are of one text, so one reading of the words serves both.
        let whole = Whole::new(first);
        let (a, b) = (parts(first, &whole), parts(second, &whole));
        for role in 0..3 {
            let spans = |claims: &[Parts]| -> BTreeSet<Vec<u32>> {
                claims.iter().flat_map(|c| c.roles[role].iter().cloned()).collect()
            };
            let words =
                |claims: &[Parts]| -> BTreeSet<u32> { claims.iter().flat_map(|c| c.flat(role)).collect() };
            self.exact[role].add(&spans(&a), &spans(&b));
            self.token[role].add(&words(&a), &words(&b));
        }
        let whole_claims = |claims: &[Parts]| -> BTreeSet<[BTreeSet<u32>; 3]> {
            claims.iter().map(|c| [c.flat(0), c.flat(1), c.flat(2)]).collect()
        };
        self.claims_exact.add(&whole_claims(&a), &whole_claims(&b));
        self.claims.first += a.len();
        self.claims.second += b.len();
        let mut used = vec![false; b.len()];
        for one in &a {
            // The best partner first: the one whose content overlaps most.
            let partner =
                b.iter().enumerate().filter(|(i, other)| !used[*i] && lenient(one, other)).max_by_key(
                    |(i, other)| (one.flat(2).intersection(&other.flat(2)).count(), std::cmp::Reverse(*i)),
                );
            if let Some((i, other)) = partner {
                used[i] = true;
                self.claims.both += 1;
                self.kinds.0 += usize::from(one.kind == other.kind);
                self.kinds.1 += 1;
                self.flags.0 += usize::from(one.flags == other.flags);
                self.flags.1 += 1;
            }
        }
        self.marks(first, second, &whole);
    }

    fn marks(&mut self, first: &Article, second: &Article, whole: &Whole) {
        let place = |block: usize, span: Span| whole.words_of(&[whole.span(At { block, span })]);
        let mentions = |article: &Article| -> BTreeMap<char, BTreeSet<Vec<u32>>> {
            let mut out: BTreeMap<char, BTreeSet<Vec<u32>>> = BTreeMap::new();
            for (number, block) in article.blocks.iter().enumerate() {
                for m in &block.mentions {
                    out.entry(m.kind).or_default().insert(place(number, m.span));
                }
            }
            out
        };
        let values = |article: &Article| -> BTreeMap<char, BTreeSet<Vec<u32>>> {
            let mut out: BTreeMap<char, BTreeSet<Vec<u32>>> = BTreeMap::new();
            for (number, block) in article.blocks.iter().enumerate() {
                for v in &block.values {
                    out.entry(v.kind).or_default().insert(place(number, v.span));
                }
            }
            out
        };
        for (target, a, b) in [
            (&mut self.mentions, mentions(first), mentions(second)),
            (&mut self.values, values(first), values(second)),
        ] {
            let kinds: BTreeSet<char> = a.keys().chain(b.keys()).copied().collect();
            for kind in kinds {
                let none = BTreeSet::new();
                target
                    .entry(kind)
                    .or_default()
                    .add(a.get(&kind).unwrap_or(&none), b.get(&kind).unwrap_or(&none));
            }
        }
        for (one, other) in first.blocks.iter().zip(&second.blocks) {
            for (span, worth) in &one.sentences {
                if let Some((_, again)) = other.sentences.iter().find(|(s, _)| s == span) {
                    *self.worth.entry((*worth, *again)).or_default() += 1;
                }
            }
        }
    }
}

/// Cohen's kappa of the labels counted by (first, second); 1 when there is nothing to disagree on.
fn kappa(counts: &BTreeMap<(i8, i8), usize>) -> f64 {
    let all = counts.values().sum::<usize>() as f64;
    let same = counts.iter().filter(|((a, b), _)| a == b).map(|(_, n)| *n).sum::<usize>() as f64;
    let labels: BTreeSet<i8> = counts.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let chance: f64 = labels
        .iter()
        .map(|l| {
            let first: usize = counts.iter().filter(|((a, _), _)| a == l).map(|(_, n)| *n).sum();
            let second: usize = counts.iter().filter(|((_, b), _)| b == l).map(|(_, n)| *n).sum();
            first as f64 * second as f64
        })
        .sum::<f64>()
        / (all * all).max(1.0);
    if chance >= 1.0 || all < 1.0 { 1.0 } else { (same / all - chance) / (1.0 - chance) }
}

/// The agreement over the articles annotated twice, as Markdown.
pub fn table(corpus: &Corpus) -> String {
    let mut agreement = Agreement::default();
    for (second, _) in &corpus.second {
        // What was adjudicated agrees by design: the annotation as it was written is what counts.
        let mut firsts = corpus.first.iter().chain(&corpus.articles);
        if let Some((first, _)) = firsts.find(|(a, _)| a.id == second.id) {
            agreement.add(first, second);
        }
    }
    let test = corpus.articles.iter().filter(|(a, _)| a.split() == "test").count();
    let mut out =
        format!("{} of the {test} articles of the test split annotated twice\n\n", agreement.articles);
    out.push_str("| layer | exact F1 | token F1 | first | second |\n|---|---|---|---|---|\n");
    for (i, role) in ["source", "cue", "content"].iter().enumerate() {
        let (exact, token) = (agreement.exact[i], agreement.token[i]);
        let _ = writeln!(
            out,
            "| {role} | {:.1} | {:.1} | {} | {} |",
            exact.f1(),
            token.f1(),
            exact.first,
            exact.second
        );
    }
    let mut row = |name: &str, count: Count| {
        let _ = writeln!(out, "| {name} | {:.1} | - | {} | {} |", count.f1(), count.first, count.second);
    };
    row("claim, all three parts", agreement.claims_exact);
    row("claim, leniently", agreement.claims);
    for (kinds, name) in
        [("P", "person"), ("O", "organisation"), ("L", "place"), ("X", "other name"), ("N", "nationality")]
    {
        for kind in kinds.chars() {
            row(&format!("{name}, by name"), agreement.mentions.get(&kind).copied().unwrap_or_default());
        }
    }
    for (kind, name) in
        [('p', "person"), ('o', "organisation"), ('l', "place"), ('x', "other"), ('n', "people")]
    {
        if let Some(count) = agreement.mentions.get(&kind) {
            row(&format!("{name}, without the name"), *count);
        }
    }
    row("date or time", agreement.values.get(&'D').copied().unwrap_or_default());
    row("quantity", agreement.values.get(&'Q').copied().unwrap_or_default());
    let share = |(same, all): (usize, usize)| 100.0 * same as f64 / all.max(1) as f64;
    let sentences: usize = agreement.worth.values().sum();
    let _ = write!(
        out,
        "\nOf the claims both have: same kind {:.1} %, same flags {:.1} %.\nCheck-worthiness of {sentences} sentences: Cohen's kappa {:.2}.\n",
        share(agreement.kinds),
        share(agreement.flags),
        kappa(&agreement.worth)
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Article {
        Article::parse("a", &format!("---\nid: a\n---\n\n{body}")).0
    }

    #[test]
    fn identical_annotations_agree_and_others_less() {
        let one = read(
            "p\n1 [S1 Ann] [C1 said] [T1 that it rained all day].\n0 It did.\n\n@1 indirect none type=person\n",
        );
        let two = read(
            "p\n1 [S1 Ann] [C1 said] that [T1 it rained all day].\n- It did.\n\n@1 direct none type=person\n",
        );
        let mut same = Agreement::default();
        same.add(&one, &one);
        assert!((same.exact[2].f1() - 100.0).abs() < 1e-9 && same.claims_exact.both == 1);
        let mut differ = Agreement::default();
        differ.add(&one, &two);
        assert_eq!((differ.exact[2].both, differ.claims.both, differ.kinds), (0, 1, (0, 1)));
        assert!(differ.token[2].f1() > 80.0);
    }

    #[test]
    fn kappa_is_one_for_the_same_labels_and_near_nought_for_chance() {
        let of = |cells: &[((i8, i8), usize)]| kappa(&cells.iter().copied().collect());
        assert!((of(&[((0, 0), 5), ((1, 1), 5)]) - 1.0).abs() < 1e-9);
        assert!(of(&[((0, 0), 5), ((0, 1), 5), ((1, 0), 5), ((1, 1), 5)]).abs() < 1e-9);
    }
}
