//! Figures of the corpus, beside those of PolNeAR's training split where they are known.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use galley::span::Span;

use super::command::Corpus;
use super::overlap::words;
use super::whole::Whole;
use super::{Article, CLAIM_KINDS};

/// Words that stand for a person or a thing named elsewhere.
const PRONOUNS: [&str; 18] = [
    "he", "she", "they", "i", "we", "you", "it", "who", "which", "his", "her", "their", "its", "my", "our",
    "him", "them", "this",
];

/// What is counted in a set of articles.
#[derive(Debug, Default)]
struct Figures {
    articles: usize,
    words: usize,
    vocabulary: BTreeSet<String>,
    genres: BTreeSet<String>,
    regions: BTreeSet<String>,
    claims: usize,
    kinds: BTreeMap<String, usize>,
    /// Claims by property, in the order of [`SHARES`].
    shares: [usize; SHARES.len()],
    cues: BTreeMap<String, usize>,
    names: BTreeMap<char, BTreeSet<String>>,
    mentions: usize,
    values: usize,
    worth: BTreeMap<i8, usize>,
}

/// Shares of claims, with PolNeAR's figure (per cent).
const SHARES: [(&str, &str); 12] = [
    ("no source", "8"),
    ("source a pronoun", "21"),
    ("source a bare surname or single name", "32"),
    ("source longer than five words", "13"),
    ("source before cue", "82"),
    ("content before cue", "30"),
    ("content in more than one piece", "16"),
    ("content over more than one sentence", "12"),
    ("content over a paragraph break", "0.6"),
    ("content with a digit", "9.5"),
    ("cue of several words", "40"),
    ("nested in another claim", "not marked"),
];

impl Figures {
    fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Self {
        let mut out = Self::default();
        for article in articles {
            out.add(article);
        }
        out
    }

    fn add(&mut self, article: &Article) {
        self.articles += 1;
        self.words += article.words();
        for (key, set) in [("genre", &mut self.genres), ("region", &mut self.regions)] {
            set.extend(article.about.get(key).cloned());
        }
        for block in &article.blocks {
            self.vocabulary.extend(words(&block.text));
            self.mentions += block.mentions.len();
            self.values += block.values.len();
            for mention in block.mentions.iter().filter(|m| "POLX".contains(m.kind)) {
                self.names
                    .entry(mention.kind)
                    .or_default()
                    .insert(mention.span.text(&block.text).to_lowercase());
            }
            for (_, worth) in &block.sentences {
                *self.worth.entry(*worth).or_default() += 1;
            }
        }
        let whole = Whole::new(article);
        for claim in article.claims.values() {
            self.claims += 1;
            *self.kinds.entry(claim.kind.clone()).or_default() += 1;
            let text = |places: &[super::At]| {
                places.iter().map(|at| article.text(*at)).collect::<Vec<_>>().join(" ")
            };
            let cue = text(&claim.cue).to_lowercase();
            let source = text(&claim.source);
            let source_words = words(&source).len();
            let single = source_words == 1 && source.chars().next().is_some_and(char::is_uppercase);
            let pronoun = source_words == 1 && PRONOUNS.contains(&source.to_lowercase().as_str());
            let pieces = joined(&whole, &claim.content.iter().map(|at| whole.span(*at)).collect::<Vec<_>>());
            let sentences: BTreeSet<(usize, usize)> = claim
                .content
                .iter()
                .flat_map(|at| {
                    let block = article.blocks.get(at.block).map_or(&[][..], |b| b.sentences.as_slice());
                    block
                        .iter()
                        .enumerate()
                        .filter(|(_, (s, _))| s.overlaps(at.span))
                        .map(|(i, _)| (at.block, i))
                        .collect::<Vec<_>>()
                })
                .collect();
            let blocks: BTreeSet<usize> = claim.content.iter().map(|at| at.block).collect();
            let first = |places: &[super::At]| places.iter().min().copied();
            let before = |a: &[super::At], b: &[super::At]| {
                first(a).zip(first(b)).is_some_and(|(x, y)| (x.block, x.span.start) < (y.block, y.span.start))
            };
            let has = [
                claim.source.is_empty(),
                pronoun,
                single && !pronoun,
                source_words > 5,
                before(&claim.source, &claim.cue),
                before(&claim.content, &claim.cue),
                pieces > 1,
                sentences.len() > 1,
                blocks.len() > 1,
                text(&claim.content).chars().any(|c| c.is_ascii_digit()),
                words(&cue).len() > 1,
                claim.parent.is_some(),
            ];
            for (count, holds) in self.shares.iter_mut().zip(has) {
                *count += usize::from(holds);
            }
            if !cue.is_empty() {
                *self.cues.entry(cue).or_default() += 1;
            }
        }
    }

    fn share(&self, count: usize) -> String {
        format!("{:.1} %", 100.0 * count as f64 / self.claims.max(1) as f64)
    }

