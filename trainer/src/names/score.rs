//! F1 of names: strict (exact tokens) and neutral.
//!
//! Neutral trims leading articles, titles before people, possessives and outer punctuation, and splits
//! at commas, on both sides alike, so that no system loses for its house style.

use galley::entities::{EntityKind, NameSpan};
use std::collections::BTreeSet;

use super::data::{Document, kind_of_type, spans};

/// True positives, false positives, false negatives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found and right.
    pub hits: u32,
    /// Found and wrong.
    pub false_alarms: u32,
    /// Not found.
    pub misses: u32,
}

impl Counts {
    fn add(&mut self, gold: &BTreeSet<Found>, found: &BTreeSet<Found>, kind: usize) {
        let of = |s: &BTreeSet<Found>| s.iter().filter(|f| f.2 == kind).copied().collect::<BTreeSet<_>>();
        let (gold, found) = (of(gold), of(found));
        let hits = gold.intersection(&found).count() as u32;
        self.hits += hits;
        self.false_alarms += found.len() as u32 - hits;
        self.misses += gold.len() as u32 - hits;
    }

    /// Precision, recall and F1 in per cent.
    pub fn rates(self) -> [f64; 3] {
        let of = |n: u32, d: u32| 100.0 * f64::from(n) / f64::from(d.max(1));
        let (h, a, m) = (self.hits, self.false_alarms, self.misses);
        [of(h, h + a), of(h, h + m), of(2 * h, 2 * h + a + m)]
    }
}

/// First, one past the last, kind.
pub type Found = (usize, usize, usize);

/// Counts by kind (person, organisation, place, other), strict and neutral.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Exact.
    pub strict: [Counts; 4],
    /// Trimmed.
    pub neutral: [Counts; 4],
}

impl Score {
    /// Person, organisation and place together.
    pub fn micro(counts: &[Counts; 4]) -> Counts {
        counts[..3].iter().fold(Counts::default(), |sum, c| Counts {
            hits: sum.hits + c.hits,
            false_alarms: sum.false_alarms + c.false_alarms,
            misses: sum.misses + c.misses,
        })
    }

    /// Adds a document with the names that were found in its text (one block a line).
    pub fn add(&mut self, document: &Document, names: &[NameSpan]) {
        let mut starts = vec![0];
        starts.extend(document.text.match_indices('\n').map(|(n, _)| n + 1));
        let names: Vec<(usize, usize, usize)> = names
            .iter()
            .map(|n| {
                let base = starts[n.place.block.index()];
                (base + n.place.span.start as usize, base + n.place.span.end as usize, kind_number(n.kind))
            })
            .collect();
        for row in &document.rows {
            let gold: BTreeSet<Found> = spans(&row.tags)
                .into_iter()
                .filter_map(|(a, b, kind)| Some((a, b, kind_of_type(kind)?)))
                .collect();
            let mut found = BTreeSet::new();
            let mut free = vec![true; row.words.len()];
            for (start, end, kind) in &names {
                let touched = |(a, b): &(usize, usize)| *b > *start && *a < *end;
                let Some(first) = row.offsets.iter().position(touched) else { continue };
                let last = row.offsets.iter().rposition(touched).unwrap_or(first);
                if free[first..=last].iter().all(|f| *f) {
                    found.insert((first, last + 1, *kind));
                    free[first..=last].fill(false);
                }
            }
            let neutral = |set: &BTreeSet<Found>| set.iter().flat_map(|f| trimmed(&row.words, *f)).collect();
            let (gold_neutral, found_neutral) = (neutral(&gold), neutral(&found));
            for kind in 1..=4 {
                self.strict[kind - 1].add(&gold, &found, kind);
                self.neutral[kind - 1].add(&gold_neutral, &found_neutral, kind);
            }
        }
    }
}

/// 1 person, 2 organisation, 3 place, 4 other.
pub fn kind_number(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 1,
        EntityKind::Organisation => 2,
        EntityKind::Place => 3,
        EntityKind::Other => 4,
    }
}

/// The kind of a number.
pub const fn kind_of_number(number: usize) -> EntityKind {
    match number {
        1 => EntityKind::Person,
        2 => EntityKind::Organisation,
        3 => EntityKind::Place,
        _ => EntityKind::Other,
    }
}

/// The neutral spans of one span.
fn trimmed(words: &[String], (start, end, kind): Found) -> Vec<Found> {
    let mut out = Vec::new();
    let mut from = start;
    for i in start..=end {
        if i == end || matches!(words[i].as_str(), "," | ";" | "(" | ")") {
            if i > from {
                out.push(trim(words, from, i, kind));
            }
            from = i + 1;
        }
    }
    out
}

fn trim(words: &[String], mut start: usize, mut end: usize, kind: usize) -> Found {
    const AFTER: &[&str] = &["'s", "’s", "'", "’", ",", ".", ";", ":", "\"", "''", "”", ")", "?", "!"];
    const BEFORE: &[&str] = &["the", "a", "an", "'", "\"", "``", "“", "‘", "("];
    let is = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    while end - start > 1 && is(AFTER, &words[end - 1]) {
        end -= 1;
    }
    while end - start > 1 && is(BEFORE, &words[start]) {
        start += 1;
    }
    if kind == 1 {
        while end - start > 1 && is_title(&words[start]) {
            start += 1;
        }
    }
    (start, end, kind)
}

/// Whether `word` is a post or form of address before a person's name.
pub fn is_title(word: &str) -> bool {
    #[rustfmt::skip]
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "miss", "dr", "sir", "president", "prime", "minister", "premier", "senator", "sen", "rep",
        "representative", "gov", "governor", "general", "gen", "col", "colonel", "secretary", "chairman", "king",
        "queen", "prince", "princess", "professor", "prof", "judge", "justice", "chancellor", "vice", "mayor",
        "ambassador", "lord", "lady", "captain", "capt", "lt", "lieutenant", "major", "sgt", "rev", "reverend",
        "sheikh", "ayatollah", "mullah", "imam", "foreign", "defense", "defence", "finance", "interior", "deputy",
        "pope", "cardinal", "archbishop", "bishop", "congressman", "congresswoman", "attorney", "sheriff", "director",
        "administrator", "commander", "admiral", "madam", "dame", "baroness", "chief", "us", "u.s", "former",
        "spokesman", "spokeswoman", "coach", "ceo",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}