    /// What share of all cues the `n` commonest cover.
    fn covered(&self, n: usize) -> String {
        let mut counts: Vec<usize> = self.cues.values().copied().collect();
        counts.sort_unstable_by_key(|c| std::cmp::Reverse(*c));
        let all: usize = counts.iter().sum();
        format!("{:.0} %", 100.0 * counts.iter().take(n).sum::<usize>() as f64 / all.max(1) as f64)
    }

    fn distinct_names(&self) -> usize {
        self.names.values().flatten().collect::<BTreeSet<_>>().len()
    }
}

/// How many pieces are left when those with only white space between them are joined.
fn joined(whole: &Whole, spans: &[Span]) -> usize {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.chunk_by(|a, b| Span::new(a.end, b.start).text(&whole.text).trim().is_empty()).count()
}

/// The figures as a Markdown table: articles, edge cases, PolNeAR.
pub fn table(corpus: &Corpus) -> String {
    let articles = Figures::of(corpus.articles.iter().map(|(a, _)| a));
    let edge = Figures::of(corpus.edge.iter().map(|(a, _)| a));
    let items: usize = corpus.edge.iter().map(|(a, _)| a.blocks.len()).sum();
    let mut out = String::from("| | articles | edge cases | PolNeAR (train) |\n|---|---|---|---|\n");
    let mut row = |name: &str, ours: String, edge: String, theirs: &str| {
        let _ = writeln!(out, "| {name} | {ours} | {edge} | {theirs} |");
    };
    row("articles (edge cases: blocks)", articles.articles.to_string(), items.to_string(), "840");
    let splits = ["train", "dev", "test"]
        .map(|s| corpus.articles.iter().filter(|(a, _)| a.split() == s).count().to_string());
    row("train / dev / test", splits.join(" / "), "-".into(), "840 / 84 / 84");
    let both = |f: &dyn Fn(&Figures) -> String| (f(&articles), f(&edge));
    let mut pair = |name: &str, f: &dyn Fn(&Figures) -> String, theirs: &str| {
        let (a, e) = both(f);
        row(name, a, e, theirs);
    };
    pair("words", &|f| f.words.to_string(), "756,000 in all splits");
    pair("vocabulary (word forms)", &|f| f.vocabulary.len().to_string(), "-");
    pair("regions", &|f| f.regions.len().to_string(), "1");
    pair("genres", &|f| f.genres.len().to_string(), "1");
    pair("claims", &|f| f.claims.to_string(), "19,868");
    for (kind, theirs) in CLAIM_KINDS.iter().zip(["2 %", "15 %", "10 %", "72 %", "not marked"]) {
        pair(kind, &|f| f.share(f.kinds.get(*kind).copied().unwrap_or(0)), theirs);
    }
    for (i, (name, theirs)) in SHARES.iter().enumerate() {
        let theirs = if theirs.starts_with(|c: char| c.is_ascii_digit()) {
            format!("{theirs} %")
        } else {
            (*theirs).to_owned()
        };
        pair(name, &|f| f.share(f.shares[i]), &theirs);
    }
    pair("distinct cue strings", &|f| f.cues.len().to_string(), "7,460");
    pair("cues covered by the 100 commonest", &|f| f.covered(100), "47 %");
    pair("cues covered by the 1,000 commonest", &|f| f.covered(1000), "66 %");
    pair("mentions", &|f| f.mentions.to_string(), "not marked");
    pair("distinct names", &|f| f.distinct_names().to_string(), "-");
    for (kind, name) in [('P', "person"), ('O', "organisation"), ('L', "place"), ('X', "other")] {
        pair(
            &format!("distinct names, {name}"),
            &|f| f.names.get(&kind).map_or(0, BTreeSet::len).to_string(),
            "-",
        );
    }
    pair("dates and quantities", &|f| f.values.to_string(), "not marked");
    for (worth, name) in [(1, "worth checking"), (0, "fact, not worth checking"), (-1, "no fact")] {
        pair(
            &format!("sentences: {name}"),
            &|f| {
                let all: usize = f.worth.values().sum();
                let count = f.worth.get(&worth).copied().unwrap_or(0);
                format!("{:.1} %", 100.0 * count as f64 / all.max(1) as f64)
            },
            "not marked",
        );
    }
    let mut cues = articles.cues.clone();
    for (cue, count) in &edge.cues {
        *cues.entry(cue.clone()).or_default() += count;
    }
    let names: BTreeSet<&String> =
        [&articles, &edge].iter().flat_map(|f| f.names.values().flatten()).collect();
    let _ = writeln!(
        out,
        "\nArticles and edge cases together: {} words, {} claims, {} distinct cue strings, {} distinct names.",
        articles.words + edge.words,
        articles.claims + edge.claims,
        cues.len(),
        names.len()
    );
    out
}
